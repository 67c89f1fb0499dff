"""The comparison of texts is the same whatever came in which night, and what a slow comparison gives."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from tempfile import gettempdir
from typing import Any, NamedTuple
from unittest.mock import patch

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from load.building import reuse
from load.building.definition import define
from load.building.kept import refresh_kept
from load.building.reuse import update_text_reuse
from load.building.schema import create_tables, fill_tables, form_tables
from transform.forms import load_forms

SECTIONS = ("overview", "problems", "other")
COMMON = 31
Row = dict[str, Any]


class Report(NamedTuple):
    """A version of a report; each section is a list of sentences, each a list of phrases (numbers from 1)."""

    agency: int
    year: int
    prose: dict[str, list[list[int]]]
    version: int = 1

    @property
    def report_id(self) -> str:
        return f"r{self.agency}-{self.year}-{self.version}"


def fingerprint(phrase: int) -> int:
    return phrase * 128 + 20


def empty() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": "1", "temp_directory": f"{gettempdir()}/gongkai-reuse"})
    create_tables(connection)
    fill_tables(connection, form_tables(load_forms()))
    return connection


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Row], conflict: str = "") -> None:
    """Insert rows at once: a statement a row takes a hundred times as long."""
    if rows:
        connection.register("given", pl.DataFrame(rows))
        connection.execute(f"INSERT INTO {table} BY NAME FROM given {conflict}")
        connection.unregister("given")


def night(connection: duckdb.DuckDBPyConnection, reports: Iterable[Report]) -> None:
    """Load reports, mark the current versions, compare."""
    new = list(reports)
    connection.execute("CREATE OR REPLACE TEMP TABLE incoming (report_id VARCHAR)")
    insert(connection, "incoming", [{"report_id": it.report_id} for it in new])
    agencies = [f"a{agency}" for agency in dict.fromkeys(it.agency for it in new)]
    named = [{"agency_id": agency, "name": agency, "name_year": 2021} for agency in agencies]
    insert(connection, "dim_agency", named, "ON CONFLICT DO NOTHING")
    insert(
        connection,
        "report",
        [
            {"report_id": it.report_id, "agency_id": f"a{it.agency}", "report_year": it.year, "edition": "2021",
             "is_revision": False, "source_uri": "x", "sha256": "0" * 64, "ingested_at": datetime.now(UTC),
             "is_current": False, "parser_version": "1"}
            for it in new
        ],
    )  # fmt: skip
    printed = [(it, section, sentences) for it in new for section, sentences in it.prose.items()]
    insert(connection, "report_section", [{"report_id": it.report_id, "section": name} for it, name, _ in printed])
    insert(
        connection,
        "report_sentence",
        [
            {"report_id": it.report_id, "report_year": it.year, "section": section, "line_no": at, "start_at": 0,
             "length": 9, "phrases": [fingerprint(one) for one in phrases]}
            for it, section, sentences in printed
            for at, phrases in enumerate(sentences)
        ],
    )  # fmt: skip
    connection.execute(
        "UPDATE report SET is_current = report_id IN "
        "(SELECT max(report_id) FROM report GROUP BY agency_id, report_year)"
    )
    update_text_reuse(connection, load_forms())


def found(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    return connection.sql("FROM text_reuse ORDER BY report_id, section, relation").pl().to_dicts()


def expected(reports: list[Report]) -> list[Row]:
    """The slow way: every report with every other."""
    holders = defaultdict(set)
    for it in reports:
        for phrase in (phrase for text in it.prose.values() for sentence in text for phrase in sentence):
            holders[phrase].add(it.agency)
    common = {phrase for phrase, agencies in holders.items() if len(agencies) >= COMMON}
    current = {(it.agency, it.year): it for it in sorted(reports, key=lambda it: it.version)}
    rows = [
        compared(it, section, relation, common, list(current.values()))
        for it in current.values()
        for section in SECTIONS
        for relation in ("own_last_year", "peer_same_year")
    ]
    return sorted(rows, key=lambda row: (row["report_id"], row["section"], row["relation"]))


def compared(it: Report, section: str, relation: str, common: set[int], current: list[Report]) -> Row:
    """One row of `text_reuse`."""

    def phrases(report: Report) -> set[int]:
        return {phrase for sentence in report.prose.get(section, []) for phrase in sentence}

    own = phrases(it) - common
    if relation == "own_last_year":
        others = [other for other in current if (other.agency, other.year) == (it.agency, it.year - 1)]
        comparable = any(section in other.prose for other in others)
    else:
        others = [other for other in current if other.agency != it.agency and other.year == it.year]
        comparable = bool(others)
    ranked = sorted(others, key=lambda other: (-len(own & phrases(other)), other.report_id))
    status = (
        "section_absent"
        if section not in it.prose
        else "too_little_text"
        if 20 * len(own) < 30
        else "compared"
        if comparable
        else "no_other"
    )
    named = relation == "own_last_year" or status == "compared"
    best = next((other for other in ranked if named and (relation == "own_last_year" or own & phrases(other))), None)
    shared = own & phrases(best) if best else set()
    own_sentences = [[one for one in sentence if one in own] for sentence in it.prose.get(section, [])]
    is_compared, printed = status == "compared", section in it.prose
    return {
        "agency_id": f"a{it.agency}",
        "report_year": it.year,
        "report_id": it.report_id,
        "section": section,
        "relation": relation,
        "other_report_id": best.report_id if best else None,
        "other_agency_id": f"a{best.agency}" if best else None,
        "other_report_year": best.year if best else None,
        "status": status,
        "similarity": len(shared) / len(own) if is_compared else None,
        "matching_sentences": sum(
            bool(one) and 2 * len([p for p in one if p in shared]) >= len(one) for one in own_sentences
        )
        if is_compared
        else None,
        "sentences": len(own_sentences) if printed else None,
        "characters": 20 * len(phrases(it)) if printed else None,
        "own_characters": 20 * len(own) if printed else None,
    }


PROSE = st.dictionaries(
    st.sampled_from(SECTIONS),
    st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=3, unique=True), max_size=4),
)


@settings(max_examples=12)
@given(st.data())
def test_any_order_of_nights_gives_what_a_slow_comparison_gives(data: st.DataObject) -> None:
    keys = data.draw(st.lists(st.tuples(st.integers(1, 5), st.integers(2020, 2022)), unique=True, max_size=9))
    reports = [Report(*key, data.draw(PROSE)) for key in keys]
    reports += [Report(*key, data.draw(PROSE), version=2) for key in keys[: data.draw(st.integers(0, 2))]]
    shuffled = data.draw(st.permutations(reports))
    cut = data.draw(st.integers(0, len(reports)))
    connection = empty()
    with patch.object(reuse, "COMPARED_AT_ONCE", data.draw(st.sampled_from([1, 2, 50_000]))):
        night(connection, shuffled[:cut])
        night(connection, shuffled[cut:])
    assert found(connection) == expected(reports)


@pytest.mark.parametrize(
    ("first", "agencies"), [*((it, COMMON + 2) for it in (10, COMMON - 1, COMMON, COMMON + 2)), (COMMON - 1, 150)]
)
def test_a_phrase_of_more_than_thirty_agencies_becomes_boilerplate_for_all(first: int, agencies: int) -> None:
    reports = [
        Report(number, year, {"overview": [[1], [100 + number, 200 + number], [300 + number // 2]]})
        for number in range(agencies)
        for year in (2021, 2022)
    ]
    connection = empty()
    night(connection, [it for it in reports if it.agency < first])
    night(connection, [it for it in reports if it.agency >= first])
    rows = found(connection)
    assert rows == expected(reports)
    assert {row["own_characters"] for row in rows if row["section"] == "overview"} == {60}


def test_the_scorecard_follows_what_becomes_boilerplate() -> None:
    shared = [[phrase] for phrase in range(1, 41)]
    connection = empty()
    define(connection, load_forms())

    def originality() -> list[tuple[Any, ...]]:
        refresh_kept(connection)
        asked = "SELECT originality FROM scorecard WHERE agency_id = 'a0' ORDER BY report_year"
        return connection.execute(asked).fetchall()

    own = {year: {key: [*shared, [year, year + 100]] for key in SECTIONS} for year in (2021, 2022)}
    night(connection, [Report(0, year, prose) for year, prose in own.items()])
    assert originality() == [("unknown",), ("fail",)]
    night(connection, [Report(number, 2023, dict.fromkeys(SECTIONS, shared)) for number in range(1, COMMON + 1)])
    assert originality() == [("unknown",), ("pass",)]


def test_statutory_words_count_for_nothing() -> None:
    connection = empty()
    night(connection, [])
    statutory = connection.execute("SELECT min(phrase) FROM common_phrase WHERE is_statutory").fetchone()
    assert statutory
    connection.execute("UPDATE common_phrase SET phrase = ? WHERE phrase = ?", [fingerprint(1), statutory[0]])
    night(connection, [Report(1, 2021, {"other": [[1]]}), Report(2, 2021, {"other": [[1], [2, 3]]})])
    rows = {(row["agency_id"], row["relation"]): row for row in found(connection) if row["section"] == "other"}
    assert rows["a1", "peer_same_year"]["status"] == "too_little_text"
    assert (rows["a2", "peer_same_year"]["similarity"], rows["a2", "peer_same_year"]["own_characters"]) == (0, 40)


def test_two_keys_of_one_name_are_no_peers() -> None:
    connection = empty()
    connection.execute(
        "INSERT INTO dim_agency (agency_id, name, name_year) VALUES ('a1', '同', 2021), ('a2', '同', 2021)"
    )
    night(connection, [Report(number, 2021, {"overview": [[1, 2]]}) for number in (1, 2)])
    rows = found(connection)
    assert {row["other_report_id"] for row in rows} == {None}
    assert pl.DataFrame(rows)["similarity"].sum() == 0
