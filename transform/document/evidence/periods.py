"""A statistics period that is not the calendar year: the year stays the title's, and what its numbers cover is told."""

import polars as pl

from transform.dates import YEAR
from transform.document.head import opening_of
from transform.lexicon import any_of

#: The source that such a period is among the hints.
OTHER_PERIOD = "other_period"
_TOLD = {"doc": pl.UInt32, "source": pl.String, "text": pl.String, "line_no": pl.Int32, "verdict": pl.String}
#: A month and perhaps its day.
_DAY = r"[0-9]{1,2}月(?:[0-9]{1,2}[日号])?"
#: From a day to a day: `2022年1月1日至10月31日`, `2021年7月至2022年6月`.
_SPAN = rf"{YEAR}年{_DAY}[^0-9二。;；]{{1,4}}(?:{YEAR}年)?{_DAY}"


def other_periods(
    found: pl.DataFrame, lines: pl.DataFrame, headings: pl.DataFrame, words: dict[str, list[str]]
) -> pl.DataFrame:
    """The first period that a document says its statistics are of, where it is another one than a calendar year.

    Args:
        found: doc, period_year (null where no calendar year is printed).
        lines: as from `transform.lines.lines_of`.
        headings: as from `transform.prose.sections.section_headings`.
        words: the words of `document.csv`.

    Returns:
        doc, source, text (the period as printed), line_no, verdict (`contradicts`); one row a document.
    """
    told = any_of(words["statistics_period"])
    of_none = lines.join(found.filter(pl.col("period_year").is_null()), on="doc", how="semi", maintain_order="left")
    opening = opening_of(of_none, headings, told=told)
    if opening.is_empty():
        return pl.DataFrame(schema=_TOLD)
    return (
        opening.with_columns(text=pl.col("text").str.extract(rf"{told}[^0-9二。;；]{{0,12}}({_SPAN})", 1))
        .filter(pl.col("text").is_not_null())
        .unique("doc", keep="first", maintain_order=True)
        .select("doc", source=pl.lit(OTHER_PERIOD), text="text", line_no="line_no", verdict=pl.lit("contradicts"))
    )
