"""Numbers and denials that are about something else than this agency's year: no claim, or one of topic `other`."""

import pytest

from tests.transform.prints import lines
from tests.transform.prose.test_claims import said
from transform.prose.claims import claims_of


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("无不予受理申请。", ""),
        ("没有不予公开的申请。", "applications_denied 0"),
        ("全年没有收到法人或其他组织的申请。", ""),
        ("未收到自然人申请。", ""),
        ("没有收到第三方提出异议的申请。", ""),
        ("未出现申请超期办理，不存在收到申请不答复情况。", ""),
        ("上年度未收到政府信息公开申请，本年度收到2件。", "applications_received 2"),
        ("未收到上年结转的政府信息公开申请。", "applications_carried_in 0"),
        ("我局下属事业单位未收到申请。", ""),
        ("除收到网络申请4件外，未收到信函、当面等其他形式的申请。", "applications_received part 4"),
        ("全年无行政诉讼败诉案件。", ""),
        ("未发生行政复议被撤销的案件。", ""),
        # Nobody's at all.
        ("我单位未收到申请。", "applications_received 0"),
        ("我局及下属单位未收到政府信息公开申请。", "applications_received 0"),
        ("未收到公民、法人和其他组织的政府信息公开申请。", "applications_received 0"),
        ("没有收到任何单位和个人提出的信息公开申请。", "applications_received 0"),
        ("未收到书面、电子邮件等任何形式的政府信息公开申请。", "applications_received 0"),
        ("无行政复议、行政诉讼案件。", "lawsuits 0, reconsiderations 0"),
    ],
)
def test_a_denial_of_something_else_is_no_claim_of_zero(sentence: str, claims: str) -> None:
    assert ", ".join(said(sentence)) == claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("受理申请三四件。", ""),
        ("受理申请三五件。", ""),
        ("收到申请二三十件。", ""),
        ("收到申请十三四件。", ""),
        ("收到申请三十四件。", "applications_received 34"),
        ("收到申请一〇五件。", "applications_received 105"),
    ],
)
def test_two_numbers_in_words_are_no_number_of_two_digits(sentence: str, claims: str) -> None:
    assert ", ".join(said(sentence)) == claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("条例实施以来，累计受理申请85件。", "other cumulative 85"),
        ("近三年来，我局共收到申请41件，办结40件。", "other cumulative 41, other cumulative 40"),
        ("网站自开通以来累计发布信息20345条；", "other cumulative 20345"),
        ("“十三五”期间共公开信息15000条。", "other cumulative 15000"),
        ("近五年来公开信息900条，今年公开信息50条。", "other cumulative 900, published_total 50"),
        ("自2008年以来累计公开信息900条。", "other cumulative 900"),
        # This year, whatever it is called.
        ("今年以来，累计公开信息50条。", "published_total 50"),
        ("一年来，我局公开信息50条。", "published_total 50"),
        ("2022年以来，我局公开信息50条。", "published_total 50"),
        ("清理2014年以来的规范性文件13件。", "normative_documents reviewed 13"),
    ],
)
def test_the_number_of_several_years_is_not_this_year_s(sentence: str, claims: str) -> None:
    assert ", ".join(said(sentence)) == claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("2023年将举办培训5场；", "other plan 5"),
        ("计划明年公开信息不少于900条。", "other plan 900"),
        ("明年公开信息900条。", "other plan 900"),
        ("县里下达我局信息任务200条，完成260条。", "other plan 200, other 260"),
        ("一年内申请超过10件的，可要求说明理由。", "other 10"),
        ("收到申请5件，结转下年3件。", "applications_received 5, applications_carried_out 3"),
        ("圆满完成任务，公开信息30条。", "published_total 30"),
        ("按照年度计划公开信息30条。", "published_total 30"),
    ],
)
def test_what_is_planned_or_ruled_has_not_happened(sentence: str, claims: str) -> None:
    assert ", ".join(said(sentence)) == claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("全县各单位共收到申请320件，我局收到2件。", "other others 320, applications_received 2"),
        ("局属学校共公开信息2300条。", "other others 2300"),
        ("指导乡镇公开信息50条，我局公开信息30条。", "other others 50, published_total 30"),
        ("各乡镇共公开信息600条，我局公开信息30条。", "other others 600, published_total 30"),
        ("各部门、各单位共公开信息600条。", "published_total 600"),
        ("督促各单位公开，我局全年公开信息30条。", "published_total 30"),
        # A government's own area; an agency that works for its area; an agency with those below it.
        ("全县共收到申请320件。", "applications_received 320"),
        ("我局做好全县政务公开工作，共公开信息30条。", "published_total 30"),
        ("我局及下属单位共公开信息30条。", "published_total 30"),
    ],
)
def test_the_number_of_other_bodies_is_not_the_agency_s(sentence: str, claims: str) -> None:
    assert ", ".join(said(sentence)) == claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("受理各类审批申请890件，办结880件；", "other 890, other 880"),
        ("法律援助受理申请340件。", "other 340"),
        ("收到政府信息公开申请5件；收到行政许可申请30件。", "applications_received 5, other 30"),
        ("行政复议5件，均与政府信息公开无关。", "other 5"),
        ("行政复议5件、行政诉讼2件，均与政府信息公开无关。", "other 5, other 2"),
        ("因征地拆迁引发行政诉讼6件。", "other 6"),
        ("收到申请5件，行政复议3件，均与政府信息公开无关。", "applications_received 5, other 3"),
        ("公开征地信息30条。", "published_total 30"),
        ("对制发的规范性文件提出审核意见15件。", "other 15"),
    ],
)
def test_other_matters_are_no_requests_reviews_or_documents(sentence: str, claims: str) -> None:
    assert ", ".join(said(sentence)) == claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("公众号“民生十条”发布信息66条。", "published_new_media 66"),
        ("落实“最多跑一次”要求，公开信息6条。", "published_total 6"),
        ("在“政务公开”专栏公开信息6条。", "published_other 6"),
    ],
)
def test_a_number_in_a_quoted_name_counts_nothing(sentence: str, claims: str) -> None:
    assert ", ".join(said(sentence)) == claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("与2021年公开的350条相比，今年公开信息420条。", "other last_year 350, published_total 420"),
        ("前年收到申请9件，今年收到申请2件。", "other last_year 9, applications_received 2"),
        ("1月至8月共公开信息210条。", "other part_of_year 210"),
        ("1-8月，公开信息210条。", "other part_of_year 210"),
        ("1月至12月，公开信息210条。", "published_total 210"),
        ("2022年1月1日至2022年12月31日，公开信息210条。", "published_total 210"),
    ],
)
def test_another_year_or_a_part_of_the_year_is_not_the_year(sentence: str, claims: str) -> None:
    assert ", ".join(said(sentence)) == claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("收到自然人申请15件、法人申请5件。", "applications_received part 15, applications_received part 5"),
        ("收到网上申请4件。", "applications_received part 4"),
        ("收到公民、法人和其他组织申请15件。", "applications_received 15"),
        ("收到申请10件，不予公开4件（其中属于三类内部事务信息3件、行政执法案卷1件）。",
         "applications_received 10, applications_denied 4, other 3, applications_denied part 1"),
    ],
)  # fmt: skip
def test_a_part_is_not_the_whole(sentence: str, claims: str) -> None:
    assert ", ".join(said(sentence)) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("全年公开政府信息5\n60条，收到申请1\n2件，培训3次。", ""),
        ("全年公开政府信息5\n60条。\n收到申请3件。", "applications_received 3"),
        ("全年工作平稳\n60条信息已公开。", "published_total 60"),
        ("林业局2022\n2022年公开信息60条。", "published_total 60"),
    ],
)
def test_a_number_that_may_begin_on_the_line_before_claims_nothing(text: str, claims: str) -> None:
    assert ", ".join(said(text)) == claims


