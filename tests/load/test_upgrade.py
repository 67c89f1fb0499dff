"""A warehouse that an older gongkai wrote is brought forward from its texts, with its history."""

import shutil
from pathlib import Path

import duckdb
import pytest

from gongkai.queries.frames import run_query
from load.building.version import Start
from load.errors import LoadError
from load.publishing import publish
from load.publishing.versions import versions
from tests.flows.command import gongkai, ingest, rows
from transform.shapes import PARSER_VERSION

WRITTEN = {version: Path(__file__).parent / f"schema_{version}" for version in (2, 3, 4, 5, 6)}


def written(file: Path, version: int) -> Path:
    """A file as the older gongkai left it."""
    with duckdb.connect(str(file)) as connection:
        connection.begin()
        connection.execute((WRITTEN[version] / "schema.sql").read_text(encoding="utf-8"))
        for table in WRITTEN[version].glob("*.csv"):
            connection.execute(f"INSERT INTO {table.stem} FROM read_csv('{table}', all_varchar = true)")
        connection.commit()
    return file


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of schema 2."""
    return written(tmp_path / "w.duckdb", 2)


def history(file: Path) -> list[tuple[object, ...]]:
    return run_query(
        file, "SELECT report_id, agency_id, report_year, source_uri, ingested_at, is_current FROM report ORDER BY ALL"
    ).rows()


def of_old(file: Path, sql: str) -> list[tuple[object, ...]]:
    return all_of_old(file, {"rows": sql})["rows"]


def all_of_old(file: Path, asked: dict[str, str]) -> dict[str, list[tuple[object, ...]]]:
    """The rows of some queries; the file is opened once, which takes longer than any of them."""
    with duckdb.connect(str(file), read_only=True) as connection:
        return {name: connection.execute(sql).fetchall() for name, sql in asked.items()}


def test_history_texts_and_refusals_come_along(old: Path) -> None:
    reports = "SELECT report_id, agency_id, report_year, source_uri, ingested_at, is_current FROM report ORDER BY ALL"
    before, runs = of_old(old, reports), of_old(old, "SELECT run_id FROM ingest_run ORDER BY 1")
    file_before = old.read_bytes()
    done = gongkai("upgrade", "--warehouse", old)
    assert "brought from schema 2 to 7" in done.stdout
    assert history(old) == before
    assert rows(old, "SELECT count(*) AS n FROM fact") == [{"n": 600}]
    refused = rows(old, "SELECT reason FROM rejected_document ORDER BY 1")
    assert refused == [{"reason": "agency_unknown"}, {"reason": "not_a_report"}]
    assert [str(row["run_id"]) for row in rows(old, "SELECT run_id FROM ingest_run ORDER BY 1")][:3] == [
        run for (run,) in runs
    ]
    told = rows(old, "SELECT key, agency, report_year FROM manifest_row")
    assert told == [{"key": "/srv/inbox/1.txt", "agency": "盐池县教育局", "report_year": 2024}]
    assert rows(old, "SELECT count(*) AS n FROM document_name") == [{"n": 5}]
    again = gongkai("upgrade", "--warehouse", old)
    assert "is of this version" in again.stdout
    assert len(versions(old)) == 2
    gongkai("rollback", "--warehouse", old)
    assert old.read_bytes() == file_before, "the file before is kept and can come back"


def test_grids_held_documents_and_texts_of_schema_3_come_along(tmp_path: Path) -> None:
    file = written(tmp_path / "w.duckdb", 3)
    grids, facts = (
        of_old(file, "SELECT count(*) FROM report_grid"),
        of_old(file, "SELECT count(*) FROM fact_application"),
    )
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "INSERT INTO document_text SELECT repeat('0', 64), decoded_by, read_from, text, "
            "[{'grid': 1, 'first_line': 2, 'last_line': 3}], [] FROM held_document"
        )
    before = of_old(file, "SELECT report_id, source_uri, ingested_at FROM report")
    done = gongkai("upgrade", "--warehouse", file)
    assert "brought from schema 3 to 7" in done.stdout
    assert of_old(file, "SELECT report_id, source_uri, ingested_at FROM report") == before
    assert of_old(file, "SELECT count(*) FROM fact_application") == facts
    assert of_old(file, "SELECT count(*) FROM report_grid") == grids
    pages = "SELECT grids[1].last_line, grids[1].page FROM document_text WHERE sha256 = repeat('0', 64)"
    assert of_old(file, pages) == [(3, None)]
    assert of_old(file, "SELECT source_uri, reason FROM held_document") == [("/srv/inbox/2.html", "agency_unknown")]
    assert of_old(file, "SELECT count(*) > 0 FROM report_grid WHERE column_code IS NOT NULL") == [(True,)]
    assert "is of this version" in gongkai("upgrade", "--warehouse", file).stdout


@pytest.mark.parametrize("version", [4, 5, 6])
def test_a_later_schema_comes_along_without_reading_anything_again(tmp_path: Path, version: int) -> None:
    file = written(tmp_path / "w.duckdb", version)
    with duckdb.connect(str(file)) as connection:
        # As if today's reader had read it: an older one's reports are read again whatever the schema is.
        for table in ("report", "ingest_run"):
            connection.execute(f"UPDATE {table} SET parser_version = ?", [PARSER_VERSION])
    heads = {path.stem: path.read_text(encoding="utf-8").split("\n")[0] for path in WRITTEN[version].glob("*.csv")}
    kept = {table: head for table, head in heads.items() if table not in {"warehouse_meta", "ingest_run"}}
    selected = {table: ", ".join(f'"{column}"' for column in head.split(",")) for table, head in kept.items()}
    asked = {table: f"SELECT {columns} FROM {table} ORDER BY ALL" for table, columns in selected.items()}
    before = all_of_old(file, asked)
    if version >= 5:
        shutil.copytree(WRITTEN[version] / "decisions", tmp_path / "decisions")
    done = gongkai("upgrade", "--warehouse", file)
    assert f"brought from schema {version} to 7" in done.stdout
    assert "read again" not in done.stdout
    assert all_of_old(file, asked) == before
    assert of_old(file, "SELECT count(*) FROM report_grid WHERE NOT is_certain") == [(0,)]
    assert "is of this version" in gongkai("upgrade", "--warehouse", file).stdout


def test_the_next_ingest_brings_it_forward_by_itself(old: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    counts = ingest(tmp_path / "empty", warehouse=old)
    assert (counts["seen"], counts["reread"]) == (0, 3)
    assert len(history(old)) == 3


def test_an_interrupted_upgrade_leaves_the_old_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old.read_bytes()

    def interrupted(start: Start, *_: object) -> None:
        assert start.base.path != old
        raise LoadError("interrupted")

    with monkeypatch.context() as patch:
        patch.setattr(publish, "build", interrupted)
        gongkai("upgrade", "--warehouse", old, code=3)
    assert old.read_bytes() == before


def test_readers_say_what_to_do_and_nothing_older_is_brought_forward(old: Path) -> None:
    assert "gongkai upgrade" in gongkai("sql", "SELECT 1", "--warehouse", old, code=2).stderr
    with duckdb.connect(str(old)) as connection:
        connection.execute("UPDATE warehouse_meta SET schema_version = 1")
    before = old.read_bytes()
    assert "ingest the documents again" in gongkai("upgrade", "--warehouse", old, code=2).stderr
    assert old.read_bytes() == before
