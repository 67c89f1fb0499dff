"""The sentences of a report's prose, each with the fingerprints of its phrases.

A phrase is what stands between two marks of punctuation, at least `SHORTEST` characters as they are compared
(`transform.characters`). Its fingerprint says which phrase it is and how long: two texts share a phrase where they
share a fingerprint. Fingerprints are Karp and Rabin's (1987), the same on every machine and in every version.
"""

import numpy as np
import numpy.typing as npt
import polars as pl
from polars._typing import ArrowArrayExportable, PolarsDataType

from transform.characters import (
    GOES_ON,
    LINE_END,
    LINE_STOP,
    SECTION_STOPS,
    SENTENCE_END,
    STOPS,
    codes_of,
    compared_text,
)
from transform.prose.phrases import SHORTEST, Phrases, phrases_in
from transform.prose.sections import HEADING

#: Sections that are compared: the ones of prose.
SECTIONS = ("overview", "problems", "other")
#: The section whose sentences are also read.
_READ = "problems"
#: A line of fewer characters is not broken by its width: its sentence ends with it.
_FULL_LINE = 16
_ENDS_SENTENCE = r"[。；;！!？?：:…]$"
_BEGINS_ANEW = (
    r"^[\s*#]*(?:[一二三四五六七八九十]{1,3}[、是.]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．]|[①-⑳])"
)

Ints = npt.NDArray[np.int64]

_SENTENCE: dict[str, PolarsDataType] = {
    "doc": pl.UInt32,
    "section": pl.String,
    "line_no": pl.Int32,  # where it starts, from 1
    "start_at": pl.Int32,  # characters of that line before it
    "length": pl.Int32,  # characters, also of further lines it is broken over, without the breaks
    "sentence": pl.String,  # as printed, without the breaks; of section `problems` only
    "phrases": pl.List(pl.UInt64),  # fingerprints in order; empty where all its phrases are short
}
#: One sentence of the compared sections.
SENTENCE = pl.Schema(_SENTENCE)


def sentences_of(lines: pl.DataFrame, headings: pl.DataFrame) -> pl.DataFrame:
    """The sentences of the compared sections.

    Args:
        lines: doc UInt32, line_no Int32, line String, in order, as from `transform.lines.lines_of`.
        headings: doc, section, line_no, as from `transform.prose.sections.section_headings`.

    Returns:
        `SENTENCE`, in order of reading.
    """
    rows = _section_rows(lines, headings)
    if rows.is_empty():
        return SENTENCE.to_frame()
    text = _joined_text(rows)
    phrases = phrases_in(*compared_text(codes_of(text)))
    return _sentences(text, rows, phrases)


def _section_rows(lines: pl.DataFrame, headings: pl.DataFrame) -> pl.DataFrame:
    """The lines of the compared sections: doc, section, line_no, line, and how each ends (`stop`)."""
    keys = _keys(lines["doc"].to_numpy(), lines["line_no"].to_numpy())
    begun = headings.sort("doc", "line_no")
    document = begun["doc"].to_numpy()
    starts = np.searchsorted(keys, _keys(document, begun["line_no"].to_numpy()))
    ends = np.searchsorted(keys, _keys(document + 1, 0))
    follows = np.flatnonzero(document[1:] == document[:-1])
    ends[follows] = starts[follows + 1]
    spread = (
        begun.select("section", start=pl.Series(starts, dtype=pl.UInt32), end=pl.Series(ends, dtype=pl.UInt32))
        .filter(pl.col("section").is_in(SECTIONS))
        .with_columns(row=pl.int_ranges("start", "end", dtype=pl.UInt32))
        .explode("row", empty_as_null=False)
    )
    rows = pl.concat([spread, lines.select(pl.all().gather(spread["row"]))], how="horizontal")
    return rows.with_columns(stop=_stops()).select("doc", "section", "line_no", "line", "stop")


def _keys(doc: npt.NDArray[np.uint32], line_no: npt.NDArray[np.int32] | int) -> Ints:
    """One number for a document and line that sorts as both."""
    return (doc.astype(np.int64) << 32) + line_no


