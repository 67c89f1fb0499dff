"""The same charts for Datasette, over a copy in SQLite."""
