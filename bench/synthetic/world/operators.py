"""The register of operators: each imitates one kind of page and knows what is then true."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.synthetic.world.plan import Operator

#: Kinds of body for operators that suit any.
ANY = ("department", "department", "city", "township", "street_office", "office", "provincial")

#: Families of operators that change a report; `several` and `no_report` stand apart.
FAMILIES = ("when", "who", "what")

_Change = Callable[[Operator], Operator]


@dataclass(frozen=True)
class Known:
    """An operator in the register.

    Attributes:
        name: of its function.
        family: `who`, `when`, `what`.
        imitates: what kind of page, in a sentence.
        change: what it does to a plan.
        kinds: bodies that it suits, repeated as often as they shall come.
        joins: the families whose operators it may be combined with.
    """

    name: str
    family: str
    imitates: str
    change: Operator
    kinds: tuple[str, ...]
    joins: tuple[str, ...]


OPERATORS: dict[str, Known] = {}


def register(family: str, *kinds: str, joins: tuple[str, ...] = FAMILIES) -> _Change:
    """Enter the function below under its name, in order of definition."""

    def enter(change: Operator) -> Operator:
        enter_as(change.__name__, family, (change.__doc__ or "").split("\n")[0], change, kinds or ANY, joins=joins)
        return change

    return enter


def enter_as(  # noqa: PLR0913
    name: str,
    family: str,
    imitates: str,
    change: Operator,
    kinds: tuple[str, ...],
    *,
    joins: tuple[str, ...] = FAMILIES,
) -> None:
    """Enter an operator that is one of a row of them."""
    OPERATORS[name] = Known(name, family, imitates, change, kinds, joins)


def of_family(family: str) -> list[Known]:
    """The operators of a family, in order."""
    return [known for known in OPERATORS.values() if known.family == family]
