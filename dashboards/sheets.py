"""The evidence sheet of a figure, as the dashboard's server gives it: a page of its own, or a PDF."""

from dataclasses import replace
from importlib.util import find_spec
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from dashboards import source
from dashboards.address import Address
from dashboards.reader import reading
from extract.errors import UnusableArgumentsError
from extract.language import _, told
from gongkai.proving.page import page
from gongkai.proving.sheet import Sheet, gather
from gongkai.proving.shown import file_name
from gongkai.proving.write import pdf
from load.errors import WarehouseError

#: Where it stands.
PATH = "/sheet"
_ASKED = ("agency", "year", "row", "column")


def sheet_address(agency: str, year: int, row: str, column: str, *, as_pdf: bool = False) -> str:
    """The address of a figure's sheet, each by its code."""
    asked = dict(zip(_ASKED, (agency, year, row, column), strict=True))
    return f"{PATH.removeprefix('/')}?{urlencode({**asked, **({'as': 'pdf'} if as_pdf else {})})}"


def has_pdf() -> bool:
    """Whether sheets can be had as PDF: the extra `pdf` is there."""
    return find_spec("weasyprint") is not None


def sheet_answer(request: Request) -> Response:
    """The sheet that an address asks for, of the warehouse that is shown; what does not exist is told."""
    with reading(Address("sheet"), request.headers.get("accept-language", "")):
        return _answer(request)


def _answer(request: Request) -> Response:
    """The same, once the reader's language is known."""
    agency, year, row, column = (request.query_params.get(name, "") for name in _ASKED)
    if not year.isdecimal() or len(year) > 4 or not (agency and row and column):
        return PlainTextResponse(_("a sheet is asked for by {names}", names=", ".join(_ASKED)), 404)
    try:
        sheet = _without_folders(gather(source.current().path, agency, int(year), row, column))
        if request.query_params.get("as") != "pdf":
            return HTMLResponse(page(sheet))
        name = f"{sheet.about.report_id}-{sheet.cell.row_code}-{sheet.cell.column_code}.pdf"
        saved = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(pdf(sheet), media_type="application/pdf", headers=saved)
    except WarehouseError as error:
        return PlainTextResponse(told(str(error)), 404)
    except UnusableArgumentsError as error:
        return PlainTextResponse(told(str(error)), 501)


def _without_folders(sheet: Sheet) -> Sheet:
    """A sheet with its files named: in which folders they stand is this machine's own affair."""
    names = [file_name(name) for name in sheet.about.other_names or []]
    about = sheet.about._replace(source_uri=file_name(sheet.about.source_uri), other_names=names or None)
    return replace(sheet, about=about)
