"""Where a crawler keeps a page: its address, flattened or as folders."""

from datetime import date
from random import Random

from bench.synthetic.world.plan import Plan

#: Hosts of mirrors; they mean nothing.
_MIRRORS = ("qxmbjq.com", "lvyehome.com", "zt8866.cn", "hbfdsj.com", "m.dyrxcl.com", "www.kjwmy.com", "doc.ylzx.cn")
_FOLDERS = ("zwgk", "zfxxgk", "zfxxgknb", "xxgk", "xxgknb", "ndbg", "gknb", "fdzdgknr", "content", "info")


def path_of(plan: Plan, ending: str, number: int) -> str:
    """The path, which names `synthetic` and the document's number."""
    rng = plan.rng
    host = plan.host or _own_host(plan, rng)
    parts = [host, *rng.sample(_FOLDERS, rng.randint(1, 3))]
    if plan.dated and plan.path_date != "none" and (plan.path_date or rng.random() < 0.4):
        parts += dated_parts(plan.published, rng)
    parts.append(f"synthetic{number:06d}.{ending}")
    return ("/" if rng.random() < 0.15 else "_").join(parts)


def mirror(rng: Random) -> str:
    """A host that tells nothing."""
    return rng.choice(_MIRRORS)


def _own_host(plan: Plan, rng: Random) -> str:
    """The region's host where the margins may name it."""
    place = plan.body.region
    if not plan.named or place is None or rng.random() < 0.15:
        return mirror(rng)
    return f"{rng.choice(('www.', 'www.', '', 'xxgk.', 'zwgk.'))}{place.host}.gov.cn"


def dated_parts(day: date, rng: Random) -> list[str]:
    """A date as systems write it into addresses."""
    return rng.choice(
        (
            [f"t{day:%Y%m%d}"],
            [f"{day:%Y%m}", f"t{day:%Y%m%d}"],
            [f"{day:%Y%m}"],
            ["art", str(day.year), str(day.month), str(day.day), "art"],
            [f"{day:%Y}", f"{day:%m}", f"{day:%d}"],
            [f"{day:%Y-%m}", f"{day:%d}"],
            [f"{day:%Y%m%d}{rng.randint(100000, 235959)}"],
        )
    )
