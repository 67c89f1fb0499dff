"""Deciding: what a person says of a document or a cell, as a line of the folder of decisions."""
