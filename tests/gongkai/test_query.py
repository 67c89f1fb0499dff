"""What an attacker would try with one query, in-process: each answered in one line, and nothing happens."""

from pathlib import Path

import pytest

from gongkai.queries.frames import run_query
from load.errors import QueryError

#: The query, and words of the answer.
REFUSED = {
    "DROP TABLE report": "not DROP",
    "DELETE FROM report": "not DELETE",
    "UPDATE report SET title = ''": "not UPDATE",
    "INSERT INTO report SELECT * FROM report": "not INSERT",
    "MERGE INTO report USING report AS r ON false WHEN MATCHED THEN DELETE": "not MERGE",
    "CREATE TEMP TABLE t AS SELECT 1": "not CREATE",
    "CREATE MACRO m(x) AS x": "not CREATE",
    "ALTER TABLE report RENAME TO r": "not ALTER",
    "COMMENT ON TABLE report IS 'x'": "not ALTER",
    "COPY report TO '{folder}/stolen.csv'": "not COPY",
    "COPY (SELECT 1) TO '{folder}/w.duckdb.tmp/x.csv'": "not COPY",
    "EXPORT DATABASE '{folder}/stolen'": "not EXPORT",
    "IMPORT DATABASE '{folder}'": "",
    "ATTACH '{folder}/other.duckdb'": "not ATTACH",
    "DETACH w": "not DETACH",
    "USE memory": "not SET",
    "INSTALL httpfs": "not LOAD",
    "LOAD httpfs": "not LOAD",
    "SET enable_external_access = true": "not SET",
    "SET VARIABLE x = 1": "not SET",
    "RESET lock_configuration": "not SET",
    "PRAGMA enable_profiling": "not PRAGMA",
    "PRAGMA database_size": "not for queries",
    "CALL pragma_version()": "not CALL",
    "CHECKPOINT": "not CALL",
    "VACUUM": "not VACUUM",
    "BEGIN": "not TRANSACTION",
    "PREPARE x AS DELETE FROM report": "not PREPARE",
    "EXECUTE x": "not EXECUTE",
    "EXPLAIN ANALYZE SELECT 1": "not EXPLAIN",
    "SELECT 1; DROP TABLE report": "one statement at a time",
    "SELECT 1; SELECT 2": "one statement at a time",
    "SELECT * FROM read_text('/etc/passwd')": "read_text is not for queries",
    "SELECT * FROM read_blob('{file}')": "read_blob is not for queries",
    "SELECT * FROM read_duckdb('{file}', table_name = 'report')": "read_duckdb is not for queries",
    "FROM parquet_scan(['x'])": "parquet_scan is not for queries",
    "FROM glob('/etc/*')": "glob is not for queries",
    "FROM sniff_csv('/etc/passwd')": "sniff_csv is not for queries",
    "FROM '/etc/passwd'": "files cannot be read",
    "SELECT * FROM 'file.csv'": "files cannot be read",
    "FROM 'https://example.org/x.parquet'": "files cannot be read",
    'FROM "w.duckdb"': "files cannot be read",
    "FROM query('SELECT 1')": "query is not for queries",
    "FROM query_table('report')": "query_table is not for queries",
    "FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))": "is not for queries",
    "FROM enable_logging('QueryLog', storage = 'file', storage_path = '{folder}/logs')": "enable_logging is not",
    'FROM system.main."ENABLE_logging"()': "enable_logging is not",
    "FROM enable_profiling(format = 'json', save_location = '{folder}/profile.json')": "enable_profiling is not",
    "FROM checkpoint()": "checkpoint is not",
    "FROM duckdb_extensions()": "duckdb_extensions is not",
    "FROM duckdb_secrets()": "duckdb_secrets is not",
    "SELECT (SELECT count(*) FROM read_text('x'))": "read_text is not",
    "SELECT 1 WHERE EXISTS (FROM read_text('x'))": "read_text is not",
    "SELECT 1 ORDER BY (SELECT 1 FROM read_text('x'))": "read_text is not",
    "SELECT 1 LIMIT (SELECT 1 FROM read_text('x'))": "read_text is not",
    "WITH t AS MATERIALIZED (FROM read_text('x')) FROM t": "read_text is not",
    "FROM range(3), LATERAL (FROM read_text('x'))": "read_text is not",
    "SUMMARIZE (FROM read_text('x'))": "read_text is not",
    "DESCRIBE FROM read_text('x')": "read_text is not",
    "PIVOT (FROM read_text('x')) ON size IN (1) USING count(*)": "read_text is not",
    "UNPIVOT (FROM read_text('x')) ON size": "read_text is not",
    "PIVOT report ON edition USING count(*)": "PIVOT must say which values",
    "SELECT getenv('HOME')": "getenv is not for queries",
    "SELECT write_log('x')": "write_log is not for queries",
    "SELECT nextval('x')": "nextval is not for queries",
    "SELECT list_transform([1], lambda x: write_log('x'))": "write_log is not for queries",
    "FROM arrow_scan(1, 2, 3)": "arrow_scan is not",
    "SELECT INTERVAL 1 DAY AS day": "day is an INTERVAL",
    "": "one statement",
    "-- nothing": "one statement",
    "SELEC 1": "syntax error",
    "SELECT nothing FROM report": "nothing",
    "SELECT 'x'::INTEGER FROM report": "Could not convert",
}


@pytest.mark.parametrize("sql", REFUSED)
def test_refused_in_one_line_and_nothing_happens(sql: str, loaded: Path) -> None:
    before = {path: path.read_bytes() for path in loaded.parent.iterdir() if path.is_file()}
    with pytest.raises(QueryError) as caught:
        run_query(loaded, sql.format(folder=loaded.parent, file=loaded))
    assert REFUSED[sql] in str(caught.value)
    assert "\n" not in str(caught.value)
    assert {path: path.read_bytes() for path in loaded.parent.iterdir() if path.is_file()} == before


def test_nobody_can_open_a_second_warehouse_through_the_first(loaded: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    other.write_bytes(loaded.read_bytes())
    for sql in (f"FROM '{other}'", f"FROM read_duckdb('{other}', table_name = 'report')", "FROM other.report"):
        with pytest.raises(QueryError):
            run_query(loaded, sql)


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT 1 AS a, 2 AS a, 3 AS a", [(1, 2, 3)]),
        ("SELECT 'a' AS \"b;c\" -- x; y", [("a",)]),
        ("PIVOT report ON edition IN ('2019', '2021') USING count(*) GROUP BY report_year", [(2021, 0, 1)]),
        ("SELECT count(*) FROM range(50000)", [(50000,)]),
        ("SELECT DISTINCT state FROM cell", [("reported",)]),
        ("FROM report WHERE false", []),
        ("WITH RECURSIVE t AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM t WHERE a < 3) FROM t", [(1,), (2,), (3,)]),
        ("SELECT count(*) > 10 FROM duckdb_columns() WHERE comment IS NOT NULL", [(True,)]),
    ],
)
def test_queries_that_only_read(sql: str, rows: list[tuple[object, ...]], loaded: Path) -> None:
    assert run_query(loaded, sql).rows() == rows


def test_all_rows_come_in_order_over_many_chunks(loaded: Path) -> None:
    found = run_query(loaded, "SELECT i FROM range(100000) AS t(i)")
    assert found["i"].to_list() == list(range(100_000))
