"""Whether a document is a report, who speaks in it, on which year, and when it was published."""
