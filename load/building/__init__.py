"""The next version, built where nobody reads it: facts, kept tables, checks."""
