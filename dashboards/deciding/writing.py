"""The one address of the dashboard that is written to: a form of the page where one decides."""

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from dashboards import site
from dashboards.address import Address, link
from dashboards.deciding import page
from dashboards.deciding.desk import Desk, is_undo
from dashboards.deciding.numbers import Typed, typed
from extract.errors import UnusableArgumentsError
from gongkai.deciding.said import SumsFailError
from load.decisions.record import act_of
from load.errors import LoadError, QueryError, WarehouseError

#: The address.
PLACE = "/decide"
#: Bytes of a form.
_MOST = 60_000
#: Fields of a form: a table has some two hundred.
_FIELDS = 300


def writing(desk: Desk) -> Callable[[Request], Awaitable[Response]]:
    """What answers the forms of a desk's page; the page is there from now on."""
    page.seat(desk)
    site.PAGES["decide"] = page

    async def write(request: Request) -> Response:
        """Write what a form decides, then show the page: what was decided, or why nothing was."""
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > _MOST:
                return PlainTextResponse("too much", 413)
        try:
            form = dict(parse_qsl(bytes(body).decode(), max_num_fields=_FIELDS))
        except ValueError:
            return PlainTextResponse("no form", 400)
        return await run_in_threadpool(_answered, desk, form, request.headers.get("accept-language", ""))

    return write


def _answered(desk: Desk, form: dict[str, str], accepted: str) -> Response:
    try:
        done = desk.take(form)
    except (UnusableArgumentsError, QueryError, LoadError, WarehouseError, ValueError) as error:
        held = page.complaint.set(str(error))
        kept = typed.set(Typed(form, sums_fail=isinstance(error, SumsFailError)))
        try:
            found = site.answer(Address("decide"), accepted)
        finally:
            page.complaint.reset(held)
            typed.reset(kept)
        return HTMLResponse(found.html, 400, {"Cache-Control": "no-store"})
    return RedirectResponse(link("decide", done=None if is_undo(form) else act_of(done) or None), 303)
