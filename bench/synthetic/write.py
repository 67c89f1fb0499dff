"""Reports as files in folders, with their truth beside them as Parquet."""

from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from shutil import rmtree

import polars as pl

from bench.synthetic.edition import load_editions
from bench.synthetic.generate import Settings, make_report
from bench.synthetic.report import SyntheticReport

#: Reports in each folder; also what one process makes at a time.
PER_FOLDER = 1000

#: Under the folder, until all is made: the parts of its tables, and what was asked for.
PARTS = ".parts"

_SCALE = 10_000
_ASKED = "asked.txt"
_TABLES = ("truth", "reports", "claims")
_REPORTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "name": pl.String,
    "path": pl.String,
    "agency_name": pl.String,
    "region_code": pl.String,
    "report_year": pl.Int16,
    "edition": pl.String,
    "signed_date": pl.Date,
    "published_date": pl.Date,
    "layout": pl.String,
    "garbles": pl.List(pl.String),
    "mistakes": pl.List(pl.String),
}


def write_reports(settings: Settings, count: int, folder: Path, jobs: int) -> None:
    """Write `count` reports under `folder` with `truth.parquet`, `reports.parquet` and `claims.parquet`.

    Stopped and started again with the same settings, it goes on: a thousand that is through is not made again.

    Args:
        settings: what all reports share.
        count: how many reports.
        folder: where; each thousand in a folder of its own.
        jobs: processes to use.
    """
    parts = folder / PARTS
    asked = f"{settings} {count}"
    if _asked_before(parts) != asked:
        rmtree(parts, ignore_errors=True)
        parts.mkdir(parents=True)
        (parts / _ASKED).write_text(asked, encoding="utf-8")
    starts = range(0, count, PER_FOLDER)
    if jobs == 1 or len(starts) == 1:
        for start in starts:
            _write_folder(settings, start, count, folder)
    else:
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            list(pool.map(_write_folder, repeat(settings), starts, repeat(count), repeat(folder)))
    for table in _TABLES:
        files = sorted(parts.glob(f"{table}-*.parquet"))
        pl.concat([pl.scan_parquet(file) for file in files]).sink_parquet(folder / f"{table}.parquet")
    rmtree(parts)


def _asked_before(parts: Path) -> str | None:
    """What a call that was stopped had been asked for; None for no such call."""
    try:
        return (parts / _ASKED).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def _write_folder(settings: Settings, start: int, count: int, folder: Path) -> None:
    """The reports of one folder, and their part of each table."""
    subfolder = f"{start // PER_FOLDER:04d}"
    files = [folder / PARTS / f"{table}-{subfolder}.parquet" for table in _TABLES]
    if all(file.exists() for file in files):
        return
    (folder / subfolder).mkdir(exist_ok=True)
    reports = [make_report(settings, index) for index in range(start, min(start + PER_FOLDER, count))]
    for report in reports:
        (folder / subfolder / report.name).write_bytes(report.text.encode())
    frames = (truth_frame(reports), reports_frame(reports, subfolder), claims_frame(reports))
    for file, frame in zip(files, frames, strict=True):
        partial = file.with_suffix(".partial")
        frame.write_parquet(partial)
        partial.replace(file)


def truth_frame(reports: list[SyntheticReport]) -> pl.DataFrame:
    """One row a cell: name, form, row_code, column_code, value, printed."""
    keys = [
        frame.with_columns(edition=pl.lit(name))
        for name, edition in load_editions().items()
        for frame in [pl.DataFrame(edition.keys, ["form", "row_code", "column_code"], orient="row")]
    ]
    values = pl.DataFrame(
        {
            "name": [report.name for report in reports],
            "edition": [report.edition for report in reports],
            "scaled": [[int(value * _SCALE) for value in report.cells.values()] for report in reports],
            "printed": [[key in report.printed for key in report.cells] for report in reports],
        }
    )
    codes = pl.concat(keys).group_by("edition").agg(pl.all())
    return (
        values.join(codes, on="edition", maintain_order="left")
        .explode("form", "row_code", "column_code", "scaled", "printed")
        .with_columns(value=pl.col("scaled").cast(pl.Decimal(22, 4)) / pl.lit(_SCALE).cast(pl.Decimal(18, 4)))
        .select("name", "form", "row_code", "column_code", pl.col("value").cast(pl.Decimal(18, 4)), "printed")
    )


def reports_frame(reports: list[SyntheticReport], subfolder: str) -> pl.DataFrame:
    """One row a report: whose it is, and what was done to it."""
    columns = [column for column in _REPORTS if column != "path"]
    rows = [
        {"path": f"{subfolder}/{report.name}", **{column: getattr(report, column) for column in columns}}
        for report in reports
    ]
    return pl.DataFrame(rows, schema=_REPORTS)


def claims_frame(reports: list[SyntheticReport]) -> pl.DataFrame:
    """One row a number claimed in prose."""
    rows = [(report.name, topic, value, unit) for report in reports for topic, value, unit in report.claims]
    names, topics, values, units = zip(*rows, strict=True)
    columns = {"name": names, "topic": topics, "value": [str(value) for value in values], "unit": units}
    return pl.DataFrame(columns).with_columns(pl.col("value").cast(pl.Decimal(18, 4)))
