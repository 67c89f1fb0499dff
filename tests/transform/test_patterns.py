"""Patterns are looked for where one of their words stands."""

import polars as pl

from transform.patterns import fits, pattern, replaced, without

GREETING = pattern(r"^(?:hello|good day)\b", ["hello", "good day"])
#: Few texts, and more of them than are looked at one by one.
TEXTS = pl.Series("text", ["hello you", "say hello", "good day", "a good, long day", None])
MANY = pl.concat([TEXTS] * 50)


def test_a_pattern_may_fit_where_one_of_its_words_stands() -> None:
    assert GREETING.may_fit(TEXTS)
    assert not GREETING.may_fit(pl.Series(["a good, long day", "hell o", None]))
    assert not GREETING.may_fit(TEXTS.clear())


def test_few_texts_and_many_are_told_the_same() -> None:
    said = [True, False, True, False, False]
    assert fits(TEXTS, GREETING).to_list() == said
    assert fits(MANY, GREETING).to_list() == said * 50
    assert fits(TEXTS, pattern("x", "x")).to_list() == [False] * 5
    known = TEXTS.drop_nulls().to_frame()
    assert without(known, "text", GREETING)["text"].to_list() == ["say hello", "a good, long day"]
    assert replaced(known, "text", GREETING, "-")["text"].to_list() == ["- you", "say hello", "-", "a good, long day"]
