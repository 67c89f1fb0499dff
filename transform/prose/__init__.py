"""Prose: sections, sentences, phrases, problems and claims."""
