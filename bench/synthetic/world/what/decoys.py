"""Documents that are no report of these years and forms, and must be refused."""

from collections.abc import Callable
from functools import lru_cache
from random import Random

from bench.synthetic.layout.draft import Draft
from bench.synthetic.layout.style import draw_style
from bench.synthetic.layout.table import filled_tables
from bench.synthetic.world.phrases import say
from bench.synthetic.world.plan import Plan
from bench.synthetic.world.tables import own
from bench.synthetic.world.what.layouts import render

Words = dict[str, object]
Decoy = Callable[[Plan, Words], list[str]]


@lru_cache(maxsize=1)
def _lines() -> dict[str, dict[str, list[str]]]:
    """Kind of document, part of it, ways to print that."""
    kinds: dict[str, dict[str, list[str]]] = {}
    for row in own("decoys"):
        kinds.setdefault(row["kind"], {}).setdefault(row["part"], []).append(row["text"])
    return kinds


def listed(kind: str) -> Decoy:
    """A document of `decoys.csv`: a title, then most of its lines in order."""

    def decoy(plan: Plan, words: Words) -> list[str]:
        parts, rng = _lines()[kind], plan.rng
        body = parts["body"]
        kept = sorted(rng.sample(range(len(body)), rng.randint(len(body) - 2, len(body))))
        dated = (
            [f"发布日期：{plan.published:%Y-%m-%d}　来源：{words['who']}"]
            if rng.random() < 0.6 and kind != "page"
            else []
        )
        lines = [rng.choice(parts["title"]), *dated, *(body[at] for at in kept)]
        return [line.format_map(words) for line in lines]

    return decoy


def old_report(plan: Plan, words: Words) -> list[str]:
    """A report before 2019, in sections of another form."""
    rng, year = plan.rng, plan.rng.randint(2009, 2018)
    own_words = {
        **words,
        "Y": year,
        "y": f"{year}年",
        "yy": f"{year}年",
        "year": f"{year}年",
        "number": year,
        "who": words["short"],
    }
    title = say("title", rng, own_words).replace("¶", "")
    opening = say("announce_old", rng, own_words) + say("period", rng, own_words)
    told = [say(kind, rng, own_words) for kind in ("opening", "fact_published", "fact_none", "problems")]
    names = [
        "概述",
        "主动公开政府信息的情况",
        "依申请公开办理情况",
        "收费及减免情况",
        "复议、诉讼和申诉情况",
        "存在的问题",
    ]
    sections = [
        line
        for number, (name, text) in enumerate(zip(names, [*told[:3], "没有收费。", "没有发生。", told[3]], strict=True))
        for line in (f"{'一二三四五六'[number]}、{name}", text)
    ]
    day = f"{year + 1}年{rng.randint(1, 3)}月{rng.randint(1, 28)}日"
    return [title, opening, *sections, str(words["who"]), day]


def list_of_links(plan: Plan, words: Words) -> list[str]:
    """An index page: titles of many reports and their dates."""
    rng = plan.rng
    many = [
        {**words, "year": f"{year}年", "number": year, "who": rng.choice((words["short"], words["who"], words["who"]))}
        for year in range(2025, 2025 - rng.randint(6, 12), -1)
    ]
    titles = [say("title", rng, one).replace("¶", "") for one in many]
    dates = [f"{int(str(one['number'])) + 1}-{rng.randint(1, 3):02d}-{rng.randint(1, 28):02d}" for one in many]
    gap = rng.choice(("\n", " ", "　", " | "))
    rows = [f"{title}{gap}{day}" for title, day in zip(titles, dates, strict=True)]
    return [
        "政府信息公开年报",
        *rng.choice(([], ["标题 发布日期"])),
        *"\n".join(rows).split("\n"),
        "上一页 1 2 3 下一页",
    ]


def list_of_agencies(plan: Plan, words: Words) -> list[str]:
    """An index page: one year's reports of many bureaus of a place."""
    rng, place = plan.rng, words["place"]
    rows = [row["name"] for row in own("departments") if row["scale"] == "county"]
    bureaus = rng.sample(rows, rng.randint(6, 14))
    titles = [f"{place}{name}{words['Y']}年政府信息公开工作年度报告" for name in bureaus]
    day = f"{plan.published:%Y-%m-%d}"
    return [f"首页 > {place} > 政府信息公开年报", *(f"{title} {day}" for title in titles), f"共{len(titles)}条"]


def blank_form(plan: Plan, _: Words) -> list[str]:
    """The form itself, empty: a document of format."""
    rng, edition = plan.rng, plan.year.edition
    style = draw_style(rng)
    draft = Draft(edition, "pipe", style, filled_tables(edition, plan.year.cells, style, rng), {}, [])
    for row in draft.rows():
        row.values = [""] * len(row.values)
    title = rng.choice(
        (
            "中华人民共和国政府信息公开工作年度报告格式",
            "政府信息公开工作年度报告（格式）",
            "××××年政府信息公开工作年度报告",
            "附件：政府信息公开工作年度报告模板",
            "XX单位20XX年政府信息公开工作年度报告",
            "政府信息公开工作年度报告格式（样表）",
        )
    )
    layout = rng.choice(("pipe", "tab", "lines"))
    lines = [title]
    for section, heading in edition.sections:
        lines += [heading, *(render(draft.tables[section], layout, style) if section in draft.tables else [])]
    return lines


def quoted_report(plan: Plan, words: Words) -> list[str]:
    """A comment on somebody's report: an inspection that quotes its title and some numbers."""
    rng = plan.rng
    title = rng.choice(
        (
            "关于{who}{Y}年政府信息公开工作年度报告的检查反馈",
            "关于对{Y}年政府信息公开年度报告存在问题进行整改的通知",
            "{place}{Y}年度政府信息公开年报审核意见",
            "对{who}年度报告的第三方评估意见",
            "{place}政府信息公开年报错情通报（{Y}年度）",
            "关于补充{Y}年政府信息公开年度报告数据的说明",
        )
    ).format_map(words)
    lines = [
        "《{who}{Y}年政府信息公开工作年度报告》存在以下问题：",
        "一、表格中新收申请数量与总计不一致，应为{applications_received}件。",
        "二、第二部分行政许可{licences}件，与公示数量不符。",
        "请于五个工作日内整改并重新发布。",
        "三、未按规定格式编制，缺少第五部分。",
    ]
    kept = sorted(rng.sample(range(len(lines)), rng.randint(3, 5)))
    return [title, *(lines[at].format_map(words) for at in kept)]


#: Every kind of decoy.
DECOYS: dict[str, Decoy] = {
    **{kind: listed(kind) for kind in _lines()},
    **{made.__name__: made for made in (old_report, list_of_links, list_of_agencies, blank_form, quoted_report)},
}


def imitates(name: str) -> str:
    """What a decoy is, in a sentence."""
    return _lines().get(name, {}).get("imitates", [""])[0] or (DECOYS[name].__doc__ or "").split("\n")[0]


def decoy_text(name: str, plan: Plan, words: Words) -> str:
    """The document, saying somewhere that it is synthetic."""
    rng: Random = plan.rng
    lines = DECOYS[name](plan, words)
    lines.insert(rng.randint(1, len(lines)), say("synthetic", rng, words))
    top = [say("chrome", rng, words)] if rng.random() < 0.3 else []
    return rng.choice(("\n", "\n\n")).join([*top, *lines]) + "\n"
