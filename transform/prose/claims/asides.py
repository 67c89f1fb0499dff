"""What a sentence says its numbers are aside from: other years, plans, other bodies, other matters.

Such a word holds for the numbers behind it too (近三年来共收到41件，办结40件), until the sentence comes back to this
year or to the agency itself (今年, 我局).
"""

import polars as pl

from transform.prose.claims.lexicon import ClaimLexicon

#: What takes a number out of this year, or away from the agency, and what brings the sentence back.
_TIMES, _THIS_YEAR = ("since", "plan"), "now"
_BODIES, _ITSELF = ("sub",), "own"
#: An area is its government's own; beside an agency that speaks of itself later on it is others'.
_AREA = "area"
#: Holds to the end of the sentence, and holds for all of it.
_MATTER, _UNRELATED = "matter", "unrelated"
#: Read here only.
_READ_HERE = (_THIS_YEAR, "thisyear", _ITSELF, _AREA)


def with_asides(pieces: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """Tell what each number is aside from.

    Args:
        pieces: in reading order: sentence_id, stretch UInt32, cues String (null for a mention).
        lexicon: names the cues.

    Returns:
        The same rows with aside String (the cues that hold there; ""), cues without those that only this reads, and
        about String (the cues without any of these: they would part words that stand together).
    """
    mark = lexicon.cues
    rows = pieces.join(_said(pieces, lexicon), on="cues", how="left", maintain_order="left")
    new = (pl.col("sentence_id") != pl.col("sentence_id").shift(1)).fill_null(True)
    rows = rows.with_columns(
        pl.when(new).then(pl.col(name).fill_null("")).otherwise(name).forward_fill()
        for name in ("time", "body", "matter")
    ).with_columns(
        unrelated=pl.col("sentence_id").is_in(rows.filter("unrelated")["sentence_id"].unique().implode()),
        own_later=_follows_in_stretch(rows),
    )
    body = (
        pl.when((pl.col("body") == mark[_AREA]) & pl.col("own_later"))
        .then(pl.lit(mark["sub"]))
        .when(pl.col("body").is_in([mark[name] for name in _BODIES]))
        .then("body")
    )
    time = pl.when(pl.col("time") != mark[_THIS_YEAR]).then("time")
    unrelated = pl.when("unrelated").then(pl.lit(mark[_UNRELATED]))
    aside = pl.concat_str(time, body, "matter", unrelated, ignore_nulls=True)
    return rows.with_columns(aside=aside, cues="kept").select(*pieces.columns, "aside", "about")


def _follows_in_stretch(rows: pl.DataFrame) -> pl.Series:
    """Whether the agency speaks of itself there or later in the stretch."""
    last = rows.with_row_index("at").filter("owns").group_by("stretch").agg(last="at")
    return (
        rows.select("stretch")
        .with_row_index("at")
        .join(last.with_columns(pl.col("last").list.max()), on="stretch", how="left", maintain_order="left")
        .select(own_later=(pl.col("at") <= pl.col("last")).fill_null(False))
        .to_series()
    )


def _said(pieces: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """Of each distinct text: its last word of time and of a body, what else it is about, other cues (kept, about)."""
    mark = lexicon.cues

    def last(*names: str) -> pl.Expr:
        marks = "".join(mark[name] for name in names)
        return pl.col("cues").str.extract(f"([{marks}])[^{marks}]*$")

    here = "".join(mark[name] for name in _READ_HERE)
    every = here + "".join(mark[name] for name in (*_TIMES, *_BODIES, _MATTER, _UNRELATED))
    return (
        pieces.select("cues")
        .unique()
        .drop_nulls()
        .with_columns(
            time=last(*_TIMES, _THIS_YEAR),
            body=last(*_BODIES, _AREA, _ITSELF),
            matter=last(_MATTER),
            owns=pl.col("cues").str.contains(mark[_ITSELF], literal=True),
            unrelated=pl.col("cues").str.contains(mark[_UNRELATED], literal=True),
            kept=pl.col("cues").str.replace_all(f"[{here}]", ""),
            about=pl.col("cues").str.replace_all(f"[{every}]", ""),
        )
    )
