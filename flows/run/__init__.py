"""One run: sources to batches to the published warehouse, with or without Prefect."""
