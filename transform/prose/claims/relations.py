"""How the claims of a sentence hang together: parts of a total, rates of a number, the year they are about."""

import polars as pl

from transform.among import put_back
from transform.lexicon import any_of
from transform.prose.claims.lexicon import claim_lexicon

#: A count that can have parts or a rate: neither a rate itself nor a difference.
_COUNTS = ["c", "n", "t", "h", "g"]
#: Scopes of counts that are not of this year's whole.
_ASIDE = ["difference", "last_year", "part_of_year", "ordinary", "cumulative", "plan", "others"]
_PUBLISHED = "^published_|^policy_interpretation$|^normative_documents$"
#: None is a part of another one.
_CHANNELS = ["published_website", "published_new_media", "published_bulletin"]
_OUTCOMES = "^applications_(?:granted|partially_granted|denied|unavailable|unprocessed|other)$"
_ANSWERED = "applications_answered"
_REQUESTS = "^applications_(?:received|in_hand|answered)$"
#: The number of a paragraph stands before its year (3.2022年受理申请5件).
_NUMBERED = r"(?:\(?\d{1,2}[).、．])?"

#: Numbers whose year says nothing: rates, and what one year leaves over to the next.
_UNDATED = ("other", "share", "growth_rate", "applications_carried_in", "applications_carried_out")
_ANY_YEAR = "20[12][0-9]"


def related_claims(claims: pl.DataFrame) -> pl.DataFrame:
    """Number the claims of each document and point from parts and rates to what they belong to.

    Args:
        claims: in reading order: doc, paragraph, stretch, row, list_at UInt32, measure, topic, scope, text (the
            sentence), left (the text before the number) String, apart Boolean (a rate is of something else).

    Returns:
        The same rows with claim_no Int16 (from 1 within a document), part_of (claim_no of the total), rate_of (of the
        number that a share or growth rate is about), rate_base (of the total that a share is of) Int16,
        claimed_year Int16 (the year that the sentence says its number is about), clause_year Int16 (the one that
        stands in the number's clause) and left_over_by Int16 (the one that is said to have left the number over).
    """
    years = claims.join(_years(claims), on=["left", "text"], how="left", nulls_equal=True, maintain_order="left")
    claims = _without_earlier_years(years.with_columns(_listed_years()))
    row = pl.int_range(pl.len(), dtype=pl.Int32) + 1
    new = {key: (pl.col(key) != pl.col(key).shift(1)).fill_null(True) for key in ("doc", "paragraph", "stretch")}
    countable = pl.col("measure").is_in(_COUNTS) & pl.col("scope").fill_null("").is_in(_ASIDE).not_()
    is_rate = pl.col("topic").is_in(["share", "growth_rate"])
    whole = countable & pl.col("list_at").is_null() & (pl.col("topic") != "other")
    whole &= pl.col("scope").fill_null("") != "part"
    total = whole & pl.col("topic").str.contains("_total$|_received$|_in_hand$|_answered$")
    rows = claims.with_columns(claim_no=(row - pl.when(new["doc"]).then(row).forward_fill() + 1).cast(pl.Int16))
    rows = rows.with_columns(
        count_no=_last_claim_no(countable, new["stretch"]),
        total_no=_last_claim_no(total, new["paragraph"]),
        answered_no=_last_claim_no(
            total & (pl.col("topic") == _ANSWERED) & pl.col("scope").is_null(), new["paragraph"]
        ),
        outcome_no=_last_claim_no(countable & pl.col("topic").str.contains(_OUTCOMES), new["stretch"]),
    )
    parts = _parts(rows, countable)
    apart = pl.col("apart").fill_null(False)
    of_list = pl.col("list_at").is_not_null() & (pl.col("topic") == "growth_rate")
    return (
        rows.join(parts, on=["doc", "claim_no"], how="left", maintain_order="left")
        .with_columns(
            rate_of=pl.when(is_rate & ~of_list & ~(apart & (pl.col("topic") == "growth_rate"))).then("count_no")
        )
        .join(
            parts.rename({"claim_no": "rate_of", "part_of": "rate_whole"}),
            on=["doc", "rate_of"],
            how="left",
            maintain_order="left",
        )
        .with_columns(
            rate_base=pl.when((pl.col("topic") == "share") & pl.col("rate_of").is_not_null()).then(
                pl.coalesce("rate_whole", pl.when(pl.col("total_no") < pl.col("rate_of"), _is_base()).then("total_no"))
            ),
        )
        # Whose share it is of its base is not known where it names what it is of.
        .with_columns(pl.when(~(apart & pl.col("rate_base").is_not_null())).then(pl.col("rate_of", "rate_base")))
    )


def _is_base() -> pl.Expr:
    """Whether the last total is one that a share can be of: outcomes are shares of what was answered, not received."""
    of_outcome = (pl.col("rate_of") == pl.col("outcome_no")).fill_null(value=False)
    return ~of_outcome | (pl.col("total_no") == pl.col("answered_no")).fill_null(value=False)


