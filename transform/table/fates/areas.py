"""Where the forms stand in a document: the parts of its text in which every printed token must be accounted for.

Works on units, a label token or a whole run of values, over the whole batch; no document is looked at alone.
"""

from dataclasses import dataclass
from functools import lru_cache

import polars as pl
from polars._typing import PolarsDataType

from transform.forms import Forms
from transform.table.aligned import Table
from transform.table.labels.known import known_labels
from transform.table.rows.numbering import NUMBERING

#: With more unknown texts than this between two of its labels or rows, a form has ended.
FAR = 12
#: Values under no known label still belong to the table when they follow it after at most so many unknown texts ...
NEAR = 4
#: ... and are at least as many.
ROW = 3

_KEY = ["edition", "bare"]


@dataclass(frozen=True, slots=True)
class Areas:
    """Where the forms stand in the documents of a batch.

    Attributes:
        units: `unit_shape`, in reading order: everything that is printed.
        inside: the same: those that stand in an area of a form, with that form; the named ones come first.
    """

    units: pl.DataFrame
    inside: pl.DataFrame


def areas_of(table: Table, forms: Forms) -> Areas:
    """Where the forms stand: see `units_in_areas`.

    Args:
        table: what the batch prints.
        forms: the forms.
    """
    units = units_of(table, forms)
    return Areas(units, units_in_areas(units))


def units_of(table: Table, forms: Forms) -> pl.DataFrame:
    """Label tokens and runs of values, in reading order.

    Args:
        table: what the batch prints.
        forms: the forms.

    Returns:
        `unit_shape`.
    """
    tokens, runs = table.tokens, table.runs
    at = pl.select(at=pl.int_range(tokens.height, dtype=pl.UInt32)).to_series()
    marked = (
        table.texts.select("doc", "line_no", "bare")
        .join(table.editions.select("doc", "edition"), on="doc", how="left", maintain_order="left")
        .join(_form_labels(forms), on=_KEY, how="left", maintain_order="left")
    )
    marked = marked.select("doc", "line_no", "named", "form").with_columns(
        at.filter(tokens["run"].is_null()),
        run=pl.lit(None, pl.Int32),
        aligned=False,
        values=pl.lit(1, pl.UInt32),
    )
    rows = runs.join(_forms_of_rows(forms), on=["edition", "row"], how="left", maintain_order="left").select(
        *(
            "doc",
            "line_no",
            pl.when(pl.col("matched").is_in(["repeated", NUMBERING])).then(True).alias("named"),
            "form",
        ),
        at.filter(tokens["starts"]).gather(runs["run"]),
        *("run", pl.col("row").is_not_null().alias("aligned"), pl.col("values").cast(pl.UInt32)),
    )
    units = _named_units(pl.concat([marked, rows]).sort("at"), tokens["line_no"])
    return units.select(unit_shape(forms).names())


def unit_shape(forms: Forms) -> pl.Schema:
    """The shape of units: one row a text, or a whole run of values."""
    shape: dict[str, PolarsDataType] = {
        "at": pl.UInt32,  # its first token, by its place in the batch's tokens
        "last": pl.UInt32,  # its last token
        "doc": pl.UInt32,
        "line_no": pl.Int32,
        "last_line": pl.Int32,
        "run": pl.Int32,  # null for a text
        "values": pl.UInt32,  # how many tokens
        "aligned": pl.Boolean,  # a run that is a row of the form
        # a label of the edition, or what stands before a row; a run that is a row or stands under a label
        "named": pl.Boolean,
        "form": _form_kind(forms),  # null where several forms share the label
    }
    return pl.Schema(shape)


def _form_kind(forms: Forms) -> pl.Enum:
    """The codes of the forms."""
    return pl.Enum(forms.printed_rows["form"].unique(maintain_order=True))


@lru_cache(maxsize=4)
def _forms_of_rows(forms: Forms) -> pl.DataFrame:
    """edition, row, form."""
    return forms.printed_rows.select("edition", "row", pl.col("form").cast(_form_kind(forms)))


@lru_cache(maxsize=4)
def _form_labels(forms: Forms) -> pl.DataFrame:
    """Labels with the one form that prints them; null where another form has it too, or has it inside a label.

    Returns:
        edition, bare, form, named (true).
    """
    all_labels = known_labels(forms).select("edition", "bare", "form").unique()
    other = all_labels.select("edition", other="bare", other_form="form")
    shared = (
        all_labels.join(other, on="edition")
        .filter(pl.col("form") != pl.col("other_form"))
        .filter(pl.col("other").str.contains(pl.col("bare"), literal=True))
        .select(*_KEY)
        .unique()
        .with_columns(shared=True)
    )
    return (
        all_labels.unique(_KEY)
        .join(shared, on=_KEY, how="left")
        .select(
            *_KEY, pl.when(pl.col("shared").is_null()).then("form").cast(_form_kind(forms)).alias("form"), named=True
        )
    )


