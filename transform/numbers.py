"""Printed numbers: what a token says, if it says a number.

Works on distinct tokens, so that every pattern runs once for each print. The words (无, 件, 万元, 增 ...) are data:
`data/lexicon/numbers.csv`.
"""

import polars as pl

from transform.lexicon import any_of, words_by

#: The longest print of a number with its unit; longer tokens are not looked at.
LONGEST_NUMBER = 24

VALUE = pl.Decimal(18, 4)
#: Inside the transforms a value is an Int64 of ten-thousandths, exact and fast; facts are decimals or counts.
SCALE = 10_000

#: One distinct token that stands for a value.
PRINTED_NUMBER = pl.Schema({"token": pl.String, "print": pl.String, "value": pl.Int64, "unit": pl.String})

# Not \d, which is every script's digits: no cast to a number knows those.
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,4})?|[0-9]{1,12}(?:\.[0-9]{1,4})?"
#: ① and Ⅳ number a list, ¹ a note; NFKC would make them digits.
NUMBERING = r"[\x{2460}-\x{24FF}\x{2160}-\x{2188}\x{B9}\x{B2}\x{B3}\x{2070}-\x{2079}\x{2080}-\x{2089}]"
#: The number of a note (`①`) behind a label or a value, which NFKC would make a digit; and one that is none of these.
_NOTE = rf"([^\s{NUMBERING[1:-1]}]){NUMBERING}+(\s*(?:[0-9]|$))"
_NUMBERED = rf"{NUMBERING}[0-9]|[\s0-9]{NUMBERING}+(?:\s|$)"
MOST_DIGITS = 12
#: The kinds of the lexicon that are units.
UNITS = ("count", "CNY", "10k CNY")
#: Markdown's marks around a cell that a page sets in bold or italics; what is escaped or unbalanced stays as it is.
_EMPHASIS = r"^(?:\*{1,3}|_{1,3})([^*_]+)(?:\*{1,3}|_{1,3})$"
#: A sign as Markdown escapes it.
_ESCAPED = r"^\\([+-])"
_TWO_VALUES = r"^0\s+[0-9]"
#: What a narrow column leaves of an amount that it breaks at its point; a label's number is none (`1.`).
_BROKEN_AMOUNT = r"^(?:(?:0|[1-9][0-9]{1,11})\.|\.[0-9]{1,4})$"
_SPLIT_OR_LOOKALIKE = r"[0-9OoQlI][0-9OoQlI,. ]*"


def number_words() -> dict[str, list[str]]:
    """The lexicon of printed numbers: kind -> words."""
    return words_by("kind", "numbers.csv")


def without_note_numbers(text: pl.Expr) -> pl.Expr:
    """Texts of labels and values without the numbers of notes behind them; null where such a number is at a value."""
    # (Mostly there is none: what is null is not looked at.)
    some = pl.when(text.str.contains(NUMBERING)).then(text)
    # Twice: what follows one note's number may have the next one.
    bare = some.str.replace_all(_NOTE, "$1 $2").str.replace_all(_NOTE, "$1 $2")
    return pl.when(~bare.str.contains(_NUMBERED).fill_null(value=False)).then(pl.coalesce(bare, text))


def printed_numbers(tokens: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """Tell which tokens are printed values, and of what kind.

    Args:
        tokens: `token` String, distinct.
        words: as from `number_words`.

    Returns:
        `PRINTED_NUMBER`, only the tokens that stand for a value; print is `number` (one clean reading), `nil`
        (a word for zero), `dash` (prints no number) or `doubtful` (digits split or look-alikes: `value` is the
        reading that needs an identity to confirm it); value is in ten-thousandths, null for `dash`, for a piece of an
        amount (`1035.`) and for more digits than any count has; unit is null where the print names none.
    """
    short = (
        tokens.filter(pl.col("token").str.len_bytes() <= 3 * LONGEST_NUMBER)
        .filter(~pl.col("token").str.contains(NUMBERING))
        .with_columns(
            text=pl.col("token")
            .str.normalize("NFKC")
            .str.strip_chars()
            .str.replace(_EMPHASIS, "$1")
            .str.replace(_ESCAPED, "$1")
        )
        .filter(pl.col("text").str.len_chars() <= LONGEST_NUMBER)
    )
    unit_of = {word: kind for kind in UNITS if kind in words for word in words[kind]}
    sign = f"(?:[+-]|{any_of(words['plus'] + words['minus'])})"
    number, doubtful = (
        rf"^({sign})?\s*({digits})\s*({any_of(list(unit_of))})?$" for digits in (_DIGITS, _SPLIT_OR_LOOKALIKE)
    )
    unit = pl.coalesce(pl.col("text").str.extract(pattern, 3) for pattern in (number, doubtful))
    read = short.with_columns(
        sign=pl.coalesce(pl.col("text").str.extract(pattern, 1) for pattern in (number, doubtful)),
        digits=pl.col("text").str.extract(number, 2).str.replace_all(",", ""),
        unit=unit.replace_strict(unit_of, default=None),
        doubtful=_doubtful_digits(pl.col("text").str.extract(doubtful, 2)),
    )
    return (
        read.with_columns(print=_print_kind(words))
        .filter(pl.col("print").is_not_null())
        .select("token", "print", _scaled_value(words).alias("value"), "unit")
    )


def _print_kind(words: dict[str, list[str]]) -> pl.Expr:
    """What a token prints, the clearest reading first; null for no value."""
    return (
        pl.when(pl.col("digits").is_not_null())
        .then(pl.lit("number"))
        .when(pl.col("text").is_in(words["nil"]))
        .then(pl.lit("nil"))
        .when(pl.col("text").is_in(words["dash"]))
        .then(pl.lit("dash"))
        .when(pl.col("doubtful").is_not_null() | pl.col("text").str.contains(_BROKEN_AMOUNT))
        .then(pl.lit("doubtful"))
    )


def _scaled_value(words: dict[str, list[str]]) -> pl.Expr:
    """The value in ten-thousandths, with its sign."""
    # No number begins with a 0 and a space: two values stand in one cell.
    doubtful = pl.when(~pl.col("text").str.contains(_TWO_VALUES)).then("doubtful")
    digits = pl.coalesce("digits", doubtful)
    short_enough = digits.str.extract("^([0-9]*)").str.len_chars() <= MOST_DIGITS
    value = (pl.when(short_enough).then(digits).cast(VALUE) * SCALE).cast(pl.Int64)
    negative = pl.col("sign").is_in([*words["minus"], "-"]).fill_null(False)
    signed = pl.when(negative).then(-value).otherwise(value)
    return pl.when(pl.col("print") == "nil").then(pl.lit(0, pl.Int64)).otherwise(signed)


def _doubtful_digits(text: pl.Expr) -> pl.Expr:
    """The reading of split digits (`1 2`) and look-alikes (`O`, `l`), null for anything else."""
    joined = text.str.replace_all(r"\s+", "").str.replace_all("[OoQ]", "0").str.replace_all("[lI]", "1")
    return pl.when(joined.str.contains(f"^(?:{_DIGITS})$")).then(joined.str.replace_all(",", ""))
