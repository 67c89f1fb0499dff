from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transform.prints import lines
from transform.forms import load_forms
from transform.prose.claims import MOST_CLAIMS, TooManyClaimsError, claims_of
from transform.prose.claims.lexicon import claim_definitions, claim_lexicon

Claim = tuple[str, Decimal, str, str | None]
TOPICS = {
    "published_total",
    "published_website",
    "published_new_media",
    "published_bulletin",
    "published_other",
    "normative_documents",
    "policy_interpretation",
    "applications_received",
    "applications_in_hand",
    "applications_answered",
    "applications_granted",
    "applications_partially_granted",
    "applications_denied",
    "applications_unavailable",
    "applications_unprocessed",
    "applications_other",
    "applications_carried_in",
    "applications_carried_out",
    "reconsiderations",
    "lawsuits",
    "licences",
    "penalties",
    "coercions",
    "training_sessions",
    "training_people",
    "meetings",
    "public_responses",
    "information_fee",
    "growth_rate",
    "share",
    "other",
}


def claimed(*texts: str) -> list[Claim]:
    """(topic, value, unit, qualifier) of each claim."""
    return claims_of(lines(*texts)).select("topic", "value", "unit", "qualifier").rows()


def said(text: str) -> list[str]:
    """`topic value` of each claim, with its scope."""
    found = claims_of(lines(text)).select("topic", "scope", "value").rows()
    return [" ".join(filter(None, (topic, scope, f"{value.normalize():f}"))) for topic, scope, value in found]


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("全年公开信息548条。", "published_total 548"),
        ("主动公开政府信息共1,548条。", "published_total 1548"),
        ("通过门户网站公开信息12条。", "published_website 12"),
        ("依托网站、微信等渠道公开信息12条。", "published_total 12"),
        ("本年收到政府信息公开申请3件。", "applications_received 3"),
        ("受理申请 30 件。", "applications_received accepted 30"),
        ("新收申请３件。", "applications_received 3"),
        ("收到3件政府信息公开申请。", "applications_received 3"),
        ("收办申请7件，办结6件，结转下年1件。",
         "applications_in_hand 7, applications_answered 6, applications_carried_out 1"),
        ("收到申请5件，上年结转2件。", "applications_received 5, applications_carried_in 2"),
        ("办理依申请公开4件。", "applications_answered handled 4"),
        ("发生行政复议案件2件。", "reconsiderations 2"),
        ("行政诉讼4起。", "lawsuits 4"),
        ("行政复议、行政诉讼各1件。", "lawsuits 1, reconsiderations 1"),
        ("行政复议、行政诉讼案件3件。", "other 3"),
        ("行政复议3件，其中维持2件，尚未审结1件。",
         "reconsiderations 3, reconsiderations upheld 2, reconsiderations pending 1"),
        ("举办业务培训5次，150人次参加培训；", "training_sessions 5, training_people 150"),
        ("收取信息处理费12.5元。", "information_fee 12.5"),
        ("办理行政许可8件、行政处罚3件、行政强制0件。", "licences 8, penalties 3, coercions 0"),
        ("制定规范性文件2件，废止规范性文件1件。", "normative_documents issued 2, normative_documents repealed 1"),
        ("公开信息20条，同比下降12.5%。", "published_total 20, growth_rate -12.5"),
        ("公开信息20条，比上年增加5条。", "published_total 20, other difference 5"),
        ("第一季度公开信息5条。", "other part_of_year 5"),
        ("公众号关注人数300人。", "other 300"),
        ("收到申请六件，予以公开五件。", "applications_received 6, applications_granted 5"),
        ("办结率百分之九十，网站占85％。", "share 90, share 85"),
    ],
)  # fmt: skip
def test_a_number_in_prose_is_a_claim(sentence: str, claims: str) -> None:
    assert said(sentence) == claims.split(", ")


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        # The channel of the phrase.
        ("在门户网站公开规范性文件4件。", "published_website 4"),
        ("通过微信公众号推送规范性文件2件。", "published_new_media 2"),
        ("网上公开了7件。", "published_website 7"),
        ("《某市人民政府公报》全年刊登规范性文件12件、人事任免3件。", "published_bulletin 12, published_bulletin 3"),
        # The channel of the phrase before.
        ("全年编印政府公报6期，刊登规范性文件11件。", "published_bulletin 6, published_bulletin 11"),
        ("微信公众号发布图文45次，推送信息210条。", "published_new_media 45, published_new_media 210"),
        ("政务微信推送信息12期33条。", "published_new_media 12, published_new_media 33"),
        ("新媒体方面，全年发布信息44条。", "published_new_media 44"),
        # Several channels, or one that is only a means, decide nothing.
        ("通过网站、政府公报公开规范性文件5件。", "normative_documents disclosed 5"),
        ("在网站、政府公报等公开政策文件9件。", "published_other 9"),
        ("以政府门户网站为主渠道，全年公开信息300条。", "published_total 300"),
        # Documents that are made are no publication.
        ("公开信息6条，其中网站5条；制发规范性文件3件，废止1件。",
         "published_total 6, published_website 5, normative_documents issued 3, normative_documents repealed 1"),
        ("微信发布信息8条；制发规范性文件2件。", "published_new_media 8, normative_documents issued 2"),
        # Parts of a list by content, whatever stands among them, and however the list begins.
        ("公开信息50条，其中规范性文件4条、财政信息6条、处罚强制3条。",
         "published_total 50, published_other 4, published_other 6, published_other 3"),
        ("公开信息50条：应急预案20条，公众号公开30条。",
         "published_total 50, published_other 20, published_new_media 30"),
        ("公开信息19条，内容涵盖机构职能9条、活动集锦10条。",
         "published_total 19, published_other 9, published_other 10"),
        ("公开信息77条。主要包括财政预算7条，民政信息70条。",
         "published_total 77, published_other 7, published_other 70"),
        ("公开信息20条，道路养护5条。", "published_total 20, published_other 5"),
        ("公开信息20条，收到申请2件，行政复议1件。",
         "published_total 20, applications_received 2, reconsiderations 1"),
        ("向市里投稿，全年发布9篇。", "other 9"),
        # Applications.
        ("收到申请5件，上年结转1件，共计6件。",
         "applications_received 5, applications_carried_in 1, applications_in_hand 6"),
        ("收到公民申请5件，法人申请1件，共计6件。",
         "applications_received part 5, applications_received part 1, other 6"),
        ("办结申请9件（含2021年结转的2件）。", "applications_answered 9, applications_carried_in 2"),
        ("收到4件依申请公开，其中3件已经答复。", "applications_received 4, applications_answered 3"),
        ("收到申请4件。目前依法办结3件。", "applications_received 4, applications_answered 3"),
    ],
)  # fmt: skip
def test_a_channel_decides_wherever_the_phrase_or_its_list_names_it(sentence: str, claims: str) -> None:
    assert said(sentence) == claims.split(", ")


