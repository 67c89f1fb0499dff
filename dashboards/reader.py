"""The language of a page's reader: by the address, which links keep, else by the browser, else the server's own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, TypeVar

import marimo as mo

from dashboards.address import KEPT, LANGUAGE, Address
from extract.language import Language, language, language_of, speaking

_Given = ParamSpec("_Given")
_Drawn = TypeVar("_Drawn")


def for_reader(
    draw: Callable[Concatenate[Address, _Given], _Drawn],
) -> Callable[Concatenate[Address, _Given], _Drawn]:
    """Have a part of a page, whose first argument is the address, drawn in the reader's language."""

    def drawn(address: Address, /, *args: _Given.args, **more: _Given.kwargs) -> _Drawn:
        with reading(address):
            return draw(address, *args, **more)

    return drawn


@contextmanager
def reading(address: Address, accepted: str | None = None) -> Iterator[None]:
    """Texts are in the reader's language within this.

    Args:
        address: its `lang` decides, and links keep it.
        accepted: the browser's Accept-Language; asked of the session where not given.
    """
    asked = language_of(address.values.get(LANGUAGE, ""))
    kept = KEPT.set(asked)
    try:
        with speaking(asked or preferred(_accepted() if accepted is None else accepted) or language()):
            yield
    finally:
        KEPT.reset(kept)


def preferred(accepted: str) -> Language | None:
    """The first language of ours in an Accept-Language, by its weights; None where it names none."""
    weighed: list[tuple[float, int, Language]] = []
    for place, part in enumerate(accepted.split(",")):
        name, _, weight = part.partition(";q=")
        if found := language_of(name):
            try:
                weighed.append((-float(weight or 1), place, found))
            except ValueError:
                continue
    return min(weighed)[2] if weighed else None


def _accepted() -> str:
    """What the browser of this session asked for."""
    request = mo.app_meta().request
    return str(request.headers.get("accept-language", "")) if request else ""
