"""Heads that are not the form's: their columns hold no number of the form, those beside them are read."""

from collections.abc import Callable

import polars as pl
import pytest

from extract.pages import page_texts
from tests.transform.prints import documents
from transform.batch import read_batch

APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
NEW = ["一、本年新收政府信息公开申请数量", "1", "0", "0", "0", "3", "0", "4"]
DOCUMENTS = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
Read = Callable[..., list[int | None]]


def as_page(lines: list[list[str]]) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines)


@pytest.fixture(params=["page", "\t", " | ", "\n"])
def read(request: pytest.FixtureRequest) -> Read:
    """Reads a table's lines: what a row of the form says, in its order."""

    def values(form: str, code: str, *lines: list[str], year: int = 2022) -> list[int | None]:
        title = f"法库县合成局{year}年政府信息公开工作年度报告"
        if request.param == "page":
            body = f"<p>{title}</p><p>二、主动公开政府信息情况</p><table>{as_page([*lines])}</table>"
            text = f"<html><body>{body}</body></html>"
        else:
            body = "\n".join(request.param.join(line) for line in lines)
            text = f"{title}\n二、主动公开政府信息情况\n{body}\n五、存在的主要问题\n无\n"
        tables = read_batch(page_texts(documents(text)))
        assert tables["rejected"].is_empty(), tables["rejected"]
        return tables[f"fact_{form}"].filter(row_code=code)["value"].cast(pl.Int64).to_list()

    return values


@pytest.mark.parametrize("other", ["累计制发件数", "上年制发件数", "2021年制发件数", "下年计划数", "发布文件篇数"])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_head_of_another_measure_or_year_is_no_column_of_the_form(read: Read, other: str, at: int) -> None:
    heads = [*DOCUMENTS[:at], other, *DOCUMENTS[at + 1 :]]
    found = read("disclosure", "normative_document", heads, ["行政规范性文件", "3", "40", "30"])
    assert found == [None if place == at else value for place, value in enumerate([3, 40, 30], start=1)]


@pytest.mark.parametrize(
    ("row", "head"),
    [
        ("licensing", "上年处理决定数量"),
        ("licensing", "2021年处理决定数量"),
        ("licensing", "2021年度处理决定数量"),
        ("licensing", "本年受理数量"),
        ("licensing", "本年处理决定数量（上年）"),
        ("penalty", "本年罚没金额（万元）"),
        ("fee", "本年收费项目数量"),
    ],
)
def test_the_only_head_of_a_row_says_what_it_counts(read: Read, row: str, head: str) -> None:
    labels = {"licensing": "行政许可", "penalty": "行政处罚", "fee": "行政事业性收费"}
    assert read("disclosure", row, ["信息内容", head], [labels[row], "10"]) == [None]


@pytest.mark.parametrize(
    "head",
    [
        "本年处理决定数量",
        "2022年处理决定数量",
        "本年处理决定数（件）",
        "本年度处理决定数量",
        "本年处理决走数量",
        "数量",
    ],
)
def test_a_head_in_other_words_or_damaged_is_the_columns(read: Read, head: str) -> None:
    assert read("disclosure", "licensing", ["信息内容", head], ["行政许可", "10"]) == [10]


def test_a_year_that_the_form_asks_for_is_its_column(read: Read) -> None:
    heads = ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]
    assert read("disclosure", "licensing", heads, ["行政许可", "3", "1", "9"], year=2020) == [3, 1, 9]


def test_a_column_in_place_of_another_is_not_filled_by_the_sums(read: Read) -> None:
    heads = ["项目", *APPLICANTS[:4], "新闻媒体", *APPLICANTS[5:]]
    assert read("application", "new_received", heads, NEW) == [1, 0, 0, 0, None, 0, 4]


def test_last_year_is_no_total_and_first_heads_are_looked_at_too(read: Read) -> None:
    last = read("application", "new_received", ["项目", *APPLICANTS[:6], "去年同期"], NEW)
    assert last == [1, 0, 0, 0, 3, 0, None]


@pytest.mark.parametrize(("label", "code"), [("合计", 6), ("其它", 5), ("法律服务组织", 4), ("自然入", 0)])
def test_other_words_for_a_column_are_known(read: Read, label: str, code: int) -> None:
    heads = ["项目", *APPLICANTS]
    heads[code + 1] = label
    assert read("application", "new_received", heads, NEW) == [1, 0, 0, 0, 3, 0, 4]


def test_results_of_another_law_are_not_the_forms(read: Read) -> None:
    heads = ["类别", "维持", "撤销", "变更", "驳回", "总计"]
    rows = [["行政复议", "1", "2", "3", "4", "10"], ["未经复议直接起诉", "0", "1", "0", "2", "3"]]
    assert read("dispute", "reconsideration", heads, *rows)[1:4] == [None] * 3


