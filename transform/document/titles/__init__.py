"""Titles of reports, and the names of agencies in a document's lines."""
