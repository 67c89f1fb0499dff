"""Whole reports in other formats, through the whole reader: the files that `bench.accuracy` measures by format."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random

from bench.synthetic import SyntheticReport, generate
from bench.synthetic.formats.blocks import Made
from bench.synthetic.formats.excel import excel_file
from bench.synthetic.formats.pages import blank_page, without_zeros
from bench.synthetic.formats.pdf import makers
from bench.synthetic.formats.pdf_styles import printable
from bench.synthetic.formats.word import word_file

Files = list[tuple[SyntheticReport, bytes]]
_AT_ONCE = 50
_PDF_KINDS = ("ruled", "narrow", "cut", "unruled")


def format_corpora(count: int, seed: int, only: str = "") -> Iterator[tuple[str, Files]]:
    """The same reports as pages with blanks, as Word and Excel files, and as PDF files of each maker that is here.

    Only those whose name holds `only` are made.
    """
    reports = list(generate(count, seed, layouts=("html",)))

    def pages() -> Files:
        rng = Random(seed)
        return [(page, page.text.encode()) for page in (blank_page(report, rng) for report in reports)]

    def office(make: Callable[[SyntheticReport, Random], Made]) -> Files:
        rng = Random(seed)
        made = ((report, make(report, rng)) for report in reports)
        return [(without_zeros(report) if file.blanks else report, file.data) for report, file in made]

    corpora: dict[str, Callable[[], Files]] = {
        "page with blanks": pages,
        "docx": partial(office, word_file),
        "xlsx": partial(office, excel_file),
    }
    for maker, make in makers().items():
        corpora |= {f"pdf {kind} by {maker}": partial(_printed, reports, make, kind) for kind in _PDF_KINDS}
    for name, files in corpora.items():
        if only in name:
            yield name, files()


def _printed(reports: Sequence[SyntheticReport], make: Callable[..., list[bytes]], kind: str) -> Files:
    """Reports as PDF files, some at a time: a maker holds all that it is given."""
    files = [
        data
        for start in range(0, len(reports), _AT_ONCE)
        for data in make(printable(report, kind) for report in reports[start : start + _AT_ONCE])
    ]
    return list(zip(reports, files, strict=True))