def _without_earlier_years(claims: pl.DataFrame) -> pl.DataFrame:
    """Numbers of a year before that of another number of their sentence, or of their topic in their paragraph, aside.

    2021年收到申请9件，2022年收到12件: the 9 are there to be compared with.
    """
    # A year stands in the sentence of each of them.
    named = claims["text"].str.contains(_ANY_YEAR)
    told = _marked_earlier_years(claims.filter(named))
    return put_back(claims.with_columns(is_past=pl.lit(value=False)), named, told)


def _marked_earlier_years(claims: pl.DataFrame) -> pl.DataFrame:
    """Of sentences that name a year: is_past, claimed_year, topic, scope."""
    year, counts = pl.col("claimed_year"), pl.col("topic").is_in([*_UNDATED]).not_()
    later = pl.max_horizontal(
        year.filter(counts).max().over("doc", "stretch", "text"),
        year.filter(counts).max().over("doc", "paragraph", "topic"),
    )
    # 2021年收到6件，本年度收到42件.
    dated, once = pl.col("left").str.contains(_ANY_YEAR), pl.col("text").str.count_matches(_ANY_YEAR) == 1
    now = pl.col("left").str.contains(any_of(claim_lexicon().saying("thisyear", "ownyear"))) & ~dated
    of_both = [one.any().over("doc", "stretch", "text", "topic") for one in (now & pl.col("list_at").is_null(), dated)]
    goes_on = once & counts & of_both[0] & of_both[1]
    is_past = (counts & (year < later)) | (goes_on & dated & year.is_not_null())
    undated = (goes_on & now).fill_null(False)
    return claims.with_columns(is_past=is_past.fill_null(False), claimed_year=pl.when(~undated).then(year)).select(
        *("is_past", "claimed_year"),
        topic=pl.when("is_past").then(pl.lit("other")).otherwise("topic"),
        scope=pl.when("is_past").then(pl.lit("last_year")).otherwise("scope"),
    )


def _listed_years() -> pl.Expr:
    """claimed_year, also of numbers that a list mark joins to one with a year (2021年网站20条、微信40条)."""
    same = pl.col("text") == pl.col("text").shift(1)
    joined = pl.col("left").str.starts_with("、") & ~pl.col("left").str.contains(_ANY_YEAR) & same
    year = pl.when(joined & pl.col("claimed_year").is_null()).then(None).otherwise(pl.col("claimed_year").fill_null(0))
    return year.forward_fill().replace(0, None).alias("claimed_year")


def _last_claim_no(flag: pl.Expr, new: pl.Expr) -> pl.Expr:
    """The claim_no of the last row with `flag`, since `new`; null for none."""
    seen = pl.when(flag).then("claim_no").when(new).then(pl.lit(0, pl.Int16)).forward_fill()
    return pl.when(seen > 0).then(seen)


def _years(rows: pl.DataFrame) -> pl.DataFrame:
    """left, text, and the years (see `related_claims`), of those that name one."""
    dated = rows.filter(pl.col("text").str.contains(_ANY_YEAR))
    if dated.is_empty():
        none = pl.lit(None, pl.Int16)
        return dated.select("left", "text", claimed_year=none, clause_year=none, left_over_by=none)
    lexicon = claim_lexicon()
    prints = {name: print_.text for name, print_ in lexicon.prints.items()}
    # A clause or a sentence that begins with a year; not `since`, `until`, `compared with` one, nor a date.
    clause = pl.col("left").str.extract(f"[,;:、]{prints['year_of_clause']}$")
    sentence = pl.col("text").str.extract(f"^{_NUMBERED}{prints['year_of_clause']}")
    # 清理2011年以来的文件9件.
    since = pl.col("text").str.contains(f"^{_NUMBERED}{prints['years_since']}")
    sentence = pl.when(~since).then(sentence)
    # A bracket that is still open and begins with its year (2021年网站20条、微信40条).
    bracket = pl.col("left").str.extract(prints["year_of_bracket"])
    # A sentence that goes on to another year, or back to this one, says its first year of its first number only.
    left, text = pl.col("left").fill_null(""), pl.col("text")
    this_year = left.str.contains(any_of(lexicon.saying("thisyear")))
    # 由2021年的20件增至30件: the year is the first number's.
    reached = left.str.contains(rf"(?:{any_of(lexicon.saying('reach'))})$")
    # 2021年无申请，本年度收到3件: what was denied is that year's.
    says = {name: any_of(lexicon.saying(name)) for name in ("neg", "thisyear", "ownyear")}
    denied = left.str.contains(rf"(?:{says['neg']})[^,;]*[,;:](?:{says['thisyear']}|{says['ownyear']})[^,;]*$")
    several = text.str.extract_all(_ANY_YEAR).list.n_unique() > 1
    first = (left == text.str.head(left.str.len_chars())) & ~denied
    # 2021年存在的培训不足问题，举办培训2期: what a year says of something is not said of a number further on.
    of_other = rf"^{_NUMBERED}[^,;:0-9]{{0,20}}{_ANY_YEAR}{prints['year']}(?:{any_of(lexicon.dated)})"
    elsewhere = text.str.contains(of_other) & ~(first & ~left.str.contains("[,;:]"))
    holds = (first | ~(this_year | reached | several | denied)) & ~elsewhere
    return (
        dated.select("left", "text")
        .unique()
        .with_columns(
            claimed_year=pl.coalesce(bracket, clause, pl.when(holds).then(sentence)).cast(pl.Int16),
            # The year nearest to a number, also of what is only compared (对2021年受理的9件申请).
            clause_year=pl.col("left").str.extract(prints["year_of_number"]).cast(pl.Int16),
            left_over_by=_left_over_by(),
        )
    )


