"""What operators of `who` begin with: nobody is named, then one place tells."""

from bench.synthetic.world.paths import mirror
from bench.synthetic.world.plan import Plan

#: Kinds of body that live under a county.
TOWNS = ("township", "township", "street_office")
#: Kinds of body for most sentences and margins.
BODIES = ("department", "city", "township", "street_office", "zone", "own_office", "provincial")


def hide(plan: Plan, *, titled: bool = False) -> None:
    """Let nothing name the agency; the operator then says where it is told."""
    plan.titled, plan.title_name, plan.named = titled or plan.needs_title, "", False
    plan.host = mirror(plan.rng)
    plan.says = plan.rng.choice((f"我{plan.body.generic}", f"本{plan.body.generic}", f"我{plan.body.generic}"))


def short_title(plan: Plan) -> None:
    """The title names a township without its county, the margins nobody."""
    hide(plan, titled=True)
    plan.title_name = plan.rng.choice((plan.body.own_short, plan.body.own_short, plan.body.own_name))


def own_host(plan: Plan) -> str:
    """The region's host."""
    assert plan.body.region
    return f"{plan.rng.choice(('www.', '', 'xxgk.'))}{plan.body.region.host}.gov.cn"
