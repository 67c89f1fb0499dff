"""Several sets of tables in one report: the sum of all, a later year, or nothing that tells."""

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from extract.documents import document_batches
from extract.pages import page_texts
from extract.raw import Raw
from tests.transform.prints import FORMS, documents
from tests.transform.table.test_grids import HEAD, TITLE, Values, read, values
from tests.transform.table.test_grids import rows as table_rows
from transform.batch import read_batch

#: Rows of the form that the tables print, from the first of the applicants on.
CODES = ["new_received", "carried_in", "granted", "handled_total", "carried_out"]
ZEROS = FORMS.rows.filter(edition="2021", form="application")["row_code"].to_list()


def made(asked: int, granted: int) -> Values:
    """A table that keeps all sums: so many people asked, so many were answered."""
    told = {"new_received": asked, "granted": granted, "handled_total": granted, "carried_out": asked - granted}
    return {code: [str(told.get(code, 0)), *["0"] * 5, str(told.get(code, 0))] for code in ZEROS}


def page(*tables: tuple[str, Values], between: str = "") -> str:
    body = "".join(f"{between}<p>{caption}</p><table>{HEAD + table_rows(table)}</table>" for caption, table in tables)
    return (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        f"<p>三、收到和处理政府信息公开申请情况</p>{body}<p>四、政府信息公开行政复议、行政诉讼情况</p></body></html>"
    )


def asked(*texts: str) -> list[list[int | None]]:
    """What each document says of the requests that came in, read as one batch."""
    told = documents(*texts)
    facts = read_batch(page_texts(told))["fact_application"].filter(row_code="new_received")
    ids = told["sha256"].str.slice(0, 16).to_list()
    return [facts.filter(report_id=each)["value"].to_list() for each in ids]


A, B, BOTH = made(9, 4), made(5, 2), made(14, 6)
PARTS = [("表1 局机关", A), ("表2 下属单位", B)]
SUMS = ["表3 合计", "汇总", "（三）全局汇总", "全系统汇总表", "全局总计", "附表3：总表"]
WHOLE, OPEN = [14, 0, 0, 0, 0, 0, 14], [None, 0, 0, 0, 0, 0, None]
UNTOLD = [
    ("局机关", "下属单位", "市图书馆"),
    ("局机关", "下属单位", "全县汇总"),
    ("局机关", "下属单位汇总情况说明", "其他"),
    ("汇总", "下属单位", "合计"),
    ("", "", ""),
]


def test_the_sum_of_all_is_the_reports() -> None:
    found = asked(
        *(page(*PARTS, (caption, BOTH)) for caption in SUMS), *(page((caption, BOTH), *PARTS) for caption in SUMS)
    )
    assert found == [WHOLE] * 2 * len(SUMS)


def test_where_nothing_tells_only_what_all_agree_on_stands() -> None:
    assert asked(*(page(*zip(captions, (A, B, BOTH), strict=True)) for captions in UNTOLD)) == [OPEN] * len(UNTOLD)


def test_a_sum_that_is_less_than_a_part_is_none() -> None:
    assert asked(page(("局机关", BOTH), ("汇总", A))) == [OPEN]


def test_an_earlier_year_is_there_to_compare() -> None:
    pairs = [("2022年", "2023年"), ("2021年数据", "2022年数据")]
    pages = [page((earlier, A), (later, BOTH)) for earlier, later in pairs]
    assert asked(*pages, page(("2023年度", BOTH), ("2022年度", A))) == [WHOLE] * 3


def test_a_year_before_the_reports_above_one_table_is_there_to_compare() -> None:
    captions = ("附：2022年度数据对照表", "2021年数据")
    assert asked(*(page(("", BOTH), (caption, A)) for caption in captions)) == [WHOLE] * 2
    assert asked(page(("2022年", A))) == [[9, 0, 0, 0, 0, 0, 9]], "the only table, below last year's caption"