def _left_over_by() -> pl.Expr:
    """The year that left requests over by name: 2021年结转, or 结转至2022年."""
    lexicon = claim_lexicon()
    carry, year = any_of(lexicon.saying("carry")), lexicon.prints["year"].text
    by, to = (
        pl.col("left").str.extract(print_).cast(pl.Int16)
        for print_ in (
            f"({_ANY_YEAR}){year}(?:{carry})[^0-9,;]{{0,12}}$",
            f"(?:{carry})({_ANY_YEAR}){year}[^0-9,;]{{0,12}}$",
        )
    )
    return pl.coalesce(to - 1, by)


def _parts(rows: pl.DataFrame, countable: pl.Expr) -> pl.DataFrame:
    """doc, claim_no and part_of of the claims that are parts of the count before their list."""
    before = rows.filter(countable).select(
        *("doc", "list_at"), at="row", parent_no="claim_no", whole="topic", of_measure="measure", of_stretch="stretch"
    )
    # A sentence that begins with 其中 parts the total once more, not the last part before it.
    begins = (pl.col("left") == pl.col("text").str.head(pl.col("left").str.len_chars())).first()
    listed = rows.filter(countable & pl.col("list_at").is_not_null()).select(
        *("doc", "claim_no", "topic", "scope", "measure", "stretch"),
        at="list_at",
        parts_anew=begins.over("doc", "list_at").fill_null(value=False),
    )
    if listed.is_empty():
        return _parts_of_reviews(rows).unique(["doc", "claim_no"], keep="first")
    wholes = before.filter(pl.col("list_at").is_null(), ~pl.col("whole").is_in(["other", "published_other"]))
    candidates = pl.concat(
        listed.filter(parted)
        .sort("at")
        .join_asof(ones.sort("at").drop("list_at"), on="at", by="doc", strategy="backward", check_sortedness=False)
        for parted, ones in ((pl.col("parts_anew"), wholes), (~pl.col("parts_anew"), before))
    )
    topic, whole, anew = pl.col("topic"), pl.col("whole"), pl.col("parts_anew")
    same_measure = pl.col("measure") == pl.col("of_measure")
    fits = (
        (
            whole.str.contains("^published_")
            & topic.str.contains(_PUBLISHED)
            & pl.col("measure").is_in(["c", "n"])
            & ~(whole.is_in(_CHANNELS) & topic.is_in(_CHANNELS) & (topic != whole))
        )
        | (whole.str.contains(_REQUESTS) & topic.str.contains(_OUTCOMES) & (~anew | (whole == _ANSWERED)))
        | (whole.str.contains(_REQUESTS) & (topic == "other") & same_measure)
        | (whole.str.contains(_REQUESTS) & (whole != _ANSWERED) & (topic == "applications_carried_out"))
        | (whole.is_in(["reconsiderations", "lawsuits"]) & (topic == whole) & pl.col("scope").is_not_null())
        | (
            whole.str.contains("^(?:published|applications|reconsiderations|lawsuits|other)").not_()
            & same_measure
            & (topic.is_in(["other"]) | (topic == whole))
        )
    )
    parts = candidates.filter(fits, pl.col("stretch") == pl.col("of_stretch"))
    return pl.concat(
        [parts.select("doc", "claim_no", part_of="parent_no"), _parts_of_reviews(rows)], how="vertical_relaxed"
    ).unique(["doc", "claim_no"], keep="first")


def _parts_of_reviews(rows: pl.DataFrame) -> pl.DataFrame:
    """Documents repealed and kept are the parts of those reviewed in the same sentence."""
    reviews = rows.filter(pl.col("topic") == "normative_documents")
    if reviews.is_empty():
        return reviews.select("doc", "claim_no", part_of="claim_no")
    new = (pl.col("stretch") != pl.col("stretch").shift(1)).fill_null(True)
    return (
        reviews.with_columns(part_of=_last_claim_no((pl.col("scope") == "reviewed").fill_null(False), new))
        .filter(pl.col("scope").is_in(["repealed", "kept"]), pl.col("part_of").is_not_null())
        .select("doc", "claim_no", "part_of")
    )
