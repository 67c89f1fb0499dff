"""What crawlers and authors do to a report, each by its name."""
