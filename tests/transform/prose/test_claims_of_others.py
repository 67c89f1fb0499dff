"""Numbers that stand beside the agency's own of this year: compared with, reached, planned, of a part, or of others."""

import polars as pl
import pytest

from tests.transform.prints import lines
from tests.transform.prose.test_claims import said
from transform.prose.claims import claims_of
from transform.prose.claims.of_reports import claims_of_reports


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("2021年收到申请9件，2022年收到12件。", "other last_year 9, applications_received 12"),
        ("2022年收到申请3件，2021年收到申请1件。", "applications_received 3, other last_year 1"),
        ("2022年，收到申请3件。2021年收到申请5件。", "applications_received 3, other last_year 5"),
        ("2021年收到申请5件。", "applications_received 5"),
        ("2020年引发的行政诉讼1件于2022年审结，今年新增诉讼1件。", "lawsuits 1, lawsuits 1"),
    ],
)
def test_a_year_named_before_a_later_one_is_there_to_be_compared_with(text: str, claims: str) -> None:
    assert ", ".join(said(text)) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("收到申请数量由去年的9件上升到12件。", "other last_year 9, applications_received 12"),
        ("申请量由2021年的20件下降到12件。", "other last_year 20, applications_received 12"),
        ("解读材料由5篇增至12篇。", "other last_year 5, policy_interpretation 12"),
        ("主动公开政府信息同比增加136条，达到1036条。", "other difference 136, published_total 1036"),
        ("满意率由90%提高到98%。", "share 90, share 98"),
        ("公众号去年发布300条，今年发布356条。", "other last_year 300, published_new_media 356"),
        ("网站历年累计公开信息15320条，其中本年新增618条。", "other cumulative 15320, published_website 618"),
        ("送达答复12件。", "other 12"),
    ],
)
def test_a_number_that_is_reached_is_of_what_stands_before(text: str, claims: str) -> None:
    assert ", ".join(said(text)) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("下步工作打算：一是全年公开信息达到500条；二是举办培训2期。", "other plan 500, other plan 2"),
        ("计划2023年举办培训4期。", "other plan 4"),
        ("计划每季度培训1次，实际培训3次。", "other ordinary 1, training_sessions 3"),
        ("超额完成全年200条的任务。", "other plan 200"),
        ("假如收到申请1件，先行登记。", "other ordinary 1"),
        ("超过30件的收取信息处理费100元/件。", "other 30, other 100"),
        ("公开信息300条，下一步加强培训。", "published_total 300"),
        ("将进一步加大力度，全年公开信息不少于500条。", "other plan 500"),
    ],
)
def test_plans_and_rules_have_not_happened(text: str, claims: str) -> None:
    assert ", ".join(said(text)) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("无法提供7件，其中本机关不掌握相关政府信息5件、没有现成信息需要另行制作2件。",
         "applications_unavailable 7, applications_unavailable part 5, applications_unavailable part 2"),
        ("不予处理5件（信访投诉类3件、重复申请2件）。",
         "applications_unprocessed 5, applications_unprocessed part 3, applications_unprocessed part 2"),
        ("收到申请9件，因本机关不掌握等原因无法提供7件。", "applications_received 9, applications_unavailable 7"),
        ("答复申请18件，其中书面答复15件。", "applications_answered 18, applications_answered part 15"),
        ("收到申请20件，提前答复15件，延期答复2件。", "applications_received 20, other part 15, other part 2"),
        ("以邮寄方式收到申请4件。", "applications_received part 4"),
        ("通过信函、网络收到申请4件。", "applications_received 4"),
        ("未收到书面形式的申请，收到网上申请2件。", "applications_received part 2"),
        ("自然资源领域收到申请5件。", "applications_received part 5"),
        ("予以公开7件，同意部分公开2件，不同意公开3件。",
         "applications_granted 7, applications_partially_granted 2, applications_denied 3"),
    ],
)  # fmt: skip
def test_one_ground_channel_or_field_is_a_part(text: str, claims: str) -> None:
    assert ", ".join(said(text)) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("行政复议维持2件，纠正1件；行政诉讼维持1件。",
         "reconsiderations upheld 2, reconsiderations corrected 1, lawsuits upheld 1"),
        ("行政诉讼败诉1件。", "lawsuits corrected 1"),
        ("全年行政复议案件56件，其中涉及政府信息公开4件。", "other 56, reconsiderations 4"),
        ("行政复议3件，作为复议机关审理的行政复议5件。", "reconsiderations 3, other 5"),
        ("行政机关负责人出庭应诉2次。", "other 2"),
        ("政府信息公开行政复议纠错率为0。", ""),
    ],
)  # fmt: skip
def test_results_of_reviews_and_reviews_of_other_matters(text: str, claims: str) -> None:
    assert ", ".join(said(text)) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("制发公文56件，其中主动公开31件、不予公开5件。", "other 56, other 31, other 5"),
        ("全年制发文件56件。", "other 56"),
        ("审查各部门报送规范性文件18件。", "other others 18"),
        ("规范性文件备案6件。", "other 6"),
        ("起草规范性文件2件，审核印发规范性文件3件。", "other 2, normative_documents issued 3"),
        ("不予行政许可5件，注销行政许可35件。", "other 5, other 35"),
        ("受理不动产登记信息查询申请640件。", "other 640"),
        ("协助县政府办理依申请公开7件，本局直接受理申请2件。", "other others 7, applications_received accepted 2"),
        ("网站200条、微信100条，同比分别增长5%、10%。",
         "published_website 200, published_new_media 100, growth_rate 5, other 10"),
        ("我局收到申请2件，全县共收到申请320件。", "applications_received 2, other others 320"),
        ("公开财政信息20条、人事信息8条，共28条。", "published_other 20, published_other 8, published_total 28"),
    ],
)  # fmt: skip
def test_other_matters_bodies_and_files(text: str, claims: str) -> None:
    assert ", ".join(said(text)) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("收到教师资格认定申请60件。", "other 60"),
        ("因涉及第三方权益不予公开1件。", "applications_denied part 1"),
        ("经复议维持后提起诉讼1件。", "lawsuits after_reconsideration 1"),
        ("行政许可办结率100%，办结300件。", "share 100, other 300"),
        ("吊销许可证2件。", "other 2"),
        ("公开信息1200条，日均3.3条。", "published_total 1200, other ordinary 3.3"),
        ("减免信息公开费用200元。", "other 200"),
        ("明年计划制发规范性文件3件、公开信息900条。", "other plan 3, other plan 900"),
        ("行政复议、行政诉讼“零发生”。", "lawsuits 0, reconsiderations 0"),
    ],
)
def test_words_that_say_of_what_a_number_is(text: str, claims: str) -> None:
    assert ", ".join(said(text)) == claims


