"""Parquet batches into DuckDB, views, checks, publish; the only place that knows DuckDB."""
