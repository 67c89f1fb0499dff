"""Runs of printed values to rows of the form."""
