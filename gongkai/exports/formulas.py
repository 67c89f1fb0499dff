"""Text cells that no spreadsheet runs as formulas, the same in every CSV of ours.

A text cell that begins with one of `= + - @` (also full-width), a tab, a carriage return, a line feed or an
apostrophe, also after blanks, gets one apostrophe in front. To undo it, take one leading apostrophe off each text cell
that has one. Numbers, dates and truth values are never touched: a negative number stays one.
Source: OWASP, "CSV Injection" (the characters; and the apostrophe, doubled here so that it can be undone).
"""

import os
import stat
from typing import BinaryIO

from extract.lists.by_hand import FORMULA_SIGNS

#: From a sign to its full-width twin.
_WIDE = 0xFEE0
_SIGNS = "".join(f"\\{sign}{chr(ord(sign) + _WIDE)}" for sign in FORMULA_SIGNS)
#: What risky text begins with, in RE2 and in Rust's regex alike.
RISKY = rf"^('|[ \t\n\f\r　]*[{_SIGNS}\t\r\n])"
#: Begins a file that Excel is to read as UTF-8: without it, it takes Chinese for another encoding.
BOM = "\ufeff"


def begin(out: BinaryIO) -> None:
    """Write the mark where a new file begins; whoever reads from a pipe wants none before the first column's name."""
    try:
        status = os.fstat(out.fileno())
    except (OSError, AttributeError):  # nothing of the system's
        return
    if stat.S_ISREG(status.st_mode) and not status.st_size:
        out.write(BOM.encode())
