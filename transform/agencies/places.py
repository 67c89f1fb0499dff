"""Where a printed name says it is: the longest chain of China's divisions at its start."""

from collections.abc import Iterator
from dataclasses import dataclass

from transform.agencies.divisions import HEAD, Division, Form, Places


@dataclass(frozen=True, slots=True)
class Place:
    """What a name's beginning says about where.

    Attributes:
        end: how many characters name the place; 0 where none does.
        division: the division; None where undecided.
        rule: `place_chain`, `unique_county`, `renamed_division`, `shortened_county`, `zone`, `ambiguous_place`,
            `two_bodies` (two names together, or a place that does not lie in the first: neither is meant) or
            `no_place`.
        candidates: every division that the characters may mean.
        short: whether the last name is a shortened one.
        weak: whether it is a county's name without its ending, which stands only before a body that is understood.
        zone: the zone within the division; empty where none is named.
        level: the level of the agencies there; None where the candidates differ.
        common: whether only a common noun (东区) names it: then the candidates are no more than a guess.
    """

    end: int
    division: Division | None
    rule: str
    candidates: tuple[Division, ...] = ()
    short: bool = False
    weak: bool = False
    zone: str = ""
    level: str | None = None
    common: bool = False


NOWHERE = Place(0, None, "no_place")
TWO = Place(0, None, "two_bodies")


def find_place(name: str, places: Places, *, stems: bool = False) -> Place:
    """The division that the longest consistent chain of names at the start of `name` ends in.

    A chain goes downward (province, prefecture, county), may leave out upper levels, and each name lies in
    the one before it. Of equally long chains that end in different divisions, none is taken.

    Args:
        name: without white space.
        places: the index.
        stems: whether counties' names without their ending count too, as they do before a body that is understood.
    """
    chains = [chain for chain in _chains(name, 0, (), places, stems) if _can_end(name, chain, places, stems)]
    if not chains:
        return NOWHERE
    end = max(_length(chain) for chain in chains)
    longest = [chain for chain in chains if _length(chain) == end]
    candidates = tuple({chain[-1].now.region_code: chain[-1].now for chain in longest}.values())
    best = max(longest, key=lambda chain: (bool(chain[-1].zone), len(chain)))
    levels = {chain[-1].level for chain in longest}
    level = levels.pop() if len(levels) == 1 else None
    if all(chain[-1].needs == "parent" and len(chain) == 1 for chain in longest):
        return Place(end, None, "ambiguous_place", candidates, common=True)
    weak = any(chain[-1].needs == "body" for chain in longest)
    short = all(chain[-1].short for chain in longest)
    if len(candidates) > 1:
        return Place(end, None, "ambiguous_place", candidates, short, weak, level=level)
    return Place(end, candidates[0], _rule(best), candidates, short, weak, best[-1].zone, best[-1].level)


def _rule(chain: tuple[Form, ...]) -> str:
    """Which rule a decided chain followed."""
    last = chain[-1]
    if last.zone:
        return "zone"
    if last.now is not last.division:
        return "renamed_division"
    if last.needs == "body":
        return "shortened_county"
    return "unique_county" if len(chain) == 1 and last.division.level == "county" else "place_chain"


def _chains(name: str, start: int, above: tuple[Form, ...], places: Places, stems: bool) -> Iterator[tuple[Form, ...]]:
    """Every chain of names from `start` on that lies below `above`."""
    for form in places.forms.get(name[start : start + HEAD], ()):
        if form.needs == "body" and not stems:
            continue
        if name.startswith(form.text, start) and (not above or _lies_below(form, above[-1])):
            chain = (*above, form)
            yield chain
            yield from _chains(name, start + len(form.text), chain, places, stems)


def _lies_below(form: Form, above: Form) -> bool:
    """Whether a chain may go on from `above` to `form`; of two zones of one division the second is the smaller."""
    within = bool(form.zone and above.zone) and form.zone != above.zone and form.division == above.division
    return within or form.division.lies_in(above.division)


def _can_end(name: str, chain: tuple[Form, ...], places: Places, stems: bool) -> bool:
    """A short name that runs on into a division's ending is another, unknown place's beginning.

    Not so before a body that is understood, as where `stems` count: 长汀市场监督管理局 is no 长汀市.
    """
    last, following = chain[-1], name[_length(chain) :][:1]
    if last.needs == "child":
        # 阿克苏 alone is the prefecture or the city in it.
        return stems
    if last.needs == "above" and len(chain) == 1:
        return False
    return stems or not (last.short and following in places.endings)


def _length(chain: tuple[Form, ...]) -> int:
    return sum(len(form.text) for form in chain)
