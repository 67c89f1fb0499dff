"""A loaded warehouse, as the tests of `load` make it."""

from tests.load.conftest import file, first_nights, load

__all__ = ["file", "first_nights", "load"]
