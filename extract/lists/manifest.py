"""The crawler's manifest: what it recorded of each document, as CSV or Parquet."""

import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from extract.errors import UnusableArgumentsError
from extract.raw import printable
from extract.sources.arguments import kind_of
from extract.sources.globs import fixed_folder, has_magic
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
    """The manifest cannot be used; nothing was read with it."""


def read_manifest(path: Path, paths: Sequence[str] = ()) -> pl.DataFrame:
    """Read a manifest.

    Args:
        path: a `.parquet` file, or CSV in UTF-8 or GB18030 with a head line; columns `uri`, `agency`, `report_year`,
            `published_date`, `url`, of which `uri` or `url` must be there; others are ignored.
        paths: what is read; a relative `uri` may start from one of these folders, or from the manifest's own.

    Returns:
        Its rows, as `MANIFEST_ROW`, without repetitions.

    Raises:
        ManifestError: it cannot be read, has no such column, an unreadable year or date, or two rows for a document.
    """
    frame = _frame(path)
    if not {"uri", "url"} & set(frame.columns) or len(set(_COLUMNS) & set(frame.columns)) < 2:
        raise ManifestError(f"{path}: no column uri or url beside {', '.join(_COLUMNS[1:4])}: {frame.columns}")
    rows: dict[str, _Row] = {}
    for number, given in enumerate(frame.iter_rows(named=True), start=2):
        told = {name: (given.get(name) or "").strip() or None for name in _COLUMNS}
        key = (told["uri"] or told["url"] or "").removeprefix("./")
        if not key:
            raise ManifestError(f"{path}: row {number} names no document")
        row = (told["agency"], _year(told, path, number), _date(told, path, number), told["url"])
        if rows.setdefault(key, row) != row:
            raise ManifestError(f"{path}: row {number} contradicts an earlier row for {key}")
    names = [name for name in MANIFEST_ROW if name != "root"]
    schema = {name: MANIFEST_ROW[name] for name in names}
    found = pl.DataFrame([(key, *row) for key, row in rows.items()], schema=schema, orient="row")
    absolute = pl.col("key").str.contains(r"^(/|[A-Za-z][A-Za-z0-9+.-]*://)")
    roots = pl.DataFrame({"root": _roots(path, paths)})
    rooted = found.filter(~absolute).join(roots, how="cross")
    return pl.concat([found.filter(absolute).with_columns(root=pl.lit("")), rooted]).select(MANIFEST_ROW.names())


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


def _frame(path: Path) -> pl.DataFrame:
    """The file as text columns."""
    try:
        if path.suffix.lower() == ".parquet":
            return pl.read_parquet(path).cast(pl.String)
        text, *_, detail = decode(path.read_bytes())
        if text is None:
            raise ManifestError(f"{path} cannot be read: {detail}")
        return pl.read_csv(text.lstrip("\ufeff").encode(), infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise ManifestError(f"{path} cannot be read: {str(error).splitlines()[0]}") from error


def _year(told: dict[str, str | None], path: Path, number: int) -> int | None:
    printed = told["report_year"]
    if printed is None:
        return None
    if not (match := _YEAR.fullmatch(printed)):
        raise ManifestError(f"{path}: row {number}: report_year {printed!r} is no year")
    return int(match[1])


def _date(told: dict[str, str | None], path: Path, number: int) -> date | None:
    printed = told["published_date"]
    if printed is None:
        return None
    match = _DATE.fullmatch(printed)
    try:
        return date(*map(int, match.groups())) if match else date.fromisoformat(printed)
    except ValueError as error:
        raise ManifestError(f"{path}: row {number}: published_date {printed!r} is no date") from error
