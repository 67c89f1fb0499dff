"""Some rows of a frame: those that another frame names, or that are worked out by themselves and put back."""

import polars as pl


def among(frame: pl.DataFrame, keys: pl.DataFrame, on: str | list[str] = "doc") -> pl.DataFrame:
    """The rows whose `on` stands in `keys`, in order. Mostly there is none."""
    if frame.is_empty():
        return frame
    return frame.join(keys, on=on, how="semi", maintain_order="left") if keys.height else frame.clear()


def put_back(frame: pl.DataFrame, where: pl.Series, rows: pl.DataFrame) -> pl.DataFrame:
    """The frame with the values of `rows` in their columns where `where` is true, in order.

    To choose between two columns row by row (`when`) works both out for all rows, and copies every list.
    """
    if rows.is_empty():
        return frame
    places = pl.int_range(frame.height, dtype=pl.UInt32, eager=True)
    places = places.scatter(where.arg_true(), pl.int_range(frame.height, frame.height + rows.height, eager=True))
    return frame.with_columns(pl.concat([frame[name], rows[name]]).gather(places) for name in rows.columns)


def numbered(frame: pl.DataFrame, told: pl.DataFrame, number: str) -> pl.DataFrame:
    """The frame with what is told of each number, null for none: a left join on small numbers, which are places.

    Args:
        frame: with a column of numbers from 0 on, none much larger than there are rows.
        told: the numbers, each once, and what is told of them.
        number: the column.
    """
    size = int(frame.select(pl.col(number).max().fill_null(-1)).item()) + 1
    known = told.filter(pl.col(number) < size)
    places = pl.repeat(None, size, dtype=pl.UInt32, eager=True)
    places = places.scatter(known[number], pl.int_range(known.height, dtype=pl.UInt32, eager=True))
    return frame.hstack(known.drop(number).select(pl.all().gather(places.gather(frame[number]))))
