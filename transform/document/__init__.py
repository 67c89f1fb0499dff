"""What a document is, who speaks in it, on which year and when it was published."""
