"""Who speaks, told by sentences: announcements, 由 … 编制, contacts, addresses, prose."""

from bench.synthetic.world.operators import register
from bench.synthetic.world.plan import Plan, said
from bench.synthetic.world.who.hidden import BODIES, TOWNS, hide, own_host


@register("who", *BODIES, "branch", "local_office")
def announced(plan: Plan) -> None:
    """No title; 现公布 or 现将 and the name in a sentence."""
    hide(plan)
    plan.preface.append(said("announce"))


@register("who", *TOWNS)
def announced_township(plan: Plan) -> None:
    """现将 and a township in short form; the host tells the county."""
    hide(plan)
    plan.host = own_host(plan)
    plan.preface.append(said("announce", who=plan.body.own_short))


@register("who", "government", "city_government", "banner")
def announced_region(plan: Plan) -> None:
    """现公布 and a place: its people's government."""
    assert plan.body.region
    hide(plan)
    plan.preface.append(said("announce", who=plan.body.region.name))


@register("who", *BODIES)
def compiled_by(plan: Plan) -> None:
    """No title; 由 … 编制 or 特编制 and the name in a sentence."""
    hide(plan)
    plan.preface.append(said("compiled"))


@register("who", *BODIES, "branch", joins=("when",))
def contact_named(plan: Plan) -> None:
    """No title; the name stands where questions are to be asked."""
    hide(plan)
    getattr(plan, plan.rng.choice(("preface", "after"))).append(said("contact"))


@register("who", *TOWNS, "department")
def address_named(plan: Plan) -> None:
    """No title; the name stands in the address."""
    hide(plan)
    plan.preface.append(said("address"))


@register("who", *BODIES)
def prose_by_majority(plan: Plan) -> None:
    """No title; the prose says the full name again and again, and another body's once."""
    hide(plan)
    plan.says = plan.body.name
    plan.overview.append(said("other_named"))


@register("who", "department")
def prose_short_under_host(plan: Plan) -> None:
    """县教育局 in the prose; the host tells the county."""
    hide(plan)
    assert plan.body.region
    plan.host = own_host(plan)
    plan.says = f"{plan.body.region.ending}{plan.body.own_short}"


@register("who", "department")
def prose_short_under_site(plan: Plan) -> None:
    """县教育局 in the prose; the county stands only in its site's name."""
    hide(plan)
    assert plan.body.region
    plan.says = f"{plan.body.region.ending}{plan.body.own_short}"
    plan.overview.append(said("platform_named"))
