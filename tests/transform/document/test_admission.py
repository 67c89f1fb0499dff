"""Who and when of whole documents: each source through `read_batch`, and what is held."""

from typing import Any

import polars as pl

from extract.lists.manifest import MANIFEST
from tests.transform.prints import documents, report
from transform.batch import read_batch

BARE = "政府信息公开工作年度报告"
FULL = f"盐池县教育局2021年{BARE}"
KEY = "640323-education"
AGAINST = report(f"{FULL}\n统计期限为2022年1月1日至2022年12月31日。")
PROSE = "样例栏目按季检查，过期的内容已清理。"


def read(text: str, uri: str = "a.txt", **manifest: Any) -> dict[str, pl.DataFrame]:
    """The tables of one document."""
    rows = [{"source_uri": uri, **manifest}] if manifest else []
    return read_batch(documents(text, names=[uri]), manifest=pl.DataFrame(rows, schema=MANIFEST))


YEARS: list[tuple[dict[str, Any], str, str]] = [
    ({"title": FULL}, "title", "stated"),
    ({"overview": ["统计期限为2021年1月1日至2021年12月31日。"]}, "period", "stated"),
    ({"overview": ["统计期限为20211月1日至202112月31日。"]}, "period", "stated"),
    ({"overview": [f"现公布盐池县教育局2021年{BARE}。"]}, "announcement", "told"),
    ({"overview": ["所列数据截至2021年12月31日。"]}, "as_of", "told"),
    ({"manifest_year": 2021}, "manifest", "stated"),
    ({"overview": ["2021年，样例栏目按季检查。", "2021年，样例信箱收到来信三封。"]}, "prose", "agreed"),
    ({"end": ["盐池县教育局", "2022年1月17日"], "uri": "t20220118_1.txt"}, "signature", "agreed"),
]


def test_each_source_tells_the_year() -> None:
    texts = [
        report(
            given.get("title", f"盐池县教育局{BARE}"),
            overview=[PROSE, *given.get("overview", ())],
            end=given.get("end", ()),
        )
        for given, *_ in YEARS
    ]
    names = [given.get("uri", f"{name}.txt") for name, (given, *_) in zip("abcdefgh", YEARS, strict=True)]
    told = [
        {"source_uri": name, "manifest_year": given["manifest_year"]}
        for name, (given, *_) in zip(names, YEARS, strict=True)
        if "manifest_year" in given
    ]
    found = read_batch(documents(*texts, names=names), manifest=pl.DataFrame(told, schema=MANIFEST))["report"]
    expected = [(name, 2021, source, certainty) for name, (_, source, certainty) in zip(names, YEARS, strict=True)]
    assert found.select("source_uri", "report_year", "year_source", "year_certainty").rows() == expected


AGENCIES = [
    (report(f"盐池县2021年{BARE}"), "640323-government"),
    (report(f"盐池县工业园区2021年{BARE}"), "640323-工业园区"),
    (report(f"2021年{BARE}", overview=[f"现公布盐池县教育局2021年{BARE}。"]), KEY),
    (report(f"2021年{BARE}", overview=[PROSE, "本报告由盐池县教育局编制。"]), KEY),
    (report(f"2021年{BARE}", overview=["盐池县教育局按季检查栏目。", PROSE]), KEY),
    (report(f"2021年{BARE}", end=["如有疑问，请与盐池县教育局联系。"]), KEY),
    (report(f"2021年{BARE}", end=["盐池县教育局", "2022年1月17日"]), KEY),
    ("填报单位：盐池县教育局\n" + report(f"2021年{BARE}"), KEY),
    ("发布机构：盐池县人民政府办公室\n" + report(f"2021年{BARE}", overview=["盐池县教育局设样例信箱。"]), KEY),
]


