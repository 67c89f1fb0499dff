"""The unit of an amount, where its table prints one: in the head of its column, in its row, above or below the table.

All that the print says counts alike: where two units are named nobody knows which is meant. A unit that the warehouse
has no name for (千元) is told from none, so that no amount in it is taken for one in the form's own.
"""

from functools import lru_cache

import polars as pl

from transform.forms import Forms
from transform.lexicon import any_of
from transform.numbers import number_words
from transform.patterns import narrowed
from transform.table.aligned import Table
from transform.table.fates.areas import FAR
from transform.table.labels.known import known_labels
from transform.table.labels.unit_texts import MONEY, UNIT_TEXT, unit_texts

#: The unit printed for one cell of a form.
PRINTED_UNIT = pl.Schema(
    {
        "doc": pl.UInt32,
        "row_code": pl.String,
        "column_code": pl.String,
        "printed_unit": pl.String,  # one of `MONEY`; null where that is not certain
        "unclear": pl.String,  # then the reason: `other_unit`, `several_units`
    }
)
#: A longer text names no unit, in characters.
_LONGEST = 200
#: A text so many lines before the row of an amount still stands at it.
_BESIDE = 4
_SAID = pl.Schema([("doc", pl.UInt32), ("line_no", pl.Int32), *UNIT_TEXT.items()])


def printed_units(lines: pl.DataFrame, table: Table, forms: Forms) -> pl.DataFrame:
    """The unit of each amount for which a document prints one.

    Args:
        lines: as from `transform.lines.lines_of`.
        table: what the batch prints.
        forms: the forms.

    Returns:
        `PRINTED_UNIT`, each cell once.
    """
    said = _said(lines, table, forms)
    amounts = _amounts(forms)
    named = said.filter(pl.col("label").is_not_null()).join(_labels(forms), on="label")
    around = _around_tables(said, table, forms)
    found = [
        named.join(amounts, left_on="code", right_on=f"{kind}_code", coalesce=False).filter(of=kind)
        for kind in ("row", "column")
    ]
    found.append(around.join(amounts, how="cross"))
    keys = ["doc", "row_code", "column_code"]
    return (
        pl.concat([frame.select(*keys, "unit") for frame in found])
        .group_by(keys)
        .agg(pl.col("unit").unique())
        .with_columns(one=pl.when(pl.col("unit").list.len() == 1).then(pl.col("unit").list.first()))
        .select(
            *keys,
            printed_unit=pl.when(pl.col("one").is_in(MONEY)).then("one"),
            unclear=pl.when(pl.col("one").is_null())
            .then(pl.lit("several_units"))
            .when(~pl.col("one").is_in(MONEY))
            .then(pl.lit("other_unit")),
        )
    )


@lru_cache(maxsize=4)
def _amounts(forms: Forms) -> pl.DataFrame:
    """The cells that are amounts: row_code, column_code, form."""
    return forms.cells.filter(pl.col("decimals") > 0).select("row_code", "column_code", "form").unique()


@lru_cache(maxsize=4)
def _labels(forms: Forms) -> pl.DataFrame:
    """The labels of rows and columns: code, label, of (`row` or `column`)."""
    known = known_labels(forms).filter(pl.col("kind").is_in(["row", "column"]))
    return known.select("code", label="bare", of="kind").unique()


def _said(lines: pl.DataFrame, table: Table, forms: Forms) -> pl.DataFrame:
    """The texts that name a unit of money: `_SAID`, a row a unit."""
    words = number_words()
    text, money, unit = pl.col("text"), words["money"], words["unit_label"]
    scaled = [bracket + scale for bracket in "(（" for scale in words["money_scale"]]
    texts = _with_scale_before(table.texts, [*money, *unit, *scaled], words)
    # A note can be longer than any cell: it says what a unit is.
    notes = narrowed(
        lines.select("doc", "line_no", text="line").filter(text.str.contains(any_of(unit))),
        text.str.contains(any_of(money)) & ~text.str.contains("\t", literal=True),
    )
    both = pl.concat([texts, notes]).unique(maintain_order=True)
    # The few that can: short, and with more than an amount's own unit (`3万元`).
    asked = both.select("text").unique().filter(text.str.len_chars() <= _LONGEST)
    asked = asked.filter(text.str.contains(rf"(?:^|[^0-9.\s{''.join(words['money_scale'])}])\s*{_money(words)}"))
    read = unit_texts(asked["text"], forms)
    return both.join(read, on="text", maintain_order="left").select(_SAID.names())


