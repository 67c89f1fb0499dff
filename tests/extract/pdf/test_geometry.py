"""What stands where on a page, in PDFs written by hand."""

import pytest

from extract.layout import Layout
from extract.pdf import read_pdf
from tests.extract.pdf.pdfs import Sheet, pdf

XS, YS = [50.0, 150.0, 250.0, 350.0], [250.0, 230.0, 210.0]


def rows(layout: Layout) -> list[list[str]]:
    return [line.split("\t") for line in layout.text.split("\n")]


def filled(sheet: Sheet, texts: list[list[str]], xs: list[float] = XS, ys: list[float] = YS) -> Sheet:
    for row, line in enumerate(texts):
        for column, text in enumerate(line):
            sheet.text(xs[column] + 10, ys[row] - 14, text)
    return sheet


def test_cells_between_strokes() -> None:
    layout = read_pdf(pdf(filled(Sheet().grid(XS, YS), [["name", "1", "20"], ["other", "3", "4"]])))
    assert rows(layout) == [["name", "1", "20"], ["other", "3", "4"]]
    assert layout.read_from == "pdf_ruled"
    assert [(cell.row, cell.column, cell.text, cell.line_no) for cell in layout.cells] == [
        (0, 0, "name", 1), (0, 1, "1", 1), (0, 2, "20", 1), (1, 0, "other", 2), (1, 1, "3", 2), (1, 2, "4", 2),
    ]  # fmt: skip


def test_thin_filled_bars_and_pieces_of_rules_part_cells_too() -> None:
    sheet = Sheet()
    for y in YS:
        for start in range(50, 350, 20):
            sheet.bar(start, y - 0.3, 20, 0.6)
    for x in XS:
        sheet.bar(x - 0.3, YS[-1], 0.6, 40)
    layout = read_pdf(pdf(filled(sheet, [["name", "1", "2"], ["other", "3", "4"]])))
    assert rows(layout) == [["name", "1", "2"], ["other", "3", "4"]]


def test_a_double_rule_is_one_side() -> None:
    sheet = Sheet().grid(XS, YS).grid([x + 1.5 for x in XS], [y + 1.5 for y in YS])
    layout = read_pdf(pdf(filled(sheet, [["name", "1", "2"], ["other", "3", "4"]])))
    assert rows(layout) == [["name", "1", "2"], ["other", "3", "4"]]


def test_a_merged_cell_stands_once() -> None:
    sheet = Sheet()
    for y in (250.0, 210.0):
        sheet.rule(50, y, 350, y)
    sheet.rule(150, 230, 350, 230)
    for x in (50.0, 150.0, 350.0):
        sheet.rule(x, 250, x, 210)
    sheet.rule(250, 230, 250, 210)
    sheet.text(60, 228, "tall").text(220, 236, "wide").text(160, 216, "1").text(260, 216, "2")
    layout = read_pdf(pdf(sheet))
    assert rows(layout) == [["tall", "wide", ""], ["", "1", "2"]]
    assert [tuple(cell)[1:6] for cell in layout.cells] == [
        (0, 0, 2, 1, "tall"), (0, 1, 1, 2, "wide"), (1, 1, 1, 1, "1"), (1, 2, 1, 1, "2"),
    ]  # fmt: skip


def test_a_heading_close_below_a_table_is_the_next_line() -> None:
    """Word and LibreOffice leave no room there: the line stands nearer to the last rule than the rows' own lines."""
    sheet = filled(Sheet().grid(XS, YS), [["name", "1", "2"], ["other", "3", "4"]])
    layout = read_pdf(pdf(sheet.text(60, YS[-1] - 9.5, "a heading that passes from one column into the next ones")))
    assert rows(layout)[:2] == [["name", "1", "2"], ["other", "3", "4"]]
    assert "heading" in layout.text.split("\n")[2]


@pytest.mark.parametrize(
    ("x", "rise", "size", "read"),
    [
        (181.0, 4.0, 6.0, "81"),  # a footnote's mark
        (181.0, 0.0, 10.0, "813"),  # the number's own digit
        (181.0, 0.0, 7.0, "813"),  # small, but on the line
    ],
)
def test_a_raised_digit_is_no_part_of_a_number(x: float, rise: float, size: float, read: str) -> None:
    sheet = filled(Sheet().grid(XS, YS), [["name", "", "2"], ["other", "3", "4"]])
    layout = read_pdf(pdf(sheet.text(170, YS[0] - 14, "81").text(x, YS[0] - 14 + rise, "3", size)))
    assert rows(layout)[0] == ["name", read, "2"]


