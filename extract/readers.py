"""Sources to raw documents: each kind of file by its reader, archives and tables member by member."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from extract.containers.tars import read_tar
from extract.containers.wrapped import read_wrapped, refuse_packed
from extract.containers.zips import read_zip
from extract.lists.csvs import read_csv
from extract.lists.json_lines import read_jsonl
from extract.lists.json_lists import read_json
from extract.lists.parquet import read_parquet
from extract.raw import Columns, Limits, Raw
from extract.sources.files import hash_file, read_file
from extract.sources.objects import fetched, is_object
from extract.sources.source import Source


def _read_warc(source: Source, limits: Limits) -> Iterator[Raw]:
    from extract.containers.warc import read_warc  # noqa: PLC0415 (warcio imports a file system for the cloud)

    return read_warc(source, limits)


_READERS = {
    "zip": read_zip,
    "tar": read_tar,
    "warc": _read_warc,
    "mhtml": read_wrapped,
    "gzip": read_wrapped,
    "packed": refuse_packed,
}
_NOTHING_HELD = "no document in it; hidden files and what a crawl records of itself are none"
_TABLES = {"jsonl": read_jsonl, "json": read_json, "csv": read_csv, "parquet": read_parquet}


def read_raw(sources: Iterable[Source], limits: Limits | None = None, columns: Columns | None = None) -> Iterator[Raw]:
    """Reads sources one after the other, archives and tables member by member.

    Args:
        sources: Files, as `find_sources` gives them.
        limits: How much of each is read; the defaults when None.
        columns: Those of tables that a person named.

    Yields:
        Each document, read or refused; of a file that holds none, its refusal (`empty`). Never raises for what is in a
        file.

    Raises:
        StoreError, UnusableArgumentsError: an object store does not answer, or refuses.
    """
    limits, columns = limits or Limits(), columns or Columns()
    for remote, several in groupby(sources, is_object):
        if not remote:
            yield from _read_files(several, limits, columns)
            continue
        for it in fetched(several, limits):
            yield from (it,) if isinstance(it, Raw) else _read_files((it,), limits, columns)


def _read_files(sources: Iterable[Source], limits: Limits, columns: Columns) -> Iterator[Raw]:
    """Reads files of this machine."""
    for source in sources:
        if source.kind == "document":
            yield read_file(source, limits)
            continue
        held = _read_held(source, limits, columns)
        first = next(held, None)
        yield first or Raw(source.uri, None, "empty", _NOTHING_HELD, hash_file(source.path, limits))
        yield from held


def _read_held(source: Source, limits: Limits, columns: Columns) -> Iterator[Raw]:
    """Reads a file that holds documents."""
    if source.kind in _TABLES:
        return _TABLES[source.kind](source, limits, columns)
    return _READERS[source.kind](source, limits)
