"""Parquet batches into DuckDB, kept tables, checks, publish: whatever writes a warehouse."""
