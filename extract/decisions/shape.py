"""The shape of decisions: in a file, and as rows."""

from typing import NamedTuple

import polars as pl
from polars._typing import PolarsDataType

#: The columns of a file, as `docs/decisions.md` tells them; others are left alone.
COLUMNS = (
    *("decision_id", "kind", "source", "row", "column", "value", "who", "when", "why", "evidence", "reading"),
)  # fmt: skip
#: Those without which a file is none.
NEEDED = frozenset({"decision_id", "kind", "source", "value", "who"})
#: What each kind decides; `document` is two questions, by its value.
KINDS = ("agency", "year", "document", "cell", "exception", "same", "apart", "region", "level", "function", "undo")
#: Those about agencies, whose source is a name or a key; the first two are about two agencies.
ON_AGENCIES = ("same", "apart", "region", "level", "function")
TWO_AGENCIES = ON_AGENCIES[:2]
#: Levels of agencies.
LEVELS = ("national", "province", "prefecture", "county", "township")
#: What is decided of a failing check.
ACCEPTED = "accepted"
#: Whether it is a report, and whether that counts.
IS_REPORT, COUNTS = ("report", "no_report"), ("withdrawn", "current")

_DECISION: dict[str, PolarsDataType] = {
    "decision_id": pl.String,
    "kind": pl.String,
    "source": pl.String,
    "sha256": pl.String,
    "part": pl.Int16,
    "row_code": pl.String,
    "column_code": pl.String,
    "value": pl.String,
    "who": pl.String,
    "decided_at": pl.Datetime("us", "UTC"),
    "why": pl.String,
    "evidence": pl.String,
    "reading": pl.String,
    "file": pl.String,
    "line": pl.Int32,
    "state": pl.String,
}
DECISION = pl.Schema(_DECISION)
"""One row a decision as given; null where nothing is said.

`source` is as in the file; `sha256` and `part` (from 1) are the document's that it is about, null for `ON_AGENCIES`,
whose source is a name or an agency_id, and for `undo`, whose source is the `decision_id` that it takes back. `value` is
a name, a year, a word of `IS_REPORT`, `COUNTS` or `LEVELS`, a code, `ACCEPTED`, or a number without needless zeros.
`row_code` and `column_code` of an exception are a check_code and its scope. `reading` is what was read of a cell when
it was decided: its state and value; of an exception the two sides of the sum. `file` and `line` say where it stands.
`state` is `stands`, `undone` or `contradicts` (another one that stands says otherwise): the last two change nothing.
"""

DECIDED = pl.Schema(
    {
        "source_uri": pl.String,
        "decided_agency": pl.String,
        "decided_year": pl.Int16,
        "decided_report": pl.Boolean,
        "decided_by": pl.String,
    }
)
"""What is decided of some reports, as the transforms take it: one row a report, null where nothing is decided.

`source_uri` ends in #part=n for the n-th report of a document, n > 1. `decided_by` says whose decision it is that it is
(no) report.
"""


class Problem(NamedTuple):
    """One line that is no decision, and why.

    Attributes:
        file: the file's name.
        line: its number, from 1; 1 for a file that cannot be used at all.
        decision_id: the decision's, as far as the line tells it.
        text: what is wrong, and what to do.
        whole: nothing of the file can be used.
    """

    file: str
    line: int
    decision_id: str | None
    text: str
    whole: bool = False

    def __str__(self) -> str:
        """The problem in one line."""
        return f"{self.file}, line {self.line}: {self.text}"


class Decisions(NamedTuple):
    """What a folder holds: `decisions` as `DECISION`, in the order of files and lines, and the lines that are none."""

    decisions: pl.DataFrame
    problems: list[Problem]
