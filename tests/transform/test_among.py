"""Some rows of a frame worked out by themselves, and what is told of numbers."""

import polars as pl
import pytest

from transform.among import numbered, put_back


def test_rows_are_put_back_where_they_were() -> None:
    frame = pl.DataFrame({"at": [1, 2, 3, 4], "note": ["a", "b", "c", None], "options": [[1], None, [2, 3], None]})
    where = pl.Series([False, True, False, True])
    rows = frame.filter(where).select(note=pl.lit("new"), options=pl.concat_list("at"))
    assert put_back(frame, where, rows).rows() == [(1, "a", [1]), (2, "new", [2]), (3, "c", [2, 3]), (4, "new", [4])]


def test_nothing_to_put_back_leaves_the_frame() -> None:
    frame = pl.DataFrame({"at": [1, 2]})
    assert put_back(frame, pl.Series([False, False]), frame.clear()).equals(frame)


@pytest.mark.parametrize("numbers", [[3, 0, 3, 1, None], [None], []])
def test_what_is_told_of_numbers_stands_beside_them_as_after_a_left_join(numbers: list[int | None]) -> None:
    frame = pl.DataFrame({"doc": numbers, "row": range(len(numbers))}, schema={"doc": pl.UInt32, "row": pl.Int64})
    told = pl.DataFrame({"doc": [3, 1, 9], "name": ["three", "one", "nine"]}, schema_overrides={"doc": pl.UInt32})
    joined = frame.join(told, on="doc", how="left", maintain_order="left")
    assert numbered(frame, told, "doc").equals(joined)
