"""The generator's varied prose, and what is read of it."""

import polars as pl
import pytest

from bench.claims import claimed, failed_checks, truth_of
from bench.synthetic import generate

_KEY = ["source_uri", "topic", "value", "copy"]


@pytest.mark.parametrize(("prose", "least"), [("plain", 0.99), ("seen", 0.99), ("held_out", 0.95), ("fresh", 0.95)])
def test_claims_are_found_with_topic_and_value(prose: str, least: float) -> None:
    reports = list(generate(60, 5, prose=prose, contradictions=0.3))
    found, truth = claimed(reports).filter(pl.col("topic") != "other"), truth_of(reports)
    right = found.join(truth, on=_KEY, how="semi").height
    assert truth.height > 500
    assert right >= least * truth.height
    assert right >= least * found.height


def test_planted_contradictions_fail_and_nothing_else_does() -> None:
    reports = list(generate(60, 3, prose="seen", contradictions=0.5))
    checks = failed_checks(reports)
    planted = {report.name for report in reports if report.contradiction}
    open_growth = {report.name for report in reports if report.contradiction.startswith("growth")}
    failed = set(checks.filter(pl.col("status") == "fail")["source_uri"])
    assert len(planted) > 10
    assert failed <= planted
    assert planted - failed <= open_growth
    assert set(checks["check_code"]) == {"table", "parts_sum", "share", "growth", "year"}


def test_varied_prose_is_reproducible_and_differs_from_the_held_out_set() -> None:
    first, again = (list(generate(8, 2, prose="seen")) for _ in range(2))
    held_out = list(generate(8, 2, prose="held_out"))
    assert [report.text for report in first] == [report.text for report in again]
    assert all(one.text != other.text for one, other in zip(first, held_out, strict=True))
    assert [report.cells for report in first] == [report.cells for report in held_out]
