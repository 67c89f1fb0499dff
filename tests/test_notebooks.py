"""The notebooks on a generated warehouse: every cell runs, every chart draws, and a view that changes breaks them."""

import ast
import json
import re
import runpy
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl
import pytest
import vl_convert

import gongkai
from gongkai import charts
from gongkai.queries.frames import run_query
from gongkai.words import words
from tests.flows.command import ROOT
from tests.flows.samples import changed

NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.py"))
#: How many charts each shows.
CHARTS = {"copied_text": 2, "disputes": 3, "refusals": 4, "region": 3, "tour": 3}
#: A column that each reads, and a view or table that has it no more.
RENAMED = {
    "copied_text": ("TABLE", "text_reuse", "similarity"),
    "disputes": ("VIEW", "dispute_outcomes", "concluded"),
    "refusals": ("VIEW", "request_reasons", "label"),
    "region": ("VIEW", "timeliness", "status"),
    "tour": ("VIEW", "scorecard", "weight_known"),
}


@lru_cache(maxsize=8)
def run(notebook: str, warehouse: Path) -> list[Any]:
    """What the cells of a notebook show."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_WAREHOUSE", str(warehouse))
        outputs, _ = runpy.run_path(str(ROOT / "notebooks" / f"{notebook}.py"))["app"].run()
    return list(outputs)


def drawn(outputs: list[Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each chart as its specification, and the words on its picture."""
    for chart in outputs:
        if isinstance(chart, alt.TopLevelMixin):
            specification = json.loads(chart.to_json())
            yield specification, " ".join(re.findall(r">([^<>]+)</text>", vl_convert.vegalite_to_svg(specification)))


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_prose_is_in_both_languages(notebook: str) -> None:
    """Whatever a cell says in words, it says in English and in Chinese: whole paragraphs, headings too."""
    tree = ast.parse((ROOT / "notebooks" / f"{notebook}.py").read_text(encoding="utf-8"))
    said = [_words(call.args[0]) for call in ast.walk(tree) if isinstance(call, ast.Call) and _is_prose(call)]
    assert len(said) >= 4
    for text in said:
        english, chinese = re.findall(r"[a-z]{3,}", text), re.findall(r"[\u4e00-\u9fff]", text)
        assert not english or len(english) < 3 or len(chinese) * 5 > len(english) * 2, text
    headings = [line for text in said for line in re.findall(r"#+ [^\n]+", text)]
    assert all(" · " in line for line in headings), headings


def _words(text: ast.expr) -> str:
    """A text without the values that are put into it."""
    parts = text.values if isinstance(text, ast.JoinedStr) else [text]
    return "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))


def _is_prose(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "md"


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_notebook_runs_and_its_charts_draw(notebook: str, generated: Path) -> None:
    outputs = run(notebook, generated)
    found = list(drawn(outputs))
    assert len(found) == CHARTS[notebook]
    for specification, said in found:
        assert all(specification["datasets"].values()), "a chart without a row"
        assert specification["title"] in said
        assert not re.search(r"NaN|undefined|null|Infinity", said)
    for table in outputs:
        assert not isinstance(table, pl.DataFrame) or table.height > 0


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_titles_of_tooltips_have_chinese_words(notebook: str) -> None:
    code = (ROOT / "notebooks" / f"{notebook}.py").read_text(encoding="utf-8")
    assert "tooltip=[" not in code
    named = re.findall(r'"(\w+)', " ".join(re.findall(r"charts\.tips\(([^)]*)\)", code)))
    known = words("column", "zh") | words("tip", "zh")
    assert [name for name in named if name not in known] == []


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_view_that_changes_breaks_the_notebook(notebook: str, generated: Path, tmp_path: Path) -> None:
    kind, view, column = RENAMED[notebook]
    statements = [f"ALTER TABLE {view} RENAME COLUMN {column} TO renamed"]
    if kind == "VIEW":
        rest = f"CREATE VIEW {view} AS SELECT * RENAME ({column} AS renamed) FROM was"
        statements = [f"ALTER VIEW {view} RENAME TO was", rest]
    broken = changed(generated, tmp_path / "broken.duckdb", *statements, refreshed=False)
    with pytest.raises(Exception, match=rf"(?i)column.*{column}|{column}.*column|{column}.*not found"):
        run(notebook, broken)


def test_the_share_on_the_chart_is_that_of_the_view(generated: Path) -> None:
    (years, _), *_ = drawn(run("refusals", generated))
    (rows,) = [rows for rows in years["datasets"].values() if "coverage" in rows[0]]
    sql = """
        SELECT report_year, sum(requests) AS denied, sum(handled) AS handled, count(*) AS known
        FROM request_outcomes
        WHERE outcome = 'denied' AND applicant = 'total' AND requests IS NOT NULL AND handled IS NOT NULL
            AND (kind <> 'government' OR level = 'township')
        GROUP BY report_year ORDER BY report_year
    """
    asked = run_query(generated, sql)
    assert [(row["report_year"], row["numerator"], row["denominator"], row["known"]) for row in rows] == asked.rows()
    assert any(row["known"] < row["rows"] for row in rows), "some reports must be unknown, or coverage is not tested"


def test_a_pooled_share_leaves_out_what_lacks_either_number() -> None:
    frame = pl.DataFrame(
        {"year": [1, 1, 1, 2, 3], "numerator": [1, 5, None, None, 0], "denominator": [4, None, 9, 8, 0]},
    )
    pooled = gongkai.pooled(frame, "year")
    assert pooled.rows() == [
        (1, 1.0, 4.0, 1, 3, 1 / 4, 1 / 3),
        (2, None, None, 0, 1, None, 0.0),
        (3, 0.0, 0.0, 1, 1, None, 1.0),
    ]
    assert gongkai.pooled(frame).rows() == [(1.0, 4.0, 2, 5, 1 / 4, 2 / 5)]
    assert gongkai.pooled(frame.clear(), "year").height == 0


def test_a_chart_says_unknown_where_nothing_is_known() -> None:
    pooled = pl.DataFrame(
        {"group": ["a", "b"], "numerator": [1.0, None], "denominator": [4.0, None], "rate": [0.25, None]}
    ).with_columns(known=pl.Series([1, 0]), rows=pl.Series([2, 3]))
    ((_, said),) = drawn([charts.rate_bars(pooled, "group", "title")])
    assert "25.0%（1 / 4）" in said
    assert charts.words("chart")["unknown"] in said
    assert "0 / 3" in said
    years = pooled.with_columns(report_year=pl.Series([2019, 2022])).drop("group")
    ((_, said),) = drawn([charts.rate_years(years, "title")])
    assert "NaN" not in said
    assert "0 / 3" in said
    assert "2020" in said, "a year without a report has its place, and no line goes over it"


def test_a_government_is_never_added_to_its_departments() -> None:
    kinds = ["government", "government", "department", "government_office", "government", "other", None]
    frame = pl.DataFrame({"kind": kinds, "level": ["county", "township", "county", "county", "province", None, None]})
    assert frame.select(gongkai.whose())["whose"].to_list() == ["county", "own", "own", "own", "province", "own", "own"]


def test_the_axis_holds_a_share_above_one() -> None:
    frame = pl.DataFrame({"what": ["a"], "numerator": [5.0], "denominator": [4.0]})
    (bars, *_), *_ = charts.rate_bars(gongkai.pooled(frame, "what"), "what", "x").to_dict()["hconcat"][0]["layer"], None
    assert bars["encoding"]["x"]["scale"]["domain"] == [0, 1.5]
