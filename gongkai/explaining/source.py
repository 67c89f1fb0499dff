"""One document explained: the reports that were read of it, and why what is refused or held is."""

import os
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from gongkai.explaining.explanation import Explanation, Hint
from gongkai.explaining.parts import parted
from gongkai.explaining.report import HINTS, explained
from load.errors import QueryError
from load.scripts import named
from load.warehouse import open_readonly

#: As few hex digits of a sha256 are taken for one.
_DIGEST = re.compile(r"[0-9a-f]{8,64}")
#: So many documents that one word may mean are named.
_SHOWN = 5

_FIND = """
SELECT DISTINCT sha256, name FROM (
    SELECT sha256, source_uri AS name FROM document_name
    UNION ALL SELECT sha256, url FROM document_name
    UNION ALL SELECT sha256, source_uri FROM report
    UNION ALL SELECT sha256, url FROM report
    UNION ALL SELECT sha256, source_uri FROM rejected_document
)
WHERE {which}
ORDER BY name, sha256
"""


class Read(NamedTuple):
    """What was read of the head of a held document; None where it prints nothing of it."""

    candidates: str | None
    title: str | None
    agency_name_printed: str | None
    report_year: int | None
    signed_date: date | None
    published_date: date | None


@dataclass(frozen=True)
class Refusal:
    """Why a document, or a part of it, is in no report.

    Attributes:
        since: since when it is held, or when it was refused.
        read: what was read of a held document; None for one that is not held.
        evidence: the hints to who and which year of a held document.
    """

    source_uri: str
    sha256: str | None
    reason: str
    detail: str | None
    since: datetime
    read: Read | None
    evidence: list[Hint]


def explain_source(path: Path, source: str) -> tuple[list[Explanation], list[Refusal]]:
    """Explain a document.

    Args:
        path: a published warehouse.
        source: one of its names: a `source_uri`, a path, an address, the end of a path; or its sha256 or the beginning
            of that; with `#part=n` one of its reports.

    Returns:
        What was read of each report in it, and why others are refused or held.

    Raises:
        WarehouseError: `path` is no warehouse.
        QueryError: no document fits, or several do; the message names them.
    """
    bare, wanted = parted(source)
    connection = open_readonly(path)
    try:
        sha256, name = document_of(connection, bare)
        reports = connection.execute(
            "SELECT report_id, coalesce(part, 1) FROM report WHERE sha256 = $1 ORDER BY 2", [sha256]
        ).fetchall()
        refused = connection.execute(named("explain", "refused"), {"sha256": sha256, "name": name}).fetchall()
        return (
            [explained(connection, report_id) for report_id, number in reports if wanted in (None, number)],
            [_refusal(connection, row) for row in refused if wanted in (None, parted(row[0])[1] or 1)],
        )
    finally:
        connection.close()


def document_of(connection: duckdb.DuckDBPyConnection, source: str) -> tuple[str | None, str]:
    """The digest and the name of the one document that a text means."""
    absolute = os.path.abspath(source)  # noqa: PTH100  (links stay as given)
    ways = [("name IN ($1, $2)", [source, absolute]), ("ends_with(name, '/' || $1)", [source.lstrip("./")])]
    if _DIGEST.fullmatch(source.lower()):
        ways.insert(0, ("starts_with(sha256, $1)", [source.lower()]))
    for which, values in ways:
        found = connection.execute(_FIND.format(which=which), values).fetchall()
        different = (
            dict(found) if all(sha256 for sha256, _ in found) else {sha256 or name: name for sha256, name in found}
        )
        if len(different) > 1:
            more = f" and {len(different) - _SHOWN} more" if len(different) > _SHOWN else ""
            names = ", ".join(list(different.values())[:_SHOWN])
            raise QueryError(f"{source!r} fits several documents: {names}{more}")
        if found:
            return found[0]
    raise QueryError(f"no document of the warehouse has the name or sha256 {source!r}")


def _refusal(connection: duckdb.DuckDBPyConnection, row: tuple[object, ...]) -> Refusal:
    """One refused part, with what is held of it."""
    source_uri, sha256, reason, detail, seen_at, held_since, *read, text = row
    hints = []
    if held_since is not None:
        about = HINTS.format(about="report_id IS NULL AND source_uri = $name")
        hints = connection.execute(about, {"name": source_uri, "text": text}).fetchall()
    return Refusal(
        source_uri=str(source_uri),
        sha256=None if sha256 is None else str(sha256),
        reason=str(reason),
        detail=None if detail is None else str(detail),
        since=held_since or seen_at,  # type: ignore[arg-type]
        read=Read(*read) if held_since is not None else None,  # type: ignore[arg-type]
        evidence=[Hint(*hint) for hint in hints],
    )
