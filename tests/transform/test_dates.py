from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transform.dates import YEAR, date_of, year_number

NUMERALS = "〇一二三四五六七八九"


def read_date(text: str) -> date | None:
    found: date | None = pl.DataFrame({"text": [text]}).select(date_of(pl.col("text"))).item()
    return found


def read_year(text: str) -> int | None:
    found: int | None = (
        pl.DataFrame({"text": [text]}).select(year_number(pl.col("text").str.extract(f"({YEAR})"))).item()
    )
    return found


def in_words(number: int) -> str:
    """A day or a month: 十, 十一, 二十, 三十一."""
    tens, ones = divmod(number, 10)
    return (NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "") + (NUMERALS[ones] if ones else "")


@pytest.mark.parametrize(
    ("print_", "year"),
    [
        ("2021", 2021),
        ("2021年度", 2021),
        ("二〇二一", 2021),
        ("二零二一", 2021),
        ("二○一九", 2019),
        ("二O二一", 2021),
        ("二Ｏ二三", 2023),
        ("二0二一", 2021),
        ("二〇二〇", 2020),
        ("二零二零年", 2020),
        ("1999", None),
        ("二一", None),
        ("第九十条", None),
        ("", None),
    ],
)
def test_a_year_in_either_numerals(print_: str, year: int | None) -> None:
    assert read_year(print_) == year


@pytest.mark.parametrize(
    "print_",
    [
        "2022年1月17日",
        "2022年01月17日",
        "2022-01-17",
        "2022-1-17",
        "2022/1/17",
        "2022.1.17",
        "2022年1月17",
        "二〇二二年一月十七日",
        "二零二二年一月十七日",
        "二○二二年1月17日",
        "发布日期：2022年1月17日",
        "2022年1月17日和2023年2月3日",
    ],
)
def test_a_date_in_any_print(print_: str) -> None:
    assert read_date(print_) == date(2022, 1, 17)


@pytest.mark.parametrize(
    "print_",
    ["2022年2月30日", "2022年13月1日", "2022年0月1日", "2022年1月", "1月17日", "二〇二二年二月三十日", "无", ""],
)
def test_no_date_and_no_day_of_the_calendar_is_none(print_: str) -> None:
    assert read_date(print_) is None


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 365 * 20).map(lambda days: date(2010, 1, 1) + timedelta(days)))
def test_every_day_is_read_in_numbers_and_in_words(day: date) -> None:
    year = "".join(NUMERALS[int(digit)] for digit in str(day.year))
    assert read_date(f"{day.year}年{day.month}月{day.day}日") == day
    assert read_date(day.isoformat()) == day
    assert read_date(f"{year}年{in_words(day.month)}月{in_words(day.day)}日") == day
