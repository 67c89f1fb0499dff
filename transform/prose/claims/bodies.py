"""Bodies that clauses name as those that did something: 县教育局受理申请3件，县民政局受理2件."""

import polars as pl

from transform.among import put_back
from transform.lexicon import any_of
from transform.prose.claims.lexicon import ClaimLexicon

#: What a year begins with.
_YEAR = "20"


def with_named_bodies(claims: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """The claims with bodies_named UInt8: how many other bodies than the agency their sentence names.

    Args:
        claims: doc UInt32, text (the sentence), left (the text before the number) String.
        lexicon: knows what names of bodies end in, and what bodies do.

    Returns:
        The same rows; null where the number's own clause begins with none, or with one alone that may be the agency.
    """
    none = claims.with_columns(bodies_named=pl.lit(None, pl.UInt8))
    done = lexicon.saying("recv", "accept", "pub", "answer", "handle")
    acts = [body + act for body in lexicon.bodies for act in (*done, *lexicon.between, _YEAR)]
    asked = claims.select(pl.col("left").str.contains_any(acts).fill_null(value=False)).to_series()
    if not asked.any():
        return none
    names, selves = any_of(lexicon.bodies), any_of(lexicon.saying("own"))
    between = f"(?:{any_of(lexicon.between)}|{lexicon.prints['year_said'].text})*(?:{any_of(done)})[^,;:]*"
    body = pl.col("left").str.extract(rf"{lexicon.prints['first_clause'].text}(\p{{Han}}{{2,12}}(?:{names})){between}$")
    named = claims.filter(asked).with_columns(body=pl.when(~body.str.contains(rf"(?:{selves})$")).then(body))
    several = pl.col("count").fill_null(0)
    # A town's report may call the town by its name, and a zone's its committee.
    counts = pl.col("body").str.ends_with(lexicon.bureau) | (several > 1)
    told = named.join(_bodies_named(named), on=["doc", "text"], how="left", nulls_equal=True, maintain_order="left")
    return put_back(none, asked, told.select(bodies_named=pl.when(counts).then(several)))


def _bodies_named(named: pl.DataFrame) -> pl.DataFrame:
    """doc, text and the count of bodies; one of which the name ends in another's is the same (某县教育局, 县教育局)."""
    bodies = named.select("doc", "text", "body").drop_nulls("body").unique()
    longer = bodies.rename({"body": "of"})
    pairs = bodies.join(longer, on=["doc", "text"]).filter(
        pl.col("of").str.ends_with(pl.col("body")) & (pl.col("of") != pl.col("body"))
    )
    return (
        bodies.join(pairs, on=["doc", "text", "body"], how="anti")
        .group_by("doc", "text")
        .agg(count=pl.len().cast(pl.UInt8))
    )
