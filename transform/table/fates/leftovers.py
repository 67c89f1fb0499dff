"""Nothing unaccounted for: every printed token of a form's area is a fact, a label, or a leftover with its reason.

Strict interpretation: what is printed in a table is handled, or it is listed. The reasons are explained in
`data/lexicon/reasons.csv`.
"""

import polars as pl

from transform.forms import Forms
from transform.table.aligned import Table
from transform.table.fates.areas import Areas
from transform.table.labels.fragments import text_reasons
from transform.table.labels.known import known_labels, row_labels
from transform.table.rows.numbering import NUMBERING
from transform.table.rows.runs import places_in_runs

#: What became of one token in an area of a form.
TOKEN_FATE = pl.Schema(
    {
        "at": pl.UInt32,  # the token, by its place in the batch's tokens
        "doc": pl.UInt32,
        "line_no": pl.Int32,
        "place": pl.Int32,
        "token": pl.String,
        "run": pl.Int32,
        "form": pl.String,
        "became": pl.String,  # fact, label or leftover
        "reason": pl.String,  # of a leftover
        "label": pl.String,  # of a label: that of the form, cleaned; null where it is printed as it stands
    }
)
#: One token that is neither a fact nor a label.
LEFTOVER_TOKEN = pl.Schema({"doc": pl.UInt32, "line_no": pl.Int32, "token": pl.String, "reason": pl.String})


