"""The roster: which agencies must report, from which year to which, as CSV; each line is looked at by itself."""

import csv
import re
from pathlib import Path
from typing import NamedTuple

import polars as pl

from extract.errors import UnusableArgumentsError
from extract.lists.by_hand import LineError, by_column, fields_of, text_of

#: The columns of a roster; others are left alone.
COLUMNS = ("agency", "from", "to")
#: One line of a roster: the first and the last year to report on; null where the line leaves it open.
ROSTER_LINE = pl.Schema({"line": pl.Int32, "agency": pl.String, "first_year": pl.Int16, "last_year": pl.Int16})

_YEAR = re.compile(r"(20\d\d)(?:\.0|年度?)?")
#: No report is older than the Regulations of 2008.
_FIRST = 2008
_LONGEST = 200


class RosterError(UnusableArgumentsError):
    """The roster cannot be used at all; nothing was read with it."""


class Roster(NamedTuple):
    """What a file holds: `lines` as `ROSTER_LINE`, and what is wrong with the others: line number, why."""

    lines: pl.DataFrame
    problems: list[tuple[int, str]]


def read_roster(path: Path) -> Roster:
    """Read a roster.

    Args:
        path: CSV in UTF-8 or GB18030 with a head line: `agency` (a name as printed, or an agency_id), `from` and `to`,
            the first and the last report year; `to` may be empty (still), and so may `from`.

    Raises:
        RosterError: it cannot be read, or its head lacks a column.
    """
    text = _text(path)
    head, *lines = text.removeprefix("\ufeff").splitlines() or [""]
    columns = [name.strip() for name in next(csv.reader([head]), [])]
    if lacking := [name for name in COLUMNS if columns.count(name) != 1]:
        raise RosterError(f"{path}: the head must name each of {', '.join(COLUMNS)} once; it does not {lacking[0]}")
    rows: list[tuple[int, str, int | None, int | None]] = []
    problems: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=2):
        if not line.strip(" ,\t"):
            continue
        try:
            rows.append((number, *_row(columns, line)))
        except LineError as error:
            problems.append((number, str(error)))
    return Roster(pl.DataFrame(rows, schema=ROSTER_LINE, orient="row"), problems)


def _text(path: Path) -> str:
    """The file's text."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RosterError(f"{path} cannot be read: {error.strerror}") from error
    text = text_of(data)
    if text is None:
        raise RosterError(f"{path} is neither UTF-8 nor GB18030")
    return text


def _row(columns: list[str], line: str) -> tuple[str, int | None, int | None]:
    """Agency, first and last year of one line."""
    told = by_column(columns, fields_of(line))
    agency = told["agency"]
    if not agency or len(agency) > _LONGEST or not agency.isprintable():
        raise LineError("agency is empty" if not agency else f"agency {agency[:40]!a} is no name")
    first, last = (_year(told[name], name) for name in ("from", "to"))
    if first is not None and last is not None and first > last:
        raise LineError(f"from {first} is after to {last}")
    return agency, first, last


def _year(text: str, name: str) -> int | None:
    """A year; None where there is none."""
    if not text:
        return None
    match = _YEAR.fullmatch(text)
    if not match or int(match[1]) < _FIRST:
        raise LineError(f"{name} {text[:20]!r} is no report year, such as 2021")
    return int(match[1])
