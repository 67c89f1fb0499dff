"""Aligned rows to the cells of the form: every cell of every report, with its state.

A cell is `reported` where one clean number stands in its place; everything else is open until the sums of its line
(`transform.readings`) and of the form (`transform.reconciliation`) leave one value, or it stays `missing`.
"""

import polars as pl

from transform.forms import Forms
from transform.lexicon import any_of
from transform.numbers import SCALE, number_words
from transform.readings import identity_terms, line_readings
from transform.reconciliation import solved
from transform.weighing import weighed

#: The units of amounts that a header can name.
MONEY = ("10k CNY", "CNY")

_KEY = ["edition", "line", "values"]


def printed_cells(runs: pl.DataFrame, values: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """What each form line prints, cell by cell.

    Args:
        runs: as from `transform.alignment.aligned`, only runs with a line.
        values: as from `transform.rows.places_in_runs` for these runs.
        forms: the forms.

    Returns:
        doc UInt32, cell Int32, line_no Int32, raw_text String, unit String, value Int64 (null where open), options
        List(Int64) (null for a cell that is cleanly printed), note String (why a value is not simply reported), ways
        List(Int64) (the value in each reading of a line that has several).
    """
    first_cell = forms.cells.group_by("edition", "form", "line").agg(first_cell=pl.col("cell").min())
    known = _on_columns(runs.join(first_cell, on=["edition", "line"], maintain_order="left"))
    straight = (pl.col("regular") & ~pl.col("glued")) | pl.col("by_place")
    return pl.concat(
        [_cell_by_cell(known.filter(straight), values), _by_reading(known.filter(~straight), values, forms)]
    )


def _on_columns(runs: pl.DataFrame) -> pl.DataFrame:
    """Runs with `regular` (a value for each place), `by_place` (blank cells, but the columns are certain), `base`.

    The columns are certain where a row with blanks spans its whole width, or where every row that does, and every
    regular one of the same width, begins in one place of its printed line (`base`) and this row lies within.
    """
    wide = pl.col("last_place") - pl.col("first_place") + 1
    regular = pl.col("values") == pl.col("places")
    whole = (wide == pl.col("places")) & (pl.col("values") <= pl.col("places"))
    group = ["doc", "form", "places"]
    bases = (
        runs.filter(whole)
        .group_by(group)
        .agg(base=pl.col("first_place").first(), bases=pl.col("first_place").n_unique(), rows=pl.len())
        .filter((pl.col("bases") == 1) & (pl.col("rows") > 1))
        .select(*group, "base")
    )
    within = (pl.col("first_place") >= pl.col("base")) & (pl.col("last_place") < pl.col("base") + pl.col("places"))
    # A row without a gap between its values may have lost a column; a row with gaps has blank cells.
    gaps = wide > pl.col("values")
    return (
        runs.with_columns(regular=regular, whole=whole)
        .join(bases, on=group, how="left", maintain_order="left")
        .with_columns(by_place=~pl.col("regular") & (pl.col("whole") | (gaps & within).fill_null(False)))
        .with_columns(base=pl.when("whole").then("first_place").otherwise("base"))
        .drop("whole")
    )


def _cell_by_cell(runs: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """Lines with a value for each place: each token is its cell."""
    offset = pl.when(pl.col("by_place")).then(pl.col("place") - pl.col("base")).otherwise(pl.col("nth"))
    clean = pl.col("print").is_in(["number", "nil"])
    doubtful = pl.col("print") == "doubtful"
    return values.join(runs.select("run", "base", "first_cell", "by_place"), on="run", maintain_order="left").select(
        "doc",
        (pl.col("first_cell") + offset).alias("cell"),
        "line_no",
        pl.col("token").alias("raw_text"),
        "unit",
        pl.when(clean).then(pl.col("value")).alias("value"),
        # A dash prints no number: the cell is as good as blank. A doubtful number allows its one reading.
        pl.when(doubtful).then(pl.concat_list("value").list.drop_nulls()).alias("options"),
        pl.when(doubtful).then(pl.lit("doubtful_digits")).when(~clean).then(pl.lit("dash")).alias("note"),
        pl.lit(None, pl.List(pl.Int64)).alias("ways"),
    )


def _by_reading(runs: pl.DataFrame, values: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Lines with more or fewer values than places: what every permitted reading of the line agrees on."""
    clean = pl.col("print").is_in(["number", "nil"])
    prints = (
        values.filter(pl.col("run").is_in(runs["run"].implode()))
        .group_by("run", maintain_order=True)
        .agg(
            values=pl.when(clean).then(pl.col("value")),
            raw_text=pl.col("token").str.join(" "),
            unit=pl.col("unit").first(),
        )
    )
    fewer = pl.col("values").list.len() < pl.col("places")
    note = (
        pl.when("glued").then(pl.lit("glued")).when(fewer).then(pl.lit("value_lost")).otherwise(pl.lit("value_added"))
    )
    lines = runs.drop("values", "unit", strict=False).join(prints, on="run", maintain_order="left")
    readings = line_readings(lines.select(*_KEY, "places").unique(maintain_order=True), forms)
    return (
        lines.join(readings, on=_KEY, nulls_equal=True, maintain_order="left")
        .with_columns(note=note)
        .select(
            "doc",
            (pl.col("first_cell") + pl.col("place")).alias("cell"),
            "line_no",
            "raw_text",
            "unit",
            "value",
            "options",
            "note",
            "ways",
        )
    )


def header_units(tokens: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """The unit that a column's header prints: `采购总金额（万元）`.

    Args:
        tokens: doc, token, bare of the label tokens.
        labels: as from `transform.labels.known_labels`.

    Returns:
        doc UInt32, column_code String, header_unit String.
    """
    words = number_words()
    units = {word: unit for unit in MONEY for word in words[unit]}
    columns = labels.filter(pl.col("kind") == "column").select("bare", column_code="code").unique()
    printed = pl.col("token").str.normalize("NFKC").str.extract(rf"\(.*?({any_of(list(units))})\)?")
    return (
        tokens.join(columns, on="bare")
        .select("doc", "column_code", header_unit=printed.replace_strict(units, default=None))
        .filter(pl.col("header_unit").is_not_null())
        .unique(["doc", "column_code"], keep="first", maintain_order=True)
    )


def form_cells(documents: pl.DataFrame, printed: pl.DataFrame, units: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Every cell of each document's form.

    Args:
        documents: doc UInt32, edition String.
        printed: as from `printed_cells`.
        units: as from `header_units`; they stand before the unit of the form.
        forms: the forms.

    Returns:
        doc, edition, form, row_code, column_code, value Int64 (ten-thousandths), unit, state, reason (null where
        reported), raw_text, line_no; documents in order, cells in the form's order.
    """
    grid = documents.select("doc", "edition").join(
        forms.cells.select("edition", "form", "row_code", "column_code", "line", "cell", "decimals", form_unit="unit"),
        on="edition",
        maintain_order="left_right",
    )
    cells = grid.join(printed, on=["doc", "cell"], how="left", maintain_order="left").with_columns(_whole())
    cells = cells.join(units, on=["doc", "column_code"], how="left", maintain_order="left")
    cells = _closed(cells, identity_terms(forms))
    return cells.with_columns(state=_state(), reason=_reason()).select(
        "doc",
        "edition",
        "form",
        "row_code",
        "column_code",
        pl.coalesce("value", "fixed").alias("value"),
        _unit(),
        "state",
        "reason",
        "raw_text",
        "line_no",
    )


def _closed(cells: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """Close open cells: lines with several readings weighed together, then each cell by the sums it stands in.

    Adds `fixed` Int64 and `identity` String; `options` and `ways` are narrowed to what can stand.
    """
    kept = weighed(cells.select("doc", "edition", "line", "cell", "value", "ways"), terms)
    settled = pl.col("kept").list.unique().list.len() == 1
    cells = (
        cells.join(kept.rename({"ways": "kept"}), on=["doc", "cell"], how="left", maintain_order="left")
        .with_columns(
            weighed=pl.when(pl.col("value").is_null() & settled).then(pl.col("kept").list.first()),
            options=pl.coalesce("kept", "options"),
        )
        .with_columns(known=pl.coalesce("value", "weighed"))
    )
    fixed = solved(cells.select("doc", "edition", "cell", "options", value="known"), terms)
    return cells.join(
        fixed.rename({"value": "solved"}), on=["doc", "cell"], how="left", maintain_order="left"
    ).with_columns(
        fixed=pl.coalesce("weighed", "solved"),
        identity=pl.when(pl.col("weighed").is_not_null()).then(pl.lit("all_sums")).otherwise(pl.col("identity")),
    )


def _whole() -> list[pl.Expr]:
    """A count prints no fraction and no money: `1.5` or `3元` in a column of counts is no reading of it."""
    counts = pl.col("decimals") == 0
    broken = counts & ((pl.col("value") % SCALE != 0) | pl.col("unit").is_in(MONEY)).fill_null(False)
    return [
        pl.when(~broken).then(pl.col("value")),
        pl.when(broken).then(pl.lit([], pl.List(pl.Int64))).otherwise(pl.col("options")).alias("options"),
        pl.when(broken).then(pl.lit("not_a_count")).otherwise(pl.col("note")).alias("note"),
        pl.when(~broken).then(pl.col("unit")),
    ]


def _unit() -> pl.Expr:
    """The unit printed in the cell, else in the header, else the form's."""
    return pl.coalesce("unit", "header_unit", "form_unit").alias("unit")


def _state() -> pl.Expr:
    """The contract's state: what is printed here, and did the arithmetic close it."""
    has_value = pl.col("value").is_not_null()
    garbled = pl.col("options").is_not_null()
    return (
        pl.when(has_value & ~garbled)
        .then(pl.lit("reported"))
        .when((has_value | pl.col("fixed").is_not_null()) & garbled)
        .then(pl.lit("repaired"))
        .when(pl.col("fixed").is_not_null())
        .then(pl.lit("inferred"))
        .otherwise(pl.lit("missing"))
    )


def _reason() -> pl.Expr:
    """The evidence and the identity behind a state: `value_lost:line`, `blank:applicants_sum`, `dash`, `ambiguous`."""
    evidence = pl.coalesce("note", pl.lit("blank"))
    by_line = pl.col("options").is_not_null() & pl.col("value").is_not_null()
    return (
        pl.when(pl.col("value").is_not_null() & pl.col("options").is_null())
        .then(None)
        .when(by_line)
        .then(pl.format("{}:line", evidence))
        .when(pl.col("fixed").is_not_null())
        .then(pl.format("{}:{}", evidence, pl.col("identity")))
        .when(pl.col("line_no").is_null())
        .then(pl.lit("not_printed"))
        .otherwise(evidence)
    )
