"""Runs as Prefect sees them."""
