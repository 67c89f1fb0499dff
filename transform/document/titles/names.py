"""Whether a print reads as an agency's name; how a line of a document names one.

Lines name the same agencies again and again: only the different texts are looked at.
"""

from functools import lru_cache

import polars as pl

from transform.dates import YEAR
from transform.lexicon import any_of, words_by
from transform.patterns import Pattern, pattern, replaced, without

#: The longest agency name, in characters.
LONGEST_NAME = 40
#: The shortest one, and the shortest that a title can have: a town of one character, a county of two.
SHORTEST_NAME, SHORTEST_IN_TITLE = 3, 2
#: What stands around a name in a title.
_MARKS = "《》“”\"'[]【】—-_:：,，、.·*#年度的●•■◆★☆◇□○▲△※◎　"


def agency_in(text: pl.Expr) -> pl.Expr:
    """The agency's name in the part of a title before its subject; null where none is left."""
    return _name_in(text, _ends(), SHORTEST_NAME)


def speaker_in(text: pl.Expr) -> pl.Expr:
    """As `agency_in`, where the text is surely about who reports: a place alone is its government, too."""
    return _name_in(text, _ends() + _words()["title_end"], SHORTEST_IN_TITLE)


def is_name(text: pl.Expr) -> pl.Expr:
    """Whether `text` reads as the name of an agency: it ends as one does, does not say 'we', leaves no blank."""

    def named(texts: pl.Series) -> pl.Series:
        names = _named(_distinct(texts).with_columns(bare="text"), _ends(), SHORTEST_NAME)
        return texts.is_in(names["text"].implode())

    return text.map_batches(named, return_dtype=pl.Boolean)


def bare_of(text: pl.Expr) -> pl.Expr:
    """A title's part without years, fillers, labels and marks around it."""

    def bared(texts: pl.Series) -> pl.Series:
        return _looked_up(texts, _bared(_distinct(texts)))

    return text.map_batches(bared, return_dtype=pl.String)


def _words() -> dict[str, list[str]]:
    return words_by("role", "document.csv")


def _ends() -> list[str]:
    """What names end with: of agencies, and of the schools and firms that report as they do."""
    return _words()["agency_end"] + _words()["body_end"]


def _name_in(text: pl.Expr, ends: list[str], shortest: int) -> pl.Expr:
    """The bare text where it reads as a name."""

    def named(texts: pl.Series) -> pl.Series:
        if texts.null_count() == len(texts):
            return texts.cast(pl.String)
        return _looked_up(texts, _named(_bared(_distinct(texts)), ends, shortest))

    return text.map_batches(named, return_dtype=pl.String)


def _distinct(texts: pl.Series) -> pl.DataFrame:
    """The different texts: text."""
    return texts.to_frame("text").select(pl.first().drop_nulls().unique())


def _looked_up(texts: pl.Series, found: pl.DataFrame) -> pl.Series:
    """What was found for each text; null for nothing."""
    asked = texts.alias("text").to_frame()
    return asked.join(found, on="text", how="left", maintain_order="left")["bare"].alias(texts.name)


def _bared(distinct: pl.DataFrame) -> pl.DataFrame:
    """Texts with what is left of each: text, bare."""
    found = distinct.with_columns(bare="text")
    for taken, rest in _taken_off():
        found = replaced(found, "bare", taken, rest)
    found = found.with_columns(pl.col("bare").str.strip_chars(_MARKS))
    for taken, rest in _mended():
        found = replaced(found, "bare", taken, rest)
    return found


def _named(bared: pl.DataFrame, ends: list[str], shortest: int) -> pl.DataFrame:
    """Those of the texts whose `bare` reads as a name."""
    bare = pl.col("bare")
    found = bared.filter(bare.str.len_chars().is_between(shortest, LONGEST_NAME))
    found = without(found, "text", *_torn())
    if found.is_empty():
        return found
    found = found.filter(bare.str.contains(rf"{any_of(ends)}(?:\(.*\))?$"))
    found = without(found, "bare", *_foreign())
    own, place = _own()
    if own.may_fit(found["bare"]):
        found = found.filter(~bare.str.contains(own.text) | bare.str.contains(place))
    return found


@lru_cache(maxsize=1)
def _taken_off() -> list[tuple[Pattern, str]]:
    """What is taken off a text before the marks around it are."""
    label, filler = _words()["title_label"] + _words()["revision"], _words()["title_filler"]
    return [
        # (某县教育局)2023年, [某县教育局]: the name itself, but for what is too short for one.
        (pattern(rf"^\W*[\[【(（〔](\p{{Han}}{{5,40}})[\]】)）〕]\W*(?:{YEAR}年?度?)?$", "[【(（〔"), "$1"),
        (pattern(r"^\W*[0-9]{1,2}[.、)）]", ".、)）"), ""),
        # [更正], 【年报】, (修订版), 文章标题: what a page or a list puts before a title.
        (pattern(r"^\W*(?:[\[【(（〔][^\[【(（〔\]】)）〕]{1,8}[\]】)）〕])+", "[【(（〔"), ""),
        (pattern(rf"^\W*{any_of(label)}[:：\]】]?", label), ""),
        (pattern(rf"{YEAR}年0?1月0?1日[\-—–~至到]+(?:{YEAR}年)?12月31日", "月"), ""),
        (pattern(rf"[(（]?(?:{YEAR}|2[Oo0][0-9][0-9])年?度?[)）]?", "2二"), ""),
        (pattern(r"^[0-9][0-9]年度?", "年"), ""),
        (pattern(any_of(filler), filler), ""),
    ]


@lru_cache(maxsize=1)
def _mended() -> list[tuple[Pattern, str]]:
    """What a cut left at the ends of a text."""
    torn, rest = _words()["torn_name"], _words()["torn_rest"][0]
    scope, organs = _words()["title_scope"], any_of(_words()["agency_end"])
    return [
        # 某局机关, 某局及所属单位: the bureau.
        (pattern(rf"({organs}){any_of(scope)}$", scope), "${1}"),
        # `某镇人民政府信息公开…` is cut before 政府信息公开.
        (pattern(rf"({any_of(torn)})$", torn), f"${{1}}{rest}"),
        # What was a year in brackets, or 本级.
        (pattern(r"\(\W*\)", "("), ""),
        (pattern(r"^([^(]*)\)+$", ")"), "$1"),
        (pattern(r"^\(+([^)]*)$", "("), "$1"),
    ]


@lru_cache(maxsize=1)
def _foreign() -> list[Pattern]:
    """What stands in no name."""
    words = _words()["placeholder"] + _words()["not_in_name"]
    marks = "。,，、;；:：>»›》|/<=¦_—~-"
    return [
        pattern(any_of(words), words),
        pattern(f"[{marks}]", marks),
        pattern(r"[A-Za-z]{2}|\d{2}", [""]),
    ]


@lru_cache(maxsize=1)
def _torn() -> list[Pattern]:
    """What begins in the middle of a name (...旅游局), or is several names without a mark between: a page's menu."""
    bureau = any_of(_words()["menu_body"])
    return [
        pattern(r"^\W*(?:\.{2,}|[⋯･·]{2,})", "."),
        pattern(rf"(?:[^总]{bureau}.*){{4}}", _words()["menu_body"]),
    ]


@lru_cache(maxsize=1)
def _own() -> tuple[Pattern, str]:
    """How a text begins that says 'we', and how a place's name may begin all the same."""
    own = _words()["self_name"]
    return pattern(f"^{any_of(own)}", own), f"^{any_of(_words()['not_self'])}"
