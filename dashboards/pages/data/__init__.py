"""The data page: any published view, a row of it by itself, and a query of one's own."""
