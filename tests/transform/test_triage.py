from typing import Any

import polars as pl
import pytest

from tests.transform.prints import FORMS
from transform.document.triage import FORM_LABELS, PROSE_SECTIONS, SHORTEST_REPORT, UNTITLED_SECTIONS, refusals
from transform.shapes import REJECTED

REPORT: dict[str, Any] = {
    "source_uri": "a.txt",
    "sha256": "00",
    "title": "合成市测试局2021年政府信息公开工作年度报告",
    "agency_name_printed": "合成市测试局",
    "report_year": 2021,
    "text": "正文。" * SHORTEST_REPORT,
    "is_other": False,
    "is_template": False,
    "labels": FORM_LABELS,
}
SCHEMA = {
    "doc": pl.UInt32,
    **dict.fromkeys(["source_uri", "sha256", "text", "title", "agency_name_printed"], pl.String),
    **{"report_year": pl.Int16, "is_other": pl.Boolean, "is_template": pl.Boolean, "labels": pl.UInt32},
}


def refused(*documents: dict[str, Any], sections: int = 0) -> pl.DataFrame:
    """The refusals of documents that are reports but for what is given; `sections` in each."""
    found = pl.DataFrame([{"doc": i, **REPORT, **given} for i, given in enumerate(documents)], schema=SCHEMA)
    headings = pl.DataFrame(
        [(doc, f"section {i}") for doc in range(len(documents)) for i in range(sections)],
        schema={"doc": pl.UInt32, "section": pl.String},
        orient="row",
    )
    return refusals(found, headings, FORMS)


def reason(sections: int = 0, **given: Any) -> str | None:
    found = refused(given, sections=sections)
    return found.item(0, "reason") if found.height else None


def test_a_report_is_not_refused() -> None:
    assert reason() is None
    assert reason(sections=6) is None


def test_a_notice_is_no_report_even_with_a_form() -> None:
    assert reason(is_other=True, sections=6, labels=60) == "not_a_report"


@pytest.mark.parametrize("labels", [0, 1, FORM_LABELS - 1, None])
def test_without_form_and_sections_it_is_no_report(labels: int | None) -> None:
    assert reason(labels=labels) == "not_a_report"
    assert reason(labels=labels, sections=PROSE_SECTIONS - 1) == "not_a_report"


def test_a_report_can_tell_in_prose_what_the_form_would() -> None:
    assert reason(labels=None, sections=PROSE_SECTIONS) is None


def test_without_form_and_title_it_needs_more_sections_an_agency_and_a_year() -> None:
    assert reason(labels=None, sections=UNTITLED_SECTIONS, title=None) is None
    assert reason(labels=None, sections=UNTITLED_SECTIONS - 1, title=None) == "not_a_report"
    assert reason(labels=None, sections=UNTITLED_SECTIONS, title=None, report_year=None) == "not_a_report"
    assert reason(labels=None, sections=UNTITLED_SECTIONS, title=None, agency_name_printed=None) == "not_a_report"


def test_the_form_itself_is_an_empty_form() -> None:
    assert reason(is_template=True, is_other=True) == "empty_form"
    assert reason(is_template=True, is_other=True, labels=None) == "not_a_report"


def test_without_form_and_sections_a_report_is_not_very_short() -> None:
    assert reason(text="短", labels=None, sections=PROSE_SECTIONS - 1, report_year=2017) == "not_a_report"
    assert reason(text="短", labels=None, sections=PROSE_SECTIONS) is None
    assert reason(text="短") is None


def test_a_form_without_title_is_a_report() -> None:
    assert reason(title=None) is None


def test_without_a_year_it_cannot_be_kept() -> None:
    assert reason(report_year=None) == "year_unknown"


def test_a_year_before_the_first_form_is_not_supported() -> None:
    assert reason(report_year=2018) == "edition_unsupported"
    assert reason(report_year=2019) is None


def test_the_first_reason_is_told() -> None:
    assert reason(labels=None, report_year=None, agency_name_printed=None) == "not_a_report"
    assert reason(report_year=None, agency_name_printed=None) == "year_unknown"
    assert reason(report_year=2008, agency_name_printed=None) == "edition_unsupported"


def test_the_detail_says_what_was_found() -> None:
    found = refused({"is_other": True}, {"labels": None, "title": None}, {"report_year": 2018}, {"report_year": None})
    first, second, third, fourth = found["detail"].to_list()
    assert REPORT["title"] in first
    assert "none" in second
    assert "2018" in third
    assert "2019" in third
    assert "year" in fourth


def test_only_the_refused_are_told_each_once() -> None:
    found = refused({}, {"is_other": True, "source_uri": "b.txt", "sha256": "01"}, {}, {"report_year": None})
    assert found.columns == ["doc", *REJECTED.names()]
    assert found.select("doc", "source_uri", "sha256", "reason").rows() == [
        (1, "b.txt", "01", "not_a_report"),
        (3, "a.txt", "00", "year_unknown"),
    ]
