"""One quantity, one name: what several views publish is called the same in each, former names say so.

Which quantities are the same, the numbers tell: of every view with an agency and a year the numeric columns are laid
beside those of the other views, for each applicant, outcome, measure and so on, over a generated warehouse.
"""

from pathlib import Path

import duckdb
import numpy as np
import pytest

from gongkai.session import connect
from load.building.meanings import DEPRECATED, former_names
from load.scripts import read_scripts

#: Columns whose quantity a code beside them tells, the measure, the metric, the cell, the check.
BY_CODE = {"value", "numerator", "denominator", "rate", "lhs", "rhs", "table_value", "reference", "known_sum", "total"}
#: Two different quantities may be equal by chance: so many reports, and so many different numbers, tell them apart.
LEAST, DIFFERENT = 20, 8
#: Cells, sentences and claims one by one: no quantities of a report.
SLOW = {"cell", "fact", "text_reuse_sentence", "current_claim"}
NUMERIC = "data_type IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'DOUBLE') OR data_type LIKE 'DECIMAL%'"


@pytest.fixture(scope="module")
def warehouse(generated: Path) -> duckdb.DuckDBPyConnection:
    return connect(generated)


def columns(warehouse: duckdb.DuckDBPyConnection, view: str, extra: str = "true") -> list[str]:
    """The columns of a view that stand there under no former name."""
    found = warehouse.execute(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND NOT starts_with(comment, ?) "
        f"AND ({extra}) ORDER BY column_index",
        [view, DEPRECATED],
    )
    return [name for (name,) in found.fetchall()]


def told(warehouse: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, str], dict[str, float]]:
    """(view, column, codes) -> report -> number, where enough reports tell it."""
    found: dict[tuple[str, str, str], dict[str, float]] = {}
    for script in read_scripts("views"):
        grain = [it for it in script.grain.split(", ") if it not in {"agency_id", "report_year", "report_id"}]
        every = columns(warehouse, script.name)
        if not {"agency_id", "report_year"} <= set(every) or script.name in SLOW:
            continue
        codes = " || ' ' || ".join(f"coalesce({it}::VARCHAR, '')" for it in grain) or "''"
        numbers = [
            it
            for it in columns(warehouse, script.name, NUMERIC)
            if it not in BY_CODE and not it.endswith(("_year", "_no"))
        ]
        asked = ", ".join(f"{it}::DOUBLE AS {it}" for it in numbers)
        frame = warehouse.execute(
            f"SELECT {codes} AS code, agency_id || report_year AS report, {asked} FROM {script.name} "
            f"QUALIFY count(*) OVER (PARTITION BY code) >= {LEAST}"
        ).pl()
        for (code,), rows in frame.group_by("code"):
            if rows["report"].n_unique() < rows.height:
                continue
            for column in numbers:
                them = rows.select("report", column).drop_nulls()
                if them.height >= LEAST and them[column].n_unique() >= DIFFERENT:
                    found[script.name, column, str(code)] = dict(them.iter_rows())
    return found


def test_the_same_numbers_have_one_name(warehouse: duckdb.DuckDBPyConnection) -> None:
    series = told(warehouse)
    assert {column for _, column, _ in series} >= {"received", "handled", "requests", "cells_known", "read_share"}
    reports = sorted({report for them in series.values() for report in them})
    grid = np.full((len(series), len(reports)), np.nan)
    place = {report: number for number, report in enumerate(reports)}
    for row, them in enumerate(series.values()):
        grid[row, [place[report] for report in them]] = list(them.values())
    names = [(view, column) for view, column, _ in series]
    pairs = {tuple(sorted((names[one], names[two]))) for one in range(len(names)) for two in same(grid, one)}
    wrong = [(one, two) for (one, two) in pairs if one[0] != two[0] and one[1] != two[1]]
    assert sorted(wrong) == [], "one quantity, one name: sql/columns.csv"


def same(grid: np.ndarray, one: int) -> list[int]:
    """The later rows that say the same as one, of enough reports that both tell."""
    row, rest = grid[one], grid[one + 1 :]
    both = ~np.isnan(rest) & ~np.isnan(row)
    alike = (~both | (np.abs(rest - row) <= 1e-9 * np.abs(row))).all(axis=1) & (both.sum(axis=1) >= LEAST)
    return [int(one + 1 + number) for number in np.flatnonzero(alike) if len(np.unique(row[both[number]])) >= DIFFERENT]


def test_a_former_name_says_what_to_use_and_has_the_same_numbers(warehouse: duckdb.DuckDBPyConnection) -> None:
    comments = {
        (view, column): comment
        for view, column, comment in warehouse.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE starts_with(comment, ?)", [DEPRECATED]
        ).fetchall()
    }
    former = former_names()
    assert comments == {
        (view, old): f"{DEPRECATED} use `{new}`; goes in the next version." for (view, old), new in former.items()
    }
    for (view, old), new in former.items():
        differ = warehouse.execute(f"SELECT count(*) FROM {view} WHERE {old} IS DISTINCT FROM {new}").fetchall()
        assert differ == [(0,)], f"{view}.{old}"
        assert view in {script.name for script in read_scripts("views")}
