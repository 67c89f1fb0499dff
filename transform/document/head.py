"""The lines of a document that tell of it: its head, its opening (the head and section 一), its end."""

import polars as pl

from transform.lexicon import any_of
from transform.prose.sections import tidy

#: Lines of a document that can hold its title and header block (blank ones counted), and its signature (not counted).
HEAD_LINES, TAIL_LINES = 150, 12
#: So many characters of a line are looked at in the head; a page on one endless line has all in it.
LINE, LONG_LINE = 400, 3000
#: A longer line may be a whole page.
LONG = 80
#: Stands between the fields of a header block's line, which bars, tabs and wide spaces keep apart.
FIELD = "¦"
BARS = r"[\t|｜│┃║]"
_BETWEEN, _APART = rf"{BARS}|\s{{2,}}|　", rf"{BARS}|\s+"
#: The licence of a page (京ICP备) begins with its province.
_LICENCE = r"\p{Han}ICP"
_TEXTS = pl.Schema({"doc": pl.UInt32, "line_no": pl.Int32, "text": pl.String})


def head_of(lines: pl.DataFrame, headings: pl.DataFrame) -> pl.DataFrame:
    """The tidy lines before the first section, and what they are in it.

    Returns:
        doc, line_no, text, raw (the line as it came), long (more of it, where it may be a whole page), cut (into
        cells), before, before2 (the lines above), at.
    """
    first = headings.group_by("doc").agg(stop=pl.col("line_no").min())
    return (
        _until(lines, first)
        .select(
            "doc",
            "line_no",
            text=tidy(pl.col("line").str.slice(0, LINE)),
            raw=pl.col("line").str.slice(0, LINE),
            long=pl.when(pl.col("line").str.len_chars() > LONG).then(pl.col("line").str.slice(0, 2 * LINE)),
            cut=pl.col("line").str.strip_chars().str.contains("\t", literal=True),
        )
        .with_columns(before=_line_above(), before2=_line_above(2))
        .with_row_index("at")
    )


def opening_of(lines: pl.DataFrame, headings: pl.DataFrame, *, told: str = "") -> pl.DataFrame:
    """The tidy lines before the second section, so with the prose of the first: doc, line_no, text.

    With `told` only the lines that this pattern fits as they are printed.
    """
    if lines.is_empty():
        return _TEXTS.to_frame()
    second = (
        headings.join(headings.group_by("doc").agg(first=pl.col("line_no").min()), on="doc")
        .filter(pl.col("line_no") > pl.col("first"))
        .group_by("doc")
        .agg(stop=pl.col("line_no").min())
    )
    opening = _until(lines, second)
    opening = opening.filter(pl.col("line").str.contains(told)) if told else opening
    return opening.select("doc", "line_no", text=tidy(pl.col("line").str.slice(0, LONG_LINE)))


def with_fields(head: pl.DataFrame) -> pl.DataFrame:
    """Lines of a head with `fields` (the text with `FIELD` between its fields) and `spaced` (at every space)."""
    return head.with_columns(
        fields=tidy(pl.col("raw").str.replace_all(_BETWEEN, FIELD)),
        spaced=tidy(pl.col("raw").str.replace_all(_APART, FIELD)),
    )


def beyond_of(lines: pl.DataFrame, opening: pl.DataFrame) -> pl.DataFrame:
    """The tidy lines below the opening: doc, line_no, text."""
    if lines.is_empty():
        return _TEXTS.to_frame()
    last = opening.group_by("doc").agg(last=pl.col("line_no").max())
    return (
        lines.join(last, on="doc", how="left", maintain_order="left")
        .filter(pl.col("line_no") > pl.col("last").fill_null(0))
        .select("doc", "line_no", text=tidy(pl.col("line").str.slice(0, LINE)))
    )


def tail_of(lines: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """The tidy last lines, without those of the page's foot: doc, line_no, text, before."""
    footer = any_of(words["page_foot"])
    # Of a batch in order, a line is among the last of its document when the document has ended so many lines on.
    last = lines.filter((pl.col("doc") != pl.col("doc").shift(-TAIL_LINES)).fill_null(True))
    return (
        last.select("doc", "line_no", text=_ends(last["line"], footer, any_of(words["none"])))
        .filter(~pl.col("text").str.contains(footer) | pl.col("text").str.contains("。"))
        .with_columns(before=_line_above())
    )


def _ends(lines: pl.Series, footer: str, none: str) -> pl.Series:
    """The text of lines; of an endless one what stands behind the end of its prose and before the page's foot.

    Prose ends in a full stop, or in a word that says that there is none.
    """
    line, is_long = pl.col("line"), pl.col("line").str.len_chars() > LINE
    frame = lines.alias("line").to_frame().with_columns(text=tidy(pl.when(~is_long).then(line.str.slice(0, 200))))
    if frame["text"].null_count():
        end = pl.when(pl.col("text").is_null()).then(line).str.slice(-LINE)
        end = tidy(end.str.replace(rf"^.*(?:。|\s{none}\s)", ""))
        end = end.str.replace(rf"\W*(?:{_LICENCE}|{footer}).*$", "").str.slice(-LONG)
        frame = frame.with_columns(text=pl.coalesce("text", end))
    return frame["text"]


def _until(lines: pl.DataFrame, stops: pl.DataFrame) -> pl.DataFrame:
    """The lines of a document's beginning, before its line `stop` (doc, stop) where it has one."""
    return (
        lines.filter(pl.col("line_no") <= HEAD_LINES)
        .join(stops, on="doc", how="left", maintain_order="left")
        .filter(pl.col("stop").is_null() | (pl.col("line_no") < pl.col("stop")))
    )


def _line_above(steps: int = 1) -> pl.Expr:
    """The text of the line above in the same document, of lines in order."""
    return pl.when(pl.col("doc") == pl.col("doc").shift(steps)).then(pl.col("text").shift(steps))
