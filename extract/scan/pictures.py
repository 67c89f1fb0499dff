"""Files that are pictures of pages: JPEG, PNG and TIFF, one or several pages, to a layout."""

import warnings
from collections.abc import Iterator
from io import BytesIO

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from extract.layout import Layout, UnreadableError
from extract.scan.page import Gray
from extract.scan.reading import Picture, layout_of_pictures, printed_pages, refuse_more_pages

#: Dots of one picture: a page at 600 an inch has 35 million, ten pages under each other at 200 have 39.
MOST_DOTS = 60_000_000
#: Pages have more rows and columns of dots.
LEAST = 500
#: Dots an inch that a picture may say of itself; others are what a program wrote that does not know.
_DPI = range(100, 1201)
_FORMATS = ("JPEG", "PNG", "TIFF")


def read_picture(data: bytes) -> Layout:
    """The lines and cells of a picture file.

    Args:
        data: the bytes of a JPEG, PNG or TIFF.

    Raises:
        UnreadableError: `damaged`; `no_text`: too small for a page, or nothing is written on it;
            `too_large`; `too_slow`.
    """
    layout = layout_of_pictures(printed_pages(_large(pages_of(data))))
    if not layout.text.strip():
        raise UnreadableError("no_text", "nothing is written on the picture")
    return layout


def _large(pages: Iterator[Picture]) -> Iterator[Picture]:
    """The pages, if they are large enough to be some: sites have thousands of small pictures."""
    for page in pages:
        tall, wide = page.gray.shape
        if min(tall, wide) < LEAST:
            raise UnreadableError("no_text", f"{wide} x {tall} dots are too few for a page")
        yield page


def pages_of(data: bytes) -> Iterator[Picture]:
    """The pages of a picture file, one after the other, as gray dots.

    Raises:
        UnreadableError: `damaged`, or `too_large`: more than `MOST_DOTS` on a page, or too many pages.
    """
    try:
        with warnings.catch_warnings():
            # We have a limit of our own.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=_FORMATS) as file:
                refuse_more_pages(getattr(file, "n_frames", 1))
                for page in ImageSequence.Iterator(file):
                    if page.width * page.height > MOST_DOTS:
                        detail = f"{page.width} x {page.height} dots, more than {MOST_DOTS:,}; scan it at 200 an inch"
                        raise UnreadableError("too_large", detail)
                    yield Picture(_gray(page), _width(page))
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise UnreadableError("damaged", f"no picture that can be opened ({error}); fetch it again") from error


def _gray(page: Image.Image) -> Gray:
    """A picture as gray dots, turned as its camera says, on white where it is transparent."""
    turned = ImageOps.exif_transpose(page)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        turned = turned.convert("RGBA")
        turned = Image.alpha_composite(Image.new("RGBA", turned.size, "white"), turned)
    if turned.mode.startswith("I;16") or turned.mode in ("I", "F"):
        dots = np.asarray(turned, dtype=np.float64)
        return (dots * (255 / max(float(dots.max()), 1.0))).astype(np.uint8)
    return np.array(turned.convert("L"), dtype=np.uint8)


def _width(page: Image.Image) -> float | None:
    """The width of a picture in points, where its file says how many dots an inch it has and paper can be so wide."""
    told = page.info.get("dpi", (0, 0))[0]
    points = page.width * 72 / float(told) if int(told) in _DPI else 0.0
    return points if 300 < points < 1250 else None
