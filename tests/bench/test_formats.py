"""Reports as Word and Excel files are read without a single wrong or lost cell."""

from random import Random

import pytest

from bench.formats.office import FORMATS, measure
from bench.synthetic import generate
from bench.synthetic.formats.word import word_file


@pytest.mark.parametrize("name", FORMATS)
def test_every_cell_is_right(name: str) -> None:
    counts, _ = measure(name, generate(12, 11, layouts=("html",)))
    assert counts["right"] > 2_000
    assert (counts["wrong"], counts["lost"], counts["extra"]) == (0, 0, 0)
    assert counts["lines right"] == counts["lines"]


def test_files_follow_from_the_report_and_the_clerk() -> None:
    report = next(generate(1, 11, layouts=("html",)))
    once, again = (word_file(report, Random(3)) for _ in range(2))
    assert (once.grids, once.lines) == (again.grids, again.lines)
    shown = {cell.text for grid in once.grids for cell in grid}
    assert {str(report.cells[key]) for key in report.printed} - shown <= {"0"}
