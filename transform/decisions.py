"""Whether decisions can be meant: cells that a form has, numbers that fit them, names that say where."""

from collections.abc import Iterator

import polars as pl

from extract.decisions.shape import ON_AGENCIES, TWO_AGENCIES, Decisions, Problem
from transform.agencies import load_lexicon, load_places
from transform.agencies.agency import agencies
from transform.agencies.decided import Grouped, grouped
from transform.forms import SIGNED, Forms


def meant(given: Decisions, forms: Forms) -> Decisions:
    """The decisions that can be meant; the others are problems.

    Args:
        given: as from `extract.decisions.files.decisions_of`.
        forms: the statutory forms.
    """
    rows = given.decisions
    wrong = dict(_wrong_cells(rows.filter(kind="cell"), forms))
    wrong |= _wrong_years(rows.filter(kind="year"), forms)
    wrong |= _wrong_checks(rows.filter(kind="exception"), forms)
    wrong |= _wrong_codes(rows)
    wrong |= _wrong_names(rows.filter(pl.col("kind").is_in(["agency", *TWO_AGENCIES])), "value")
    wrong |= _wrong_names(rows.filter(kind="apart"), "source")
    bad = rows.filter(pl.col("decision_id").is_in(list(wrong)))
    problems = [
        Problem(row["file"], row["line"], row["decision_id"], wrong[row["decision_id"]]) for row in bad.rows(named=True)
    ]
    kept = rows.filter(~pl.col("decision_id").is_in(list(wrong)))
    return Decisions(with_agencies(kept)[0], sorted([*given.problems, *problems]))


def with_agencies(rows: pl.DataFrame) -> tuple[pl.DataFrame, Grouped]:
    """The decisions with the state of those on agencies settled, and what these come to.

    Args:
        rows: as from `extract.decisions.files.settled`.
    """
    asked = rows.filter(pl.col("kind").is_in(ON_AGENCIES), state="stands")
    found = grouped(asked, load_places(), load_lexicon())
    is_against = pl.col("decision_id").is_in(sorted(found.against))
    return rows.with_columns(state=pl.when(is_against).then(pl.lit("contradicts")).otherwise("state")), found


def _wrong_cells(rows: pl.DataFrame, forms: Forms) -> Iterator[tuple[str, str]]:
    """Cells that no form has, and numbers that do not fit theirs: decision_id, why."""
    cells = forms.cells.group_by("row_code", "column_code").agg(is_amount=pl.col("unit").ne_missing("count").any())
    joined = rows.join(cells, on=["row_code", "column_code"], how="left", maintain_order="left")
    for decision_id, row, column, value, is_amount in joined.select(
        "decision_id", "row_code", "column_code", "value", "is_amount"
    ).iter_rows():
        if is_amount is None:
            yield decision_id, f"no form has a cell of row {row} and column {column}"
        elif value.startswith("-") and column != SIGNED:
            yield decision_id, f"value {value} is negative; only a {SIGNED} can be"
        elif "." in value and not is_amount:
            yield decision_id, f"value {value} is no whole number, and the cell is a count"


def _wrong_years(rows: pl.DataFrame, forms: Forms) -> dict[str, str]:
    """Years without a form."""
    first = int(str(forms.editions["first_year"].min()))
    early = rows.filter(pl.col("value").cast(pl.Int16) < first)
    return {
        row: f"value {year} is before the first form ({first})"
        for row, year in early.select("decision_id", "value").iter_rows()
    }


def _wrong_checks(rows: pl.DataFrame, forms: Forms) -> dict[str, str]:
    """Checks that no form has."""
    codes = forms.identities["identity"].unique().to_list()
    return {
        row: f"row {code} is no check: it is none of {', '.join(sorted(codes))}"
        for row, code in rows.select("decision_id", "row_code").iter_rows()
        if code not in codes
    }


def _wrong_codes(rows: pl.DataFrame) -> dict[str, str]:
    """Regions that are no division, functions that are no family."""
    divisions = load_places().divisions
    families = {function.code for function in load_lexicon().functions.values()}
    asked = rows.filter(pl.col("kind").is_in(["region", "function"])).select("decision_id", "kind", "value")
    return {
        row: f"value {value} is no {'division' if kind == 'region' else 'function family'} that is known"
        for row, kind, value in asked.iter_rows()
        if value not in (divisions if kind == "region" else families)
    }


def _wrong_names(rows: pl.DataFrame, column: str) -> dict[str, str]:
    """Names that do not say which agency of which place."""
    if rows.is_empty():
        return {}
    names = rows.select(name_printed=pl.col(column).unique())
    read = agencies(names, load_places(), load_lexicon())
    open_ = rows.join(
        read.filter(pl.col("region_code").is_null()), left_on=column, right_on="name_printed", how="inner"
    )
    return {
        row: f"{column} {name} does not say of which place"
        + (f": {candidates}?" if candidates else "; write the name out with its place, such as 某市某区教育局")
        for row, name, candidates in open_.select("decision_id", column, "candidates").iter_rows()
    }
