"""What a scheduled run does when it is through: the tables copied into other databases, each copy a recorded task."""

from collections.abc import Sequence
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from gongkai.exports.copies.postgres import without_password
from gongkai.exports.copies.targets import make_copy
from load.errors import QueryError


@task(name="copy tables", task_run_name="copy tables to {place}", cache_policy=NO_CACHE)
def copy_tables(warehouse: Path, to: str, place: str) -> int:  # noqa: ARG001 (its name)
    """Replace one copy.

    Args:
        warehouse: what was published.
        to: `sqlite:FILE` or `postgresql://...`.
        place: the same as it may be told.

    Returns:
        How many rows were copied.
    """
    return sum(one.rows for one in make_copy(warehouse, to, force=True))


def made_copies(warehouse: Path, copies: Sequence[str]) -> str:
    """Replace every copy, whether or not another fails; what went wrong in a line, else nothing.

    Args:
        warehouse: what was published; where nothing ever was there is nothing to copy.
        copies: where to.
    """
    failed = []
    for to in copies if warehouse.exists() else ():
        state = copy_tables(warehouse, to, without_password(to), return_state=True)
        if state.is_failed():
            try:
                state.result()
            except QueryError as error:
                failed.append(str(error))
    return "; ".join(["the warehouse is as it should be, but not every copy of it", *failed]) if failed else ""
