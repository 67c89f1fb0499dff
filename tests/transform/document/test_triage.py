from typing import Any

import polars as pl
import pytest

from tests.transform.prints import FORMS
from transform.document.refusals.triage import (
    FORM_LABELS,
    LINKS,
    NAMED_SECTIONS,
    PROSE_SECTIONS,
    SHORTEST_REPORT,
    UNTITLED_SECTIONS,
    refusals,
)
from transform.shapes import REJECTED

REPORT: dict[str, Any] = {
    "source_uri": "a.txt",
    "sha256": "00",
    "title": "合成市测试局2021年政府信息公开工作年度报告",
    "agency_name_printed": "合成市测试局",
    "report_year": 2021,
    "text": "公开。" * SHORTEST_REPORT,
    "is_other": False,
    "below_other": False,
    "is_template": False,
    "labels": FORM_LABELS,
    "titles": 1,
    "announced": None,
    "is_announced": False,
    "has_period": False,
}
SCHEMA = {
    "doc": pl.UInt32,
    **dict.fromkeys(
        ["source_uri", "sha256", "text", "title", "agency_name_printed", "announced", "publisher"], pl.String
    ),
    "published_date": pl.Date,
    **dict.fromkeys(["below_other", "is_other", "is_template", "is_announced", "has_period"], pl.Boolean),
    **{"report_year": pl.Int16, "labels": pl.UInt32, "titles": pl.UInt32},
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


NO_SENTENCE = "导航 栏目 " * SHORTEST_REPORT


@pytest.mark.parametrize("labels", [0, 1, FORM_LABELS - 1, None])
def test_a_title_needs_the_form_a_section_prose_or_a_sentence_about_the_report(labels: int | None) -> None:
    assert reason(labels=labels, text=NO_SENTENCE) == "not_a_report"
    assert reason(labels=labels, text=NO_SENTENCE, sections=NAMED_SECTIONS) is None
    assert reason(labels=labels, text=NO_SENTENCE, has_period=True) is None
    assert reason(labels=labels, text=NO_SENTENCE, is_announced=True) is None
    assert reason(labels=labels) is None


def test_without_a_title_the_form_its_sections_or_a_sentence_with_prose_tell_it() -> None:
    bare: dict[str, Any] = {"labels": None, "title": None}
    assert reason(**bare) == "not_a_report"
    assert reason(**bare, sections=UNTITLED_SECTIONS - 1) == "not_a_report"
    assert reason(**bare, sections=UNTITLED_SECTIONS) is None
    assert reason(**bare, is_announced=True, announced="现公布合成市测试局2021年政府信息公开工作年度报告") is None
    told = "1月，发布2021年度政府信息公开工作年度报告"
    assert reason(**bare, is_announced=True, announced=told) == "not_a_report"
    assert reason(**bare, has_period=True) is None
    assert reason(**bare, has_period=True, text=NO_SENTENCE) == "not_a_report"
    assert reason(**bare, has_period=True, text=NO_SENTENCE, sections=NAMED_SECTIONS) is None
    assert reason(title=None) is None


def test_links_to_reports_are_none() -> None:
    assert reason(labels=None, titles=LINKS) == "not_a_report"
    assert reason(labels=None, titles=LINKS - 1) is None
    assert reason(titles=LINKS) is None


def test_the_form_itself_is_an_empty_form() -> None:
    assert reason(is_template=True, is_other=True) == "empty_form"
    assert reason(is_template=True, is_other=True, labels=None) == "not_a_report"


def test_without_form_and_sections_a_report_is_not_very_short() -> None:
    assert reason(text="短", labels=None, report_year=2017) == "not_a_report"
    assert reason(text="短", labels=None, title=None, sections=PROSE_SECTIONS - 1) == "not_a_report"
    assert reason(text="短", labels=None, sections=PROSE_SECTIONS) is None
    assert reason(text="短") is None


def test_who_and_which_year_are_no_matter_of_refusals() -> None:
    assert reason(report_year=None) is None
    assert reason(agency_name_printed=None) is None


def test_a_year_before_the_first_form_is_not_supported() -> None:
    assert reason(report_year=2018) == "edition_unsupported"
    assert reason(report_year=2019) is None


def test_the_first_reason_is_told() -> None:
    assert reason(labels=None, text=NO_SENTENCE, report_year=2008) == "edition_unsupported"
    assert reason(is_other=True, report_year=2008) == "not_a_report"
    assert reason(is_template=True, is_other=True, report_year=2008) == "empty_form"


def test_the_detail_says_what_was_found() -> None:
    found = refused({"is_other": True}, {"labels": None, "title": None}, {"report_year": 2018})
    first, second, third = found["detail"].to_list()
    assert REPORT["title"] in first
    assert "none" in second
    assert "2018" in third
    assert "2019" in third


def test_only_the_refused_are_told_each_once() -> None:
    found = refused({}, {"is_other": True, "source_uri": "b.txt", "sha256": "01"}, {}, {"report_year": 2018})
    assert found.columns == ["doc", *REJECTED.names()]
    assert found.select("doc", "source_uri", "sha256", "reason").rows() == [
        (1, "b.txt", "01", "not_a_report"),
        (3, "a.txt", "00", "edition_unsupported"),
    ]
