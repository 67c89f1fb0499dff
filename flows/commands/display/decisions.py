"""Decisions, and what deserves one, as tables."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from extract.language import _, told
from flows.commands.display import show
from gongkai.deciding.queue import QUESTIONS, Question
from gongkai.words import word

_COLOURS = {
    "applies": "green",
    "new": "cyan",
    "waits": "yellow",
    "stale": "yellow",
    "contradicts": "red",
    "undone": "dim",
}


def decisions(rows: Sequence[dict[str, Any]]) -> None:
    """Each decision on what, by whom, and what became of it."""
    table = Table()
    for name in ("id", "decides", "of", "value", "read then", "who", "when", "why", "state"):
        table.add_column(word("head", name), overflow="fold")
    for row in rows:
        place = " ".join(filter(None, (row["row_code"], row["column_code"])))
        state = f"[{_COLOURS[row['state']]}]{word('decision', row['state'])}[/]"
        shown = (
            row["decision_id"],
            f"{word('decided', row['kind'])} {place}".strip(),
            row["name"] or row["source"],
            row["value"],
            reading_told(row["reading"]),
            row["who"],
            (row["decided_at"] or "")[:16],
            row["why"],
        )
        remark = f": {show.text(told(row['remark']))}" if row["remark"] else ""
        table.add_row(*(show.text(text or "") for text in shown), state + remark)
    show.terminal().print(table)


def reading_told(reading: str | None) -> str:
    """What was read of a cell (`missing`, `repaired 12`), its state in the reader's language."""
    state, _space, value = (reading or "").partition(" ")
    return f"{word('state', state)} {value}".strip()


def questions(asked: Sequence[Question]) -> None:
    """What deserves a decision most, each with the command that settles it."""
    table = Table()
    for name in ("question", "of", "may be", "frees", "decide it with"):
        table.add_column(word("head", name), overflow="fold")
    for one in asked:
        cell = f" {one.row_code} {one.column_code or ''}".rstrip() if one.row_code else ""
        choices = one.choices or ""
        if one.question == "table_open":
            cell, choices = f" {one.form}", _("{count} rows", count=len(choices.split(" ")))
        known = f"{one.agency_id} {one.report_year or ''}{cell}" if one.agency_id else one.source_uri or ""
        counts = (("reports", one.reports), ("cells", one.cells), ("sums", one.sums))
        frees = ", ".join(f"{count} {word('head', name)}" for name, count in counts if count)
        table.add_row(*map(show.text, (_(QUESTIONS[one.question]), known, choices, frees, one.command)))
    show.terminal().print(table if asked else _("Nothing waits for a decision."))
