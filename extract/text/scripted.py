"""Pages that a script fills in: what they will show stands in a string of it, or in a part that is not shown as it is.

Only a page that shows next to nothing by itself is looked at, and only one long text in it is believed: of two of
about one length nobody knows which is shown.
"""

import html
import json
import re
from collections.abc import Iterator
from itertools import islice

#: A page of fewer characters shows its title and its menu.
_SHORT = 500
#: The fewest characters of a text, and of these Chinese ones.
_FEWEST, _FEWEST_HAN = 500, 200
#: The part of the longest text that no other may have.
_MOST = 0.5
#: A string of a script, to its end or that of its line, so that no page can have it looked for twice.
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)(?:(")|\n|\Z)' + r"|'((?:[^'\\\n]|\\.)*)(?:(')|\n|\Z)", re.DOTALL)
#: Elements whose content is markup that is not drawn, or drawn as text.
_KEPT = re.compile(r"<(script|template|noscript|textarea|xmp)(?:\s[^<>]*)?>", re.IGNORECASE)
_TITLE, _META = re.compile(r"<title(?:\s[^<>]*)?>", re.IGNORECASE), re.compile(r"<meta\s[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(?:table|tr|td|p|div|section|br|h[1-6])[\s/>]", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: What a page draws as text though it is markup.
_DRAWN_TAG = re.compile(r"</t[dr]>", re.IGNORECASE)


def filled_page(markup: str, shown: str) -> str | None:
    """The page as a browser fills it in; None where it shows enough by itself, or nothing tells what it will show.

    Args:
        markup: the page.
        shown: what it shows without its scripts.
    """
    if len(shown) > _SHORT and not _DRAWN_TAG.search(shown):
        return None
    found = sorted({text for text in _texts(markup) if _is_text(text)}, key=len, reverse=True)
    if not found:
        return None
    longest = found[0]
    if any(len(other) > _MOST * len(longest) and other not in longest for other in found[1:]):
        return None
    titles = (f"<title>{title}</title>" for _, title in _contents(markup, _TITLE))
    head = "".join([*islice(titles, 1), *_META.findall(markup)])
    drawn = "" if _DRAWN_TAG.search(shown) else _as_lines(shown)
    body = longest if _TAG.search(longest) else _as_lines(longest)
    return f"<html><head>{head}</head><body>{drawn}{body}</body></html>"


def _contents(markup: str, opening: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Elements that open so, in order: their names and what stands in them. What is never closed holds nothing."""
    low, at, unclosed = markup.lower(), 0, set[str]()
    while tag := opening.search(markup, at):
        name = tag[0][1:].split(">")[0].split()[0].lower()
        at = tag.end()
        end = -1 if name in unclosed else low.find(f"</{name}", at)
        if end < 0:
            unclosed.add(name)
            continue
        yield name, markup[at:end]
        at = end


def _texts(markup: str) -> Iterator[str]:
    """The strings of scripts, and what stands in elements that are not drawn."""
    for name, content in _contents(markup, _KEPT):
        if len(content) < _FEWEST:
            continue
        if name != "script" or _TAG.match(content.lstrip()):
            yield content
            continue
        for string in _STRING.finditer(content):
            said = string[1] if string[2] else string[3] if string[4] else ""
            if len(said) >= _FEWEST:
                yield _said(said)


def _said(string: str) -> str:
    """What a string of a script says; as it stands where it is none of JSON."""
    try:
        return str(json.loads(f'"{string}"', strict=False))
    except ValueError:
        return string.replace("\\/", "/").replace('\\"', '"').replace("\\'", "'").replace("\\n", "\n")


def _is_text(text: str) -> bool:
    """Whether a string is an article: long, in Chinese, with tags or lines."""
    return (
        len(text) >= _FEWEST
        and ("\n" in text or _TAG.search(text) is not None)
        and sum(1 for _ in _HAN.finditer(text)) >= _FEWEST_HAN
    )


def _as_lines(text: str) -> str:
    """Lines of text as markup; their tabs stay cells apart."""
    return f"<pre>{html.escape(text, quote=False)}</pre>"
