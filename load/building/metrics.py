"""What is measured and how it is weighed: the tables of `data/metrics`, which a user may edit."""

from pathlib import Path

import polars as pl

from extract.shipped import shipped

METRICS_FOLDER = shipped("data", "metrics")
#: Table -> the file that fills it; the columns have the same names.
_FILES = {
    "metric_measure": "measures.csv",
    "metric_rate": "rates.csv",
    "metric_threshold": "thresholds.csv",
    "scorecard_weight": "scorecard_weights.csv",
}


def metric_tables(folder: Path = METRICS_FOLDER) -> dict[str, pl.DataFrame]:
    """The tables of measures, rates, thresholds and weights: name -> its rows, all text, from the files in `folder`."""
    return {table: pl.read_csv(folder / name, infer_schema=False) for table, name in _FILES.items()}
