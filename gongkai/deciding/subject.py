"""What a person means: a document by any of its names, a sum by its check and scope, words by where they stand."""

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

from extract.decisions.erasing import places_of
from extract.errors import UnusableArgumentsError
from extract.raw import printable
from gongkai.explaining.parts import parted
from gongkai.explaining.report import current_report
from gongkai.explaining.source import document_of
from load.errors import QueryError
from load.scripts import named
from load.warehouse import open_readonly

#: Fewer characters stand in too many words.
_SHORTEST = 2
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Document(NamedTuple):
    """A document or one of its reports.

    Attributes:
        source: its sha256, with #part=n for the n-th report in it, n > 1.
        name: where it was read, or the name that was given.
        is_here: the warehouse knows it.
    """

    source: str
    name: str
    is_here: bool


class Check(NamedTuple):
    """One failing sum of a current report.

    Attributes:
        source: as of `Document`.
        words: agency, year, check and scope.
        reading: its two sides, as `decision.reading` has them.
        detail: the sum in words.
    """

    source: str
    words: str
    reading: str
    detail: str


def document(warehouse: Path, source: str, *, unread: bool = True) -> Document:
    """The document that a text means: a path, `source_uri`, address or digest, with `#part=n` one of its reports.

    A whole digest, and a file that is there, may be unknown to the warehouse, which need not be there either.

    Args:
        warehouse: what is published.
        source: what a person wrote.
        unread: files of this machine count that the warehouse does not know; not for who asks from another one.

    Raises:
        WarehouseError: `warehouse` is there and is none.
        QueryError: no document fits, or several do.
    """
    bare, part = parted(source)
    suffix = f"#part={part}" if part and part > 1 else ""
    try:
        if warehouse.exists():
            with_name = open_readonly(warehouse)
            try:
                sha256, name = document_of(with_name, bare)
            finally:
                with_name.close()
            if sha256:
                return Document(f"{sha256}{suffix}", f"{name}{suffix}", is_here=True)
    except QueryError:
        if not _DIGEST.fullmatch(bare) and not (unread and Path(bare).is_file()):
            raise
    if _DIGEST.fullmatch(bare):
        return Document(f"{bare}{suffix}", source, is_here=False)
    if unread and Path(bare).is_file():
        with Path(bare).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Document(f"{digest}{suffix}", printable(source), is_here=False)
    raise QueryError(f"no document has the name or sha256 {source!r}")


def check(warehouse: Path, agency: str, year: int, check_code: str, scope: str) -> Check:
    """A failing sum of an agency's current report.

    Raises:
        WarehouseError: `warehouse` is none.
        QueryError: no report fits, or it has no such sum, or that does not fail.
    """
    connection = open_readonly(warehouse)
    try:
        keys = {"report": current_report(connection, agency, year)}
        rows = connection.execute(named("decide", "failing_checks"), keys).fetchall()
    finally:
        connection.close()
    failing = {(code, place): told for code, place, *told in rows}
    if (check_code, scope) not in failing:
        names = ", ".join(f"{code} {place}" for code, place in failing) or "none"
        raise QueryError(f"{check_code} {scope} does not fail in this report; what fails: {names}")
    source, reading, detail, name = failing[check_code, scope]
    return Check(source, f"{name} {year}: {check_code} {scope}", reading, detail)


def places(warehouse: Path, source: str, words: str) -> tuple[Document, str]:
    """A document, and every place where its stored text shows some words, as a decision's value.

    Raises:
        UnusableArgumentsError: the words are too short, or stand on a line whose numbers are read.
        QueryError: no document fits, none of its text is kept, or it does not show the words.
    """
    if len(words.strip()) < _SHORTEST or "\n" in words:
        raise UnusableArgumentsError("what is erased is at least two characters of one line")
    found = document(warehouse, parted(source)[0])
    keys = {"sha256": found.source}
    connection = open_readonly(warehouse)
    try:
        texts = connection.execute(named("decide", "text_of"), keys).fetchall()
        numbers = {line for (line,) in connection.execute(named("decide", "lines_with_numbers"), keys).fetchall()}
    finally:
        connection.close()
    shown = [
        place._replace(line=place.line + first - 1)
        for first, text in texts
        for place in places_of(text, words.strip(), found.source)
    ]
    if not shown:
        raise QueryError(f"the text that is kept of {found.name} does not show these words")
    if lines := sorted({place.line for place in shown} & numbers):
        raise UnusableArgumentsError(
            f"line {lines[0]} holds numbers of the forms, which erasing leaves untouched: name words of other lines"
        )
    return found, " ".join(map(str, shown))
