"""Several reports in one document."""