def test_open_sides() -> None:
    sheet = Sheet()
    for y in YS:
        sheet.rule(50, y, 350, y)
    for x in XS[1:-1]:
        sheet.rule(x, YS[0], x, YS[-1])
    layout = read_pdf(pdf(filled(sheet, [["name", "1", "2"], ["other", "3", "4"]])))
    assert rows(layout) == [["name", "1", "2"], ["other", "3", "4"]]
    assert len(layout.cells) == 6


@pytest.mark.parametrize(
    "texts",
    [
        [["name", "1", "2"], ["other", "3", "4"]],
        [["name", "10", ""], ["other", "3", ""]],
    ],
)
def test_a_missing_rule_between_values_is_never_one_number(texts: list[list[str]]) -> None:
    """Two values without a rule between them: no cell says 12 or 34."""
    without_upright, without_level = Sheet(), Sheet()
    for y in YS:
        without_upright.rule(50, y, 350, y)
    for x in (50.0, 150.0, 350.0):
        without_upright.rule(x, YS[0], x, YS[-1])
    for y in (250.0, 210.0):
        without_level.rule(50, y, 350, y)
    without_level.rule(50, 230, 150, 230)
    for x in XS:
        without_level.rule(x, YS[0], x, YS[-1])
    for sheet in (without_upright, without_level):
        layout = read_pdf(pdf(filled(sheet, texts)))
        printed = {text for line in texts for text in line}
        assert {cell.text for cell in layout.cells} <= printed
        assert {text for line in rows(layout) for text in line} <= printed


def test_a_number_that_reaches_over_its_side_is_in_no_cell() -> None:
    xs = [50.0, 100.0, 120.0, 140.0]
    sheet = Sheet().grid(xs, YS).text(55, 236, "name").text(102, 236, "123456").text(55, 216, "x").text(105, 216, "1")
    layout = read_pdf(pdf(sheet))
    assert layout.cells == []
    assert "123456" in layout.text


def test_lines_of_a_narrow_cell_are_one_text() -> None:
    xs = [50.0, 90.0, 110.0]
    sheet = (
        Sheet()
        .grid(xs, [250.0, 220.0])
        .text(52, 238, "labelx")
        .text(52, 226, "rest")
        .text(94, 238, "12")
        .text(94, 226, "3")
    )
    assert rows(read_pdf(pdf(sheet))) == [["labelxrest", "123"]]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("cm", ["1 0 0 1 0 0", "0 0.8 -0.8 0 300 -30", "-1 0 0 -1 400 300", "0 -0.8 0.8 0 20 300"])
def test_turned_pages(turned: int, cm: str) -> None:
    layout = read_pdf(pdf(filled(Sheet(turned=turned, cm=cm).grid(XS, YS), [["name", "1", "2"], ["other", "3", "4"]])))
    assert rows(layout) == [["name", "1", "2"], ["other", "3", "4"]]


def test_a_watermark_across_the_page_is_no_text() -> None:
    sheet = filled(Sheet().grid(XS, YS), [["name", "1", "2"], ["other", "3", "4"]])
    sheet.drawn.append("BT /F1 30 Tf 0.7 0.7 -0.7 0.7 80 180 Tm (99999999) Tj ET")
    assert rows(read_pdf(pdf(sheet))) == [["name", "1", "2"], ["other", "3", "4"]]


def test_bold_by_printing_twice_is_one_text() -> None:
    layout = read_pdf(pdf(Sheet().text(50, 200, "total 115").text(50.3, 200, "total 115")))
    assert layout.text == "total 115"


def test_a_frame_around_the_page_is_no_table() -> None:
    sheet = Sheet().grid([20.0, 380.0], [280.0, 20.0])
    for number in range(9):
        sheet.text(40, 260 - 20 * number, f"line {number}")
    layout = read_pdf(pdf(sheet))
    assert layout.cells == []
    assert layout.read_from == "pdf_text"
    assert layout.text.split("\n")[0] == "line 0"


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    sheet = Sheet().text(120, 280, "A title over both of the columns")
    for number in range(12):
        sheet.text(30, 260 - 14 * number, f"left column, its line number {number:02}")
        sheet.text(215, 260 - 14 * number, f"right column, its line number {number:02}")
    lines = read_pdf(pdf(sheet)).text.split("\n")
    assert lines[0].startswith("A title")
    assert [line.split()[0] for line in lines[1:]] == ["left"] * 12 + ["right"] * 12


@pytest.mark.parametrize(("gap", "text"), [(0, "12"), (2, "1 2"), (6, "1\t2")])
def test_digits_with_a_gap_between_them_are_two_numbers(gap: float, text: str) -> None:
    assert read_pdf(pdf(Sheet().text(50, 200, "1").text(50 + 5.56 + gap, 200, "2"))).text == text


def test_a_gap_is_a_tab() -> None:
    assert read_pdf(pdf(Sheet().text(50, 200, "name").text(150, 200, "1"))).text == "name\t1"


