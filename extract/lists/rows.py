"""What tables of documents have in common, be they JSON, CSV or Parquet: which columns are read, what a row becomes."""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape

from extract.raw import Columns, Limits, Raw, printable
from extract.shipped import shipped
from extract.sources.files import hash_file
from extract.sources.source import Source

_NAMES_FILE = shipped("data", "containers", "columns.csv")
#: Without a name of its own, a row goes by what stands in this column.
_NAMING_ADDRESS = "url"
_UNDECIDED_ROWS = 1000
#: A longer title, in characters, is a text of its own.
_LONGEST_TITLE = 200


@cache
def _known_names() -> dict[str, tuple[str, int]]:
    """The names that columns are known by -> what they hold (text, title, name or url), and which choice they are."""
    with _NAMES_FILE.open(encoding="utf-8", newline="") as file:
        return {row["name"]: (row["part"], choice) for choice, row in enumerate(csv.DictReader(file))}


def wanted(names: Iterable[str], columns: Columns) -> dict[str, list[str]]:
    """Which of a table's columns are read.

    Args:
        names: The table's columns, as often as is asked; upper and lower case are the same.
        columns: Those that a person named, which must be written as in the table.

    Returns:
        For each part (`text`, `title`, `name`, `url`) the columns that hold it, the first choice first.
    """
    known = _known_names()
    rated = [(*known[low], name) for name in names if (low := name.strip().lower()) in known]
    found: dict[str, list[str]] = {"text": [], "title": [], "name": [], "url": []}
    for part, _, name in sorted(rated):
        found[part].append(name)
    for part, told in (("text", columns.text), ("url", columns.url)):
        if told is not None:
            found[part] = [name for name in names if name == told]
    return found


def document(row: Mapping[str, object], uri: str, written: str | bytes, limits: Limits, columns: Columns) -> Raw:
    """Makes a document of a table's row.

    Args:
        row: Its columns' values; text or bytes is read, anything else passed over.
        uri: What it goes by where it has no name of its own.
        written: The row as it stands in the file.
        limits: How large a document may be.
        columns: Those that a person named.

    Returns:
        The document, or its refusal (`bad_row`: without text; `too_large`).
    """
    names = wanted(row, columns)
    own = _first(row, names["name"])
    address = _first(row, names["url"])
    if not own:
        own = _first(row, [name for name in names["url"] if name.strip().lower() == _NAMING_ADDRESS])
    name = _words(own) if own else uri
    url = _words(address).strip() if address else name if name.startswith(("http://", "https://")) else None
    text = _first(row, names["text"])
    if text is None:
        return bad_row(name, written, no_text(list(row), columns))._replace(url=url)
    data = text if isinstance(text, bytes) else _bytes(_titled(text, _first(row, names["title"])))
    return bounded(name, data, limits)._replace(url=url)


def _titled(text: str, title: str | bytes | None) -> str:
    """A text with its record's title as its first line (a page's headline), where it does not say that itself."""
    if not isinstance(title, str) or not (told := " ".join(title.split())) or len(told) > _LONGEST_TITLE:
        return text
    if told in text:
        return text
    return f"<h1>{escape(told)}</h1>\n{text}" if text.lstrip().startswith("<") else f"{told}\n{text}"


def no_text(names: list[str], columns: Columns) -> str:
    """Says that a table or row has no text, what it has, and what can be done."""
    if columns.text is not None:
        return f"no text in column `{columns.text}`; it has: {_listed(names)}"
    return f"no text in a column whose name is known; it has: {_listed(names)}; name one with --text-column"


def bounded(uri: str, data: bytes, limits: Limits) -> Raw:
    """Returns a row's document, or its refusal when it is larger than a document may be."""
    if len(data) <= limits.max_document_bytes:
        return Raw(uri, data)
    detail = f"{len(data):,} bytes; the limit is {limits.max_document_bytes:,}"
    return Raw(uri, None, "too_large", detail, hashlib.sha256(data).digest())


def bad_row(uri: str, written: str | bytes, detail: str) -> Raw:
    """Returns the refusal of a row that is no document."""
    data = written.encode(errors="replace") if isinstance(written, str) else written
    return Raw(uri, None, "bad_row", detail, hashlib.sha256(data).digest())


def decided(source: Source, limits: Limits, rows: Iterator[Raw]) -> Iterator[Raw]:
    """Passes rows on once one of them has text; else says of the file, once, that none has."""
    held: list[Raw] = []
    for row in rows:
        held.append(row)
        if row.reason != "bad_row":
            yield from held
            yield from rows
            return
        if len(held) == _UNDECIDED_ROWS:
            break
    if held:
        detail = f"no text in {len(held):,} rows; the first: {held[0].detail}"
        yield Raw(source.uri, None, "no_text_column", detail, hash_file(source.path, limits))


def _first(row: Mapping[str, object], names: list[str]) -> str | bytes | None:
    """The first value among some columns that is more than blank; else the first that is text at all."""
    values = [value for name in names if isinstance(value := row[name], str | bytes)]
    return next((value for value in values if value and not value.isspace()), values[0] if values else None)


def _words(value: str | bytes) -> str:
    """A name or address as every later stage can store it."""
    return printable(value) if isinstance(value, str) else value.decode("utf-8", "backslashreplace")


def _bytes(text: str) -> bytes:
    """Encodes a text from JSON, which may hold half of a surrogate pair; that becomes U+FFFD."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def _listed(names: list[str]) -> str:
    return printable(", ".join(names))[:300] or "nothing"
