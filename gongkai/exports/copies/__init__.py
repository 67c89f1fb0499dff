"""A warehouse's tables in another database, replaced whole each time: SQLite, PostgreSQL."""
