"""One warehouse for all cases: what a test does to it is rolled back, where making one takes a second."""

from collections.abc import Iterator

import duckdb
import pytest

from tests.sql.cases import empty_warehouse


@pytest.fixture(scope="module")
def made() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = empty_warehouse()
    yield connection
    connection.close()


@pytest.fixture
def empty(made: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty warehouse with its views, for one test."""
    made.begin()
    yield made
    made.rollback()
