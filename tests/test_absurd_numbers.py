"""One report with absurd numbers stops no night and no query: whatever is printed, all others are loaded and asked."""

import random
import re
from pathlib import Path

import duckdb
import pytest

from bench.synthetic.generate import Settings, make_report
from load.scripts import read_scripts
from tests.flows.command import ROOT, gongkai, ingest

#: Prints of every kind at the edges of what a number can be, and beyond.
ABSURD = (
    "999999999999", "-999999999999", "999999999999.9999", "0.0001", "0.00001", "-1", "-0", "1e9", "1/3", "9" * 15,
    "9" * 20, "1,000,000,000", "３０００００", "9999万亿", "999999999999万", "∞", "NaN",
)  # fmt: skip
#: How many of a report's numbers are another one, by turns; 1 is the same one everywhere.
SHARES = (0.02, 0.2, 0.5, 1)
NUMBER = r"(?<![0-9年])[0-9]+(?![0-9年])"
QUERIES = {path.stem: path for path in (ROOT / "dashboards" / "queries").glob("*.sql")}


def absurd(text: str, share: float, chosen: random.Random) -> str:
    """A text with absurd numbers, but for its years."""
    one = chosen.choice(ABSURD)

    def other(printed: re.Match[str]) -> str:
        if share < 1:
            return chosen.choice(ABSURD) if chosen.random() < share else printed[0]
        return one

    return re.sub(NUMBER, other, text)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The warehouse of a night with 80 such reports, and as many as they are."""
    folder, chosen = tmp_path_factory.mktemp("absurd"), random.Random(5)
    (folder / "inbox").mkdir()
    settings = Settings(901, prose="seen", contradictions=0.3)
    for number in range(160):
        report = make_report(settings, number)
        text = absurd(report.text, SHARES[number // 2 % 4], chosen) if number % 2 else report.text
        (folder / "inbox" / report.name).write_text(text, encoding="utf-8")
    (folder / "inbox" / "share.txt").write_text(share_of_nothing(make_report(settings, 161).text), encoding="utf-8")
    ingest(folder / "inbox", warehouse=folder / "warehouse.duckdb")
    return duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True)


def share_of_nothing(text: str) -> str:
    """A report whose prose says shares and growth of absurd numbers."""
    said = "收到政府信息公开申请0.0001件，其中网络申请999999999999件，占99999999999999%，同比增长99999999999999%。"
    return re.sub(r"\n二、[^\n]*", f"\n{said}\\g<0>", text, count=1)


def test_all_are_loaded(asked: duckdb.DuckDBPyConnection) -> None:
    assert asked.execute("SELECT count(*) >= 155, count(DISTINCT report_id) = count(*) FROM report").fetchall() == [
        (True, True)
    ]
    assert asked.execute("SELECT count(*) > 0 FROM fact WHERE value = 999999999999").fetchall() == [(True,)]


@pytest.mark.parametrize("view", [script.name for script in read_scripts("views")])
def test_each_view_answers(view: str, asked: duckdb.DuckDBPyConnection) -> None:
    asked.execute(f"SELECT count(*), max(hash(it)) FROM {view} AS it").fetchall()


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_each_query_answers(name: str, asked: duckdb.DuckDBPyConnection) -> None:
    assert asked.execute(QUERIES[name].read_text(encoding="utf-8")).description


def test_no_count_is_below_0_nor_a_share_above_1(asked: duckdb.DuckDBPyConnection) -> None:
    below = "SELECT 1 FROM fact WHERE value < 0 AND column_code <> 'change'"
    above = "SELECT 1 FROM kept_scorecard_part WHERE share NOT BETWEEN 0 AND 1"
    assert asked.execute(f"{below} UNION ALL {above}").fetchall() == []


def test_they_are_exported(asked: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    file = asked.execute("SELECT path FROM duckdb_databases() WHERE database_name = current_database()").fetchall()
    gongkai("export", "--to", tmp_path / "tables", "--warehouse", file[0][0])
    assert (tmp_path / "tables" / "scorecard.parquet").is_file()