TITLE = "法库县合成局2022年政府信息公开工作年度报告"
SPACED = {
    "documents": ("disclosure", ["信息内容 现行有效件数 本年制发件数 本年废止件数", "规章 9 4 2"], "regulation"),
    "total first": ("application", ["申请情况 总计 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他"], ""),
    "two levels": (
        "application",
        ["总计 自然人 法人或其他组织", "其他 法律服务机构 社会公益组织 科研机构 商业企业"],
        "",
    ),
    "glued": ("application", ["总计自然人法人或其他组织", "其他法律服务机构社会公益组织科研机构商业企业"], ""),
    "lawsuits first": (
        "dispute",
        [
            "规章 0 0 0",
            "四、政府信息公开行政复议、行政诉讼情况",
            "行政诉讼 行政复议",
            "复议后起诉 未经复议直接起诉 结果维持 结果纠正 其他结果 尚未审结 总计",
            " ".join(["结果维持 结果纠正 其他结果 尚未审结 总计"] * 2),
            "1 0 0 0 1 0 2 0 0 2 0 0 3 0 3",
        ],
        "reconsideration",
    ),
}


def cells_of(form: str, *lines: str) -> pl.DataFrame:
    text = "\n".join([TITLE, "二、主动公开政府信息情况", *lines, "五、存在的主要问题", "无", ""])
    return read_batch(page_texts(documents(text)))[f"fact_{form}"]


@pytest.mark.parametrize("print", SPACED)
def test_heads_in_another_order_are_seen_where_one_space_parts_them(print: str) -> None:
    form, lines, row = SPACED[print]
    rows = [] if row else [f"{NEW[0]} 4 1 0 0 0 3 0", "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0"]
    cells = cells_of(form, *lines, *rows).filter(row_code=row or "new_received")
    assert cells["value"].null_count() == cells.height
    assert set(cells["reason"]) == {"columns_out_of_order"}


@pytest.mark.parametrize(
    ("new", "carried", "expected"),
    [
        ("4 1 0 0 0 3 0", "3 3 0 0 0 0 0", None),  # the total first, whatever the heads say
        ("1 0 0 0 4 3 0", "0 0 0 2 2 0 0", None),
        ("4 1 0 0 0 3 0", "0 0 0 0 0 2 2", 4),  # one row that does not add up is the report's
        ("4 1 0 0 0 3 0", "3 0 0 0 0 0 0", 4),
        ("3 0 0 0 0 0 3", "4 0 0 0 0 0 4", 3),
    ],
)
def test_rows_that_add_up_to_another_column_are_in_another_order(new: str, carried: str, expected: int | None) -> None:
    rows = f"{NEW[0]} {new}", f"二、上年结转政府信息公开申请数量 {carried}"
    cells = cells_of("application", *rows).filter(pl.col("row_code").is_in(["new_received", "carried_in"]))
    assert cells["value"][0] == expected
    assert (set(cells["reason"]) == {"columns_out_of_order"}) == (expected is None)


@pytest.mark.parametrize("cut", [" ", "\t", "\n"])
@pytest.mark.parametrize("other", ["上年总计", "同比增减", "占比"])
def test_a_head_in_the_place_of_the_total_below_heads_of_two_levels(cut: str, other: str) -> None:
    heads = cut.join(["自然人", "法人或其他组织", other]), cut.join(APPLICANTS[1:6])
    rows = (
        cut.join(["一、本年新收政府信息公开申请数量", *"1000357"]),
        cut.join(["二、上年结转政府信息公开申请数量", *"0200006"]),
    )
    cells = cells_of("application", *heads, *rows).filter(row_code="new_received")
    assert cells["value"].cast(pl.Int64).to_list() == [1, 0, 0, 0, 3, 5, None]
    assert cells["reason"][6] == "other_head"


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_head_of_another_year_with_a_space_beside_it_is_no_column_of_the_form(at: int) -> None:
    heads = [*DOCUMENTS[:at], "上年制发件数", *DOCUMENTS[at + 1 :]]
    found = cells_of("disclosure", " ".join(heads), "行政规范性文件 3 40 30").filter(row_code="normative_document")
    expected = [None if place == at else value for place, value in enumerate([3, 40, 30], start=1)]
    assert found["value"].cast(pl.Int64).to_list() == expected


