"""The language of a page's reader: by the address, which links keep, else by the browser, else the server's own."""

from collections.abc import Iterator
from contextlib import contextmanager

from dashboards.address import KEPT, LANGUAGE, Address
from extract.language import Language, language, language_of, speaking


@contextmanager
def reading(address: Address, accepted: str) -> Iterator[None]:
    """Texts are in the reader's language within this.

    Args:
        address: its `lang` decides, and links keep it.
        accepted: the browser's Accept-Language.
    """
    asked = language_of(address.values.get(LANGUAGE, ""))
    kept = KEPT.set(asked)
    try:
        with speaking(asked or preferred(accepted) or language()):
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
