"""What Superset imports: as the queries say, complete, true of a generated warehouse. Superset itself: `superset/`."""

import re
import runpy
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from sqlalchemy.engine import make_url

from dashboards.superset.board import charts
from dashboards.superset.bundle import ASSETS, files
from dashboards.superset.charts import Chart, params
from dashboards.superset.datasets import dataset_of, queries
from dashboards.superset.metrics import METRICS, SHARE
from dashboards.superset.words import LANGUAGES
from extract.language import Language
from gongkai.queries.frames import run_query
from gongkai.session import connect

#: As they are written in the checkout; that these are what the queries say, the first test shows.
THINGS: dict[str, dict[str, Any]] = {
    path.relative_to(ASSETS).as_posix(): yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for path in ASSETS.rglob("*.yaml")
}
DATASETS = {Path(name).stem: it for name, it in THINGS.items() if name.startswith("datasets/")}
GROUPED = sorted(name for name, sql in queries().items() if "\nGROUP BY" in sql and name != "refused_documents")
LISTED = sorted(name for name, sql in queries().items() if "\nGROUP BY" not in sql)


@pytest.fixture(scope="module")
def warehouse(generated: Path) -> duckdb.DuckDBPyConnection:
    return connect(generated)


def test_the_files_are_what_the_queries_say() -> None:
    written = {path.relative_to(ASSETS).as_posix(): path.read_text(encoding="utf-8") for path in ASSETS.rglob("*.yaml")}
    assert written == files(), "run python -m dashboards.superset.bundle"


