"""A name that is erased goes from a lake's catalogs and from every file in its folder."""

from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.request import Request
from flows.run.pipeline import ingest
from load.lake.address import warehouse_at
from load.publishing.layout import Layout
from load.publishing.versions import versions
from load.warehouse import open_readonly
from tests.flows.command import SAMPLES

pytest.importorskip("duckdb_extension_ducklake", reason="without the extra cluster")
NAME = "张三丰"
SAMPLE = (SAMPLES / "synthetic-sample-094-2021.txt").read_text(encoding="utf-8")


def in_parquet(folder: Path) -> list[Path]:
    """The files that show the name."""
    with duckdb.connect() as connection:
        return [
            path
            for path in folder.rglob("*.parquet")
            if NAME in str(connection.execute(f"FROM read_parquet('{path}')").fetchall())
        ]


def test_a_name_goes_from_every_file_of_a_lake(tmp_path: Path) -> None:
    lake, page = warehouse_at(f"ducklake:{tmp_path / 'w.ducklake'}"), tmp_path / "in" / "page.txt"
    page.parent.mkdir()
    told = f"存在的主要问题：申请人{NAME}（住某路1号）反映答复超期，{NAME}已撤回。"
    page.write_text(SAMPLE.replace("\n\n六、其他", f"\n\n{told}\n\n六、其他"), encoding="utf-8")
    ingest(Request([str(page)], lake))
    other = tmp_path / "in" / "other.txt"
    other.write_text(SAMPLE.replace("2021", "2022"), encoding="utf-8")
    ingest(Request([str(other)], lake))
    assert in_parquet(Layout.of(lake).data)
    with open_readonly(lake) as connection:
        cells = connection.execute("FROM every_cell() ORDER BY ALL").fetchall()

    done = CliRunner().invoke(app, ["decide", "erase", "page.txt", NAME, "-w", f"ducklake:{lake}"])
    assert done.exit_code == 0, done.output
    ingest(Request([], lake))

    assert in_parquet(Layout.of(lake).data) == []
    kept = [lake, *(one.path for one in versions(lake))]
    assert len(kept) == 4
    for path in kept:
        assert NAME.encode() not in path.read_bytes()
        with open_readonly(path) as connection:
            shown = connection.execute("SELECT text FROM report_text").fetchall()
            assert any(told.replace(NAME, "███") in text for (text,) in shown)
    with open_readonly(lake) as connection:
        assert connection.execute("FROM every_cell() ORDER BY ALL").fetchall() == cells