@pytest.mark.parametrize(
    ("sentence", "topics"),
    [
        ("本年未收到政府信息公开申请。", "applications_received"),
        ("未受理依申请公开。", "applications_received"),
        ("无依申请公开情况。", "applications_received"),
        ("未收取信息处理费。", "information_fee"),
        ("未发生行政复议。", "reconsiderations"),
        ("无行政诉讼。", "lawsuits"),
        ("没有被申请行政复议和提起行政诉讼。", "lawsuits reconsiderations"),
        ("申请、行政复议、行政诉讼均为0件。", "applications_received lawsuits reconsiderations"),
        ("未作出行政处罚决定。", "penalties"),
        ("全年未制发规范性文件。", "normative_documents"),
        ("没有逾期答复的申请。", ""),
        ("无其他需要报告的事项。", ""),
        ("无法提供政府信息的说明理由。", ""),
    ],
)
def test_words_of_zero_are_a_claim_of_zero(sentence: str, topics: str) -> None:
    assert [(topic, value, qualifier) for topic, value, _, qualifier in claimed(sentence)] == [
        (topic, Decimal(0), "zero_claim") for topic in topics.split()
    ]


@pytest.mark.parametrize(
    ("number", "value", "qualifier", "low", "high"),
    [
        ("18万", "180000", None, None, None),
        ("18万余", "180000", "more_than", "180000", "189999"),
        ("1.5万多", "15000", "more_than", "15000", "15999"),
        ("200余", "200", "more_than", "200", "299"),
        ("235多", "235", "more_than", "235", "239"),
        ("约200", "200", "approximately", "100", "300"),
        ("超过200", "200", "more_than", "200", None),
        ("不少于3", "3", "at_least", "3", None),
        ("不足50", "50", "less_than", "0", "50"),
        ("30至50", "30", "range", "30", "50"),
        ("三千五百余", "3500", "more_than", "3500", "3599"),
        ("二百", "200", None, None, None),
        ("共计200", "200", None, None, None),
        ("2千万", "20000000", None, None, None),
        ("1.2百万余", "1200000", "more_than", "1200000", "1299999"),
    ],
)
def test_ten_thousands_and_more_than(
    number: str, value: str, qualifier: str | None, low: str | None, high: str | None
) -> None:
    (found,) = (
        claims_of(lines(f"全年公开信息{number}条。")).select("value", "qualifier", "value_low", "value_high").rows()
    )
    bounds = [None if bound is None else Decimal(bound) for bound in (low, high)]
    assert found == (Decimal(value), qualifier, *bounds)


