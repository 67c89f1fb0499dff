"""Small pieces of the sheet: printed text, numbers, states, tables; whatever a report printed is text, never markup."""

from decimal import Decimal

from htpy import Element, Node, bdi, span

from gongkai.proving.words import Words
from gongkai.visible import visible_print

#: So many characters of one printed text are shown.
LONGEST = 160


def text(value: object, most: int | None = LONGEST) -> Element:
    """Printed text: cut where it is very long, of its own direction, with what would act on the page made visible."""
    return bdi[visible_print(str(value), most)]


def file_name(uri: str) -> str:
    """The name of a source without the folder that it stood in, which is its owner's affair; an address whole."""
    archive, member, inside = uri.partition("!/")
    return uri if "://" in uri else archive.rpartition("/")[2] + member + inside


def plain_value(value: Decimal) -> str:
    """A number without zeros behind the point."""
    return f"{value.normalize():,f}"


def shown_value(value: Decimal | None, words: Words) -> Node:
    """A number, or that it is not known."""
    return words("unknown") if value is None else plain_value(value)


def state_mark(state: str | None, words: Words, *, short: bool = False) -> Node:
    """A state in words; a short one in the first language only."""
    if state is None:
        return None
    key = f"state_{state}"
    return span(class_=["state", state])[words.text(key, words.languages[0]) if short else words(key)]
