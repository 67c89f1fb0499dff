"""`import gongkai`: frames and connections, and the examples of docs/python.md."""

import re
import shutil
from inspect import getdoc
from pathlib import Path

import duckdb
import polars as pl
import pytest

import gongkai
from load.errors import QueryError, WarehouseError
from load.scripts import TABLES, read_scripts
from tests.flows.command import ROOT
from tests.flows.command import gongkai as command
from tests.flows.samples import changed

OTHERS = {"connect", "describe", "explain", "pooled", "prove", "view", "whose"}
VIEWS = [name for name in gongkai.__all__ if name.islower() and name not in OTHERS]
GRAINS = {script.name: script.grain for script in read_scripts(*TABLES, "views")}
EXAMPLES = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs" / "python.md").read_text(encoding="utf-8"), re.M | re.S)


@pytest.fixture
def here(generated: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The warehouse as the setting names it."""
    monkeypatch.setenv("GONGKAI_WAREHOUSE", str(generated))
    return generated


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.usefixtures("here")
def test_function_gives_the_view_as_its_docstring_says(name: str) -> None:
    frame: pl.DataFrame = getattr(gongkai, name)()
    told = getdoc(getattr(gongkai, name)) or ""
    assert frame.height > 0
    assert f"Grain: {GRAINS[name]}." in told
    assert "NULL: " in told
    assert set(re.findall(r"`(\w+)`", told)) <= set(frame.columns)
    keys = GRAINS[name].split(", ")
    assert frame.equals(frame.sort(keys))
    assert frame.select(keys).is_unique().all()


@pytest.mark.usefixtures("here")
def test_examples_run_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    assert len(EXAMPLES) == 6
    for example in EXAMPLES:
        exec(example, names)
    assert isinstance(names["frame"], pl.DataFrame)
    assert names["frame"].height == 10
    assert not list(tmp_path.iterdir()), "nothing is written where the notebook runs"


def test_filters_keep_what_they_say(here: Path) -> None:
    both = gongkai.scorecard([2022, 2023])
    assert both["report_year"].unique().sort().to_list() == [2022, 2023]
    assert both.equals(gongkai.view("scorecard", warehouse=str(here)).filter(pl.col("report_year").is_in([2022, 2023])))
    unread = gongkai.cell(value=None)
    assert unread["state"].unique().to_list() == ["missing"]
    assert gongkai.measure(value=[None, 0], measure="licences")["value"].unique().to_list() in ([None, 0], [0, None])
    assert gongkai.scorecard(year=[]).height == 0
    assert gongkai.dim_agency(name=both["agency_name"][0])["agency_id"].to_list() == [both["agency_id"][0]]


@pytest.mark.usefixtures("here")
def test_what_is_not_there_is_named() -> None:
    with pytest.raises(QueryError, match=r"no table or view scorecards; there are .*scorecard"):
        gongkai.view("scorecards")
    with pytest.raises(QueryError, match="no table or view"):
        gongkai.view("report; DROP TABLE report")
    with pytest.raises(QueryError, match=r"no column yaer; it has .*report_year"):
        gongkai.scorecard(yaer=2023)
    with pytest.raises(QueryError, match="Could not convert"):
        gongkai.scorecard(score="high")


def test_no_warehouse_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GONGKAI_WAREHOUSE", raising=False)
    with pytest.raises(WarehouseError, match=r"warehouse.duckdb does not exist: make it with `gongkai ingest"):
        gongkai.connect()
    (tmp_path / "other").write_text("x", encoding="utf-8")
    with pytest.raises(WarehouseError, match="not a DuckDB file"):
        gongkai.connect("other")
    duckdb.connect("theirs.duckdb").close()
    with pytest.raises(WarehouseError, match="belongs to another program"):
        gongkai.connect("theirs.duckdb")


def test_an_empty_warehouse_and_one_of_an_older_version(generated: Path, tmp_path: Path) -> None:
    empty = changed(generated, tmp_path / "empty.duckdb", "DELETE FROM report", refreshed=False)
    with pytest.raises(WarehouseError, match="holds no report yet, and 2 refused documents"):
        gongkai.connect(empty)
    old = changed(generated, tmp_path / "old.duckdb", "UPDATE warehouse_meta SET schema_version = 1", refreshed=False)
    with pytest.raises(WarehouseError, match=r"from an older gongkai.*ingest the documents again"):
        gongkai.scorecard(warehouse=old)


def test_a_session_blocks_no_publish_and_the_next_one_sees_it(
    generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "warehouse.duckdb"
    shutil.copy(generated, path)
    monkeypatch.setenv("GONGKAI_WAREHOUSE", str(path))  # the command takes it too
    connection = gongkai.connect()
    count = "SELECT count(*) FROM rejected_document"
    (before,) = connection.execute(count).fetchall()
    (tmp_path / "notice.txt").write_text("关于另一次开会的通知\n", encoding="utf-8")
    command("ingest", tmp_path / "notice.txt")
    assert connection.execute(count).fetchall() == [before]
    with gongkai.connect() as newest:
        assert newest.execute(count).fetchall() == [(before[0] + 1,)]
    assert gongkai.rejected_document().height == before[0] + 1
    with pytest.raises(duckdb.Error, match="read-only"):
        connection.execute("DELETE FROM report")
    connection.close()
