"""The copy in PostgreSQL, at a server of its own: the same rows, swapped in whole, never over others' schemas."""

import threading
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.exports.copies.postgres import export_postgres, without_password
from gongkai.queries.frames import run_query
from load.errors import QueryError
from tests.flows.command import gongkai
from tests.postgres import NEEDED, Database
from tests.test_dashboard_queries import QUERIES, TABLES

pytestmark = NEEDED


@pytest.fixture
def database(postgres: Database) -> Database:
    """The server without a copy."""
    postgres.ask("DROP SCHEMA IF EXISTS gongkai CASCADE; DROP SCHEMA IF EXISTS mine CASCADE")
    return postgres


def numbers(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [tuple(float(it) if isinstance(it, int | Decimal) else it for it in row) for row in rows]


def test_every_query_gives_the_same_rows(generated: Path, database: Database) -> None:
    copied = export_postgres(generated, database.address, TABLES)
    assert [it.name for it in copied] == TABLES
    for name, sql in QUERIES.items():
        found = run_query(generated, sql)
        options = f"SET search_path = gongkai; SELECT md5(string_agg(row_to_json(it)::text, '|')) FROM ({sql}) AS it"
        assert database.ask(options), name
        counted = database.ask(f"SET search_path = gongkai; SELECT count(*) FROM ({sql}) AS it")
        assert int(counted) == found.height, name
        sums = ", ".join(
            f'coalesce(round(sum("{column}")::numeric, 3), -1), count("{column}")'
            for column, kind in found.schema.items()
            if kind.is_numeric()
        )
        if sums:
            there = database.ask(f"SET search_path = gongkai; SELECT {sums} FROM ({sql}) AS it").split("|")
            here = [
                part
                for column, kind in found.schema.items()
                if kind.is_numeric()
                for values in [[float(it) for it in found[column].drop_nulls().to_list()]]
                for part in (round(sum(values), 3) if values else -1, len(values))
            ]
            assert [float(it) for it in there] == pytest.approx(here, abs=0.002), name


def test_types_meanings_and_unknown_stay_what_they_are(sample_file: Path, database: Database) -> None:
    gongkai("export", "--to", database.address, "--warehouse", sample_file)
    missing = "SELECT count(*) FROM gongkai.cell WHERE state = 'missing' AND value IS NULL"
    assert int(database.ask(missing)) == run_query(sample_file, missing.replace("gongkai.", ""))["count_star()"].item()
    assert database.ask("SELECT count(*) FROM gongkai.rejected_document") == "1"
    assert database.ask("SELECT min(signed_date) FROM gongkai.report") == str(
        run_query(sample_file, "SELECT min(signed_date) AS d FROM report")["d"].item()
    )
    kinds = "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'gongkai' AND data_type = "
    assert int(database.ask(f"{kinds} 'timestamp with time zone'")) > 0
    assert "name" in database.ask("SELECT col_description('gongkai.dim_agency'::regclass, 2)").lower()


def test_a_server_that_is_lost_on_the_way_keeps_the_earlier_copy(
    sample_file: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_postgres(sample_file, database.address, ["dim_agency"])
    with monkeypatch.context() as patch:
        patch.setattr("gongkai.exports.copies.postgres._copy", lambda *_: database.restart())
        with pytest.raises(QueryError, match=r"cannot be written: .*closed the connection"):
            export_postgres(sample_file, database.address, ["dim_agency", "report"], force=True)
    tables = "SELECT string_agg(table_schema || '.' || table_name, ' ') FROM information_schema.tables WHERE {}"
    assert database.ask(tables.format("table_schema LIKE 'gongkai%'")) == "gongkai.dim_agency"
    assert len(export_postgres(sample_file, database.address, ["dim_agency", "report"], force=True)) == 2


def test_a_copy_is_replaced_and_its_readers_keep_their_rights(sample_file: Path, database: Database) -> None:
    export_postgres(sample_file, database.address, ["dim_agency", "report"])
    database.ask("DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN")
    database.ask("GRANT USAGE ON SCHEMA gongkai TO reader; GRANT SELECT ON gongkai.report TO reader")
    with pytest.raises(QueryError, match="--force"):
        export_postgres(sample_file, database.address, ["report"])
    # Somebody reads the old copy: the new one does not wait for them, and they go on.
    slow = "BEGIN; SELECT count(*) FROM gongkai.report; SELECT pg_sleep(6); COMMIT"
    reading = threading.Thread(target=database.ask, args=(slow,))
    reading.start()
    export_postgres(sample_file, database.address, ["report"], force=True)
    reading.join()
    assert database.ask("SELECT count(*) FROM gongkai.report", "reader") == "23"
    export_postgres(sample_file, database.address, ["report"], force=True)
    assert database.ask("SELECT string_agg(nspname, ' ') FROM pg_namespace WHERE nspname ~ 'gongkai'") == "gongkai"
    assert (
        database.ask(
            "SELECT string_agg(relname, ' ') FROM pg_class WHERE relkind = 'r' AND "
            "relnamespace = 'gongkai'::regnamespace"
        )
        == "report"
    )
    database.ask("DROP OWNED BY reader; DROP ROLE reader")


def test_nothing_of_others_is_lost(sample_file: Path, database: Database) -> None:
    database.ask("CREATE SCHEMA gongkai; CREATE TABLE gongkai.mine (a int)")
    with pytest.raises(QueryError, match="no earlier copy"):
        export_postgres(sample_file, database.address, ["report"], force=True)
    assert database.ask("SELECT count(*) FROM gongkai.mine") == "0"
    database.ask("DROP SCHEMA gongkai CASCADE")
    export_postgres(sample_file, database.address, ["report"])
    database.ask("CREATE SCHEMA mine; CREATE VIEW mine.years AS SELECT DISTINCT report_year FROM gongkai.report")
    with pytest.raises(QueryError, match=r"mine\.years built on it"):
        export_postgres(sample_file, database.address, ["report"], force=True)
    assert int(database.ask("SELECT count(*) FROM mine.years")) > 0
    with pytest.raises(QueryError, match="no table or view nothing"):
        export_postgres(sample_file, database.address, ["nothing"], force=True)


def test_two_copies_at_once_wait_for_each_other(sample_file: Path, database: Database) -> None:
    failed: list[BaseException] = []

    def copy() -> None:
        try:
            export_postgres(sample_file, database.address, ["dim_agency"], force=True)
        except BaseException as error:
            failed.append(error)

    both = [threading.Thread(target=copy) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert not failed
    assert int(database.ask("SELECT count(*) FROM gongkai.dim_agency")) > 0


def test_no_password_is_told(sample_file: Path, database: Database) -> None:
    gone = database.address.replace("/postgres", "/nowhere").replace("127.0.0.1", "localhost")
    done = gongkai("export", "--to", gone, "--warehouse", sample_file, code=2)
    assert "nowhere" in done.stderr
    assert "secretword" not in done.stdout + done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert without_password("postgresql://a:b@h:1/d?password=c") == "postgresql://a@h:1/d"
