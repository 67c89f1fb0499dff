"""Sections, sentences and phrases of a report's prose, and the problems and claims in it."""
