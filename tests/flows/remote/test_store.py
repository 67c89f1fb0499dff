"""DuckDB and object stores."""

import duckdb
import pytest

from extract.errors import UnusableArgumentsError
from extract.object_store import access
from load.extensions import offline
from load.object_store import connect_store
from tests.flows.remote.conftest import KEY_ID, SECRET

pytest.importorskip("duckdb_extension_httpfs", reason="without the extra cluster")


def test_duckdb_writes_and_reads_a_store_and_shows_no_secret(store: str) -> None:
    with duckdb.connect(config=offline()) as connection:
        connect_store(connection)
        connection.execute(f"COPY (SELECT 7 AS it) TO '{store}/a.parquet' (FORMAT parquet)")
        connect_store(connection)
        assert connection.execute(f"FROM '{store}/a.parquet'").fetchall() == [(7,)]
        assert SECRET not in str(connection.execute("FROM duckdb_secrets()").fetchall())
        with pytest.raises(duckdb.Error) as caught:
            connection.execute(f"FROM '{store}/absent.parquet'")
        assert SECRET not in str(caught.value)


def test_who_asks_is_never_shown(store: str) -> None:
    assert store
    who = access()
    assert KEY_ID not in repr(who)
    assert SECRET not in repr(who)
    assert who.hidden(f"no\n {SECRET} of  {KEY_ID}") == "no *** of ***"


def test_nobody_in_the_environment_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    with pytest.raises(UnusableArgumentsError, match="AWS_ACCESS_KEY_ID in the environment"):
        access()
