"""Words for codes in the reader's language: a code is English, so that only other languages need a table.

In Chinese they are those of `data/locale/zh_CN/codes.csv`: for columns and outcomes the form's own, for states those of
the evidence sheet.
"""

import csv
from functools import cache

from extract.language import CATALOGUES, FOLDERS, N_, Language, language

#: Records that SQL writes, by the file that does.
OF_SQL = {
    "published/identity_check/kept.sql": (
        N_("{sum}, printed {print}"),
        N_("{sum}, printed {print}; with decided cells, as read: {status}"),
        N_("missing: {cells}"),
        N_("missing: {cells}; cells absent"),
        N_("missing: {cells}; not in a report of {year}"),
        N_("not in a report of {year}"),
        N_("missing: {cells}; with decided cells, as read: {status}"),
    ),
    "published/continuity_check/kept.sql": (
        N_("not known of {year}"),
        N_("printed {old} ({version}), then {new}"),
    ),
    "published/continuity_check/view.sql": (N_("no report of {year} between two others"),),
    "steps/decisions/judge_decisions.sql": (
        N_("another decision says otherwise; undo one of them"),
        N_("no such document is here yet"),
        N_("held: {reason}"),
        N_("refused: {reason}"),
        N_("{why}; its text is not kept, so it is read when its file is met again"),
        N_("it is read when its file is met again"),
        N_("another report of this agency and year is decided to be current"),
        N_("the edition of the report has no such cell"),
        N_("the report is not current: another version took its place, or it is withdrawn"),
        N_("the reader reads this value now"),
        N_("the reader cannot say any more of which place the name is"),
        N_("the reader reads both as one agency now"),
        N_("no report of this agency is here yet"),
        N_("it was decided beside {before}, and {now} is read now"),
    ),
    "steps/decisions/judge_erasures.sql": (N_("its text has no such line, and nothing was erased: look at it again"),),
    "steps/decisions/judge_exceptions.sql": (N_("this sum does not fail"),),
}

#: What stands in the places of records besides names and numbers.
IN_RECORDS = (N_("none found"),)


def word(kind: str, code: str | None) -> str:
    """A code in words; in English, and where it has none, itself; none is empty."""
    return "" if code is None else code if language() == "en" else words(kind).get(code, code)


def spaced(kind: str, code: str | None) -> str:
    """The same for a page, where a code that stands for itself has no underscores."""
    said = word(kind, code)
    return said.replace("_", " ") if said == code else said


def words(kind: str, spoken: Language | None = None) -> dict[str, str]:
    """Code -> word, of one kind (`state`, `outcome`, `reason`, ...); in the reader's language where none is named."""
    chosen = spoken or language()
    if chosen == "en":
        return {code: code.replace("_", " ") for code in words(kind, "zh")}
    return _tables(FOLDERS[chosen]).get(kind, {})


@cache
def _tables(folder: str) -> dict[str, dict[str, str]]:
    """Kind -> code -> word."""
    found: dict[str, dict[str, str]] = {}
    with (CATALOGUES / folder / "codes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["kind"], {})[row["code"]] = row["word"]
    return found
