"""The measure of what a reader got of a report's tables counts what is wrong as wrong."""

from bench.synthetic import generate
from bench.synthetic.formats.pdf_styles import KINDS, printable, with_heads
from bench.synthetic.formats.truth import Grid, score, true_grids
from extract.layout import GridCell, Layout

(REPORT,) = generate(1, 3, layouts=("html",))
TRUTH = true_grids(REPORT)


def layout(grids: list[Grid]) -> Layout:
    cells = [GridCell(number, *place, 1) for number, grid in enumerate(grids, 1) for place in grid]
    return Layout("", cells, "pdf_ruled")


def test_the_truth_is_whole() -> None:
    found = score(REPORT, layout(TRUTH))
    assert (found.tables, found.whole) == (3, 3)
    assert found.values == found.right > 150
    assert found.silent == 0


def test_a_table_that_is_not_there_is_neither_right_nor_silent() -> None:
    found = score(REPORT, layout(TRUTH[:1]))
    assert (found.whole, found.silent) == (1, 0)
    assert found.right < found.values


def test_another_number_in_a_place_is_silent() -> None:
    wrong = [place._replace(text="98765") if place.text.isdigit() else place for place in TRUTH[2]]
    assert score(REPORT, layout([wrong])).silent == sum(place.text.isdigit() for place in TRUTH[2])


def test_a_value_one_column_aside_is_silent() -> None:
    last = max(place.row for place in TRUTH[2])
    aside = [
        place._replace(column=(place.column + 1) % 15, text=str(place.column)) if place.row == last else place
        for place in TRUTH[2]
    ]
    assert score(REPORT, layout([aside])).silent > 10


def test_every_kind_prints_the_title_and_all_tables() -> None:
    for kind in KINDS:
        page = printable(REPORT, kind)
        assert REPORT.agency_name in page
        assert page.count("</table>") >= 3


def test_heads_are_the_rows_over_the_first_number() -> None:
    body = (
        '<table><tbody>\n<tr><td rowspan="2">a</td><td>b</td></tr>\n<tr><td>c</td></tr>\n'
        "<tr><td>d</td><td>1</td></tr>\n</tbody></table>"
    )
    head, rest = with_heads(body).split("</thead>")
    assert head.count("<tr>") == 2
    assert rest.count("<tr>") == 1
