"""The dashboard: pages that are plain functions, and the server that answers their addresses.

The address in the browser (`/league?year=2022&region=51`) is all the state there is, so that every view is a link.
"""
