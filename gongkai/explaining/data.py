"""An explanation as plain data: dictionaries, lists, texts and numbers, which JSON can write."""

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from gongkai.explaining.explanation import Cell, Explanation
from gongkai.explaining.source import Refusal

#: What of a report is told as it is.
_NAMES = (
    "agency", "year", "edition", "source_uri", "read_from", "report_id", "sha256", "part", "first_line", "year_source",
    "year_certainty", "passed"
)  # fmt: skip


def report_as_data(found: Explanation, cells: Sequence[Cell]) -> dict[str, Any]:
    """One report with the chosen ones of its cells.

    Returns:
        What `gongkai explain --json` prints of a report: its names, `cells` (each with its own `state`), `decisions`
        (of people), `evidence`, `open_checks`, `leftovers`, `labels`, `grids`, `lines`, `words` (the reasons in words).
        A missing value is None.
    """
    said = {name: getattr(found, name) for name in _NAMES} | {
        "cells": [cell._asdict() for cell in cells],
        "decisions": [decision._asdict() for decision in found.decisions],
        "evidence": [hint._asdict() for hint in found.evidence],
        "open_checks": [
            {"check_code": code, "status": status, "detail": detail, "scopes": scopes}
            for (code, status, detail), scopes in found.open_checks.items()
        ],
        "leftovers": [dict(zip(("line_no", "token", "reason"), left, strict=True)) for left in found.leftovers],
        "labels": [label._asdict() for label in found.labels],
        "grids": [cell._asdict() for cell in found.grids],
        "lines": [line._asdict() for line in found.lines],
        "words": found.words,
    }
    return {name: _plain(value) for name, value in said.items()}


def refusal_as_data(one: Refusal) -> dict[str, Any]:
    """A document that is in no report, with what was read of it where it is held."""
    read = one.read._asdict() if one.read else None
    said = asdict(one) | {"read": read, "evidence": [hint._asdict() for hint in one.evidence]}
    return {name: _plain(value) for name, value in said.items()}


def _plain(value: Any) -> Any:  # noqa: ANN401 (whatever is explained)
    """A decimal as a number, dates and instants as text, also deep inside."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
