"""The dashboard: a marimo app (`app.py`) whose pages are plain functions, and its server.

The address in the browser (`#/league?year=2022&region=51`) is all the state there is, so that every view is a link.
"""
