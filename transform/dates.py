"""Years and dates as Chinese documents print them: 2021年, 二〇二一年, 2022年1月17日, 二〇二二年一月十七日."""

import polars as pl

#: A four-digit year in either numerals; zero is printed in many ways. Not \d, which is every script's digits: no cast
#: to a number knows those, and a pattern with them takes ten times as long to compile.
_ZERO = "〇○零OＯ0"
YEAR = rf"(?:20[0-9][0-9]|二[{_ZERO}][一二三四五六七八九{_ZERO}][一二三四五六七八九{_ZERO}])"
_DAY_OR_MONTH = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|元)"
#: A date in numerals with 年月日, or with - / . between.
DATE = rf"({YEAR})[年\-/.]({_DAY_OR_MONTH})[月\-/.]({_DAY_OR_MONTH})日?"

_DIGITS = dict(zip("〇○零OＯ一二三四五六七八九", "00000123456789", strict=True))
_TENS = {
    f"{tens}十{ones}": str(int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0")))
    for tens in ("", "二", "三")
    for ones in ("", *"一二三四五六七八九")
}
_NUMERALS = {"元": "1", **{digit: value for digit, value in _DIGITS.items() if value != "0"}, **_TENS}


def year_number(text: pl.Expr) -> pl.Expr:
    """The Int16 year of a print that matches `YEAR`."""
    digits = text.str.replace_many(list(_DIGITS), list(_DIGITS.values()))
    return digits.cast(pl.Int16, strict=False)


def date_of(text: pl.Expr) -> pl.Expr:
    """The first date in `text` (pl.Date); null where there is none or it is no day of the calendar."""
    groups = text.str.extract_groups(DATE)

    def small(group: str) -> pl.Expr:
        print_ = groups.struct.field(group)
        return print_.replace(_NUMERALS).cast(pl.Int16, strict=False)

    year, month, day = year_number(groups.struct.field("1")), small("2"), small("3")
    return pl.format("{}-{}-{}", year, month, day).str.to_date("%Y-%m-%d", strict=False)
