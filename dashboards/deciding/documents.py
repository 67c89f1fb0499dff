"""Questions about a document, or about two agencies: what it prints, and the answers as buttons."""

import re

from htpy import Node, aside, button, div, input, label, p

from dashboards import html
from dashboards.deciding.desk import Desk
from dashboards.deciding.forms import form_of, why
from extract.language import _
from gongkai.deciding.candidates import text_lines
from gongkai.deciding.queue import Question
from gongkai.deciding.subject import document
from gongkai.proving.shown import file_name
from gongkai.words import word

#: Lines of a document that are shown, from its beginning and its end, and characters of each.
_FIRST, _LAST, _LONG = 12, 6, 300
_YEAR, _PLACE = re.compile(r"\b20\d\d\b"), re.compile(r"\d{6} ([^;：:]+)")


def answers_on(desk: Desk, one: Question) -> Node:
    """A document, or two agencies: the candidates as buttons, and a field for any other answer.

    The document is named by its digest: where it stands is the server's own affair.
    """
    if one.question == "same_function":
        other = (one.choices or "").split(" ")[0]
        pair = {"agency": one.agency_id, "other": other}
        return [
            form_of(desk, "same", why(), " ", button(accesskey="s")[_("one agency")], **pair),
            form_of(desk, "apart", why(), " ", button[_("two agencies")], **pair),
        ]
    return div(".beside")[div[_on_document(desk, one)], _print(desk, one)]


def _on_document(desk: Desk, one: Question) -> Node:
    """Whose it is, of which year, whether it counts or is none."""
    source = document(desk.warehouse, one.source_uri or "").source
    what = "year" if one.question == "year_unknown" else "agency"
    none = form_of(desk, "document", button[_("it is no report")], source=source, value="no_report")
    if one.question == "kind_unknown":
        is_one = button(accesskey="s")[_("it is a report")]
        return [form_of(desk, "document", is_one, source=source, value="report"), none]
    if one.question == "versions_disagree":
        return form_of(desk, "document", button(accesskey="s")[_("this one counts")], source=source, value="current")
    found = _YEAR.findall(one.choices or "") if what == "year" else _names(one.choices or "")
    return [
        form_of(
            desk,
            what,
            [[button(name="value", value=name)[html.text(name)], " "] for name in dict.fromkeys(found)],
            label[word("decided", what), " ", input(name="value", autofocus=True, size="30")],
            " ",
            why(),
            " ",
            button(accesskey="s")[_("decide")],
            source=source,
        ),
        none,
    ]


def _print(desk: Desk, one: Question) -> Node:
    """How the document begins and ends: who speaks, and who signs."""
    lines = text_lines(desk.warehouse, one.source_uri or "")
    left = len(lines) - _FIRST - _LAST
    shown = lines if left <= 0 else [*lines[:_FIRST], "⋯", *lines[-_LAST:]]
    return aside(".source")[
        div(".evidence")[[p[html.text(line[:_LONG])] for line in shown]],
        p(".note")[html.text(file_name(one.source_uri or ""))],
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
