"""What the truth says to a question of the queue: decisions, or why it says nothing."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bench.deciding.truth import Known, Number
from gongkai.deciding.queue import Question
from gongkai.queries.frames import run_query

_DOCUMENTS = (
    "SELECT DISTINCT source_uri, sha256 FROM (SELECT source_uri, sha256 FROM report "
    "UNION ALL SELECT source_uri, sha256 FROM rejected_document)"
)
_FAILING = (
    "SELECT source_uri, check_code, scope FROM identity_check JOIN report USING (report_id) WHERE status = 'fail'"
)
#: Questions about whose report it is.
_WHO = ("agency_unknown", "region_open", "contradicted")

#: Lines of a file of decisions, but for who decides: what one command writes.
Line = tuple[str, str, str, str, str]
Answer = tuple[Line, ...]


class Said(NamedTuple):
    """The decisions that answer a question (one, but for sums that may fail), or why there are none."""

    answers: list[Answer]
    untold: str = ""


class Answers:
    """Answers to the questions of a warehouse, as it is now."""

    def __init__(self, known: Iterable[Known], warehouse: Path) -> None:
        self._known = {one.name: one for one in known}
        self._sources = dict(run_query(warehouse, _DOCUMENTS).rows())
        self._failing: dict[str, list[Answer]] = {}
        for uri, check, scope in run_query(warehouse, _FAILING).rows():
            self._failing.setdefault(uri, []).append((("exception", self._sources[uri], check, scope, "accepted"),))

    def to(self, question: Question) -> Said:
        """What the truth says to a question."""
        uri = question.source_uri or ""
        report = self._known.get(Path(uri).name)
        if report is None:
            return Said([], "the truth is of documents, and it names none")
        if question.question == "kind_unknown":
            is_report = "report" if report.refused is None else "no_report"
            return Said([(("document", self._sources[uri], "", "", is_report),)])
        if report.refused is not None:
            return Said([], f"the document is to be refused: {report.refused}")
        if question.form:
            return self._of_cells(question, report)
        return _of_document(question, report, self._sources[uri])

    def _of_cells(self, question: Question, report: Known) -> Said:
        """How a cell, a row or rows of a table read; where the print itself is true, that its sums may fail."""
        uri = question.source_uri or ""
        source = self._sources[uri]
        rows = [question.row_code] if question.row_code else (question.choices or "").split(" ")
        asked = {key[1:]: cell.values[0] for key, cell in report.cells.items() if key[1] in rows}
        if question.column_code is not None:
            place = (question.row_code or "", question.column_code)
            asked = {place: asked[place]} if place in asked else {}
            if question.question == "one_number_mends" and _is_printed(asked.get(place), question):
                return Said(self._failing.get(uri, []))
        lines: Answer = tuple(("cell", source, *at, f"{value}") for at, value in asked.items() if value is not None)
        return Said([lines]) if lines else Said([], "nobody can tell what stands there")


def _is_printed(value: Number, question: Question) -> bool:
    return f"{value}" == (question.choices or "").split(" ")[0]


def _of_document(question: Question, report: Known, source: str) -> Said:
    """Whose report a document is, or of which year."""
    if question.question in _WHO:
        if report.agency is None:
            return Said([], "no name that counts says of which place it is")
        return Said([(("agency", source, "", "", report.agency),)])
    if question.question == "year_unknown" and report.year is not None:
        return Said([(("year", source, "", "", f"{report.year}"),)])
    return Said([], "the truth says nothing of this kind")
