"""The name that stands beside a title."""

import polars as pl

from transform.dates import YEAR
from transform.document.titles.candidates import PAIR
from transform.document.titles.names import agency_in, speaker_in
from transform.lexicon import any_of

#: The longest line of a name in pieces, in characters.
_LONGEST = 20

Words = dict[str, list[str]]


def names_beside(head: pl.DataFrame, title: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The name on the line just above the title, else on the one below it: doc, line_agency, joined_agency.

    The label of a form's unit (`填报单位：`) or brackets may stand at it; whom a page's header block calls its
    publisher is not the speaker. `joined_agency` is what the line above makes together
    with the line above it, or with the title's own name: a name may be broken anywhere.
    """
    found = _at_titles(head, title)
    return (
        pl.concat([_above(found, words), _below(found, words)])
        .sort("doc", "step")
        .group_by("doc", maintain_order=True)
        .agg(pl.col("line_agency", "joined_agency").drop_nulls().first())
    )


def _at_titles(head: pl.DataFrame, title: pl.DataFrame) -> pl.DataFrame:
    """The line of each title, `step` 0, and the two below it; of a title on two lines, `before` is above both."""
    at = title.select("doc", "title", "title_at", "title_agency", is_pair=pl.col("title_broken") == PAIR)
    step = pl.col("at").cast(pl.Int64) - pl.col("title_at")
    return (
        head.join(at, on="doc")
        .filter(step.is_between(0, 2))
        .with_columns(
            # Of a title on two lines, the line above it is one further up.
            before=pl.when("is_pair").then("before2").otherwise("before"),
            before2=pl.when(~pl.col("is_pair")).then("before2"),
            step=step,
        )
    )


def _above(found: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The name on the line above: doc, step, line_agency, joined_agency."""
    above, joined = pl.col("before"), pl.concat_str("before2", "before")
    sub = any_of(words["sub_organ"])
    is_part = above.str.contains(rf"^\p{{Han}}{{0,6}}{sub}$") & _is_chinese(pl.col("before2"), 3)
    is_piece = above.str.contains(rf"^(?:{YEAR}年?度?)?\p{{Han}}{{2,20}}$")
    # Nor is a page's menu one.
    is_piece &= ~pl.col("before2").str.contains(any_of(words["path_label"] + words["path_home"])).fill_null(value=False)
    # Two bureaus on lines of their own are a menu's; a central body and its office is one.
    not_menu = words["torn_rest"] + words["central"]
    is_listed = pl.all_horizontal(
        text.str.contains(rf"^\p{{Han}}*{any_of(words['agency_end'])}$") & ~text.str.contains(any_of(not_menu))
        for text in (above, pl.col("before2"))
    ).fill_null(value=False) & (above != pl.col("before2"))
    above = pl.when(~is_listed).then(above)
    # What is a name by itself is no piece of one.
    pieces = (
        pl.when(~is_piece | agency_in(above).is_not_null())
        .then(None)
        .when(pl.col("title_agency").is_not_null())
        .then(above + pl.col("title_agency"))
        .when(_is_chinese(pl.col("before2"), 2))
        .then(joined)
    )
    return found.filter(pl.col("step") == 0).select(
        "doc",
        "step",
        line_agency=pl.coalesce(_name(pl.when(is_part).then(joined), words), _name(above, words)),
        joined_agency=_name(pieces, words),
    )


def _is_chinese(text: pl.Expr, least: int) -> pl.Expr:
    """Whether a text is Chinese characters and nothing else, so many at least and no more than a line of a name."""
    # A pattern with both bounds takes ten times as long to compile.
    return text.str.len_chars().is_between(least, _LONGEST) & text.str.contains(r"^\p{Han}*$")


def _below(found: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The name on the line below, as `_above`; a page's own title may stand twice before it."""
    below = pl.col("step").is_between(1, 2) & (pl.col("text") != pl.col("title"))
    return (
        found.filter(below)
        .unique("doc", keep="first", maintain_order=True)
        .select("doc", "step", line_agency=_name(pl.col("text"), words), joined_agency=pl.lit(None, pl.String))
    )


def _name(text: pl.Expr, words: Words) -> pl.Expr:
    """The speaker that a line names, without the label or brackets at it; none that it addresses (`某县人民政府：`)."""
    label = any_of(words["unit_label"])
    named = pl.when(~text.str.contains("[:：,，]$")).then(text)
    return speaker_in(
        named.str.replace(rf"^{label}[:：]?", "").str.strip_chars(":：【】[]").str.replace(r"^[(（](.*)[)）]$", "$1")
    )
