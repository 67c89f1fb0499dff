"""A loaded warehouse, as the tests of `load` make it."""

from tests.load.conftest import file, load, loaded, one_document

__all__ = ["file", "load", "loaded", "one_document"]
