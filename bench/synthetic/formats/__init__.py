"""Synthetic reports in the formats that offices publish: PDF, Word, tables."""
