"""Numbers of some requests, of other reviews, documents and years: none of them is the whole year's."""

import pytest

from tests.transform.prose.test_claims import said


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("受理申请25件，因申请内容不明确要求补正6件。", "applications_received accepted 25, other part 6"),
        ("收到申请8件，申请人主动撤回申请2件。", "applications_received 8, other part 2"),
        ("收到申请8件，其中同一申请人提交申请5件。", "applications_received 8, other part 5"),
        ("对1件数量超过合理范围的申请，收取信息处理费860元。", "other part 1, information_fee 860"),
        ("除1件申请正在办理外，均已办结。", "other part 1"),
        ("收到申请13件，按照一事一申请原则拆分为21件。", "applications_received 13, other part 21"),
        ("法律服务机构提出申请3件，自然人提出申请9件。", "applications_received part 3, applications_received part 9"),
        ("自然人申请6件，法人或其他组织申请3件。", "applications_received part 6, applications_received part 3"),
        ("公民、法人和其他组织申请公开政府信息9件。", "applications_received 9"),
        ("线上申请4件，线下申请3件。", "applications_received part 4, applications_received part 3"),
        ("大厅窗口接收申请2件。", "applications_received part 2"),
    ],
)
def test_some_of_the_requests_are_not_all(text: str, claims: str) -> None:
    assert ", ".join(said(text)) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "县政府收到申请86件，县级部门收到申请230件，乡镇（街道）收到申请156件。",
            "applications_received 86, other others 230, other others 156",
        ),
        ("县级部门收到申请230件，县政府收到申请86件。", "other others 230, applications_received 86"),
        ("县政府收到申请86件，我局收到申请5件。", "other others 86, applications_received 5"),
        ("代办县政府依申请公开3件。", "other others 3"),
        ("网站全年公开1200条，乡镇子站公开860条。", "published_website 1200, other others 860"),
        ("县政府办转办5件，我局协助答复5件。", "other 5, other others 5"),
        ("代理县政府应诉行政诉讼案件12件。", "other others 12"),
        ("以县政府为复议机关的复议案件15件。", "other 15"),
        ("上年度结转行政复议1件，本年新增行政复议3件。", "other 1, reconsiderations 3"),
        ("行政诉讼一审2件、二审1件。", "other 2, other 1"),
        ("受理行政复议申请23件，审结21件，其中政府信息公开类2件。", "other 23, other 21, reconsiderations 2"),
    ],
)
def test_what_other_bodies_and_other_reviews_had_is_no_claim(text: str, claims: str) -> None:
    assert ", ".join(said(text)) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("拟制公文210件，主动公开156件，依申请公开32件，不公开22件。", "other 210, other 156, other 32, other 22"),
        ("制发文件46份，其中标注“主动公开”的32份，“不予公开”的14份。", "other 46, other 32, other 14"),
        ("主动公开信息132条，不予公开信息12条。", "published_total 132, other 12"),
        ("收到申请5件，不予公开政府信息2件。", "applications_received 5, applications_denied 2"),
        ("受理商标注册申请320件，收到政府信息公开申请5件。", "other 320, applications_received 5"),
    ],
)
def test_how_documents_are_published_is_no_outcome_of_requests(text: str, claims: str) -> None:
    assert ", ".join(said(text)) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("2019年至2022年共公开信息1260条。", "other cumulative 1260"),
        ("2019-2022年公开信息1260条。", "other cumulative 1260"),
        ("落实规划（2021-2025年），公开信息300条。", "published_total 300"),
        (
            "截至2022年底，网站累计公开信息8.6万条，2022年度新增公开6120条。",
            "other cumulative 86000, published_total 6120",
        ),
        ("全年累计公开信息520条，其中本年新增栏目3个。", "published_total 520, other 3"),
        ("疫情期间，发布疫情信息120条，全年公开信息520条。", "other cumulative 120, published_total 520"),
        ("今年以来，累计公开信息860条，其中微信120条。", "published_total 860, published_new_media 120"),
        (
            "2022年通过网站公开26条、微信52条（2021年网站20条、微信40条）。",
            "published_website 26, published_new_media 52, other last_year 20, other last_year 40",
        ),
        ("2021年度我局收到申请6件，本年度收到申请42件。", "other last_year 6, applications_received 42"),
        ("2021年，我局收到申请6件，今年以来公开信息300条。", "applications_received 6, published_total 300"),
    ],
)
def test_numbers_of_other_years_beside_this_one_s(text: str, claims: str) -> None:
    assert ", ".join(said(text)) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("发布解读信息总数42条。", "policy_interpretation 42"),
        ("公开环评信息42条。", "published_other 42"),
        ("重大项目信息公开12条。", "published_other 12"),
        ("开设“惠企政策”专栏，发布45条。", "published_other 45"),
        ("网站发布信息3300条，被省政府网站转载15条。", "published_website 3300, other 15"),
        ("常务会议议题公开18期，会议解读18期。", "other 18, other 18"),
        ("多元化解读比例72.7%。", "share 72.7"),
        ("收到留言156条，公开答复102条。", "public_responses 156, public_responses 102"),
        ("主动公开政府信息1980条次，同比上涨26.9%。", "published_total 1980, growth_rate 26.9"),
        ("收到申请2件次。", "applications_received 2"),
        ("申请大幅增加，由去年的6件增至今年的42件。", "other last_year 6, applications_received 42"),
        ("未收到公民、法人或者其他组织通过网络、信函、当面等方式提出的政府信息公开申请。", "applications_received 0"),
        ("培训1场，45人参加。", "training_sessions 1, training_people 45"),
        ("未开展政务公开培训。", "training_sessions 0"),
        ("发出收费通知0件，总金额0元。", "other 0, information_fee 0"),
        ("未发出收费通知，收费总金额0元。", "information_fee 0"),
        ("属于“三安全一稳定”不予公开1件。", "applications_denied part 1"),
        ("2023年，我局将：（一）公开信息500条以上；（二）培训2次。", "other plan 500, other plan 2"),
        ("未收取信息处理费，采购金额356元。", "information_fee 0, other 356"),
    ],
)
def test_what_a_number_is_of(text: str, claims: str) -> None:
    assert ", ".join(said(text)) == claims
