"""CSV files that a person writes, looked at line by line: a line that is wrong takes no other with it."""

import csv
from contextlib import suppress

#: What a spreadsheet takes for a formula when it begins a cell. Source: OWASP, "CSV Injection".
FORMULA_SIGNS = ("=", "+", "-", "@")


class LineError(Exception):
    """A line is none of its file; the message says why."""


def text_of(data: bytes) -> str | None:
    """The text of a file in UTF-8 or GB18030, with whatever is in it; None where it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return None


def fields_of(line: str) -> list[str]:
    """The fields of one line of CSV.

    Raises:
        LineError: a quote in it is not closed, or stands in the middle of a field.
    """
    try:
        return [field.strip() for field in next(csv.reader([line], strict=True), [])]
    except csv.Error as error:
        raise LineError(f"it is no line of CSV ({error}): each line stands by itself") from error


def by_column(columns: list[str], fields: list[str]) -> dict[str, str]:
    """What a line says, by the names of the head.

    Raises:
        LineError: it has more or fewer fields than the head.
    """
    if len(fields) != len(columns):
        raise LineError(f"it has {len(fields)} fields, the head {len(columns)}")
    return dict(zip(columns, fields, strict=True))
