"""Numbers that look like the year's own and are of another year, another body, or a part."""

import polars as pl
import pytest

from tests.transform.prints import lines
from transform.prose.claims import claims_of
from transform.prose.claims.lexicon import claim_lexicon
from transform.prose.claims.mentions import cut_at_mentions
from transform.prose.claims.of_reports import claims_of_reports


def said(text: str, kind: str = "department") -> str:
    """`topic scope value` of each claim in the report on 2022 of a body of that kind."""
    reports = pl.DataFrame({"doc": 0, "kind": kind, "agency_id": "a", "report_id": "r", "report_year": 2022})
    claims = claims_of_reports(claims_of(lines(text)), reports.cast({"doc": pl.UInt32, "report_year": pl.Int16}))
    rows = claims.select("topic", "scope", "value").rows()
    return ", ".join(" ".join(filter(None, (topic, scope, f"{value.normalize():f}"))) for topic, scope, value in rows)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("2021年收取信息处理费80元，2022年收取20元。", "other last_year 80, other 20"),
        ("申请数量由2021年的9件变化为2022年的12件。", "other last_year 9, applications_received 12"),
        ("申请量从9件到12件。", "other last_year 9, applications_received 12"),
        ("对2021年受理的9件申请进行复查。", "other last_year 9"),
        ("公开信息50条，较2021年的30条有所变化。", "published_total 50, other last_year 30"),
        ("2021年未收到政府信息公开申请，2022年收到3件。", "other last_year 0, applications_received 3"),
        ("2021年无政府信息公开申请，本年度收到3件。", "other last_year 0, applications_received 3"),
        ("2021年发布规范性文件9件，今年发布5件。", "other last_year 9, other 5"),
        ("上年收取信息处理费80元。", "other last_year 80"),
        ("3月，受理政府信息公开申请9件。", "other part_of_year 9"),
        ("2021年，我局收到申请5件。", "applications_received 5"),  # a slip of the whole report
        ("2021、2022两年共收到申请9件。", "other cumulative 9"),
        ("十三五期间累计办理依申请公开9件。", "other cumulative 9"),
        ("截至2022年6月底，收到政府信息公开申请9件。", "other part_of_year 9"),
        ("3.2022年收到政府信息公开申请9件。", "applications_received 9"),
    ],
)
def test_of_another_year(text: str, claims: str) -> None:
    assert said(text) == claims


def test_the_year_of_a_denial_is_not_that_of_what_came_this_year() -> None:
    years = claims_of(lines("2021年度无政府信息公开申请，本年度收到3件。"))["claimed_year"].to_list()
    assert years == [2021, None]
    assert claims_of(lines("15、清理2011年以来的规范性文件9件。"))["claimed_year"].to_list() == [None]


@pytest.mark.parametrize("text", ["上半年未收到政府信息公开申请。", "截至2022年9月，未收到政府信息公开申请。",
                                  "部分乡镇未收到政府信息公开申请。", "未收到上级转办的申请。"])  # fmt: skip
def test_none_for_a_part_of_the_year_or_of_the_bodies_is_not_none(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    ("text", "kind", "claims"),
    [
        ("县教育局收到申请7件，县民政局收到申请4件。", "department", "other others 7, other others 4"),
        ("县教育局收到申请7件。", "department", "applications_received 7"),
        ("县教育局收到申请7件。", "government", "other others 7"),
        ("青石镇收到申请7件。", "government", "applications_received 7"),
        ("我局收到申请7件。", "government", "applications_received 7"),
        ("协助市政府办答复政府信息公开申请7件。", "department", "other others 7"),
        ("各镇街因政府信息公开被申请行政复议7件。", "government", "other others 7"),
        ("转办省级平台申请7件。", "department", "other part 7"),
        ("收到其他单位转来申请7件。", "department", "other part 7"),
    ],
)
def test_of_another_body(text: str, kind: str, claims: str) -> None:
    assert said(text, kind) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("收取信息处理费228元，其中按件收费60元。", "information_fee 228, other part 60"),
        ("单件申请同时超过30页的，收取信息处理费15元。", "other ordinary 15"),
        ("退还多收的信息处理费15元。", "other 15"),
        ("收到申请后当场答复9件，七个工作日内答复5件。", "other part 9, other part 5"),
        ("收到申请20件，在法定的20个工作日内答复18件。", "applications_received 20, applications_answered 18"),
        ("共有9件规范性文件经合法性审核后制发。", "normative_documents issued 9"),
        ("对9件规范性文件开展合法性审核。", "other 9"),
        ("会商2次，涉及申请7件。", "other 2, other part 7"),
        ("收到申请20件，答复18件；其中属于主动公开范围9件。",
         "applications_received 20, applications_answered 18, other part 9"),
        ("收到各类申请93件，其中政府信息公开申请12件。", "other 93, applications_received 12"),
        ("受理养老金申请84件。", "other 84"),
        ("受理群众提出的申请8件。", "applications_received accepted 8"),
        ("行政许可受理83件。", "other 83"),
        ("归集行政许可81条，行政处罚82条。", "other 81, other 82"),
        ("公开属性认定：主动公开69件，依申请公开7件，不予公开8件。", "other 69, other 7, other 8"),
        ("不予公开信息8条，依申请公开信息5条。", "other 8, other 5"),
        ("出具答复书21份、告知书6份。", "other 21, other 6"),
        ("尚未审结的行政复议案件6件。", "reconsiderations pending 6"),
        ("行政应诉案件6件。", "other 6"),
        ("行政处罚决定引发行政复议6件。", "other 6"),
        ("对5件申请作出不予处理决定。", "applications_unprocessed 5"),
        ("宣布失效9件规范性文件。", "normative_documents repealed 9"),
        ("受理申请5件。收到检察建议9件。", "applications_received accepted 5, other 9"),
        ("行政处罚听证9件，行政许可延续7件。", "other 9, other 7"),
        ("行政许可办件量300件。", "licences 300"),
        ("依申请公开受理数为5件。", "applications_received accepted 5"),
        ("信息处理费标准为每页15元。", "other ordinary 15"),
        ("行政复议：维持2件，纠正1件。", "reconsiderations upheld 2, reconsiderations corrected 1"),
    ],
)  # fmt: skip
def test_of_a_part_or_something_else(text: str, claims: str) -> None:
    assert said(text) == claims


def test_an_item_without_a_stop_is_no_half_of_a_sentence() -> None:
    item = "因政府信息公开，被申请行政复议12件"
    assert said(f"{item}\n受理行政审批，办结率和满意率均有提高，政府信息公开申请3件，全部按期办结。").startswith(
        "reconsiderations 12, applications_received 3"
    )


@pytest.mark.parametrize("foot", ["", "\n— 3 —\n", "— 3 —\n某局政府信息公开工作年度报告"])
def test_the_foot_and_head_of_a_page_part_no_sentence(foot: str) -> None:
    head = "某局政府信息公开工作年度报告\n"
    text = f"{head}2022年，我局全年收到公民、法人提出的政府信息公开\n{foot}\n申请共计12件，均已按期答复申请人。"
    assert said(text) == "applications_received 12"


@pytest.mark.parametrize("period", ["120个工作日", "一百二十个工作日"])
def test_a_longer_period_is_no_legal_term(period: str) -> None:
    pieces = cut_at_mentions(pl.DataFrame({"text": [f"在{period}内答复18件"]}), claim_lexicon())["pieces"].to_list()
    assert pieces == [["在", period, "内答复", "18件", ""]]
