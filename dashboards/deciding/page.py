"""The page where one decides: a question with its print and its candidates, the next ones, and what was decided."""

from contextvars import ContextVar

from htpy import Element, Node, aside, button, div, h2, h3, input, label, p

from dashboards import html
from dashboards.deciding.desk import COLUMN, Desk
from dashboards.deciding.documents import answers_on
from dashboards.deciding.forms import form_of, undo, why
from dashboards.view import View
from extract.language import N_, _, language, told
from gongkai.deciding.candidates import failing, needed, open_questions
from gongkai.deciding.queue import QUESTIONS, Question
from gongkai.proving import printed
from gongkai.proving.sheet import gather
from gongkai.proving.shown import file_name
from gongkai.proving.words import Words
from gongkai.words import spaced, word

TITLE = N_("Decide")
#: `at`: which question; `done`: a decision that was just made.
VALUES = ("at", "done")
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
    at = min(int(number), len(asked) - 1) if (number := view.address.values.get("at", "0")).isdecimal() else 0
    rows = decisions.filter(kind="undo").select("source")["source"].to_list()
    made = [row for row in decisions.reverse().iter_rows(named=True) if row["kind"] != "undo"][:SHOWN]
    return [
        _complaint(),
        _done(view, desk),
        _question(view, desk, asked[at]) if asked else html.empty(_("Nothing waits for a decision."), next_step=""),
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
    return div(role="status")[
        _("Decided: {ids}. The next ingest applies it.", ids=ids), " ", undo(desk, ids.split(" ")[0])
    ]


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
    return " ".join(filter(None, (one.agency_id, str(one.report_year or ""), one.row_code, one.column_code)))


def _frees(one: Question) -> str:
    counts = (("reports", one.reports), ("cells", one.cells), ("sums", one.sums))
    return html.listed(f"{count} {word('head', name)}" for name, count in counts if count)


def _question(view: View, desk: Desk, one: Question) -> Element:
    """A question with what is printed and what may be answered."""
    answers = _cells(view, desk, one) if one.row_code else answers_on(desk, one)
    about: list[Node] = [html.text(_subject(one)), html.text(one.choices) if one.choices else None]
    if freed := _frees(one):
        about.append(_("frees {what}", what=freed))
    return div(".question")[
        h2[_(QUESTIONS[one.question])],
        p(".note")[[[" · " if at else None, part] for at, part in enumerate(filter(None, about))]],
        answers,
    ]


def _cells(view: View, desk: Desk, one: Question) -> Node:
    """The cells of a row: what is printed, a field for each that is asked for, and the values that its sums need."""
    agency, year, row = str(one.agency_id), int(one.report_year or 0), str(one.row_code)
    path, place = view.source.path, {"agency": one.agency_id, "year": year}
    values = needed(path, agency, year, row)
    columns = [one.column_code] if one.column_code else list(dict.fromkeys(it.column_code for it in values))
    sheet = gather(path, agency, year, row, str(columns[0]))
    fields = [
        div[
            label[
                spaced("applicant", column),
                " ",
                input(name=f"{COLUMN}{column}", inputmode="numeric", size="8", autofocus=not at),
            ],
            [
                [
                    " ",
                    button(name=f"{COLUMN}{column}", value=str(it.value))[
                        _("{value}: {sums} sums hold", value=it.value, sums=it.sums)
                    ],
                ]
                for it in values
                if it.column_code == column
            ],
        ]
        for at, column in enumerate(columns)
    ]
    accepted = [
        form_of(
            desk,
            "exception",
            button[_("it is printed so: accept that it fails")],
            " ",
            html.text(f"{it.check_code} {it.scope}: {told(it.detail)}"),
            **place,
            check=it.check_code,
            scope=it.scope,
        )
        for it in (failing(path, agency, year) if one.question == "one_number_mends" else [])
    ]
    return div(".beside")[
        div[
            form_of(desk, "row", fields, why(), " ", button(accesskey="s")[_("decide")], **place, row=row),
            accepted,
        ],
        aside(".source.chosen")[
            h3[html.text(sheet.cell.row)],
            div(".evidence")[printed.part(sheet, Words("zh" if language() == "zh" else "en"))],
            p(".note")[html.text(file_name(sheet.about.source_uri))],
        ],
    ]
