"""Decisions as a table."""

from collections.abc import Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from flows.commands.display.show import terminal

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
        table.add_column(name, overflow="fold")
    for row in rows:
        place = " ".join(filter(None, (row["row_code"], row["column_code"])))
        state = f"[{_COLOURS[row['state']]}]{row['state']}[/]"
        told = (
            row["decision_id"],
            f"{row['kind']} {place}".strip(),
            row["name"] or row["source"],
            row["value"],
            row["reading"],
            row["who"],
            (row["decided_at"] or "")[:16],
            row["why"],
        )
        remark = f": {escape(row['remark'])}" if row["remark"] else ""
        table.add_row(*(escape(text or "") for text in told), state + remark)
    terminal().print(table)
