"""What the chosen figure of an agency stands on: the printed table about it, and its row as it was read."""

import polars as pl
from htpy import Node, a, aside, div, h3, p

from dashboards import html
from dashboards.address import MeaninglessError
from dashboards.pages.agency_parts import state_of
from dashboards.sheets import has_pdf, sheet_address
from dashboards.view import View
from extract.language import _, language
from gongkai.explaining.prints import reason_told
from gongkai.proving import printed
from gongkai.proving.sheet import Sheet, gather
from gongkai.proving.shown import file_name
from gongkai.proving.words import Words
from gongkai.words import spaced, word


def evidence(view: View, agency: str) -> Node:
    """The chosen cell: what is printed, where, and why it was read so.

    Raises:
        MeaninglessError: the agency has no such cell.
    """
    place = view.address.values.get("cell")
    if place is None:
        return aside(".source")[p(".note")[_("A click on a figure shows the lines it stands on.")]]
    cells = view.rows("agency_cells", agency=agency).filter(
        pl.concat_list("report_id", "form", "row_code", "column_code").list.join(".") == place
    )
    if cells.is_empty():
        raise MeaninglessError(_("this agency has no cell “{cell}” any more", cell=place))
    year, row, column = cells.select("report_year", "row_code", "column_code").row(0)
    sheet = gather(view.source.path, agency, year, row, column)
    return aside(".source.chosen")[
        h3[html.text(sheet.cell.row), " · ", html.text(sheet.cell.column), f", {year}"],
        _value(sheet),
        _sheets(sheet),
        div(".evidence")[printed.part(sheet, Words("zh" if language() == "zh" else "en"))],
        p(".note")[html.text(file_name(sheet.about.source_uri))],
    ]


def _value(sheet: Sheet) -> Node:
    """The number with its state, and why it is that."""
    cell = sheet.cell
    words = reason_told(cell.reason) if cell.reason else _("printed so")
    unit = "" if cell.unit in {None, "count"} else f" {spaced('unit', cell.unit)}"
    shown = word("state", "missing") if cell.value is None else f"{html.exact(cell.value)}{unit}"
    return p[state_of(cell.state, shown), _(" {state}: {words}", state=word("state", cell.state), words=words)]


def _sheets(sheet: Sheet) -> Node:
    """The ways to the figure's evidence sheet, which is a page of its own."""
    place = (sheet.about.agency_id, sheet.about.year, sheet.cell.row_code, sheet.cell.column_code)
    kinds = {"证据单" if language() == "zh" else "证据单 evidence sheet": False} | ({"PDF": True} if has_pdf() else {})
    links: list[Node] = [
        [a(".sheet", href=sheet_address(*place, as_pdf=as_pdf), target="_blank", rel="noopener")[label], " "]
        for label, as_pdf in kinds.items()
    ]
    return p[links]
