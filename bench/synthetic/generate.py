"""The stream of reports: which agency, which years, which layout."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from bench.synthetic.agencies import agency
from bench.synthetic.edition import Edition, years_of
from bench.synthetic.garbles.mistakes import choose_mistakes
from bench.synthetic.layout.render import LAYOUTS
from bench.synthetic.report import Recipe, SyntheticReport, compose, told_by
from bench.synthetic.truth import Year, history

#: Consecutive years that one agency reports on, where the editions have that many.
YEARS_PER_AGENCY = 4


@dataclass(frozen=True)
class Settings:
    """What every report of a run shares; see `generate`."""

    seed: int
    editions: tuple[str, ...] = ("2019", "2021")
    layouts: tuple[str, ...] = LAYOUTS
    garbles: tuple[str, ...] = ()
    garbles_per_report: int = 0
    mistakes: float = 0.0
    prose: str = "plain"
    contradictions: float = 0.0


def generate(  # noqa: PLR0913
    count: int,
    seed: int,
    *,
    editions: tuple[str, ...] = ("2019", "2021"),
    layouts: tuple[str, ...] = LAYOUTS,
    garbles: tuple[str, ...] = (),
    garbles_per_report: int = 0,
    mistakes: float = 0.0,
    prose: str = "plain",
    contradictions: float = 0.0,
) -> Iterator[SyntheticReport]:
    """Reports with known truth, agency by agency, each agency's years ascending.

    Report `i` depends on the seed and `i` alone: fewer reports are the beginning of more reports.

    Args:
        count: how many.
        seed: source of all chance.
        editions: editions of the form to use; they must follow each other.
        layouts: layouts to choose from, one for each report.
        garbles: names of garbles to choose from.
        garbles_per_report: how many of them each report gets; fewer where its layout or content has no room.
        mistakes: share of reports in which the author breaks exactly one identity.
        prose: `plain`, or a set of varied templates: `seen`, `held_out` or `fresh`.
        contradictions: share of reports whose varied prose contradicts itself or the tables once.
    """
    settings = Settings(seed, editions, layouts, garbles, garbles_per_report, mistakes, prose, contradictions)
    for index in range(count):
        yield make_report(settings, index)


def make_report(settings: Settings, index: int) -> SyntheticReport:
    """The report with this number."""
    years_per_agency = min(YEARS_PER_AGENCY, len(years_of(settings.editions)))
    number, place = divmod(index, years_per_agency)
    seed = f"{settings.seed}|{index}"
    years = history_of(settings, number, years_per_agency)
    last = told_by(years[place - 1], f"{settings.seed}|{index - 1}") if place else None
    recipe = Recipe(
        name=f"synthetic-{settings.seed}-{index:06d}",
        layout=Random(f"{seed}|layout").choice(settings.layouts),
        garbles=settings.garbles,
        garbles_per_report=settings.garbles_per_report,
        prose=settings.prose,
        contradict=Random(f"{seed}|contradict").random() < settings.contradictions,
        last=last,
    )
    return compose(agency(number), years[place], recipe, seed)


@lru_cache(maxsize=8)
def history_of(settings: Settings, number: int, length: int) -> list[Year]:
    """The consecutive years of one agency."""
    rng = Random(f"{settings.seed}|agency {number}")
    covered: list[tuple[int, Edition]] = sorted(years_of(settings.editions).items())
    start = rng.randint(0, len(covered) - length)
    years = covered[start : start + length]
    wrong = choose_mistakes(rng, [edition for _, edition in years], settings.mistakes)
    return history(rng, years, wrong)
