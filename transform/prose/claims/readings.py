"""What stands around each number, as cues: the reading that the rules of the lexicon look at.

A reading is `^` context `#` measure: the families that the sentence and the paragraph have spoken of (a letter of
`FAMILIES`, `CHANNELS` or `_ISSUED`, or `-`), `+` in a list of parts, the cues that still hold (see `asides`), those
before the number, `#`, the measure's letter, and the cues after it up to the next clause.
"""

import polars as pl

from transform.lexicon import any_of
from transform.prose.claims.asides import with_asides
from transform.prose.claims.coded import coded
from transform.prose.claims.lexicon import ClaimLexicon
from transform.prose.claims.mentions import cut_at_mentions, read_mentions
from transform.prose.claims.respective import with_respective
from transform.prose.claims.sentences import tidy_sentence
from transform.prose.claims.taken_up import with_taken_up

#: Cues that tell a family, by its letter.
FAMILIES = {
    "a": ("apply",),
    "c": ("carry",),
    "d": ("answer", "inhand"),
    "p": ("pub", "info", "web", "newmedia", "bulletin"),
    "r": ("recon",),
    "l": ("suit", "suitdirect", "suitafter"),
    "t": ("train", "trainee"),
    "n": ("norm",),
    "s": ("resp", "respond", "hot", "proposal"),
    "f": ("adminfee",),
    "e": ("fee",),
    "x": ("meet", "convene", "lic", "pen", "coer", "view", "press"),
}
#: A clause that publishes by one channel only speaks of that: the letter by the channel's cue.
CHANNELS = {"web": "w", "newmedia": "m", "bulletin": "g"}
_PUBLISHES = ("p", "n")
#: A clause that issues or repeals normative documents.
_ISSUED = "i"
_ANSWERED = "d"
#: Measures of what a channel has and nobody publishes: things, people.
_NO_PUBLICATION = ("g", "h")
#: Families of requests.
_REQUESTS = ("a", "c", "d")
#: What one part of a list of publications may be about: the next part is a publication again.
_BY_THE_WAY = ("n", "x", "e", "-")


