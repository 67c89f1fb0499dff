"""The dashboard for Superset, in Chinese and English: what Superset imports, written from the queries for BI tools."""
