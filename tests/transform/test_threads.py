"""Work on the thread that asks for it."""

import threading

import polars as pl
import pytest

from transform.threads import on_this_thread


def test_work_is_done_once_on_the_thread_that_asks_and_its_queries_are_answered() -> None:
    threads = []

    @on_this_thread
    def largest(numbers: list[int], *, least: int) -> int:
        threads.append(threading.get_ident())
        frame = pl.DataFrame({"number": numbers})
        return int(frame.filter(pl.col("number") > least).join(frame, on="number").sort("number")["number"][-1])

    assert largest([1, 3, 2], least=1) == 3
    assert threads == [threading.get_ident()]


@pytest.mark.parametrize("error", [ValueError("no"), MemoryError(), KeyboardInterrupt()])
def test_what_is_raised_is_raised_as_it_is(error: BaseException) -> None:
    @on_this_thread
    def fail() -> None:
        raise error

    with pytest.raises(type(error)) as raised:
        fail()
    assert raised.value is error
