"""Reports printed to PDF by real makers, with known truth."""

from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest

from bench.synthetic import generate
from bench.synthetic.formats.pdf import makers
from bench.synthetic.formats.pdf_styles import printable
from bench.synthetic.formats.truth import Score, score
from bench.synthetic.report import SyntheticReport
from extract.layout import Layout
from extract.pdf import read_pdf

Print = Callable[[Iterable[str]], list[bytes]]
REPORTS = list(generate(1, 9, layouts=("html",)))
#: `bench.formats.pdf` has all kinds and more reports.
RULED, KINDS = ("narrow", "cut", "sideless", "page"), ("narrow", "cut", "sideless", "page", "unruled")


@pytest.fixture(scope="module", params=["weasyprint", "chromium", "writer"])
def printed(request: pytest.FixtureRequest) -> dict[str, list[tuple[SyntheticReport, Layout]]]:
    """Kind to reports, each with what was read of it."""
    known = makers()
    if request.param not in known:
        pytest.skip(f"no {request.param} here")
    pages = [printable(report, kind) for kind in KINDS for report in REPORTS]
    layouts = iter([read_pdf(data) for data in known[request.param](pages)])
    return {kind: [(report, next(layouts)) for report in REPORTS] for kind in KINDS}


def total(pairs: list[tuple[SyntheticReport, Layout]]) -> Score:
    found = Score()
    for report, layout in pairs:
        found.add(score(report, layout))
    return found


def test_every_value_between_rules_is_in_its_row_and_column(
    printed: dict[str, list[tuple[SyntheticReport, Layout]]],
) -> None:
    found = {kind: total(printed[kind]) for kind in RULED if total(printed[kind]).right}
    assert {kind: one.silent for kind, one in found.items()} == dict.fromkeys(found, 0)
    # Weasyprint draws nothing where a page asks for rules by an attribute of its tables.
    assert set(RULED) - set(found) <= {"page"}
    short = {kind: one.values - one.right for kind, one in found.items() if one.values > one.right}
    # Writer lets the last column of a table that is too wide run off the page.
    assert set(short) <= {"narrow"}
    assert sum(short.values()) <= 1


def test_no_value_without_rules_is_in_a_wrong_place(printed: dict[str, list[tuple[SyntheticReport, Layout]]]) -> None:
    for kind in set(KINDS) - set(RULED):
        assert total(printed[kind]).silent == 0


def test_cells_and_lines_are_of_one_text(printed: dict[str, list[tuple[SyntheticReport, Layout]]]) -> None:
    for pairs in printed.values():
        for _, layout in pairs:
            lines = layout.text.split("\n")
            places = [
                (cell.grid, cell.row + down, cell.column + right)
                for cell in layout.cells
                for down in range(cell.row_span)
                for right in range(cell.column_span)
            ]
            assert len(places) == len(set(places))
            for cell in layout.cells:
                assert lines[cell.line_no - 1].split("\t")[cell.column] == cell.text
            assert all(a.line_no <= b.line_no for a, b in pairwise(layout.cells))


def test_title_and_sentences_are_whole(printed: dict[str, list[tuple[SyntheticReport, Layout]]]) -> None:
    for kind in set(KINDS) - {"page"}:
        for report, layout in printed[kind]:
            lines = ["".join(line.split()) for line in layout.text.split("\n")]
            assert report.agency_name in lines[0]
            assert lines[0].endswith("报告")
            assert not any(line.startswith("-") and line.endswith("-") for line in lines)
