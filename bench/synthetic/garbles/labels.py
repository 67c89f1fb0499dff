"""Garbles of the labels. Each returns whether it changed anything."""

from itertools import pairwise
from random import Random

from bench.synthetic.layout.draft import Draft
from bench.synthetic.layout.table import Row, styled

#: Shorter labels are not broken.
_BREAKABLE = 6


def broken_label_tail(draft: Draft, rng: Random) -> bool:
    """One to three labels whose tail stands on a row of its own after the values."""
    return _break_labels(draft, rng, tail_after=True)


def broken_label_head(draft: Draft, rng: Random) -> bool:
    """One to three labels whose head, or the whole of it, stands on a row of its own before the values."""
    return _break_labels(draft, rng, tail_after=False)


def _break_labels(draft: Draft, rng: Random, *, tail_after: bool) -> bool:
    rows = draft.tables["application"]
    long = [row for row in _labelled(rows) if len(row.labels[_last(row)]) >= _BREAKABLE]
    for row in rng.sample(long, min(len(long), rng.randint(1, 3))):
        place, at = _last(row), _index(rows, row)
        label = row.labels[place]
        whole = not tail_after and not draft.layout.startswith("lines") and rng.random() < 0.3
        cut = len(label) if whole else rng.randrange(3, len(label))
        loose = Row("label", [""] * place + [label[cut:] if tail_after else label[:cut]])
        loose.labels += [""] * (len(row.labels) + len(row.values) - len(loose.labels))
        row.labels[place] = label[:cut] if tail_after else label[cut:]
        gap = [Row("blank", [])] if rng.random() < 0.6 else []
        rows[at : at + 1] = [row, *gap, loose] if tail_after else [loose, *gap, row]
    return bool(long)


def label_spaces(draft: Draft, rng: Random) -> bool:
    """Spaces inside the labels of a run of rows, every two to four characters: narrow columns of a PDF."""
    rows = _labelled(draft.tables["application"])
    start, step = rng.randrange(max(1, len(rows) - 6)), rng.randint(2, 4)
    for row in rows[start : start + rng.randint(6, 20)]:
        row.labels = [_spaced(label, step) for label in row.labels]
    return bool(rows)


def _spaced(label: str, step: int) -> str:
    solid = label.replace(" ", "")
    return " ".join(solid[place : place + step] for place in range(0, len(solid), step))


def label_variant(draft: Draft, rng: Random) -> bool:
    """One or more labels in another print that was seen before (`labels.csv`)."""
    pairs = [*draft.edition.variants]
    rng.shuffle(pairs)
    changed = False
    for pair in pairs[: rng.randint(1, len(pairs))]:
        official, variant = (styled(label, wide=draft.style.wide, spaced=False) for label in pair)
        for row in [row for rows in draft.tables.values() for row in rows]:
            labels = [_ending(label, official, variant) for label in row.labels]
            changed = changed or labels != row.labels
            row.labels = labels
    return changed


def _ending(label: str, official: str, variant: str) -> str:
    """The label with its text replaced, its number kept."""
    if not label.endswith(official):
        return label
    number = label.removesuffix(official)
    return label if number.strip(" 0123456789.") else number + variant


def lost_character(draft: Draft, rng: Random) -> bool:
    """One to three labels that lose a character."""
    rows = [row for row in draft.rows("disclosure", "application") if any(row.labels)]
    for row in rng.sample(rows, min(len(rows), rng.randint(1, 3))):
        label = row.labels[_last(row)]
        lost = rng.randrange(len(label) - 2, len(label)) if len(label) < 6 else rng.randrange(3, len(label))
        row.labels[_last(row)] = label[:lost] + label[lost + 1 :]
    return bool(rows)


def split_group(draft: Draft, rng: Random) -> bool:
    """The label of a group continued on the group's second row: `(五) 不` / `予处理`."""
    rows = _labelled(draft.tables["application"])
    pairs = [
        (row, below)
        for row, below in pairwise(rows)
        if _is_group(row) and not any(below.labels[:2]) and len(below.labels) > 2
    ]
    if not pairs:
        return False
    row, below = rng.choice(pairs)
    label = row.labels[1]
    cut = rng.randrange(len(label) - 3, len(label))
    row.labels[1], below.labels[1] = label[:cut], label[cut:]
    return True


def missing_group(draft: Draft, rng: Random) -> bool:
    """One or more groups without their label."""
    groups = [row for row in draft.rows("application") if _is_group(row)]
    for row in rng.sample(groups, min(len(groups), rng.randint(1, 4))):
        row.labels[1] = ""
    return bool(groups)


def merged_group(draft: Draft, rng: Random) -> bool:
    """One or more groups whose label is run together with that of their first row."""
    groups = [row for row in draft.rows("application") if _is_group(row)]
    for row in rng.sample(groups, min(len(groups), rng.randint(1, 4))):
        row.labels[1:] = ["", f"{row.labels[1]}{row.labels[2]}"]
    return bool(groups)


def decorated_group(draft: Draft, rng: Random) -> bool:
    """Groups with the author's addition: `(三) 不予公开 (无)`."""
    groups = [row for row in draft.rows("application") if _is_group(row)]
    addition = rng.choice((" (无)", "（无）", "（件）"))
    for row in rng.sample(groups, min(len(groups), rng.randint(1, 4))):
        row.labels[1] += addition
    return bool(groups)


def lost_indent(draft: Draft, rng: Random) -> bool:
    """Some rows whose label starts in the first column."""
    rows = [row for row in _labelled(draft.tables["application"]) if not row.labels[0]]
    start = rng.randrange(max(1, len(rows) - 1))
    run = rows[start : start + rng.randint(1, 8)]
    for row in run:
        first, *rest = [label for label in row.labels if label]
        row.labels = [first, *[""] * (len(row.labels) - 1 - len(rest)), *rest]
    return bool(run)


def header_repeated(draft: Draft, _rng: Random) -> bool:
    """The header of documents prints its first column's label twice (edition 2019)."""
    if draft.edition.of_form("disclosure")[0].columns[0] != "created":
        return False
    header = next(row for row in draft.tables["disclosure"] if row.kind == "header")
    header.labels[2] = header.labels[1]
    return True


def _labelled(rows: list[Row]) -> list[Row]:
    """The rows that have a label and values."""
    return [row for row in rows if row.kind == "values" and not row.glued and any(row.labels)]


def _last(row: Row) -> int:
    """The place of the last label of a row."""
    return max(place for place, label in enumerate(row.labels) if label)


def _index(rows: list[Row], wanted: Row) -> int:
    return next(place for place, row in enumerate(rows) if row is wanted)


def _is_group(row: Row) -> bool:
    return len(row.labels) > 2 and bool(row.labels[1]) and bool(row.labels[2])
