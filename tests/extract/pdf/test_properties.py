"""Any table drawn with rules comes back cell by cell, whatever is merged and however its rules are drawn."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pdf import read_pdf
from tests.extract.pdf.pdfs import Sheet, pdf


@dataclass(frozen=True)
class Drawn:
    """A table: its sides, and for each place the first place of its cell."""

    xs: list[float]
    ys: list[float]
    owner: dict[tuple[int, int], tuple[int, int]]


@st.composite
def tables(draw: st.DrawFn) -> Drawn:
    widths = draw(st.lists(st.integers(25, 70), min_size=2, max_size=5))
    heights = draw(st.lists(st.integers(14, 40), min_size=1, max_size=5))
    rows, columns = len(heights), len(widths)
    owner = {(row, column): (row, column) for row in range(rows) for column in range(columns)}
    for _ in range(draw(st.integers(0, 3))):
        top, left = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
        tall, wide = draw(st.integers(1, rows - top)), draw(st.integers(1, columns - left))
        places = [(top + down, left + right) for down in range(tall) for right in range(wide)]
        # A row or a column that is all merged away leaves no rule: nobody could see it.
        free = all(list(owner.values()).count(place) == 1 and owner[place] == place for place in places)
        if free and tall < rows and wide < columns:
            owner |= dict.fromkeys(places, (top, left))
    xs = [20.0 + sum(widths[:column]) for column in range(columns + 1)]
    ys = [280.0 - sum(heights[:row]) for row in range(rows + 1)]
    return Drawn(xs, ys, owner)


def sheet_of(table: Drawn, *, bars: bool) -> Sheet:
    sheet = Sheet()
    for (row, column), owner in table.owner.items():
        x0, x1, y0, y1 = table.xs[column], table.xs[column + 1], table.ys[row], table.ys[row + 1]
        sides = (
            ((row - 1, column), (x0, y0, x1, y0)),
            ((row + 1, column), (x0, y1, x1, y1)),
            ((row, column - 1), (x0, y1, x0, y0)),
            ((row, column + 1), (x1, y1, x1, y0)),
        )
        for beside, (left, bottom, right, top) in sides:
            if table.owner.get(beside) == owner:
                continue
            if bars:
                sheet.bar(left - 0.3, bottom - 0.3, right - left + 0.6, top - bottom + 0.6)
            else:
                sheet.rule(left, bottom, right, top)
        if owner == (row, column):
            sheet.text(x0 + 3, y0 - 10, f"{row}/{column}", 8)
    return sheet


def seen(table: Drawn) -> set[tuple[int, int, int, int, str]]:
    """The cells that the rules show: places between rules that all cells cross are none."""
    rows = [row for row in range(len(table.ys) - 1) if row == 0 or _parted(table, row, down=True)]
    columns = [column for column in range(len(table.xs) - 1) if column == 0 or _parted(table, column, down=False)]
    cells = set()
    for row, column in set(table.owner.values()):
        taken = [place for place, owner in table.owner.items() if owner == (row, column)]
        tall = [r for r in rows if row <= r <= max(r for r, _ in taken)]
        wide = [c for c in columns if column <= c <= max(c for _, c in taken)]
        cells.add((rows.index(row), columns.index(column), len(tall), len(wide), f"{row}/{column}"))
    return cells


def _parted(table: Drawn, number: int, *, down: bool) -> bool:
    """Whether some rule is drawn before a row (`down`) or a column."""
    places = [place for place in table.owner if place[0 if down else 1] == number]
    before = [(row - 1, column) if down else (row, column - 1) for row, column in places]
    return any(table.owner[place] != table.owner[other] for place, other in zip(places, before, strict=True))


@settings(max_examples=120, deadline=None)
@given(table=tables(), bars=st.booleans())
def test_every_cell_comes_back(table: Drawn, bars: bool) -> None:
    layout = read_pdf(pdf(sheet_of(table, bars=bars)))
    assert {tuple(cell)[1:6] for cell in layout.cells} == seen(table)
    lines = layout.text.split("\n")
    for cell in layout.cells:
        assert lines[cell.line_no - 1].split("\t")[cell.column] == cell.text


@settings(max_examples=60, deadline=None)
@given(table=tables(), lost=st.randoms(use_true_random=False))
def test_a_table_that_lost_some_rules_never_glues_two_numbers(table: Drawn, lost: object) -> None:
    """Whatever is not drawn: no cell is a number that was not printed."""
    sheet = sheet_of(table, bars=False)
    kept = [drawn for drawn in sheet.drawn if not drawn.endswith(" S") or lost.random() < 0.8]  # type: ignore[attr-defined]
    numbers = iter(range(11, 99))
    sheet.drawn = [f"{drawn.rsplit('(', 1)[0]}({next(numbers)}) Tj ET" if " Tj" in drawn else drawn for drawn in kept]
    texts = [cell.text for cell in read_pdf(pdf(sheet)).cells if cell.text]
    assert all(not text.isdigit() or len(text) == 2 for text in texts)


def test_a_number_below_the_end_of_its_cell_is_none_of_it() -> None:
    """The rules around the second row are lost but for one: its numbers hang out of the first row."""
    table = Drawn(
        [20.0, 45.0, 70.0], [280.0, 266.0, 252.0], {(row, column): (row, column) for row in (0, 1) for column in (0, 1)}
    )
    gone = (
        "20.0 266.0 m 45.0 266.0 l S",
        "45.0 252.0 m 45.0 266.0 l S",
        "70.0 252.0 m 70.0 266.0 l S",
        "20.0 252.0 m 20.0 266.0 l S",
    )
    sheet = sheet_of(table, bars=False)
    numbers = iter(("11", "12", "13", "14"))
    sheet.drawn = [
        f"{drawn.rsplit('(', 1)[0]}({next(numbers)}) Tj ET" if " Tj" in drawn else drawn
        for drawn in sheet.drawn
        if drawn not in gone
    ]
    layout = read_pdf(pdf(sheet))
    assert {"1113", "1214"}.isdisjoint({*layout.text.split(), *(cell.text for cell in layout.cells)})
