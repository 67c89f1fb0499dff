"""Several sets of the form's tables in one report: of an agency's units and of all of them together, or of two years.

Where what stands above one set says that it is the sum of all (a sheet called 汇总, a caption 表3 合计), of a later
year than another, or what a correction made of another (更正后), that set is the report's and the others are not. Where
nothing tells, they stand beside each other as prints of the same rows (`transform.table.second_prints`).
"""

from functools import lru_cache

import polars as pl

from transform.dates import DATE
from transform.forms import Forms
from transform.lexicon import any_of, words_by
from transform.table.labels.known import known_labels
from transform.table.rows.runs import places_in_runs

_FORM = ["doc", "form"]
#: The longest caption, in characters, and the texts, its first and its last, that it may be cut into.
_LONGEST, _PIECES = 24, 2
_YEAR = "20[0-9]{2}"
_BEFORE = r"^[(（]?(?:附?表|附件)?[0-9一二三四五六七八九十]{0,3}[)）]?[、.．:：]?[(（]?"


def runs_of_other_sets(
    runs: pl.DataFrame, tokens: pl.DataFrame, texts: pl.DataFrame, years: pl.DataFrame, forms: Forms
) -> pl.DataFrame:
    """The runs of those sets of tables of a report that are not the report's own.

    Args:
        runs: as from `transform.table.rows.alignment.aligned_runs`.
        tokens: `transform.table.rows.runs.TOKEN`.
        texts: `transform.table.prints.TEXT`.
        years: doc, report_year.
        forms: the forms.

    Returns:
        doc, run: nearly always none.
    """
    none = runs.select("doc", "run").clear()
    docs = runs.filter(pl.col("again").is_not_null()).select("doc").unique()
    if docs.is_empty():
        return none
    rows = _rows(runs.join(docs, on="doc", how="semi", maintain_order="left"), forms)
    tables = _tables(rows)
    captions = pl.concat(
        [
            _captions(texts.join(docs, on="doc", how="semi", maintain_order="left"), forms),
            _bare_years(tokens.join(docs, on="doc", how="semi", maintain_order="left")),
        ]
    )
    told = _with_captions(tables, captions).join(years.select("doc", "report_year"), on="doc", how="left")
    earlier = _is_other(told)
    left = told.filter(~earlier)
    sums = left.filter("is_sum").filter(pl.len().over(_FORM) == 1)
    pairs = sums.select(*_FORM, "table").join(left.select(*_FORM, "first", "last", part="table"), on=_FORM)
    pairs = pairs.filter(pl.col("table") != pl.col("part"))
    values = places_in_runs(tokens, runs.join(pairs, on="doc", how="semi", maintain_order="left"))
    parts = pairs.join(_less_than_parts(pairs, rows, values), on=_FORM, how="anti")
    struck = pl.concat([each.select("doc", "first", "last") for each in (told.filter(earlier), parts)])
    found = runs.join(struck, on="doc").filter(pl.col("line_no").is_between("first", "last"))
    return found.select("doc", "run").unique(maintain_order=True)


def _is_other(told: pl.DataFrame) -> pl.Series:
    """Which tables are those of an earlier year, or what a correction replaces: never all of a form."""
    latest = pl.col("year").fill_null(pl.col("report_year")).max().over(_FORM)
    earlier = (pl.col("year") < latest).fill_null(value=False)
    after, before = (pl.col(name).fill_null(value=False) for name in ("is_after", "is_before"))
    replaced = before | (~after & after.any().over(_FORM))
    found = told.select(*_FORM, other=earlier | replaced)
    return found.select(pl.col("other") & ~pl.col("other").all().over(_FORM)).to_series()