def token_fates(table: Table, areas: Areas, cells: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """What became of each token in the areas of the forms.

    Args:
        table: what the batch prints.
        areas: where the forms stand in it.
        cells: as from `transform.table.cells.form_cells`.
        forms: the forms.

    Returns:
        `TOKEN_FATE`; every token of an area once, in order.
    """
    units = areas.inside
    surplus = _surplus_values(table, cells, forms)
    return _fates_by_token(pl.concat([_fates_of_plain(units), _fates_of_others(units, table, forms)]), table, surplus)


def leftovers_and_labels(
    table: Table, areas: Areas, cells: pl.DataFrame, forms: Forms
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The tokens that `token_fates` finds to be neither a fact nor a label, and those that it finds to be labels.

    Returns:
        `LEFTOVER_TOKEN`; and at, label of the texts that are labels, in order, as in `TOKEN_FATE`.
    """
    units = areas.inside
    surplus = _surplus_values(table, cells, forms)
    long = units.filter(pl.col("run").is_in(surplus["run"].implode())) if surplus.height else units.clear()
    others = _fates_of_others(units, table, forms)
    plain = units.filter(pl.col("run").is_null() & pl.col("named")).select("at", label=pl.lit(None, pl.String))
    labels = pl.concat([plain, others.filter(pl.col("became") == "label").select("at", "label")]).sort("at")
    some = pl.concat([_fates_of_plain(long), others]).filter((pl.col("became") == "leftover") | pl.col("aligned"))
    if some.is_empty():
        return LEFTOVER_TOKEN.to_frame(), labels
    found = _fates_by_token(some, table, surplus)
    return found.filter(pl.col("became") == "leftover").select(LEFTOVER_TOKEN.names()), labels


_FATE = ["at", "last", "aligned", "form", "became", "reason", "label"]


def _fates_of_plain(units: pl.DataFrame) -> pl.DataFrame:
    """The units that are rows of the form, or its labels as they stand."""
    became = pl.when("aligned").then(pl.lit("fact")).otherwise(pl.lit("label"))
    plain = units.filter(pl.col("aligned") | (pl.col("run").is_null() & pl.col("named")))
    nothing = pl.lit(None, pl.String)
    return plain.with_columns(became=became, reason=nothing, label=nothing).select(_FATE)


def _fates_of_others(units: pl.DataFrame, table: Table, forms: Forms) -> pl.DataFrame:
    """The units that are not plain, with what became of them."""
    texts = units.filter(pl.col("run").is_null() & ~pl.col("named"))
    values = units.filter(pl.col("run").is_not_null() & ~pl.col("aligned"))
    if texts.is_empty() and values.is_empty():
        return _fates_of_plain(texts)
    reasons = [
        _unknown_texts(texts, table, forms),
        _unknown_values(values, table, forms).with_columns(label=pl.lit(None, pl.String)),
    ]
    is_label = pl.col("reason").is_null()
    return (
        pl.concat([texts, values])
        .join(pl.concat(reasons), on="at", maintain_order="left")
        .with_columns(became=pl.when(is_label).then(pl.lit("label")).otherwise(pl.lit("leftover")))
        .select(_FATE)
    )


def _unknown_values(units: pl.DataFrame, table: Table, forms: Forms) -> pl.DataFrame:
    """Why the values of these runs are no row of the form: at, reason."""
    if units.is_empty():
        return pl.DataFrame(schema={"at": pl.UInt32, "reason": pl.String})
    rows = row_labels(forms).select("edition", "bare").unique().with_columns(is_row=True)
    tokens, line = table.tokens, table.tokens["line_no"]
    runs = (
        units.select("at", "run", "values")
        .join(
            table.runs.select("run", "edition", "bare", "head", "matched"),
            on="run",
            how="left",
            maintain_order="left",
        )
        .join(rows, on=["edition", "bare"], how="left", maintain_order="left")
    )
    places = runs["at"]
    after = (places + 1).clip(upper_bound=max(tokens.height - 1, 0))
    alone = (line.gather(places) != line.gather(after)) | (after == places)
    number = tokens["print"].gather(places) == "number"
    page = pl.col("head").is_null() & (pl.col("values") == 1) & pl.lit(alone) & pl.lit(number)
    return runs.select(
        "at",
        reason=pl.when(pl.col("matched") == "repeated")
        .then(pl.lit("repeated_line"))
        .when(pl.col("matched") == NUMBERING)
        .then(pl.lit("column_numbers"))
        .when("is_row")
        .then(pl.lit("row_out_of_order"))
        .when(page)
        .then(pl.lit("page_number"))
        .otherwise(pl.lit("unknown_row")),
    )


def _unknown_texts(units: pl.DataFrame, table: Table, forms: Forms) -> pl.DataFrame:
    """Why these texts are no labels, null where they are parts or misprints of a label: at, reason, label."""
    if units.is_empty():
        return pl.DataFrame(schema={"at": pl.UInt32, "reason": pl.String, "label": pl.String})
    said = units.select("at", "doc", table.tokens["token"].gather(units["at"]).alias("token")).join(
        table.editions.select("doc", "edition"), on="doc", how="left", maintain_order="left"
    )
    reasons = text_reasons(
        said.select("edition", "token").unique(), known_labels(forms), forms.labels.select("edition", "label")
    )
    return said.join(reasons, on=["edition", "token"], how="left", maintain_order="left").select(
        "at", "reason", "label"
    )


def _surplus_values(table: Table, cells: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The values of rows with one too many that the row reads right without: run, nth.

    Where the cells of such a row stay open, all its values stand in the print of each cell, and none is listed.
    """
    long = table.runs.filter(pl.col("row").is_not_null() & (pl.col("values") == pl.col("places") + 1))
    if long.is_empty():
        return pl.DataFrame(schema={"run": pl.Int32, "nth": pl.Int32})
    keys = ["edition", "form", "row_code", "column_code"]
    read = (
        cells.join(long.select("doc").unique(), on="doc", how="semi", maintain_order="left")
        .join(forms.cells.select(*keys, "row"), on=keys, maintain_order="left")
        .join(long.select("doc", "edition", "row", "run"), on=["doc", "edition", "row"], maintain_order="left")
        .group_by("run", maintain_order=True)
        .agg(cells="value")
    )
    printed = places_in_runs(table.tokens, long).group_by("run", maintain_order=True).agg(values="value")
    rows = printed.join(read, on="run").select("run", "values", "cells").iter_rows()
    found = [(run, nth) for run, values, known in rows if (nth := _surplus_place(values, known)) is not None]
    return pl.DataFrame(found, schema={"run": pl.Int32, "nth": pl.Int32}, orient="row")


def _surplus_place(values: list[int | None], known: list[int | None]) -> int | None:
    """Which of `values` the row lacks nothing without; the last one of several."""
    ways = (nth for nth in reversed(range(len(values))) if values[:nth] + values[nth + 1 :] == known)
    return None if None in known else next(ways, None)


def _fates_by_token(judged: pl.DataFrame, table: Table, surplus: pl.DataFrame) -> pl.DataFrame:
    """Units as tokens, each with what became of it."""
    spread = (
        judged.select(
            "at", "form", "became", "reason", "label", place=pl.int_ranges("at", pl.col("last") + 1, dtype=pl.UInt32)
        )
        .explode("place")
        .select("form", "became", "reason", "label", nth=(pl.col("place") - pl.col("at")).cast(pl.Int32), at="place")
    )
    said = table.tokens.select("doc", "line_no", "place", "token", "run").select(pl.all().gather(spread["at"]))
    found = pl.concat([spread, said], how="horizontal")
    if not surplus.is_empty():
        marked = surplus.with_columns(over=pl.lit("value_not_placed"))
        found = found.join(marked, on=["run", "nth"], how="left", maintain_order="left").with_columns(
            became=pl.when(pl.col("over").is_not_null()).then(pl.lit("leftover")).otherwise("became"),
            reason=pl.coalesce("over", "reason"),
        )
    return found.sort("at").select(pl.col(name).cast(dtype) for name, dtype in TOKEN_FATE.items())
