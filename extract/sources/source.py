"""One file to read, and how it is read: by its suffix."""

from dataclasses import dataclass
from itertools import chain
from typing import Literal

Kind = Literal["document", "zip", "tar", "jsonl", "json", "csv", "parquet", "warc", "mhtml", "gzip", "packed"]

_SUFFIXES: dict[Kind, tuple[str, ...]] = {
    "zip": (".zip",),
    "tar": (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"),
    "jsonl": (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
    "json": (".json", ".json.gz"),
    "csv": (".csv", ".tsv", ".csv.gz", ".tsv.gz"),
    "parquet": (".parquet",),
    "warc": (".warc", ".warc.gz", ".warc.wet", ".warc.wet.gz"),
    "mhtml": (".mht", ".mhtml"),
    "gzip": (".gz",),  # what no kind above claims
    "packed": (".7z", ".rar", ".zst"),
}
_ANY_SUFFIX = tuple(chain.from_iterable(_SUFFIXES.values()))


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read.

    Attributes:
        path: Its absolute path, as the operating system wants it.
        uri: The same for people and tables: always valid Unicode.
        kind: How to read it, from its suffix alone (a .docx is a document, though a zip inside).
    """

    path: str
    uri: str
    kind: Kind = "document"


def kind_of(path: str) -> Kind:
    """Returns how a file is read, from its suffix."""
    name = path.lower()
    if not name.endswith(_ANY_SUFFIX):
        return "document"
    return next(kind for kind, suffixes in _SUFFIXES.items() if name.endswith(suffixes))
