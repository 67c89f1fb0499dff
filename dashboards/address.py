"""Addresses of pages: `/league?year=2022&region=51`."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, urlencode

from load.errors import WarehouseError

HOME = "overview"
#: The value that names the reader's language; where an address has it, the links of its page keep it.
LANGUAGE = "lang"
KEPT: ContextVar[str | None] = ContextVar("kept", default=None)


class MeaninglessError(WarehouseError):
    """An address names what there is not; the message is in the reader's language."""


@dataclass(frozen=True)
class Address:
    """What the browser's address says.

    Attributes:
        page: the name of a page.
        values: the rest, name by name; nothing of it is checked here.
        is_followed: a page of another site led here, so that what it asks for is not asked by who sees it.
    """

    page: str = HOME
    values: dict[str, str] = field(default_factory=dict)
    is_followed: bool = False


def read(path: str, query: str = "", *, is_followed: bool = False) -> Address:
    """Read one; what stands empty is as if it were absent, since a form sends its empty fields too."""
    return Address(path.strip("/") or HOME, dict(parse_qsl(query)), is_followed)


def link(page: str, /, **values: object) -> str:
    """Write one, as it stands on any other page; what is None is left out."""
    told = {**values, LANGUAGE: values.get(LANGUAGE, KEPT.get())}
    query = urlencode({name: value for name, value in told.items() if value is not None}, quote_via=quote)
    return page + (f"?{query}" if query else "")
