"""The commands that decide on cells of current reports: how they read, and which failing sum is accepted."""

from typing import Annotated

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
from gongkai.deciding import subject
from load.decisions.record import record, record_all

#: A number may be negative, and is no option.
_NUMBERS = {"ignore_unknown_options": True}


def add_commands(group: typer.Typer) -> None:
    """Add the commands of this module to `gongkai decide`."""
    for command in (cell, row):
        group.command(context_settings=_NUMBERS)(decides(command))
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
    found = subject.cell(by.warehouse, agency, year, row, column)
    decided = {"kind": "cell", "source": found.source, "row": found.row_code, "column": found.column_code}
    decided |= {"value": value, "reading": found.reading}
    done = record(by.folder, decided, by.signed)
    what = _("{cell} reads {value} (read: {reading}; printed: {print})")
    printed = found.print or _("nothing")
    say(
        done,
        what.format(cell=found.words, value=value, reading=show_decisions.reading_told(found.reading), print=printed),
    )


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
    cells = subject.row(by.warehouse, agency, year, row)
    if len(values) != len(cells):
        columns = " ".join(one.column_code for one in cells)
        raise UnusableArgumentsError(f"{len(values)} values for {len(cells)} columns: {columns}")
    decided = [
        {"kind": "cell", "source": one.source, "row": one.row_code, "column": one.column_code, "value": value}
        | {"reading": one.reading}
        for one, value in zip(cells, values, strict=True)
        if value != "x" and one.reading.split(" ")[1:] != [value]
    ]
    if not decided:
        raise UnusableArgumentsError("every cell of this row reads so already")
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
