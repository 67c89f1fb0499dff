"""The stream of documents: operator after operator, then combinations, decoys and files of several reports."""

from collections.abc import Iterator
from functools import lru_cache
from random import Random

from bench.synthetic.edition import load_editions, years_of
from bench.synthetic.facts import facts
from bench.synthetic.truth import Year, history
from bench.synthetic.world import when
from bench.synthetic.world.compose import Writer, draw_dates
from bench.synthetic.world.operators import ANY, FAMILIES, Known, of_family
from bench.synthetic.world.paths import path_of
from bench.synthetic.world.plan import Plan, WorldDocument
from bench.synthetic.world.what import headings, left, script, spam, tables
from bench.synthetic.world.what.decoys import DECOYS, decoy_text, imitates
from bench.synthetic.world.what.several import SEVERAL, several
from bench.synthetic.world.who import margins, sentences, titles
from bench.synthetic.world.who.bodies import body
from bench.synthetic.world.who.body import Body
from bench.synthetic.world.words import words_of

#: Modules whose operators stand in the register once they are imported.
_REGISTERED = (titles, sentences, margins, when, left, headings, tables, script, spam)
#: Pairs and triples of families that are combined.
_COMBINED = {
    "who + when": ("when", "who"),
    "who + what": ("who", "what"),
    "when + what": ("when", "what"),
    "who + when + what": FAMILIES,
}
#: How often a combination's row comes for once of an operator's.
_OFTEN = 8


@lru_cache(maxsize=1)
def rows() -> tuple[tuple[str, str, str], ...]:
    """Every row that documents count in: family, name, what it imitates."""
    single = [
        (known.family, known.name, known.imitates) for family in ("who", "when", "what") for known in of_family(family)
    ]
    combined = [("combined", name, "Operators of these families together.") for name in _COMBINED] * _OFTEN
    made = [("several", name, (build.__doc__ or "").split("\n")[0]) for name, build in SEVERAL.items()]
    decoys = [("no report", name, imitates(name)) for name in DECOYS]
    return (*single, *combined, *made, *made, *decoys)


def world(count: int, seed: int) -> Iterator[WorldDocument]:
    """So many documents; document `i` depends on the seed and `i` alone."""
    for index in range(count):
        yield world_document(index, seed)


def world_document(index: int, seed: int) -> WorldDocument:
    """The document with this number."""
    rank = index // len(rows())
    family, name, _ = rows()[_shuffled(seed, rank)[index % len(rows())]]
    rng = Random(f"{seed}|world {index}")
    if family == "several":
        return several(name, index, seed, rng, lambda kind, at: draw_plan(kind, index + at * 7919, seed, rng))
    if family == "no report":
        return _decoy(name, index, seed, rng)
    chosen = _chosen(family, name, rng)
    return _report(name, chosen, index, seed, rng)


@lru_cache(maxsize=256)
def _shuffled(seed: int, rank: int) -> list[int]:
    """Each round goes through all rows in an order of its own."""
    return Random(f"{seed}|round {rank}").sample(range(len(rows())), len(rows()))


def _chosen(family: str, name: str, rng: Random) -> dict[str, Known]:
    """The operator, or one of each combined family that go together."""
    if family != "combined":
        return {family: next(known for known in of_family(family) if known.name == name)}
    families = _COMBINED[name]
    return {
        part: rng.choice([known for known in of_family(part) if set(families) - {part} <= set(known.joins)])
        for part in families
    }


def _report(name: str, chosen: dict[str, Known], index: int, seed: int, rng: Random) -> WorldDocument:
    kinds = chosen["who"].kinds if "who" in chosen else next(iter(chosen.values())).kinds
    plan = draw_plan(rng.choice(kinds), index, seed, rng)
    for family in FAMILIES:
        if family in chosen:
            chosen[family].change(plan)
    path, text, truth = Writer(plan, index).write()
    operators = (name, *(known.name for known in chosen.values() if known.name != name))
    parts = (truth,) if plan.expect == "load" else ()
    known = truth.names if plan.reason == "year_unknown" else frozenset[str]()
    return WorldDocument(path, text, operators, plan.expect, plan.reason, parts, plan.spam, known)


def draw_plan(kind: str, index: int, seed: int, rng: Random) -> Plan:
    """An ordinary report of a body of this kind, before any operator."""
    speaker, year = body(kind, index, seed, rng), draw_year(rng)
    signed, published = draw_dates(year.number, rng)
    shown = f"{year.number}{rng.choice(('年', '年', '年度', ' 年'))}"
    return Plan(rng, speaker, year, _says(speaker, rng), speaker.name, shown, published, signed)


def _says(speaker: Body, rng: Random) -> str:
    """What it calls itself in an ordinary report."""
    ours = f"{rng.choice('我本')}{speaker.generic}"
    return rng.choice((ours, ours, ours, speaker.name, speaker.own_short if speaker.of_kind == "department" else ours))


def draw_year(rng: Random) -> Year:
    """Truth of a year: the second of two, so that something was carried in."""
    covered = sorted(years_of(tuple(load_editions())).items())
    start = rng.randrange(len(covered) - 1)
    return history(rng, covered[start : start + 2], ["", ""])[rng.randrange(2)]


def _decoy(name: str, index: int, seed: int, rng: Random) -> WorldDocument:
    plan = draw_plan(rng.choice(ANY), index, seed, rng)
    words = words_of(plan, facts(plan.year.edition, plan.year.cells, rng))
    text = decoy_text(name, plan, words)
    return WorldDocument(path_of(plan, "txt", index), text, (name,), "reject", imitates(name), ())
