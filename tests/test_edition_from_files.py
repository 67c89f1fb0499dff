"""A new edition of the form is a new folder of CSV files: the steps of `data/forms/README.md` with a toy edition."""

import shutil
from pathlib import Path

import polars as pl
import pytest

from tests.transform.prints import documents, report
from transform.batch import read_batch
from transform.forms import FORMS_FOLDER, Forms, load_forms

TOY = {
    "edition": """
edition,first_year,last_year,legal_basis,title
2099,2099,,toy,玩具报告格式
""",
    "rows": """
form,row_code,parent,number,label,columns,printed_row
disclosure,lakes,waters,,湖泊,volumes,lakes
disclosure,rivers,waters,,河流,volumes,rivers
disclosure,tolls,,,过桥费,money,tolls
application,boats,,甲、,船只申请,seasons,boats
application,rafts,,乙、,木筏申请,seasons,rafts
application,all_vessels,,丙、,合并,seasons,all_vessels
dispute,storms,,,风暴,outcomes,storms_and_floods
dispute,floods,,,洪水,outcomes,storms_and_floods
""",
    "columns": """
form,columns,column_code,label,unit,decimals,under
disclosure,volumes,inflow,入水量,count,0,
disclosure,volumes,outflow,出水量,count,0,
disclosure,volumes,kept,存水量,count,0,
disclosure,money,amount,收取金额,10k CNY,4,
application,seasons,summer,夏季,count,0,
application,seasons,winter,冬季,count,0,
dispute,outcomes,settled,平息,count,0,
dispute,outcomes,lasting,持续,count,0,
""",
    "labels": """
form,kind,code,label,first_seen
disclosure,group,waters,水体,toy
disclosure,row,lakes,湖沼,toy
application,header,season,季节情况,toy
""",
    "identities": """
identity,form,row_code,column_code,years_back,side,weight
water_balance,disclosure,*,inflow,0,lhs,1
water_balance,disclosure,*,outflow,0,rhs,1
water_balance,disclosure,*,kept,0,rhs,1
vessels_sum,application,boats,*,0,lhs,1
vessels_sum,application,rafts,*,0,lhs,1
vessels_sum,application,all_vessels,*,0,rhs,1
""",
    "sections": """
section,ordinal,heading,keywords
waters,一,水情,水情
vessels,二,船情,船情|船只情况
weather,三,天情,天情
""",
}

TITLE = "盐池县测试局2099年政府信息公开工作年度报告"
REPORT = f"""{TITLE}
一、水情
水体\t入水量\t出水量\t存水量
湖沼\t9\t—\t5
河流\t8\t6\t1
\t收取金额
过桥费\t1.2345
二、船只情况
季节情况\t夏季\t冬季
甲、船只申请\t3\t0
乙、木筏申请\t4\t0
丙、合并\t7
三、天情
风暴\t\t洪水
平息\t持续\t平息\t持续
1\t2\t3\t4
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's forms with the toy edition beside them."""
    forms = tmp_path_factory.mktemp("editions") / "forms"
    shutil.copytree(FORMS_FOLDER, forms)
    (forms / "2099").mkdir()
    for name, text in TOY.items():
        (forms / "2099" / f"{name}.csv").write_text(text.lstrip("\n"), encoding="utf-8")
    before = pl.read_csv(forms / "2021" / "edition.csv", infer_schema=False)
    before.with_columns(last_year=pl.lit("2098")).write_csv(forms / "2021" / "edition.csv")
    return forms


@pytest.fixture(scope="module")
def forms(folder: Path) -> Forms:
    return load_forms(folder)


@pytest.fixture(scope="module")
def tables(forms: Forms) -> dict[str, pl.DataFrame]:
    return read_batch(documents(REPORT), forms)