def _with_scale_before(texts: pl.DataFrame, asked: list[str], words: dict[str, list[str]]) -> pl.DataFrame:
    """The texts with a word that is asked for: doc, line_no, text.

    One that begins with a unit of money with what multiplies it before it (`：万`, `元）`).
    """
    above = pl.when(pl.col("doc") == pl.col("doc").shift()).then(pl.col("token").shift())
    named = texts.select("doc", "line_no", "token", before=above).filter(pl.col("token").str.contains(any_of(asked)))
    cut = pl.col("token").str.contains(rf"^\s*{any_of(words['money'])}")
    cut &= pl.col("before").str.contains(rf"{any_of(words['money_scale'])}\s*$").fill_null(value=False)
    text = pl.when(cut).then(pl.col("before") + pl.col("token")).otherwise("token")
    return named.select("doc", "line_no", text=text)


def _money(words: dict[str, list[str]]) -> str:
    """A pattern for a unit of money, or for what multiplies one."""
    scale = any_of(words["money_scale"])
    return rf"(?:{scale}*{any_of(words['money'])}|{scale})"


def _around_tables(said: pl.DataFrame, table: Table, forms: Forms) -> pl.DataFrame:
    """The units that captions, notes and other texts around the tables of amounts name: doc, unit."""
    texts = said.filter(pl.col("label").is_null())
    if texts.is_empty():
        return texts.select("doc", "unit")
    placed = texts.join(_spans(table, texts, forms), on="doc", maintain_order="left")
    line = pl.col("line_no")
    above = line.is_between("before", "first", closed="right")
    inside = line.is_between("first", "last")
    below = line.is_between("last", pl.min_horizontal("after", pl.col("last") + FAR), closed="none")
    beside = line.is_between(pl.col("amount_first") - _BESIDE, pl.col("amount_last") + 1)
    applies = (
        beside
        | ((pl.col("kind") == "caption") & (above | inside | below))
        | ((pl.col("kind") == "note") & (pl.col("amount") | inside | below))
    )
    return placed.filter(applies).select("doc", "unit")


def _spans(table: Table, texts: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Where the table with the amounts stands in documents, by the lines of its rows, of others' and of the amounts'.

    Returns:
        doc, first, last, before, after, amount_first, amount_last.
    """
    is_amount = pl.col("decimals") > 0
    rows = forms.cells.with_columns(own=is_amount.any().over("edition", "form"))
    rows = rows.group_by("edition", "row").agg(pl.col("own").any(), is_amount=is_amount.any())
    runs = (
        table.runs.join(texts, on="doc", how="semi", maintain_order="left")
        .select("doc", "line_no", "edition", "values", row=pl.coalesce("row", "again"))
        .join(rows, on=["edition", "row"], how="left", maintain_order="left")
    )
    line, own = pl.col("line_no"), pl.col("own").fill_null(value=False)
    other = ~own & (pl.col("row").is_not_null() | (pl.col("values") > 1))
    found = runs.with_columns(first=line.filter(own).min().over("doc"), last=line.filter(own).max().over("doc"))
    return found.group_by("doc").agg(
        pl.col("first", "last").first(),
        before=line.filter(other & (line < pl.col("first"))).max().fill_null(0),
        after=line.filter(other & (line > pl.col("last"))).min().fill_null(2**31 - 1),
        amount_first=line.filter("is_amount").min(),
        amount_last=line.filter("is_amount").max(),
    )
