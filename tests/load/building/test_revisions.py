"""Which version of a report is current: what is printed decides, never the order of reading."""

from itertools import permutations
from pathlib import Path

import pytest

from gongkai.queries.frames import run_query
from tests.load.batches import Row, document
from tests.load.conftest import Load


def current(file: Path) -> list[str]:
    return run_query(file, "SELECT source_uri FROM report WHERE is_current ORDER BY 1")["source_uri"].to_list()


PAIRS: dict[str, tuple[Row, Row]] = {
    "later published": ({"published": "2022-01-10"}, {"published": "2022-03-01"}),
    "later published beats later signed": (
        {"published": "2022-01-10", "signed": "2022-01-09"},
        {"published": "2022-03-01", "signed": "2022-01-01"},
    ),
    "signed where one has no published": (
        {"published": "2022-05-01", "signed": "2022-01-01"},
        {"signed": "2022-02-01"},
    ),
    "marked as revision": ({"signed": "2022-01-01"}, {"signed": "2022-01-01", "revision": True}),
    "marked as revision without dates": ({}, {"revision": True}),
    "date beats mark": ({"signed": "2022-01-01", "revision": True}, {"signed": "2022-01-02"}),
}


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("backwards", [True, False])
def test_later_version_is_current(together: bool, backwards: bool, load: Load, file: Path) -> None:
    """Each pair is of an agency of its own."""
    old, new = (
        [document(f"{name}: {label}", agency=name, **pair[place]) for name, pair in PAIRS.items()]
        for place, label in enumerate(("old", "new"))
    )
    order = [new, old] if backwards else [old, new]
    results = [load(order[0] + order[1])] if together else [load(order[0]), load(order[1])]
    assert current(file) == sorted(f"in/{name}: new.txt" for name in PAIRS)
    assert results[-1].superseded == (len(PAIRS) if together or backwards else 0)
    assert run_query(file, "SELECT count(*) AS n FROM report")["n"].to_list() == [2 * len(PAIRS)]


def test_ingested_later_wins_when_nothing_else_differs(load: Load, file: Path) -> None:
    load([document("first")])
    load([document("second")])
    assert current(file) == ["in/second.txt"]


def test_of_one_run_the_better_read_copy_wins(load: Load, file: Path) -> None:
    page = document("page")
    scan = document("scan", cells={("granted", "total"): None})
    load([scan], [page])
    assert current(file) == ["in/page.txt"]


CIRCLE: dict[str, Row] = {
    "a": {"published": "2022-01-05", "signed": "2022-01-01"},
    "b": {"signed": "2022-01-02"},
    "c": {"published": "2022-01-03", "signed": "2022-01-03"},
}


def test_circle_is_decided_the_same_in_every_order(load: Load, file: Path) -> None:
    """Six agencies, each with the three versions in an order of its own."""
    orders = ["".join(order) for order in permutations(CIRCLE)]
    for place in range(3):
        load([document(f"{order}-{order[place]}", agency=order, **CIRCLE[order[place]]) for order in orders])
    assert current(file) == sorted(f"in/{order}-a.txt" for order in orders)


def test_superseded_version_is_not_in_cell(load: Load, file: Path) -> None:
    load([document("old", signed="2022-01-01", cells={("granted", "total"): 1})])
    load([document("new", signed="2022-01-02", cells={("granted", "total"): 2})])
    found = run_query(file, "SELECT value FROM cell WHERE row_code = 'granted' AND column_code = 'total'")
    assert found["value"].to_list() == [2]
