"""The crawler's manifest: what it recorded of each document, as CSV or Parquet."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from extract.decode import decode
from extract.raw import Raw, printable

MANIFEST = pl.Schema(
    {
        "source_uri": pl.String,
        "manifest_agency": pl.String,
        "manifest_year": pl.Int16,
        "manifest_published": pl.Date,
        "manifest_url": pl.String,
    }
)
"""One row a document that the manifest names; null where it says nothing."""

_COLUMNS = ("uri", "agency", "report_year", "published_date", "url")
_YEAR = re.compile(r"(20\d\d)(?:\.0|年度?)?")
_DATE = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日|[ T].*)?")

Row = tuple[str | None, int | None, date | None, str | None]


class ManifestError(Exception):
    """The manifest cannot be used; nothing was read with it."""


@dataclass
class Manifest:
    """The rows of a manifest, and which of them met a document.

    Attributes:
        rows: key (`uri`, or `url` where a row has no uri) -> agency, report year, published date, url.
        roots: folders that a relative uri may start from.
        met: keys that named a document of this run.
    """

    rows: dict[str, Row]
    roots: tuple[str, ...]
    met: set[str] = field(default_factory=set)

    def find(self, source_uri: str) -> Row | None:
        """The row that names a document: by its source_uri, by its path from a root, or by its name in an archive."""
        for name in self._names(source_uri):
            if name in self.rows:
                self.met.add(name)
                return self.rows[name]
        return None

    def watch(self, raws: Iterable[Raw]) -> Iterator[Raw]:
        """The same documents; notes which rows they meet, also of those that are known already."""
        for raw in raws:
            self.find(raw.uri)
            yield raw

    def of(self, source_uris: Iterable[str]) -> pl.DataFrame:
        """What it says of some documents: `MANIFEST`, each uri once."""
        found = ((uri, self.find(uri)) for uri in dict.fromkeys(source_uris))
        return pl.DataFrame([(uri, *row) for uri, row in found if row], schema=MANIFEST, orient="row")

    def unmet(self) -> list[str]:
        """Keys of rows that named no document."""
        return [key for key in self.rows if key not in self.met]

    def _names(self, source_uri: str) -> Iterator[str]:
        yield source_uri
        yield from (source_uri[len(root) :] for root in self.roots if source_uri.startswith(root))
        _, archive, member = source_uri.partition("!/")
        if archive:
            yield member


def read_manifest(path: Path, folders: Sequence[str] = ()) -> Manifest:
    """Read a manifest.

    Args:
        path: a `.parquet` file, or CSV in UTF-8 or GB18030 with a head line; columns `uri`, `agency`, `report_year`,
            `published_date`, `url`, of which `uri` or `url` must be there; others are ignored.
        folders: the folders that are read; a relative `uri` may start from one of them, or from the manifest's own.

    Raises:
        ManifestError: it cannot be read, has no such column, an unreadable year or date, or two rows for a document.
    """
    frame = _frame(path)
    if not {"uri", "url"} & set(frame.columns) or len(set(_COLUMNS) & set(frame.columns)) < 2:
        raise ManifestError(f"{path}: no column uri or url beside {', '.join(_COLUMNS[1:4])}: {frame.columns}")
    rows: dict[str, Row] = {}
    for number, given in enumerate(frame.iter_rows(named=True), start=2):
        told = {name: (given.get(name) or "").strip() or None for name in _COLUMNS}
        key = (told["uri"] or told["url"] or "").removeprefix("./")
        if not key:
            raise ManifestError(f"{path}: row {number} names no document")
        row = (told["agency"], _year(told, path, number), _date(told, path, number), told["url"])
        if rows.setdefault(key, row) != row:
            raise ManifestError(f"{path}: row {number} contradicts an earlier row for {key}")
    roots = {os.path.abspath(folder) for folder in [*folders, str(path.parent)]}  # noqa: PTH100  (links stay as given)
    return Manifest(rows, tuple(printable(root).rstrip("/") + "/" for root in sorted(roots, key=len, reverse=True)))


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
