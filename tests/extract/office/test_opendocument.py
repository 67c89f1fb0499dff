"""OpenDocument sheets: the same grids as of Excel files, and no place that is only repeated."""

from random import Random

import pytest

from bench.synthetic import generate
from bench.synthetic.formats.excel import excel_file
from extract.formats import read_layout
from extract.layout import UnreadableError
from extract.office.excel import read_xlsx
from tests.extract.office.ods_files import KIND, gridded, number, ods, row, table, text
from tests.extract.office.word_files import assert_sound, zipped


def test_a_report_reads_as_from_excel() -> None:
    for seed, report in enumerate(generate(2, 21, layouts=("html",))):
        made = excel_file(report, Random(seed))
        read, expected = read_layout(ods(*map(gridded, made.grids))), read_xlsx(made.data)
        assert_sound(read)
        assert read == expected


SHOWN = [
    (number("12"), "12"),
    (number("-3"), "-3"),
    (number("59237.2449", "59,237.24"), "59237.2449"),
    (number("12", "12件"), "12"),
    (number("0.30000000000000004", "0.3"), "0.3"),
    (number("1234.5", "￥1,234.50", kind="currency"), "1234.5"),
    (number("0.125", "12.5%", kind="percentage"), "12.5%"),
    (number("12345", "1.2345万"), "12345 [1.2345万]"),
    (number("12345", "12.3"), "12345 [12.3]"),
    (text("0012"), "0012"),
    ("<table:table-cell><text:p>商业</text:p><text:p>企业</text:p></table:table-cell>", "商业企业"),
    ("<table:table-cell><office:annotation><text:p>批注</text:p></office:annotation><text:p>甲<text:s/><text:span>乙"
     "</text:span></text:p></table:table-cell>", "甲 乙"),
    ('<table:table-cell office:value-type="date" office:date-value="2024-01-02T00:00:00"><text:p>1月</text:p>'
     "</table:table-cell>", "2024-01-02"),
    ('<table:table-cell office:value-type="boolean" office:boolean-value="true"/>', "TRUE"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "expected"), SHOWN)
def test_values(cell: str, expected: str) -> None:
    assert read_layout(ods(table(row(text("题"), cell)))).text == f"题\t{expected}"


TWICE = 'table:number-rows-repeated="2"'


def test_hidden_sheets_rows_and_columns_are_left_out_and_repeats_stand() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    rows = (
        row(text("甲"), number("9"), number("9"), number("0", said='table:number-columns-repeated="3"')),
        row(text("藏"), said=f'table:visibility="collapse" {TWICE}'),
        f"<table:table-row-group>{row(text('乙'), said=TWICE)}</table:table-row-group>",
    )
    layout = read_layout(ods(table(row(text("藏")), style="no"), table(*rows, columns=columns)))
    assert_sound(layout)
    assert (layout.text, layout.read_from) == ("甲\t0\t0\t0\n乙\t\t\t\n乙\t\t\t", "xlsx")


WIDE, TALL = 'table:number-columns-repeated="16384"', 'table:number-rows-repeated="1048576"'


@pytest.mark.parametrize(
    "rows",
    [
        (row(number("1", said=WIDE), said=TALL),),
        (row(text("甲"), f"<table:table-cell {WIDE.replace('384', '000')}/>", text("乙"), said=""),) * 20,
        (row(text("甲")), row(said='table:number-rows-repeated="999999999"'), row(text("乙"))),
        (row('<table:table-cell table:number-columns-repeated="999999999"/>', text("乙")),),
        (row(text("甲"), said='table:number-rows-repeated="99999999999999"'), row(number("1", said=WIDE), said=TALL)),
    ],
)
def test_what_would_fill_the_memory_is_refused(rows: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableError, match="too_large"):
        read_layout(ods(table(*rows)))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped({"mimetype": KIND, "META-INF/manifest.xml": "<a><encryption-data/></a>"}), "encrypted"),
        (zipped({"mimetype": KIND}), "damaged"),
        (zipped({"mimetype": KIND, "content.xml": "<a>"}), "damaged"),
        (zipped({"mimetype": KIND, "content.xml": " " * (21 << 20)}), "too_large"),
        (ods(table(row(number("1e999")))), "damaged"),
        (ods(*[table(row(text("甲")))] * 201), "too_large"),
    ],
)  # fmt: skip
def test_what_is_no_sheet(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_layout(data)
