"""Pictures in a Word file: where they stand, and their parts."""

from collections.abc import Iterator

from lxml import etree

from extract.layout import Layout, UnreadableError
from extract.pictures import with_pictures
from extract.word.parts import WordParts, inside

#: A picture in a drawing and in one of the old kind, and the attribute that names its part, in any namespace.
_NAMED = {"blip": "embed", "imagedata": "id"}


def pictures_in(drawing: etree._Element, box: str) -> Iterator[str]:
    """The names of the parts with the pictures of a drawing; not of those in its text boxes (`box`)."""
    stack = [drawing]
    while stack:
        node = stack.pop()
        if node.tag == box:
            continue
        attribute = _NAMED.get(etree.QName(node).localname)
        for name, value in node.attrib.items() if attribute else ():
            if etree.QName(name).localname == attribute and etree.QName(name).namespace:
                yield str(value)
        stack += reversed(list(inside(node)))


def with_parts(layout: Layout, places: list[tuple[int, str]], parts: WordParts) -> Layout:
    """A Word file's layout with what stands on its pictures.

    Args:
        layout: what it prints as text.
        places: its pictures: behind how many lines each stands, and the name of its part.
        parts: the file.

    Raises:
        UnreadableError: as `extract.pictures.with_pictures`.
    """
    found = [(at, data) for at, name in places if (data := _part(parts, name))]
    return with_pictures(layout, found, "a Word file")


def _part(parts: WordParts, name: str) -> bytes | None:
    try:
        return parts.picture(name)
    except UnreadableError:
        # Larger than all that is read of a file: its text was read before.
        return None
