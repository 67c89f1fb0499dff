"""What is left of a report: cuts, pictures, prose, headings gone or misnumbered, words in cells, layouts."""

import re
from functools import lru_cache
from random import Random

from opencc import OpenCC
from pypinyin import Style, pinyin

from bench.synthetic.draft import Draft
from bench.synthetic.world.layouts import LAYOUTS
from bench.synthetic.world.operators import ANY, enter_as, register
from bench.synthetic.world.plan import Operator, Plan

_TEXT = tuple(name for name in LAYOUTS if name != "html")


@register("what")
def prose_only(plan: Plan) -> None:
    """No form at all: sections 二 to 四 are sentences."""
    plan.prose_only = True


@register("what")
def cut_in_prose(plan: Plan) -> None:
    """The stored page ends in the middle of section 一."""
    plan.stop, plan.layout = ("overview", 0), "lines"


@register("what")
def cut_before_table(plan: Plan) -> None:
    """The stored page ends with the heading of section 二."""
    plan.stop, plan.layout = ("disclosure", 0), plan.rng.choice(_TEXT)


@register("what")
def cut_in_head(plan: Plan) -> None:
    """The stored page ends within the first form's head."""
    plan.stop, plan.layout = ("disclosure", plan.rng.randint(1, 2)), plan.rng.choice(_TEXT)
    plan.alter.append(_broken_head)


def _broken_head(draft: Draft, rng: Random) -> None:
    """The last head that is printed breaks off after a cell or two."""
    header = next(row for row in draft.tables["disclosure"] if row.kind == "header")
    header.labels = header.labels[: rng.randint(1, 2)]
    header.spans = header.spans[: len(header.labels)]


@register("what")
def cut_in_disclosure(plan: Plan) -> None:
    """The stored page ends among the rows of section 二."""
    plan.stop, plan.layout = ("disclosure", plan.rng.randint(4, 9)), plan.rng.choice(_TEXT)


@register("what")
def cut_in_application(plan: Plan) -> None:
    """The stored page ends in the middle of section 三."""
    plan.stop, plan.layout = ("application", plan.rng.randint(3, 22)), plan.rng.choice(_TEXT)


@register("what")
def cut_before_disputes(plan: Plan) -> None:
    """The stored page ends with the heading of section 四."""
    plan.stop, plan.layout = ("dispute", 0), plan.rng.choice(_TEXT)


@register("what")
def tables_are_pictures(plan: Plan) -> None:
    """The headings 二, 三, 四 stand there and nothing below them."""
    plan.pictures = True


@register("what")
def no_headings(plan: Plan) -> None:
    """No section has a heading."""
    plan.headings = lambda headings, _: [""] * len(headings)


@register("what")
def one_line(plan: Plan) -> None:
    """The whole page on one line."""
    plan.one_line, plan.layout = True, plan.rng.choice(("pipe", "lines", "lines_pipe", "tab", "leading_bars"))


@register("what")
def one_line_of_prose(plan: Plan) -> None:
    """A file's name with .docx, then the whole text on one line, spaces every few characters, and no form."""
    name = plan.title_name.replace("¶", "")
    title = f"{name}{plan.title_year}政府信息公开工作年度报告.docx" if plan.title_name else "年度报告.docx"
    plan.one_line, plan.prose_only, plan.layout = True, True, "lines"
    plan.finish.append(lambda text, rng: f"{title}\n{_gapped(text, rng)}")


def _gapped(text: str, rng: Random) -> str:
    """A space after every twenty characters or so, as where a narrow column broke."""
    pieces, at = [], 0
    while at < len(text):
        step = rng.randint(12, 40)
        pieces.append(text[at : at + step])
        at += step
    return " ".join(pieces)


