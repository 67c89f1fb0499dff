"""Every frame that leaves the room of the prose has the shape that stands beside its producer."""

import pytest

from bench.scoring import documents_of
from bench.synthetic import generate
from tests.transform.prints import FORMS, documents
from transform.pages import pages_of
from transform.prose.claims import CLAIM
from transform.prose.problems import PROBLEM
from transform.prose.read import read_prose
from transform.prose.sections import HEADING_LINE
from transform.prose.sentences import SENTENCE


@pytest.mark.parametrize("count", [None, 0, 4])
def test_prose(count: int | None) -> None:
    docs = documents() if count is None else documents_of(list(generate(count, seed=5))) if count else documents("雨。")
    pages = pages_of(docs, FORMS)
    prose = read_prose(pages.lines, pages.headings)
    assert pages.headings.schema == HEADING_LINE
    assert prose.sentences.schema == SENTENCE
    assert prose.problems.schema == PROBLEM
    assert prose.claims.schema == CLAIM
