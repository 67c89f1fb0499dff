"""Who speaks: titles that name a region or a township in short, sentences, breadcrumbs, header blocks, margins."""

from bench.synthetic.world.headers import HEADERS
from bench.synthetic.world.operators import ANY, enter_as, register
from bench.synthetic.world.paths import mirror
from bench.synthetic.world.plan import Operator, Plan, said

_TOWNS = ("township", "township", "street_office")
_BODIES = ("department", "city", "township", "street_office", "zone", "own_office", "provincial")


def hide(plan: Plan, *, titled: bool = False) -> None:
    """Let nothing name the agency; the operator then says where it is told."""
    plan.titled, plan.title_name, plan.named = titled or plan.needs_title, "", False
    plan.host = mirror(plan.rng)
    plan.says = plan.rng.choice((f"我{plan.body.generic}", f"本{plan.body.generic}", f"我{plan.body.generic}"))


def _short_title(plan: Plan) -> None:
    """The title names a township without its county, the margins nobody."""
    hide(plan, titled=True)
    plan.title_name = plan.rng.choice((plan.body.own_short, plan.body.own_short, plan.body.own_name))


def own_host(plan: Plan) -> str:
    """The region's host."""
    assert plan.body.region
    return f"{plan.rng.choice(('www.', '', 'xxgk.'))}{plan.body.region.host}.gov.cn"


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


@register("who", *_TOWNS)
def township_after_county(plan: Plan) -> None:
    """A township or street in short form, its county before it in the title."""
    hide(plan, titled=True)
    plan.title_name = plan.body.short


@register("who", *_TOWNS)
def township_in_breadcrumb(plan: Plan) -> None:
    """A township in short form; the breadcrumb names its county."""
    _short_title(plan)
    plan.first.append(said("crumb_place"))


@register("who", *_TOWNS)
def township_in_source(plan: Plan) -> None:
    """A township in short form; 信息来源 names county and township."""
    _short_title(plan)
    plan.header, plan.publisher = plan.rng.choice(tuple(HEADERS)), plan.body.short


@register("who", *_TOWNS)
def township_under_host(plan: Plan) -> None:
    """A township in short form; only the host tells the county."""
    _short_title(plan)
    plan.host = own_host(plan)


@register("who", *_TOWNS)
def township_under_site(plan: Plan) -> None:
    """A township in short form; the site's name above tells the county."""
    assert plan.body.region
    _short_title(plan)
    plan.first.append(said("site"))


@register("who", *_TOWNS)
def township_nowhere(plan: Plan) -> None:
    """A township in short form whose county nothing tells: its region stays open."""
    _short_title(plan)
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


@register("who", *_BODIES, "branch", "local_office")
def announced(plan: Plan) -> None:
    """No title; 现公布 or 现将 and the name in a sentence."""
    hide(plan)
    plan.preface.append(said("announce"))


@register("who", *_TOWNS)
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


@register("who", *_BODIES)
def compiled_by(plan: Plan) -> None:
    """No title; 由 … 编制 or 特编制 and the name in a sentence."""
    hide(plan)
    plan.preface.append(said("compiled"))


@register("who", *_BODIES, "branch", joins=("when",))
def contact_named(plan: Plan) -> None:
    """No title; the name stands where questions are to be asked."""
    hide(plan)
    getattr(plan, plan.rng.choice(("preface", "after"))).append(said("contact"))


@register("who", *_TOWNS, "department")
def address_named(plan: Plan) -> None:
    """No title; the name stands in the address."""
    hide(plan)
    plan.preface.append(said("address"))


@register("who", *_BODIES)
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


@register("who", *_BODIES)
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


@register("who", *_TOWNS)
def publisher_is_the_county(plan: Plan) -> None:
    """The county publishes a township's report: the township speaks."""
    assert plan.body.region
    _short_title(plan)
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
