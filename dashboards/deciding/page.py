"""The page where one decides: a question with its print and its candidates, the next ones, and what was decided."""

from contextvars import ContextVar

from htpy import Element, Node, div, h2, p

from dashboards import html
from dashboards.deciding.desk import Desk
from dashboards.deciding.documents import answers_on
from dashboards.deciding.forms import undo
from dashboards.deciding.numbers import answers_in_row, answers_in_table, is_typed
from dashboards.view import View
from extract.language import N_, _, told
from gongkai.deciding.candidates import open_questions
from gongkai.deciding.queue import QUESTIONS, Question
from gongkai.proving.shown import file_name
from gongkai.words import word

TITLE = N_("Decide")
#: `at`: which question; `done`: a decision that was just made.
VALUES = ("at", "done")
_DIGITS = 6
#: Questions that are named, and decisions.
SHOWN = 25

_desk: list[Desk] = []
#: What was wrong with the form that was sent last.
complaint: ContextVar[str] = ContextVar("complaint", default="")


def seat(desk: Desk) -> None:
    """Decide at this desk from now on."""
    _desk[:] = [desk]


def show(view: View) -> Node:
    """The chosen question, the next ones, and the decisions of the folder."""
    (desk,) = _desk
    decisions = desk.decisions().decisions
    asked = open_questions(view.source.path, decisions, SHOWN)
    number = view.address.values.get("at", "0")
    at = min(int(number), len(asked) - 1) if number.isdecimal() and len(number) < _DIGITS else 0
    # What was wrong is asked again, wherever it stands by now.
    at = next((nth for nth, one in enumerate(asked) if is_typed(one)), at)
    rows = decisions.filter(kind="undo").select("source")["source"].to_list()
    made = [row for row in decisions.reverse().iter_rows(named=True) if row["kind"] != "undo"][:SHOWN]
    return [
        _complaint(),
        _done(view, desk),
        _question(desk, asked[at]) if asked else html.empty(_("Nothing waits for a decision."), next_step=""),
        html.section(
            _("What frees most"), None, html.grid(_head("question", "of", "frees"), _rows(view, asked, at), "ask")
        )
        if asked
        else None,
        html.section(
            _("Decided"),
            _("The next ingest applies what was decided since the last one."),
            html.grid(
                _head("decides", "of", "value", "who", "why", "state"),
                [
                    [
                        word("decided", row["kind"]),
                        html.text(" ".join(filter(None, (row["source"][:40], row["row_code"], row["column_code"])))),
                        html.text(row["value"]),
                        html.text(row["who"]),
                        html.text(row["why"] or ""),
                        word("decision", "undone") if row["decision_id"] in rows else undo(desk, row["decision_id"]),
                    ]
                    for row in made
                ],
                "decisions",
            ),
        )
        if made
        else None,
    ]


def _complaint() -> Node:
    text = complaint.get()
    return div(".empty", role="alert")[html.text(told(text))] if text else None


def _done(view: View, desk: Desk) -> Node:
    """What was just decided, and the way back."""
    ids = view.address.values.get("done")
    if not ids:
        return None
    return div(role="status")[_("Decided: {ids}. The next ingest applies it.", ids=ids), " ", undo(desk, ids)]


def _head(*names: str) -> list[str]:
    return [word("head", name) for name in names]


def _rows(view: View, asked: list[Question], at: int) -> list[list[Node]]:
    """The questions, each with the way to it."""
    return [
        [
            html.anchor(view.link("decide", at=number), _(QUESTIONS[one.question]))
            if number != at
            else _(QUESTIONS[one.question]),
            html.text(_subject(one)),
            _frees(one),
        ]
        for number, one in enumerate(asked)
    ]


def _subject(one: Question) -> str:
    if one.agency_id is None:
        return file_name(one.source_uri or "")
    form = word("form", one.form) if one.form and not one.row_code else None
    return " ".join(filter(None, (one.agency_id, str(one.report_year or ""), form, one.row_code, one.column_code)))


def _frees(one: Question) -> str:
    counts = (("reports", one.reports), ("cells", one.cells), ("sums", one.sums))
    return html.listed(f"{count} {word('head', name)}" for name, count in counts if count)


def _question(desk: Desk, one: Question) -> Element:
    """A question with what is printed and what may be answered."""
    if one.question == "table_open":
        answers = answers_in_table(desk, one)
    else:
        answers = answers_in_row(desk, one) if one.row_code else answers_on(desk, one)
    choices = one.choices if one.question != "table_open" else None
    about: list[Node] = [html.text(_subject(one)), html.text(choices) if choices else None]
    if freed := _frees(one):
        about.append(_("frees {what}", what=freed))
    return div(".question")[
        h2[_(QUESTIONS[one.question])],
        p(".note")[[[" · " if nth else None, part] for nth, part in enumerate(filter(None, about))]],
        answers,
    ]