def test_every_query_is_a_dataset_and_on_the_dashboard() -> None:
    assert {name: it["sql"] for name, it in DATASETS.items() if name in queries()} == queries()
    assert {chart.query for chart in charts()} == set(queries())
    described = [column for name in queries() for column in DATASETS[name]["columns"]]
    assert [it["column_name"] for it in described if not it["description"] and not it["expression"]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_named_is_there(language: str) -> None:
    board = THINGS[f"dashboards/gongkai_{language}.yaml"]
    placed = [it["meta"]["uuid"] for it in board["position"].values() if isinstance(it, dict) and it["type"] == "CHART"]
    shown = {it["uuid"]: it for name, it in THINGS.items() if name.startswith("charts/")}
    known = {it["uuid"]: it for it in DATASETS.values()}
    assert len(placed) == len(set(placed)) == len(charts())
    for uuid in placed:
        columns = {it["column_name"] for it in known[shown[uuid]["dataset_uuid"]]["columns"]}
        used = {it for it in shown[uuid]["params"]["groupby"] if isinstance(it, str)} | {"year"}
        assert used <= columns | {"year"}
    filters = board["metadata"]["native_filter_configuration"]
    assert [it["id"].split("-")[1] for it in filters] == ["year", "province", "level", "function", "whose"]
    for target in (target for it in filters for target in it["targets"]):
        assert target["column"]["name"] in {it["column_name"] for it in known[target["datasetUuid"]]["columns"]}


@pytest.mark.parametrize("name", GROUPED)
def test_added_up_the_filterable_form_is_the_query(name: str, generated: Path) -> None:
    sql, wide = queries()[name], DATASETS[dataset_of(name)]["sql"]
    keys = sql.rsplit("\nGROUP BY ", 1)[1].split("\n")[0]
    found = run_query(generated, sql)
    shares = {code: it for code, (it, form) in METRICS[name].items() if form == SHARE}
    figures = [it for it in found.columns if it not in keys.split(", ") and it not in {"label", "rate", "coverage"}]
    sums = ", ".join(f"{'max' if it == 'most_days_late' else 'sum'}({it}) AS {it}" for it in figures)
    again = run_query(
        generated,
        f"SELECT {keys}, {sums}, {', '.join(f'{it} AS m_{code}' for code, it in shares.items()) or 'NULL AS none'} "
        f"FROM ({wide}) GROUP BY {keys} {'HAVING sum(n_known) > 0' if 'HAVING' in sql else ''}",
    )
    assert again.height == found.height
    chosen = [*keys.split(", "), *figures]
    assert sorted(map(str, numbers(again.select(chosen)))) == sorted(map(str, numbers(found.select(chosen))))
    for share in (it for it in found.columns if it in {"rate", "coverage"}):
        (code,) = [it for it in shares if it == share or it.endswith(f"_{share}")]
        both = found.join(again, on=keys.split(", "), nulls_equal=True)
        pairs = both.select(share, f"m_{code}").iter_rows()
        wrong = [
            (one, two)
            for one, two in pairs
            if (one is None) != (two is None) or abs(float(one or 0) - (two or 0)) > 6e-5
        ]
        assert wrong == []


@pytest.mark.parametrize("name", LISTED)
def test_a_list_keeps_its_rows(name: str, generated: Path) -> None:
    found = run_query(generated, queries()[name])
    again = run_query(generated, f"SELECT {', '.join(found.columns)} FROM ({DATASETS[dataset_of(name)]['sql']})")
    assert sorted(map(str, again.iter_rows())) == sorted(map(str, found.iter_rows()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chart", charts(), ids=lambda chart: chart.code)
def test_a_chart_draws_in_words(chart: Chart, language: Language, warehouse: duckdb.DuckDBPyConnection) -> None:
    dataset, given = DATASETS[dataset_of(chart.query)], params(chart, language)
    expressions = {it["column_name"]: it["expression"] or it["column_name"] for it in dataset["columns"]}
    groups = [
        it["sqlExpression"] if isinstance(it, dict) else it for it in [*given["groupby"], given.get("x_axis")] if it
    ]
    plain = [re.sub(r"^\w+$", lambda it: expressions[it[0]], it) for it in groups]
    figures = [it["sqlExpression"] for it in [*given["metrics"], *given.get("metrics_b", [])]]
    rows = warehouse.execute(
        f"SELECT {', '.join([*plain, *figures])} FROM ({dataset['sql']}) GROUP BY {', '.join(plain)}"
    )
    shown = rows.fetchall()
    assert shown
    texts = {text for row in shown for text in row if isinstance(text, str) and "<a href" not in text}
    assert [it for it in texts if re.search(r"[a-z]_[a-z]", it)] == []
    labels = [it["label"] for it in [*given["metrics"], *given["groupby"]] if isinstance(it, dict)]
    assert len(labels) == len(set(labels)), "two headings of one table would be one column"
    assert [it for it in labels if "_" in it or (language == "zh") == it.isascii()] == []


def test_nothing_known_is_empty_and_a_share_is_a_sum_over_a_sum(warehouse: duckdb.DuckDBPyConnection) -> None:
    for name, metrics in METRICS.items():
        figures = ", ".join(sql for sql, _ in metrics.values())
        (row,) = warehouse.execute(
            f"SELECT {figures} FROM ({DATASETS[dataset_of(name)]['sql']}) WHERE false"
        ).fetchall()
        assert set(row) == {None}, name
        assert not [sql for sql, _ in metrics.values() if re.search(r"AVG|\w*share\b|\brate\b", sql)]


def test_the_reports_behind_stand_beside_every_share() -> None:
    for chart in charts():
        metrics = METRICS[chart.query]
        shown = [*chart.figures, getattr(chart, "behind", "")]
        if any(metrics[it][1] == SHARE for it in chart.figures) and chart.code not in {"league", "years"}:
            behind = {"n_reports", "n_known", "n_least", "cells"}
            assert behind & set(shown), chart.code


def numbers(frame: Any) -> list[tuple[object, ...]]:
    """Rows with every number as one kind."""
    return [tuple(it if it is None or isinstance(it, str) else float(it) for it in row) for row in frame.iter_rows()]


def test_a_query_reaches_nothing_but_the_warehouse(
    generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPERSET_HOME", str(tmp_path))
    monkeypatch.setenv("SUPERSET_SECRET_KEY", "x")
    monkeypatch.setenv("GONGKAI_WAREHOUSE", str(generated))
    config = runpy.run_path(str(ASSETS.parent / "server" / "config.py"))
    mutate = config["DB_CONNECTION_MUTATOR"]
    uri, given = mutate(make_url(f"duckdb:///{tmp_path / 'other.duckdb'}?access_mode=READ_WRITE"), {}, "", None, None)
    with duckdb.connect(uri.database, **given["connect_args"]) as connection:
        assert connection.execute("SELECT count(*) FROM report").fetchall() == [(479,)]
        for sql in (
            "FROM read_csv('/etc/passwd')", "FROM read_text('/etc/passwd')", "FROM glob('/etc/*')", "INSTALL httpfs",
            "SET enable_external_access = true", f"ATTACH '{tmp_path / 'new.duckdb'}'", "CREATE TABLE made AS SELECT 1",
            f"COPY report TO '{tmp_path / 'out.csv'}'", f"EXPORT DATABASE '{tmp_path / 'all'}'",
        ):  # fmt: skip
            with pytest.raises(duckdb.Error):
                connection.execute(sql)
    with pytest.raises(ValueError, match="one warehouse"):
        mutate(make_url("sqlite:////etc/passwd"), {}, "", None, None)
    assert list(tmp_path.iterdir()) == []
    assert THINGS["databases/gongkai.yaml"]["allow_dml"] is False
    allowed = config["TALISMAN_CONFIG"]["content_security_policy"].values()
    assert [source for sources in allowed for source in sources if "." in source] == []
