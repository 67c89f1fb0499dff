"""Numbers in sentences: where they stand, what they say and how exactly.

A mention is a number with its measure word (`18万余条`). Numbers without one (years, dates, telephone and document
numbers, `第20条`) are not looked at.
"""

import polars as pl

from transform.lexicon import any_of
from transform.numbers import VALUE
from transform.patterns import Pattern, pattern, replaced
from transform.prose.claims.lexicon import ClaimLexicon, words_of

#: Stands around each mention while a sentence is cut; in no text.
_MARK = "\x01"
# All of a print, also where it is no number that can be kept: a part of it would be another number.
_DIGITS = r"[0-9][0-9,_.]*"
_QUOTES = "“‘「『"
#: The name of a plan's years, which is no number of times (十三五期间), and the legal term in which all requests are
#: answered, not some of them (在20个工作日内答复18件).
_NO_NUMBERS = ("plan_period", "legal_period")
#: Kind of measure word to the letter that rules know it by.
MEASURES = {
    "item": "c",
    "case": "n",
    "time": "t",
    "people": "h",
    "thing": "g",
    "percent": "p",
    "points": "o",
    "money": "y",
    "fold": "f",
    "not_claimed": "z",
}


def cut_at_mentions(sentences: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """Cut sentences into the texts between mentions and the mentions.

    Args:
        sentences: `text` String, tidied.
        lexicon: measure words, numerals and words of approximation.

    Returns:
        The same rows with `pieces` List(String): text, mention, text, mention … text; one text more than mentions.
    """
    named = replaced(sentences.with_columns(pieces="text"), "pieces", _name_pattern(lexicon), "")
    for name in _NO_NUMBERS:
        found = lexicon.prints[name]
        named = replaced(named, "pieces", pattern(found.text, found.needs), found.instead)
    marked = pl.col("pieces").str.replace_all(_mention_pattern(lexicon), f"{_MARK}$0{_MARK}")
    return named.with_columns(marked.str.split(_MARK))


def read_mentions(mentions: pl.Series, lexicon: ClaimLexicon) -> pl.DataFrame:
    """What distinct mentions say.

    Args:
        mentions: distinct prints, as cut by `cut_at_mentions`.
        lexicon: as there.

    Returns:
        mention String, measure String (a letter of `MEASURES`; null for an ordinal or a number that cannot be read),
        value Decimal(18,4), qualifier String (null: exact), value_low and value_high Decimal(18,4) (the bounds that the
        qualifier permits, both included; null: none), printed String (the number without its measure word).
    """
    numerals = _numerals_pattern(lexicon)
    groups = pl.col("mention").str.extract_groups(rf"^{_mention_pattern(lexicon)}$").struct.rename_fields(_GROUPS)
    parts = mentions.rename("mention").to_frame().select("mention", groups=groups).unnest("groups")
    spoken = parts["number"].unique().drop_nulls().str.extract(f"^({numerals})$").drop_nulls().to_list()
    said = {word: str(_spoken_number(word, lexicon.values)) for word in spoken}
    measure = {word: letter for kind, letter in MEASURES.items() for word in lexicon.numbers[kind]}
    scale = {word: lexicon.values[word] for word in lexicon.numbers["scale"]}
    # 2千万: a thousand times ten thousand.
    scale |= {less + more: scale[less] * scale[more] for less in scale for more in scale if scale[less] < scale[more]}
    money = {word: lexicon.values[word] for word in lexicon.numbers["money"]}
    spoken_number = pl.col("number").is_in(spoken)
    scaled = pl.when(pl.col("scale").is_null()).then(1).otherwise(pl.col("scale").replace_strict(scale, default=None))
    times = scaled * pl.col("word").replace_strict(money, default=1)
    read = parts.with_columns(
        value=_number(pl.col("number").replace(said)) * times,
        until=_number(pl.col("until")) * times,
        step=_last_digit_unit(pl.col("number").replace(said), times),
        measure=pl.col("word").replace_strict(measure, default=None),
        spoken=spoken_number,
        qualifier=_qualifier(lexicon),
        printed=pl.concat_str(*_GROUPS[:6], _GROUPS[7], ignore_nulls=True),
    ).with_columns(pl.col("value", "until").cast(VALUE, strict=False))  # null: more digits than a value has
    return _with_bounds(read).select(
        "mention",
        _claimable_measure(lexicon).alias("measure"),
        "value",
        "qualifier",
        "value_low",
        "value_high",
        "printed",
    )


_GROUPS = ("before", "number", "until", "scale", "more", "piece", "word", "after")


def _mention_pattern(lexicon: ClaimLexicon) -> str:
    """The pattern of a mention, with the groups `_GROUPS`."""
    measures = any_of([word for kind in MEASURES for word in lexicon.numbers[kind]])
    # `1万2千` is one number, which is not read: its end is another one.
    scale = any_of(lexicon.numbers["scale"])
    digits = f"{_DIGITS}(?:{scale}+{_DIGITS})*"
    (piece,) = lexicon.numbers["piece"]
    until = f"(?:{lexicon.prints['range'].text}({_DIGITS}))?"
    return (
        f"({words_of(lexicon, 'before_')})?({digits}|{_numerals_pattern(lexicon)}){until}"
        f"({scale}+)?({any_of(lexicon.numbers['after_more_than'])})?({piece})?"
        f"({measures})({words_of(lexicon, 'after_')})?"
    )


def _name_pattern(lexicon: ClaimLexicon) -> Pattern:
    """A name in quotes with a number in it (“民生十条”): it counts nothing."""
    measures, within = any_of([word for kind in MEASURES for word in lexicon.numbers[kind]]), "[^“”‘’「」『』,;]"
    number = f"(?:{_DIGITS}|{_numerals_pattern(lexicon)})"
    (piece,) = lexicon.numbers["piece"]
    return pattern(f"[{_QUOTES}]{within}{{0,12}}?{number}(?:{piece})?{measures}{within}{{0,4}}[”’」』]", _QUOTES)


def _numerals_pattern(lexicon: ClaimLexicon) -> str:
    """A pattern for numbers in words."""
    return f"[{''.join(lexicon.numbers['digit'] + lexicon.numbers['scale'])}]{{1,14}}"


def _number(text: pl.Expr) -> pl.Expr:
    """Digits as a decimal; null where commas or gaps stand in the wrong place."""
    sound = text.str.contains(r"^(?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.[0-9]{1,4})?$")
    return pl.when(sound).then(text.str.replace_all(",", "")).cast(VALUE)


def _spoken_number(word: str, values: dict[str, int]) -> int | None:
    """A number in words: 十二 is 12, 二〇二一 is 2021, 三千五百 is 3500; None for no number, or several (三四件)."""
    if len(word) > 1 and all(values[sign] < 10 for sign in word):
        if all(values[sign] for sign in word):
            return None
        return int("".join(str(values[sign]) for sign in word))
    total = section = 0
    digit: int | None = None
    for sign in word:
        value = values[sign]
        if value < 10:
            if digit and value:
                return None
            digit = value or digit
        elif value < 10_000:
            section += (1 if digit is None else digit) * value
            digit = None
        elif not total + section + (digit or 0):
            return None
        else:
            total = (total + section + (digit or 0)) * value
            section, digit = 0, None
    return total + section + (digit or 0)


def _last_digit_unit(number: pl.Expr, times: pl.Expr) -> pl.Expr:
    """The unit of the last digit that is not a trailing 0: 余 and 近 stay within it; at least ten for whole numbers."""
    zeros = number.str.extract(r"(0*)$").str.len_chars()
    zeros = (
        pl.when(number.str.contains(".", literal=True))
        .then(-number.str.extract(r"\.(\d+)$").str.len_chars().cast(pl.Int64))
        .otherwise(zeros)
    )
    unit = pl.lit(10.0).pow(zeros.cast(pl.Float64)) * times
    whole = (zeros == 0) & (times == 1)
    return pl.when(whole).then(10.0).otherwise(unit)


def _qualifier(lexicon: ClaimLexicon) -> pl.Expr:
    """How the number is to be taken, by the words around it."""
    kind = {
        word: name.split("_", 1)[1]
        for name, words in lexicon.numbers.items()
        for word in words
        if name.startswith(("before_", "after_"))
    }
    return (
        pl.when(pl.col("until").is_not_null())
        .then(pl.lit("range"))
        .otherwise(pl.coalesce(pl.col("before", "more", "after").replace_strict(kind, default=None)))
    )


def _with_bounds(read: pl.DataFrame) -> pl.DataFrame:
    """The bounds that the qualifiers permit."""
    value, qualifier = pl.col("value").cast(pl.Float64), pl.col("qualifier")
    tens = pl.col("step")
    top = (value / tens).floor() * tens + tens
    least = pl.when(tens >= 1).then(1.0).otherwise(0.0001)
    # 超过 and 突破 name a bound; 余 and 多 say what the last digits are not.
    open_above = pl.col("more").is_null() | qualifier.is_in(["at_least"])
    low = (
        pl.when(qualifier.is_in(["more_than", "at_least", "range"]))
        .then(value)
        .when(qualifier == "approximately")
        .then(value - pl.max_horizontal(tens, value * 0.1))
        .when(qualifier == "less_than")
        .then(pl.lit(0.0))
    )
    high = (
        pl.when((qualifier == "more_than") & ~open_above)
        .then(top - least)
        .when(qualifier == "approximately")
        .then(value + pl.max_horizontal(tens, value * 0.1))
        .when(qualifier == "less_than")
        .then(value)
        .when(qualifier == "range")
        .then(pl.col("until").cast(pl.Float64))
    )
    return read.with_columns(
        value_low=low.round(4).cast(VALUE, strict=False), value_high=high.round(4).cast(VALUE, strict=False)
    )


def _claimable_measure(lexicon: ClaimLexicon) -> pl.Expr:
    """The measure's letter; null for what claims nothing: 第20条, unreadable digits, words other than counts."""
    ordinal = pl.col("before").is_in(lexicon.numbers["before_ordinal"]).fill_null(False)
    in_words = pl.col("spoken") & ~pl.col("measure").is_in(["c", "n", "t", "h", "p", "y"])
    readable = pl.col("value").is_not_null() & (pl.col("measure") != "z")
    split = (
        pl.col("until").is_null()
        & pl.col("mention").str.contains(lexicon.prints["range"].text)
        & (pl.col("qualifier") == "range")
    )
    return pl.when(readable & ~ordinal & ~in_words & ~split).then(pl.col("measure"))
