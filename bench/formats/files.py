"""Whole reports in other formats, through the whole reader: the files that `bench.accuracy` measures by format."""

from collections.abc import Callable, Iterator, Sequence
from random import Random

from bench.synthetic import SyntheticReport, generate
from bench.synthetic.formats.excel import excel_file
from bench.synthetic.formats.pages import blank_page
from bench.synthetic.formats.pdf import makers
from bench.synthetic.formats.pdf_styles import printable
from bench.synthetic.formats.word import word_file

Files = list[tuple[SyntheticReport, bytes]]
_AT_ONCE = 50
_PDF_KINDS = ("ruled", "narrow", "cut", "unruled")


def format_corpora(count: int, seed: int) -> Iterator[tuple[str, Files]]:
    """The same reports as pages with blanks, as Word and Excel files, and as PDF files of each maker that is here."""
    reports = list(generate(count, seed, layouts=("html",)))
    rng = Random(seed)
    pages = [blank_page(report, rng) for report in reports]
    yield "page with blanks", [(page, page.text.encode()) for page in pages]
    yield "docx", [(report, word_file(report, rng).data) for report in reports]
    yield "xlsx", [(report, excel_file(report, rng).data) for report in reports]
    for maker, make in makers().items():
        for kind in _PDF_KINDS:
            yield f"pdf {kind} by {maker}", _printed(reports, make, kind)


def _printed(reports: Sequence[SyntheticReport], make: Callable[..., list[bytes]], kind: str) -> Files:
    """Reports as PDF files, some at a time: a maker holds all that it is given."""
    files = [
        data
        for start in range(0, len(reports), _AT_ONCE)
        for data in make(printable(report, kind) for report in reports[start : start + _AT_ONCE])
    ]
    return list(zip(reports, files, strict=True))
