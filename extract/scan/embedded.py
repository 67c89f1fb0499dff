"""Pictures that stand between the lines of a document of another format."""

from extract.layout import Layout, UnreadableError
from extract.scan.pictures import pages_of
from extract.scan.reading import Picture, has_table, layout_of_pictures, printed_pages, refuse_more_pages

#: Smaller ones, in dots, are seals, logos and signs.
_LEAST = 250


def read_embedded(files: list[bytes], *, whole: bool) -> list[Layout | None]:
    """What stands on each of the pictures of a document; None where nothing is read.

    Args:
        files: the bytes of each, of any format.
        whole: the document has nothing but pictures. Beside text pictures are read only where one shows a table.

    Raises:
        UnreadableError: as `extract.scan.reading.printed_pages`; `too_large`: too many of them.
    """
    pictures = [_opened(data) for data in files]
    if not whole and not any(picture and has_table(picture) for picture in pictures):
        return [None] * len(files)
    wanted = [picture if picture and (whole or has_table(picture)) else None for picture in pictures]
    refuse_more_pages(sum(picture is not None for picture in wanted))
    read = iter(list(printed_pages(picture for picture in wanted if picture)))
    return [layout_of_pictures([next(read)]) if picture else None for picture in wanted]


def _opened(data: bytes) -> Picture | None:
    """A picture as dots; None for one that is too small, or drawn in a way that is not read."""
    try:
        picture = next(pages_of(data), None)
    except UnreadableError:
        return None
    return picture if picture and min(picture.gray.shape) >= _LEAST else None
