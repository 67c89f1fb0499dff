"""Tables without rules whose labels go over several lines, in PDFs written by hand."""

import pytest

from extract.layout import Layout
from extract.pdf import read_pdf
from tests.extract.pdf.pdfs import Sheet, pdf

VALUES = ("7", "0", "12", "19")
LEADING = 14


def rows(layout: Layout) -> list[list[str]]:
    return [line.split("\t") for line in layout.text.split("\n")]


def labelled(sheet: Sheet, labels: list[list[str]], top: float = 270, *, x: float = 60, off: float = 0) -> Sheet:
    """Labels of one line or several, each with values at the height of its middle, `off` points lower."""
    for lines in labels:
        for number, line in enumerate(lines):
            sheet.text(x, top - LEADING * number, line)
        values(sheet, top - LEADING * (len(lines) - 1) / 2 - off)
        top -= LEADING * len(lines)
    return sheet


def values(sheet: Sheet, y: float) -> Sheet:
    for column, value in enumerate(VALUES):
        sheet.text(200 + 40 * column, y, value)
    return sheet


def test_a_label_over_several_lines_is_one_with_the_values_beside_its_middle() -> None:
    labels = [["one"], ["twolines", "oftext"], ["threelines", "oftext", "here"], ["four"]]
    layout = read_pdf(pdf(labelled(Sheet(), labels)))
    assert rows(layout) == [["".join(lines), *VALUES] for lines in labels]


@pytest.mark.parametrize("labels", [[["twolines", "oftext"]], [["one"], ["two", "2.oftext"], ["four"]]])
def test_a_single_row_and_lines_with_ordinals_of_their_own_stay_lines(labels: list[list[str]]) -> None:
    layout = read_pdf(pdf(labelled(Sheet(), labels)))
    assert not any("".join(lines) in layout.text for lines in labels if len(lines) > 1)


def test_values_that_are_not_in_the_middle_of_their_labels_decide_nothing() -> None:
    labels = [["one"], ["twolines", "oftext"], ["threelines", "oftext", "here"], ["four"]]
    layout = read_pdf(pdf(labelled(Sheet(), labels, off=4.5)))
    assert "twolinesoftext" not in layout.text


def test_a_label_of_several_rows_stands_before_the_first_of_them() -> None:
    labels = [["arowofthewholewidth"], ["1.one"], ["2.twolines", "oftext"], ["3.three"], ["thelast,wideagain"]]
    sheet = Sheet()
    for number, lines in enumerate(labels):
        top = 270 - LEADING * sum(len(above) for above in labels[:number])
        labelled(sheet, [lines], top, x=60 if number in (0, 4) else 110)
    # In the middle of the three rows, which take four lines.
    sheet.text(60, 270 - LEADING * 2, "those").text(60, 270 - LEADING * 3, "three")
    layout = read_pdf(pdf(sheet))
    assert rows(layout) == [
        ["arowofthewholewidth", *VALUES],
        ["thosethree", "1.one", *VALUES],
        ["2.twolinesoftext", *VALUES],
        ["3.three", *VALUES],
        ["thelast,wideagain", *VALUES],
    ]


@pytest.mark.parametrize("here", [0, 1, 2])
def test_a_label_cut_by_a_page_end_is_one(here: int) -> None:
    """With its values at the height of its first line, or without any of its lines."""
    above, below = [["one"], ["twolines", "oftext"]], [["four"], ["fivelines", "oftext"]]
    lines = ["1.threelines", "oftext", "here"]
    first, second = labelled(Sheet(), above), Sheet()
    for number, line in enumerate(lines[:here]):
        first.text(60, 270 - LEADING * (3 + number), line)
    values(first, 270 - LEADING * 3)
    for number, line in enumerate(lines[here:]):
        second.text(60, 280 - LEADING * number, line)
    labelled(second, below, 280 - LEADING * (len(lines) - here))
    found = rows(read_pdf(pdf(first, second)))
    assert found == [["".join(each), *VALUES] for each in [*above, lines, *below]]


def test_fonts_of_several_heights_on_one_line_are_one_line() -> None:
    """Each font says how high its characters are; the line is where their feet stand."""
    sheet = Sheet().text(50, 200, "name").text(150, 200, "12", 16).text(250, 200, "3", 8)
    assert rows(read_pdf(pdf(sheet))) == [["name", "12", "3"]]


def test_a_label_that_reaches_over_the_numbers_of_other_rows_is_not_cut() -> None:
    long = "alabelthatreachesoverthem" + "." * 9
    sheet = Sheet()
    for y, first in ((263, "140"), (228, "150"), (186, "7")):
        sheet.text(212 if y == 186 else 200, y, first)
        for column, value in enumerate(VALUES[1:], start=1):
            sheet.text(200 + 40 * column, y, value)
    sheet.text(60, 270, "twolines").text(60, 256, "oftext").text(60, 242, "threelines").text(60, 228, "oftext")
    layout = read_pdf(pdf(sheet.text(60, 214, "here").text(60, 186, long)))
    assert long in layout.text