@pytest.mark.parametrize(
    "text",
    [
        "没有申请人申请减免费用的情况。",
        "没有应当公开而未公开的申请。",
        "没有收到更正政府信息的申请。",
        "没有撤回申请的情况。",
        "无拒绝公开的申请。",
        "未收到涉及商业秘密的申请。",
        "没有受理疑难复杂申请。",
        "未收到咨询类申请。",
        "咨询类申请为零。",
        "本年未收到来自外省的申请。",
    ],
)
def test_none_of_some_requests_is_not_none(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    "text",
    [
        "没有公民、法人向我局提出信息公开申请。",
        "年内未接到任何公民、法人或其他组织要求公开政府信息的申请。",
        "我单位没有收到过政府信息公开申请。",
        "未收到向中江县财政局提交的政府信息公开申请。",
        "全年无人申请公开政府信息。",
    ],
)
def test_none_of_any_requests_is_none(text: str) -> None:
    assert said(text) == ["applications_received 0"]


def test_an_area_is_its_government_s_and_a_later_year_has_not_happened() -> None:
    claims = claims_of(lines("全县共收到申请320件，办结310件。\n2023年，培训4次。", "全县共收到申请320件。"))
    docs, kinds = claims["doc"].unique().sort(), ["department", "government"]
    reports = pl.DataFrame({"doc": docs, "kind": kinds}).with_columns(
        agency_id=pl.lit("a"), report_id=pl.lit("r"), report_year=pl.lit(2022, pl.Int16)
    )
    found = claims_of_reports(claims, reports).select("doc", "topic", "scope", "value")
    assert found.with_columns(pl.col("value").cast(pl.Int64)).rows() == [
        (0, "other", "others", 320),
        (0, "other", "others", 310),
        (0, "other", "later_year", 4),
        (1, "applications_received", None, 320),
    ]


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("收到申请3件；2021年度结转1件；本年度办结4件。", ["applications_carried_in"]),
        ("收到申请5件，办结6件，2021年结转申请1件。", ["applications_carried_in"]),
        ("收到申请5件，办结4件，2022年结转1件。", ["applications_carried_out"]),
        ("收到申请5件，办结4件，2020年结转1件。", []),
    ],
)
def test_what_the_year_before_left_over_by_name_came_in(text: str, carried: list[str]) -> None:
    reports = pl.DataFrame({"doc": 0, "kind": "department", "agency_id": "a", "report_id": "r", "report_year": 2022})
    claims = claims_of_reports(claims_of(lines(text)), reports.cast({"doc": pl.UInt32, "report_year": pl.Int16}))
    found = claims.filter(pl.col("value") == 1, pl.col("topic").str.contains("carried"))["topic"]
    assert found.to_list() == carried


@pytest.mark.parametrize("text", ["开展职业技能培训12期、1200人次。", "举办艺术培训课程12期，参加1200人次。"])
def test_lessons_for_the_public_train_nobody_in_openness(text: str) -> None:
    assert list(said(text)) == ["other 12", "other 1200"]


@pytest.mark.parametrize("text", ["收费项目3项，收费金额12万元。", "行政事业性收费项目3项，收费金额12万元。"])
def test_fees_for_other_things_are_none_for_information(text: str) -> None:
    assert list(said(text)) == ["other 3", "other 120000"]
