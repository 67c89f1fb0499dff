"""Numbers and denials that are about something else than this agency's year: no claim, or one of topic `other`."""

import pytest

from tests.transform.prose.test_claims import said


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
        ("除收到网络申请4件外，未收到信函、当面等其他形式的申请。", "other 4"),
        ("全年无行政诉讼败诉案件。", ""),
        ("未发生行政复议被撤销的案件。", ""),
        # Nobody's at all.
        ("我单位未收到申请。", "applications_received 0"),
        ("我局及下属单位未收到政府信息公开申请。", "applications_received 0"),
        ("未收到公民、法人和其他组织的政府信息公开申请。", "applications_received 0"),
        ("没有收到任何单位和个人提出的信息公开申请。", "applications_received 0"),
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
