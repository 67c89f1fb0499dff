"""CSV tables of documents: a row is a document, and a cell may be a whole page with its quotes and line ends."""

import csv
from collections.abc import Iterator
from io import TextIOWrapper

from extract.lists.rows import bad_row, document, no_text, wanted
from extract.raw import Columns, Limits, Raw
from extract.sources.files import guarded, hash_file, metered
from extract.sources.source import Source
from extract.text.large_files import open_text

_DELIMITERS = (",", "\t", ";")


def read_csv(source: Source, limits: Limits, columns: Columns) -> Iterator[Raw]:
    """Yields the rows of a CSV file with a head line: UTF-8, GB18030 or what its text tells, gzipped or not.

    Args:
        source: The file; its cells stand between commas, tabs or semicolons, whichever its head line has most of.
        limits: Bound each row and what a gzipped file unpacks to.
        columns: Those that a person named.

    Returns:
        A document for each row; its uri is the row's own or `file.csv!/17`, rows below the head counted from 1.
        Refused are rows without text, or with more or fewer cells than the head (`bad_row`), rows with too much
        (`too_large`), a file without a column of text (`no_text_column`), and what is left of a file whose quotes are
        broken, that is cut off or too large (`unreadable_archive`, `archive_limit`). Never raises.
    """

    def read(packed: int) -> Iterator[Raw]:
        # For all of the process: a cell may be as large as a document, and somewhat larger for its refusal to be exact.
        most = limits.max_document_bytes * 2 + 65536
        csv.field_size_limit(most)
        with open_text(source.path, packed, limits) as stream:
            yield from metered(_rows(source, limits, columns, _lines(stream, most)), packed, limits)

    return guarded(source, limits, read)


def _lines(stream: TextIOWrapper, most: int) -> Iterator[str]:
    """The lines of a stream, with their ends.

    Raises:
        ValueError: One is longer than the longest row may be.
    """
    while line := stream.readline(most):
        if len(line) == most:
            raise ValueError(f"a line of more than {most:,} characters")
        yield line


def _rows(source: Source, limits: Limits, columns: Columns, lines: Iterator[str]) -> Iterator[Raw]:
    head = next(lines, "")
    delimiter = max(_DELIMITERS, key=head.count)
    names = next(csv.reader([head], delimiter=delimiter), [])
    names = [name.strip().removeprefix("\ufeff") for name in names]
    if names and not wanted(names, columns)["text"]:
        yield Raw(source.uri, None, "no_text_column", no_text(names, columns), hash_file(source.path, limits))
        return
    number = 0
    # Strict: quotes that do not fit mean that rows ran into each other, and then no cell is what it seems.
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        try:
            cells = next(rows, None)
        except csv.Error as error:
            raise ValueError(f"row {number + 1}: {error}; what follows is not read") from error
        if cells is None:
            return
        if cells:
            number += 1
            yield _row(f"{source.uri}!/{number}", names, cells, limits, columns)


def _row(uri: str, names: list[str], cells: list[str], limits: Limits, columns: Columns) -> Raw:
    written = "\0".join(cells)
    if len(cells) != len(names):
        return bad_row(uri, written, f"{len(cells)} cells under {len(names)} names")
    return document(dict(zip(names, cells, strict=True)), uri, written, limits, columns)
