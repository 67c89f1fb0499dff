"""The printed tables as rows of cells, before a layout makes text of them."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from random import Random

from bench.synthetic.edition import CellKey, Edition, FormRow, load_editions
from bench.synthetic.layout.style import Style

#: Half-width signs that many agencies print full-width.
_WIDE = str.maketrans("():,", "（）：，")
#: Columns of labels in section 三: 三、 / (三) / 1.
_DEPTH = 3


@dataclass(slots=True)
class Row:
    """A row of a printed table.

    Attributes:
        kind: "header", "group" (a heading within section 二), "values", "label" (a loose piece of a label),
            or "blank".
        labels: the label cells from the left; "" where a merged cell covers the place.
        values: the printed values, right of the labels.
        keys: which cell of the form each value is; None for a value that is none.
        spans: rows and columns covered by each label that is not "", for headers.
        glued: the separators between the cells are lost.
        chance: a number from 0 to 1 that decides small irregularities of the row.
    """

    kind: str
    labels: list[str]
    values: list[str] = field(default_factory=list)
    keys: list[CellKey | None] = field(default_factory=list)
    spans: tuple[tuple[int, int], ...] = ()
    glued: bool = False
    chance: float = 1.0

    def copy(self) -> "Row":
        """The same row with lists of its own."""
        return Row(self.kind, [*self.labels], [*self.values], [*self.keys], self.spans, self.glued, self.chance)

    def cells(self) -> list[str]:
        """Everything the row prints, from left to right."""
        return ["".join(self.labels + self.values)] if self.glued else self.labels + self.values


Tables = dict[str, list[Row]]


def filled_tables(edition: Edition, cells: dict[CellKey, int | Decimal], style: Style, rng: Random) -> Tables:
    """The three tables of a report.

    Args:
        edition: the form.
        cells: the values.
        style: the look of the report.
        rng: the report's source of chance.
    """
    tables: Tables = {}
    for form, empty in _empty_tables(edition.name, style.wide, style.spaced).items():
        tables[form] = [row.copy() for row in empty]
        for row in tables[form]:
            row.values = [str(cells[key]) if key else "" for key in row.keys]
            row.chance = rng.random()
        for _ in range(style.page_breaks):
            tables[form].insert(rng.randrange(1, len(tables[form])), Row("blank", []))
    return tables


@lru_cache(maxsize=32)
def _empty_tables(edition_name: str, wide: bool, spaced: bool) -> Tables:
    edition = load_editions()[edition_name]
    tables = {
        "disclosure": _disclosure(edition),
        "application": _application(edition),
        "dispute": _dispute(edition),
    }
    for row in [row for rows in tables.values() for row in rows]:
        row.labels = [styled(label, wide=wide, spaced=spaced) for label in row.labels]
    return tables


def styled(label: str, *, wide: bool, spaced: bool) -> str:
    """A label of the form in one agency's typography."""
    if spaced and label[2:3] == ")":
        label = label.replace(")", ") ", 1)
    elif spaced and label[1:2] == ".":
        label = label.replace(".", ". ", 1)
    return label.translate(_WIDE) if wide else label


def _disclosure(edition: Edition) -> list[Row]:
    rows: list[Row] = []
    of_form = edition.of_form("disclosure")
    width = 1 + max(len(row.columns) for row in of_form)
    group = ""
    for row in of_form:
        if row.parent != group:
            group = row.parent
            rows.append(Row("group", [edition.words[row.form, group]] + [""] * (width - 1), spans=((1, width),)))
            heads = [edition.words[row.form, "content"], *(edition.columns[row.form, c] for c in row.columns)]
            spans = ((1, 1),) * (len(heads) - 1) + ((1, width - len(heads) + 1),)
            rows.append(Row("header", heads, spans=spans))
        rows.append(_values(row, [row.label]))
    return rows


def _application(edition: Edition) -> list[Row]:
    of_form = edition.of_form("application")
    rows = _application_header(edition, of_form[0])
    top, sub = "", ""
    for row in of_form:
        group = edition.words.get((row.form, row.parent), "")
        if not group:
            labels = [row.label, "", ""]
        elif not group.startswith("("):
            labels = ["" if group == top else group, row.label, ""]
            top = group
        else:
            labels = ["", "" if group == sub else group, row.label]
            sub = group
        rows.append(_values(row, labels))
    return rows


def _application_header(edition: Edition, row: FormRow) -> list[Row]:
    """Three rows: who applied; persons, organisations, total; the kinds of organisations."""
    first, *organisations, last = [edition.columns[row.form, column] for column in row.columns]
    many, word = len(organisations), edition.words
    caption, applicant = word[row.form, "identity"], word[row.form, "applicant"]
    gap = [""] * _DEPTH
    return [
        Row("header", [caption, "", "", applicant, *[""] * (many + 1)], spans=((3, _DEPTH), (1, many + 2))),
        Row(
            "header",
            [*gap, first, word[row.form, "organisation"], *[""] * (many - 1), last],
            spans=((2, 1), (1, many), (2, 1)),
        ),
        Row("header", [*gap, "", *organisations, ""], spans=((1, 1),) * many),
    ]


def _dispute(edition: Edition) -> list[Row]:
    """Two or three rows of headers over one row with all values."""
    alone, *pair = edition.of_form("dispute")
    results = [edition.columns[alone.form, column] for column in alone.columns]
    many, gap = len(results), [""] * (len(results) - 1)
    group = edition.words[alone.form, pair[0].parent]
    one = ((1, 1),) * many
    return [
        Row("header", [alone.label, *gap, group, "", *gap * 2], spans=((1, many), (1, many * len(pair)))),
        Row(
            "header",
            [*results, *(label for row in pair for label in (row.label, *gap))],
            spans=(*((2, 1),) * many, *((1, many),) * len(pair)),
        ),
        Row("header", [""] * many + results * len(pair), spans=one * len(pair)),
        Row("values", [], keys=[key for row in (alone, *pair) for key in row.keys]),
    ]


def _values(row: FormRow, labels: list[str]) -> Row:
    return Row("values", labels, keys=[*row.keys])