def _stops() -> pl.Expr:
    """What ends each line: a section, a sentence, or nothing but the page's width."""
    line, start = pl.col("line"), pl.col("start")
    ends = line.str.strip_chars_end().str.contains(_ENDS_SENTENCE) | (line.str.len_bytes() < 3 * _FULL_LINE)
    heading = (start != start.shift(1)).fill_null(True) & (line.str.len_bytes() < 3 * HEADING)
    anew = line.str.contains(_BEGINS_ANEW).shift(-1)
    last = (start != start.shift(-1)).fill_null(True)
    return (
        pl.when(last)
        .then(pl.lit(SECTION_STOPS))
        .when(ends | anew | heading)
        .then(pl.lit(STOPS))
        .otherwise(pl.lit(GOES_ON))
    )


def _joined_text(rows: pl.DataFrame) -> str:
    """All lines with what ends them, as one text."""
    line = pl.col("line").str.replace_all(f"[{STOPS}{SECTION_STOPS}]", " ")
    return str(rows.select(pl.concat_str(line, "stop").str.join("")).item())


def _sentences(text: str, rows: pl.DataFrame, phrases: Phrases) -> pl.DataFrame:
    """The sentences of a joined text, where they stand; those without a compared character are left out."""
    opening, closing = _spans(phrases)
    starts, ends = _places(phrases, opening, closing)
    kinds = phrases.kinds
    breaks = np.flatnonzero((kinds == LINE_END) | (kinds >= LINE_STOP))
    row = np.searchsorted(breaks, starts)
    begins = np.append(0, breaks + 1)[row]
    broken = np.searchsorted(breaks, ends) - row
    found = rows.select(pl.col("doc", "section", "line_no").gather(row))
    read = found["section"] == _READ
    texts = [_without_breaks(text[s:e]) for s, e in zip(starts[read], ends[read], strict=True)]
    return found.with_columns(
        start_at=pl.Series(starts - begins, dtype=pl.Int32),
        length=pl.Series(ends - starts - broken, dtype=pl.Int32),
        sentence=_in_places(read, texts),
        phrases=_lists(phrases, opening),
    )


def _spans(phrases: Phrases) -> tuple[Ints, Ints]:
    """First and last phrase of each sentence that has a compared character."""
    closing = np.flatnonzero(phrases.kinds[phrases.ends] >= SENTENCE_END)
    opening = np.append(0, closing[:-1] + 1)
    some = np.add.reduceat(phrases.lengths, opening) > 0
    return opening[some], closing[some]


def _places(phrases: Phrases, opening: Ints, closing: Ints) -> tuple[Ints, Ints]:
    """Where each sentence starts and ends in the text: without white space before, with its mark behind."""
    kinds = phrases.kinds
    starts = np.append(0, phrases.ends + 1)[opening]
    while (blank := kinds[starts] <= LINE_END).any():
        starts += blank
    ends = phrases.ends[closing]
    return starts, ends + (kinds[ends] == SENTENCE_END)


def _lists(phrases: Phrases, opening: Ints) -> pl.Series:
    """The fingerprints of each sentence's phrases that have one."""
    import pyarrow as pa  # noqa: PLC0415 (a tenth of a second of a reader's start)

    long = phrases.lengths >= SHORTEST
    before = np.append(0, np.cumsum(long))
    # Sentences that were left out have no phrases: each list goes on to where the next begins.
    offsets = np.append(before[opening], before[-1])
    lists = pa.LargeListArray.from_arrays(pa.array(offsets), pa.array(phrases.prints[long]))
    return pl.Series(_Exported(lists))


class _Exported:
    """An array of Arrow, handed over without pyarrow.compute, which polars loads for those it knows to be pyarrow's."""

    def __init__(self, array: ArrowArrayExportable) -> None:
        self.array = array

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        return self.array.__arrow_c_array__(requested_schema)


def _in_places(read: pl.Series, texts: list[str]) -> pl.Series:
    """`texts` in the places where `read` is true, null elsewhere."""
    place = pl.DataFrame({"read": read}).select(pl.when("read").then(pl.col("read").cum_sum() - 1))
    return pl.Series(texts, dtype=pl.String).gather(place.to_series())


def _without_breaks(text: str) -> str:
    """A sentence without the breaks of its lines."""
    return text.replace(GOES_ON, "").strip()
