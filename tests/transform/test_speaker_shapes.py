"""Every frame that leaves the room of the agencies has the shape that stands beside its producer."""

import pytest

from bench.scoring import documents_of
from bench.synthetic import generate
from tests.transform.prints import FORMS, documents, report
from transform.agencies import load_lexicon, load_places
from transform.agencies.who import HINT, SPEAKER, UNKNOWN, speakers
from transform.document.admission import admission
from transform.document.evidence.decided import with_decisions
from transform.document.evidence.manifest import with_manifest
from transform.document.identity import identities
from transform.pages import pages_of
from transform.table.prints import prints_of

DOCUMENTS = {
    "none": documents(),
    "no agency": documents(report(title="2021年政府信息公开工作年度报告")),
    "reports": documents_of(list(generate(3, seed=5))),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_speakers(name: str) -> None:
    places, lexicon = load_places(), load_lexicon()
    pages = pages_of(DOCUMENTS[name], FORMS)
    known = pages.documents.join(identities(pages.lines, pages.headings), on="doc", how="left", maintain_order="left")
    printed = prints_of(pages.lines, FORMS).editions
    known = with_decisions(with_manifest(known, None), None)
    asked = admission(known, pages.lines, pages.headings, printed, FORMS, places, lexicon)
    found = speakers(asked.clear, asked.needy, asked.around, places, lexicon)
    assert found.agencies.schema == SPEAKER
    assert found.unknown.schema == UNKNOWN
    assert found.evidence.schema == HINT
    assert found.agencies.height + found.unknown.height == pages.documents.height
