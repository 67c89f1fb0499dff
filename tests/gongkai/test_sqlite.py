"""The copy in SQLite: the same rows, replaced whole, and never over anybody else's file."""

import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.exports.copies.sqlite import export_sqlite
from gongkai.queries.frames import run_query
from load.errors import QueryError
from tests.flows.command import ROOT, gongkai
from tests.test_dashboard_queries import QUERIES, TABLES


def numbers(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [tuple(float(it) if isinstance(it, int | Decimal) else it for it in row) for row in rows]


def test_every_query_gives_the_same_rows(generated: Path, tmp_path: Path) -> None:
    copied = export_sqlite(generated, tmp_path / "copy.sqlite", TABLES)
    assert [it.name for it in copied] == TABLES
    with sqlite3.connect(tmp_path / "copy.sqlite") as copy:
        for name, sql in QUERIES.items():
            found = run_query(generated, sql)
            assert numbers(copy.execute(sql).fetchall()) == numbers(list(found.iter_rows())), name
        for it in copied:
            assert copy.execute(f"SELECT count(*) FROM {it.name}").fetchall() == [(it.rows,)]
            assert run_query(generated, f"SELECT count(*) AS n FROM {it.name}")["n"].item() == it.rows


def test_dates_lists_and_unknown_stay_what_they_are(sample_file: Path, tmp_path: Path) -> None:
    gongkai("export", "--to", f"sqlite:{tmp_path / 'all.sqlite'}", "--warehouse", sample_file)
    with sqlite3.connect(tmp_path / "all.sqlite") as copy:
        (signed,) = copy.execute("SELECT min(signed_date) FROM report").fetchone()
        assert signed == str(run_query(sample_file, "SELECT min(signed_date) AS d FROM report")["d"].item())
        missing = "SELECT count(*) FROM cell WHERE state = 'missing' AND value IS NULL"
        assert copy.execute(missing).fetchone() == run_query(sample_file, missing).row(0)
        assert copy.execute("SELECT count(*) FROM cell WHERE state = 'missing' AND value = 0").fetchone() == (0,)


def test_a_copy_is_replaced_and_nothing_else(sample_file: Path, tmp_path: Path) -> None:
    copy, other = tmp_path / "copy.sqlite", tmp_path / "other.sqlite"
    export_sqlite(sample_file, copy, ["dim_agency"])
    with sqlite3.connect(copy) as reader:
        cursor = reader.execute("SELECT name FROM dim_agency")
        assert cursor.fetchone()
        with pytest.raises(QueryError, match="--force"):
            export_sqlite(sample_file, copy, ["report"])
        export_sqlite(sample_file, copy, ["report"], force=True)
        assert cursor.fetchone(), "who reads the old copy goes on reading it"
    with sqlite3.connect(copy) as reader:
        assert reader.execute("SELECT name FROM sqlite_master").fetchall() == [("report",)]
    sqlite3.connect(other).execute("CREATE TABLE mine (a)").connection.close()
    for theirs in (other, ROOT / "README.md"):
        before = theirs.read_bytes()
        with pytest.raises(QueryError, match="no earlier copy"):
            export_sqlite(sample_file, theirs, ["report"], force=True)
        assert theirs.read_bytes() == before
    with pytest.raises(QueryError, match="no table or view nothing"):
        export_sqlite(sample_file, tmp_path / "new.sqlite", ["nothing"])
    assert sorted(it.name for it in tmp_path.iterdir()) == ["copy.sqlite", "other.sqlite"]
