"""What a sentence says its numbers are aside from: other years, plans, other bodies, other matters.

Such a word holds for the numbers behind it too (近三年来共收到41件，办结40件), until the sentence comes back to this
year or to the agency itself (今年, 我局).
"""

import polars as pl

from transform.lexicon import any_of
from transform.patterns import fits, pattern
from transform.prose.claims.lexicon import ClaimLexicon
from transform.prose.claims.sentences import ENUMERATOR

#: What takes a number out of this year, or away from the agency, and what brings the sentence back.
_TIMES, _THIS_YEAR = ("since", "plan"), "now"
_BODIES, _ITSELF = ("sub",), "own"
#: An area is its government's own; beside an agency that speaks of itself later on it is others'.
_AREA = "area"
#: Holds to the end of the sentence, to the end of all that a full stop ends, and for all of the sentence.
_MATTER, _FUTURE, _UNRELATED = "matter", "future", "unrelated"
#: Says that requests are for information: another matter (商标注册申请) has ended.
_OF_INFORMATION = "ofinfo"
#: What has heaped up is of all years where the sentence goes on to what this one added.
_HEAPED, _ADDED = "heap", "added"
#: Read here only.
_READ_HERE = (_THIS_YEAR, "thisyear", "ownyear", _ITSELF, _AREA, _OF_INFORMATION, _HEAPED, _ADDED)


def with_asides(pieces: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """Tell what each number is aside from.

    Args:
        pieces: in reading order: sentence_id, stretch UInt32, cues String (null for a mention).
        lexicon: names the cues.

    Returns:
        The same rows with aside String (the cues that hold there; ""), cues without those that only this reads, about
        String (the cues without any of these: they would part words that stand together), returns Boolean (the text
        comes back to this year) and of_area Boolean (the last clause of the text, or of an
        earlier one since the agency spoke of itself, begins with an area).
    """
    mark = lexicon.cues
    rows = pieces.join(_said(pieces, lexicon), on="cues", how="left", maintain_order="left")
    new = (pl.col("sentence_id") != pl.col("sentence_id").shift(1)).fill_null(True)
    sets_apart = (pl.col("body") == mark[_AREA]) & _stands_before(new)
    of_all_years = (
        pl.col("heaps")
        & (pl.col("time") != mark[_THIS_YEAR]).fill_null(True)
        & pl.col("adds").shift(-2)
        & ~new.shift(-1)
        & ~new.shift(-2)
    )
    owns, begins_with_area = pl.col("owns").fill_null(False), pl.lit(_begins_with_area(rows["mention"], lexicon))
    rows = (
        rows.with_columns(
            time=pl.when(of_all_years).then(pl.lit(mark[_TIMES[0]])).otherwise("time"),
            body=pl.when(sets_apart).then(pl.lit(mark[_BODIES[0]])).otherwise("body"),
        )
        .with_columns(
            pl.when(new).then(pl.col(name).fill_null("")).otherwise(name).forward_fill()
            for name in ("time", "body", "matter")
        )
        .with_columns(
            pl.when((pl.col("stretch") != pl.col("stretch").shift(1)).fill_null(True))
            .then(pl.col("future").fill_null(""))
            .otherwise("future")
            .forward_fill(),
            of_area=pl.when(begins_with_area & pl.col("cues").is_not_null() & ~owns)
            .then(True)
            .when(new | owns)
            .then(False)
            .forward_fill(),
            unrelated=pl.col("sentence_id").is_in(rows.filter("unrelated")["sentence_id"].unique().implode()),
            own_later=_follows_in_stretch(rows),
        )
    )
    body = (
        pl.when((pl.col("body") == mark[_AREA]) & pl.col("own_later"))
        .then(pl.lit(mark["sub"]))
        .when(pl.col("body").is_in([mark[name] for name in _BODIES]))
        .then("body")
    )
    time = pl.when(pl.col("time") != mark[_THIS_YEAR]).then("time")
    unrelated = pl.when("unrelated").then(pl.lit(mark[_UNRELATED]))
    aside = pl.concat_str(time, body, "matter", "future", unrelated, ignore_nulls=True)
    return rows.with_columns(aside=aside, cues="kept").select(*pieces.columns, "aside", "about", "returns", "of_area")


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


def _stands_before(new: pl.Expr) -> pl.Expr:
    """Whether an earlier text of the sentence speaks of the agency itself (我局收到2件，全县共收到320件)."""
    owns = pl.col("owns").fill_null(False).cast(pl.Int32)
    earlier = owns.cum_sum() - owns
    return earlier > pl.when(new).then(earlier).forward_fill()


def _begins_with_area(texts: pl.Series, lexicon: ClaimLexicon) -> pl.Series:
    """Whether a text's last clause begins with an area: 全县共收到…, not 举办全县培训."""
    areas = lexicon.saying(_AREA)
    times = any_of(lexicon.saying("among", *_TIMES, _THIS_YEAR))
    begins = rf"(?:{ENUMERATOR}|^|[,，；;：:])\s*(?:{times}|{lexicon.prints['year_said'].text})?"
    return fits(texts, pattern(rf"{begins}(?:{any_of(areas)})[^,，；;：:]*$", areas))


def _said(pieces: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """Of each distinct text: its last word of time and of a body, what else it is about, other cues (kept, about)."""
    mark = lexicon.cues

    def last(*names: str) -> pl.Expr:
        marks = "".join(mark[name] for name in names)
        return pl.col("cues").str.extract(f"([{marks}])[^{marks}]*$")

    here = "".join(mark[name] for name in _READ_HERE)
    every = here + "".join(mark[name] for name in (*_TIMES, *_BODIES, _MATTER, _FUTURE, _UNRELATED))
    return (
        pieces.select("cues")
        .unique()
        .drop_nulls()
        .with_columns(
            time=last(*_TIMES, _THIS_YEAR),
            body=last(*_BODIES, _AREA, _ITSELF),
            matter=pl.coalesce(last(_MATTER), pl.when(_has(mark[_OF_INFORMATION])).then(pl.lit(""))),
            future=last(_FUTURE),
            returns=last(*_TIMES, _THIS_YEAR) == mark[_THIS_YEAR],
            heaps=_has(mark[_HEAPED]),
            adds=_has(mark[_ADDED]),
            owns=_has(mark[_ITSELF]),
            unrelated=_has(mark[_UNRELATED]),
            kept=pl.col("cues").str.replace_all(f"[{here}]", ""),
            about=pl.col("cues").str.replace_all(f"[{every}]", ""),
        )
    )


def _has(cue: str) -> pl.Expr:
    """Whether a text says the cue."""
    return pl.col("cues").str.contains(cue, literal=True)
