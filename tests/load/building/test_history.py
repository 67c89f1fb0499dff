"""Versions in order, what decided between them, and the facts as of a day."""

from pathlib import Path

from gongkai.queries.frames import run_query
from tests.load.batches import Row, document
from tests.load.conftest import Load

GRANTED = ("granted", "total")


def history(file: Path) -> list[tuple[object, ...]]:
    sql = "SELECT source_uri, place, versions, is_current, decided_by FROM report_history ORDER BY agency_id, place"
    return run_query(file, sql).rows()


def test_a_correction_stands_before_what_it_corrects(load: Load, file: Path) -> None:
    load([document("old", signed="2022-01-01"), document("alone", agency="b")])
    load([document("new", signed="2022-03-01", revision=True)])
    assert history(file) == [
        ("in/new.txt", 1, 2, True, "signed_date"),
        ("in/old.txt", 2, 2, False, "signed_date"),
        ("in/alone.txt", 1, 1, True, "only_version"),
    ]


CASES: dict[str, tuple[Row, Row]] = {
    "published_date": ({"published": "2022-01-10"}, {"published": "2022-03-01"}),
    "is_revision": ({}, {"revision": True}),
    "cells_known": ({"cells": {GRANTED: None}}, {}),
    "sha256": ({}, {}),
}


def test_what_decided(load: Load, file: Path) -> None:
    """Each case is of an agency of its own."""
    pairs = [(case, zip(("old", "new"), given, strict=True)) for case, given in CASES.items()]
    load([document(f"{case}: {name}", agency=case, **given) for case, pair in pairs for name, given in pair])
    assert [row[4] for row in history(file)] == [case for case in sorted(CASES) for _ in range(2)]


def test_a_circle_is_named(load: Load, file: Path) -> None:
    load(
        [
            document("a", published="2022-01-05", signed="2022-01-01"),
            document("b", signed="2022-01-02"),
            document("c", published="2022-01-03", signed="2022-01-03"),
        ]
    )
    assert {row[4] for row in history(file)} & {"most_duels"}
    assert [row[3] for row in history(file)] == [True, False, False]


def test_two_documents_of_one_night_are_listed(load: Load) -> None:
    assert load([document("a"), document("b"), document("c", agency="c")]).warnings == {"versions_of_one_run": 1}
    assert load([document("d", signed="2022-05-01")]).warnings == {}


def test_byte_identical_copies_count_once(load: Load, file: Path) -> None:
    result = load([document("a", content="same")], [document("b", content="same")])
    assert (result.loaded, result.unchanged, result.warnings) == (1, 1, {})
    assert [row[2] for row in history(file)] == [1]


def granted(file: Path, arguments: str) -> list[object]:
    sql = f"SELECT value FROM cell_as_of({arguments}) WHERE row_code = 'granted' AND column_code = 'total'"
    return run_query(file, sql)["value"].to_list()


def test_facts_as_of_a_day(load: Load, file: Path) -> None:
    load([document("old", published="2022-01-20", cells={GRANTED: 1})])
    load([document("new", published="2022-06-01", cells={GRANTED: 2})])
    assert granted(file, "DATE '2022-01-19'") == []
    assert granted(file, "DATE '2022-01-20'") == [1]
    assert granted(file, "'2022-05-31'") == [1]
    assert granted(file, "'2022-06-01'") == [2]
    assert granted(file, "NULL") == [2]


def test_facts_as_this_warehouse_had_them(load: Load, file: Path) -> None:
    load([document("new", published="2022-06-01", cells={GRANTED: 2})])
    load([document("old", published="2022-01-20", cells={GRANTED: 1})])
    load([document("newest", published="2022-07-01", cells={GRANTED: 3})])
    assert granted(file, "NULL, loaded_by := TIMESTAMPTZ '2022-04-02 00:00:00+00'") == [2]
    assert granted(file, "DATE '2022-02-01', loaded_by := TIMESTAMPTZ '2022-04-02 00:00:00+00'") == [1]
    assert granted(file, "DATE '2022-02-01', loaded_by := TIMESTAMPTZ '2022-04-01 12:00:00+00'") == []


def test_as_of_today_is_what_is_current(load: Load, file: Path) -> None:
    load([document("a"), document("b", signed="2022-01-01"), document("c", agency="c", year=2020)])
    columns = run_query(file, "DESCRIBE cell")["column_name"].to_list()
    assert run_query(file, "DESCRIBE FROM cell_as_of(NULL)")["column_name"].to_list() == columns
    for sql in ("FROM cell EXCEPT FROM cell_as_of(NULL)", "FROM cell_as_of(NULL) EXCEPT FROM cell"):
        assert run_query(file, sql).is_empty()
