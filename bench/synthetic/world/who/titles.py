"""Who speaks, told by titles: regions, townships and zones in short form, kinds of body, names broken; and nobody."""

from bench.synthetic.world.headers import HEADERS
from bench.synthetic.world.operators import enter_as, register
from bench.synthetic.world.plan import Plan, said
from bench.synthetic.world.who.hidden import TOWNS, hide, own_host, short_title


@register("who")
def title_names_all(plan: Plan) -> None:
    """An ordinary page: the title names agency and year."""
    plan.title_name = plan.body.name


@register("who", "government", "government", "city_government", "provincial_government")
def title_is_a_region(plan: Plan) -> None:
    """A title of place and year only: the people's government speaks."""
    assert plan.body.region
    plan.title_name = plan.body.region.name
    plan.says = plan.rng.choice((f"全{plan.body.generic}", f"我{plan.body.generic}", f"{plan.body.generic}政府"))
    plan.publisher = plan.rng.choice((plan.body.name, f"{plan.body.name}办公室", ""))


@register("who", "banner")
def title_is_a_banner_in_short(plan: Plan) -> None:
    """A banner under the name that its people use: the banner's people's government."""
    plan.title_name = plan.body.short
    plan.says = plan.rng.choice(("全旗", "我旗", plan.body.short))
    plan.publisher = ""


@register("who", "zone")
def title_is_a_zone(plan: Plan) -> None:
    """A zone's short name without 管委会: its committee speaks."""
    plan.title_name = plan.body.short
    plan.says = plan.rng.choice(("我区", "管委会", "本区", plan.body.short))
    plan.publisher = plan.rng.choice((plan.body.short, plan.body.name, ""))


@register("who", *TOWNS)
def township_after_county(plan: Plan) -> None:
    """A township or street in short form, its county before it in the title."""
    hide(plan, titled=True)
    plan.title_name = plan.body.short


@register("who", *TOWNS)
def township_in_breadcrumb(plan: Plan) -> None:
    """A township in short form; the breadcrumb names its county."""
    short_title(plan)
    plan.first.append(said("crumb_place"))


@register("who", *TOWNS)
def township_in_source(plan: Plan) -> None:
    """A township in short form; 信息来源 names county and township."""
    short_title(plan)
    plan.header, plan.publisher = plan.rng.choice(tuple(HEADERS)), plan.body.short


@register("who", *TOWNS)
def township_under_host(plan: Plan) -> None:
    """A township in short form; only the host tells the county."""
    short_title(plan)
    plan.host = own_host(plan)


@register("who", *TOWNS)
def township_under_site(plan: Plan) -> None:
    """A township in short form; the site's name above tells the county."""
    assert plan.body.region
    short_title(plan)
    plan.first.append(said("site"))


@register("who", *TOWNS)
def township_nowhere(plan: Plan) -> None:
    """A township in short form whose county nothing tells: its region stays open."""
    short_title(plan)
    plan.codes = frozenset({None})


@register("who", "street")
def street_without_way(plan: Plan) -> None:
    """A street office called 街 after its district."""
    hide(plan, titled=True)
    plan.title_name = f"天津市{plan.body.short}"


@register("who", "sumu")
def sumu_in_title(plan: Plan) -> None:
    """A sum of a banner, with or without 人民政府."""
    hide(plan, titled=True)
    plan.title_name = plan.rng.choice((plan.body.short, plan.body.short, plan.body.name))


@register("who", "department", "own_office", "zone", "branch")
def name_broken(plan: Plan) -> None:
    """A long name in the title, broken over lines."""
    name = plan.body.name
    at = plan.rng.randrange(2, len(name) - 2)
    plan.title_name = f"{name[:at]}¶{name[at:]}"


@register("who")
def name_spaced(plan: Plan) -> None:
    """Spaces inside the name, as of a justified title."""
    plan.title_name = "".join(sign + plan.rng.choice(("", "", " ", "　")) for sign in plan.body.name).strip()


@register("who", "department", "city", "provincial")
def title_in_short(plan: Plan) -> None:
    """A bureau in short form (教体局, 国资委) with its region, in the title; margins name nobody."""
    hide(plan, titled=True)
    plan.title_name = plan.body.short


@register("who", "shared")
def shared_name(plan: Plan) -> None:
    """A district whose name several cities share; the breadcrumb tells which."""
    hide(plan, titled=True)
    plan.title_name = plan.body.name
    plan.first.append(said("crumb_upper"))


def _of_kind(plan: Plan) -> None:
    hide(plan, titled=True)
    plan.title_name = plan.body.name


for _kind, _imitates in {
    "branch": "分局 of a city's bureau.",
    "zone": "管委会 and 管理委员会 of a zone or park.",
    "own_office": "An office of a government with a name of its own.",
    "local_office": "A ministry's local office: weather, post, tax, customs.",
    "weather": "A body that calls itself 部门.",
    "ministry": "A ministry.",
    "office": "A government's office.",
}.items():
    enter_as(f"kind_{_kind}", "who", _imitates, _of_kind, (_kind,))


@register("who", "department", joins=())
def short_nowhere(plan: Plan) -> None:
    """县教育局 in title and prose, and nothing tells which county: to be held."""
    assert plan.body.region
    hide(plan, titled=True)
    plan.says = plan.title_name = f"{plan.body.region.ending}{plan.body.own_short}"
    plan.expect, plan.reason = "held", "agency_unknown"


@register("who", "department", "township", "city", joins=())
def nobody(plan: Plan) -> None:
    """我局 throughout, and nothing says which: to be held."""
    hide(plan, titled=plan.rng.random() < 0.5)
    plan.expect, plan.reason = "held", "agency_unknown"
