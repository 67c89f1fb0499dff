"""What the commands that decide share: their options, the folder, and what they say."""

from pathlib import Path
from typing import Annotated

import typer

from extract.errors import UnusableArgumentsError
from extract.language import _
from flows.commands.display import show
from load.decisions.record import Recorded
from load.lake.address import server_of
from load.publishing.layout import Layout

SourceArgument = Annotated[
    str, typer.Argument(metavar="SOURCE", help="A path, source_uri or sha256; #part=n for the n-th report in it.")
]
WhyOption = Annotated[str, typer.Option("--why", help="Why, in words.")]
WhoOption = Annotated[str, typer.Option("--who", help="Who decides; your user name by default.")]
EvidenceOption = Annotated[str, typer.Option("--evidence", help="What it rests on: an address, a letter, a call.")]


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
