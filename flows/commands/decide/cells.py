"""The commands that decide on cells of current reports: how they read, and which failing sum is accepted."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer

from extract.decisions.shape import ACCEPTED
from extract.errors import UnusableArgumentsError
from extract.language import _
from flows.commands.decide.written import (
    Decider,
    ReportAgencyArgument,
    ReportYearArgument,
    RowArgument,
    decides,
    say,
)
from flows.commands.display import decisions as show_decisions
from flows.commands.display import show
from gongkai.deciding import cells, said, subject
from gongkai.deciding.table import numbers, write
from load.decisions.folder import decisions_in
from load.decisions.record import record, record_all

#: A number may be negative, and is no option.
_NUMBERS = {"ignore_unknown_options": True}

PrintedSoOption = Annotated[
    bool, typer.Option("--printed-so", help="It is printed so, though sums fail: a mistake of the report stays one.")
]


def add_commands(group: typer.Typer) -> None:
    """Add the commands of this module to `gongkai decide`."""
    for with_numbers in (cell, row):
        group.command(context_settings=_NUMBERS)(decides(with_numbers))
    group.command()(decides(table))
    group.command()(decides(exception))


def cell(  # noqa: PLR0913, PLR0917  (each is an argument of the command)
    agency: ReportAgencyArgument,
    year: ReportYearArgument,
    row: RowArgument,
    column: Annotated[str, typer.Argument(help="The column: its code or a part of its label.")],
    value: Annotated[str, typer.Argument(help="The number, in the unit of the cell.")],
    by: Decider,
) -> None:
    """Decide how a cell of a current report reads; its print and what was read stay beside it."""
    found = cells.cell(by.warehouse, agency, year, row, column)
    (one,) = found.cells
    told = {"kind": "cell", "source": one.source, "row": one.row_code, "column": one.column_code}
    done = record(by.folder, told | {"value": value, "reading": one.reading}, by.signed)
    reading, printed = show_decisions.reading_told(one.reading), one.print or _("nothing")
    what = _("{cell} reads {value} (read: {reading}; printed: {print})")
    named = f"{found.about}: {one.row} {one.column}"
    say(done, what.format(cell=named, value=value, reading=reading, print=printed))


def row(
    agency: ReportAgencyArgument,
    year: ReportYearArgument,
    row: RowArgument,
    values: Annotated[
        list[str], typer.Argument(help="A number for each column, in the form's order; x leaves one open.")
    ],
    by: Decider,
) -> None:
    """Decide how the cells of a row read, those that do not read so already."""
    found = cells.row(by.warehouse, agency, year, row)
    if len(values) != len(found.cells):
        columns = " ".join(one.column_code for one in found.cells)
        raise UnusableArgumentsError(f"{len(values)} values for {len(found.cells)} columns: {columns}")
    told = {(one.row_code, one.column_code): value for one, value in zip(found.cells, values, strict=True)}
    _record(by, found, {place: value for place, value in told.items() if value != "x"}, printed_so=True)


def table(  # noqa: PLR0913, PLR0917  (each is an argument of the command)
    agency: ReportAgencyArgument,
    year: ReportYearArgument,
    form: Annotated[Literal["disclosure", "application", "dispute"], typer.Argument(help="Which table.")],
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="The table, filled in; a CSV file.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the table as it reads here, to be filled in.")
    ] = None,
    printed_so: PrintedSoOption = False,
    *,
    by: Decider,
) -> None:
    """Decide how the cells of a whole table read: write it as a CSV file, fill in what is open, and give it back."""
    found = cells.table(by.warehouse, agency, year, form)
    if (file is None) == (output is None):
        raise UnusableArgumentsError("name the FILE that is filled in, or with --output one that is to be")
    if output is not None:
        write(output, found.cells)
        is_open = sum(one.value is None for one in found.cells)
        show.say(_("{file}: {count} cells are missing; fill in what is printed", file=output, count=is_open))
    if file is not None:
        _record(by, found, numbers(file, found.cells), printed_so=printed_so)


def _record(by: Decider, found: cells.Subjects, told: Mapping[tuple[str, str], str], *, printed_so: bool) -> None:
    """Record a person's numbers for cells of one report, unless sums fail with them."""
    there = decisions_in(by.folder).decisions
    try:
        decided = said.decided(by.warehouse, found, told, there, printed_so=printed_so)
    except said.SumsFailError as error:
        raise UnusableArgumentsError(f"{error}; if it is printed so, say it with --printed-so") from error
    every = record_all(by.folder, decided, by.signed)
    for done, one in zip(every, decided, strict=True):
        say(done, _("{row} {column} reads {value}", row=one["row"], column=one["column"], value=one["value"]))


def exception(
    agency: ReportAgencyArgument,
    year: ReportYearArgument,
    check: Annotated[str, typer.Argument(help="The check_code of a sum that fails, such as applicants_sum.")],
    scope: Annotated[str, typer.Argument(help="Its scope: the code of the row or column.")],
    by: Decider,
) -> None:
    """Accept that a sum of a current report fails: it still does, with who accepted it and why beside it."""
    found = subject.check(by.warehouse, agency, year, check, scope)
    decided = {"kind": "exception", "source": found.source, "row": check, "column": scope}
    decided |= {"value": ACCEPTED, "reading": found.reading}
    done = record(by.folder, decided, by.signed)
    say(done, _("{check} fails and is accepted ({detail})", check=found.words, detail=found.detail))
