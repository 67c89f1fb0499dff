"""The commands that decide on documents: whose, which year, whether one counts; and what is erased from one."""

import sys
from typing import Annotated, Literal

import typer

from extract.errors import UnusableArgumentsError
from extract.language import _
from flows.commands.decide.written import Decider, SourceArgument, decides, say
from gongkai.deciding import subject
from gongkai.words import word
from load.decisions.record import record


def add_commands(group: typer.Typer) -> None:
    """Add the commands of this module to `gongkai decide`."""
    for command in (agency, year, document, erase):
        group.command()(decides(command))


def agency(
    source: SourceArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The agency's full name, with its place.")],
    by: Decider,
) -> None:
    """Decide whose report a document is."""
    _record(by, source, "agency", name)


def year(
    source: SourceArgument,
    year: Annotated[int, typer.Argument(metavar="YEAR", help="The year reported on.")],
    by: Decider,
) -> None:
    """Decide which year a report is about."""
    _record(by, source, "year", str(year))


def document(
    source: SourceArgument,
    what: Annotated[Literal["report", "no_report", "withdrawn", "current"], typer.Argument(help="What it is.")],
    by: Decider,
) -> None:
    """Decide whether a document is a report, and whether that counts: withdrawn, or current whatever its dates say."""
    _record(by, source, "document", what)


def erase(
    source: SourceArgument,
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help="As they stand there; - reads them from the standard input.")
    ],
    by: Decider,
) -> None:
    """Erase a name or an address that a page should never have shown, from every kept version; numbers stay.

    The decision holds its places, never the words. It cannot be undone from what is kept: only a document that is met
    again has them.
    """
    asked = sys.stdin.readline().strip() if words == "-" else words
    if asked in by.signed.why + by.signed.evidence:
        raise UnusableArgumentsError("--why and --evidence are kept: they must not hold what is erased")
    found, value = subject.places(by.warehouse, source, asked)
    done = record(by.folder, {"kind": "erase", "source": found.source, "value": value}, by.signed)
    say(done, _("{name}: erased in {count} lines", name=found.name, count=len(value.split())))


def _record(by: Decider, source: str, kind: str, value: str) -> None:
    """Record a decision on a document."""
    found = subject.document(by.warehouse, source)
    done = record(by.folder, {"kind": kind, "source": found.source, "value": value}, by.signed)
    later = "" if found.is_here else _("; the warehouse does not know it yet: it applies when the document comes")
    shown = word("decided", value) if kind == "document" else value
    say(done, f"{found.name}: {word('decided', kind)} {shown}{later}")
