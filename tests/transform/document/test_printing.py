"""Which forms a report prints: printed, cut, absent, picture."""

import pytest

from tests.transform.prints import FORMS, documents, form_rows, report
from transform.batch import read_batch

TITLE = "盐池县测试局2021年政府信息公开工作年度报告"
HEADINGS = {
    section: f"{ordinal}、{heading}"
    for section, ordinal, heading in FORMS.sections.filter(edition="2021")
    .select("section", "ordinal", "heading")
    .iter_rows()
}
PROSE = "2021年，我局按季检查公开的栏目，清理过期的内容。\n我局设有样例信箱，专人答复。" * 3


def prints(text: str) -> dict[str, str]:
    """How a document prints each form."""
    return dict(read_batch(documents(text))["report_form"].select("form", "print").iter_rows())


def test_a_whole_report_prints_all_three() -> None:
    assert set(prints(report(TITLE)).values()) == {"printed"}


def test_prose_alone_prints_none() -> None:
    assert prints(f"{TITLE}\n{PROSE}") == dict.fromkeys(["disclosure", "application", "dispute"], "absent")


def test_headings_without_tables_are_pictures() -> None:
    text = "\n".join([TITLE, *(f"{heading}\n{PROSE}" for heading in HEADINGS.values())])
    assert set(prints(text).values()) == {"picture"}


@pytest.mark.parametrize(
    ("form", "after"),
    [("disclosure", {"application": "absent", "dispute": "absent"}), ("application", {"dispute": "absent"})],
)
def test_a_document_that_ends_inside_a_form_cuts_it(form: str, after: dict[str, str]) -> None:
    text = report(TITLE, overview=[PROSE])
    rows = form_rows("2021", form)
    cut = text[: text.index(HEADINGS[form]) + len(HEADINGS[form]) + 1] + "\n".join(rows[: len(rows) // 2]) + "\n"
    found = prints(cut)
    assert found[form] == "cut"
    assert after.items() <= found.items()


def test_a_document_that_ends_with_a_forms_heading_cuts_it() -> None:
    text = report(TITLE)
    found = prints(text[: text.index(HEADINGS["application"])] + HEADINGS["application"])
    assert found == {"disclosure": "printed", "application": "cut", "dispute": "absent"}
