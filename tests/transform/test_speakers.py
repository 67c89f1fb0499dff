"""Who speaks where the text names itself only in part: every source, their order, and what stays apart."""

from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

import polars as pl
import pytest

from extract.lists.manifest import MANIFEST
from tests.transform.prints import documents, report
from transform.batch import read_batch

BARE = "2021年政府信息公开工作年度报告"


Given = dict[str, Any]


class Read(NamedTuple):
    """A report's agency, None where it is refused; then why, and what is told of it."""

    agency_id: str | None
    reason: str | None
    detail: str | None


def document(
    title: str, *, head: str = "", tail: str = "", uri: str = "a.txt", manifest: Given | None = None
) -> tuple[pl.DataFrame, list[Given]]:
    """A document of one report, and its rows of the manifest."""
    text = f"{head}\n{report(title)}\n{tail}"
    named = documents(text).with_columns(
        source_uri=pl.lit(uri), sha256=pl.lit(sha256(f"{uri} {text}".encode()).hexdigest())
    )
    return named, [{"source_uri": uri, **manifest}] if manifest else []


def read(title: str, **given: Any) -> dict[str, pl.DataFrame]:
    """The tables of one report."""
    found, rows = document(title, **given)
    return read_batch(found, manifest=pl.DataFrame(rows, schema=MANIFEST))


def read_all(*asked: tuple[str, Given]) -> list[Read]:
    """Titles and what stands beside each, read in one batch, which costs as much as one alone."""
    made = [document(title, **{"uri": f"{number}.txt", **given}) for number, (title, given) in enumerate(asked)]
    batch = pl.concat([found for found, _ in made])
    tables = read_batch(batch, manifest=pl.DataFrame([row for _, rows in made for row in rows], schema=MANIFEST))
    keys = dict(tables["report"].select("sha256", "agency_id").iter_rows())
    refused = {digest: told for digest, *told in tables["rejected"].select("sha256", "reason", "detail").iter_rows()}
    return [Read(keys.get(digest), *refused.get(digest, (None, None))) for digest in batch["sha256"]]


def key(title: str, **given: Any) -> str | None:
    """The key of one report without the digest that keeps an undecided one apart; None where it is refused."""
    tables = read(title, **given)
    return tables["report"]["agency_id"].item() if tables["report"].height else None


def test_a_complete_title_needs_nothing_else() -> None:
    tables = read("盐池县教育局" + BARE, head="发布机构：固阳县民政局", uri="http://jyj.guyang.gov.cn/1.html")
    assert tables["report"]["agency_id"].item() == "640323-education"
    assert tables["report_evidence"].select("about", "source", "verdict").rows() == [("year", "title", "used")]


SOURCES: list[Given] = [
    {"tail": "盐池县教育局\n2022年1月17日"},
    {"head": "索引号：1　发布机构：盐池县教育局"},
    {"head": "当前位置：首页 > 盐池县人民政府 > 教育局 > 信息公开年报"},
    {"uri": "/inbox/盐池县/教育局/2021.txt"},
    {"uri": "/inbox/盐池县教育局.zip!/1.txt"},
    {"manifest": {"manifest_agency": "盐池县教育局"}},
    {"head": "首页 > 部门 > 教育局", "manifest": {"manifest_url": "http://www.yanchi.gov.cn/1.html"}},
]


def test_our_bureau_is_told_by_each_source() -> None:
    for given, found in zip(SOURCES, read_all(*(("我局" + BARE, given) for given in SOURCES)), strict=True):
        assert found.agency_id == "640323-education", given


PLACED: list[tuple[str, Given, str]] = [
    ("县教育局", {"uri": "http://www.yanchi.gov.cn/1.html"}, "640323-education"),
    ("市教育局", {"uri": "http://jyj.panzhihua.gov.cn/1.html"}, "510400-education"),
    ("教育局", {"uri": "http://jyj.panzhihua.gov.cn/1.html"}, "510400-education"),
    ("市教育局", {"tail": "地址：四川省攀枝花市东区合成路1号"}, "510400-education"),
    ("区教育局", {"tail": "地址：四川省攀枝花市东区合成路1号"}, "510402-education"),
    ("区卫健局", {"head": "发布机构：郑州市上街区人民政府"}, "410106-health"),
    ("东区教育局", {"head": "攀枝花市人民政府门户网站"}, "510402-education"),
    ("鼓楼区教育局", {"uri": "http://www.kaifeng.gov.cn/1.html"}, "410204-education"),
    ("鼓楼区教育局", {"uri": "http://gulou.nanjing.gov.cn/1.html"}, "320106-education"),
    ("花马池镇人民政府", {"tail": "主办：盐池县人民政府办公室"}, "640323-花马池镇"),
    ("县教育局", {"tail": "盐池县教育局\n2022年1月17日"}, "640323-education"),
    ("县政府办", {"uri": "http://www.yanchi.gov.cn/1.html"}, "640323-government_office"),
    # Bodies that we have no word for.
    ("县残疾人联合会", {"tail": "盐池县残疾人联合会\n2022年1月17日"}, "640323-残疾人联合会"),
    ("盐池县第一中学", {"head": "发布机构：盐池县人民政府"}, "640323-第一中学"),
    ("区图书馆", {"head": "发布机构：攀枝花市东区图书馆"}, "510402-图书馆"),
    ("盐池县各级行政机关", {"head": "发布机构：盐池县人民政府"}, "640323-government"),
    # A town that bears the name of a city elsewhere.
    ("辽阳镇", {"uri": "http://www.zuoquan.gov.cn/1.html"}, "140722-辽阳镇"),
    ("朝阳街道办事处", {"uri": "http://www.yanchi.gov.cn/1.html"}, "640323-朝阳街道"),
]


