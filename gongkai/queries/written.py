"""Rows to a file as they come, in flat memory: CSV, JSON (an array of objects) or Parquet."""

from collections.abc import Iterable
from typing import BinaryIO, Literal

import polars as pl
import pyarrow.parquet as pq

from gongkai.exports.formulas import RISKY, begin
from gongkai.visible import visible_json

FileForm = Literal["csv", "json", "parquet"]
_TEXTS = (pl.String, pl.Categorical, pl.Enum)


def write_frames(frames: Iterable[pl.DataFrame], output: FileForm, out: BinaryIO) -> None:
    """Write frames of one shape, at least one of them."""
    {"csv": _csv, "json": _json, "parquet": _parquet}[output](frames, out)


def _csv(frames: Iterable[pl.DataFrame], out: BinaryIO) -> None:
    """A header, then the rows, whose text no spreadsheet runs."""
    begin(out)
    for number, frame in enumerate(frames):
        out.write(_guarded(frame).write_csv(include_header=number == 0).encode())


def _guarded(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with an apostrophe before text that is risky."""
    texts = {name: pl.col(name).cast(pl.String) for name, kind in frame.schema.items() if kind in _TEXTS}
    return frame.with_columns(
        pl.when(it.str.contains(RISKY)).then(pl.lit("'") + it).otherwise(it).alias(name) for name, it in texts.items()
    )


def _json(frames: Iterable[pl.DataFrame], out: BinaryIO) -> None:
    """One array with an object a row."""
    between = b"["
    for frame in frames:
        if frame.height:
            out.write(between + visible_json(frame.write_json().strip()[1:-1]).encode())
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
