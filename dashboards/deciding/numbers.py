"""Questions about numbers: a row or a whole table, what is printed of it, and a field for each number asked for."""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from typing import NamedTuple

from htpy import Element, Node, VoidElement, aside, button, div, h3, input, label, p, span

from dashboards import html
from dashboards.deciding.desk import CELL, COLUMN, PRINTED_SO, Desk
from dashboards.deciding.forms import form_of, why
from extract.language import _, language, told
from gongkai.deciding import cells, said
from gongkai.deciding.candidates import Needed, failing, needed
from gongkai.deciding.cells import Subject
from gongkai.deciding.queue import Question
from gongkai.proving import printed
from gongkai.proving.sheet import gather
from gongkai.proving.shown import file_name
from gongkai.proving.words import Words
from gongkai.words import spaced


class Typed(NamedTuple):
    """A form that was wrong somewhere, and whether sums fail with it."""

    form: Mapping[str, str]
    sums_fail: bool


#: What was typed: nobody types a table twice.
typed: ContextVar[Typed | None] = ContextVar("typed", default=None)


def is_typed(one: Question) -> bool:
    """Whether what was typed answers this question, and no other."""
    if (last := typed.get()) is None or not one.form:
        return False
    name, value = ("row", one.row_code) if one.row_code else ("form", one.form)
    asked = {"what": "row" if one.row_code else "table", "agency": one.agency_id, "year": one.report_year, name: value}
    return all(last.form.get(key) == str(it) for key, it in asked.items())


def answers_in_row(desk: Desk, one: Question) -> Node:
    """The cells of a row: what is printed, a field for each that is asked for, and the values that its sums need."""
    agency, year, row = str(one.agency_id), int(one.report_year or 0), str(one.row_code)
    place = {"agency": one.agency_id, "year": year}
    kept = _kept(one)
    values = needed(desk.warehouse, agency, year, row)
    columns = [one.column_code] if one.column_code else list(dict.fromkeys(it.column_code for it in values))
    sheet = gather(desk.warehouse, agency, year, row, str(columns[0]))
    fields = [_field(column, values, kept, is_first=not nth) for nth, column in enumerate(columns)]
    return div(".beside")[
        div[
            form_of(
                desk, "row", fields, why(kept.get("why")), " ", button(accesskey="s")[_("decide")], **place, row=row
            ),
            _accepted(desk, agency, year, place) if one.question == "one_number_mends" else None,
        ],
        aside(".source.chosen")[
            h3[html.text(sheet.cell.row)],
            div(".evidence")[printed.part(sheet, Words("zh" if language() == "zh" else "en"))],
            p(".note")[html.text(file_name(sheet.about.source_uri))],
        ],
    ]


def _kept(one: Question) -> Mapping[str, str]:
    """What was typed in answer to a question."""
    last = typed.get()
    return last.form if last and is_typed(one) else {}


def _sums_fail(one: Question) -> bool:
    """Whether sums fail with what was typed in answer to a question."""
    last = typed.get()
    return bool(last and last.sums_fail and is_typed(one))


def _field(column: str, values: Iterable[Needed], kept: Mapping[str, str], *, is_first: bool) -> Element:
    """The field of a column, with the values that its sums need."""
    name = f"{COLUMN}{column}"
    return div[
        label[spaced("applicant", column), " ", _number(name, kept, is_first=is_first)],
        [
            [" ", button(name=name, value=str(it.value))[_("{value}: {sums} sums hold", value=it.value, sums=it.sums)]]
            for it in values
            if it.column_code == column
        ],
    ]


def _number(name: str, kept: Mapping[str, str], *, is_first: bool, **more: str) -> VoidElement:
    """A field for a number, with what was typed into it before."""
    return input(
        name=name, inputmode="numeric", size="8", value=kept.get(name), autofocus=is_first, autocomplete="off", **more
    )


def _accepted(desk: Desk, agency: str, year: int, place: Mapping[str, object]) -> Node:
    """The sums that fail: that one of them may."""
    return [
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
        for it in failing(desk.warehouse, agency, year)
    ]


def answers_in_table(desk: Desk, one: Question) -> Node:
    """A table as it reads, with a field for each cell that is missing, and the lines that print it."""
    agency, year, form = str(one.agency_id), int(one.report_year or 0), str(one.form)
    found = cells.table(desk.warehouse, agency, year, form)
    known = said.waiting(desk.decisions().decisions, found.cells[0].source)
    now = [it._replace(value=it.value or known.get((it.row_code, it.column_code))) for it in found.cells]
    heads = {it.column_code: it.column if language() == "zh" else spaced("applicant", it.column_code) for it in now}
    kept = _kept(one)
    table = _Table(set((one.choices or "").split(" ")), now, kept)
    rows = [
        [html.text(row.name), *(table.cell(row.cells.get(column)) for column in heads), html.text(row.printed)]
        for row in cells.rows_of(now)
    ]
    again = label[input(type="checkbox", name=PRINTED_SO, value="1"), " ", _("it is printed so, though sums fail")]
    return [
        form_of(
            desk,
            "table",
            html.grid([_("row"), *map(html.text, heads.values()), _("printed")], rows, "answers"),
            [again, " "] if _sums_fail(one) else None,
            why(kept.get("why")),
            " ",
            button(accesskey="s")[_("decide")],
            agency=agency,
            year=year,
            form=form,
        ),
        aside(".source.chosen")[
            div(".evidence")[
                [p[span(".code")[_lines(it.first, it.last)], " ", html.text(it.printed)] for it in found.lines]
            ],
            p(".note")[html.text(file_name(one.source_uri or ""))],
        ],
    ]


class _Table:
    """The cells of a table as a page shows them: numbers, and fields for those that are asked for."""

    def __init__(self, open_rows: set[str], every: Iterable[Subject], kept: Mapping[str, str]) -> None:
        self.open_rows, self.kept = open_rows, kept
        self.first = next(filter(self._is_asked, every), None)

    def _is_asked(self, it: Subject) -> bool:
        return it.value is None and it.row_code in self.open_rows

    def cell(self, it: Subject | None) -> Node:
        """A cell: its number, or a field for it; nothing where the form has none."""
        if it is None:
            return None
        if not self._is_asked(it):
            return it.value or "—"
        name, words = f"{CELL}{it.row_code}.{it.column_code}", f"{it.row} {it.column}"
        return _number(name, self.kept, is_first=it is self.first, **{"aria-label": words})


def _lines(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
