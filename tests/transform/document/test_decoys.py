"""Decoys in the reports' folders are refused with a plain reason; the report most like each of them is not."""

import re
from collections.abc import Sequence

import polars as pl

from tests.transform.prints import FORMS, documents, lines, report
from transform.batch import read_batch
from transform.document.identity import identities
from transform.prose.sections import section_headings
from transform.script import simplified_lines

NAME = "盐池县测试局"
TITLE = f"{NAME}2021年政府信息公开工作年度报告"
PERIOD = "本报告所列数据的统计期限为2021年1月1日至2021年12月31日。"
SIX = FORMS.sections.filter(edition="2021").select(pl.concat_str("ordinal", pl.lit("、"), "heading")).to_series()
PROSE = [
    "2021年，我局按照年初的安排推进信息公开，由办公室牵头，各科室按月报送，全年公开信息三百余条。",
    "我局开设咨询电话和信箱，专人接听和答复，网站的栏目按季检查，过期的内容及时清理。",
    "年内举办培训两次，参加者六十人，内容是条例和新的格式。",
]
SIGNATURE = [NAME, "2022年1月17日"]


def reasons(*texts: str | Sequence[str]) -> list[str | None]:
    """Why each document, its text or its lines, is refused; None if it is a report."""
    tables = read_batch(documents(*("\n".join([text] if isinstance(text, str) else text) for text in texts)))
    refused = dict(tables["rejected"].select("source_uri", "reason").iter_rows())
    assert sorted([*tables["report"]["source_uri"], *refused]) == sorted(f"doc-{n}.txt" for n in range(len(texts)))
    return [refused.get(f"doc-{number}.txt") for number in range(len(texts))]


def reason(*text: str) -> str | None:
    """Why a document of these lines is refused; None if it is a report."""
    return reasons(text)[0]


def in_prose(*head: str, sections: pl.Series = SIX, prose: tuple[str, ...] | list[str] = PROSE) -> str:
    """A report that tells in prose what the form would."""
    return "\n".join([*head, *(line for heading in sections for line in (heading, *prose))])


def emptied(text: str) -> str:
    """A text without the numbers in its tables."""
    return re.sub(r"\t0(?=\t|\n)", "\t", text)


# Notices

REQUEST = ["各县（区）人民政府，市政府各部门：", "为做好编制工作，现将有关事项通知如下。", "请于1月20日前报送。"]


NOTICES = [
    ["关于做好2021年度政府信息公开工作年度报告编制发布工作的通知"],
    ["合成市人民政府办公室关于做好2021年政府信息公开工作年度报告编制和公布的通知（合政办函〔2021〕30号）"],
    ["合成市人民政府办公室关于印发《政府信息公开工作年度报告编制办法》的通知 合政办发〔2021〕3号"],
    ["2021年度政府信息公开工作年度报告编制工作方案"],
    ["关于商请提供2021年政府信息公开工作年度报告材料的函"],
    ["关于做好2021年度", "政府信息公开工作年度报告编制", "发布工作的通知"],
    ["合成市人民政府办公室", "关于做好2021年度政府信息公开工作年度报告", "编制发布工作的通知"],
    ["合成市人民政府办公室关于编制发布", "2021年度政府信息公开工作年度报告", "的通知"],
    ["合政办〔2021〕30号", "关于做好2021年政府信息公开工作年度报告", "编制和公布工作的", "通知"],
    ["文字解读：盐池县测试局2021年政府信息公开工作年度报告"],
    ["视频解读｜盐池县测试局2021年政府信息公开工作年度报告"],
    ["盐池县政府办关于报送2021年政府信息公开工作年度报告的函", "2020年政府信息公开年报"],
    ["盐池县测试局2021年政府信息公开工作年度报告（征求意见稿）"],
    ["（送审稿）盐池县测试局2021年政府信息公开工作年度报告"],
    ["盐池县测试局2021年政府信息公开工作年度报告（已作废）"],
    ["（此件已作废，以2022年3月1日的版本为准）", "盐池县测试局2021年政府信息公开工作年度报告"],
    ["盐池县测试局2021年政府信息公开工作年度报告", "本报告自2022年3月1日起作废"],
    ["盐池县测试局2021年上半年政府信息公开工作报告"],
    ["盐池县测试局2021年第三季度政府信息公开工作报告"],
    ["盐池县测试局2021年1-6月政府信息公开情况统计表"],
]


