"""Rows on stdout as they come, in flat memory: a table, CSV, JSON (an array of objects) or Parquet."""

import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import polars as pl
import pyarrow.parquet as pq

from flows.commands.display import show
from flows.commands.options import Format


def print_frames(frames: Iterable[pl.DataFrame], output: Format, limit: int | None = None) -> None:
    """Print frames of one shape, at least one of them, and say on stderr where there are more rows than `limit`."""
    cut = _Cut(frames, limit)
    if output == "table":
        show.frame(pl.concat(cut))
    else:
        write_frames(cut, output, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    if cut.is_short:
        show.more_rows(limit or 0)


def write_frames(frames: Iterable[pl.DataFrame], output: Format, out: BinaryIO) -> None:
    """Write frames of one shape, at least one of them, as CSV, JSON or Parquet."""
    {"csv": _csv, "json": _json, "parquet": _parquet}[output](frames, out)


class _Cut:
    """Frames up to a number of rows; knows afterwards whether there were more."""

    def __init__(self, frames: Iterable[pl.DataFrame], limit: int | None) -> None:
        self.frames, self.limit, self.is_short = frames, limit, False

    def __iter__(self) -> Iterator[pl.DataFrame]:
        left = self.limit
        for frame in self.frames:
            if left is None:
                yield frame
                continue
            yield frame.head(left)
            self.is_short = self.is_short or frame.height > left
            left = max(left - frame.height, 0)


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
