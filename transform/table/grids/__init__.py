"""Cells whose column is known from where they stand."""
