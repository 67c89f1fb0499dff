"""What is left of a report: cuts, pictures, prose without forms, one line, lost signs."""

import re
from random import Random

from bench.synthetic.layout.draft import Draft
from bench.synthetic.world.operators import register
from bench.synthetic.world.plan import Plan
from bench.synthetic.world.what.layouts import TEXT_LAYOUTS


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
    plan.stop, plan.layout = ("disclosure", 0), plan.rng.choice(TEXT_LAYOUTS)


@register("what")
def cut_in_head(plan: Plan) -> None:
    """The stored page ends within the first form's head."""
    plan.stop, plan.layout = ("disclosure", plan.rng.randint(1, 2)), plan.rng.choice(TEXT_LAYOUTS)
    plan.alter.append(_broken_head)


def _broken_head(draft: Draft, rng: Random) -> None:
    """The last head that is printed breaks off after a cell or two."""
    header = next(row for row in draft.tables["disclosure"] if row.kind == "header")
    header.labels = header.labels[: rng.randint(1, 2)]
    header.spans = header.spans[: len(header.labels)]


@register("what")
def cut_in_disclosure(plan: Plan) -> None:
    """The stored page ends among the rows of section 二."""
    plan.stop, plan.layout = ("disclosure", plan.rng.randint(4, 9)), plan.rng.choice(TEXT_LAYOUTS)


@register("what")
def cut_in_application(plan: Plan) -> None:
    """The stored page ends in the middle of section 三."""
    plan.stop, plan.layout = ("application", plan.rng.randint(3, 22)), plan.rng.choice(TEXT_LAYOUTS)


@register("what")
def cut_before_disputes(plan: Plan) -> None:
    """The stored page ends with the heading of section 四."""
    plan.stop, plan.layout = ("dispute", 0), plan.rng.choice(TEXT_LAYOUTS)


@register("what")
def tables_are_pictures(plan: Plan) -> None:
    """The headings 二, 三, 四 stand there and nothing below them."""
    plan.pictures = True


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