def test_text_beside_the_paper_is_not_read() -> None:
    assert read_pdf(pdf(Sheet().text(50, 200, "seen").text(450, 200, "99").text(50, 310, "98"))).text == "seen"


_NAMES = ("a", "b", "c", "d", "e")
HEADS: list[tuple[str, float, float]] = [
    ("first", 100, 260),
    ("second", 220, 260),
    *[(name, 90.0 + 40 * column, 240.0) for column, name in enumerate(_NAMES)],
]


def headed(heads: list[tuple[str, float, float]]) -> Sheet:
    """Five numbers in a row, and headers with their middles at these places."""
    sheet = Sheet()
    for column in range(5):
        sheet.text(90 + 40 * column - 2.8, 220, str(column + 1))
    for text, middle, y in heads:
        sheet.text(middle - 2.5 * len(text), y, text)
    return sheet


def test_columns_without_rules_under_stacked_heads() -> None:
    stacked = [("first", 110, 260), ("second", 210, 260), *HEADS[2:]]
    layout = read_pdf(pdf(headed(stacked)))
    assert rows(layout) == [["first", "", "second", "", ""], ["a", "b", "c", "d", "e"], ["1", "2", "3", "4", "5"]]
    assert layout.read_from == "pdf_text"
    assert [cell.column_span for cell in layout.cells if cell.row == 0] == [2, 3]


@pytest.mark.parametrize(
    "heads",
    [
        [("first", 122, 260), ("second", 220, 260), *HEADS[2:]],
        [("first", 110, 260), ("second", 210, 260), *HEADS[2:6]],
        [("aside", 20, 260), ("second", 210, 260), *HEADS[2:]],
        [("over", 170, 260), *HEADS[2:]],
    ],
    ids=["between two columns", "a column without a header", "beside the columns", "over all of them or over some"],
)
def test_undecided_columns_are_lines_only(heads: list[tuple[str, float, float]]) -> None:
    layout = read_pdf(pdf(headed(heads)))
    assert layout.cells == []
    assert rows(layout)[-1] == ["1", "2", "3", "4", "5"]


def test_the_number_of_a_page_is_no_value_of_a_table_that_runs_over_it() -> None:
    """A browser draws the sides of a row that the page end cut down to the edge of the page."""
    sheets = []
    for page in range(3):
        sheet = Sheet()
        for y in (250.0, 230.0):
            sheet.rule(50, y, 350, y)
        for x in XS:
            sheet.rule(x, 250, x, 5)
        sheet.text(60, 236, f"row{page}").text(160, 236, "7").text(60, 100, f"cut{page}").text(198, 12, str(page + 1))
        sheets.append(sheet)
    layout = read_pdf(pdf(*sheets))
    assert {cell.text for cell in layout.cells if cell.column == 1} <= {"7", ""}
    assert not {"1", "2", "3"} & set("\t".join(layout.text.split("\n")).split("\t"))


@pytest.mark.parametrize("words", ["- 1 -", "-1-"])
def test_the_number_of_a_single_page(words: str) -> None:
    assert read_pdf(pdf(Sheet().text(50, 200, "text").text(190, 12, words))).text == "text"


def test_a_lone_number_at_the_end_of_a_page_stays() -> None:
    """It may be a value."""
    assert read_pdf(pdf(Sheet().text(50, 200, "text").text(190, 12, "1"))).text == "text\n1"


def test_a_large_row_in_the_middle_is_no_title() -> None:
    sheet = Sheet().text(150, 250, "amounts", 14).text(140, 220, "33", 14).text(240, 220, "4", 14)
    for number in range(8):
        sheet.text(50, 180 - 15 * number, f"some text of the usual size, {number}")
    assert rows(read_pdf(pdf(sheet)))[:2] == [["amounts"], ["33", "4"]]


def test_values_that_follow_each_other_on_two_pages_are_no_page_numbers() -> None:
    """The first line of 115 at the top of one page, that of 121 at the top of the next."""
    sheets = []
    for top, rest in (("11", "5"), ("12", "1"), ("", "")):
        sheet = Sheet().text(180, 290, "head").text(50, 60, "end")
        if top:
            sheet.grid([50.0, 150.0, 168.0], [285.0, 240.0]).text(60, 258, "name").text(153, 270, top).text(
                153, 258, rest
            )
        sheets.append(sheet)
    assert [row[1] for row in rows(read_pdf(pdf(*sheets))) if row[0] == "name"] == ["115", "121"]


def test_a_number_below_zero_is_no_page_number() -> None:
    pages = [Sheet().text(50, 200, f"text {page}").text(190, 12, "-1" if page == 0 else "end") for page in range(2)]
    assert "-1" in read_pdf(pdf(*pages)).text.split("\n")
