"""The simulation of deciding: what is right only grows, and the answers are decisions."""

from pathlib import Path

from bench.deciding import simulate
from bench.synthetic import GARBLES, generate


def test_decisions_from_the_truth_make_more_right(tmp_path: Path) -> None:
    reports = list(generate(8, 1, garbles=("lost_column", "title_lost", "digit_split"), garbles_per_report=2))
    assert {"lost_column", "title_lost", "digit_split"} <= set(GARBLES)
    first, last = simulate(reports, tmp_path / "it", [3])
    assert (first.decisions, last.decisions) == (0, 3)
    assert last.right >= first.right + 3
    assert last.open < first.open
    assert last.questions < first.questions
