"""Versions, locks and the one atomic replacement."""