def pieces_of(sentences: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """The pieces of all sentences in reading order: texts as cues, and mentions.

    Args:
        sentences: as from `transform.prose.claims.sentences.claiming_sentences`.
        lexicon: words and numbers.

    Returns:
        doc, line_no, paragraph, stretch, item, numbered as given; text String (the sentence, tidied); sentence_id
        UInt32; cues String (of a text; null for a mention), and of a mention: mention, measure, value, qualifier,
        value_low, value_high, printed (as from `read_mentions`). Texts and mentions take turns within a sentence.
    """
    distinct = sentences.select("sentence").unique().with_columns(text=tidy_sentence(pl.col("sentence"), lexicon))
    cut = cut_at_mentions(distinct, lexicon).with_columns(
        is_mention=pl.int_ranges(pl.col("pieces").list.len()).list.eval(pl.element() % 2 == 1)
    )
    flat = (
        sentences.with_row_index("sentence_id")
        .join(cut, on="sentence", how="left", maintain_order="left")
        .drop("sentence")
        .explode("pieces", "is_mention")
    )
    mentions = flat.filter("is_mention")["pieces"].unique()
    texts = flat.filter(~pl.col("is_mention")).select("pieces").unique()
    return (
        flat.join(_with_cues(texts, lexicon), on="pieces", how="left", maintain_order="left")
        .join(read_mentions(mentions, lexicon), left_on="pieces", right_on="mention", how="left", maintain_order="left")
        .with_columns(cues=pl.when(~pl.col("is_mention")).then("cues"))
        .rename({"pieces": "mention"})
    )


def readings_of(pieces: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """The reading of each mention.

    Args:
        pieces: as from `pieces_of`.
        lexicon: names the cues.

    Returns:
        The rows of `pieces` with row UInt32, reading String (null for texts and for mentions that claim nothing),
        list_at UInt32 (the row of the word that began the list of parts; null outside one), apart Boolean (a rate there
        is of something else than the number before) and of_area Boolean (it is an area's).
    """
    told = with_taken_up(with_respective(with_asides(pieces, lexicon), lexicon), lexicon)
    properties = _cue_properties(told.select("cues").unique().drop_nulls(), lexicon)
    rows = told.join(properties, on="cues", how="left", maintain_order="left").with_row_index("row")
    rows = rows.with_columns(near=_with_numbers_before(lexicon.cues["ofopen"]))
    new_paragraph = pl.col("paragraph") != pl.col("paragraph").shift(1)
    new_item = (pl.col("item") != pl.col("item").shift(1)).fill_null(True)
    forget = (new_paragraph & pl.col("numbered") | (pl.col("doc") != pl.col("doc").shift(1))).fill_null(True)
    rows = rows.with_columns(
        starts=pl.when(new_item).then("row").forward_fill(),
        in_item=pl.when(new_item).then(pl.col("family").fill_null("-")).otherwise("family").forward_fill(),
        in_paragraph=pl.when(forget).then(pl.col("family").fill_null("-")).otherwise("family").forward_fill(),
        forgets=forget,
    )
    rows = _with_lists(rows)
    first = pl.col("row") - 1 == pl.col("starts")
    spoken = pl.col("in_item").shift(2).fill_null("-")
    publishes = pl.col("list_at").is_not_null() & pl.col("listed").is_in(["p", *CHANNELS.values()])
    # 答复9件，其中公开6件、其他3件: 公开 says no other family there.
    answers = pl.col("list_at").is_not_null() & pl.col("listed").is_in(_REQUESTS)
    in_list = (publishes & spoken.is_in(_BY_THE_WAY)) | (answers & spoken.is_in(["p", *CHANNELS.values()]))
    stretch = pl.when(first).then(pl.lit("-")).when(in_list).then("listed").otherwise(spoken)
    paragraph = pl.when(pl.col("forgets").shift(1)).then(pl.lit("-")).otherwise(pl.col("in_paragraph").shift(2))
    reading = pl.concat_str(
        pl.lit("^"),
        stretch,
        paragraph.fill_null("-"),
        pl.when(pl.col("list_at").is_not_null()).then(pl.lit("+")).otherwise(pl.lit("-")),
        "aside",
        # 3件复议、2件诉讼: what stands before a list mark belongs to the number before.
        pl.when(pl.col("about").shift(1).str.ends_with(";") & (pl.col("near").shift(-1) != ""))
        .then(pl.lit(";"))
        .otherwise(pl.col("about").shift(1)),
        # 网站设置专栏9个，发布信息120条: what was counted is no publication, so the website still speaks.
        pl.when(spoken.is_in([*CHANNELS.values()]) & pl.col("measure").shift(2).is_in(_NO_PUBLICATION))
        .then(pl.lit(lexicon.cues["refresh"]))
        .otherwise(pl.lit("")),
        pl.lit("#"),
        "measure",
        pl.col("near").shift(-1).fill_null(""),
    )
    return rows.select(
        *(*pieces.columns, "row", "list_at"),
        reading=pl.when(pl.col("measure").is_not_null()).then(reading),
        apart=_is_apart(pl.col("cues").shift(1), pl.col("family").shift(1), spoken, lexicon),
        of_area=pl.col("of_area").shift(1),
    )


def _with_lists(rows: pl.DataFrame) -> pl.DataFrame:
    """With list_at, and listed: the family that the list of parts is of.

    A list within brackets ends with them (网站200条（含财政20条）、微信100条), and one in an item with that.
    """
    begins = pl.col("has_among") & pl.col("is_mention").shift(-1) & ~pl.col("comes_back")
    return rows.with_columns(
        among=pl.when(begins & ~pl.col("in_bracket")).then("row").forward_fill(),
        bracketed=pl.when(begins & pl.col("in_bracket")).then("row").when("closes").then(0).forward_fill(),
    ).with_columns(
        list_at=pl.coalesce(pl.when(pl.col(at) > pl.col("starts")).then(at) for at in ("bracketed", "among")),
        listed=pl.when((pl.col("among") == pl.col("row")) | (pl.col("bracketed") == pl.col("row")))
        .then(pl.col("in_item").shift(1))
        .forward_fill(),
    )


def _is_apart(left: pl.Expr, family: pl.Expr, spoken: pl.Expr, lexicon: ClaimLexicon) -> pl.Expr:
    """Whether a rate names what it is of, and that is not the number before (收到申请5件，公开信息增长8%)."""
    channels = [*CHANNELS.values()]
    alike = family.replace(channels, "p") == spoken.replace(channels, "p")
    names_rate = left.str.contains(lexicon.cues["rate"], literal=True)
    of_answers = (family == _ANSWERED) & (spoken == _ANSWERED)
    apart = pl.when(names_rate).then(~of_answers.fill_null(False)).otherwise(~alike.fill_null(True))
    return apart & ~left.str.contains(lexicon.cues["ratio"], literal=True)


def _with_cues(texts: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """Texts (pieces) with their cues and marks; white paper (only a mark before the next number) is one of its own."""
    text, kept = pl.col("pieces"), pl.col("kept")
    bare = text.str.contains(r"^[,;,；、:：]$")
    cues = (
        pl.when(bare)
        .then(kept + lexicon.cues["bare"])
        # 公开信息50条：网站30条: a colon behind a number begins its parts.
        .when(text.str.starts_with(":"))
        .then(lexicon.cues["among"] + kept)
        # 由9件到12件; 7个工作日内答复20件.
        .when(text.str.contains(lexicon.prints["reached"].text))
        .then(pl.lit(lexicon.cues["reach"]))
        .when(text.str.contains(lexicon.prints["within"].text))
        .then(lexicon.cues["some"] + kept)
        # 网站30条、微信20条，共50条.
        .when(text.str.contains(lexicon.prints["summed"].text))
        .then(kept + lexicon.cues["total"])
        .otherwise(kept)
    )
    told = coded(texts["pieces"], lexicon).alias("kept").to_frame()
    # 行政复议和行政诉讼分别为3件和2件: a list of two.
    several = pl.col("kept").str.contains(lexicon.cues["separately"], literal=True)
    listed = (
        pl.when(several).then(pl.col("kept").str.replace_all(any_of(lexicon.numbers["and"]), ";")).otherwise("kept")
    )
    return (
        texts.with_columns(told.select(listed).to_series())
        .with_columns(pl.col("kept").str.replace_all(r"[^\x{E000}-\x{F8FF},;()]+", ""))
        .select("pieces", cues=cues)
    )


def _cue_properties(cues: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """Of distinct cues: the last family, what is near to the number before, and whether a list of parts begins."""
    return cues.with_columns(
        family=_family(lexicon),
        near=_near(lexicon),
        has_among=pl.col("cues").str.contains(lexicon.cues["among"], literal=True),
        in_bracket=pl.col("cues").str.contains(rf"\([^)]*{lexicon.cues['among']}[^)]*$"),
        closes=pl.col("cues").str.contains(")", literal=True),
    )


def _with_numbers_before(of_open: str) -> pl.Expr:
    """near; what is of requests parts the number before the last too (复议23件，审结21件，其中信息公开2件)."""
    next_but_one = (pl.col("near").shift(-2) == of_open) & (pl.col("stretch") == pl.col("stretch").shift(-2))
    return pl.when(next_but_one & (pl.col("near") == "")).then(pl.lit(of_open)).otherwise("near")


def _near(lexicon: ClaimLexicon) -> pl.Expr:
    """What is near to the number before a text; a number reached, or those of them that are of requests, alone."""
    among, reach, is_open, of_open, apply = (
        lexicon.cues[name] for name in ("among", "reach", "open", "ofopen", "apply")
    )
    near = pl.col("cues").str.extract(r"^([^,;]*)")
    return (
        pl.when(pl.col("cues").str.contains(rf"^[,(]*{among}?,?{is_open}{of_open}{apply}?$"))
        .then(pl.lit(of_open))
        .when(near != reach)
        .then(near.str.replace_all(reach, "").str.replace_all(of_open, ""))
        .otherwise(near)
    )


def _family(lexicon: ClaimLexicon) -> pl.Expr:
    """The letter of what a text's cues speak of last; null for nothing."""
    letter = {lexicon.cues[name]: letter for letter, names in FAMILIES.items() for name in names}
    channel = {lexicon.cues[name]: letter for name, letter in CHANNELS.items()}
    last = pl.col("cues").str.replace_all(f"[^{''.join(letter)}]+", "").str.tail(1).replace(letter)
    clause = pl.col("cues").str.extract(r"([^,]*)$")
    named = clause.str.replace_all(f"[^{''.join(channel)}{lexicon.cues['otherch']}]+", "")
    only = named.str.extract(rf"^({'|'.join(f'{mark}+' for mark in channel)})$").str.head(1).replace(channel)
    issues = clause.str.contains(f"[{lexicon.cues['issue']}{lexicon.cues['repeal']}]")
    return (
        pl.when((last == "n") & issues)
        .then(pl.lit(_ISSUED))
        .when(last.is_in(_PUBLISHES) & only.is_not_null())
        .then(only)
        .when(last != "")
        .then(last)
    )
