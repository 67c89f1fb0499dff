"""Every folder `<view>/<case>` here: input rows in `<table>.csv`, the view's rows in `expect.csv`.

`expect.csv` has the columns that matter; `only.sql`, where there is one, says which rows of the view do.
"""

import csv
import re
from pathlib import Path

import duckdb
import polars as pl
import pytest

from load.scripts import SQL_FOLDER, TABLES, read_scripts
from tests.sql.cases import fill_case, read_rows, reads_kept

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/expect.csv"))


def compare(connection: duckdb.DuckDBPyConnection, view: str, folder: Path) -> None:
    only = folder / "only.sql"
    condition = only.read_text(encoding="utf-8") if only.exists() else "true"
    expected = pl.read_csv(folder / "expect.csv", infer_schema=False)
    connection.register("expected_text", expected)
    columns = ", ".join(expected.columns)
    connection.execute(f"CREATE TABLE expected AS SELECT {columns} FROM {view} LIMIT 0")
    connection.execute("INSERT INTO expected SELECT * FROM expected_text")
    got = connection.execute(f"SELECT {columns} FROM {view} WHERE {condition} ORDER BY ALL").fetchall()
    assert got == connection.execute("FROM expected ORDER BY ALL").fetchall()


@pytest.mark.parametrize("folder", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_view_gives_expected_rows(folder: Path, empty: duckdb.DuckDBPyConnection) -> None:
    tables = {path.stem: read_rows(path) for path in folder.glob("*.csv") if path.stem != "expect"}
    fill_case(empty, tables, refreshed=reads_kept(folder.parent.name))
    compare(empty, folder.parent.name, folder)


def test_every_view_has_a_case() -> None:
    assert {script.name for script in read_scripts("views")} == {path.parent.name for path in CASES}


#: What every view says of an agency; where `kind` is another thing, that of the agency is `agency_kind`.
OF_AGENCY = ("agency_name", "province", "prefecture", "county", "level", "kind", "function_code")
OTHER_KIND = {"anomaly", "fees", "law_enforcement"}


def test_every_view_of_agencies_says_who_they_are(empty: duckdb.DuckDBPyConnection) -> None:
    columns = dict(
        empty.execute(
            "SELECT table_name, list(column_name) FROM duckdb_columns() JOIN duckdb_views() ON view_name = table_name "
            "WHERE NOT duckdb_views.internal GROUP BY table_name"
        ).fetchall()
    )
    of_agencies = {view: names for view, names in columns.items() if "agency_id" in names}
    assert {"fact", "cell", "agency_group", "agency_undecided", "current_claim", "unreported"} <= of_agencies.keys()
    for view, names in of_agencies.items():
        asked = {"agency_kind" if view in OTHER_KIND and name == "kind" else name for name in OF_AGENCY}
        assert asked - set(names) == set(), view


def test_every_column_has_a_comment(empty: duckdb.DuckDBPyConnection) -> None:
    bare = empty.execute(
        "SELECT table_name, column_name FROM duckdb_columns() "
        "WHERE NOT internal AND comment IS NULL AND schema_name = 'main'"
    ).fetchall()
    assert bare == []


def test_a_shared_meaning_is_told_once() -> None:
    with (SQL_FOLDER / "columns.csv").open(encoding="utf-8", newline="") as file:
        shared = {row["column"]: row["meaning"] for row in csv.DictReader(file)}
    for script in read_scripts(*TABLES, "views"):
        for column, meaning in re.findall(
            r"^COMMENT ON COLUMN \w+\.(\w+) IS '((?:[^']|'')*)';", script.sql, re.MULTILINE
        ):
            assert meaning.replace("''", "'") != shared.get(column), f"{script.name}.{column}: it stands in columns.csv"


@pytest.mark.parametrize("kind", ["views", "macros", "kept", "checks"])
def test_depends_names_what_is_read(kind: str) -> None:
    for script in read_scripts(kind):
        code = "\n".join(line for line in script.sql.splitlines() if not line.strip().startswith("--"))
        own = set(re.findall(r"(\w+) AS (?:(?:NOT )?MATERIALIZED )?\(\n", code))
        read = set(re.findall(r"\b(?:FROM|JOIN) ([a-z_]+)\b", code)) - own
        assert read == set(script.depends), script.name