def test_a_notice_is_refused_with_headings_and_tables() -> None:
    for below in (
        lambda title: [*title, *PROSE],
        lambda title: [in_prose(*title), "合成市人民政府办公室", "2021年12月20日"],
        lambda title: [*title, emptied(report(PERIOD, end=SIGNATURE))],
    ):
        found = zip(NOTICES, reasons(*map(below, NOTICES)), strict=True)
        assert [title for title, why in found if why != "not_a_report"] == []


def test_a_notice_addresses_other_offices_whatever_its_title() -> None:
    of_nobody = "××局2021年政府信息公开工作年度报告"
    assert (
        reasons(
            ["年报编制事宜", *REQUEST, PERIOD, emptied(report(TITLE, end=SIGNATURE))],
            [*REQUEST, emptied(report(of_nobody, end=SIGNATURE))],
        )
        == ["not_a_report"] * 2
    )


def test_links_to_notices_beside_a_title_make_no_notice() -> None:
    link = "关于做好2020年度政府信息公开工作年度报告编制工作的通知"
    menus = (["通知公告"], ["政府信息公开指南", "政府信息公开目录"], ["关于2022年元旦放假的通知"])
    above = [[*beside, report(TITLE)] for beside in menus]
    below = [[TITLE, *beside, report(PERIOD)] for beside in (*menus, [link])]
    assert reasons(*above, *below) == [None] * 7


def test_a_report_may_tell_of_notices_and_what_each_office_did() -> None:
    prose = ["按照关于编制年度报告的通知，各单位:", "认真贯彻执行，各部门报送的材料已经汇总。"]
    texts = (report(TITLE, overview=[*PROSE, prose[1]]), report(TITLE, overview=[prose[0], *PROSE]))
    assert reasons(*texts) == [None, None]


def test_a_headline_that_tells_of_a_report_is_not_mended_by_a_link_below_it() -> None:
    news = "盐池县公布2021年政府信息公开工作年度报告"
    links = ["2020年政府信息公开年报", "2019年政府信息公开年报"]
    assert reasons([news, *PROSE, *links, *SIGNATURE], [news, report(TITLE)]) == ["not_a_report", None]


def test_a_report_is_one_in_whatever_file_it_is_offered_and_beside_whatever_menu() -> None:
    menus = ("政策解读 | 图片解读", "2021年上半年政府信息公开情况统计表", "征求意见稿")
    assert reasons(report(f"{TITLE}（PDF格式）"), *([menu, report(TITLE)] for menu in menus)) == [None] * 4


# Pages that have a report's title and nothing of the report


BODIES = [
    ["合成娱乐注册即送彩金，百家乐二十四小时在线。", "老虎机和捕鱼最快到账；真人荷官等您来。", "博彩平台推荐。"],
    ["发布日期：2022-01-20　来源：盐池县测试局", f"附件下载：{TITLE}.pdf（下载次数：3）"],
    ["您的浏览器不能显示此文件，请点击下载。"],
    ["所需积分：5　立即下载", "文档大小：40KB"],
    ["【撤稿】因数据有误，本文已撤下，请以重新公布的为准。", NAME],
    ["主持人：年报公布了，请介绍一下。", "嘉宾：好的，全年公开信息三百条。", "网友：谢谢，申请有几件？"],
]


def test_a_title_with_something_else_below_it_is_no_report() -> None:
    assert set(reasons(*([TITLE, *body] for body in BODIES))) <= {"not_a_report", "hijacked"}
    assert reasons(*([in_prose(TITLE), *body] for body in BODIES)) == [None] * len(BODIES)


def test_an_answer_to_a_question_about_reports_is_none() -> None:
    told = "答复：盐池县政府及各部门的年度报告已经公布，统计期限为2021年1月1日至12月31日，申请都在其中。"
    ask = "网友留言：请问盐池县2021年政府信息公开工作年度报告在哪里？"
    assert reason(ask, told, "答复单位：盐池县公开办　答复时间：2022-04-11") == "not_a_report"


