"""Which edition of the form a document prints: by its labels, and by its year where these do not tell."""

from functools import lru_cache

import polars as pl

from transform.forms import Forms

#: The form that one document prints.
EDITION = pl.Schema(
    {
        "doc": pl.UInt32,
        "edition": pl.String,
        "labels": pl.UInt32,  # how many of its labels stand there
        "tied": pl.Boolean,  # another edition has as many
    }
)
#: A label inside a longer token is told from chance by so many characters.
SHORTEST_OWN = 4


def printed_editions(tokens: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """Which edition's form each document prints: the one most of whose labels stand there.

    Args:
        tokens: doc, bare (cleaned label tokens).
        labels: as from `transform.table.labels.known.known_labels`.

    Returns:
        `EDITION`; a document without any label has no row.
    """
    # A print that several labels share (`第二十条第（一）项` and its like, 其他 as column and row) is one label: no
    # edition has it more often.
    codes = (
        labels.select("edition", "bare", meaning=pl.struct("form", "kind", "code").rank("dense").cast(pl.UInt32))
        .group_by("edition", "bare")
        .agg(pl.col("meaning").min())
    )
    counts = (
        tokens.select("doc", "bare")
        .join(codes, on="bare")
        .group_by("doc", "edition")
        .agg(labels=pl.col("meaning").n_unique())
        .sort("doc", "labels", "edition", descending=[False, True, True])
    )
    found = counts.group_by("doc", maintain_order=True).agg(
        pl.col("edition").first(),
        pl.col("labels").first(),
        tied=(pl.col("labels") == pl.col("labels").first()).sum() > 1,
    )
    theirs = tokens.join(found.filter("tied").select("doc"), on="doc", how="semi")
    if theirs.is_empty():
        return found
    return (
        found.join(_by_own_labels(theirs, labels), on="doc", how="left", maintain_order="left")
        .with_columns(
            edition=pl.when("tied").then(pl.coalesce("own", "edition")).otherwise("edition"),
            tied=pl.col("tied") & pl.col("own").is_null(),
        )
        .drop("own")
    )


def _by_own_labels(tokens: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """The edition more of whose own labels stand in a document's tokens, also inside longer ones: doc, own."""
    own = {edition: words for edition, words in _own_labels(labels).items() if words}
    if not own:
        return tokens.select("doc", own=pl.lit(None, pl.String)).clear()
    said = (pl.col("bare").str.contains_any(words).sum().alias(edition) for edition, words in own.items())
    seen = tokens.group_by("doc").agg(said).unpivot(index="doc", variable_name="own", value_name="times")
    best = pl.col("times") == pl.col("times").max().over("doc")
    return seen.filter((pl.col("times") > 0) & best).filter(pl.len().over("doc") == 1).select("doc", "own")


def _own_labels(labels: pl.DataFrame) -> dict[str, list[str]]:
    """The labels of each edition that stand in no label of another."""
    texts = {
        str(edition): group["bare"].unique().sort().to_list()
        for (edition,), group in labels.filter(pl.col("bare").str.len_chars() >= SHORTEST_OWN).group_by("edition")
    }
    return {
        edition: [
            text
            for text in own
            if not any(text in label for other in texts if other != edition for label in texts[other])
        ]
        for edition, own in sorted(texts.items())
    }


def prescribed_editions(years: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The edition that is in force for each document's year.

    Args:
        years: doc UInt32, report_year Int16 (null where nothing tells it).
        forms: the statutory forms.

    Returns:
        doc, year_edition String (null without a year, or before the first edition).
    """
    return (
        years.sort("report_year")
        .join_asof(_started(forms), left_on="report_year", right_on="first", strategy="backward")
        .select("doc", "year_edition")
    )


@lru_cache(maxsize=4)
def _started(forms: Forms) -> pl.DataFrame:
    """When each edition came into force: year_edition, first (its first year), in order."""
    return forms.editions.select(year_edition="edition", first="first_year").sort("first")


def decided_editions(printed: pl.DataFrame, prescribed: pl.DataFrame) -> pl.DataFrame:
    """The printed editions, those of equal right decided by the year.

    What is left of a document (no section 二, section 三 cut off) can stand in two editions. Rows are counted in one of
    them, so this is decided once, before they are.

    Args:
        printed: as from `printed_editions`.
        prescribed: as from `prescribed_editions`.

    Returns:
        `printed`, in its order; where `tied`, `edition` is that of the year, if there is one.
    """
    of_year = pl.when("tied").then("year_edition")
    joined = printed.join(prescribed, on="doc", how="left", maintain_order="left")
    return joined.with_columns(edition=pl.coalesce(of_year, "edition")).drop("year_edition")
