"""A warehouse as files for other programs, and the data dictionary."""
