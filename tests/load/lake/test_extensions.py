"""DuckDB's extensions: held against their signature once a process, and by nobody's query loaded without."""

from pathlib import Path

import duckdb
import pytest

from load.attached import attach
from load.extensions import load_extension, offline, only_signed
from load.warehouse import open_readonly


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """A lake with a table, and this process has loaded its extension."""
    with duckdb.connect(config=offline()) as connection:
        attach(connection, tmp_path / "l.ducklake", "lake", data=str(tmp_path / "data"))
        connection.execute("CREATE TABLE lake.it AS SELECT 7 AS number; DETACH lake")
    return tmp_path / "l.ducklake"


def _allows_unsigned(connection: duckdb.DuckDBPyConnection) -> bool:
    [(allowed,)] = connection.execute("SELECT current_setting('allow_unsigned_extensions')").fetchall()
    return bool(allowed)


def test_an_extension_that_was_checked_is_not_checked_again(lake: Path) -> None:
    with duckdb.connect(config=offline()) as connection:
        assert _allows_unsigned(connection)
        attach(connection, lake, "lake", readonly=True)
        assert connection.execute("SELECT number FROM lake.it").fetchall() == [(7,)]


def test_one_that_was_not_checked_is(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("load.extensions._CHECKED", {"another"})
    with duckdb.connect(config=offline()) as connection:
        attach(connection, lake, "lake", readonly=True)
        assert not _allows_unsigned(connection)


def test_a_file_without_signature_is_refused(tmp_path: Path) -> None:
    unsigned = tmp_path / "evil.duckdb_extension"
    unsigned.write_bytes(b"no extension" * 100)
    with duckdb.connect(config=offline()) as connection:
        load_extension(connection, "ducklake", "cluster")
        only_signed(connection)
        with pytest.raises(duckdb.Error):
            connection.execute("SET allow_unsigned_extensions = true")
        with pytest.raises(duckdb.Error):
            connection.load_extension(str(unsigned))


def test_where_others_ask_the_door_is_closed(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("load.warehouse._check_meta", lambda *_, **__: None)
    with open_readonly(lake) as connection:
        assert not _allows_unsigned(connection)
