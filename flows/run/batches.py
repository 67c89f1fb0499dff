"""A batch on disk: its documents in one Parquet file, then its tables in a folder, both named by their content.

So a batch can be read anywhere (a thread, another process, a Prefect task, another machine), and a finished one is
found again after a crash: a folder with the digests of its files in it, so that one that a power cut left torn is not
taken for a whole one.
"""

import hashlib
import os
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.exceptions import PanicException

from extract.decisions.erasing import parsed, without
from extract.decisions.shape import DECIDED, IS_REPORT
from extract.formats import may_hold_scans
from extract.lists.manifest import MANIFEST
from extract.pages import page_texts
from extract.scan.extra import has_scans
from extract.shapes import DOCUMENT
from load.run import WHOLE_TEXT
from transform.batch import read_batch
from transform.document.evidence.decided import NO_REPORT
from transform.document.parts.split import TooManyPartsError
from transform.prose.claims import TooManyClaimsError, check_places
from transform.shapes import PARSER_VERSION

#: In a finished folder: the digest of each file, one a line.
SEAL = "whole.txt"
#: A text of more bytes than a report has by itself is looked at before all of the batch is read.
_LONG = 16 * 1024
Tables = dict[str, pl.DataFrame]


@dataclass(frozen=True)
class StoredBatch:
    """A batch on disk, named by its content.

    Attributes:
        documents: a Parquet file of its documents; gone once they are read.
        folder: where its tables are or will be, a Parquet file each, named as in `transform.shapes.TABLES`.
        size: how many documents it holds.
    """

    documents: Path
    folder: Path
    size: int


def store_documents(documents: pl.DataFrame, work: Path) -> StoredBatch:
    """Write a batch's documents, named by their content, unless it is finished already.

    Args:
        documents: as `extract.shapes.DOCUMENT`; with a further column `told` (`load.hints.told.TOLD`) where manifests
            name them, and `decided` where people decided something of them. All of these are part of the content.
        work: the folder to write into.
    """
    key = hashlib.sha256(PARSER_VERSION.encode())
    for column in ("source_uri", "sha256", "decoded_by", "reason"):
        key.update("\n".join(documents[column].fill_null("").to_list()).encode())
    hints = [
        name for name in ("url", "names", "told", "decided") if name in documents.columns and documents[name].count()
    ]
    key.update(documents.select(hints).write_json().encode() if hints else b"")
    name = key.hexdigest()[:24]
    batch = StoredBatch(work / f"{name}.documents.parquet", work / name, documents.height)
    if not is_whole(batch.folder):
        shutil.rmtree(batch.folder, ignore_errors=True)
        partial = batch.documents.with_suffix(".partial")
        documents.write_parquet(partial, compression="lz4", statistics=False)
        partial.replace(batch.documents)
    return batch


def scans_in(batch: StoredBatch) -> int:
    """How many documents of a stored batch may have to be read from pictures; none of one that is read already."""
    if not (has_scans() and batch.documents.exists()):
        return 0
    return sum(map(may_hold_scans, pl.read_parquet(batch.documents, columns=["data"])["data"].drop_nulls()))


def is_unfinished(work: Path) -> bool:
    """Whether a run ended while it read a batch here, maybe because of it."""
    return any(work.glob("*.documents.parquet"))


def is_whole(folder: Path) -> bool:
    """Whether a folder is a finished batch, each file as it was written."""
    try:
        seal = (folder / SEAL).read_text(encoding="ascii")
        return bool(seal) and seal == _digests(folder)
    except (OSError, ValueError):
        return False


def read_stored_batch(batch: StoredBatch) -> Path:
    """Read one stored batch into its folder, unless that is there: then the batch is finished. The folder."""
    if not batch.folder.exists():
        write_tables(read_safely(pl.read_parquet(batch.documents)), batch.folder)
    batch.documents.unlink(missing_ok=True)
    return batch.folder


def read_safely(documents: pl.DataFrame) -> Tables:
    """Read documents; one that the reader fails on is refused (`reader_failed`, `too_large`), and the others are read.

    Raises:
        OSError, MemoryError: not the document's fault.
    """
    try:
        # Before too: what was decided of a text while it still had what prints nothing.
        asked = _without_erased(documents, documents).select(DOCUMENT.names())
        pages = _without_erased(page_texts(asked), documents)
        check_places(pages["text"].filter(pages["text"].str.len_bytes() > _LONG))
        return _with_whole_texts(
            read_batch(pages, manifest=_manifest_rows(documents), decided=_decided_rows(documents)), pages
        )
    except (OSError, MemoryError):
        raise
    except (Exception, PanicException) as error:
        if documents.height == 1:
            failed = refused(documents, *_fault(error))
            pages = failed.select(DOCUMENT.names())
            return _with_whole_texts(read_batch(pages), pages)
    half = documents.height // 2
    return joined([read_safely(documents[:half]), read_safely(documents[half:])])