def test_what_a_correction_made_of_a_table_is_the_reports() -> None:
    pairs = [("更正前：", "更正后："), ("修改前数据", ""), ("", "修正后数据")]
    pages = [page((before, A), (after, BOTH)) for before, after in pairs]
    assert asked(*pages, page(("更正后", BOTH), ("更正前", A))) == [WHOLE] * 4
    assert asked(page(("", A), ("以上为更正后数据，原公布数据如下", BOTH))) == [OPEN]


def test_the_same_table_twice_is_read_once() -> None:
    found = read(page(("", A), ("（续）", A)))
    assert values(found["new_received"]) == [9, 0, 0, 0, 0, 0, 9]
    assert {state for cells in found.values() for _, state in cells} == {"reported"}


def test_a_row_that_one_of_two_tables_prints_is_not_the_reports() -> None:
    few = B | {"carried_in": [""] * 7}
    found = read(page(("局机关", few), ("下属单位", made(7, 3) | {"carried_in": ["4", *["0"] * 5, "4"]})))
    assert values(found["carried_in"]) == OPEN


def test_blanks_of_a_second_table_are_read_by_their_columns() -> None:
    second = {code: ["" if cell == "0" else cell for cell in cells] for code, cells in B.items()}
    found = read(page(("局机关", A), ("下属单位", second)))
    assert values(found["new_received"])[0] is None
    assert values(found["granted"])[0] is None


def test_a_word_for_all_stands_for_the_forms_below_it_too() -> None:
    heading = "<p>三、收到和处理政府信息公开申请情况</p>"
    found = asked(page(("局机关", A), ("汇总", BOTH), between=heading))
    assert found == [WHOLE]


def sheets(*named: tuple[str, Values]) -> bytes:
    """A workbook with the form's third table in each sheet, under a cover with the title."""
    columns = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    labels = FORMS.rows.filter(edition="2021", form="application").select("row_code", "number", "label").rows()
    data = BytesIO()
    with Workbook(data, {"in_memory": True}) as book:
        book.add_worksheet("封面").write(0, 0, TITLE)
        for name, table in named:
            sheet = book.add_worksheet(name)
            sheet.write(0, 0, "三、收到和处理政府信息公开申请情况")
            sheet.write_row(1, 1, columns)
            for at, (code, number, label) in enumerate(labels, 2):
                sheet.write(at, 0, f"{number or ''}{label}")
                sheet.write_row(at, 1, [int(cell) if cell.isdigit() else cell for cell in table[code]])
    return data.getvalue()


def test_a_formula_is_counted_or_no_number_and_nothing_is_inferred_over_it() -> None:
    told = A | {"new_received": [*A["new_received"][:6], "=SUM(B3:G3)"]}
    told |= {"granted": [*A["granted"][:6], "=IF(B5>0,B5,0)"], "carried_out": ["=B3-B26", *A["carried_out"][1:]]}
    found = read_sheets(sheets(("年报", told)))
    assert (found["new_received", "total"], found["granted", "total"]) == (9, None)
    assert found["carried_out", "natural_person"] == 5


def read_sheets(data: bytes) -> dict[tuple[str, str], int | None]:
    documents = next(document_batches([Raw("a.xlsx", data)], ())).documents
    facts = read_batch(page_texts(documents))["fact_application"]
    return {(row, column): value for row, column, value in facts.select("row_code", "column_code", "value").iter_rows()}


@settings(max_examples=3, deadline=None)
@given(st.permutations(["局机关", "市图书馆", "汇总"]), st.integers(1, 50), st.integers(1, 50))
def test_the_sheet_that_is_the_sum_of_all_is_the_reports(order: list[str], one: int, other: int) -> None:
    tables = {"局机关": made(one, 1), "市图书馆": made(other, 1), "汇总": made(one + other, 2)}
    found = read_sheets(sheets(*((name, tables[name]) for name in order)))
    assert found["new_received", "total"] == one + other
    assert None not in found.values()


def test_sheets_of_units_alone_say_nothing_of_the_agency() -> None:
    found = read_sheets(sheets(("局机关", A), ("市图书馆", B)))
    assert found["new_received", "natural_person"] is None
    assert found["new_received", "enterprise"] == 0
