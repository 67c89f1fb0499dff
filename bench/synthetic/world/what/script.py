"""Mirrors that print traditional characters, with or without readings."""

import re
from functools import lru_cache
from random import Random

from opencc import OpenCC
from pypinyin import Style, pinyin

from bench.synthetic.world.operators import register
from bench.synthetic.world.plan import Plan
from bench.synthetic.world.what.layouts import TEXT_LAYOUTS


@register("what")
def traditional(plan: Plan) -> None:
    """A mirror that converts to traditional characters."""
    _both_scripts(plan)
    plan.finish.append(lambda text, rng: to_traditional(text, rng.choice(("s2t", "s2t", "s2tw"))))


@register("what")
def traditional_annotated(plan: Plan) -> None:
    """A mirror that converts, and prints readings behind the characters that it changed: 區(qū)."""
    _both_scripts(plan)
    plan.layout = plan.rng.choice(TEXT_LAYOUTS)
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
