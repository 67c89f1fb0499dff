"""Stray numbers: prints in a form, or directly behind it, that hold numbers and are no row, no label, no sentence."""

import polars as pl

from transform.forms import Forms
from transform.lexicon import any_of
from transform.numbers import number_words
from transform.table.aligned import Table
from transform.table.fates.areas import Areas
from transform.table.labels.fragments import text_reasons
from transform.table.labels.known import clean_label, known_labels, other_labels, row_heads

_UNIT = ["at", "last", "doc", "line_no", "run", "edition", "form", "own", "after", "until", "beside"]
#: Texts that hold digits and are no cell of a table.
_NO_CELL = ("sentence", "page_number", "sign")
#: A year, alone or in a date.
_YEAR = r"(?:19|20)[0-9]{2}"
_NUMERAL = "[〇零一二三四五六七八九十百千]"
#: With an unread print behind the last row of a table: it stands directly there, or under one text.
_BEHIND = 2


def unread_units(table: Table, areas: Areas, forms: Forms, docs: pl.Series) -> pl.DataFrame:
    """The prints that hold numbers and were taken for nothing.

    Args:
        table: what the batch prints.
        areas: where the forms stand in it.
        forms: the forms.
        docs: the documents that are asked for.

    Returns:
        at and last UInt32 (the print's first and last token, by its row in `tokens`), doc, line_no, run Int32 (null for
        a text), edition, form String; own Int32, the row that its label names; after and until Int32, the rows read
        before and after it (-1 and a million without any), beside Int32, the row whose values it stands behind, on the
        same printed line; in order.
    """
    units = _units_with_rows(table, areas, docs)
    runs = units.filter(pl.col("run").is_not_null() & pl.col("known").is_null() & pl.col("form").is_not_null())
    named = (
        runs.join(row_heads(forms).rename({"row": "own"}), on=["edition", "bare"], how="left", maintain_order="left")
        .join(other_labels(forms), on=["edition", "bare"], how="left", maintain_order="left")
        .with_columns(own=pl.when(pl.col("shared").is_null() | (pl.col("number") == pl.col("row_number"))).then("own"))
        .drop("row_number", "shared")
    )
    texts = _unread_texts(units.filter(pl.col("run").is_null() & ~pl.col("named")), table, forms)
    return pl.concat([named, texts], how="diagonal").sort("at").select(_UNIT)


def _units_with_rows(table: Table, areas: Areas, docs: pl.Series) -> pl.DataFrame:
    """The units of these documents, in order, with `form`, and the rows read before, after and beside them."""
    theirs = pl.col("doc").is_in(docs.implode())
    units = areas.units.filter(theirs)
    inside = areas.inside.filter(theirs).select("at", pl.col("form").cast(pl.String))
    runs = table.runs.select("run", "bare", "number", known=pl.coalesce("row", "again"))
    placed = (
        units.drop("form")
        .join(inside, on="at", how="left", maintain_order="left")
        .join(runs, on="run", how="left", maintain_order="left")
        .join(table.editions.select("doc", "edition"), on="doc", how="left", maintain_order="left")
    )
    read = pl.col("known").is_not_null()
    return placed.with_columns(
        after=pl.col("known").forward_fill().over("doc").fill_null(-1),
        until=pl.col("known").backward_fill().over("doc").fill_null(1_000_000),
        behind=pl.int_range(pl.len()) - pl.when(read).then(pl.int_range(pl.len())).forward_fill().over("doc"),
        last_form=pl.when(read).then("form").forward_fill().over("doc"),
        beside=pl.when(read.shift() & (pl.col("last_line").shift() == pl.col("line_no"))).then(pl.col("known").shift()),
    )


def _unread_texts(texts: pl.DataFrame, table: Table, forms: Forms) -> pl.DataFrame:
    """The texts that hold numbers: those of a form's area, and those directly behind its last row."""
    near = pl.col("form").is_not_null() | (pl.col("behind") <= _BEHIND)
    near_texts = texts.filter(near)
    if near_texts.is_empty():
        return near_texts
    near_texts = near_texts.with_columns(token=table.tokens["token"].gather(near_texts["at"]))
    near_texts = near_texts.filter(_holds_numbers(pl.col("token")))
    if near_texts.is_empty():
        return texts.clear()
    prints = near_texts.select("edition", "token").unique().drop_nulls()
    reasons = text_reasons(prints, known_labels(forms), forms.labels.select("edition", "label"))
    inside = pl.col("form").is_not_null() | (pl.col("reason") == "glued_row")
    return (
        near_texts.join(reasons, on=["edition", "token"], maintain_order="left")
        # A numeral may look like a label's numbering.
        .with_columns(
            reason=pl.coalesce(
                "reason",
                pl.when(clean_label(pl.col("token"))[1].str.contains(f"^{_spoken_number_pattern()}")).then(
                    pl.lit("unknown_label")
                ),
            )
        )
        .filter(pl.col("reason").is_not_null() & ~pl.col("reason").is_in(_NO_CELL) & inside)
        .with_columns(form=pl.coalesce("form", "last_form"))
        .select(texts.columns)
    )


def _holds_numbers(token: pl.Expr) -> pl.Expr:
    """Whether a text has digits other than its numbering and a year, or ends in a number in words."""
    rest = clean_label(token)[1].str.replace_all(_YEAR, "")
    nothing = f"{any_of(number_words()['nil'])}{{2,}}$"
    return rest.str.contains(rf"\d|{nothing}|{_spoken_number_pattern()}")


def _spoken_number_pattern() -> str:
    """A number in words, at the end of a text."""
    return f"{_NUMERAL}+(?:{_NUMERAL}|{any_of(number_words()['count'])})$"
