"""What Datasette reads: as the queries say, and every chart the same in the copy as in the warehouse."""

import re
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from dashboards.datasette.bundle import METADATA, columns, figures, query, text
from dashboards.superset.board import charts
from dashboards.superset.charts import Chart, Table
from dashboards.superset.datasets import queries
from dashboards.superset.words import LANGUAGES
from gongkai.exports.copies.targets import make_copy
from gongkai.session import connect


@cache
def boards() -> dict[str, dict[str, Any]]:
    """The dashboards by name."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(text())["plugins"]["datasette-dashboards"]
    return found


@pytest.fixture(scope="module")
def warehouse(generated: Path) -> duckdb.DuckDBPyConnection:
    return connect(generated)


@pytest.fixture(scope="module")
def copy(generated: Path, tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    file = tmp_path_factory.mktemp("copy") / "gongkai.sqlite"
    make_copy(generated, f"sqlite:{file}")
    return sqlite3.connect(file)


def unasked(sql: str, **chosen: str) -> str:
    """A query as Datasette runs it: filters that nobody set are left out."""
    kept = re.sub(r"\[\[(.*?):(\w+) \]\]", lambda it: f"{it[1]}'{chosen[it[2]]}'" if it[2] in chosen else "", sql)
    assert "[[" not in kept
    return kept


def plain(rows: list[tuple[Any, ...]]) -> list[tuple[object, ...]]:
    """Rows with every number as one kind; where a sort leaves ties their order is nobody's."""
    return sorted(
        (tuple(it if it is None or isinstance(it, str) else round(float(it), 9) for it in row) for row in rows), key=str
    )


def test_the_file_is_what_the_queries_say() -> None:
    assert METADATA.read_text(encoding="utf-8") == text(), "run python -m dashboards.datasette.bundle"
    assert {
        name: it["sql"] for name, it in yaml.safe_load(text())["databases"]["gongkai"]["queries"].items()
    } == queries()
    assert sorted(code for board in boards().values() for code in board["charts"]) == sorted(
        [chart.code for chart in charts()] * len(LANGUAGES)
    )


@pytest.mark.parametrize("chart", charts(), ids=[chart.code for chart in charts()])
def test_a_chart_says_the_same_in_the_copy(
    chart: Chart, warehouse: duckdb.DuckDBPyConnection, copy: sqlite3.Connection
) -> None:
    for language in LANGUAGES:
        sql = unasked(query(chart, language))
        there = copy.execute(sql)
        assert [name for name, *_ in there.description] == [*columns(chart, language), *figures(chart, language)]
        found = there.fetchall()
        assert found
        if isinstance(chart, Table):
            sql = sql.rsplit("ORDER BY", 1)[0]  # DuckDB wants what the sort adds up among the columns
            found = copy.execute(sql).fetchall()
        assert plain(found) == plain(warehouse.execute(sql).fetchall())


def test_filters_offer_what_is_there_and_leave_it(copy: sqlite3.Connection) -> None:
    for board in boards().values():
        for name, one in board["filters"].items():
            offered = one.get("options") or [value for (value,) in copy.execute(one["query"]).fetchall()]
            assert offered, name
        year = copy.execute(board["filters"]["year"]["query"]).fetchall()[-1][0]
        for chart in board["charts"].values():
            assert copy.execute(unasked(chart["query"], year=year)).fetchall() is not None
    flow = next(
        it for name, board in boards().items() if name == "gongkai-requests-en" for it in [board["charts"]["flow"]]
    )
    parts = boards()["gongkai-requests-en"]["filters"]["whose"]["options"]
    whole = [row[1] for row in copy.execute(unasked(flow["query"])).fetchall()]
    each = [copy.execute(unasked(flow["query"], whose=it)).fetchall() for it in parts]
    assert sum(row[1] for rows in each for row in rows) == sum(whole)


def test_what_is_unknown_is_empty(copy: sqlite3.Connection) -> None:
    (board,) = (it for name, it in boards().items() if name == "gongkai-coverage-en")
    rows = copy.execute(unasked(board["charts"]["timeliness"]["query"])).fetchall()
    on_time, late, share = 2, 3, 5
    assert all((row[share] is None) == (row[on_time] + row[late] == 0) for row in rows)
