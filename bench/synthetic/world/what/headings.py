"""Headings of sections: gone, misnumbered, without number, under other names."""

from random import Random

from bench.synthetic.world.operators import register
from bench.synthetic.world.plan import Plan


@register("what")
def no_headings(plan: Plan) -> None:
    """No section has a heading."""
    plan.headings = lambda headings, _: [""] * len(headings)


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
