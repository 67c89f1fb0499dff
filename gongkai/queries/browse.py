"""One page of any view: filtered by its columns, searched, sorted; as SQL that only names what there is."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from load.errors import QueryError

#: What stands for NULL in a filter.
NULL = "—"
_NUMBERS = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*|BOOLEAN")
_NAME = re.compile(r"\w+")


class Wish(NamedTuple):
    """What is asked of a view.

    Attributes:
        view: its name.
        where: column -> the value that it has; `NULL` is none.
        find: words that some column holds.
        sort: a column, with `-` before it the other way round.
        key: the columns that rows differ in, so that pages follow each other.
    """

    view: str
    where: Mapping[str, str]
    find: str | None = None
    sort: str | None = None
    key: tuple[str, ...] = ()


def browsing(wish: Wish, types: Mapping[str, str], limit: int, offset: int = 0) -> str:
    """The query of a wish.

    Args:
        wish: what is asked.
        types: column -> DuckDB's type, of the view.
        limit: how many rows.
        offset: how many before them are left out.

    Raises:
        QueryError: it names a column that the view has not.
    """
    sort = (wish.sort or "").removeprefix("-")
    for column in (*wish.where, *([sort] if sort else [])):
        if column not in types:
            raise QueryError(f"{wish.view} has no column {column}")
    tests = [_test(column, value, types[column]) for column, value in wish.where.items()]
    if wish.find:
        words = _text(wish.find)
        tests.append(f"({' OR '.join(f'contains(lower({_name(it)}::VARCHAR), lower({words}))' for it in types)})")
    condition = f" WHERE {' AND '.join(tests)}" if tests else ""
    backwards = " DESC" if (wish.sort or "").startswith("-") else ""
    orders = [f"{_name(sort)}{backwards} NULLS LAST"] if sort else []
    orders += [_name(it) for it in wish.key if it != sort]
    order = f" ORDER BY {', '.join(orders)}" if orders else ""
    return f"SELECT * FROM {_name(wish.view)}{condition}{order} LIMIT {limit:d} OFFSET {offset:d}"


def _test(column: str, value: str, kind: str) -> str:
    """One column's condition; the value takes the column's type, so that the column itself is compared."""
    if value == NULL:
        return f"{_name(column)} IS NULL"
    if kind == "VARCHAR":
        return f"{_name(column)} = {_text(value)}"
    if _NUMBERS.fullmatch(kind):
        return f"{_name(column)} = TRY_CAST({_text(value)} AS {kind})"
    return f"{_name(column)}::VARCHAR = {_text(value)}"


def _text(value: str) -> str:
    """A value as SQL's text."""
    return "'" + value.replace("\0", "").replace("'", "''") + "'"


def _name(name: str) -> str:
    """A name of the catalogue; none of ours has any other letter."""
    assert _NAME.fullmatch(name)
    return f'"{name}"'
