"""Bytes of documents to lines of text and grids of cells; knows no form."""