def _fault(error: BaseException) -> tuple[str, str]:
    """Why a document is refused that the reader fails on: the reason, and the same in words."""
    if isinstance(error, TooManyClaimsError | TooManyPartsError):
        return "too_large", str(error)
    detail = (str(error).strip().splitlines() or [""])[0]
    return "reader_failed", f"{type(error).__name__}: {detail}"[:500]


def refused(documents: pl.DataFrame, reason: str, detail: str) -> pl.DataFrame:
    """The documents as ones that were refused."""
    none = pl.lit(None, pl.String)
    return documents.with_columns(text=none, decoded_by=none, reason=pl.lit(reason), detail=pl.lit(detail))


def joined(parts: list[Tables]) -> Tables:
    """The tables of several parts of a batch as one batch's."""
    return {name: pl.concat([part[name] for part in parts]) for name in parts[0]}


def read_tables(folder: Path) -> Tables:
    """The tables of a finished batch."""
    return {path.stem: pl.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}


def write_tables(tables: Tables, folder: Path) -> None:
    """Write a batch's tables under a name of this thread's own, then give them the batch's name in one step."""
    partial = folder.with_name(f"{folder.name}.{os.getpid()}.{threading.get_ident()}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name, table in tables.items():
        table.write_parquet(partial / f"{name}.parquet", compression="lz4", statistics=False)
    seal(partial)
    try:
        partial.replace(folder)
    except OSError:
        if not folder.exists():
            raise
        shutil.rmtree(partial, ignore_errors=True)  # another process was as far


def seal(folder: Path) -> None:
    """Say in a folder of Parquet files that it is whole, which `is_whole` asks."""
    (folder / SEAL).write_text(_digests(folder), encoding="ascii")


def _manifest_rows(documents: pl.DataFrame) -> pl.DataFrame:
    """What manifests say of some documents, as `MANIFEST`."""
    if "told" not in documents.columns:
        return MANIFEST.to_frame()
    rows = documents.select("source_uri", "told").drop_nulls().explode("told").unnest("told")
    return rows.select(MANIFEST.names()).cast(MANIFEST).unique(maintain_order=True)


def _decided_rows(documents: pl.DataFrame) -> pl.DataFrame | None:
    """What is decided of the reports in some documents, as `DECIDED`; None for nothing."""
    if "decided" not in documents.columns or not documents["decided"].count():
        return None
    rows = documents.select("source_uri", "decided").drop_nulls().explode("decided").unnest("decided")
    part = pl.when(pl.col("part") > 1).then(pl.format("#part={}", "part")).otherwise(pl.lit(""))
    value, kind = pl.col("value"), pl.col("kind")
    return (
        rows.group_by(source_uri=pl.col("source_uri") + part, maintain_order=True)
        .agg(
            decided_agency=value.filter(kind == "agency").first(),
            decided_year=value.filter(kind == "year").first(),
            decided_report=(value.filter(kind == "document") == IS_REPORT[0]).first(),
            decided_by=pl.format("{} ({})", "decision_id", "who").filter(kind == "document").first(),
        )
        .select(DECIDED.names())
        .cast(DECIDED)
    )


def _without_erased(pages: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The documents' texts without what people decided to be erased from them."""
    if "decided" not in documents.columns or not documents["decided"].count():
        return pages
    asked = documents.select("sha256", "decided").drop_nulls().explode("decided").unnest("decided")
    places = dict(asked.filter(kind="erase").unique(["sha256", "value"]).group_by("sha256").agg("value").iter_rows())
    if not places:
        return pages
    texts = [
        without(text, [place for value in sorted(places[sha256]) for place in parsed(value)], sha256)
        if text is not None and sha256 in places
        else text
        for sha256, text in pages.select("sha256", "text").iter_rows()
    ]
    return pages.with_columns(text=pl.Series(texts, dtype=pl.String))


def _with_whole_texts(tables: Tables, documents: pl.DataFrame) -> Tables:
    """The tables of a batch with one more: whole texts of documents of several reports, or of none by decision."""
    parts = pl.concat([tables[name].select("sha256") for name in ("report", "rejected")]).drop_nulls()
    undecided = tables["rejected"].filter(pl.col("reason") == NO_REPORT).select("sha256").drop_nulls()
    several = pl.concat([parts.filter(pl.col("sha256").is_duplicated()), undecided]).unique()
    read_from = pl.col("read_from").fill_null("text")
    whole = documents.select("sha256", "decoded_by", read_from, "text", "grids", "merged")
    return {**tables, WHOLE_TEXT: whole.join(several, on="sha256", how="semi").drop_nulls("text")}


def _digests(folder: Path) -> str:
    """What a folder's Parquet files hold."""
    files = sorted(folder.glob("*.parquet"))
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()} {path.name}\n" for path in files)