@pytest.mark.parametrize(
    "text",
    [
        "公开信息若干条。",
        "信息\t公开信息3条",
        "信息 | 公开信息3条",
        "培训是重要的。",
        "按照国办发〔2021〕30号文件要求，依据条例第20条第3款，2021年1月5日印发。",
        "咨询电话12345，010-12345678，办公时间8:30至17:30。",
        "一是完善制度，从三个方面落实，实行一事一档。",
        "在20个工作日内答复。",
        "公开信息1 2条。",
        # One number, of which no end is another one.
        "全年公开信息1万2千条。",
        "全年公开信息1亿2千万条。",
        "全年公开信息1万2345条。",
        "",
    ],
)
def test_no_number_of_a_topic_or_a_table_is_no_claim(text: str) -> None:
    assert claimed(text) == []


def test_parts_point_to_their_total_and_rates_to_their_number() -> None:
    text = "公开信息120条，其中网站90条，占75%，微信30条。收到申请8件，增长60%。"
    found = claims_of(lines(text)).select("claim_no", "topic", "part_of", "rate_of", "rate_base").rows()
    assert found == [
        (1, "published_total", None, None, None),
        (2, "published_website", 1, None, None),
        (3, "share", None, 2, 1),
        (4, "published_new_media", 1, None, None),
        (5, "applications_received", None, None, None),
        (6, "growth_rate", None, 5, None),
    ]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2022年，我局公开信息5条。", 2022),
        ("按要求办理，2022年度公开信息5条。", 2022),
        ("较2022年多，公开信息5条。", None),
        ("自2022年以来公开信息5条。", None),
        ("公开信息5条。", None),
    ],
)
def test_the_year_that_a_sentence_names(text: str, year: int | None) -> None:
    assert claims_of(lines(text))["claimed_year"].to_list() == [year]


def test_a_claim_stands_in_its_sentence_on_its_line() -> None:
    text = "标题\n\n全年工作平稳。公开 信息 5 条，比上年多；收到申请3件！行政诉讼2起"
    assert claims_of(lines("正文", text)).select("doc", "topic", "sentence", "line_no").rows() == [
        (1, "published_total", "公开信息5条，比上年多", 3),
        (1, "applications_received", "收到申请3件", 3),
        (1, "lawsuits", "行政诉讼2起", 3),
    ]


def test_the_sentence_stands_as_printed_in_all_but_white_space() -> None:
    text = "（一）我局（含下属单位）公开信息 １２ 条，\n举办培训：**３** 期；比上年增长１０％。"
    said = claims_of(lines(text)).select("sentence", "said").unique().rows()
    assert said
    for sentence, read in said:
        assert sentence in text.replace(" ", "").replace("\n", "")
        assert "，" in sentence or "％" in sentence or "３" in sentence
        assert not any(sign in read for sign in "，％１２３（")


