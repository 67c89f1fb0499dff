"""Sentences as clerks write them: enumerations, several things said together, years and levels by name."""

import polars as pl
import pytest

from tests.transform.prints import lines
from tests.transform.prose.test_claims_of_parts_and_years import said
from transform.prose.claims import claims_of
from transform.prose.claims.lexicon import claim_definitions


def parts(text: str) -> list[tuple[str, int | None]]:
    """value and part_of of each claim."""
    found = claims_of(lines(text)).select("value", "part_of").rows()
    return [(f"{value.normalize():f}", part_of) for value, part_of in found]


def test_a_list_of_parts_ends_with_its_item() -> None:
    text = "一是主动公开信息90条，其中网站70条，微信20条；二是收到申请9件；三是公开信息共60条。"
    assert said(text).endswith("applications_received 9, published_total 60")
    assert parts(text) == [("90", None), ("70", 1), ("20", 1), ("9", None), ("60", None)]


def test_an_item_may_begin_over_a_break() -> None:
    text = (
        "一是主动公开信息90条，其中网站公开70条，微信公开20条；二是2022\n年全年主动公开信息总数为90条，上年同期为60条。"
    )
    assert parts(text)[3] == ("90", None)


def test_an_enumeration_of_parts_stays_one_list() -> None:
    assert parts("公开信息90条，其中：一是网站70条；二是微信20条。") == [("90", None), ("70", 1), ("20", 1)]


def test_a_sentence_of_parts_divides_the_total_anew() -> None:
    text = "公开信息90条，其中概况类30条、人事类60条。其中：网站发布70条；微信发布20条。"
    assert parts(text) == [("90", None), ("30", 1), ("60", 1), ("70", 1), ("20", 1)]


def test_no_channel_is_a_part_of_another() -> None:
    assert parts("微信发布90条。其中：网站70条。") == [("90", None), ("70", None)]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("行政复议和行政诉讼分别为3件和2件。", "reconsiderations 3, lawsuits 2"),
        ("行政复议与行政诉讼分别收到3件、2件。", "reconsiderations 3, lawsuits 2"),
        ("本年新收、上年结转申请分别为9件和3件。", "applications_received 9, applications_carried_in 3"),
        (
            "2022年，予以公开、部分公开、不予公开分别为9件、3件、2件。",
            "applications_granted 9, applications_partially_granted 3, applications_denied 2",
        ),
        ("予以公开、部分公开、不予公开分别为9件、3件。", "other 9, other 3"),  # of three, two numbers
    ],
)
def test_what_is_said_respectively(text: str, claims: str) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("结转到2023年继续办理的申请3件。", "applications_carried_out 3"),
        ("2021年结转至2022年的申请3件。", "applications_carried_in 3"),
        (
            "2021年结转申请3件，2022年新收申请9件，2022年办结9件，结转2023年3件。",
            "applications_carried_in 3, applications_received 9, applications_answered 9, applications_carried_out 3",
        ),
        (
            "办理依申请公开12件（2021年结转3件、2022年新增9件）。",
            "applications_answered handled 12, applications_carried_in 3, applications_received 9",
        ),
        ("办结上年结转申请3件。", "applications_answered part 3"),
    ],
)
def test_requests_left_over_to_a_year_by_name(text: str, claims: str) -> None:
    assert said(text) == claims


@pytest.mark.parametrize("text", ["2021年存在的培训不足问题，通过培训2期得到解决。",
                                  "依据2019年修订的办法，我局收到申请9件。"])  # fmt: skip
def test_the_year_of_a_problem_or_a_law_is_not_the_number_s(text: str) -> None:
    assert claims_of(lines(text))["claimed_year"].to_list() == [None]