def printed(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    return frame.select("row_code", "column_code", pl.col("value").cast(pl.String), "unit", "state", "reason").rows()


def test_the_report_is_read_by_the_new_edition(tables: dict[str, pl.DataFrame]) -> None:
    found = tables["report"].select("agency_name_printed", "report_year", "edition").rows()
    assert found == [("盐池县测试局", 2099, "2099")]
    assert tables["report_section"].select("section", "line_no").rows() == [
        *[("waters", 2), ("vessels", 8), ("weather", 13)]
    ]


def test_every_cell_is_as_printed_and_the_new_identity_infers_the_dash(tables: dict[str, pl.DataFrame]) -> None:
    count = ("count", "reported", None)
    assert printed(tables["fact_disclosure"]) == [
        ("lakes", "inflow", "9.0000", *count),
        ("lakes", "outflow", "4.0000", "count", "inferred", "dash:water_balance"),  # 9 = ? + 5
        ("lakes", "kept", "5.0000", *count),
        ("rivers", "inflow", "8.0000", *count),  # 8 is not 6 + 1, and stays as printed
        ("rivers", "outflow", "6.0000", *count),
        ("rivers", "kept", "1.0000", *count),
        ("tolls", "amount", "1.2345", "10k CNY", "reported", None),
    ]


def test_sums_down_the_rows_repair_a_line_that_lost_a_value(tables: dict[str, pl.DataFrame]) -> None:
    count = ("count", "reported", None)
    assert printed(tables["fact_application"]) == [
        ("boats", "summer", "3", *count),
        ("boats", "winter", "0", *count),
        ("rafts", "summer", "4", *count),
        ("rafts", "winter", "0", *count),
        ("all_vessels", "summer", "7", "count", "repaired", "value_lost:vessels_sum"),  # 3 + 4
        ("all_vessels", "winter", "0", "count", "repaired", "value_lost:vessels_sum"),  # 0 + 0
    ]


def test_rows_on_one_line_are_headed_by_their_columns(tables: dict[str, pl.DataFrame]) -> None:
    count = ("count", "reported", None)
    assert printed(tables["fact_dispute"]) == [
        ("storms", "settled", "1", *count),
        ("storms", "lasting", "2", *count),
        ("floods", "settled", "3", *count),
        ("floods", "lasting", "4", *count),
    ]


@pytest.mark.parametrize("gap", [" | ", "\n", "  "])
def test_the_layout_is_no_matter_of_the_edition(gap: str, forms: Forms) -> None:
    whole = REPORT.replace("丙、合并\t7", "丙、合并\t7\t0")
    plain, other = (read_batch(documents(text), forms) for text in (whole, whole.replace("\t", gap)))
    for form in ("disclosure", "application", "dispute"):
        assert printed(other[f"fact_{form}"]) == printed(plain[f"fact_{form}"])


@pytest.mark.parametrize(("year", "edition"), [(2098, "2021"), (2099, "2099"), (2020, "2019")])
def test_a_report_in_prose_has_the_edition_of_its_year(year: int, edition: str, forms: Forms) -> None:
    title = TITLE.replace("2099", str(year))
    headings = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况"
    toy_headings = "一、水情\n二、船情\n三、天情"
    text = f"{title}\n{toy_headings if year == 2099 else headings}"
    assert read_batch(documents(text), forms)["report"]["edition"].to_list() == [edition]


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_other_editions_are_read_as_before(edition: str, forms: Forms) -> None:
    title = f"盐池县测试局{edition}年政府信息公开工作年度报告"
    batch = documents(report(title, edition=edition, application={"new_received": "1 — 0 0 0 0 1"}))
    before, after = read_batch(batch), read_batch(batch, forms)
    assert all(after[name].equals(before[name]) for name in before)


def test_an_edition_that_lacks_a_file_is_refused(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "forms")
    (tmp_path / "forms" / "2099" / "identities.csv").unlink()
    with pytest.raises(FileNotFoundError):
        load_forms(tmp_path / "forms")


def test_no_edition_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no form edition"):
        load_forms(tmp_path)
