"""Which year, of hints: the rank of their sources, agreement, contradiction, editions, a manifest."""

import random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transform.prints import FORMS
from transform.document.evidence.hints import HINT
from transform.document.evidence.years import SOURCES, STATED, TOLD, decided_years

EDITIONS = {"doc": pl.UInt32, "edition": pl.String, "first_year": pl.Int64, "last_year": pl.Int64}
STATES = [source for source, rank in SOURCES.items() if rank == STATED]
TELLS = [source for source, rank in SOURCES.items() if rank == TOLD]
HINTS_ALONE = ("header", "bare", "signature", "folder", "path", "manifest_date")
Told = tuple[str, int | None]


def decided(*told: Told, edition: str | None = None, weight: int = 1) -> tuple[dict[str, Any], list[str]]:
    """What is decided of one document, and each hint's verdict in their order."""
    rows = [(0, source, f"{year}", 1, year, weight) for source, year in told]
    printed = FORMS.editions.filter(pl.col("edition") == (edition or "")).select(
        pl.lit(0, pl.UInt32).alias("doc"), "edition", pl.col("first_year", "last_year").cast(pl.Int64)
    )
    editions = printed if edition else pl.DataFrame(schema=EDITIONS)
    years, evidence = decided_years(pl.DataFrame(rows, HINT, orient="row"), editions)
    return (years.row(0, named=True) if years.height else {}), evidence["verdict"].to_list()


def year(*told: Told, edition: str | None = None, weight: int = 1) -> int | None:
    return decided(*told, edition=edition, weight=weight)[0].get("report_year")


@pytest.mark.parametrize("source", STATES + TELLS)
def test_one_stated_or_told_year_is_enough(source: str) -> None:
    found, verdicts = decided((source, 2021))
    assert (found["report_year"], found["year_source"], verdicts) == (2021, source, ["used"])
    assert found["year_certainty"] == ("stated" if source in {*STATES, "manifest"} else "told")


@pytest.mark.parametrize("source", HINTS_ALONE)
def test_one_weak_hint_is_not_enough_and_two_that_agree_are(source: str) -> None:
    found, verdicts = decided((source, 2021))
    assert (found["report_year"], found["year_candidates"], verdicts) == (None, f"2021 ({source})", ["unread"])
    other = "path" if source != "path" else "signature"
    found, _ = decided((source, 2021), (other, 2021))
    assert (found["report_year"], found["year_certainty"]) == (2021, "agreed")


def test_prose_of_one_mind_is_enough() -> None:
    assert year(("prose", 2021), weight=2) == 2021


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("title", 2021), ("period", 2021)], 2021),
        ([("title", 2021), ("period", 2022)], None),
        ([("announcement", 2021), ("as_of", 2022)], None),
        ([("path", 2021), ("signature", 2021), ("folder", 2020)], None),
        ([("title", 2021), ("announcement", 2020), ("prose", 2019)], 2021),
        ([("announcement", 2021), ("prose", 2020), ("path", 2020)], 2021),
        ([("title", 2021), ("manifest", 2020)], 2021),
        ([("title", 2021), ("period", 2022), ("manifest", 2022)], 2022),
        ([("title", 2021), ("period", 2022), ("manifest", 2023)], None),
        ([("announcement", 2021), ("manifest", 2022)], 2022),
        ([("manifest", 2022), ("path", 2020), ("signature", 2020)], 2022),
        ([("header", None), ("path", 2021)], None),
        ([("header", None)], None),
    ],
)
def test_the_best_rank_decides_if_it_is_of_one_mind(told: list[Told], expected: int | None) -> None:
    assert year(*told) == expected


def test_what_is_open_names_its_candidates() -> None:
    found, verdicts = decided(("period", 2022), ("title", 2021), ("prose", 2021))
    assert found["year_candidates"] == "2021 (title, prose); 2022 (period)"
    assert verdicts == ["unread"] * 3


def test_each_hint_has_its_verdict() -> None:
    _, verdicts = decided(("title", 2021), ("period", 2021), ("prose", 2020), ("header", None))
    assert verdicts == ["used", "agrees", "contradicts", "unread"]


def test_the_printed_edition_weighs_for_its_years_and_against_others() -> None:
    assert year(("path", 2021)) is None
    assert year(("path", 2021), edition="2021") == 2021
    assert year(("path", 2020), ("signature", 2020), edition="2019") == 2020
    assert year(("path", 2020), ("signature", 2020), edition="2021") is None
    assert year(("title", 2020), edition="2021") == 2020
    assert decided(("title", 2020), edition="2021")[1] == ["used", "contradicts"]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([*SOURCES][:-1]), st.sampled_from([2020, 2021, 2022, None])), max_size=8),
    st.sampled_from([None, "2019", "2021"]),
    st.randoms(use_true_random=False),
)
def test_the_order_of_hints_never_matters(told: list[Told], edition: str | None, chance: random.Random) -> None:
    mixed = list(told)
    chance.shuffle(mixed)
    first, verdicts = decided(*told, edition=edition)
    second, again = decided(*mixed, edition=edition)
    assert first == second
    assert sorted(zip(map(str, told), verdicts, strict=False)) == sorted(zip(map(str, mixed), again, strict=False))
