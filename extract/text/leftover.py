r"""What is left in a text of what it came in: escapes of a program (`\n`, `\u5e74`), tags of a page without tables.

Whoever saved a field of a JSON file, or the inside of an element, as text left these there. A reader takes `\n` for a
line break and `<p>年</p>` for 年; so do we, where there are so many of them that they are no part of what is printed.
Whoever took a page's bytes for Latin-1, as HTTP clients do when nothing says what they are, left each byte as a
character; whoever saved a mail's body as it is sent, as letters (`=E5=B9=B4`).
"""

import html
import quopri
import re
from contextlib import suppress

import polars as pl

from extract.text.changed import with_texts
from extract.text.html import LOOKS_LIKE, looks_like_html

#: So many leftovers of a kind are no print; of characters that are written as numbers, which each word has several of.
_FEWEST, _FEWEST_CHARACTERS = 5, 20
_LINE_BREAK = r"\\n"
_CHARACTER = r"\\u[0-9a-fA-F]{4}"
_ENTITY = r"&#(?:[0-9]{2,6}|[xX][0-9a-fA-F]{2,5});"
_ESCAPE = re.compile(r"""\\(?:u([0-9a-fA-F]{4})|([ntr"'/\\]))""")
_ESCAPED = {"n": "\n", "t": "\t", "r": "", '"': '"', "'": "'", "/": "/", "\\": "\\"}
#: Tags that begin a new line, and those inside one.
_BLOCK = r"</?(?:p|br|div|h[1-6]|li|ul|ol|section|article|center|hr)(?:\s[^<>]*)?/?>"
_INLINE = r"</?(?:span|strong|b|i|u|em|font|a|img|o:p|sub|sup)(?:\s[^<>]*)?/?>"
#: What browsers, and programs, read for bytes that they take for Latin-1 (Encoding Standard, index windows-1252).
_LATIN = {ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(0x80, 0xA0)}
#: So many such bytes, and no Chinese, may be Chinese in another encoding; in GB 18030 nearly all stand in pairs.
_FEWEST_BYTES, _NEARLY_ALL = 50, 0.9
_BYTE, _PAIR, _CHINESE = re.compile(rb"[\x80-\xff]"), re.compile(rb"[\xa1-\xfe]{2}"), re.compile(r"[\u4e00-\u9fff]")
#: Bytes as mail writes them in plain letters (RFC 2045, quoted-printable), and so many of them.
_QUOTED = r"(?:=[0-9A-F]{2}){2}"
#: What `decoded_by` ends in where some were taken out.
RULE = "+leftovers_removed"
#: And where it was taken for Latin-1.
FROM_LATIN = "+from_latin_1"
#: And where its bytes were written in letters.
FROM_QUOTED = "+from_quoted_printable"


def without_leftovers(documents: pl.DataFrame) -> pl.DataFrame:
    """Texts without escapes and tags that are no print; pages keep their tags, which they are read by.

    Args:
        documents: as `extract.shapes.DOCUMENT`.

    Returns:
        The same; where there were any, `decoded_by` ends in `RULE`.
    """
    text = pl.col("text")
    breaks = text.str.count_matches(_LINE_BREAK)
    escaped = (breaks >= _FEWEST) & (breaks > text.str.count_matches("\n", literal=True))
    escaped |= text.str.count_matches(_CHARACTER) >= _FEWEST_CHARACTERS
    tagged = text.str.count_matches(_BLOCK) >= _FEWEST
    tagged |= text.str.count_matches(_ENTITY) >= _FEWEST_CHARACTERS
    unread = pl.col("read_from").is_null() & pl.col("data").is_null()
    documents = _with_bytes_read(documents, unread)
    # (Of most texts nothing but these three characters is looked for, of most pages nothing but their first tag.)
    some = documents.with_row_index("at").filter(unread & text.str.contains(r"[\\<&]"))
    is_page = text.str.contains(f"(?i){LOOKS_LIKE.pattern}") & ~text.str.contains('=\\"', literal=True)
    asked = some.filter(~is_page).select("at", "text", escaped=escaped, tagged=tagged)
    rows = [(at, _plain(text, escaped=escaped)) for at, text, escaped, tagged in asked.iter_rows() if escaped or tagged]
    return with_texts(documents, rows, RULE)


def _with_bytes_read(documents: pl.DataFrame, unread: pl.Expr) -> pl.DataFrame:
    """Documents; of those that no reader has read, with the text that bytes are which were taken for Latin-1."""
    without = documents.with_row_index("at").filter(unread & ~pl.col("text").str.contains(r"\p{Han}"))
    asked = without.filter(pl.col("text").str.count_matches(r"[^\x00-\x7F]") >= _FEWEST_BYTES).select("at", "text")
    read = [(at, found) for at, text in asked.iter_rows() if (found := _from_latin(text)) is not None]
    quoted = without.filter(pl.col("text").str.count_matches(_QUOTED) >= _FEWEST_BYTES).select("at", "text")
    written = [(at, found) for at, text in quoted.iter_rows() if (found := _from_quoted(text)) is not None]
    return with_texts(with_texts(documents, read, FROM_LATIN), written, FROM_QUOTED)


def _from_latin(text: str) -> str | None:
    """The Chinese text that bytes are which were taken for Latin-1; None where they are none."""
    try:
        data = text.translate(_LATIN).encode("latin-1")
    except UnicodeEncodeError:
        return None
    in_pairs = 2 * len(_PAIR.findall(data)) >= _NEARLY_ALL * len(_BYTE.findall(data))
    for encoding in ("utf-8", *(["gb18030"] if in_pairs else [])):
        with suppress(UnicodeDecodeError):
            found = data.decode(encoding)
            if len(_CHINESE.findall(found)) >= _FEWEST_CHARACTERS:
                return found
    return None


def _from_quoted(text: str) -> str | None:
    """The Chinese text whose bytes are written in letters; None where there is none."""
    data = quopri.decodestring(text.encode())
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            found = data.decode(encoding)
            if len(_CHINESE.findall(found)) >= _FEWEST_CHARACTERS:
                return found
    return None


def _plain(text: str, *, escaped: bool) -> str:
    """A text as it was before it was wrapped; a page stays one."""
    if escaped and (not looks_like_html(text) or ('=\\"' in text and '="' not in text)):
        text = _ESCAPE.sub(lambda one: chr(int(one[1], 16)) if one[1] else _ESCAPED[one[2]], text)
    if looks_like_html(text):
        return text
    lines = re.sub(_BLOCK, "\n", text, flags=re.IGNORECASE)
    return html.unescape(re.sub(_INLINE, "", lines, flags=re.IGNORECASE))
