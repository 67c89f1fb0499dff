"""The page where one decides: a question with its print and its candidates, the next ones, and what was decided."""

import re
from contextvars import ContextVar

from htpy import Element, Node, aside, button, div, form, h2, h3, input, label, p

from dashboards import html
from dashboards.deciding.desk import COLUMN, Desk
from dashboards.view import View
from extract.language import N_, _, language, told
from gongkai.deciding.candidates import failing, needed, open_questions
from gongkai.deciding.queue import QUESTIONS, Question
from gongkai.deciding.subject import document
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
_YEAR, _PLACE = re.compile(r"\b20\d\d\b"), re.compile(r"\d{6} ([^;：:]+)")

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
                        word("decision", "undone") if row["decision_id"] in rows else _undo(desk, row["decision_id"]),
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
        _("Decided: {ids}. The next ingest applies it.", ids=ids), " ", _undo(desk, ids.split(" ")[0])
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
    answers = _cells(view, desk, one) if one.row_code else _document(desk, one)
    return div(".question")[
        h2[_(QUESTIONS[one.question])],
        p(".note")[
            html.text(_subject(one)), " · ", html.text(one.choices or ""), " · ", _("frees {what}", what=_frees(one))
        ],
        answers,
    ]


def _form(desk: Desk, what: str, *parts: Node, **hidden: object) -> Element:
    """A form that decides one thing."""
    fields = {"token": desk.token, "what": what, **hidden}
    return form(method="post", action="decide", class_="decide")[
        [input(type="hidden", name=name, value=str(value)) for name, value in fields.items()], parts
    ]


def _why() -> Node:
    """Where one says why."""
    return label[_("why"), " ", input(name="why", maxlength="500")]


def _undo(desk: Desk, decision_id: str) -> Element:
    return _form(desk, "undo", button[_("take back")], id=decision_id)


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
        _form(
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
            _form(desk, "row", fields, _why(), " ", button(accesskey="s")[_("decide")], **place, row=row),
            accepted,
        ],
        aside(".source.chosen")[
            h3[html.text(sheet.cell.row)],
            div(".evidence")[printed.part(sheet, Words("zh" if language() == "zh" else "en"))],
            p(".note")[html.text(file_name(sheet.about.source_uri))],
        ],
    ]


def _document(desk: Desk, one: Question) -> Node:
    """A document, or two agencies: the candidates as buttons, and a field for any other answer.

    The document is named by its digest: where it stands is the server's own affair.
    """
    if one.question == "same_function":
        other = (one.choices or "").split(" ")[0]
        pair = {"agency": one.agency_id, "other": other}
        return [
            _form(desk, "same", _why(), " ", button(accesskey="s")[_("one agency")], **pair),
            _form(desk, "apart", _why(), " ", button[_("two agencies")], **pair),
        ]
    source = document(desk.warehouse, one.source_uri or "").source
    what = "year" if one.question == "year_unknown" else "agency"
    if one.question == "versions_disagree":
        return _form(desk, "document", button(accesskey="s")[_("this one counts")], source=source, value="current")
    found = _YEAR.findall(one.choices or "") if what == "year" else _names(one.choices or "")
    return [
        _form(
            desk,
            what,
            [[button(name="value", value=name)[html.text(name)], " "] for name in dict.fromkeys(found)],
            label[word("decided", what), " ", input(name="value", autofocus=True, size="30")],
            " ",
            _why(),
            " ",
            button(accesskey="s")[_("decide")],
            source=source,
        ),
        _form(desk, "document", button[_("it is no report")], source=source, value="no_report"),
    ]


def _names(choices: str) -> list[str]:
    """The full names that a printed name may stand for: each candidate's place, and what of the name follows it."""
    print_, _colon, candidates = choices.partition(": ")
    names = []
    for place in _PLACE.findall(candidates):
        where = place.strip()
        shared = next((size for size in range(len(where), 0, -1) if print_.startswith(where[-size:])), 0)
        names.append(where + print_[shared:])
    return names
