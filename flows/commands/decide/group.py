"""The commands `gongkai decide ...`: what a person decides, once; the next ingest applies it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer

from extract.decisions.files import decisions_of
from extract.decisions.shape import ACCEPTED, Decisions
from extract.errors import UnusableArgumentsError
from extract.language import _, told
from flows.commands.decide.agencies import add_commands
from flows.commands.decide.written import EvidenceOption, SourceArgument, WhoOption, WhyOption, folder_of, say
from flows.commands.display import decisions as show_decisions
from flows.commands.display import show
from flows.commands.options import WAREHOUSE, DecisionsOption, WarehouseOption
from flows.operate.logs import complain
from gongkai.deciding import subject
from gongkai.deciding.letter import write_letter
from gongkai.deciding.queue import queue
from gongkai.deciding.states import states
from gongkai.words import word
from load.decisions.folder import read_decisions
from load.decisions.record import Signature, record, record_all, undo
from transform.decisions import meant
from transform.forms import load_forms

group = typer.Typer(add_completion=False, pretty_exceptions_enable=False, invoke_without_command=True)


@group.callback()
def decide_command(
    context: typer.Context,
    warehouse: WarehouseOption = WAREHOUSE,
    limit: Annotated[int, typer.Option(min=1, help="Questions to show.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Decide once what no reader can know: whose, which year, which report counts, how a cell reads.

    Without a command: what deserves a decision most, by what it would free.
    """
    if context.invoked_subcommand:
        return
    asked = queue(warehouse, limit)
    if as_json:
        show.as_json(json.dumps([{**one._asdict(), "command": one.command} for one in asked], ensure_ascii=False))
    else:
        show_decisions.questions(asked)


@group.command("agency")
def agency_command(  # noqa: PLR0913, PLR0917  (each is an option of the command)
    source: SourceArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The agency's full name, with its place.")],
    warehouse: WarehouseOption = WAREHOUSE,
    decisions: DecisionsOption = None,
    why: WhyOption = "",
    who: WhoOption = "",
    evidence: EvidenceOption = "",
) -> None:
    """Decide whose report a document is."""
    decided = {"kind": "agency", "value": name}
    _decide_document(warehouse, decisions, source, decided, Signature(who, why, evidence))


@group.command("year")
def year_command(  # noqa: PLR0913, PLR0917
    source: SourceArgument,
    year: Annotated[int, typer.Argument(metavar="YEAR", help="The year reported on.")],
    warehouse: WarehouseOption = WAREHOUSE,
    decisions: DecisionsOption = None,
    why: WhyOption = "",
    who: WhoOption = "",
    evidence: EvidenceOption = "",
) -> None:
    """Decide which year a report is about."""
    decided = {"kind": "year", "value": str(year)}
    _decide_document(warehouse, decisions, source, decided, Signature(who, why, evidence))


@group.command("document")
def document_command(  # noqa: PLR0913, PLR0917
    source: SourceArgument,
    what: Annotated[Literal["report", "no_report", "withdrawn", "current"], typer.Argument(help="What it is.")],
    warehouse: WarehouseOption = WAREHOUSE,
    decisions: DecisionsOption = None,
    why: WhyOption = "",
    who: WhoOption = "",
    evidence: EvidenceOption = "",
) -> None:
    """Decide whether a document is a report, and whether that counts: withdrawn, or current whatever its dates say."""
    decided = {"kind": "document", "value": what}
    _decide_document(warehouse, decisions, source, decided, Signature(who, why, evidence))


@group.command("cell", context_settings={"ignore_unknown_options": True})
def cell_command(  # noqa: PLR0913, PLR0917
    agency: Annotated[str, typer.Argument(help="agency_id, or a part of the agency's name.")],
    year: Annotated[int, typer.Argument(help="The year reported on.")],
    row: Annotated[str, typer.Argument(help="The row: its code or a part of its label.")],
    column: Annotated[str, typer.Argument(help="The column: its code or a part of its label.")],
    value: Annotated[str, typer.Argument(help="The number, in the unit of the cell.")],
    warehouse: WarehouseOption = WAREHOUSE,
    decisions: DecisionsOption = None,
    why: WhyOption = "",
    who: WhoOption = "",
    evidence: EvidenceOption = "",
) -> None:
    """Decide how a cell of a current report reads; its print and what was read stay beside it."""
    found = subject.cell(warehouse, agency, year, row, column)
    decided = {"kind": "cell", "source": found.source, "row": found.row_code, "column": found.column_code}
    decided |= {"value": value, "reading": found.reading}
    done = record(folder_of(warehouse, decisions), decided, Signature(who, why, evidence))
    what = _("{cell} reads {value} (read: {reading}; printed: {print})")
    printed = found.print or _("nothing")
    say(
        done,
        what.format(cell=found.words, value=value, reading=show_decisions.reading_told(found.reading), print=printed),
    )