def test_a_headline_of_another_matter_is_another_report() -> None:
    lines = [
        "发布时间：2023-01-06 来源：盐池县督查室",
        "一、总体情况",
        "2022年，县政府系统承办建议12件。",
        "二、主动公开情况",
    ]
    assert reason("盐池县2022年测试建议和提案办理工作总体情况", *lines, "复文公开3件。") == "not_a_report"


def test_news_of_many_reports_is_none() -> None:
    lines = [
        "本报讯 截至1月31日，全县各单位的年度报告已在网站公布。",
        "据统计，各单位共公开信息260条。",
        "责任编辑：测试",
    ]
    assert reason("我县68家单位按期公布2023年政府信息公开工作年度报告", *lines) == "not_a_report"


def test_a_letter_that_sends_a_report_is_none() -> None:
    letter = ["盐池县政务公开办公室：", f"现将《{TITLE}》报送你办，请审阅。", f"附件：{TITLE}", *SIGNATURE]
    assert reason("关于报送2021年政府信息公开工作年度报告的函", *letter) == "not_a_report"


def test_a_list_of_reports_is_none_whatever_sentence_leads_it() -> None:
    lead = "盐池县及其部门2021年政府信息公开工作年度报告已编制完成，现将目录公告如下。"
    rows = [
        f"{n} | 盐池县{name} | 盐池县{name}{BARE} | 2022-01-2{n} |"
        for n, name in enumerate(["教育局", "民政局", "司法局"])
    ]
    assert reason("关于公布盐池县2021年政府信息公开工作年度报告目录的公告", lead, *rows) == "not_a_report"


def test_what_a_search_found_is_no_report() -> None:
    found = [TITLE, "一、总体情况 2021年，我局……二、主动公开政府信息情况 第二十条……", "发布时间：2022-01-20"]
    assert reason("搜索：政府信息公开", "找到约 12 条结果", *found, "相关搜索：公开指南") == "not_a_report"


def test_an_exercise_is_no_report_though_its_form_is_filled() -> None:
    leads = ("业务培训班上机练习题（满分100分）", "公文写作范例（例文）", "下列单位为虚构，请指出错误。")
    assert reasons(*([lead, report(TITLE)] for lead in leads)) == ["not_a_report"] * 3


def test_another_documents_headline_with_a_reports_headings_is_none() -> None:
    headlines = (
        "合成市2021年政务公开工作要点",
        "合成市测试局2021年政府信息公开工作计划",
        "合成市测试局政府信息公开指南（2021年修订）",
        "合成市基层政务公开试点工作总结报告",
    )
    end = ["合成市人民政府办公室", "2022年1月17日"]
    texts = [[in_prose(headline, prose=["公开信息三十条。"]), *end] for headline in headlines]
    assert reasons(*texts) == ["not_a_report"] * 4


def test_a_receipt_and_an_entry_of_an_encyclopedia_are_none() -> None:
    receipt = ["回执", f"今收到{NAME}报送的2021年政府信息公开工作年度报告。", PERIOD, NAME]
    assert reasons(receipt, ["百科名片", *PROSE, TITLE, *PROSE]) == ["not_a_report"] * 2


def test_a_menu_with_links_to_all_that_makes_no_report_costs_no_report() -> None:
    menu = [
        "政策解读 意见征集 政府信息公开指南 政府信息公开年报 依申请公开",
        "县政府办 县教育局 县民政局 县测试局",
        "关于印发《盐池县2022年政务公开工作要点》的通知",
        "关于报送政府信息公开工作年度报告的通知",
        "盐池县2021年法治政府建设年度报告",
        "图解：盐池县小区改造补助办法",
        "县教育局2021年政府信息公开工作年度报告",
        "县民政局2021年政府信息公开工作年度报告",
    ]
    head = ["来源：测试局 发布时间：2022-01-18", f"本报告由{NAME}编制，统计期限为2021年1月1日至2021年12月31日。"]
    foot = [f"附件下载：{TITLE}.docx", "相关搜索：年报", "责任编辑：样某"]
    tables = read_batch(documents("\n".join([*menu, TITLE, *head, "一、总体情况", *PROSE, *foot])))
    assert tables["report"]["title"].to_list() == [TITLE]


