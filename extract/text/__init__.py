"""Bytes of text and pages of HTML to lines."""
