"""Several reports in one document: texts one behind the other, a compilation, a page of two years."""

from collections.abc import Callable
from random import Random

from bench.synthetic.world.compose import Writer, draw_dates
from bench.synthetic.world.paths import mirror, path_of
from bench.synthetic.world.phrases import say
from bench.synthetic.world.plan import Plan, Truth, WorldDocument, said
from bench.synthetic.world.tables import own

#: Kind of body and a number to a plan.
Draw = Callable[[str, int], Plan]
_Text = tuple[str, list[Truth], Plan]


def several(name: str, index: int, seed: int, rng: Random, draw: Draw) -> WorldDocument:
    """A document of this kind.

    Args:
        name: key of `SEVERAL`.
        index: number of the document.
        seed: the corpus's, which the compilation's county depends on.
        rng: source of chance.
        draw: makes a plan of a kind of body.
    """
    text, parts, plan = SEVERAL[name](rng, draw, index + seed)
    return WorldDocument(path_of(plan, "txt", index), text, (name,), "load", "", tuple(parts))


def one_behind_the_other(rng: Random, draw: Draw, number: int) -> _Text:
    """Reports of any agencies and years, one text behind the other."""
    plans = [draw(rng.choice(("department", "city", "township", "office")), at) for at in range(rng.randint(2, 4))]
    return _joined(plans, rng, rng.choice(("\n", "\n\n", "\n\n\n", "\n---\n")), number)


def layouts_mixed(rng: Random, draw: Draw, number: int) -> _Text:
    """The same, each report in a layout of its own."""
    plans = [draw(rng.choice(("department", "city")), at) for at in range(rng.randint(2, 3))]
    for plan in plans:
        plan.layout = rng.choice(("pipe", "lines", "tab", "lines_pipe", "half_rows", "bars_apart"))
    return _joined(plans, rng, "\n\n", number)


def county_compilation(rng: Random, draw: Draw, number: int) -> _Text:
    """A county's compilation of its bureaus' reports, with a cover and a table of contents."""
    first = draw("department", 0)
    assert first.body.region
    place, year = first.body.region, first.year
    bureaus = rng.sample([row for row in own("departments") if row["scale"] == "county"], rng.randint(3, 5))
    plans = [_of_bureau(draw("department", 0), row["name"], row["short"]) for row in bureaus]
    for plan in plans:
        plan.year = (
            type(year)(year.number, year.edition, plan.year.cells, ()) if plan.year.edition == year.edition else year
        )
        plan.signed, plan.published = draw_dates(year.number, rng)
        plan.title_year, plan.layout, plan.header = f"{year.number}年", first.layout or "pipe", "none"
    names = [f"{plan.body.name}{year.number}年政府信息公开工作年度报告" for plan in plans]
    dots = rng.choice(("……", "........", " ", "\t"))
    cover = [f"{place.name}{year.number}年政府信息公开工作年度报告汇编", say("synthetic", rng, {}), "目录"]
    cover += [f"{name}{dots}{3 * at + 1}" for at, name in enumerate(names)]
    text, parts, plan = _joined(plans, rng, "\n\n", number)
    return "\n".join(cover) + "\n\n" + text, parts, plan


def _of_bureau(plan: Plan, name: str, short: str) -> Plan:
    """The same county, another bureau."""
    old, place = plan.body, plan.body.region
    assert place
    names = frozenset(
        one.removesuffix(end) + new
        for one in old.names
        for end in (old.own_name, old.own_short)
        if one.endswith(end)
        for new in (name, short)
    )
    plan.body = type(old)(
        old.kind,
        place,
        place.name + name,
        place.name + short,
        name,
        short,
        name[-1],
        names,
        old.codes,
        old.level,
        old.of_kind,
    )
    plan.title_name, plan.says = plan.body.name, f"我{name[-1]}"
    return plan


def two_years(rng: Random, draw: Draw, number: int) -> _Text:
    """One page that prints two years of one agency."""
    plans = [draw("department", 0), draw("department", 0)]
    while plans[1].year.number == plans[0].year.number:
        plans[1] = draw("department", 0)
    plans[1].body = plans[0].body
    plans[1].title_name, plans[1].says = plans[0].body.name, plans[0].says
    return _joined(plans, rng, rng.choice(("\n", "\n\n")), number)


def parts_without_titles(rng: Random, draw: Draw, number: int) -> _Text:
    """Reports one behind the other, each known by its announcement and by sections that start again."""
    plans = [draw(rng.choice(("department", "city", "township")), at) for at in range(rng.randint(2, 3))]
    for plan in plans:
        plan.titled, plan.header, plan.named, plan.dated, plan.says = (
            False,
            "none",
            False,
            False,
            f"我{plan.body.generic}",
        )
        plan.host = mirror(rng)
        plan.preface.append(said(rng.choice(("announce", "compiled"))))
        plan.preface.append(said("period"))
    return _joined(plans, rng, rng.choice(("\n", "\n\n")), number)


def _joined(plans: list[Plan], rng: Random, gap: str, number: int) -> _Text:
    """The reports' texts in this order; no part is a page of its own."""
    texts, parts = [], []
    for plan in plans:
        plan.layout = plan.layout or rng.choice(("pipe", "lines", "tab", "lines_pipe", "ruled_rows"))
        _, text, truth = Writer(plan, number).write()
        texts.append(text.rstrip("\n"))
        parts.append(truth)
    return gap.join(texts) + "\n", parts, plans[0]


#: Every kind of file that holds several reports.
SEVERAL: dict[str, Callable[[Random, Draw, int], _Text]] = {
    made.__name__: made
    for made in (one_behind_the_other, layouts_mixed, county_compilation, two_years, parts_without_titles)
}
