"""Lines of text with HTML tables among them, as programs that turn a PDF into Markdown write them.

HTML joins lines; here each of them is one, so that title and signature stay what they are.
"""

import re

#: What a page begins with; what its parts have that cuts their lines.
_PAGE = re.compile(r"<(?:!doctype|html|head|body)[\s>]", re.IGNORECASE)
_CUTS = re.compile(r"<(?:p|br|div|h[1-6]|li|section|article)[\s/>]", re.IGNORECASE)
#: Rows that no table holds: a parser drops their tags, and with these what keeps their cells apart.
_ROWS = re.compile(
    r"(?:<tr[\s>](?:(?!<t(?:able|r)[\s>]).)*?</tr>\s*?)+(?=\s|$|<(?!tr[\s>]))", re.IGNORECASE | re.DOTALL
)
_HELD = r"<table>\g<0></table>"
#: So many characters down a page has begun.
_HEAD = 2000
_TABLE = re.compile(r"(<table[\s>](?:(?!<table[\s>]).)*?</table>)", re.IGNORECASE | re.DOTALL)


def with_lines_cut(markup: str) -> str:
    """The markup with a break at the end of each line outside its tables, where nothing else cuts its lines.

    Rows without a table have one.
    """
    if _PAGE.search(markup[:_HEAD]):
        return markup
    held = "".join(part if at % 2 else _ROWS.sub(_HELD, part) for at, part in enumerate(_TABLE.split(markup)))
    if _CUTS.search(_TABLE.sub("", held)):
        return markup
    parts = _TABLE.split(held)
    return "".join(part if at % 2 else part.replace("\n", "<br>\n") for at, part in enumerate(parts))
