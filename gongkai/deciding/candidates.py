"""Open questions that nobody has answered yet, and what their answers may be: each with what it would settle."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import polars as pl

from gongkai.deciding.queue import Question, queue
from gongkai.explaining.report import current_report
from load.scripts import named
from load.warehouse import reading

#: The kinds of decisions that answer a question, where it is not about a cell.
_ANSWERS = {
    "agency_unknown": "agency", "region_open": "agency", "contradicted": "agency",
    "year_unknown": "year", "versions_disagree": "document", "kind_unknown": "document",
}  # fmt: skip


class Needed(NamedTuple):
    """A value that sums need a cell to have.

    Attributes:
        column_code: of the cell.
        value: the value.
        sums: that hold with it.
    """

    column_code: str
    value: Decimal
    sums: int


class Failing(NamedTuple):
    """A sum that fails: its check and scope, and itself in words."""

    check_code: str
    scope: str
    detail: str


def open_questions(warehouse: Path, decisions: pl.DataFrame, limit: int) -> list[Question]:
    """The questions whose answer frees most, without those that a decision answers which the next ingest applies.

    Args:
        warehouse: a published one.
        decisions: of its folder, as `extract.decisions.shape.DECISION`.
        limit: so many at most.

    Raises:
        WarehouseError: it is none.
    """
    stands = decisions.filter(state="stands")
    asked = queue(warehouse, limit + stands.height)
    names = [one.source_uri for one in asked if one.source_uri]
    with reading(warehouse) as connection:
        rows = connection.execute(named("decide", "named_documents"), {"names": names}).fetchall()
        applied = connection.execute("SELECT decision_id FROM decided_cell").pl()
    documents = {name: (sha256, part) for name, sha256, part in rows}
    # A cell that is decided and applied is open no more, and is not among those that are asked for.
    new = stands.join(applied, on="decision_id", how="anti")
    answered = Counter(new.select("kind", "sha256", "part", "row_code").iter_rows())
    pairs = {value for pair in stands.select("source", "value").iter_rows() for value in pair}

    def is_open(one: Question) -> bool:
        if one.source_uri is None:
            return not {one.agency_id, (one.choices or "").split(" ")[0]} & pairs
        about = documents.get(one.source_uri, ("", 1))
        if not one.form:
            return not answered[_ANSWERS[one.question], *about, None]
        rows = [one.row_code] if one.row_code else (one.choices or "").split(" ")
        return sum(answered["cell", *about, row] for row in rows) < one.cells

    return [one for one in asked if is_open(one)][:limit]


def needed(warehouse: Path, agency: str, year: int, row: str) -> list[Needed]:
    """The values that the sums of an agency's current report need the cells of a row to have, most sums first.

    Raises:
        WarehouseError: `warehouse` is none.
        QueryError: there is no such report.
    """
    with reading(warehouse) as connection:
        keys = {"report": current_report(connection, agency, year), "row": row}
        return [Needed(*found) for found in connection.execute(named("decide", "needed"), keys).fetchall()]


def failing(warehouse: Path, agency: str, year: int) -> list[Failing]:
    """The sums of an agency's current report that fail.

    Raises:
        WarehouseError: `warehouse` is none.
        QueryError: there is no such report.
    """
    with reading(warehouse) as connection:
        keys = {"report": current_report(connection, agency, year)}
        rows = connection.execute(named("decide", "failing_checks"), keys).fetchall()
    return [Failing(check, scope, detail) for check, scope, _source, _reading, detail, _name in rows]


def text_lines(warehouse: Path, source_uri: str) -> list[str]:
    """The lines of the text that is kept of a document, or of one report in it, without empty ones.

    Raises:
        WarehouseError: `warehouse` is none.
    """
    with reading(warehouse) as connection:
        texts = connection.execute(named("decide", "shown_text"), {"source": source_uri}).fetchall()
    return [line for (text,) in texts for line in text.splitlines() if line.strip()]
