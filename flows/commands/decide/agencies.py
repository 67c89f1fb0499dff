"""The commands that decide on agencies: which names are one, which are two, and what an agency is."""

from typing import Annotated, Literal

import typer

from extract.language import _
from flows.commands.decide.written import Decider, decides, say
from gongkai.deciding.agency import named_agency
from gongkai.words import word
from load.decisions.record import record

AgencyArgument = Annotated[str, typer.Argument(metavar="AGENCY", help="Its agency_id, or its name with its place.")]
OtherArgument = Annotated[str, typer.Argument(metavar="OTHER", help="The other one, in the same ways.")]


def add_commands(group: typer.Typer) -> None:
    """Add the commands of this module to `gongkai decide`."""
    for command in (same, apart, region, level, function):
        group.command()(decides(command))


def same(
    agency: AgencyArgument,
    other: OtherArgument,
    by: Decider,
) -> None:
    """Decide that two agencies are one: all reports of AGENCY stand under OTHER."""
    one, two = named_agency(by.warehouse, agency), named_agency(by.warehouse, other)
    _record(by, "same", one.source, two.full_name)


def apart(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The full name, with its place, that is an agency of its own.")
    ],
    other: OtherArgument,
    by: Decider,
) -> None:
    """Decide that two names are two agencies: reports that print NAME stand under a key of their own."""
    two = named_agency(by.warehouse, other)
    _record(by, "apart", name, two.full_name)


def region(
    agency: AgencyArgument,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Six digits of GB/T 2260.")],
    by: Decider,
) -> None:
    """Decide which division an agency belongs to; its key stays."""
    one = named_agency(by.warehouse, agency)
    _record(by, "region", one.source, code)


def level(
    agency: AgencyArgument,
    what: Annotated[
        Literal["national", "province", "prefecture", "county", "township"], typer.Argument(help="Its level.")
    ],
    by: Decider,
) -> None:
    """Decide an agency's level of government."""
    one = named_agency(by.warehouse, agency)
    _record(by, "level", one.source, what)


def function(
    agency: AgencyArgument,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Its function family, such as culture_tourism.")],
    by: Decider,
) -> None:
    """Decide what an agency does."""
    one = named_agency(by.warehouse, agency)
    _record(by, "function", one.source, code)


def _record(by: Decider, kind: str, source: str, value: str) -> None:
    """Record a decision on an agency."""
    done = record(by.folder, {"kind": kind, "source": source, "value": value}, by.signed)
    shown = word(kind, value) if kind == "level" else value
    say(done, _("{agency}: {kind} {value}", agency=source, kind=word("decided", kind), value=shown))
