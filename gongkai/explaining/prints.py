"""What became of each printed line of a report's forms: facts, labels and leftovers, as stored where they were decided.

A token of a form is a fact, a label or a leftover (`transform.table.fates.leftovers`). All three are stored, so nothing
is read again here: a line with none of them is text that stands between the tables.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

import polars as pl

from extract.language import N_, language
from gongkai.explaining.names import RowKey
from transform.table.labels.fragments import REASONS

#: (line_no, token, reason) of what is left over.
Leftover = tuple[int, str, str]


class Label(NamedTuple):
    """A label as it was recognised, from `report_label`; `label` is the form's own words for it.

    Attributes:
        code: form, kind and code (`application.row.granted`); None for a numbering alone.
        is_exact: it is that label as it stands; else a part or a misprint of it.
    """

    line_no: int
    token: str
    code: str | None
    is_exact: bool
    label: str | None = None


#: More lines than this without a number are not shown: two tables of one form may stand far apart.
QUIET = 40


class Line(NamedTuple):
    """Lines of the text that follow each other and have one fate; `last` is `first` where it is one line.

    Attributes:
        first, last: line numbers.
        printed: the lines as printed, their cells apart.
        fate: the rows that their values went to, what is left over and why, labels that are not printed as they stand
            with what they were taken for; else `label` or `text`.
    """

    first: int
    last: int
    printed: str
    fate: str


@cache
def meanings(column: str = "meaning") -> dict[str, str]:
    """The reason codes in words; in Chinese with `meaning_zh`."""
    return dict(pl.read_csv(REASONS, infer_schema=False).select("code", column).iter_rows())


def in_words(reason: str, words: Mapping[str, str]) -> str:
    """A reason (`value_lost:line`) in words; a code without words stands for itself."""
    return "; ".join(words.get(code, code) for code in reason.split(":"))


def reason_told(reason: str) -> str:
    """A reason in the reader's language."""
    if language() == "en":
        return in_words(reason, meanings())
    return in_words(reason, meanings(f"meaning_{language()}")).replace("; ", "；")


def line_fates(
    text: str,
    facts: Mapping[int, list[RowKey]],
    leftovers: Iterable[Leftover],
    headings: Mapping[str, int],
    labels: Sequence[Label] = (),
) -> list[Line]:
    """Each line from a form's heading to its last number, and each with something left over, with its fate.

    Args:
        text: the report's text.
        facts: line number -> the rows whose values stand there.
        leftovers: what is left over.
        headings: section -> line number of its heading; a form's section has the form's name.
        labels: the labels; none where a reader that did not store them has read the report.
    """
    printed_labels: dict[int, list[Label]] = {}
    for label in labels:
        printed_labels.setdefault(label.line_no, []).append(label)
    left: dict[int, list[tuple[str, str]]] = {}
    for line_no, token, reason in leftovers:
        left.setdefault(line_no, []).append((token, reason))
    lines = text.split("\n")
    found = []
    for line_no in sorted(_shown(facts, headings) | left.keys()):
        printed = lines[line_no - 1] if 0 < line_no <= len(lines) else ""
        rows = ", ".join(f"{form} {code}" for form, code in facts.get(line_no, []))
        here = printed_labels.get(line_no, [])
        fates = [rows, _taken(here), _leftover(left.get(line_no, []))]
        rest = (N_("label") if here else N_("text")) if labels else N_("label or text")
        if any(fates) or printed.strip():
            cells = " | ".join(cell.strip() for cell in printed.strip().split("\t"))
            found.append(Line(line_no, line_no, cells, "; ".join(filter(None, fates)) or rest))
    return _merged(found)


def _shown(facts: Mapping[int, list[RowKey]], headings: Mapping[str, int]) -> set[int]:
    """The lines from each form's heading to its last number; of those far from any number none."""
    spans: dict[str, set[int]] = {}
    for line_no, rows in facts.items():
        for form, _ in rows:
            spans.setdefault(form, set()).add(line_no)
    shown = set()
    for form, known in spans.items():
        stops = sorted({min(headings.get(form, min(known)), *known), *known})
        for here, following in zip(stops, [*stops[1:], stops[-1]], strict=True):
            shown |= set(range(here, following + 1)) if following - here <= QUIET else {here, following}
    return shown


def _taken(labels: Iterable[Label]) -> str:
    """Labels that are not printed as they stand, with what they were taken for: `部分公 = 部分公开`."""
    return ", ".join(f"{it.token} = {it.label}" for it in labels if not it.is_exact and it.label)


def _leftover(rest: list[tuple[str, str]]) -> str:
    """What is left over on a line: `left over: 4 5 (unknown_row)`."""
    parts = [
        f"left over: {' '.join(token for token, _ in group)} ({reason})"
        for reason, group in groupby(rest, key=lambda it: it[1])
    ]
    return "; ".join(parts)


def _merged(lines: list[Line]) -> list[Line]:
    """Lines of one cell each that follow each other and share a fate, as one."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        same = before and before.fate == line.fate and not (before.first == before.last and " | " in before.printed)
        if before and same and " | " not in line.printed:
            found[-1] = before._replace(last=line.last, printed=f"{before.printed} ↵ {line.printed}")
        else:
            found.append(line)
    return found
