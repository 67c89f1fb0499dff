"""Rows to a file as they come, in flat memory: CSV, JSON (an array of objects) or Parquet."""

from collections.abc import Iterable
from typing import BinaryIO, Literal

import polars as pl
import pyarrow.parquet as pq

FileForm = Literal["csv", "json", "parquet"]


def write_frames(frames: Iterable[pl.DataFrame], output: FileForm, out: BinaryIO) -> None:
    """Write frames of one shape, at least one of them."""
    {"csv": _csv, "json": _json, "parquet": _parquet}[output](frames, out)


def _csv(frames: Iterable[pl.DataFrame], out: BinaryIO) -> None:
    """A header, then the rows."""
    for number, frame in enumerate(frames):
        frame.write_csv(out, include_header=number == 0)


def _json(frames: Iterable[pl.DataFrame], out: BinaryIO) -> None:
    """One array with an object a row."""
    between = b"["
    for frame in frames:
        if frame.height:
            out.write(between + frame.write_json().strip()[1:-1].encode())
            between = b",\n"
    out.write(b"[]\n" if between == b"[" else b"]\n")


def _parquet(frames: Iterable[pl.DataFrame], out: BinaryIO) -> None:
    """One row group a frame."""
    writer = None
    for frame in frames:
        table = frame.to_arrow()
        writer = writer or pq.ParquetWriter(out, table.schema, compression="zstd")
        if frame.height:
            writer.write_table(table)
    if writer:
        writer.close()
