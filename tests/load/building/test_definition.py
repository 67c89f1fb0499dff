"""Views, comments and the forms' rows are made once, and anew where somebody or another gongkai left others."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from load.building.definition import is_outdated
from load.scripts import read_scripts
from tests.altered import alter
from tests.load.batches import document
from tests.load.conftest import Load
from transform.forms import load_forms

#: What another program may do to a file that is then put in place.
DAMAGE = (
    "DROP VIEW completeness",
    "CREATE OR REPLACE VIEW timeliness AS SELECT 1 AS days_late",
    "CREATE VIEW theirs AS FROM report",
    "CREATE SCHEMA theirs; CREATE VIEW theirs.cell AS FROM main.report",
    "COMMENT ON VIEW league IS 'theirs'",
    "COMMENT ON COLUMN league.rate IS 'theirs'",
    "UPDATE metric_threshold SET value = 0.5 WHERE name = 'min_coverage'",
    "DELETE FROM form_identity WHERE check_code = 'applicants_sum'",
    "DROP TABLE kept_measure",
    "DROP TABLE refreshed_by",
    "DELETE FROM refreshed_by",
    "UPDATE refreshed_by SET fingerprint = 'of an older gongkai'",
)
VIEWS = "SELECT view_name, sql, comment FROM duckdb_views() WHERE NOT internal AND view_name <> 'theirs' ORDER BY ALL"
COLUMNS = "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"


def contents(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """The views, the comments, and all rows that do not tell of runs and times."""
    names = [script.name for script in read_scripts("reference", "kept", "views")]
    with duckdb.connect(str(file), read_only=True) as connection:
        asked = {"the views": VIEWS, "the columns": COLUMNS, **{name: f"FROM {name} ORDER BY ALL" for name in names}}
        return {name: connection.execute(sql).fetchall() for name, sql in asked.items()}


@pytest.fixture(scope="module")
def opened(one_document: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(shutil.copy(one_document, tmp_path_factory.mktemp("opened") / "w.duckdb")) as connection:
        yield connection


def test_what_was_published_is_as_this_gongkai_makes_it(opened: duckdb.DuckDBPyConnection) -> None:
    assert not is_outdated(opened, load_forms())


@pytest.mark.parametrize("statements", DAMAGE)
def test_whatever_was_done_to_it_is_seen(opened: duckdb.DuckDBPyConnection, statements: str) -> None:
    with opened.cursor() as connection:
        connection.begin()
        connection.execute(statements)
        assert is_outdated(connection, load_forms())
        connection.rollback()


def test_other_forms_are_seen(opened: duckdb.DuckDBPyConnection) -> None:
    forms = load_forms()
    fewer = type(forms)(**{**vars(forms), "identities": forms.identities.head(3)})
    assert is_outdated(opened, fewer)


def test_a_damaged_warehouse_is_made_whole_without_a_new_document(loaded: Path, load: Load, file: Path) -> None:
    before = contents(loaded)
    alter(file, *DAMAGE[:9], "DROP MACRO TABLE cell_as_of")
    result = load()
    assert (result.published, result.redefined, result.loaded) == (True, True, 0)
    assert contents(file) == before
    again = load([document("y", agency="b")])
    assert (again.published, again.redefined) == (True, False)


@pytest.mark.usefixtures("first_night")
def test_nights_leave_what_stands(load: Load, file: Path) -> None:
    before = contents(file)
    for name in "bc":
        assert not load([document(name, agency=name)]).redefined
    after = contents(file)
    assert (after["the views"], after["the columns"]) == (before["the views"], before["the columns"])
    alter(file, "DROP MACRO TABLE cell_as_of")
    assert not load([document("d", agency="d")]).redefined
    with duckdb.connect(str(file), read_only=True) as connection:
        assert len(connection.execute("FROM cell_as_of(NULL)").fetchall()) == 4 * 200
