"""What became of each printed line of a report's forms: facts and leftovers as stored, everything else a label.

A token of a form's region is a fact, a label or a leftover (`transform.table.fates.leftovers`), so what is stored tells
all.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby, pairwise
from typing import NamedTuple

import polars as pl

from transform.forms import load_forms
from transform.lines import lines_of, tokens_of
from transform.numbers import number_words, printed_numbers
from transform.table.labels.fragments import REASONS, text_reasons
from transform.table.labels.known import known_labels

#: (line_no, token, reason) of what is left over.
Leftover = tuple[int, str, str]
#: The row of a form.
RowKey = tuple[str, str]


class Line(NamedTuple):
    """Lines of the text that follow each other and have one fate; `last` is `first` where it is one line.

    Attributes:
        first, last: line numbers.
        printed: the cells as printed.
        fate: the rows that their values went to, `label`, or what is left over and why.
    """

    first: int
    last: int
    printed: str
    fate: str


def meanings() -> dict[str, str]:
    """The reason codes in words."""
    return dict(pl.read_csv(REASONS, infer_schema=False).select("code", "meaning").iter_rows())


def in_words(reason: str, words: Mapping[str, str]) -> str:
    """A reason (`value_lost:line`) in words; a code without words stands for itself."""
    return "; ".join(words.get(code, code) for code in reason.split(":"))


def line_fates(text: str, edition: str, facts: Mapping[int, list[RowKey]], leftovers: Iterable[Leftover]) -> list[Line]:
    """Each line of the forms' regions with its fate.

    Args:
        text: the report's text.
        edition: of its form.
        facts: line number -> the rows whose values stand there.
        leftovers: what is left over.
    """
    left: dict[int, list[tuple[str, str]]] = {}
    for line_no, token, reason in leftovers:
        left.setdefault(line_no, []).append((token, reason))
    cells = _cells(text, edition)
    shown = _region(cells, facts, left)
    found, row = [], ""
    for line_no in shown:
        row = ", ".join(f"{form} {code}" for form, code in facts.get(line_no, [])) or row
        rest = list(left.get(line_no, []))
        values = [token for token, kind in cells[line_no] if kind == "value" and not _take(rest, token)]
        is_row = line_no in facts or values
        fates = [row if is_row else "", _leftover(left.get(line_no, []))]
        fate = "; ".join(filter(None, fates)) or "label"
        found.append(Line(line_no, line_no, " | ".join(token for token, _ in cells[line_no]), fate))
    return _merged(found)


def _cells(text: str, edition: str) -> dict[int, list[tuple[str, str]]]:
    """Line number -> its tokens, each a `value`, a `label` (or a part of one) or an `other` text."""
    forms = load_forms()
    labels = known_labels(forms)
    frame = pl.DataFrame({"doc": [0], "text": [text]}, schema={"doc": pl.UInt32, "text": pl.String})
    tokens = tokens_of(lines_of(frame))
    distinct = tokens.select("token").unique()
    values = set(printed_numbers(distinct, number_words())["token"])
    reasons = text_reasons(
        distinct.select(pl.lit(edition).alias("edition"), "token"), labels, forms.labels.select("edition", "label")
    )
    others = set(reasons.filter(pl.col("reason").is_not_null())["token"])
    found: dict[int, list[tuple[str, str]]] = {}
    for line_no, token in tokens.select("line_no", "token").iter_rows():
        kind = "value" if token in values else "other" if token in others else "label"
        found.setdefault(line_no, []).append((token, kind))
    return found


def _region(
    cells: Mapping[int, list[tuple[str, str]]],
    facts: Mapping[int, list[RowKey]],
    left: Mapping[int, list[tuple[str, str]]],
) -> list[int]:
    """The lines from each form's first to its last fact, with the leftovers and the labels that lie about them."""
    lines = sorted(cells)
    inside = {line for line in lines if line in left or line in facts}
    spans: dict[str, list[int]] = {}
    for line, rows in facts.items():
        for form, _ in rows:
            spans.setdefault(form, []).append(line)
    for span in spans.values():
        inside |= {line for line in lines if min(span) <= line <= max(span)}
    labels = {line for line in lines if all(kind == "label" for _, kind in cells[line])}
    for ordered in (lines, lines[::-1]):
        for before, line in pairwise(ordered):
            if before in inside and line in labels:
                inside.add(line)
    return [line for line in lines if line in inside]


def _take(rest: list[tuple[str, str]], token: str) -> bool:
    """Whether `token` is one of the `rest`; it is taken out of it."""
    place = next((at for at, (it, _) in enumerate(rest) if it == token), None)
    if place is not None:
        del rest[place]
    return place is not None


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
