"""Which of several titles on a page is its own: not those of lists, of links with a day, of menus and related items."""

import polars as pl

from transform.dates import DATE
from transform.document.titles.candidates import ALONE, BARRED, kinds
from transform.lexicon import any_of
from transform.patterns import fits, narrowed, pattern

#: The least of a headline, in characters.
_HEADLINE = 8
#: So many lines at most from a title to the header block below it.
_ABOVE = 3
#: So many lines at most from one link of a list to the next.
_LISTED = 3

Words = dict[str, list[str]]


def years_named(found: pl.DataFrame) -> pl.DataFrame:
    """How many years the titles that are a line name: doc, title_years."""
    alone = found.filter(pl.col("broken") == ALONE)
    return alone.group_by("doc").agg(title_years=pl.col("title_year").drop_nulls().n_unique())


def without_lists(found: pl.DataFrame) -> pl.DataFrame:
    """Titles without those of a list of links to reports of several years, where another title tells a year, too.

    A list's lines stand one below the other, each as far from the next as the others.
    """
    dated = (
        found.filter((pl.col("broken") == ALONE) & pl.col("title_year").is_not_null())
        .select("doc", "at", "title_year")
        .unique(["doc", "at"], keep="first")
        .sort("doc", "at")
    )
    here = pl.col("doc") == pl.col("doc").shift()
    step, before = pl.col("step"), pl.when(here).then(pl.col("step").shift())
    same = (step <= _LISTED) & ((step == before) | (before.fill_null(_LISTED + 1) > _LISTED))
    lists = (
        dated.with_columns(step=pl.when(here).then(pl.col("at") - pl.col("at").shift()))
        .with_columns(nth=(~same.fill_null(value=False)).cum_sum())
        .filter(pl.col("title_year").n_unique().over("nth") > 1)
    )
    if lists.is_empty():
        return found
    rest = found.join(lists.select("doc", "at"), on=["doc", "at"], how="anti", maintain_order="left")
    has_own = rest.filter(pl.col("title_year").is_not_null()).select("doc").unique()
    kept = found.join(has_own, on="doc", how="anti", maintain_order="left")
    return (
        pl.concat([rest.join(has_own, on="doc", how="semi", maintain_order="left"), kept]) if has_own.height else found
    )


def at_header_block(found: pl.DataFrame, head: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Titles with `at_header`, whether they stand just above a header block; in documents with such a one no others.

    Menus, folders and related items stand elsewhere. What the page's first line says, its own title, stays too.
    """
    text = pl.col("text")
    label = any_of([*words["published"], *words["publisher"]])
    blocks = narrowed(
        head,
        text.str.contains(DATE) & ~text.str.contains("。"),
        ~text.str.contains(kinds(words)),
        text.str.contains(rf"^\W*(?:{label}\W*)?{DATE}"),
    ).select("doc", "at")
    if blocks.is_empty():
        return found.with_columns(at_header=pl.lit(value=False))
    asked = found.filter(pl.col("broken") < BARRED).select("doc", "at").unique()
    # No other headline stands between.
    headlines = head.filter((text.str.count_matches(r"\p{Han}") >= _HEADLINE) & ~text.str.contains(label)).select(
        "doc", headline="at"
    )
    headlines = headlines.join(asked.select("doc").unique(), on="doc", how="semi")
    above = (
        asked.join(blocks.rename({"at": "block"}), on="doc")
        .with_columns(step=pl.col("block").cast(pl.Int64) - pl.col("at"))
        .filter(pl.col("step").is_between(1, _ABOVE))
        .filter(pl.col("step") == pl.col("step").min().over("doc", "block"))
        .join(headlines, on="doc", how="left")
        .filter((pl.col("headline") < pl.col("block")).fill_null(value=True))
        .group_by("doc", "at", "block")
        .agg(pl.col("headline").max())
        .filter((pl.col("headline") <= pl.col("at")).fill_null(value=True))
        .select("doc", "at", at_header=pl.lit(value=True))
        .unique()
    )
    marked = found.join(above, on=["doc", "at"], how="left", maintain_order="left").with_columns(
        at_header=pl.col("at_header").fill_null(value=False) & (pl.col("broken") < BARRED)
    )
    first = head.group_by("doc").agg(first=pl.col("at").min())
    kept = pl.col("at_header") | (pl.col("at") == pl.col("first")) | ~pl.col("at_header").any().over("doc")
    return marked.join(first, on="doc", how="left", maintain_order="left").filter(kept).drop("first")


def without_days(found: pl.DataFrame, head: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Titles without those that a day follows, as it does a link; in documents where none follows another.

    It stands behind the title, or in brackets on the line below.
    """
    text, kind = pl.col("text"), kinds(words)
    is_day = fits(head["text"], pattern(rf"^[\[【]{DATE}[\]】]$", "[【"))
    above_day = pl.lit(is_day.shift(-1)) & (pl.col("doc") == pl.col("doc").shift(-1))
    found_days = [
        narrowed(head, text.str.contains(DATE), text.str.contains(rf"{kind}\W*{DATE}\W*$")),
        narrowed(head, above_day.fill_null(value=False), text.str.contains(rf"{kind}\W*$")),
    ]
    links = pl.concat(found_days).select("doc", "at")
    plain = found.join(links, on=["doc", "at"], how="anti", maintain_order="left")
    if plain.height == found.height:
        return found
    rest = found.join(plain.select("doc").unique(), on="doc", how="anti", maintain_order="left")
    return pl.concat([plain, rest]).sort("doc", maintain_order=True)


def with_confirmed(found: pl.DataFrame, head: pl.DataFrame) -> pl.DataFrame:
    """Titles with `confirmed`: of several that name several agencies, whether a line of the head below names it, too.

    Links to other agencies' reports, in a page's menu, are not.
    """
    several = found.filter(pl.col("title_agency").n_unique().over("doc") > 1).filter(
        pl.col("title_agency").is_not_null()
    )
    if several.is_empty():
        return found.with_columns(confirmed=pl.lit(value=False))
    others = head.join(found.select("doc", "at"), on=["doc", "at"], how="anti")
    told = (
        several.group_by("doc", "title_agency")
        .agg(first=pl.col("at").min())
        .join(others.select("doc", "at", "text"), on="doc")
        .filter(pl.col("at") > pl.col("first"))
        .filter(pl.col("text").str.contains(pl.col("title_agency"), literal=True))
        .select("doc", "title_agency", confirmed=pl.lit(value=True))
        .unique()
    )
    return found.join(told, on=["doc", "title_agency"], how="left", maintain_order="left").with_columns(
        pl.col("confirmed").fill_null(value=False)
    )
