"""The same reports as files of other formats."""