def test_a_column_in_place_of_one_that_lacks_is_told_by_the_sums() -> None:
    rows = [f"{NEW[0]}\t1\t0\t2\t0\t3\t{{}}", "二、上年结转政府信息公开申请数量\t0\t4\t0\t0\t0\t{}"]
    lacking = "\t".join(["项目", *(head for head in APPLICANTS if head != "科研机构"), "上年数"])
    found = cells_of("application", lacking, rows[0].format("6\t9"), rows[1].format("4\t7"))
    found = found.filter(pl.col("row_code").is_in(["new_received", "carried_in"]))
    assert found["value"].null_count() == found.height
    # A total that lacks a column below all heads is the report's own mistake.
    whole = "\t".join(["项目", *APPLICANTS])
    found = cells_of("application", whole, rows[0].format("7\t6"), rows[1].format("9\t4")).filter(row_code="carried_in")
    assert found["value"].cast(pl.Int64).to_list() == [0, 4, 0, 0, 0, 9, 4]


def test_blank_cells_count_no_columns_beside_a_column_of_the_authors_own() -> None:
    labels = NEW[0], "二、上年结转政府信息公开申请数量", "（一）予以公开"
    values = "5\t\t\t\t\t\t5\t7", "\t3\t\t\t\t\t3\t2", "\t2\t\t\t\t\t2\t1"
    found = cells_of("application", *map("\t".join, zip(labels, values, strict=True)))
    for code in ("carried_in", "granted"):
        assert found.filter(row_code=code)["value"][0] in {None, 0}
        assert found.filter(row_code=code)["value"][6] in {None, 3 if code == "carried_in" else 2}


@pytest.mark.parametrize(
    "heads",
    [
        "自然人  法人或其他组织  总计\n商业企  科研机  社会公  其他    法律服\n业      构      益组织          务机构",
        "自然人\t总计\n商业企社会公科研机法律服\t其他\n业\t益组织\t构\t务机构",
    ],
)
def test_beginnings_of_broken_heads_tell_their_order(heads: str) -> None:
    found = cells_of("application", heads, f"{NEW[0]}\t1\t0\t2\t0\t3\t0\t6").filter(row_code="new_received")
    assert found["value"].null_count() == found.height
    in_order = heads.replace("其他    法律服", "法律服  其他").replace("社会公科研机", "科研机社会公")
    found = cells_of("application", in_order, f"{NEW[0]}\t1\t0\t2\t0\t3\t0\t6").filter(row_code="new_received")
    assert found["value"].cast(pl.Int64).to_list() == [1, 0, 2, 0, 3, 0, 6]


def test_beside_another_head_as_many_values_as_columns_are_a_row_where_they_add_up_or_nothing_is_blank() -> None:
    heads = "\t申请人情况\t\t\t\t\t\t\t上年总计", "\t" + "\t".join(APPLICANTS)
    labels = NEW[0], "二、上年结转政府信息公开申请数量", "（一）予以公开"
    values = "1\t1\t3\t\t2\t5\t12\t39", "1\t1\t3\t1\t2\t5\t13\t", "3\t\t\t\t\t\t3\t9"
    found = cells_of("application", *heads, *map("\t".join, zip(labels, values, strict=True)))
    kept = {code: cells["value"].cast(pl.Int64).to_list() for (code,), cells in found.group_by("row_code")}
    assert kept["new_received"] == kept["granted"] == [None] * 7
    assert kept["carried_in"] == [1, 1, 3, 1, 2, 5, 13]
    # A subtotal in every row is the one value too many.
    one_line = "\t".join(["项目", *APPLICANTS[:6], "小计", "总计"])
    found = cells_of("application", one_line, f"{NEW[0]}\t1\t0\t2\t0\t3\t0\t5\t6").filter(row_code="new_received")
    assert found["value"].cast(pl.Int64).to_list() == [1, 0, 2, 0, 3, 0, 6]


def test_a_grid_without_heads_whose_first_column_is_the_sum_is_in_another_order() -> None:
    table = as_page([[NEW[0], *"4100030"], ["二、上年结转政府信息公开申请数量", *"3300000"]])
    page = f"<p>{TITLE}</p><p>三、收到和处理政府信息公开申请情况</p><table>{table}</table>"
    cells = read_batch(page_texts(documents(f"<html>{page}</html>")))["fact_application"].filter(
        row_code="new_received"
    )
    assert set(cells["reason"]) == {"columns_out_of_order"}


def test_other_is_no_applicant_where_no_applicant_is_named(read: Read) -> None:
    heads = ["申请情况", "网络", "信函", "当面", "传真", "邮件", "其他", "总计"]
    found = read("application", "new_received", heads, NEW)
    assert found[:6] == [None] * 6
    assert found[6] in {4, None}


def test_a_numbered_label_with_spaces_between_its_words_is_no_heads() -> None:
    head = "\t".join(["项目", *APPLICANTS])
    row = "2. 其他 法律 行政 法规 禁止 公开\t1\t0\t2\t0\t3\t0\t6"
    found = cells_of("application", head, row).filter(row_code="denied_prohibited_by_law")
    assert found["value"].cast(pl.Int64).to_list() == [1, 0, 2, 0, 3, 0, 6]
