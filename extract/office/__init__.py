"""Office files: which kind they are, old ones made new, and sheets."""