def test_a_sentence_that_the_extraction_broke_is_one_sentence() -> None:
    text = "一、总体情况\n全年工作平稳。我局按照要求，通过政府门户网站\n\n公开政府信息5条。收到申请3件。\n二、其他"
    assert claims_of(lines(text)).select("topic", "sentence", "line_no").rows() == [
        ("published_website", "我局按照要求，通过政府门户网站公开政府信息5条", 2),
        ("applications_received", "收到申请3件", 4),
    ]


def test_a_heading_tells_what_its_numbers_are_about() -> None:
    assert said("（二）依申请公开情况\n\n我局2021年度共收到3件，均已按时办结完毕。")[0] == "applications_received 3"


def test_the_same_claim_of_two_sentences_or_documents_stays() -> None:
    found = claims_of(lines("公开信息5条。公开信息5条。\n公开信息5条", "公开信息5条"))
    assert found.select("doc", "claim_no", "line_no").rows() == [(0, 1, 1), (0, 2, 1), (0, 3, 2), (1, 1, 1)]


def test_every_rule_speaks_of_a_topic_of_the_contract() -> None:
    lexicon = claim_lexicon()
    topics = {topic for rule in lexicon.rules for topic in rule.topic.split("+")}
    assert topics - {"none"} == TOPICS
    assert {rule.topic for rule in lexicon.zeros} <= TOPICS
    assert lexicon.rules[-1].topic == "other"


def test_definitions_name_cells_of_the_forms() -> None:
    cells = load_forms().cells
    for topic, form, row, column in claim_definitions().select("topic", "form", "row_code", "column_code").rows():
        stem = row.removesuffix("*")
        named = cells.filter(pl.col("row_code").str.starts_with(stem), form=form, column_code=column)
        assert topic in TOPICS
        assert named.height > 0, (row, column)


def test_the_frame_has_the_promised_types_even_of_nothing() -> None:
    count, text, value = pl.Int16, pl.String, pl.Decimal(18, 4)
    schema = {
        **{"doc": pl.UInt32, "claim_no": count, "topic": text, "scope": text, "value": value, "unit": text},
        **{"qualifier": text, "value_low": value, "value_high": value, "printed": text, "part_of": count},
        **{"rate_of": count, "rate_base": count, "claimed_year": count, "sentence": text, "said": text},
        **{"line_no": pl.Int32},
        **{"of_area": pl.Boolean, "clause_year": count, "left_over_by": count, "bodies_named": pl.UInt8},
    }
    for texts in (["公开信息5条"], ["正文"], []):
        assert dict(claims_of(lines(*texts)).schema) == schema


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 10**8), min_size=1, max_size=4), st.booleans())
def test_any_numbers_come_back_in_order(numbers: list[int], separated: bool) -> None:
    text = "。".join(f"收到申请{number:,}件" if separated else f"收到申请{number}件" for number in numbers)
    assert [value for _, value, _, _ in claimed(text)] == [Decimal(number) for number in numbers]


SIGNS = "公开信息申请收到网站条件次%,。；、0123456789一二三余万约其中第年\n\t |"


@settings(max_examples=6, deadline=None)
@given(st.lists(st.text(SIGNS, max_size=80), min_size=12, max_size=24))
def test_no_text_breaks_the_reader(texts: list[str]) -> None:
    found = claims_of(lines(*texts))
    assert found["value"].null_count() == 0
    assert set(found["topic"]) <= TOPICS


def test_more_claims_than_can_be_counted_are_refused_whole() -> None:
    line = "全年主动公开政府信息" + "，公开政府信息12条" * 99 + "。\n"
    assert claims_of(lines(line * 10, line * 10)).height == 1980
    with pytest.raises(TooManyClaimsError, match=f"{MOST_CLAIMS:,}"):
        claims_of(lines(line * (MOST_CLAIMS // 99 + 1)))