# The format document

BARE = "2021年政府信息公开工作年度报告"
BLANKS = [
    "政府信息公开工作年度报告",
    "××局2021年政府信息公开工作年度报告",
    "XX局20XX年政府信息公开工作年度报告",
    "○○街道202×年政府信息公开年报",
]


def test_a_form_that_nobody_filled_in_is_empty() -> None:
    titles = ("中华人民共和国政府信息公开工作年度报告格式", "政府信息公开工作年度报告（2021年）模板", *BLANKS, "")
    for overview in ([], ["（本部分填写主动公开、依申请公开等情况。）"]):
        texts = [emptied(report(title, overview=overview)) for title in titles]
        assert reasons(*texts) == ["empty_form"] * len(titles)


def test_blanks_for_the_names_are_no_agency_and_no_signature() -> None:
    assert reasons(
        emptied(report(BLANKS[1], end=["××局", "2022年1月17日"])),
        ["发布机构：合成市人民政府办公室", emptied(report(BLANKS[1]))],
        report(BARE, overview=["2021年，○○街道主动公开信息三十条，○○街道办理申请。"]),
    ) == ["empty_form", "empty_form", "agency_unknown"]


def test_a_report_whose_zeros_are_lost_is_no_empty_form() -> None:
    whole = [report(title, overview=PROSE) for title in (TITLE, f"{NAME}\n2021年政府信息公开工作年度报告")]
    whole += [report(PERIOD, overview=PROSE, end=SIGNATURE), report(TITLE)]
    assert reasons(*map(emptied, whole)) == [None] * 4


def test_a_form_filled_in_by_nobody_known_is_no_empty_form() -> None:
    texts = (report(BARE), emptied(report(BARE, overview=PROSE)), report(f"{NAME}政府信息公开工作年度报告"))
    assert reasons(*texts) == ["agency_unknown", "agency_unknown", "year_unknown"]


# Other kinds of report

OTHER_HEADINGS = pl.Series(
    ["一、总体推进情况", "二、主动公开预决算", "三、办结申请情况", "四、行政复议", "五、存在的问题"]
)


OTHER_TITLES = [
    f"{NAME}2021年法治政府建设年度报告",
    f"{NAME}2021年财政预决算报告",
    f"{NAME}2021年度部门决算公开情况说明",
    f"{NAME}2021年度部门整体绩效评价报告",
    f"{NAME}2021年工作总结",
    "合成市政府网站工作年度报表（2021年度）",
    f"{NAME}2021年建议提案办理情况报告",
    "合成市政务服务便民热线2021年度运行报告",
    "合成市2021年度行政复议工作年度报告",
    "合成供水有限公司2021年信息公开年度报告",
    "合成市陶瓷行业协会2021年度信息公开年度报告",
    f"{NAME}2021年度部门决算",
]


def test_another_kind_of_report_is_none() -> None:
    headed = [in_prose("政府信息公开年报", title, PERIOD, sections=OTHER_HEADINGS) for title in OTHER_TITLES]
    for texts in ([[title, *PROSE, *PROSE] for title in OTHER_TITLES], [[text, *SIGNATURE] for text in headed]):
        found = zip(OTHER_TITLES, reasons(*texts), strict=True)
        assert [title for title, why in found if why != "not_a_report"] == []


def test_a_report_on_one_part_of_openness_is_none() -> None:
    title = "盐池县测试局基层政务公开标准化规范化工作情况报告"
    said = "现将我局2021年基层政务公开标准化规范化工作情况报告如下："
    assert reason(title, said, *PROSE, "下一步做好政府信息公开工作年度报告编制。", *SIGNATURE) == "not_a_report"


def test_a_report_may_stand_beside_other_reports() -> None:
    menu = ["法治政府建设年度报告", "财政预决算", f"{NAME}2020年部门决算报告"]
    texts = ([*menu, report(TITLE)], [*menu, report(PERIOD, end=SIGNATURE)], in_prose(*menu, TITLE))
    assert reasons(*texts) == [None] * 3


