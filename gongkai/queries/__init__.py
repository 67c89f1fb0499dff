"""Read-only queries on a published warehouse, safe to take from anybody."""