def test_the_year_of_documents_is_their_number_s() -> None:
    assert claims_of(lines("2022年印发的规范性文件9件。"))["claimed_year"].to_list() == [2022]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("申请内容主要涉及征地拆迁4件、工程建设7件。", "other 4, other 7"),
        ("所辖3个分局受理申请9件。", "other others 3, other others 9"),
        ("市级平台转交申请3件，本级新收9件。", "other part 3, other part 9"),
        ("科室直接办理申请9件。", "other part 9"),
        ("县政府本级收到申请4件，县直部门收到30件。", "other part 4, other others 30"),
        ("开展巡查9次，排查隐私泄露信息26条。", "other 9, other 26"),
        ("公开教育领域信息25条。", "published_other 25"),
        ("网站设置专栏9个，更新信息120条。", "other 9, published_website 120"),
    ],
)
def test_other_things_than_the_total(text: str, claims: str) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "行政复议方面，全年共3件，维持1件；行政诉讼方面，全年共2件。",
            "reconsiderations 3, reconsiderations upheld 1, lawsuits 2",
        ),
        (
            "行政复议3件（维持1件、纠正1件、其他1件）。",
            "reconsiderations 3, reconsiderations upheld 1, reconsiderations corrected 1, reconsiderations other 1",
        ),
        ("被申请行政复议3件，其中1件被维持。", "reconsiderations 3, reconsiderations upheld 1"),
        (
            "行政规范性文件制发3件、废止2件，年底有效9件。",
            "normative_documents issued 3, normative_documents repealed 2, normative_documents in_force 9",
        ),
        ("清理规范性文件，废止2件。", "normative_documents repealed 2"),
        ("信息处理费收取情况：共80元。", "information_fee 80"),
        ("办理结果上，公开9件，不予公开3件。", "applications_granted 9, applications_denied 3"),
        (
            "收到申请3件，“本机关不掌握相关政府信息”等无法提供2件。",
            "applications_received 3, applications_unavailable 2",
        ),
    ],
)
def test_usual_wordings_of_totals(text: str, claims: str) -> None:
    assert said(text) == claims


def test_a_bureau_under_two_spellings_is_one() -> None:
    text = "某县教育局收到申请9件，县教育局办结申请9件。"
    assert "others" not in said(text)
    assert said(text.replace("县教育局办", "县民政局办")).count("others") == 2


def test_outcomes_are_no_share_of_what_was_received() -> None:
    found = claims_of(lines("收到申请20件。予以公开9件，占50%。"))
    assert found.filter(pl.col("topic") == "share")["rate_base"].to_list() == [None]


def test_answered_may_be_those_of_the_year_alone() -> None:
    told = claim_definitions().filter(pl.col("definition") == "handled_of_new").select("row_code", "weight").rows()
    assert told == [("handled_total", 1), ("carried_in", -1)]


def test_equal_items_with_a_number_are_no_running_head() -> None:
    text = "收到信息公开申请9件\n正文在此，并无数字。\n收到信息公开申请9件"
    assert claims_of(lines(text)).height == 2


def test_two_outcomes_together_are_neither_s() -> None:
    assert said("收到申请9件，予以公开和部分公开共4件。") == "applications_received 9, other part 4"


def test_what_is_public_in_a_list_of_answers_is_no_publication() -> None:
    claims = "applications_answered 9, applications_granted 6, applications_other 3"
    assert said("答复申请9件，其中公开6件、其他3件。") == claims


def test_a_rate_that_begins_a_line_is_no_heading() -> None:
    text = "主动公开信息20条，其中政府网站发布12条，占到全部公开数量的\n60.00%；政务新媒体发布8条，占到40.00%。"
    assert parts(text)[2:4] == [("60", None), ("8", 1)]


@pytest.mark.parametrize("text", ["一是2022年全县政府系统共收到申请704件。", "1.2022年全县共收到申请704件。",
                                  "（二）全县收到申请704件。"])  # fmt: skip
def test_an_area_may_stand_behind_an_enumerator(text: str) -> None:
    assert said(text) == "other others 704"
    assert said(text, "government") == "applications_received 704"


def test_a_government_s_office_is_one_of_several() -> None:
    text = "县政府办公室2022年收到申请18件，县公安局收到申请7件，全县共收到申请256件。"
    assert said(text, "government") == "other others 18, other others 7, applications_received 256"
