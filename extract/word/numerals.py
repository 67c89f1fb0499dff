"""The numbers that Word writes itself: a count in the format of its list (ECMA-376 part 1, 17.18.59)."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FORMAL, _FORMAL_TRADITIONAL = "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
#: The highest count that is written out; a list that long is none.
_HIGHEST = 9999


def numeral(count: int, number_format: str) -> str | None:
    """A count as its list prints it; None in a format that is not known, where no number is better than a wrong one."""
    if number_format == "none":
        return ""
    if not 0 <= count <= _HIGHEST:
        return None
    write = _FORMATS.get(number_format)
    return write(count) if write else None


def _counting(digits: str, units: str, *, short_ten: bool) -> Callable[[int], str]:
    """三百零五; with `short_ten` 10 is 十, not 一十."""
    zero = "零"

    def write(count: int) -> str:
        text, gap = "", False
        for place in (3, 2, 1, 0):
            digit = count // 10**place % 10
            if digit:
                text += (zero if gap and text else "") + digits[digit] + (units[place - 1] if place else "")
            gap = not digit
        if short_ten and 10 <= count < 20:
            text = text[1:]
        return text or zero

    return write


def _positional(digits: str) -> Callable[[int], str]:
    return lambda count: "".join(digits[int(digit)] for digit in str(count))


def _cyclic(signs: str) -> Callable[[int], str]:
    """Signs that begin anew when they are used up."""
    return lambda count: signs[(count - 1) % len(signs)] if count else ""


def _enclosed(*runs: tuple[int, int, int]) -> Callable[[int], str]:
    """Signs of Unicode's runs (first count, last count, first code); a plain number beyond them, as Word prints it."""

    def write(count: int) -> str:
        return next((chr(code + count - first) for first, last, code in runs if first <= count <= last), str(count))

    return write


def _letters(count: int) -> str:
    """A to Z, then AA, BB."""
    return chr(65 + (count - 1) % 26) * ((count - 1) // 26 + 1) if count else ""


def _roman(count: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (count // value)
        count %= value
    return text


def _below_hundred(count: int) -> str:
    """Written out below a hundred, digit by digit from there on."""
    return _THOUSANDS(count) if count < 100 else _positional(_DIGITS)(count)


_THOUSANDS = _counting(_DIGITS, "十百千", short_ten=True)
_FORMAL_UNITS = "拾佰仟"
_CIRCLED = _enclosed((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))
_FULL_WIDTH = _positional("０１２３４５６７８９")
_CYCLE_60 = [_STEMS[count % 10] + _BRANCHES[count % 12] for count in range(60)]

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda count: f"{count:02d}",
    "decimalFullWidth": _FULL_WIDTH,
    "decimalFullWidth2": _FULL_WIDTH,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": _enclosed((1, 20, 0x2488)),
    "decimalEnclosedParen": _enclosed((1, 20, 0x2474)),
    "numberInDash": lambda count: f"- {count} -",
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "chineseCounting": _below_hundred,
    "chineseCountingThousand": _THOUSANDS,
    "japaneseCounting": _THOUSANDS,
    "taiwaneseCounting": _below_hundred,
    "taiwaneseCountingThousand": _THOUSANDS,
    "ideographDigital": _positional(_DIGITS),
    "taiwaneseDigital": _positional(_DIGITS),
    "japaneseDigitalTenThousand": _positional(_DIGITS),
    "koreanDigital2": _positional("零一二三四五六七八九"),
    "chineseLegalSimplified": _counting(_FORMAL, _FORMAL_UNITS, short_ten=False),
    "ideographLegalTraditional": _counting(_FORMAL_TRADITIONAL, _FORMAL_UNITS, short_ten=False),
    "ideographTraditional": _cyclic(_STEMS),
    "ideographZodiac": _cyclic(_BRANCHES),
    "ideographZodiacTraditional": lambda count: _CYCLE_60[(count - 1) % 60] if count else "",
    "ideographEnclosedCircle": _enclosed((1, 10, 0x3280)),
}
