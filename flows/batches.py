"""A batch on disk: its documents in one Parquet file, then its tables in a folder, both named by their content.

So a batch can be read anywhere (a thread, another process, a Prefect task, another machine), and a finished one is
found again after a crash.
"""

import hashlib
import shutil
from pathlib import Path

import polars as pl

from extract.pages import page_texts
from transform.batch import read_batch
from transform.shapes import PARSER_VERSION


def store_documents(documents: pl.DataFrame, work: Path) -> tuple[Path, Path]:
    """Write a batch's documents, named by their content; the file, and the folder that its tables will have."""
    key = hashlib.sha256(PARSER_VERSION.encode())
    for column in ("source_uri", "sha256", "reason"):
        key.update("\n".join(documents[column].fill_null("").to_list()).encode())
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
        documents: a Parquet file of documents, as `extract.documents.DOCUMENT`.
        folder: where the tables go, one file each, named as in `transform.shapes.TABLES`.
    """
    if folder.exists():
        return folder
    tables = read_batch(page_texts(pl.read_parquet(documents)))
    partial = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name, table in tables.items():
        table.write_parquet(partial / f"{name}.parquet", compression="lz4", statistics=False)
    partial.replace(folder)
    documents.unlink(missing_ok=True)
    return folder
