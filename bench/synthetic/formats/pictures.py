"""Reports as scans: printed, then photographed page by page, tilted, on grey paper, with noise, as pictures or a PDF.

Printed cells are those of the report; a picture takes none away.
"""

import re
from collections.abc import Iterable
from io import BytesIO
from random import Random
from typing import Final, Literal, NamedTuple

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from bench.synthetic.formats.pdf import makers
from bench.synthetic.formats.pdf_styles import printable
from bench.synthetic.report import SyntheticReport

Kind = Literal["pdf", "tif", "png", "jpg"]
KINDS: Final[tuple[Kind, ...]] = ("pdf", "tif", "png", "jpg")
DPI = 200
#: Degrees that a page is tilted by at most.
_TILT = 1.5
#: Of grey paper the lightest and the darkest, and how far a dot strays from it.
_PAPER, _NOISE = (205, 250), (4.0, 9.0)
#: The share of dots that are black by accident.
_SPECKS = 0.0003
_QUALITY = (45, 85)
#: Kinds that hold one picture: the report on a roll of paper, so many millimetres long.
_WHOLE, _ROLL = ("png", "jpg"), 1800
_SIZE = re.compile(r"size: 210mm \d+mm")


class Scan(NamedTuple):
    """A scan: its bytes, and how it was made."""

    data: bytes
    kind: Kind
    maker: str


def scans(reports: Iterable[SyntheticReport], seed: int) -> list[Scan]:
    """One scan of each report (layout `html`): kinds and printers in turn, a scanner of its own for each.

    Args:
        reports: The reports.
        seed: Source of all chance.
    """
    known = makers()
    done = []
    for number, report in enumerate(reports):
        maker = list(known)[number % len(known)]
        kind = KINDS[number // len(known) % len(KINDS)]
        sheet = printable(report, "ruled")
        (printed,) = known[maker]([_on_a_roll(sheet) if kind in _WHOLE else sheet])
        done.append(Scan(scanned(printed, kind, Random(f"{report.name}|{seed}")), kind, maker))
    return done


def _on_a_roll(sheet: str) -> str:
    """A page so long that all of the report is on it, without its head and foot."""
    return _SIZE.sub(f"size: 210mm {_ROLL}mm", sheet).replace("@top-center", "@none").replace("@bottom-center", "@none")


def scanned(printed: bytes, kind: Kind, rng: Random) -> bytes:
    """A printed PDF as a scanner gives it back.

    Args:
        printed: The PDF.
        kind: `pdf` and `tif` have a picture for each page, `png` and `jpg` one picture, of a report on one page.
        rng: The scanner's own source of chance.
    """
    with pdfium.PdfDocument(printed) as document:
        pages = [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in document]
    pages = [_photographed(_without_end(page) if kind in _WHOLE else page, rng) for page in pages]
    quality = rng.randint(*_QUALITY)
    data = BytesIO()
    if kind == "pdf":
        pages[0].save(data, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=quality)
    elif kind == "tif":
        dots = (DPI, DPI)
        pages[0].save(
            data, "TIFF", save_all=True, append_images=pages[1:], compression="jpeg", quality=quality, dpi=dots
        )
    elif kind == "png":
        pages[0].save(data, "PNG")
    else:
        pages[0].save(data, "JPEG", quality=quality)
    return data.getvalue()


def _without_end(page: Image.Image) -> Image.Image:
    """A page without the empty paper behind its last line."""
    dots = np.asarray(page)
    last = int(np.flatnonzero((dots < 128).any(axis=1)).max(initial=0))
    return page.crop((0, 0, page.width, min(page.height, last + DPI)))


def _photographed(page: Image.Image, rng: Random) -> Image.Image:
    """A page, tilted, darker to one side, with noise."""
    angle = rng.uniform(-_TILT, _TILT)
    tilted = page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    dots = np.asarray(tilted, dtype=np.float32)
    chance = np.random.default_rng(rng.getrandbits(64))
    dark, light = sorted((rng.uniform(*_PAPER), rng.uniform(*_PAPER)))
    paper = np.linspace(light, dark, dots.shape[1], dtype=np.float32)
    ink = rng.uniform(20, 60)
    shown = ink + dots / 255 * (paper - ink)
    shown += chance.normal(0, rng.uniform(*_NOISE), dots.shape).astype(np.float32)
    shown[chance.random(dots.shape, dtype=np.float32) < _SPECKS] = ink
    return Image.fromarray(np.clip(shown, 0, 255).astype(np.uint8))
