from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transform.numbers import SCALE, number_words, printed_numbers

Said = tuple[str, Decimal | None, str | None]

NUMBERS = {
    "0": ("0", None),
    "12": ("12", None),
    "007": ("7", None),
    "1,234": ("1234", None),
    "1,234,567.5": ("1234567.5", None),
    "１２３": ("123", None),
    "１，２３４": ("1234", None),
    " 12 ": ("12", None),
    "59237.2449": ("59237.2449", None),
    "0.0001": ("0.0001", None),
    "999999999999": ("999999999999", None),
    "251000元": ("251000", "CNY"),
    "1424.4万元": ("1424.4", "10k CNY"),
    "1,424.4 万元": ("1424.4", "10k CNY"),
    "3件": ("3", "count"),
    "３ 起": ("3", "count"),
    "+1": ("1", None),
    "＋1": ("1", None),
    "-1": ("-1", None),
    "－1": ("-1", None),
    "- 1": ("-1", None),
    "增2": ("2", None),
    "增加2项": ("2", "count"),
    "减3": ("-3", None),
    "减少3": ("-3", None),
}
DOUBTFUL = {
    "1 2": 12,
    "1 2 3": 123,
    "１　２": 12,
    "O": 0,
    "o": 0,
    "Q": 0,
    "1O": 10,
    "l": 1,
    "I2": 12,
    "1 O": 10,
}
NO_VALUE = [
    "12.34567",
    "1.2.3",
    "12,34",
    "1234,567",
    "12%",
    "增",
    "+",
    "件",
    "增2/减3",
    "规章",
    "规章000",
    "第1项",
    "2021年",
    "12①",
    "12²",
    "",
]


def said(*tokens: str) -> dict[str, Said]:
    """Each value token with its print, its value and its unit."""
    frame = pl.DataFrame({"token": tokens}, schema={"token": pl.String})
    return {
        token: (print_, None if value is None else Decimal(value) / SCALE, unit)
        for token, print_, value, unit in printed_numbers(frame, number_words()).iter_rows()
    }


@pytest.mark.parametrize(("token", "value", "unit"), [(token, *rest) for token, rest in NUMBERS.items()])
def test_a_clean_number_is_read_as_printed(token: str, value: str, unit: str | None) -> None:
    assert said(token) == {token: ("number", Decimal(value), unit)}


@pytest.mark.parametrize(("token", "value"), DOUBTFUL.items())
def test_split_digits_and_look_alikes_are_doubtful_with_one_reading(token: str, value: int) -> None:
    assert said(token) == {token: ("doubtful", Decimal(value), None)}


@pytest.mark.parametrize(
    ("token", "value", "unit"),
    [("1 2件", "12", "count"), ("1 2.5", "12.5", None), ("46.933O", "46.9330", None), ("O件", "0", "count")],
)
def test_a_doubtful_number_keeps_its_fraction_and_unit(token: str, value: str, unit: str | None) -> None:
    assert said(token) == {token: ("doubtful", Decimal(value), unit)}


@pytest.mark.parametrize("token", ["无", "零", "〇", " 无 "])
def test_a_word_for_zero_is_zero(token: str) -> None:
    assert said(token) == {token: ("nil", Decimal(0), None)}


@pytest.mark.parametrize("token", ["-", "－", "—", "——", "–", "/", "／", "\\"])
def test_a_dash_prints_no_number(token: str) -> None:
    assert said(token) == {token: ("dash", None, None)}


@pytest.mark.parametrize("token", NO_VALUE)
def test_what_is_no_number_is_left_out(token: str) -> None:
    assert said(token) == {}


def test_a_long_token_is_not_looked_at() -> None:
    assert said("1" + " " * 22 + "2") == {"1" + " " * 22 + "2": ("doubtful", Decimal(12), None)}
    assert said("1" + " " * 23 + "2") == {}


def test_many_tokens_are_read_each_for_itself() -> None:
    assert said("增2", "规章", "无", "-", "1 2", "2元") == {
        "增2": ("number", Decimal(2), None),
        "无": ("nil", Decimal(0), None),
        "-": ("dash", None, None),
        "1 2": ("doubtful", Decimal(12), None),
        "2元": ("number", Decimal(2), "CNY"),
    }


def test_the_words_are_data() -> None:
    words = {"nil": ["无"], "dash": ["-"], "plus": ["多"], "minus": ["少"], "count": ["头"]}
    frame = pl.DataFrame({"token": ["多3头", "少3", "减3", "3元"]})
    assert printed_numbers(frame, words).rows() == [
        ("多3头", "number", 3 * SCALE, "count"),
        ("少3", "number", -3 * SCALE, None),
    ]


def test_the_frame_has_the_promised_types_even_of_nothing() -> None:
    schema = {"token": pl.String, "print": pl.String, "value": pl.Int64, "unit": pl.String}
    for tokens in (["1"], []):
        frame = pl.DataFrame({"token": tokens}, schema={"token": pl.String})
        assert dict(printed_numbers(frame, number_words()).schema) == schema


def full_width(text: str) -> str:
    return text.translate({ord(plain): ord(plain) + 0xFEE0 for plain in "0123456789,.-"})


@settings(max_examples=100, deadline=None)
@given(st.integers(-(10**9), 10**12 - 1), st.integers(0, 4), st.booleans(), st.booleans())
def test_any_number_comes_back_however_it_is_printed(digits: int, decimals: int, separated: bool, wide: bool) -> None:
    value = Decimal(digits).scaleb(-decimals)
    printed = f"{value:,f}" if separated else f"{value:f}"
    token = full_width(printed) if wide else printed
    assert said(token) == {token: ("number", value, None)}


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_read_without_a_crash_and_at_most_once(token: str) -> None:
    assert set(said(token)) <= {token}
