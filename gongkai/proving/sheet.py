"""What stands behind one number, gathered from a warehouse."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from gongkai.explaining.chosen import one_cell
from gongkai.explaining.explanation import Cell, Decision
from gongkai.explaining.report import current_report, explained
from gongkai.proving.crop import Crop, cropped
from gongkai.proving.sums import Sum, sums_of
from load.scripts import named
from load.warehouse import reading


class About(NamedTuple):
    """The report that has the number: columns of `report` and its tables.

    Attributes:
        print: how the number's form is printed: printed, cut, absent or picture.
        run_id: of the run that first loaded it; None where no run is known by that time.
        published_at: when the newest run of the warehouse was ready.
        other_names: other names of the same bytes.
    """

    report_id: str
    agency_id: str
    agency: str
    year: int
    title: str | None
    agency_name_printed: str | None
    edition: str
    legal_basis: str | None
    print: str | None
    signed_date: date | None
    published_date: date | None
    source_uri: str
    url: str | None
    sha256: str
    part: int | None
    first_line: int | None
    read_from: str | None
    decoded_by: str | None
    ingested_at: datetime
    parser_version: str
    run_id: str | None
    published_at: datetime | None
    other_names: list[str] | None


class Claim(NamedTuple):
    """A number in the report's prose that is held against the cell: a row of `claim_check`."""

    claim_no: int
    topic: str
    claimed: Decimal | None
    table_value: Decimal | None
    status: str
    sentence: str | None
    line_no: int | None


@dataclass(frozen=True)
class Sheet:
    """One number and all that stands behind it.

    Attributes:
        decision: what a person decided of it; None where nobody did.
        row: all cells of its row, in the form's order.
        crop: the printed table about it; None where nothing of it is printed.
        sums: the identities that it takes part in.
        claims: what the prose says of it.
    """

    about: About
    cell: Cell
    decision: Decision | None
    row: list[Cell]
    crop: Crop | None
    sums: list[Sum]
    claims: list[Claim]


def gather(warehouse: Path, agency: str, year: int, row: str, column: str) -> Sheet:
    """What stands behind one number.

    Args:
        warehouse: a published warehouse.
        agency: an agency_id, a name, or a part of a name.
        year: the year reported on.
        row: the row of the form: its code, its Chinese name, or a part of it.
        column: the column likewise.

    Raises:
        WarehouseError: it is no warehouse.
        QueryError: there is no such report or cell, or there are several; the message names what there is.
    """
    with reading(warehouse) as connection:
        report_id = current_report(connection, agency, year)
        found = explained(connection, report_id)
        cell = one_cell(found.cells, row, column)
        keys = {"form": cell.form, "report": report_id}
        about = About(*connection.execute(named("prove", "source"), keys).fetchall()[0])
        own = [it for it in found.cells if (it.form, it.row_code) == (cell.form, cell.row_code)]
        text = connection.execute("SELECT text FROM report_text WHERE report_id = $1", [report_id]).fetchall()[0][0]
        headings = dict(connection.execute(named("explain", "sections"), {"report": report_id}).fetchall())
        place = keys | {"row": cell.row_code, "column": cell.column_code}
        claims = connection.execute(named("prove", "claims"), place).fetchall()
        return Sheet(
            about=about,
            cell=cell,
            decision=_decision(cell, found.decisions),
            row=own,
            crop=cropped(cell, found, text, headings.get(cell.form)),
            sums=sums_of(connection, about.agency_id, year, cell, own),
            claims=[Claim(*claim) for claim in claims],
        )


def _decision(cell: Cell, decisions: Sequence[Decision]) -> Decision | None:
    """The decision that a cell's value is of."""
    own = [it for it in decisions if (it.row_code, it.column_code) == (cell.row_code, cell.column_code)]
    return next(iter(own), None) if cell.state == "decided" else None
