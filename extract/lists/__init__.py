"""Tables whose rows are documents (CSV, JSON, Parquet), and the crawler's manifest."""
