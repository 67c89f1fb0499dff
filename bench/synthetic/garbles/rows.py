"""Garbles of whole rows and tables. Each returns whether it changed anything."""

from random import Random

from bench.synthetic.layout.draft import Draft
from bench.synthetic.layout.table import Row

_RULE = "-" * 6
#: An author's own row, in our words.
_ADDED_LABEL = "本单位增列的其他事项"


def lost_column(draft: Draft, rng: Random) -> bool:
    """A run of rows loses the value of the same column, as at a page break."""
    run = _run(draft, rng, rng.randint(3, 12))
    place = rng.randrange(min(len(row.values) for row in run)) if run else 0
    for row in run:
        del row.values[place], row.keys[place]
    return bool(run)


def extra_value(draft: Draft, rng: Random) -> bool:
    """A run of rows with one value too many: 8 for 7."""
    run = _run(draft, rng, rng.randint(1, 6))
    at_end = rng.random() < 0.6
    for row in run:
        place = len(row.values) if at_end else 0
        row.values.insert(place, "0")
        row.keys.insert(place, None)
    return bool(run)


def dispute_extra(draft: Draft, rng: Random) -> bool:
    """Section 四 with 16 values for 15."""
    rows = draft.rows("dispute")
    for row in rows:
        place = rng.choice((0, len(row.values)))
        row.values.insert(place, "0")
        row.keys.insert(place, None)
    return bool(rows)


def caption_cut(draft: Draft, rng: Random) -> bool:
    """The caption in the head of section 三 cut off, with or without a rule under it."""
    rows = draft.tables["application"]
    caption = rows[0].labels[0]
    rows[0].labels[0] = caption[: rng.randint(len(caption) // 2, len(caption) - 2)]
    if draft.layout == "tab" and rng.random() < 0.5:
        rows[0].labels = [label for label in rows[0].labels if label]
        rows[1:1] = [Row("label", [_RULE * 5, _RULE]), Row("blank", [])]
    return True


def header_cut(draft: Draft, _rng: Random) -> bool:
    """The head of section 四 cut into two fragments, its merged cells gone."""
    if "dispute" not in draft.tables:
        return False
    rows = draft.tables["dispute"]
    rows[0].labels = [label for label in rows[0].labels if label]
    rows[1:1] = [Row("label", [_RULE] * len(rows[0].labels)), Row("blank", [])]
    return True


def cut_off(draft: Draft, rng: Random) -> bool:
    """Table 三 cut in the middle; the rest of it and section 四 with its form are not there."""
    rows = draft.tables["application"]
    body = [place for place, row in enumerate(rows) if row.kind == "values"]
    del rows[body[rng.randint(len(body) // 4, len(body) - 2)] :]
    draft.tables.pop("dispute", None)
    return True


def page_break(draft: Draft, rng: Random) -> bool:
    """A blank line and the head once more in the middle of table 三."""
    rows = draft.tables["application"]
    body = [place for place, row in enumerate(rows) if row.kind == "values"]
    head = [row.copy() for row in rows[: body[0]]]
    at = body[rng.randrange(2, len(body))]
    rows[at:at] = [Row("blank", []), *head]
    return True


def repeated_table(draft: Draft, rng: Random) -> bool:
    """One of the tables printed twice, one after the other."""
    form = rng.choice(list(draft.tables))
    rows = draft.tables[form]
    draft.tables[form] = [*rows, Row("blank", []), *(row.copy() for row in rows)]
    return True


def glued_row(draft: Draft, rng: Random) -> bool:
    """One or two rows of single digits without separators: `规章000`."""
    rows = [
        row
        for row in draft.rows("disclosure", "application")
        if any(row.labels) and all(len(value) == 1 for value in row.values)
    ]
    for row in rng.sample(rows, min(len(rows), rng.randint(1, 2))):
        row.glued = True
    return bool(rows)


def added_row(draft: Draft, rng: Random) -> bool:
    """A row that the author added to section 二."""
    rows = draft.tables["disclosure"]
    at = rng.choice([place for place, row in enumerate(rows) if row.kind == "values"])
    many = len(rows[at].values)
    rows.insert(at + 1, Row("values", [_ADDED_LABEL], ["0"] * many, [None] * many))
    return True


def title_lost(draft: Draft, _rng: Random) -> bool:
    """No title: the year stands in the period only, the agency in the signature."""
    told = "年1月1日" in "".join(draft.parts["preface"]) and draft.signature and draft.parts["title"]
    if told:
        draft.parts["title"] = []
    return bool(told)


def _run(draft: Draft, rng: Random, length: int) -> list[Row]:
    """Neighbouring rows of table 三."""
    rows = draft.rows("application")
    start = rng.randrange(max(1, len(rows) - length + 1))
    return rows[start : start + length]
