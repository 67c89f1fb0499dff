"""Bytes of documents to text; knows no form."""
