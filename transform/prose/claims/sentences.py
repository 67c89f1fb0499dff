"""Prose lines to sentences: lines that the extraction broke are put together again, tables are left out."""

import polars as pl

from transform.lexicon import any_of
from transform.lines import CUT
from transform.prose.claims.lexicon import ClaimLexicon, words_of
from transform.prose.sections import tidy

_SPACED = r"\S\s{2,}\S+\s{2,}\S"
#: A line this short is no broken sentence; one even shorter claims nothing (bytes; a Chinese character has three).
_LONG, _SHORT = 45, 15
#: Headings are at most this long, in bytes.
_HEADING = 120
_STOPS = ["。", "；", ";", "！", "!", "？", "?", "：", ":", ".", "．"]
#: What a heading or title has not; an enumeration may stand in both.
_CLAUSE, _ENUMERATION = "[，,。；;]", "、"
#: Where two lines were put together; white space, so that `tidy` removes it.
_BREAK = "\x0b"
#: From a line to the next over the foot and head of a page: blank lines, its number, a title.
_PAGE_BREAK = 5
#: No line that its page's width breaks is much wider than the one before; half a Chinese character is 1.
_UNEVEN = 8
#: No line of its own begins so.
_GOING_ON = r"^\s*[、，,；;。）)]"
_FULL_STOP = "[。！!？?]"
#: What an item of an enumeration begins with; the digits of a decimal are none.
ENUMERATOR = (
    r"^[\s*]*(?:[一二三四五六七八九十]{1,2}(?:是|、)|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、．)）]|[①-⑳])"
)
_ITEM = rf"{ENUMERATOR}(?:\D|20\d\d年)"
#: In so many characters it stands, with the year behind it and a break in it.
_HEAD = 14
#: What ends a sentence.
ENDS = [*"。；;！!？?"]

_line = pl.col("line")


