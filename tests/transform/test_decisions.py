"""What people decided of a document, read with it; and decisions that cannot be meant."""

from hashlib import sha256

import polars as pl
import pytest

from extract.decisions.files import decisions_of
from extract.decisions.shape import DECIDED
from extract.documents import DOCUMENT
from tests.flows.command import SAMPLES
from transform.batch import read_batch
from transform.decisions import meant
from transform.forms import load_forms

HEAD = "decision_id,kind,source,row,column,value,who"
SOMEBODY = "攀枝花市东区教育局"


@pytest.mark.parametrize(
    ("kind", "cell", "value", "told"),
    [
        ("cell", "granted,nobody", "1", "no form has a cell of row granted and column nobody"),
        ("cell", "granted,total", "1.5", "no whole number"),
        ("cell", "granted,total", "-1", "only a change can be"),
        ("cell", "licensing,change", "-1", None),
        ("cell", "fee,amount", "1.5", None),
        ("year", ",", "2018", "before the first form (2019)"),
        ("agency", ",", "教育局", "does not say of which place"),
        ("agency", ",", "鼓楼区教育局", "does not say of which place: "),
        ("agency", ",", SOMEBODY, None),
    ],
)
def test_what_cannot_be_meant(kind: str, cell: str, value: str, told: str | None) -> None:
    given = decisions_of({"me.csv": f"{HEAD}\none,{kind},{'1' * 64},{cell},{value},me\n".encode()})
    assert given.problems == []
    found = meant(given, load_forms())
    assert found.decisions.height == (told is None)
    assert [(told or "") in problem.text for problem in found.problems] == ([] if told is None else [True])


def test_who_which_year_and_whether_it_is_a_report() -> None:
    names = ["014-2021.txt", "014-2022.txt", "029-2019.txt", "notice.txt"]
    texts = [(SAMPLES / f"synthetic-sample-{name}").read_text(encoding="utf-8") for name in names]
    given = pl.DataFrame(
        {"source_uri": names, "text": texts, "sha256": [sha256(text.encode()).hexdigest() for text in texts]}
    )
    documents = pl.concat([DOCUMENT.to_frame(), given], how="diagonal")
    rows = [
        (names[0], SOMEBODY, None, None, None),
        (names[1], None, 2024, None, None),
        (names[2], None, None, False, "one (me)"),
        (names[3], SOMEBODY, 2022, True, "two (me)"),
    ]
    read = read_batch(documents, decided=pl.DataFrame(rows, schema=DECIDED, orient="row"))
    found = read["report"].sort("source_uri")
    assert found.select("source_uri", "agency_id", "report_year", "year_certainty", "edition").rows() == [
        (names[0], "510402-education", 2021, "stated", "2021"),
        (names[1], "513422-government", 2024, "decided", "2021"),
        (names[3], "510402-education", 2022, "decided", "2021"),
    ]
    # What the document prints stays, and is told as what it is beside the decision.
    assert found["agency_name_printed"][0] == "凉山彝族自治州木里藏族自治县人民政府"
    who = read["report_evidence"].filter(source_uri=names[0], about="agency").select("source", "text", "verdict")
    assert set(who.rows()) >= {
        ("decision", SOMEBODY, "used"),
        ("title", "凉山彝族自治州木里藏族自治县人民政府", "contradicts"),
    }
    year = read["report_evidence"].filter(source_uri=names[1], about="year").select("source", "text", "verdict")
    assert ("decision", "2024", "used") in year.rows()
    assert ("title", "contradicts") in year.select("source", "verdict").rows()
    told = read["rejected"].select("source_uri", "reason", "detail").rows()
    assert told == [(names[2], "decided_no_report", "a person decided that it is no report: one (me)")]
