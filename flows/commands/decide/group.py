"""The commands `gongkai decide ...`: what a person decides, once; the next ingest applies it."""

import json
from pathlib import Path
from typing import Annotated

import typer

from extract.decisions.shape import Decisions
from extract.language import _, told
from flows.commands.decide import agencies, cells, documents
from flows.commands.decide.written import Decider, decides, folder_of, say
from flows.commands.display import decisions as show_decisions
from flows.commands.display import show
from flows.commands.options import WAREHOUSE, DecisionsOption, WarehouseOption
from flows.operate.logs import complain
from gongkai.deciding.letter import write_letter
from gongkai.deciding.queue import queue
from gongkai.deciding.states import states
from load.decisions.folder import decisions_in
from load.decisions.record import undo
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


for _module in (documents, cells, agencies):
    _module.add_commands(group)


@group.command("undo")
@decides
def undo_command(
    decision_id: Annotated[str, typer.Argument(metavar="ID", help="Of the decision; gongkai decide list shows it.")],
    by: Decider,
) -> None:
    """Take a decision back, or all of a row or table by what their names begin with: what was read stands again."""
    done = undo(by.folder, decision_id, by.signed)
    told = _("{decision_id} is taken back", decision_id=decision_id)
    say(done[0], told if len(done) == 1 else f"{told} ({len(done)})")


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


def _read(folder: Path) -> Decisions:
    """What the folder holds; nothing where it is not there."""
    return meant(decisions_in(folder), load_forms())


def _complain(found: Decisions) -> None:
    """Each line that is no decision."""
    for problem in found.problems:
        complain(told(str(problem)))
