"""What is measured and how it is weighed: the tables of `data/metrics`, which a user may edit."""

from pathlib import Path

import duckdb
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


def fill_metrics(connection: duckdb.DuckDBPyConnection, folder: Path = METRICS_FOLDER) -> None:
    """Replace the tables of measures, rates, thresholds and weights by the files in `folder`."""
    for table, name in _FILES.items():
        connection.register("metric_rows", pl.read_csv(folder / name, infer_schema=False))
        connection.execute(f"DELETE FROM {table}")
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM metric_rows")
        connection.unregister("metric_rows")
