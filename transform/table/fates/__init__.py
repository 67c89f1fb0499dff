"""What becomes of every printed token of a form: leftovers, strays, rows not read."""
