"""A batch on disk: its documents in one Parquet file, then its tables in a folder, both named by their content.

So a batch can be read anywhere (a thread, another process, a Prefect task, another machine), and a finished one is
found again after a crash.
"""

import hashlib
import shutil
from pathlib import Path

import polars as pl

from extract.documents import DOCUMENT
from extract.manifest import MANIFEST
from extract.pages import page_texts
from transform.batch import read_batch
from transform.shapes import PARSER_VERSION

_TOLD = [name for name in MANIFEST if name != "source_uri"]


def store_documents(documents: pl.DataFrame, work: Path, manifest: pl.DataFrame | None = None) -> tuple[Path, Path]:
    """Write a batch's documents, named by their content; the file, and the folder that its tables will have.

    Args:
        documents: as `extract.documents.DOCUMENT`.
        work: the folder to write into.
        manifest: what the manifest says of them, as `extract.manifest.MANIFEST`; part of the content.
    """
    told = MANIFEST.to_frame() if manifest is None else manifest
    documents = documents.join(told, on="source_uri", how="left", maintain_order="left")
    key = hashlib.sha256(PARSER_VERSION.encode())
    for column in ("source_uri", "sha256", "reason"):
        key.update("\n".join(documents[column].fill_null("").to_list()).encode())
    if told.height:
        key.update(told.write_csv().encode())
    name = key.hexdigest()[:24]
    path = work / f"{name}.documents.parquet"
    if not path.exists():
        partial = path.with_suffix(".partial")
        documents.write_parquet(partial, compression="lz4", statistics=False)
        partial.replace(path)
    return path, work / name


def read_stored_batch(documents: Path, folder: Path) -> Path:
    """Read one stored batch into a folder of Parquet files; a folder that is there already is a finished batch.

    Args:
        documents: a Parquet file of documents, as `store_documents` writes it.
        folder: where the tables go, one file each, named as in `transform.shapes.TABLES`.
    """
    if folder.exists():
        return folder
    stored = pl.read_parquet(documents)
    told = stored.filter(pl.any_horizontal(pl.col(_TOLD).is_not_null())).select(MANIFEST.names()).unique("source_uri")
    tables = read_batch(page_texts(stored.select(DOCUMENT.names())), manifest=told)
    partial = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name, table in tables.items():
        table.write_parquet(partial / f"{name}.parquet", compression="lz4", statistics=False)
    partial.replace(folder)
    documents.unlink(missing_ok=True)
    return folder
