"""Many small queries on the thread that asks them."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import polars as pl

P = ParamSpec("P")
T = TypeVar("T")


def on_this_thread(work: Callable[P, T]) -> Callable[P, T]:
    """The function, run as a step of one query of Polars: the queries it asks are then run by its own thread.

    A query by itself is handed over to another thread and waited for, which costs more than most of the 1,400 small
    ones of a batch. What the function raises is raised as it is.
    """

    @wraps(work)
    def inside(*args: P.args, **kwargs: P.kwargs) -> T:
        found: list[T] = []

        def step(nothing: pl.DataFrame) -> pl.DataFrame:
            found.append(work(*args, **kwargs))
            return nothing

        pl.LazyFrame().map_batches(step).collect(engine="streaming")
        return found[0]

    return inside
