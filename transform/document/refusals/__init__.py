"""Documents that are no reports, and why."""