def test_an_agency_may_be_named_for_the_other_work() -> None:
    names = ("盐池县绩效评价中心", "盐池县财政局", "盐池县法治政府建设办公室")
    titles = [f"{name}2021年政府信息公开工作年度报告" for name in names]
    assert reasons(*map(in_prose, titles), *map(report, titles)) == [None] * 6


# Before the first form

OLD = pl.Series(["一、概述", "二、主动公开政府信息情况", "三、政府信息公开的收费及减免情况", "四、咨询处理情况"])


def test_an_old_report_is_told_with_its_year() -> None:
    years = {"2008": "2008", "2017": "2017", "2018": "2018", "二〇一六": "2016"}
    texts = [in_prose(f"{NAME}{year}年政府信息公开工作年度报告", sections=OLD) for year in years]
    rejected = read_batch(documents(*texts))["rejected"].sort("source_uri")
    assert rejected["reason"].to_list() == ["edition_unsupported"] * 4
    assert all(year in detail for year, detail in zip(years.values(), rejected["detail"], strict=True))


def test_an_old_report_without_a_title_has_its_year_in_the_period() -> None:
    period = "本报告中所列数据的统计期限自2017年1月1日起至12月31日止。"
    assert reason(in_prose(period, sections=SIX), *SIGNATURE) == "edition_unsupported"


def test_a_report_of_the_first_year_of_the_forms_is_not_old() -> None:
    title = f"{NAME}2019年政府信息公开工作年度报告"
    later = in_prose(TITLE, prose=[*PROSE, "2017年，我局公开信息三十条。"])
    assert reasons(report(title, edition="2019"), in_prose(title), later) == [None] * 3


# Hijacked sites


def test_gambling_words_in_the_title_tell_a_hijacked_page() -> None:
    titles = (
        "合成app官网:教育局2023年政府信息公开工作年度报告",
        "合成APP官网教育局2023年政府信息公开工作年度报告",
        "合成博彩2023年政府信息公开工作年度报告",
        "合成彩票平台2023年政府信息公开工作年度报告",
        "合成市开户局2023年政府信息公开工作年度报告",
    )
    texts = [report(title, overview=PROSE, end=["合成市教育局", "2024年1月17日"]) for title in titles]
    tables = read_batch(documents(*texts))
    assert tables["rejected"]["reason"].to_list() == ["hijacked"] * 5
    assert tables["agency"].is_empty()


def test_gambling_words_all_over_the_text_tell_it_where_no_clean_agency_speaks() -> None:
    spam = ["今年，合成娱乐平台认真落实要求。", "合成博彩牵头推进公开。", "在线下注局按月报送。"]
    texts = (report(BARE, overview=spam), report(BARE, overview=spam[:2]))
    assert reasons(*texts) == ["hijacked", "agency_unknown"]


def test_a_clean_agencys_report_with_spam_in_its_prose_loads_and_makes_no_other_agency() -> None:
    spam = ["今年，合成娱乐平台认真落实要求。", "合成博彩局牵头推进公开。", "在线下注局按月报送。"]
    tables = read_batch(documents(report(TITLE, overview=spam)))
    assert tables["report"]["agency_name_printed"].to_list() == [NAME]
    assert tables["agency"]["name_printed"].to_list() == [NAME]


NOT_HIJACKED = [
    (
        "盐池县体育局",
        ["公开体育彩票销售数据三条。", "体育彩票投注站设置情况已公开。", "彩票公益金使用情况已公开。"],
    ),
    ("盐池县公安局", ["打击网络赌博、博彩平台。", "查处博彩案件两起。", "严厉整治网上下注、百家乐等违法行为。"]),
    ("盐池县民政局", ["福利彩票发行情况已公开。"] * 4),
    ("盐池县福利彩票管理中心", ["彩票市场运行平稳。"] * 4),
    ("盐池县政务服务局", ["企业银行开户一次办结。", "官网、APP同步更新。", "开户手续减少两项。"] * 2),
]


