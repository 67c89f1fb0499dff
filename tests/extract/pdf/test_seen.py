"""What a page's reader sees, and no other number: PDFs written by hand."""

import itertools

import pytest

from bench.synthetic import generate
from bench.synthetic.formats.pdf import by_weasyprint
from bench.synthetic.formats.pdf_styles import printable
from extract.pdf import read_pdf
from tests.extract.pdf.pdfs import Sheet, pdf

XS, YS = [50.0, 150.0, 250.0, 350.0], [250.0, 230.0, 210.0]
WHOLE = [["name", "1", "20"], ["other", "3", "4"]]
#: Where the text of the cells begins.
ACROSS, DOWN = [60.0, 160.0, 260.0], [236.0, 216.0]
CLEAR, BEHIND = "/ExtGState << /G << /ca 0.03 >> >>", "/Properties << /L 6 0 R >>"


def table(sheet: Sheet, texts: list[list[str]] = WHOLE) -> Sheet:
    sheet.grid(XS, YS)
    for row, line in enumerate(texts):
        for column, text in enumerate(line):
            sheet.text(ACROSS[column], DOWN[row], text)
    return sheet


def rows(data: bytes) -> list[list[str]]:
    return [line.split("\t") for line in read_pdf(data).text.split("\n")]


@pytest.mark.parametrize(
    "before",
    [
        "1 g",  # white
        "0.93 0.94 0.93 rg",  # nearly white
        "/G gs",  # nearly clear
        "3 Tr",  # not drawn
        "7 Tr",  # a clip and no more
        "155 212 12 20 re W n",  # clipped away
    ],
)
def test_what_is_not_seen_is_not_read(before: str) -> None:
    sheet = table(Sheet(resources=CLEAR)).between(before, 180, 216, "99")
    if before.endswith("Tr"):
        sheet.drawn[-2] = sheet.drawn[-2].replace("0 Tr", before)
    assert rows(pdf(sheet)) == WHOLE


def test_a_number_of_which_the_end_is_clipped_away_is_none() -> None:
    sheet = table(Sheet(), [["name", "", "20"], ["other", "3", "4"]]).between("155 232 18 18 re W n", 160, 236, "12345")
    assert rows(pdf(sheet))[0] == ["name", "12�", "20"]


def test_pale_figures_that_differ_from_their_ground_are_read() -> None:
    sheet = Sheet()
    sheet.drawn.append("q 0.1 0.2 0.5 rg 50 230 300 20 re f Q")
    table(sheet, [["", "", ""], ["other", "3", "4"]])
    for x, text in zip(ACROSS, WHOLE[0], strict=True):
        sheet.between("1 g", x, 236, text)
    assert rows(pdf(sheet)) == WHOLE
    sheet = table(Sheet(), [WHOLE[0], ["other", "3", ""]]).between("0.7 g", 260, 216, "0")
    assert rows(pdf(sheet)) == [WHOLE[0], ["other", "3", "0"]]


def test_what_is_painted_over_is_replaced_by_what_is_written_there() -> None:
    sheet = table(Sheet(), [["name", "17", "20"], ["other", "3", "4"]])
    sheet.drawn.append("q 1 g 156 232 40 16 re f Q")
    assert rows(pdf(sheet.text(160, 236.5, "1"))) == WHOLE
    # A marker lets through what lies under it.
    sheet = table(Sheet(resources="/ExtGState << /G << /ca 0.4 >> >>"))
    sheet.drawn.append("q /G gs 1 1 0 rg 156 232 40 16 re f Q")
    assert rows(pdf(sheet)) == WHOLE


@pytest.mark.parametrize(("state", "read"), [("OFF", ""), ("ON", "8")])
def test_a_layer_is_read_where_it_is_on(state: str, read: str) -> None:
    sheet = table(Sheet(resources=BEHIND), [["name", "", "20"], WHOLE[1]]).between("/OC /L BDC", 190, 236, "8")
    layers = f"/OCProperties << /OCGs [6 0 R] /D << /{state} [6 0 R] >> >>"
    data = pdf(sheet, catalog=layers, extra=["<< /Type /OCG /Name (draft) >>"])
    assert rows(data)[0] == ["name", read, "20"]


