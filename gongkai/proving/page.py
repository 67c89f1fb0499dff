"""The evidence sheet as one page of HTML that asks for nothing: no script, no font, no picture, no address."""

from base64 import b64encode
from collections import Counter
from hashlib import sha256

from htpy import Node, body, h1, h2, head, html, meta, p, span, strong, style, table, tbody, td, th, tr
from htpy import title as title_tag
from markupsafe import Markup

from gongkai.explaining.explanation import Decision
from gongkai.proving import printed, source
from gongkai.proving.sheet import Sheet
from gongkai.proving.shown import plain_value, shown_value, state_mark, text
from gongkai.proving.sums import Sum, Term
from gongkai.proving.words import SHEETS, Language, Words
from gongkai.visible import visible_print

#: More terms of a sum than this, and those that are 0 are only counted.
TERMS = 8


def page(sheet: Sheet, language: Language = "both", *, tight: bool = False) -> str:
    """The sheet as a whole HTML page.

    Args:
        sheet: what stands behind the number.
        language: Chinese (`zh`), English (`en`), or both beside each other.
        tight: in smaller letters, so that a long one stays on one printed page.
    """
    words = Words(language)
    css = (SHEETS / "sheet.css").read_text(encoding="utf-8")
    policy = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(css.encode()).digest()).decode()}'"
    about = sheet.about
    name = f"{words.plain('title')}: {about.agency} {about.year}"
    return str(
        html(lang=words.languages[0])[
            head[
                meta(charset="utf-8"),
                meta(http_equiv="Content-Security-Policy", content=policy),
                meta(name="viewport", content="width=device-width"),
                title_tag[visible_print(name)],
                style[Markup(css)],  # ours, and no rule of it can end the element
            ],
            body(class_={"tight": tight})[
                _head(sheet, words), printed.part(sheet, words), _sums(sheet, words), *source.parts(sheet, words)
            ],
        ]
    )


def _head(sheet: Sheet, words: Words) -> Node:
    """Which number, what it is, and how sure."""
    about, cell = sheet.about, sheet.cell
    return [
        h1[words("title")],
        table[
            tbody[
                tr[_named("agency", about.agency, about.agency_id, words), th[words("year")], td[str(about.year)]],
                tr[th[words("form")], td(colspan="3")[words(f"form_{cell.form}")]],
                tr[
                    _named("row", cell.row, cell.row_code, words),
                    _named("column", cell.column, cell.column_code, words),
                ],
            ]
        ],
        h2[words("value")],
        p[span(".figure")[shown_value(cell.value, words)], _unit(sheet, words), " ", state_mark(cell.state, words)],
        p(".both")[words(f"says_{cell.state}")],
        _missing_form(sheet, words),
        p[strong[words("why")], " ", words.reason(cell.reason)] if cell.reason else None,
        _decided(sheet.decision, words) if sheet.decision else None,
    ]


def _decided(found: Decision, words: Words) -> Node:
    """Who decided the number, when, why, and what was read in its place."""
    state, _, value = (found.read or "").partition(" ")
    read: Node = [text(value), " ", words(f"state_{state}")] if state else None
    told: list[tuple[str, Node]] = [
        ("decided_read", read),
        ("decided_by", text(found.who)),
        ("decided_at", f"{found.decided_at:%Y-%m-%d}" if found.decided_at else None),
        ("decided_why", text(found.why) if found.why else None),
        ("decided_evidence", text(found.evidence) if found.evidence else None),
        ("decided_stale", text(found.remark) if found.state == "stale" and found.remark else None),
        ("decided_name", text(found.decision_id)),
    ]
    return table[tbody[[tr[th[words(key)], td[said]] for key, said in told if said]]]


def _named(key: str, name: str, code: str, words: Words) -> Node:
    """A name with its code, and what it is the name of."""
    return [th[words(key)], td[text(name), f" ({code})"]]


def _unit(sheet: Sheet, words: Words) -> Node:
    """The unit, where there is a number."""
    return words(f"unit_{sheet.cell.unit}") if sheet.cell.unit and sheet.cell.value is not None else None


def _missing_form(sheet: Sheet, words: Words) -> Node:
    """What is said of a form that is not wholly printed."""
    print_ = sheet.about.print
    return p(".both")[words(f"print_{print_}")] if print_ not in {None, "printed"} else None


def _sums(sheet: Sheet, words: Words) -> Node:
    """The identities with their numbers, and whether they hold."""
    if not sheet.sums:
        return [h2[words("sums")], p[words("no_sums")]]
    rows = [
        tr[td[words(f"check_{it.check_code}"), f" ({it.year})"], td[_formula(it, words)], td[_result(it, words)]]
        for it in sheet.sums
    ]
    header = tr[th[words("sum")], th[words("formula")], th[words("result")]]
    unused = None if any(it.is_used for it in sheet.sums) else p[words("not_used")]
    return [h2[words("sums")], table(".sums")[tbody[header, rows]], unused]


def _result(it: Sum, words: Words) -> Node:
    """Whether an identity holds, and whether it made the number."""
    return [
        span(class_=it.status)[words(f"result_{it.status}")],
        [" ", strong[words("used")]] if it.is_used else None,
    ]


def _formula(it: Sum, words: Words) -> Node:
    """The sum with its numbers; where it is long, terms of 0 are only counted, by their states."""
    terms = [*it.left, *it.right]
    hidden = [term for term in terms if len(terms) > TERMS and term.value == 0 and not term.is_this]
    sides: list[Node] = []
    for side in (it.left, it.right):
        kept = [term for term in side if term not in hidden]
        sides.append([[_sign(term, first=not at), _term(term, it.year, words)] for at, term in enumerate(kept)] or "0")
    states = Counter(term.state for term in hidden)
    zeros = [[" ", state_mark(state, words, short=True), f" {count}"] for state, count in sorted(states.items())]
    rest: Node = ["; ", words("others_zero", count=len(hidden)), zeros] if hidden else None
    return [sides[0], " = ", sides[1], rest]


def _sign(term: Term, *, first: bool) -> str:
    """What stands before a number of a sum."""
    if first:
        return "" if term.weight > 0 else "− "
    return " + " if term.weight > 0 else " − "


def _term(term: Term, year: int, words: Words) -> Node:
    """One number of a sum with its name; its state where it is not plainly printed."""
    other = f" {term.year}" if term.year != year else ""
    state = [" ", state_mark(term.state, words, short=True)] if term.state not in {None, "reported"} else None
    value = "?" if term.value is None else plain_value(term.value)
    return span(class_={"this": term.is_this})[text(term.name), f"{other} ", strong[value], state]
