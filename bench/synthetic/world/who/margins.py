"""Who speaks, told by margins: breadcrumbs, header blocks, lines beside the title, signatures."""

from bench.synthetic.world.headers import HEADERS
from bench.synthetic.world.operators import ANY, enter_as, register
from bench.synthetic.world.plan import Operator, Plan, said
from bench.synthetic.world.who.hidden import BODIES, TOWNS, hide, short_title


@register("who", *BODIES)
def breadcrumb_named(plan: Plan) -> None:
    """No title; the breadcrumb names the agency."""
    hide(plan, titled=plan.rng.random() < 0.3)
    plan.first.append(said("crumb"))


def _header(look: str) -> Operator:
    def header(plan: Plan) -> None:
        hide(plan, titled=plan.rng.random() < 0.6)
        plan.header, plan.publisher = look, plan.body.name

    return header


for _look, _block in HEADERS.items():
    enter_as(f"header_{_look}", "who", f"Only the header block names the agency: {_block.__doc__}", _header(_look), ANY)


@register("who", *TOWNS)
def publisher_is_the_county(plan: Plan) -> None:
    """The county publishes a township's report: the township speaks."""
    assert plan.body.region
    short_title(plan)
    place = plan.body.region.name
    plan.header = plan.rng.choice(tuple(HEADERS))
    plan.publisher = plan.rng.choice((f"{place}人民政府", f"{place}人民政府办公室", f"{place}政府办"))


@register("who", "zone")
def publisher_is_the_city(plan: Plan) -> None:
    """The city publishes a zone's report: the zone speaks."""
    assert plan.body.region
    plan.title_name, plan.says = plan.rng.choice((plan.body.short, plan.body.name)), "我区"
    plan.header, plan.signature = plan.rng.choice(tuple(HEADERS)), plan.signature or False
    place = plan.body.region
    plan.publisher = f"{place.upper if place.level == 'county' else place.name}人民政府"


@register("who", "department", "department", "own_office")
def publisher_is_the_government(plan: Plan) -> None:
    """The government's office publishes a bureau's report: the bureau speaks."""
    assert plan.body.region
    plan.header, plan.publisher = plan.rng.choice(tuple(HEADERS)), f"{plan.body.region.name}人民政府办公室"


@register("who")
def name_line_above(plan: Plan) -> None:
    """A title of the year only; the name on a line above it."""
    hide(plan, titled=True)
    plan.above.append(said("name_line"))


@register("who")
def name_line_below(plan: Plan) -> None:
    """A title of the year only; the name on a line below it."""
    hide(plan, titled=True)
    plan.below.append(said("name_line"))


@register("who", joins=("when",))
def unit_line(plan: Plan) -> None:
    """No title; a line 单位: above the first form names agency and year."""
    hide(plan)
    plan.lead.append(said("unit_line"))


@register("who", joins=("when",))
def signature_only(plan: Plan) -> None:
    """Only the signature names the agency."""
    hide(plan, titled=plan.rng.random() < 0.5)
    plan.signature = True
