"""Rows to form rows: a report's runs of values against the known sequence of the form's rows.

The fast way takes every run whose label is known, by joins over the batch. What is left is placed between its certain
neighbours by the fragments of its label, then by position alone where the counts leave one way.
"""

from bisect import bisect_left
from functools import lru_cache

import polars as pl

from transform.forms import Forms
from transform.table.labels.known import known_labels, letters_of_heads, other_labels, row_heads
from transform.table.rows.placing import SLACK, runs_by_fragment, runs_by_position
from transform.table.rows.runs import RUN

#: One run of values with its row of the form.
ALIGNED_RUN = pl.Schema(
    [
        *RUN.items(),
        ("edition", pl.String),  # of its document
        ("number", pl.String),  # of `head`
        ("bare", pl.String),  # `head` as labels are compared
        ("before_bare", pl.String),
        ("row", pl.Int32),  # null where the run is no row of the form
        ("behind", pl.Boolean),  # words stand between the row's label and the run
        # label, fragment, position, section; repeated (a row already taken); numbering (no row)
        ("matched", pl.String),
        ("again", pl.Int32),  # the row that a repeated run prints
        ("places", pl.Int32),  # how many values the row has
    ]
)


def aligned_runs(runs: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Give each run the form's row that it prints.

    Args:
        runs: as from `transform.table.rows.runs.runs_of`, with `edition` String (of its document), and of its labels
            `bare`, `number` (head) and `before_bare` (the label before).
        forms: the forms.

    Returns:
        `ALIGNED_RUN`, in order.
    """
    exact = _by_label(runs, forms)
    exact = _longest_in_order(_first_prints(exact))
    by_print = _longest_in_order(_first_prints(runs_by_fragment(exact, forms)))
    placed = runs_by_position(by_print, forms)
    rows = forms.printed_rows.select("edition", "row", "places")
    return placed.drop("is_column").join(rows, on=["edition", "row"], how="left", maintain_order="left")


def _by_label(runs: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Rows of the runs whose label is exactly one row's."""
    heads, before = _heads(forms)
    found = (
        runs.join(heads, on=["edition", "bare"], how="left", maintain_order="left")
        .join(before, on=["edition", "before_bare"], how="left", maintain_order="left")
        # 总计 and 其他 head a row only with the row's own numbering; bare, or what else heads leave, they are columns.
        .with_columns(
            is_column=pl.col("shared").fill_null(False)
            & (pl.col("number") == pl.col("row_number")).fill_null(False).not_()
            | (
                (pl.col("number").is_null() & pl.col("row").is_null()).fill_null(False)
                & pl.col("bare").str.contains(letters_of_heads(forms)).fill_null(False)
            )
        )
        .with_columns(row=pl.when(~pl.col("is_column")).then(pl.col("row")))
        .drop("shared", "row_number")
    )
    headed = _by_header(_behind_words(found))
    return headed.with_columns(
        matched=pl.when(pl.col("row").is_not_null()).then(pl.lit("label")), again=pl.lit(None, pl.Int32)
    )


@lru_cache(maxsize=4)
def _heads(forms: Forms) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What labels before a run of values tell of its row, each label of an edition once.

    Returns:
        edition, bare (the label just before), row, row_number, shared, wide_row, wide_places; and edition, before_bare
        (the one before that), own, before_row.
    """
    last, before = _wide_headers(forms)
    key = ["edition", "bare"]
    heads = row_heads(forms).join(other_labels(forms), on=key, how="full", coalesce=True)
    return (
        heads.join(last, on=key, how="full", coalesce=True),
        _own_heads(forms).join(before, on=["edition", "before_bare"], how="full", coalesce=True),
    )


@lru_cache(maxsize=4)
def _own_heads(forms: Forms) -> pl.DataFrame:
    """The labels of one row each: edition, before_bare, own."""
    rows = row_heads(forms).select("edition", before_bare="bare", own="row").unique()
    return rows.unique(["edition", "before_bare"], keep="none")


def _behind_words(runs: pl.DataFrame) -> pl.DataFrame:
    """Lines of rows of grids whose first cells print words: their label is the one before, on the same line."""
    cut = pl.col("row").is_null() & pl.col("grid").is_not_null() & (pl.col("before_at") == pl.col("line_no"))
    return (
        runs.with_columns(behind=(cut & ~pl.col("is_column") & pl.col("own").is_not_null()).fill_null(False))
        .with_columns(row=pl.when("behind").then("own").otherwise("row"))
        .drop("own")
    )


@lru_cache(maxsize=4)
def _wide_headers(forms: Forms) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The column labels of rows that print several rows at once, whole and by their endings.

    Returns:
        edition, bare, wide_line, wide_places; and edition, before_bare (an ending), before_line.
    """
    wide = (
        forms.rows.group_by("edition", "form", "printed_row")
        .len()
        .filter(pl.col("len") > 1)
        .join(
            forms.printed_rows,
            left_on=["edition", "form", "printed_row"],
            right_on=["edition", "form", "printed_row"],
        )
        .select("edition", "form", wide_row="row", wide_places="places")
    )
    columns = known_labels(forms).filter(pl.col("kind") == "column").join(wide, on=["edition", "form"])
    last = columns.select("edition", "bare", "wide_row", "wide_places").unique(["edition", "bare"])
    return last, _endings(columns).select("edition", before_bare="ending", before_row="wide_row")


def _by_header(runs: pl.DataFrame) -> pl.DataFrame:
    """Rows that print several rows at once have no label: their last two column headers stand before them.

    Further rows of as many values directly below are prints of it too: nothing says which of them is the form's.
    """
    led = (pl.col("wide_row") == pl.col("before_row")) & (pl.col("values") <= pl.col("wide_places") + SLACK)
    headed = runs.with_columns(row=pl.when(pl.col("row").is_null() & led).then("wide_row").otherwise("row"))
    wide = pl.when(pl.col("row") == pl.col("wide_row"))
    above = [
        pl.when(pl.col("head").is_not_null()).then(wide.then(name).otherwise(-1)).forward_fill().over("doc")
        for name in ("wide_row", "wide_places")
    ]
    below = pl.col("row").is_null() & pl.col("head").is_null() & (above[1] == pl.col("values"))
    return headed.with_columns(row=pl.when(below).then(above[0]).otherwise("row")).drop(
        "wide_row", "wide_places", "before_row"
    )


def _endings(columns: pl.DataFrame) -> pl.DataFrame:
    """Column labels with all their endings of two characters or more: a label broken over lines leaves one."""
    length = pl.col("bare").str.len_chars().cast(pl.Int64)
    return (
        columns.with_columns(tail=pl.int_ranges(2, pl.max_horizontal(length, 2) + 1))
        .explode("tail")
        .with_columns(ending=pl.col("bare").str.tail(pl.col("tail")))
        .unique(["edition", "ending"])
    )


def _first_prints(runs: pl.DataFrame) -> pl.DataFrame:
    """A row is printed once; a second print of it is marked and stands aside."""
    # Document and row as one number, which is faster than two.
    place = pl.col("doc").cast(pl.Int64) * 2**32 + pl.col("row")
    again = pl.col("row").is_not_null() & ~place.is_first_distinct()
    return runs.with_columns(
        matched=pl.when(again).then(pl.lit("repeated")).otherwise(pl.col("matched")),
        again=pl.when(again).then(pl.col("row")).otherwise(pl.col("again")),
        row=pl.when(~again).then(pl.col("row")),
    )


def _longest_in_order(runs: pl.DataFrame) -> pl.DataFrame:
    """Keep of each document's matches the longest sequence in the form's order; the rest is matched no more."""
    known = runs.filter(pl.col("row").is_not_null()).select("run", "doc", "row")
    steps_back = (pl.col("row") < pl.col("row").shift()) & (pl.col("doc") == pl.col("doc").shift())
    astray = known.filter(steps_back.fill_null(False))["doc"].unique()
    if astray.is_empty():
        return runs
    dropped: list[int] = []
    for _, group in known.filter(pl.col("doc").is_in(astray.implode())).group_by("doc", maintain_order=True):
        kept = _longest_rising(group["row"].to_list())
        dropped += [run for i, run in enumerate(group["run"].to_list()) if i not in kept]
    off = pl.col("run").is_in(dropped)
    return runs.with_columns(row=pl.when(~off).then(pl.col("row")), matched=pl.when(~off).then(pl.col("matched")))


def _longest_rising(numbers: list[int]) -> set[int]:
    """Indexes of a longest non-falling subsequence (patience sorting; equal numbers may repeat)."""
    tails: list[int] = []
    tail_at: list[int] = []
    previous: list[int] = []
    for i, number in enumerate(numbers):
        where = bisect_left(tails, number + 1)
        previous.append(tail_at[where - 1] if where else -1)
        tails[where : where + 1] = [number]
        tail_at[where : where + 1] = [i]
    kept, at = set(), tail_at[-1] if tail_at else -1
    while at >= 0:
        kept.add(at)
        at = previous[at]
    return kept