@pytest.mark.parametrize("before", ["0.8 g", "0.9 0.1 0.1 rg"])
def test_large_letters_across_a_table_are_no_text_of_it(before: str) -> None:
    sheet = table(Sheet(), [["name", "11", "20"], ["other", "33", "44"]])
    sheet.between(before, 55, 215, "COPY 2023 118", size=40)
    assert rows(pdf(sheet)) == [["name", "11", "20"], ["other", "33", "44"]]


def test_figures_on_each_other_are_no_number() -> None:
    sheet = table(Sheet()).between("0.9 0 0 rg", 261, 236.5, "37", size=11)
    (first, second) = rows(pdf(sheet))
    assert first[:2] == ["name", "1"]
    assert not first[2].isdigit()
    assert second == WHOLE[1]


def test_a_struck_figure_is_no_part_of_its_cell() -> None:
    sheet = table(Sheet(), [["name", "17", "20"], ["other", "3", "4"]]).text(180, 236, "1")
    assert rows(pdf(sheet.rule(159, 239.4, 172, 239.4))) == WHOLE
    sheet = table(Sheet(), [["name", "17", "20"], ["other", "3", "4"]]).bar(159, 238.6, 13, 0.7)
    assert rows(pdf(sheet)) == [["name", "�", "20"], WHOLE[1]]
    # A line under a number is none through it.
    assert rows(pdf(table(Sheet()).rule(159, 234.6, 172, 234.6))) == WHOLE


def test_a_row_that_is_struck_out_by_a_line_across_the_table_is_not_read() -> None:
    sheet = table(Sheet(), [["name", "5", "6"], *WHOLE[1:]]).rule(50, 239.5, 350, 239.5)
    assert not any(cell.isdigit() for cell in rows(pdf(sheet))[0])
    assert rows(pdf(sheet))[-1] == WHOLE[1]


def test_fields_of_a_form_are_read_where_they_stand() -> None:
    look = "BT /F1 10 Tf 0 0 0 rg 2 4 Td (%s) Tj ET"
    fields = [
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (1) /Rect [158 232 198 248] /F 4 /AP << /N 8 0 R >> >>",
        "<< /Type /Annot /Subtype /FreeText /Rect [258 232 298 248] /F 4 /AP << /N 9 0 R >> >>",
    ]
    for text in ("1", "20"):
        drawn = look % text
        head = "/Type /XObject /Subtype /Form /BBox [0 0 40 16] /Resources << /Font << /F1 3 0 R >> >>"
        fields.append(f"<< {head} /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    sheet = table(Sheet(more="/Annots [6 0 R 7 0 R]"), [["name", "", ""], WHOLE[1]])
    data = pdf(sheet, catalog="/AcroForm << /Fields [6 0 R] >>", extra=fields)
    assert rows(data) == WHOLE


def test_rules_drawn_cell_by_cell_have_columns_without_upright_ones() -> None:
    sheet = Sheet()
    lines = [["name", "a", "b"], ["one", "1", ""], ["two", "", "2"], ["three", "", ""], ["four", "5", "6"]]
    for row in range(len(lines) + 1):
        for left, right in itertools.pairwise(XS):
            sheet.rule(left, 250 - 20 * row, right, 250 - 20 * row)
    for row, line in enumerate(lines):
        for x, text in zip(ACROSS, line, strict=True):
            sheet.text(x, 236 - 20 * row, text)
    assert rows(pdf(sheet)) == lines


def test_a_printed_report_with_unseen_figures_in_its_cells_reads_as_without() -> None:
    (report,) = generate(1, 31, layouts=("html",))
    plain = printable(report, "ruled")
    unseen = plain.replace("</td>", '<span style="color:#fff">7</span></td>').replace("<td>0<", "<td><del>4</del> 0<")
    first, second = (read_pdf(data) for data in by_weasyprint([plain, unseen]))
    assert second.text == first.text
