"""What the commands that decide share: their options, where decisions go, and what they say."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any

import typer

from extract.errors import UnusableArgumentsError
from extract.language import _
from flows.commands.display import show
from flows.commands.options import WAREHOUSE, DecisionsOption, WarehouseOption
from load.decisions.record import Recorded
from load.decisions.record import Signature as Signed
from load.lake.address import server_of
from load.publishing.layout import Layout

SourceArgument = Annotated[
    str, typer.Argument(metavar="SOURCE", help="A path, source_uri or sha256; #part=n for the n-th report in it.")
]
ReportAgencyArgument = Annotated[str, typer.Argument(help="agency_id, or a part of the agency's name.")]
ReportYearArgument = Annotated[int, typer.Argument(help="The year reported on.")]
RowArgument = Annotated[str, typer.Argument(help="The row: its code or a part of its label.")]


@dataclass(frozen=True)
class Decider:
    """Who decides, about which warehouse.

    Attributes:
        warehouse: what the decision is about.
        folder: where decisions go.
        signed: who decides, and on which grounds.
    """

    warehouse: Path
    folder: Path
    signed: Signed


def decides(command: Callable[..., None]) -> Callable[..., None]:
    """A command as typer takes it, of one whose last parameter `by` is a `Decider`: with the options that make one.

    A command line is read from a function's signature; these options stand in one place so that all commands share
    them.
    """

    @wraps(command)
    def run(**given: Any) -> None:  # noqa: ANN401 (whatever the command takes)
        shared = {name: given.pop(name) for name in _OPTIONS}
        command(**given, by=_decider(**shared))

    own = [one for name, one in signature(command).parameters.items() if name != "by"]
    run.__signature__ = Signature([*own, *_OPTIONS.values()])  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in (*own, *_OPTIONS.values())}
    return run


def _decider(
    warehouse: WarehouseOption = WAREHOUSE,
    decisions: DecisionsOption = None,
    why: Annotated[str, typer.Option("--why", help="Why, in words.")] = "",
    who: Annotated[str, typer.Option("--who", help="Who decides; your user name by default.")] = "",
    evidence: Annotated[str, typer.Option("--evidence", help="What it rests on: an address, a letter, a call.")] = "",
) -> Decider:
    """Who decides, as the options say."""
    return Decider(warehouse, folder_of(warehouse, decisions), Signed(who, why, evidence))


_OPTIONS: dict[str, Parameter] = dict(signature(_decider).parameters)


def say(done: Recorded, what: str) -> None:
    """What was decided, under which name."""
    if done.is_new:
        said = _("{id} in {file}: {what}; the next ingest applies it")
    else:
        said = _("{what}: decided already, as {id} in {file}")
    show.say(said.format(id=done.decision_id, file=done.file, what=what))


def folder_of(warehouse: Path, decisions: Path | None) -> Path:
    """The folder of decisions of a warehouse.

    Raises:
        UnusableArgumentsError: none is named of a lake that is not this machine's.
    """
    if decisions is None and server_of(warehouse):
        raise UnusableArgumentsError("a lake in PostgreSQL is of no one machine: name its decisions with --decisions")
    return decisions or Layout.of(warehouse).decisions