@register("what")
def misnumbered(plan: Plan) -> None:
    """Section 二 is headed 一, or two sections have one number."""

    def change(headings: list[str], rng: Random) -> list[str]:
        at = rng.choice((1, 1, 1, 2, 3))
        return [*headings[:at], headings[at - 1][0] + headings[at][1:], *headings[at + 1 :]]

    plan.headings = change


@register("what")
def number_lost(plan: Plan) -> None:
    """A heading lost its number: 、主动公开政府信息情况."""

    def change(headings: list[str], rng: Random) -> list[str]:
        lost = rng.sample(range(6), rng.randint(1, 3))
        return [heading[1:] if at in lost else heading for at, heading in enumerate(headings)]

    plan.headings = change


@register("what")
def heading_unnumbered(plan: Plan) -> None:
    """总体情况 without a number, or all headings so."""

    def change(headings: list[str], rng: Random) -> list[str]:
        many = rng.choice((1, 1, 6))
        return [heading[2:] if at < many else heading for at, heading in enumerate(headings)]

    plan.headings = change


_NAMES = (
    ("概述", "工作概况", "基本情况", "工作基本情况", "政务信息公开情况概述", "公开总体情况", "总体工作情况"),
    ("主动公开情况", "主动公开政府信息工作情况", "政府信息主动公开情况", "主动公开政府信息的情况"),
    ("依申请公开情况", "收到和处理申请情况", "政府信息公开申请办理情况", "依申请公开政府信息情况"),
    ("复议、诉讼情况", "行政复议和行政诉讼情况", "因政府信息公开申请行政复议、提起行政诉讼情况"),
    ("存在问题及改进措施", "主要问题和改进情况", "存在的不足和下一步打算", "问题与改进"),
    ("其他事项", "需要说明的其他事项", "其他需要说明的情况", "附则"),
)


@register("what")
def headings_renamed(plan: Plan) -> None:
    """概述 and other names for the sections."""

    def change(headings: list[str], rng: Random) -> list[str]:
        return [f"{heading[:2]}{rng.choice(names)}" for heading, names in zip(headings, _NAMES, strict=True)]

    plan.headings = change


_WORDS = ("本年没有发生", "未开展此项工作", "无此类情况", "不涉及", "由上级统一办理", "详见附件", "本单位无此职能")


@register("what")
def words_in_cells(plan: Plan) -> None:
    """A sentence stands where the number belongs."""

    def change(draft: Draft, rng: Random) -> None:
        rows = [row for row in draft.rows("disclosure", "application") if any(row.keys)]
        for row in rng.sample(rows, rng.randint(1, 4)):
            row.values = [rng.choice(_WORDS) if key else value for key, value in zip(row.keys, row.values, strict=True)]
            row.keys = [None] * len(row.keys)

    plan.alter.append(change)


@register("what")
def explained_heads(plan: Plan) -> None:
    """Explanations inside the form's labels."""

    def change(draft: Draft, rng: Random) -> None:
        rows = [row for row in draft.rows() if row.labels and row.labels[-1]]
        for row in rng.sample(rows, rng.randint(1, 3)):
            row.labels[-1] += rng.choice(
                ("（含下属单位）", "(不含派出机构)", "（由办公室填报）", "（件）", "(注：按决定书计)")
            )

    plan.alter.append(change)


@register("what", joins=())
def signs_lost(plan: Plan) -> None:
    """A crawler lost the sign beside a number or behind 我 in the prose: 我共公开, 年主动公开."""
    plan.layout = plan.rng.choice(("pipe", "lines", "tab"))
    plan.finish.append(_without_signs)