def test_each_source_tells_the_agency() -> None:
    names = [f"{name}.txt" for name in "abcdefghi"]
    found = read_batch(documents(*(text for text, _ in AGENCIES), names=names))["report"]
    assert found["source_uri"].to_list() == names
    for agency_id, (_, expected) in zip(found["agency_id"], AGENCIES, strict=True):
        assert agency_id.startswith(expected)


def test_a_name_that_nothing_confirms_makes_no_agency() -> None:
    title = f"合成县样例局2021年{BARE}"
    assert read(report(title))["rejected"]["reason"].to_list() == ["agency_unknown"]
    confirmed = (
        report(title, end=["合成县样例局", "2022年1月17日"]),
        report(title, overview=["合成县样例局自查。"]),
    )
    assert read_batch(documents(*confirmed))["report"]["agency_name_printed"].to_list() == ["合成县样例局"] * 2


def test_an_announcing_verb_is_no_part_of_a_name() -> None:
    tables = read(report(f"2021年{BARE}", overview=[f"现将某镇2021年{BARE}公布如下：", PROSE]))
    assert tables["agency"].is_empty()
    assert tables["held"]["reason"].to_list() == ["agency_unknown"]


def test_a_title_against_its_period_is_held_with_both_years_and_their_lines() -> None:
    tables = read(AGAINST)
    (held,) = tables["held"].to_dicts()
    assert (held["reason"], held["report_year"]) == ("year_unknown", None)
    assert held["candidates"] == "2021 (title); 2022 (period, as_of)"
    years = tables["report_evidence"].filter(about="year")
    assert dict(years.select("source", "line_no").iter_rows()) == {"title": 1, "period": 2, "as_of": 2, "edition": None}
    assert years["verdict"].unique().to_list() == ["unread"]
    assert years["report_id"].is_null().all()
    assert tables["report"].is_empty()


def test_a_period_of_other_days_changes_no_year_and_is_told() -> None:
    periods = {
        "本报告统计期限为2021年1月1日至10月31日。": "2021年1月1日至10月31日",
        "本报告所列数据的统计期限从2020年7月1日起至2021年6月30日止。": "2020年7月1日起至2021年6月30日",
        "本报告的统计期限为2021年1月1日至2021年12月31日。": None,
        "2021年1月1日至10月31日，共办理申请3件。": None,
    }
    for said, period in periods.items():
        tables = read(report(FULL, overview=[said]))
        found = tables["report_evidence"].filter(source="other_period").select("text", "verdict").rows()
        assert tables["report"]["report_year"].to_list() == [2021]
        assert found == ([(period, "contradicts")] if period else [])


def test_a_manifest_brings_in_what_was_held() -> None:
    assert read(AGAINST, manifest_year=2022)["report"]["report_year"].to_list() == [2022]
    text = report(f"2021年{BARE}")
    assert read(text)["held"]["reason"].to_list() == ["agency_unknown"]
    assert read(text, manifest_agency="盐池县教育局")["report"]["agency_id"].to_list() == [KEY]


def test_a_held_document_keeps_its_text_and_what_was_read_of_its_head() -> None:
    text = report(f"2021年{BARE}", end=["2022年1月17日"])
    tables = read("发布日期：2022-01-20\n" + text)
    (held,) = tables["held"].to_dicts()
    assert held["text"].endswith(text)
    assert (held["report_year"], str(held["signed_date"]), str(held["published_date"])) == (
        *(2021, "2022-01-17", "2022-01-20"),
    )
    assert tables["rejected"]["reason"].to_list() == ["agency_unknown"]


def test_spam_in_the_prose_of_a_clean_agency_makes_no_other_one() -> None:
    tables = read(report(FULL, overview=["合成博彩局按月报送。", "盐池县博彩局官网开户。", PROSE]))
    assert tables["report"]["agency_id"].to_list() == [KEY]
    assert tables["agency"]["name_printed"].to_list() == ["盐池县教育局"]
    tables = read(report(f"2021年{BARE}", overview=["盐池县博彩局官网开户。", PROSE]))
    assert tables["agency"].is_empty()