@pytest.mark.parametrize(
    ("text", "links"),
    [
        # claim_no: (part_of, rate_of, rate_base)
        ("收到申请24件，比上年增长20%；公开信息增长50%。", {2: (None, 1, None), 3: (None, None, None)}),
        ("公开信息300条，网站100条，群众满意率96%。", {3: (None, None, None)}),
        ("收到申请12件，其中自然人9件、企业3件，办结率100%。", {4: (None, None, None)}),
        ("公开信息120条，其中网站90条，占75%。", {2: (1, None, None), 3: (None, 2, 1)}),
        ("收到申请20件，其中予以公开17件，结转下年3件。", {2: (1, None, None), 3: (1, None, None)}),
        ("公开信息300条，其中网站200条（含财政信息20条）、微信100条。",
         {2: (1, None, None), 3: (2, None, None), 4: (1, None, None)}),
        ("公开信息300条（其中网站200条、微信100条）。", {2: (1, None, None), 3: (1, None, None)}),
    ],
)  # fmt: skip
def test_rates_and_parts_hang_on_what_they_are_of(text: str, links: dict[int, tuple[int | None, ...]]) -> None:
    found = claims_of(lines(text)).select("claim_no", "part_of", "rate_of", "rate_base").rows()
    told = {number: tuple(link) for number, *link in found}
    assert {number: told[number] for number in links} == links


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2020年引发的行政诉讼1件于2022年审结，今年新增诉讼1件。", [2020, None]),
        ("2022年公开信息50条，收到申请3件。", [2022, 2022]),
        ("2022年，本年收到申请3件。", [2022]),
    ],
)
def test_a_sentence_that_goes_on_to_another_year_names_none(text: str, years: list[int | None]) -> None:
    assert claims_of(lines(text))["claimed_year"].to_list() == years