@group.command("row", context_settings={"ignore_unknown_options": True})
def row_command(  # noqa: PLR0913, PLR0917
    agency: Annotated[str, typer.Argument(help="agency_id, or a part of the agency's name.")],
    year: Annotated[int, typer.Argument(help="The year reported on.")],
    row: Annotated[str, typer.Argument(help="The row: its code or a part of its label.")],
    values: Annotated[
        list[str], typer.Argument(help="A number for each column, in the form's order; x leaves one open.")
    ],
    warehouse: WarehouseOption = WAREHOUSE,
    decisions: DecisionsOption = None,
    why: WhyOption = "",
    who: WhoOption = "",
    evidence: EvidenceOption = "",
) -> None:
    """Decide how the cells of a row read, those that do not read so already."""
    cells = subject.row(warehouse, agency, year, row)
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
    every = record_all(folder_of(warehouse, decisions), decided, Signature(who, why, evidence))
    for done, one in zip(every, decided, strict=True):
        say(done, _("{row} {column} reads {value}", row=one["row"], column=one["column"], value=one["value"]))


@group.command("exception")
def exception_command(  # noqa: PLR0913, PLR0917
    agency: Annotated[str, typer.Argument(help="agency_id, or a part of the agency's name.")],
    year: Annotated[int, typer.Argument(help="The year reported on.")],
    check: Annotated[str, typer.Argument(help="The check_code of a sum that fails, such as applicants_sum.")],
    scope: Annotated[str, typer.Argument(help="Its scope: the code of the row or column.")],
    warehouse: WarehouseOption = WAREHOUSE,
    decisions: DecisionsOption = None,
    why: WhyOption = "",
    who: WhoOption = "",
    evidence: EvidenceOption = "",
) -> None:
    """Accept that a sum of a current report fails: it still does, with who accepted it and why beside it."""
    found = subject.check(warehouse, agency, year, check, scope)
    decided = {"kind": "exception", "source": found.source, "row": check, "column": scope}
    decided |= {"value": ACCEPTED, "reading": found.reading}
    done = record(folder_of(warehouse, decisions), decided, Signature(who, why, evidence))
    say(done, _("{check} fails and is accepted ({detail})", check=found.words, detail=found.detail))


add_commands(group)


@group.command("undo")
def undo_command(  # noqa: PLR0913, PLR0917
    decision_id: Annotated[str, typer.Argument(metavar="ID", help="Of the decision; gongkai decide list shows it.")],
    warehouse: WarehouseOption = WAREHOUSE,
    decisions: DecisionsOption = None,
    why: WhyOption = "",
    who: WhoOption = "",
    evidence: EvidenceOption = "",
) -> None:
    """Take a decision back: what was read stands again."""
    done = undo(folder_of(warehouse, decisions), decision_id, Signature(who, why, evidence))
    say(done, _("{decision_id} applies no longer", decision_id=decision_id))


@group.command("letter")
def letter_command(
    agency: Annotated[str, typer.Argument(help="agency_id, or a part of the agency's name.")],
    year: Annotated[int, typer.Argument(help="The year reported on.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file, .md or .html; replaced if it is there.")],
    warehouse: WarehouseOption = WAREHOUSE,
) -> None:
    """Write what a report's own sums, its prose and last year's report contradict, to be sent to the agency."""
    write_letter(warehouse, agency, year, output)


@group.command("list")
def list_command(
    warehouse: WarehouseOption = WAREHOUSE,
    decisions: DecisionsOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show every decision and what became of it; stale and contradicting ones first."""
    found = _read(folder_of(warehouse, decisions))
    rows = states(warehouse, found.decisions)
    if as_json:
        show.as_json(json.dumps({"decisions": rows, "problems": list(map(str, found.problems))}, ensure_ascii=False))
        return
    show_decisions.decisions(rows)
    _complain(found)


@group.command("check")
def check_command(warehouse: WarehouseOption = WAREHOUSE, decisions: DecisionsOption = None) -> None:
    """Look at every line of the decisions; exit 1 if one is none, or two contradict each other."""
    folder = folder_of(warehouse, decisions)
    found = _read(folder)
    _complain(found)
    against = found.decisions.filter(state="contradicts").select("file", "line", "decision_id").rows()
    for file, line, decision_id in against:
        against_another = _("{file}, line {line}: {id} contradicts another decision; neither applies: undo one of them")
        complain(against_another.format(file=file, line=line, id=decision_id))
    if found.problems or against:
        raise typer.Exit(1)
    show.say(_("{folder}: {count} decisions, each line is one", folder=folder, count=found.decisions.height))


def _decide_document(
    warehouse: Path, decisions: Path | None, source: str, decided: Mapping[str, str], signature: Signature
) -> None:
    """Record a decision on a document."""
    found = subject.document(warehouse, source)
    done = record(folder_of(warehouse, decisions), {**decided, "source": found.source}, signature)
    later = "" if found.is_here else _("; the warehouse does not know it yet: it applies when the document comes")
    value = word("decided", decided["value"]) if decided["kind"] == "document" else decided["value"]
    say(done, f"{found.name}: {word('decided', decided['kind'])} {value}{later}")


def _read(folder: Path) -> Decisions:
    """What the folder holds; nothing where it is not there."""
    found = read_decisions(folder)
    return meant(found, load_forms()) if found else decisions_of({})


def _complain(found: Decisions) -> None:
    """Each line that is no decision."""
    for problem in found.problems:
        complain(told(str(problem)))