def claiming_sentences(lines: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """The sentences of the paragraphs that can claim a number, and of the headings above them.

    Args:
        lines: as from `transform.lines.lines_of`.
        lexicon: tells what can claim a number, or none.

    Returns:
        doc UInt32, line_no Int32 (where the sentence starts), paragraph UInt32, stretch UInt32 (sentences kept apart by
        semicolons share it, and a list of parts with its total), item UInt32 (those of one item of an enumeration in
        it), numbered Boolean (the paragraph starts with its number), sentence String (as printed), in reading order.
    """
    among = any_of(lexicon.saying("among"))
    return (
        _paragraphs(lines, lexicon)
        .with_row_index("paragraph")
        .with_columns(sentence=_line.str.replace_many(ENDS, [f"{end}\n" for end in ENDS]).str.split("\n"))
        .drop("line")
        .explode("sentence")
        .filter(pl.col("sentence") != "")
        .with_columns(
            ends=pl.col("sentence").str.contains(_FULL_STOP),
            lists=pl.col("sentence").str.contains(rf"^\s*{among}"),
            begins_item=pl.col("sentence").str.head(_HEAD).str.replace_all(r"\s", "").str.contains(_ITEM),
        )
        .with_columns(stretch=_stretch_number(), line_no=_first_line_no())
        .with_columns(item=_item_number())
        .select("doc", "line_no", "paragraph", "stretch", "item", "numbered", "sentence")
    )


def tidy_sentence(sentence: pl.Expr, lexicon: ClaimLexicon) -> pl.Expr:
    """A sentence as claims are read from it; digits kept apart by a space may be one number or two."""
    kept_apart = sentence.str.replace_all(r"(\d)[ \t]+(\d)", "${1}_$2")
    (percent,) = lexicon.numbers["percent_before"]
    numerals = "".join(lexicon.numbers["digit"] + lexicon.numbers["scale"])
    text = tidy(kept_apart).str.strip_chars_end("".join(ENDS))
    return text.str.replace_all(rf"{percent}(\d+(?:\.\d+)?|[{numerals}]+)", "$1%")


def _stretch_number() -> pl.Expr:
    """A number for each run of sentences up to a full stop that no list of parts follows, or the paragraph's end."""
    stopped = pl.col("ends").shift(1, fill_value=True) & ~pl.col("lists")
    new = stopped | (pl.col("paragraph") != pl.col("paragraph").shift(1))
    return new.fill_null(True).cum_sum().cast(pl.UInt32)


def _item_number() -> pl.Expr:
    """A number for each run of sentences that ends with its stretch, or before the next item of its enumeration.

    An enumeration of parts (其中：一是网站9条；二是微信3条) begins within a sentence, and its items are no runs.
    """
    new = (pl.col("stretch") != pl.col("stretch").shift(1)).fill_null(True)
    enumerates = pl.when(new).then("begins_item").forward_fill()
    return (new | (enumerates & pl.col("begins_item"))).cum_sum().cast(pl.UInt32)


def _first_line_no() -> pl.Expr:
    """The line on which a sentence starts: the breaks before it in its paragraph are counted."""
    breaks = pl.col("sentence").str.count_matches(_BREAK, literal=True).cast(pl.Int64)
    before = breaks.cum_sum() - breaks
    before -= pl.when(pl.col("paragraph") != pl.col("paragraph").shift(fill_value=-1)).then(before).forward_fill()
    leading = pl.col("sentence").str.starts_with(_BREAK).cast(pl.Int64)
    return pl.coalesce(pl.col("line_nos").list.get(before + leading, null_on_oob=True), "line_no")


def _paragraphs(lines: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """Telling paragraphs and headings above prose: doc, line_no, line_nos (of joined lines), line, numbered."""
    prose = (
        lines.with_row_index("row")
        .filter(_line.str.len_bytes() >= _SHORT)
        .filter(~_line.str.contains(CUT))
        .filter(~_is_running_head(lexicon))
        .with_columns(
            above_prose=(_line.str.len_bytes().shift(-1) >= _LONG) & (pl.col("row").shift(-1) == pl.col("row") + 1)
        )
    )
    joined = _without_cut_numbers(_joined_lines(prose, lexicon), lines, lexicon)
    heading = pl.col("above_prose") & (_line.str.len_bytes() <= _HEADING) & _starts_with_number(lexicon)
    return (
        joined.filter(_line.str.contains(claiming(lexicon)) | heading)
        .filter(~_line.str.contains(_SPACED))
        .select("doc", "line_no", "line_nos", "line", numbered=_starts_with_number(lexicon))
    )


def _without_cut_numbers(joined: pl.DataFrame, lines: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """Without lines that begin with a number whose first digits may end the line before (公开信息5 / 60条)."""
    counted = rf"^\s*\d[\d,.]*\s*(?:{words_of(lexicon, 'scale', 'after_more_than', *MEASURED)})"
    begin = joined.filter(_line.str.contains(counted), pl.col("row") > 0).select("row", "doc")
    if begin.is_empty():
        return joined
    before = lines[(begin["row"] - 1).to_list()].select(digit=_line.str.contains(r"\d\s*$"), of="doc")
    cut = pl.concat([begin, before], how="horizontal").filter("digit", pl.col("of") == pl.col("doc"))
    return joined.filter(~pl.col("row").is_in(cut["row"].implode()))


def claiming(lexicon: ClaimLexicon) -> str:
    """The pattern of what can claim a number: one with a measure word, or a word that claims none.

    一次 and the like are mostly figures of speech: they count at the end of a clause only.
    """
    numbers = lexicon.numbers
    one, *others = [word for word in [*numbers["digit"], *numbers["scale"]] if word not in numbers["nil"]]
    more = "".join(numbers["after_more_than"])
    counted = words_of(lexicon, *SPOKEN_WITH)
    (percent,) = numbers["percent_before"]
    # (Behind a number in bold stand Markdown's marks.)
    printed = rf"\d\s*[{''.join(numbers['scale'])}{more}]*[\s*]*(?:{words_of(lexicon, *MEASURED)}|％)"
    spoken = rf"[{''.join(others)}][{more}]?\s*{counted}|{one}{counted}(?:[,，。；;、)）]|$)|{percent}"
    words = lexicon.saying("neg", "nil")
    return f"{printed}|{spoken}|{any_of(words)}"


#: The kinds of measure words that a claim can have, and those that it has with a number in words.
SPOKEN_WITH = ("item", "case", "time", "people", "money")
#: What stands behind decimals.
_OF_DECIMALS = ("scale", "percent", "points", "money", "fold")
MEASURED = (*SPOKEN_WITH, "thing", "percent", "points", "fold")


def _starts_with_number(lexicon: ClaimLexicon) -> pl.Expr:
    """Whether a line starts with the number of a heading; 54.12% is none."""
    numerals = "".join(lexicon.numbers["digit"] + lexicon.numbers["scale"])
    decimal = rf"^[\s#*]*\d{{1,2}}[.．]\d+\s*(?:{words_of(lexicon, *_OF_DECIMALS)}|％)"
    numbered = rf"^[\s#*]*[（(]?(?:[{numerals}]{{1,3}}|\d{{1,2}})[）)、.．]"
    return _line.str.contains(numbered) & ~_line.str.contains(decimal)


def _joined_lines(prose: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """Lines put together where a sentence goes on in the next; `line_nos` holds the lines of joined ones."""
    going_on = (
        prose.filter(_line.str.len_bytes() >= _LONG)
        .filter(~_ends_with_stop())
        .filter(
            _line.str.contains(_CLAUSE)
            | (_line.str.contains(_ENUMERATION, literal=True) & ~_starts_with_number(lexicon))
        )
        .select("doc", "row", "line_no", next_row=pl.col("row") + 1, width=_width(), whole=_ends_with_count(lexicon))
    )
    plain = pl.lit(None, pl.List(pl.Int32))
    if going_on.is_empty():
        return prose.with_columns(line_nos=plain)
    taken_up = (
        prose.filter(pl.col("row").is_in(going_on["next_row"].implode()))
        .select("doc", "line", next_row="row", next_line="line_no", next_width=_width())
        .join(going_on, on=["doc", "next_row"])
        .filter(pl.col("next_line") <= pl.col("line_no") + _PAGE_BREAK)
        .filter(~pl.col("whole") | (pl.col("next_width") <= pl.col("width") + _UNEVEN) | _line.str.contains(_GOING_ON))
        .filter((_line.str.len_bytes() >= _LONG) | _ends_with_stop())
        .filter(~_starts_with_number(lexicon))
    )
    if taken_up.is_empty():
        return prose.with_columns(line_nos=plain)
    follows = prose["row"].is_in(taken_up["next_row"].implode())
    goes_on = prose["row"].is_in(taken_up["row"].implode())
    group = pl.Series("group", (~follows).cum_sum())
    broken = (
        prose.with_columns(group)
        .filter(follows | goes_on)
        .group_by("group", maintain_order=True)
        .agg(
            pl.col("row", "doc", "above_prose", "line_no").first(),
            pl.col("line_no").alias("line_nos"),
            pl.col("line").str.join(_BREAK),
        )
    )
    shape = ["row", "doc", "line_no", "line_nos", "line", "above_prose"]
    alone = prose.filter(~(follows | goes_on)).with_columns(line_nos=plain)
    return pl.concat([alone.select(shape), broken.select(shape)]).sort("row")


def _is_running_head(lexicon: ClaimLexicon) -> pl.Expr:
    """Whether a line without a clause or a count at its end stands twice in a document: at the head of its pages."""
    twice = (_line.hash() ^ pl.col("doc").hash()).is_duplicated()
    return twice & ~_line.str.contains(_CLAUSE) & ~_ends_with_count(lexicon)


def _width() -> pl.Expr:
    """How wide a line is: a Chinese character has three bytes and is twice as wide as a digit."""
    return (_line.str.len_bytes() + _line.str.len_chars()) // 2


def _ends_with_count(lexicon: ClaimLexicon) -> pl.Expr:
    """Whether a line ends with a number and what it counts, as an item of a list does that has no stop."""
    return _line.str.contains(rf"\d\s*(?:{words_of(lexicon, *MEASURED)}|％)\s*$")


def _ends_with_stop() -> pl.Expr:
    """Whether a line ends with a stop."""
    return _line.str.strip_chars_end().str.tail(1).is_in(_STOPS)
