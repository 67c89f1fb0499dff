"""What a warehouse says of a folder of documents."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from bench.synthetic.edition import CellKey

_PART = re.compile(r"#part=(\d+)$")
_REPORTS = """
    SELECT source_uri, report_id, agency.name, region_code, report_year, edition, signed_date, published_date
    FROM report JOIN dim_agency AS agency USING (agency_id) ORDER BY source_uri
"""
_CELLS = """
    SELECT report_id, '{form}', row_code, column_code, value::DECIMAL(18, 4), state
    FROM fact_{form} WHERE value IS NOT NULL
"""


@dataclass
class Found:
    """One report of the warehouse; `cells`: key to value and state, of those that have a value."""

    agency_name: str
    region_code: str | None
    year: int
    edition: str
    signed_date: date | None
    published_date: date | None
    cells: dict[CellKey, tuple[Decimal, str]] = field(default_factory=dict)


@dataclass
class Warehouse:
    """Path to part to report; path to reason and detail of what was refused."""

    reports: dict[str, dict[int, Found]]
    refused: dict[str, tuple[str, str]]


def read_warehouse(file: Path, inbox: Path) -> Warehouse:
    """Everything that the warehouse holds of the documents below `inbox`, by their path there."""
    reports: dict[str, dict[int, Found]] = {}
    by_id: dict[str, Found] = {}
    with duckdb.connect(str(file), read_only=True) as connection:
        for uri, report_id, name, *rest in connection.execute(_REPORTS).fetchall():
            path, part = _place(uri, inbox)
            found = Found("".join(name.split()), *rest)
            reports.setdefault(path, {})[part] = by_id[report_id] = found
        for form in ("disclosure", "application", "dispute"):
            for report_id, *key, value, state in connection.execute(_CELLS.format(form=form)).fetchall():
                if report_id in by_id:
                    by_id[report_id].cells[key[0], key[1], key[2]] = (value, state)
        rows = connection.execute("SELECT source_uri, reason, detail FROM rejected_document").fetchall()
    return Warehouse(reports, {_place(uri, inbox)[0]: (reason, detail or "") for uri, reason, detail in rows})


def _place(uri: str, inbox: Path) -> tuple[str, int]:
    """Path below the inbox, and number of the part."""
    part = _PART.search(uri)
    path = _PART.sub("", uri).removeprefix("file://")
    return path.removeprefix(f"{inbox}/"), int(part[1]) if part else 1
