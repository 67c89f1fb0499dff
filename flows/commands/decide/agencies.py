"""The commands that decide on agencies: which names are one, which are two, and what an agency is."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from extract.language import _
from flows.commands.decide.written import EvidenceOption, WhoOption, WhyOption, folder_of, say
from flows.commands.options import WAREHOUSE, DecisionsOption, WarehouseOption
from gongkai.deciding.agency import named_agency
from gongkai.words import word
from load.decisions.record import Signature, record

AgencyArgument = Annotated[str, typer.Argument(metavar="AGENCY", help="Its agency_id, or its name with its place.")]
OtherArgument = Annotated[str, typer.Argument(metavar="OTHER", help="The other one, in the same ways.")]


def add_commands(group: typer.Typer) -> None:
    """Add the commands of this module to `gongkai decide`."""
    for command in (same, apart, region, level, function):
        group.command()(command)


def same(  # noqa: PLR0913, PLR0917  (each is an option of the command)
    agency: AgencyArgument,
    other: OtherArgument,
    warehouse: WarehouseOption = WAREHOUSE,
    decisions: DecisionsOption = None,
    why: WhyOption = "",
    who: WhoOption = "",
    evidence: EvidenceOption = "",
) -> None:
    """Decide that two agencies are one: all reports of AGENCY stand under OTHER."""
    one, two = named_agency(warehouse, agency), named_agency(warehouse, other)
    _record(warehouse, decisions, ("same", one.source, two.full_name), Signature(who, why, evidence))


def apart(  # noqa: PLR0913, PLR0917
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The full name, with its place, that is an agency of its own.")
    ],
    other: OtherArgument,
    warehouse: WarehouseOption = WAREHOUSE,
    decisions: DecisionsOption = None,
    why: WhyOption = "",
    who: WhoOption = "",
    evidence: EvidenceOption = "",
) -> None:
    """Decide that two names are two agencies: reports that print NAME stand under a key of their own."""
    two = named_agency(warehouse, other)
    _record(warehouse, decisions, ("apart", name, two.full_name), Signature(who, why, evidence))


def region(  # noqa: PLR0913, PLR0917
    agency: AgencyArgument,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Six digits of GB/T 2260.")],
    warehouse: WarehouseOption = WAREHOUSE,
    decisions: DecisionsOption = None,
    why: WhyOption = "",
    who: WhoOption = "",
    evidence: EvidenceOption = "",
) -> None:
    """Decide which division an agency belongs to; its key stays."""
    one = named_agency(warehouse, agency)
    _record(warehouse, decisions, ("region", one.source, code), Signature(who, why, evidence))


def level(  # noqa: PLR0913, PLR0917
    agency: AgencyArgument,
    what: Annotated[
        Literal["national", "province", "prefecture", "county", "township"], typer.Argument(help="Its level.")
    ],
    warehouse: WarehouseOption = WAREHOUSE,
    decisions: DecisionsOption = None,
    why: WhyOption = "",
    who: WhoOption = "",
    evidence: EvidenceOption = "",
) -> None:
    """Decide an agency's level of government."""
    one = named_agency(warehouse, agency)
    _record(warehouse, decisions, ("level", one.source, what), Signature(who, why, evidence))


def function(  # noqa: PLR0913, PLR0917
    agency: AgencyArgument,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Its function family, such as culture_tourism.")],
    warehouse: WarehouseOption = WAREHOUSE,
    decisions: DecisionsOption = None,
    why: WhyOption = "",
    who: WhoOption = "",
    evidence: EvidenceOption = "",
) -> None:
    """Decide what an agency does."""
    one = named_agency(warehouse, agency)
    _record(warehouse, decisions, ("function", one.source, code), Signature(who, why, evidence))


def _record(warehouse: Path, decisions: Path | None, decided: tuple[str, str, str], signature: Signature) -> None:
    """Record a decision on an agency: kind, source, value."""
    kind, source, value = decided
    done = record(folder_of(warehouse, decisions), {"kind": kind, "source": source, "value": value}, signature)
    shown = word(kind, value) if kind == "level" else value
    say(done, _("{agency}: {kind} {value}", agency=source, kind=word("decided", kind), value=shown))
