"""What phrases may name: the agency, its place, the year, the numbers."""

from collections.abc import Mapping
from datetime import date
from random import Random

from bench.synthetic.prose import Number, year_in_words
from bench.synthetic.world.plan import Plan

_WEEK = "一二三四五六日"
#: What stands where a sentence may not tell the year.
_SOME_YEAR = ("一年来", "全年", "本年度", "年内", "过去一年")


def words_of(plan: Plan, told: Mapping[str, Number]) -> dict[str, object]:
    """All words of a plan; `y` and `yy` tell the year only where sentences may."""
    rng, body, year = plan.rng, plan.body, plan.year.number
    place = body.region
    said = rng.choice((f"{year}年", f"{year}年度", f"{year}年")) if plan.yeared else ""
    return {
        **told,
        "who": body.name,
        "short": body.short,
        "own_name": body.own_name,
        "own_short": body.own_short,
        "generic": body.generic,
        "self": plan.says,
        "y": said,
        "yy": said or rng.choice(_SOME_YEAR),
        "Y": year,
        "P": year - 1,
        "N": year + 1,
        "year_words": year_in_words(year),
        "place": place.name if place else "",
        "upper": place.upper if place else "",
        "clock": clock(rng),
    }


def clock(rng: Random) -> str:
    """A page's own clock: the day it was crawled, which says nothing of the report."""
    day = date(rng.randint(2019, 2026), rng.randint(1, 12), rng.randint(1, 28))
    return f"{day.year}年{day.month}月{day.day}日 星期{_WEEK[day.weekday()]}"
