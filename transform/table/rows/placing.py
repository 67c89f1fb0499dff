"""Runs whose label is not exactly a row's, placed between their certain neighbours: by fragments, then by position."""

from functools import lru_cache

import polars as pl

from transform.forms import Forms
from transform.table.labels.known import WEAK, clean_label, known_labels, listed_labels, row_evidence, row_heads

#: A run may have one value more or less than its row and still be that row.
SLACK = 1
#: So many characters of a label are no part of another one.
_OWN = 4
#: A word that joins two labels.
_AND = r"^(\p{Han}{4,})[和及与](\p{Han}{4,})$"


def _with_neighbours(runs: pl.DataFrame) -> pl.DataFrame:
    """Each run with the rows of its certain neighbours: `after` Int32 and `until` Int32, both exclusive."""
    return runs.with_columns(
        after=pl.col("row").forward_fill().over("doc").fill_null(-1),
        until=pl.col("row").backward_fill().over("doc").fill_null(1_000_000),
    )


def _open_runs(runs: pl.DataFrame) -> pl.DataFrame:
    """The runs that still have no row and are no second print, inside or next to a table."""
    return _with_neighbours(runs).filter(
        pl.col("row").is_null() & pl.col("matched").is_null() & pl.col("edition").is_not_null()
    )


def runs_by_fragment(runs: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Place the runs whose label is broken, glued or misprinted, where one row between the neighbours fits best.

    Args:
        runs: as in `transform.table.rows.alignment.aligned_runs` once rows with whole labels are known.
        forms: the forms.

    Returns:
        The runs, some more with row, and matched `fragment`.
    """
    open_runs = _open_runs(runs).filter(~pl.col("is_column"))
    if open_runs.is_empty():
        return runs
    # Two rows' labels in one piece before one run of values: nothing tells whose it is.
    both = pl.col("bare").str.replace(_AND, "$1$2")
    open_runs = open_runs.with_columns(both=both).join(
        _doubled_heads(forms), on=["edition", "both"], how="anti", maintain_order="left"
    )
    prints = _prints_to_compare(open_runs, forms)
    # In a grid a row with fewer values has blank cells.
    has_blanks = pl.col("grid").is_not_null() & (pl.col("values") <= pl.col("places"))
    best = (
        prints.join(row_evidence(prints.select("bare"), known_labels(forms)), on=["bare", "edition"])
        .join(_numbered_rows(forms), on=["edition", "row"])
        .filter(
            (pl.col("row") > pl.col("after"))
            & (pl.col("row") < pl.col("until"))
            & (((pl.col("values") - pl.col("places")).abs() <= SLACK) | has_blanks)
            & ~_has_other_number()
            & ((pl.col("score") > WEAK) | (pl.col("number") == pl.col("row_number")).fill_null(False))
        )
        .group_by("run", "row")
        .agg(pl.col("score").max())
        .filter(pl.col("score") == pl.col("score").max().over("run"))
        .filter(pl.len().over("run") == 1)
        .select("run", found="row")
    )
    return _with_rows_found(runs, best, "fragment")


def _prints_to_compare(open_runs: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The text before each run, and that text joined to the one before it: run, edition, bare and what runs have.

    A head with a numbering begins its label; only without one can the label before it be its first part. A label that
    ends in a digit, or is a row's, is a row of its own: glued to its value, or with blank cells.
    """
    own_row = pl.col("before_bare").is_in(listed_labels(forms)[1]).fill_null(False)
    headless = pl.col("number").is_null() & ~pl.col("before").str.contains(r"\d\s*$") & ~own_row
    joined = pl.when(headless).then(clean_label(pl.concat_str("before", "head"))[1])
    return (
        open_runs.with_columns(joined=joined)
        .unpivot(
            ["bare", "joined"],
            index=["run", "edition", "number", "values", "grid", "after", "until"],
            value_name="print",
        )
        .filter(pl.col("print").is_not_null() & (pl.col("print") != ""))
        .rename({"print": "bare"})
    )


@lru_cache(maxsize=4)
def _doubled_heads(forms: Forms) -> pl.DataFrame:
    """The labels of two rows of one form in one piece: edition, both. Short ones are words of longer labels, too."""
    heads = row_heads(forms).filter(pl.col("bare").str.len_chars() >= _OWN).select("edition", "row", "bare").unique()
    rows = heads.join(forms.printed_rows.select("edition", "row", "form"), on=["edition", "row"])
    pairs = rows.join(rows, on=["edition", "form"]).filter(pl.col("row") < pl.col("row_right"))
    return pairs.select("edition", both=pl.col("bare") + pl.col("bare_right")).unique()


@lru_cache(maxsize=4)
def _numbered_rows(forms: Forms) -> pl.DataFrame:
    """edition, row, places, row_number: a row for each numbering that it is known by."""
    numbers = row_heads(forms).select("edition", "row", "row_number").unique()
    return forms.printed_rows.select("edition", "row", "places").join(numbers, on=["edition", "row"])


def _has_other_number() -> pl.Expr:
    """Whether a print has another row's numbering; a group's, `(四)` before `2.`, says nothing of the row."""
    number, row = pl.col("number"), pl.col("row_number")
    same_style = pl.all_horizontal(number.str.contains(sign) == row.str.contains(sign) for sign in (r"\d", r"\("))
    return (same_style & (number != row)).fill_null(False)


def _with_rows_found(runs: pl.DataFrame, found: pl.DataFrame, how: str) -> pl.DataFrame:
    """Runs with the rows found for them."""
    return (
        runs.join(found, on="run", how="left", maintain_order="left")
        .with_columns(
            row=pl.coalesce("row", "found"),
            matched=pl.when(pl.col("found").is_not_null()).then(pl.lit(how)).otherwise(pl.col("matched")),
        )
        .drop("found")
    )


def runs_by_position(runs: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Place the runs without any label: as many as the rows lacking between their neighbours are these in order.

    Args:
        runs: as for `runs_by_fragment`.
        forms: the forms.

    Returns:
        The runs, some more with row, and matched `position`.
    """
    named = pl.col("bare").is_not_null() & ~pl.col("is_column")
    nameless = _open_runs(runs).filter(~named & (pl.col("until") < 1_000_000))
    if nameless.is_empty():
        return runs
    gap = ["doc", "edition", "after", "until"]
    counted = nameless.with_columns(nth=pl.int_range(pl.len()).over(gap), runs=pl.len().over(gap))
    found = (
        counted.filter(pl.col("runs") == pl.col("until") - pl.col("after") - 1)
        .with_columns(found=(pl.col("after") + 1 + pl.col("nth")).cast(pl.Int32))
        .join(forms.printed_rows, left_on=["edition", "found"], right_on=["edition", "row"])
        .filter(pl.col("values") == pl.col("places"))
        .select("run", "doc", "first_place", "places", "found")
    )
    return _with_rows_found(runs, _among_values(found, runs, forms), "position")


def _among_values(found: pl.DataFrame, runs: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Those that do not begin further left than all rows of as many places: where labels stand, a page's number may."""
    if found.is_empty():
        return found.select("run", "found")
    places = forms.printed_rows.select("edition", "row", "places")
    known = runs.filter(pl.col("row").is_not_null()).join(found.select("doc").unique(), on="doc", how="semi")
    begins = known.join(places, on=["edition", "row"]).group_by("doc", "places").agg(pl.col("first_place").min())
    met = found.join(begins, on=["doc", "places"], how="left", suffix="_known", maintain_order="left")
    left = (pl.col("first_place") < pl.col("first_place_known")).fill_null(value=False)
    return met.filter(~left).select("run", "found")
