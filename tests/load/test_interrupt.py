"""Ctrl-C ends a query; what only sounds like it is an error."""

import duckdb
import pytest

from load.interrupt import interruptible


@pytest.mark.parametrize("failed", [duckdb.InterruptException("INTERRUPT Error"), RuntimeError("Query interrupted")])
def test_a_query_that_was_interrupted_is_what_ctrl_c_is(failed: Exception) -> None:
    with duckdb.connect() as connection, pytest.raises(KeyboardInterrupt), interruptible(connection):
        raise failed


def test_a_disk_that_interrupts_a_call_is_an_error_of_its_own() -> None:
    failed = duckdb.IOException("IO Error: could not read the file: Interrupted system call")
    with duckdb.connect() as connection, pytest.raises(duckdb.IOException), interruptible(connection):
        raise failed