def test_a_bureau_that_tells_of_lotteries_or_crime_is_not_hijacked() -> None:
    texts = [report(f"{name}2021年政府信息公开工作年度报告", overview=prose) for name, prose in NOT_HIJACKED]
    assert reasons(*texts) == [None] * len(texts)


# Pages that are none


def test_login_pages_error_pages_and_very_short_texts_are_no_reports() -> None:
    texts = ("404 Not Found", "请登录后查看", "用户登录\n用户名\n密码", TITLE, "", "\n".join(SIX[:2]))
    assert reasons(*texts) == ["not_a_report"] * 6


def test_the_detail_names_the_page() -> None:
    found = read_batch(documents("404 Not Found", "短"))["rejected"]["detail"].to_list()
    assert ["login" in detail for detail in found] == [True, False]


def test_a_report_may_print_the_words_of_a_login_page() -> None:
    assert reasons(["用户登录", "共404人浏览", report(TITLE)], in_prose("请登录", TITLE)) == [None, None]


# No title


def test_without_a_title_period_sections_and_signature_are_enough() -> None:
    periods = (
        PERIOD,
        "报告数据统计期限为2021年1月1日至12月31日。",
        "统计期限从2021年1月1日到12月31日止",
        "统计期限为20211月1日至202112月31日。",
        "统计期限为2021 11日到1231日",
    )
    texts = [report(period, end=SIGNATURE) for period in periods]
    texts += ["\n".join([in_prose(period), *SIGNATURE]) for period in periods]
    found = read_batch(documents(*texts))["report"]
    assert found.select("agency_name_printed", "report_year").rows() == [(NAME, 2021)] * 10


def test_without_a_title_the_header_block_may_name_the_agency() -> None:
    assert reason(in_prose(f"发布机构：{NAME}", PERIOD)) is None


def test_without_a_title_what_does_not_say_who_or_when_is_held() -> None:
    assert reasons(
        in_prose(PERIOD),
        [in_prose(prose=PROSE[1:]), *SIGNATURE],
        [in_prose(PERIOD, sections=SIX[:3]), *SIGNATURE],
    ) == ["agency_unknown", "year_unknown", None]


# Mirrors in traditional characters


def read(*texts: str) -> list[tuple[str | None, int | None]]:
    """Agency and year of each document, read as simplified characters."""
    said = simplified_lines(lines(*texts))
    return identities(said, section_headings(said, FORMS)).select("agency_name_printed", "title_year").rows()


def test_a_mirror_is_the_same_report() -> None:
    title = "合成市東區(qū)財政局2021年政府信息公開(kāi)工作年度報告"
    for print_ in (title, title.replace("(qū)", "").replace("(kāi)", ""), title.replace("(", "（").replace(")", "）")):
        assert read(print_) == [("合成市东区财政局", 2021)]


def test_headings_and_labels_of_a_mirror_are_the_forms() -> None:
    mirror = lines("政府信息公開年報\n一、總體情況\n三、收到和處(chǔ)理政府信息公開申請情況\n總計\t0")
    said = simplified_lines(mirror)
    assert section_headings(said, FORMS)["section"].to_list() == ["overview", "application"]
    assert said["line"].to_list()[-1] == "总计\t0"
    assert said["line_no"].to_list() == mirror["line_no"].to_list()


def test_only_a_mirror_is_changed_and_every_line_stays() -> None:
    plain = f"{TITLE}\n地址：後街1號(a)\n网址(app)"
    mirror = "政務(wù)公開\n\n後街(hòu)\n後街(hòu)"
    given = lines(plain, mirror, plain)
    assert simplified_lines(given).rows() == [
        (0, 1, TITLE), (0, 2, "地址：後街1號(a)"), (0, 3, "网址(app)"),
        (1, 1, "政务公开"), (1, 3, "后街"), (1, 4, "后街"),
        (2, 1, TITLE), (2, 2, "地址：後街1號(a)"), (2, 3, "网址(app)"),
    ]  # fmt: skip
    assert simplified_lines(given).schema == given.schema
    assert simplified_lines(lines()).rows() == []
    assert simplified_lines(lines(plain)).equals(lines(plain))