def test_a_name_without_its_place_finds_it() -> None:
    found = read_all(*((name + BARE, given) for name, given, _ in PLACED))
    assert [(*told[:2], it.agency_id) for told, it in zip(PLACED, found, strict=True)] == PLACED


OPEN: list[tuple[str, Given]] = [
    ("市教育局", {}),
    ("区教育局", {"uri": "http://www.panzhihua.gov.cn/1.html"}),
    ("区教育局", {"tail": "攀枝花市教育局\n2022年1月17日"}),
    ("教育局", {"uri": "http://www.panzhihua.gov.cn/1.html"}),
    ("教育局", {"tail": "地址：四川省攀枝花市东区合成路1号"}),
    ("县教育局", {"uri": "http://www.nxyc.gov.cn/1.html"}),
    ("县政府办", {}),
    ("我局", {"head": "发布机构：盐池县人民政府"}),
    # Whatever that is, it is not the government that publishes the page.
    ("盐池县烈士陵园", {"head": "发布机构：盐池县人民政府"}),
]


def test_what_evidence_leaves_open_is_refused_with_what_was_read() -> None:
    for (name, given), found in zip(OPEN, read_all(*((name + BARE, given) for name, given in OPEN)), strict=True):
        assert found[:2] == (None, "agency_unknown")
        for print_ in (*given.values(), *((name,) if name != "我局" else ())):
            told = print_.split("\n")[0].split("：")[-1].removeprefix("http://").removesuffix("/1.html")
            assert told in str(found.detail)


def test_a_link_behind_the_text_of_a_page_on_one_line_is_no_speaker() -> None:
    head = f"首页 > 年报 {BARE} 来源：盐池县人民政府办公室 统计期限为2021年1月1日至2021年12月31日。 一、总体情况 "
    foot = f"六、其他需要报告的事项 无。 相关链接： 固阳县民政局{BARE} 2022-01-20"
    tables = read_batch(documents(head + "2021年，我办公开信息12条。" * 30 + foot))
    assert "150222-civil_affairs" not in tables["report"]["agency_id"]


def test_candidates_are_named() -> None:
    rejected = read("区教育局" + BARE, uri="http://www.panzhihua.gov.cn/1.html")["rejected"]
    assert "510402 攀枝花市东区" in str(rejected["detail"].item())


@pytest.mark.parametrize(
    ("name", "expected"), [("盐池县花马镇镇人民政府", "640323-花马镇镇"), ("满洲里海关", "150781-海关")]
)
def test_a_sentence_alone_may_name_who_reports(name: str, expected: str) -> None:
    said = f"现向社会公布{name}2021年政府信息公开工作年度报告。"
    tables = read_batch(documents(report("", overview=[said, "本年度公开信息三十条。"])))
    assert tables["report"]["agency_id"].to_list() == [expected]


def test_one_of_four_districts_stays_apart_with_its_candidates() -> None:
    tables = read("鼓楼区教育局" + BARE)
    (agency,) = tables["agency"].to_dicts()
    assert str(agency["agency_id"]).startswith("unresolved-鼓楼区教育局-")
    assert agency["candidates"] == "320106 南京市鼓楼区; 320302 徐州市鼓楼区; 350102 福州市鼓楼区; 410204 开封市鼓楼区"
    assert key("鼓楼区教育局" + BARE) != key("鼓楼区教育局" + BARE, head="别的文件")


def test_the_documents_own_name_stands_against_the_manifest_which_is_listed() -> None:
    for title, given in (("盐池县教育局", {}), ("我局", {"tail": "盐池县教育局\n2022年1月17日"})):
        tables = read(title + BARE, manifest={"manifest_agency": "盐池县民政局"}, **given)
        assert tables["report"]["agency_id"].item() == "640323-education"
        hints = tables["report_evidence"].filter(verdict="contradicts")
        assert hints.select("source", "text").rows() == [("manifest", "盐池县民政局")]


def test_the_manifest_stands_against_the_page_and_the_path() -> None:
    given = {"head": "发布机构：盐池县民政局", "uri": "/inbox/固阳县/财政局/1.txt"}
    assert key("我局" + BARE, manifest={"manifest_agency": "盐池县教育局"}, **given) == "640323-education"


def test_the_manifests_year_and_date_fill_gaps_only() -> None:
    told = {"manifest_agency": "盐池县教育局", "manifest_year": 2020, "manifest_published": date(2022, 3, 1)}
    tables = read("盐池县教育局政府信息公开工作年度报告", manifest=told)
    assert tables["report"].select("report_year", "published_date").rows() == [(2020, date(2022, 3, 1))]
    tables = read("盐池县教育局" + BARE, head="发布日期：2022-01-20", manifest=told)
    assert tables["report"].select("report_year", "published_date").rows() == [(2021, date(2022, 1, 20))]


def test_how_it_was_resolved_is_kept_with_the_full_name() -> None:
    (agency,) = read("县教育局" + BARE, uri="http://www.yanchi.gov.cn/1.html")["agency"].to_dicts()
    assert (agency["name_printed"], agency["name"]) == ("县教育局", "吴忠市盐池县教育局")
    assert (agency["resolved_by"], agency["is_full"]) == ("host", False)
    (agency,) = read("我局" + BARE, manifest={"manifest_agency": "盐池县教育局"})["agency"].to_dicts()
    assert agency["resolved_by"] == "manifest:unique_county"


def test_benxi_is_a_place_and_does_not_say_ours() -> None:
    assert key("本溪市南芬区教育局" + BARE) == "210505-education"