def _rows(runs: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The runs that print a row, first or again: run, doc, form, line_no, printed (the row), table, falls, is_whole.

    A table, counted in its document, ends where the form does or its rows fall back.
    """
    rows = forms.printed_rows.select("edition", "form", "places", printed="row")
    falls = (pl.col("printed") <= pl.col("printed").shift()).over("doc").fill_null(value=False)
    changes = (pl.col("form") != pl.col("form").shift()).over("doc").fill_null(value=True)
    return (
        runs.select("run", "doc", "edition", "line_no", "values", printed=pl.coalesce("row", "again"))
        .filter(pl.col("printed").is_not_null())
        .join(rows, on=["edition", "printed"], maintain_order="left")
        .with_columns(falls=falls, table=(falls | changes).cum_sum().over("doc"))
        .select("run", *_FORM, "line_no", "printed", "table", "falls", is_whole=pl.col("values") == pl.col("places"))
    )


def _tables(rows: pl.DataFrame) -> pl.DataFrame:
    """The tables of documents, in order: doc, form, table, first and last (lines), falls."""
    return rows.group_by(*_FORM, "table", maintain_order=True).agg(
        first=pl.col("line_no").min(), last=pl.col("line_no").max(), falls=pl.col("falls").first()
    )


def _captions(texts: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The short lines that are no part of the form, in order.

    Returns:
        doc, line_no, is_sum, year (the one that it names), is_after and is_before (a correction).
    """
    words = words_by("role", "document.csv")
    scope, whole = any_of(words["sum_of_scope"]), any_of(words["sum_of_all"])
    known = pl.col("bare").is_in(known_labels(forms)["bare"].unique().implode()).fill_null(value=False)
    said = pl.col("said")
    lines = (
        texts.group_by("doc", "line_no", maintain_order=True)
        .agg(pl.col("token").first(), last=pl.col("token").last(), known=known.any(), pieces=pl.len())
        .filter((pl.col("pieces") <= _PIECES) & ~pl.col("known"))
        .with_columns(said=pl.col("token") + pl.when(pl.col("pieces") > 1).then("last").otherwise(pl.lit("")))
        .with_columns(said.str.normalize("NFKC").str.replace_all(r"\s", ""))
    )
    short = said.str.len_chars().is_between(1, _LONGEST)
    is_sum = said.str.contains(rf"{_BEFORE}(?:{scope})*(?:{whole})[)）]?$")
    other = lines.filter(short & ~said.str.contains(_headings(forms)))
    one_year = (said.str.count_matches(_YEAR) == 1) & ~said.str.contains(DATE)
    year = pl.when(one_year).then(said.str.extract(f"({_YEAR})").cast(pl.Int32))
    after, before = (said.str.contains(any_of(words[role])) for role in ("after_correction", "before_correction"))
    # What names both says how the one above became the one below, or the other way round.
    return other.select("doc", "line_no", is_sum=is_sum, year=year, is_after=after & ~before, is_before=before & ~after)


def _bare_years(tokens: pl.DataFrame) -> pl.DataFrame:
    """The lines that are a year and nothing else, as sheets are called: as from `_captions`."""
    alone = tokens.filter(pl.len().over("doc", "line_no") == 1)
    years = alone.filter(pl.col("token").str.contains(f"^{_YEAR}$"))
    nothing = {name: pl.lit(value=False) for name in ("is_sum", "is_after", "is_before")}
    return years.with_columns(**nothing).select(
        "doc", "line_no", "is_sum", pl.col("token").cast(pl.Int32).alias("year"), "is_after", "is_before"
    )


@lru_cache(maxsize=4)
def _headings(forms: Forms) -> str:
    """What a section's heading begins with and names."""
    words = {word for keywords in forms.sections["keywords"] for word in keywords.split("|")}
    return rf"^[{''.join(forms.sections['ordinal'].unique())}][、.．,].*{any_of(sorted(words))}"


def _with_captions(tables: pl.DataFrame, captions: pl.DataFrame) -> pl.DataFrame:
    """Tables with what stands above them, or above their set, as from `_captions`; null for nothing."""
    above = tables.sort("first").join_asof(
        captions.rename({"line_no": "caption"}).sort("caption"),
        left_on="first",
        right_on="caption",
        by="doc",
        allow_exact_matches=False,
        coalesce=False,
        check_sortedness=False,
    )
    before = pl.col("last").shift().over("doc").fill_null(-1)
    own = (pl.col("caption") > before).fill_null(value=False)
    # The caption of the first form of a set is that of the others, too.
    goes_on = ~own & ~pl.col("falls")
    told = above.sort("doc", "table").with_columns(
        at=pl.when(~goes_on).then("table").forward_fill().over("doc"), own=own
    )
    named = told.filter("own").select("doc", "at", "is_sum", "year", "is_after", "is_before")
    return tables.join(told.select("doc", "table", "at"), on=["doc", "table"]).join(named, on=["doc", "at"], how="left")


def _less_than_parts(pairs: pl.DataFrame, rows: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """The forms of which a table is called the sum and says less than a part: doc, form."""
    whole = rows.filter("is_whole").join(values.select("run", "nth", "value"), on="run")
    summed = pairs.join(whole, on=[*_FORM, "table"]).select(*_FORM, "part", "printed", "nth", total="value")
    part = [*_FORM, "part", "printed", "nth"]
    both = summed.join(whole.rename({"table": "part"}).select(*part, "value"), on=part)
    return both.filter(pl.col("total") < pl.col("value")).select(_FORM).unique()
