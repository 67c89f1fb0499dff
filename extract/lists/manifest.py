"""The crawler's manifest: what it recorded of each document, as CSV or Parquet; each row is looked at by itself."""

import csv
import os
import re
from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import polars as pl

from extract.errors import UnusableArgumentsError
from extract.lists.by_hand import LineError, by_column
from extract.raw import printable
from extract.sources.globs import fixed_folder, has_magic
from extract.sources.source import kind_of
from extract.text.decode import decode

MANIFEST = pl.Schema(
    {
        "source_uri": pl.String,
        "manifest_agency": pl.String,
        "manifest_year": pl.Int16,
        "manifest_published": pl.Date,
        "manifest_url": pl.String,
    }
)
"""What manifests say of some documents: a row for each different thing that is said of one; null where it says nothing.
"""

MANIFEST_ROW = pl.Schema(
    {
        "key": pl.String,
        "root": pl.String,
        "agency": pl.String,
        "report_year": pl.Int16,
        "published_date": pl.Date,
        "url": pl.String,
    }
)
"""One row of a manifest as given, for each folder that it may start from.

`key` is its `uri`, or its `url` where it has no uri: the `source_uri` of a document, its address, its path from `root`
(which ends in `/`) or its name in an archive below `root`. `root` is empty where the key is absolute.
"""

_Row = tuple[str | None, int | None, date | None, str | None]
_COLUMNS = ("uri", "agency", "report_year", "published_date", "url")
_YEAR = re.compile(r"(20\d\d)(?:\.0|年度?)?")
_DATE = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日|[ T].*)?")


class ManifestError(UnusableArgumentsError):
    """The manifest cannot be used at all; nothing was read with it."""


class Manifest(NamedTuple):
    """What a file holds: `rows` as `MANIFEST_ROW`, and what is wrong with the others: line number, why."""

    rows: pl.DataFrame
    problems: list[tuple[int, str]]


def read_manifest(path: Path, paths: Sequence[str] = ()) -> Manifest:
    """Read a manifest.

    Args:
        path: a `.parquet` file, or CSV in UTF-8 or GB18030 with a head line; columns `uri`, `agency`, `report_year`,
            `published_date`, `url`, of which `uri` or `url` must be there; others are ignored.
        paths: what is read; a relative `uri` may start from one of these folders, or from the manifest's own.

    Returns:
        Its rows without repetitions, several of a document that it says different things of; and the rows that are
        none: of one that has an unreadable year nothing else is believed either.

    Raises:
        ManifestError: it cannot be read, has no such column, or none but rows that are none.
    """
    columns, given = _table(path)
    if not {"uri", "url"} & set(columns) or len(set(_COLUMNS) & set(columns)) < 2:
        raise ManifestError(f"{path}: no column uri or url beside {', '.join(_COLUMNS[1:4])}: {columns}")
    rows: dict[tuple[str, *_Row], None] = {}
    problems: list[tuple[int, str]] = []
    for number, fields in given:
        try:
            rows[_row(columns, fields)] = None
        except LineError as error:
            problems.append((number, str(error)))
    if problems and not rows:
        raise ManifestError(f"{path}: no row can be used: line {problems[0][0]}: {problems[0][1]}")
    names = [name for name in MANIFEST_ROW if name != "root"]
    schema = {name: MANIFEST_ROW[name] for name in names}
    found = pl.DataFrame(list(rows), schema=schema, orient="row")
    absolute = pl.col("key").str.contains(r"^(/|[A-Za-z][A-Za-z0-9+.-]*://)")
    roots = pl.DataFrame({"root": _roots(path, paths)})
    rooted = found.filter(~absolute).join(roots, how="cross")
    everywhere = found.filter(absolute).with_columns(root=pl.lit(""))
    return Manifest(pl.concat([everywhere, rooted]).select(MANIFEST_ROW.names()), problems)


def _row(columns: list[str], fields: list[str]) -> tuple[str, *_Row]:
    """The key of one row and what it says.

    Raises:
        LineError: it is none.
    """
    given = by_column(columns, fields)
    told = {name: given.get(name, "").strip() or None for name in _COLUMNS}
    key = (told["uri"] or told["url"] or "").removeprefix("./")
    if not key:
        raise LineError("it names no document")
    return key, told["agency"], _year(told["report_year"]), _date(told["published_date"]), told["url"]


def _roots(path: Path, paths: Sequence[str]) -> list[str]:
    """The folders that a relative key may start from."""
    given = [it if "://" in it else os.path.abspath(it) for it in [*paths, str(path.parent)]]  # noqa: PTH100  (links stay as given)
    folders = [fixed_folder(it) if has_magic(it) and not os.path.lexists(it) else it for it in given]
    folders = [it for it in folders if kind_of(it) != "document" or not os.path.isfile(it)]  # noqa: PTH113
    roots = {f"{printable(it).rstrip('/')}/": os.path.isfile(it) for it in folders}  # noqa: PTH113
    # What a key may mean in an archive it may mean from every folder around the archive too.
    return sorted(
        root
        for root, is_file in roots.items()
        if not (is_file and any(root.startswith(it) for it in roots if it != root))
    )


def _table(path: Path) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The names of the columns, and each row with the number of its line."""
    try:
        if path.suffix.lower() == ".parquet":
            frame = pl.read_parquet(path).cast(pl.String)
            return frame.columns, enumerate(map(list, frame.fill_null("").iter_rows()), start=1)
        text, *_, detail = decode(path.read_bytes())
    except (OSError, pl.exceptions.PolarsError) as error:
        raise ManifestError(f"{path} cannot be read: {str(error).splitlines()[0]}") from error
    if not text:
        raise ManifestError(f"{path} cannot be read: {detail or 'it is empty'}")
    lines = _lines(text.lstrip("\ufeff"), path)
    _, head = next(lines, (0, []))
    return [name.strip() for name in head], lines


def _lines(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row of a CSV file with the number of the line in which it ends; empty lines are none."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                yield reader.line_num, fields
    except csv.Error as error:
        raise ManifestError(f"{path} cannot be read: line {reader.line_num}: {error}") from error


def _year(printed: str | None) -> int | None:
    if printed is None:
        return None
    if not (match := _YEAR.fullmatch(printed)):
        raise LineError(f"report_year {printed[:20]!r} is no year")
    return int(match[1])


def _date(printed: str | None) -> date | None:
    if printed is None:
        return None
    match = _DATE.fullmatch(printed)
    try:
        return date(*map(int, match.groups())) if match else date.fromisoformat(printed)
    except ValueError as error:
        raise LineError(f"published_date {printed[:20]!r} is no date") from error
