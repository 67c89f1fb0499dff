"""The evidence sheet of one number: what it is, where it is printed, and how to verify it, on one page."""
