"""Numbers whose words stand before the number in front of them: 申请由去年的9件增至12件, 去年发布30条，今年40条.

What such a text lacks is taken from the text before, so that a reading says what its number is of.
"""

import polars as pl

from transform.among import put_back
from transform.prose.claims.lexicon import ClaimLexicon

#: Of the text before these are not taken: how its own number compares.
_COMPARES = ("compare", "grow", "fall", "prevyear", "past", "carry")


def with_taken_up(pieces: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """Complete the texts that only say that a number is reached, or come back from another year.

    Args:
        pieces: as from `transform.prose.claims.asides.with_asides`.
        lexicon: names the cues.

    Returns:
        The same rows, about completed (what is reached without anything before keeps that cue), with comes_back
        Boolean (the text comes back to this year from the number of another one, and says no more than that one's).
    """
    mark = lexicon.cues
    reach = mark["reach"]
    # Few texts ask what stands before them, or are changed.
    asks = pl.col("returns") | pl.col("about").str.contains(reach, literal=True)
    same = pl.col("sentence_id") == pl.col("sentence_id").shift(2)
    told = pieces.select(
        *("about", "returns"),
        before=pl.when(asks & same).then(pl.col("about").shift(2)),
        aside_before=pl.col("aside").shift(1),
        is_asked=(asks | pl.col("about").str.contains(mark["ofopen"], literal=True)).fill_null(value=False),
    )
    before = pl.col("before")
    taken = before.str.replace_all(f"[{''.join(mark[name] for name in _COMPARES)}]", "")
    tells = taken.str.contains(r"[^,;()]")
    only_reaches = pl.col("about").str.contains(f"^[,;(]*{reach}$")
    # 截至年底累计100条，其中今年30条; 微信去年30条，今年40条.
    elsewhere = before.str.contains(mark["prevyear"]) | (
        pl.col("aside_before").str.contains(mark["since"]) & pl.col("returns")
    )
    words = pl.when("returns").then("about").str.replace_all(f"[,;({mark['among']}{mark['total']}{mark['newly']}]", "")
    no_more = words.str.len_chars() <= 1
    # 疫情期间发布疫情信息120条，全年公开信息520条: what it says itself is not of the kind before.
    said_before = (words == "") | (before.str.ends_with(words) & ~before.str.contains(mark["cat"]))
    rest = (
        pl.when(pl.col("about").str.contains(f"[{reach}{mark['ofopen']}]"))
        .then("about")
        .str.replace(f",?{reach}$", "")
        .str.replace_all(reach, "")
        .str.replace_all(f"{mark['ofopen']}([^,;()])", "$1")
    )
    comes_back = (pl.col("returns") & elsewhere & no_more & said_before & tells).fill_null(False)
    asked = (
        told.filter("is_asked")
        .with_columns(comes_back=comes_back)
        .with_columns(
            about=pl.when("comes_back")
            .then(taken)
            .when(only_reaches & tells)
            .then(taken.str.strip_chars_end(",;("))
            .when(only_reaches)
            .then("about")
            .otherwise(pl.coalesce(rest, "about"))
        )
    )
    others = pieces.with_columns(comes_back=pl.lit(value=False))
    return put_back(others, told["is_asked"], asked.select("about", "comes_back"))
