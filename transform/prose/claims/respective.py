"""Numbers of several things that are named before all of them: 行政复议和行政诉讼分别为3件和2件."""

import polars as pl

from transform.among import put_back
from transform.prose.claims.lexicon import ClaimLexicon

#: Cues of what several things can share, said with the last of them only (本年新收、上年结转申请分别为9件、3件).
_SHARED = ("apply", "recon", "suit", "norm")


def with_respective(pieces: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """Give each number of such a run its own thing; where they are not as many, all stays as it is.

    Args:
        pieces: as from `transform.prose.claims.asides.with_asides`.
        lexicon: names the cues.

    Returns:
        The same rows, about changed.
    """
    mark = lexicon.cues["separately"]
    names_several = pl.col("about").str.contains(f";[^,]*{mark}").fill_null(value=False)
    sentences = pieces.filter(names_several)["sentence_id"].unique()
    if sentences.is_empty():
        return pieces
    asked = pieces.select(pl.col("sentence_id").is_in(sentences.implode())).to_series()
    place = ("sentence_id", "of")
    rows = (
        pieces.filter(asked)
        .select("sentence_id", "about", names=names_several, is_text=pl.col("cues").is_not_null())
        .with_columns(of=pl.col("names").cum_sum(), names_of=pl.when("names").then("about").forward_fill())
        .with_columns(
            parted=pl.col("is_text")
            & ~pl.col("names")
            & (pl.col("about").str.strip_chars(f",;{lexicon.cues['bare']}") != "")
        )
        .with_columns(in_run=~pl.col("is_text") & (pl.col("parted").cum_sum().over(place) == 0) & (pl.col("of") > 0))
        .with_columns(number=pl.col("in_run").cum_sum().over(place), count=pl.col("in_run").sum().over(place))
    )
    head = pl.col("names_of").str.extract(f"^(.*?){mark}")
    listed = head.str.extract("([^,]*)$").str.split(";")
    shared = "".join(lexicon.cues[name] for name in _SHARED)
    name = listed.list.get(pl.col("number"), null_on_oob=True)
    common = pl.when(~name.str.contains(f"[{shared}]")).then(head.str.extract(f"([{shared}])$")).fill_null("")
    told = rows.select(
        about=pl.when(
            pl.col("is_text")
            & pl.col("in_run").shift(-1).fill_null(value=False)
            & (pl.col("of") == pl.col("of").shift(-1))
            & (pl.col("count") == listed.list.len())
        )
        .then(
            pl.concat_str(
                pl.when("names").then(head.str.extract("^(.*,)").fill_null("")).otherwise(pl.lit(",")),
                name,
                common,
                pl.col("names_of").str.extract(f"{mark}(.*)$"),
            )
        )
        .otherwise("about")
    )
    return put_back(pieces, asked, told)
