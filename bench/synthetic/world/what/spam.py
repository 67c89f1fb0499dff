"""Hijacked pages: gambling words in the prose, in the margins, or in place of the agency's name."""

from random import Random

from bench.synthetic.world.operators import register
from bench.synthetic.world.paths import mirror
from bench.synthetic.world.plan import Plan

#: Words of no real site.
_SPAM = (
    "合成娱乐城app下载",
    "样例体育投注平台",
    "88假想棋牌官网",
    "虚构彩票_手机版登录",
    "bet演示365网址",
    "样例真人荷官入口",
    "合成竞猜足球买球",
    "虚拟博彩官方网站",
    "演示赌场_线上开户",
)


def _mirrored(plan: Plan, count: int) -> list[str]:
    plan.host = mirror(plan.rng)
    plan.spam = tuple(plan.rng.sample(_SPAM, count))
    return list(plan.spam)


@register("what", joins=())
def spam_in_prose(plan: Plan) -> None:
    """The agency is clean, the prose sprinkled with spam: the clean agency's report."""
    plan.layout = plan.rng.choice(("pipe", "lines", "tab"))
    words = _mirrored(plan, 2)
    plan.finish.append(lambda text, rng: _sprinkled(text, words, plan.body.name, rng))


def _sprinkled(text: str, words: list[str], name: str, rng: Random) -> str:
    """Spam at commas of the prose, never in a line that names the agency."""
    lines = text.split("\n")
    places = [at for at, line in enumerate(lines) if "，" in line and name not in line and "统计" not in line]
    for at in rng.sample(places, min(len(places), rng.randint(2, 6))):
        head, _, tail = lines[at].partition("，")
        lines[at] = f"{head}{rng.choice(words)}，{tail}"
    return "\n".join(lines)


@register("what", joins=())
def spam_above(plan: Plan) -> None:
    """Lines of spam above a clean title and below the report."""
    plan.layout = plan.rng.choice(("pipe", "lines", "tab"))
    words = _mirrored(plan, 3)
    plan.finish.append(lambda text, _: f"{words[0]}-{words[1]}\n{text}{words[2]}|{words[0]}\n")


@register("who", joins=())
def spam_for_the_name(plan: Plan) -> None:
    """The agency's name is replaced by spam throughout: no report of anybody, and no agency."""
    words = _mirrored(plan, 3)
    plan.layout = plan.rng.choice(("pipe", "lines", "tab"))
    plan.title_name = "_".join(words[: plan.rng.randint(1, 3)])
    plan.says = words[0]
    plan.named, plan.header = False, "none"
    plan.expect, plan.reason = "held", "agency_unknown"


@register("who", joins=())
def spam_within_the_name(plan: Plan) -> None:
    """Spam stands for the agency's place, the body is left: 博彩官网:教育局; no agency."""
    words = _mirrored(plan, 1)
    plan.layout = plan.rng.choice(("pipe", "lines", "tab"))
    plan.title_name = f"{words[0]}{plan.rng.choice((':', '_', '：', '-'))}{plan.body.own_short}"
    plan.says = plan.rng.choice((plan.title_name, f"我{plan.body.generic}"))
    plan.named = False
    plan.expect, plan.reason = "held", "agency_unknown"