def _without_signs(text: str, rng: Random) -> str:
    lines = text.split("\n")
    prose = [at for at, line in enumerate(lines) if "。" in line and "统计" not in line and "合成" not in line]
    for at in rng.sample(prose, len(prose) // 2):
        lost = rng.choice((r"(?<=[我本])(局|镇|乡|办|厅|街道)", r"(?<=20\d\d)年度?", r"20\d\d(?=年)", "我|本"))
        lines[at] = re.sub(lost, "", lines[at], count=1)
    return "\n".join(lines)


@register("what")
def totals_only(plan: Plan) -> None:
    """Rows of section 三 without requests print their total and leave the other cells blank."""

    def change(draft: Draft, _: Random) -> None:
        for row in draft.rows("application"):
            if set(row.values) == {"0"}:
                row.values = [""] * (len(row.values) - 1) + ["0"]

    plan.layout = plan.rng.choice(("pipe", "tab", "html", "ruled_rows"))
    plan.alter.append(change)


@register("what")
def repeated_lines_gone(plan: Plan) -> None:
    """A crawler that keeps each line once: of a number, only its first print is left."""

    def change(draft: Draft, _: Random) -> None:
        seen: set[str] = set()
        for row in [row for rows in draft.tables.values() for row in rows]:
            row.labels = [_once(label, seen) for label in row.labels]
            row.values = [_once(value, seen) for value in row.values]

    plan.layout = plan.rng.choice(("lines", "lines_pipe"))
    plan.alter.append(change)


def _once(cell: str, seen: set[str]) -> str:
    """The cell where it stands for the first time, else nothing."""
    if cell in seen:
        return ""
    seen.add(cell)
    return cell


def _layout(name: str) -> Operator:
    def layout(plan: Plan) -> None:
        plan.layout = name

    return layout


for _name in LAYOUTS:
    enter_as(f"layout_{_name}", "what", f"Whole tables in the layout {_name}.", _layout(_name), ANY)

_GARBLED = {
    "zeros_gone": "lines lines_pipe",
    "blank_zero": "tab pipe html",
    "broken_label_tail": "tab pipe lines",
    "label_spaces": "tab pipe html lines",
    "label_variant": "tab pipe lines html",
    "unit_in_cell": "pipe lines tab",
    "added_row": "pipe tab lines html",
    "glued_row": "tab lines",
    "letter_o": "pipe lines",
    "dash_zero": "pipe html lines",
    "caption_cut": "tab pipe lines",
}


def _garbled(name: str, layouts: str) -> Operator:
    def garbled(plan: Plan) -> None:
        plan.layout, plan.garbles = plan.rng.choice(layouts.split()), (name,)

    return garbled


for _name, _where in _GARBLED.items():
    enter_as(f"garble_{_name}", "what", f"Tables with the garble {_name}.", _garbled(_name, _where), ANY)


@register("what")
def traditional(plan: Plan) -> None:
    """A mirror that converts to traditional characters."""
    _both_scripts(plan)
    plan.finish.append(lambda text, rng: to_traditional(text, rng.choice(("s2t", "s2t", "s2tw"))))


@register("what")
def traditional_annotated(plan: Plan) -> None:
    """A mirror that converts, and prints readings behind the characters that it changed: 區(qū)."""
    _both_scripts(plan)
    plan.layout = plan.rng.choice(_TEXT)
    plan.finish.append(annotated)


def _both_scripts(plan: Plan) -> None:
    """A name counts as right in either script."""
    plan.names = plan.body.names | {to_traditional(name) for name in plan.body.names}


def to_traditional(text: str, way: str = "s2t") -> str:
    """The text in traditional characters, dates and digits as they are."""
    return str(_converter(way).convert(text))


@lru_cache(maxsize=2)
def _converter(way: str) -> OpenCC:
    return OpenCC(way)


def annotated(text: str, rng: Random) -> str:
    """Traditional characters; every so many changed ones are followed by their reading."""
    changed = to_traditional(text)
    share = rng.choice((0.1, 0.3, 0.6))
    if len(changed) != len(text):
        return changed
    pieces = [
        f"{new}({pinyin(old, style=Style.TONE)[0][0]})" if new != old and rng.random() < share else new
        for old, new in zip(text, changed, strict=True)
    ]
    return re.sub(r"\)\(", ")(", "".join(pieces))