def _named_units(units: pl.DataFrame, line_no: pl.Series) -> pl.DataFrame:
    """Units with `last`, `last_line`; a run is named by the label before it, a text by being before a row."""
    is_run = pl.col("run").is_not_null()
    under = is_run & (pl.col("named") & ~is_run).shift() & (pl.col("doc") == pl.col("doc").shift())
    heads = ~is_run & pl.col("aligned").shift(-1) & (pl.col("doc") == pl.col("doc").shift(-1))
    last = pl.col("at") + pl.col("values") - 1
    return units.with_columns(
        last=last,
        form=pl.when(heads).then(pl.coalesce("form", pl.col("form").shift(-1))).otherwise("form"),
        named=(pl.col("named").fill_null(False) | pl.col("aligned") | under.fill_null(False) | heads.fill_null(False)),
    ).with_columns(last_line=line_no.gather(units["at"] + units["values"] - 1))


def units_in_areas(units: pl.DataFrame) -> pl.DataFrame:
    """The units that stand in a form's area.

    An area reaches from the first to the last line that prints a label or a row of one form, as long as no other
    form begins and no long stretch of other text lies between.

    Args:
        units: as from `units_of`.

    Returns:
        These units with form filled; the named ones come first, the others after them.
    """
    texts = (pl.col("run").is_null() & ~pl.col("named")).cast(pl.Int32).cum_sum()
    since = pl.col("texts") - pl.when("named").then("texts").forward_fill()
    same_doc = pl.when("named").then("doc").forward_fill() == pl.col("doc")
    row = pl.col("run").is_not_null() & (pl.col("values") >= ROW) & (since <= NEAR) & same_doc
    seen = units.with_columns(texts=texts).with_columns(anchor=pl.col("named") | row.fill_null(False))
    upto = seen["anchor"].cast(pl.Int32).cum_sum().filter(~seen["anchor"])
    anchors, others = _anchors_with_areas(seen.filter("anchor")), seen.filter(~pl.col("anchor"))
    before, after = _anchors_at(anchors, upto - 1), _anchors_at(anchors, upto)
    behind = (before["doc"] == others["doc"]) & (before["last_line"] == others["line_no"])
    ahead = (after["doc"] == others["doc"]) & (after["line_no"] == others["last_line"])
    backward = ((before["area"] == after["area"]) | behind).fill_null(False)
    inside = others.with_columns(form=before["form"].zip_with(backward, after["form"])).filter(
        backward | ahead.fill_null(False)
    )
    return pl.concat([anchors.select(units.columns), inside.select(units.columns)])


def _anchors_with_areas(anchors: pl.DataFrame) -> pl.DataFrame:
    """Anchors with the area that they hold together; one that several forms print is of the nearer form."""
    has_form = pl.col("form").is_not_null()
    marks = anchors.with_columns(of=pl.when(has_form).then("doc"), at_text=pl.when(has_form).then("texts"))
    before, after = (
        [pl.col(name).fill_null(strategy=way) for name in ("form", "of", "at_text")] for way in ("forward", "backward")
    )
    nearer = (after[1] == pl.col("doc")) & (
        (before[1] != pl.col("doc")).fill_null(True) | (after[2] - pl.col("texts") < pl.col("texts") - before[2])
    )
    same_doc = before[1] == pl.col("doc")
    filled = marks.with_columns(form=pl.when(nearer).then(after[0]).when(same_doc).then(before[0]))
    breaks = (
        (pl.col("doc") != pl.col("doc").shift())
        | pl.col("form").ne_missing(pl.col("form").shift())
        | (pl.col("texts") - pl.col("texts").shift() > FAR)
    )
    return filled.with_columns(area=breaks.fill_null(True).cast(pl.UInt32).cum_sum())


def _anchors_at(anchors: pl.DataFrame, place: pl.Series) -> pl.DataFrame:
    """The anchors at these places, nulls where there is none."""
    there = (place >= 0) & (place < anchors.height)
    return anchors.select("doc", "line_no", "last_line", "form", "area").select(
        pl.all().gather(place.set(~there, None))
    )
