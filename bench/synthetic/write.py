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

_SCALE = 10_000
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

    Args:
        settings: what all reports share.
        count: how many reports.
        folder: where; each thousand in a folder of its own.
        jobs: processes to use.
    """
    parts = folder / ".parts"
    parts.mkdir(parents=True, exist_ok=True)
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


def _write_folder(settings: Settings, start: int, count: int, folder: Path) -> None:
    """The reports of one folder, and their part of each table."""
    subfolder = f"{start // PER_FOLDER:04d}"
    (folder / subfolder).mkdir(exist_ok=True)
    reports = [make_report(settings, index) for index in range(start, min(start + PER_FOLDER, count))]
    for report in reports:
        (folder / subfolder / report.name).write_bytes(report.text.encode())
    frames = (truth_frame(reports), reports_frame(reports, subfolder), claims_frame(reports))
    for table, frame in zip(_TABLES, frames, strict=True):
        frame.write_parquet(folder / ".parts" / f"{table}-{subfolder}.parquet")


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
