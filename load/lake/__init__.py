"""A warehouse as a DuckLake: tables as Parquet files, and a catalog that says which of them count."""
