"""What people decided of agencies: which names and keys are one agency, which are two, and what one agency is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from extract.decisions.shape import TWO_AGENCIES
from transform.agencies.agency import agencies
from transform.agencies.divisions import Places
from transform.agencies.lexicon import Lexicon
from transform.shapes import AGENCY

#: What an agency is beside its names.
OF_AGENCY = pl.Schema(
    {
        name: dtype
        for name, dtype in AGENCY.items()
        if name not in {"name_printed", "name", "resolved_by", "stem", "is_full"}
    }
)
#: One side of one decision: reports read as `agency_id_read` (of them those that print `name`, where it says one) stand
#: under `agency_id`. `side` is source or value.
KEY = pl.Schema(dict.fromkeys(("decision_id", "side", "agency_id_read", "name", "agency_id"), pl.String))
#: One column of `dim_agency` that is decided.
TRAIT = pl.Schema(dict.fromkeys(("agency_id", "column_name", "value", "decision_id"), pl.String))


class Grouped(NamedTuple):
    """What decisions on agencies come to.

    Attributes:
        keys: `KEY`, of every decision that stands.
        agencies: `OF_AGENCY`, of the keys under which others' reports are to stand.
        traits: `TRAIT`.
        against: the decisions that contradict each other.
    """

    keys: pl.DataFrame
    agencies: pl.DataFrame
    traits: pl.DataFrame
    against: frozenset[str]


#: A key as it is read, with the name that is parted from it, or none.
_Node = tuple[str, str | None]
_Row = dict[str, str | None]


@dataclass(frozen=True)
class _Names:
    """What the names in decisions say by themselves: text -> its row of `AGENCY`, of those that say where they are."""

    read: dict[str, _Row]
    stems: dict[str | None, str | None]

    def key(self, text: str) -> str:
        """The key that reports of this name are read under; a key as it is."""
        return str(self.read[text]["agency_id"]) if text in self.read else text

    def parted(self, text: str) -> _Node:
        """A name as one that is apart from its key."""
        return self.key(text), self.read[text]["name"]


def grouped(rows: pl.DataFrame, places: Places, lexicon: Lexicon) -> Grouped:
    """Settle what is decided of agencies; whatever its order.

    Of two names that are apart and have one key, the first has one of its own: the key, and what its name says after
    the place. Names and keys that are one stand under the key of the last of them: the one that no decision says to be
    another's, of several the first by name. Where two agencies are apart and also, by whatever chain, one, none of
    these decisions applies; nor do two that say otherwise of one agency.

    Args:
        rows: decisions that stand, of the kinds `extract.decisions.shape.ON_AGENCIES`: decision_id, kind, source,
            value.
        places: from `load_places`.
        lexicon: from `load_lexicon`.
    """
    given = sorted(rows.select("decision_id", "kind", "source", "value").iter_rows())
    names = _names(given, places, lexicon)
    # A name that the reader cannot place any more decides nothing.
    given = [row for row in given if row[1] not in TWO_AGENCIES or row[3] in names.read]
    against: set[str] = set()
    while True:
        groups = _Groups([row for row in given if row[0] not in against], names)
        found = groups.against()
        if not found:
            return Grouped(*groups.frames(), frozenset(against))
        against |= found


def _names(given: Iterable[tuple[str, ...]], places: Places, lexicon: Lexicon) -> _Names:
    """Every name in the decisions, read."""
    texts = {source for _, _, source, _ in given} | {value for _, kind, _, value in given if kind in TWO_AGENCIES}
    asked = pl.DataFrame({"name_printed": sorted(texts)}, schema={"name_printed": pl.String})
    read = agencies(asked, places, lexicon).filter(pl.col("region_code").is_not_null())
    rows = {str(row["name_printed"]): row for row in read.iter_rows(named=True)}
    return _Names(rows, {row["name"]: row["stem"] for row in rows.values()})


class _Groups:
    """Decisions that stand, as groups of keys that are one agency."""

    def __init__(self, given: list[tuple[str, ...]], names: _Names) -> None:
        self.given, self.names = given, names
        self.apart = {
            names.parted(source)
            for _, kind, source, value in given
            if kind == "apart" and source in names.read and names.key(source) == names.key(value)
        }
        self.upper: dict[_Node, _Node] = {}
        sources, values = set[_Node](), dict[_Node, str]()
        for _, kind, source, value in given:
            if kind == "same":
                one, other = self.node(source), self.node(value)
                sources.add(one)
                values[other] = min(value, values.get(other, value))
                self.upper[self._top(one)] = self._top(other)
        members: dict[_Node, list[_Node]] = defaultdict(list)
        for node in sorted({*sources, *values}, key=str):
            members[self._top(node)].append(node)
        #: The key of each group, and the name that it was given by.
        self.heads: dict[_Node, _Node] = {}
        for top, nodes in members.items():
            named = [node for node in nodes if node in values]
            self.heads[top] = min((node for node in named if node not in sources), key=str, default=named[0])
        self.spelt = values

    def node(self, text: str) -> _Node:
        """What a name or key means: parted from its key, or that."""
        if text in self.names.read and (parted := self.names.parted(text)) in self.apart:
            return parted
        return self.names.key(text), None

    def _top(self, node: _Node) -> _Node:
        while node in self.upper and self.upper[node] != node:
            node = self.upper[node]
        return node

    def head(self, node: _Node) -> str:
        """The key under which a node's reports stand."""
        return self._own_key(self.heads.get(self._top(node), node))

    def _own_key(self, node: _Node) -> str:
        key, name = node
        if name is None:
            return key
        return f"{key}-{self.names.stems[name] or name}"

    def against(self) -> set[str]:
        """The decisions that contradict each other."""
        wrong: set[str] = set()
        torn = set[_Node]()
        for decision_id, kind, source, value in self.given:
            if kind == "apart" and self._top(self.node(source)) == self._top(self.node(value)):
                wrong.add(decision_id)
                torn.add(self._top(self.node(source)))
        said: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for decision_id, kind, source, value in self.given:
            if kind == "same" and self._top(self.node(source)) in torn:
                wrong.add(decision_id)
            elif kind not in TWO_AGENCIES:
                said[kind, self.head(self.node(source))][value].append(decision_id)
        return wrong | {it for values in said.values() if len(values) > 1 for ids in values.values() for it in ids}

    def frames(self) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
        """The keys, agencies and traits of `Grouped`."""
        keys, traits, targets = [], [], dict[str, _Row]()
        for decision_id, kind, source, value in self.given:
            sides = {"source": source, **({"value": value} if kind in TWO_AGENCIES else {})}
            for side, text in sides.items():
                node = self.node(text)
                keys.append((decision_id, side, *node, self.head(node)))
                if node in self.apart and node[1]:
                    targets.setdefault(self._own_key(node), self.names.read[text])
            if kind not in TWO_AGENCIES:
                traits.append((self.head(self.node(source)), kind, value, decision_id))
        for node in self.heads.values():
            targets.setdefault(self._own_key(node), self.names.read[self.spelt[node]])
        rows = [{**row, "agency_id": agency_id} for agency_id, row in sorted(targets.items())]
        known = pl.DataFrame(rows, schema=AGENCY).select(OF_AGENCY.names()) if rows else OF_AGENCY.to_frame()
        return pl.DataFrame(keys, schema=KEY, orient="row"), known, pl.DataFrame(traits, schema=TRAIT, orient="row")


def traits_in_full(traits: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Each decided column of `dim_agency`: a region's code has the names of its divisions beside it.

    Args:
        traits: `TRAIT` with the kind of the decision as column_name.
        places: from `load_places`.
    """
    rows = []
    for agency_id, kind, value, decision_id in traits.unique(
        ["agency_id", "column_name"], keep="first", maintain_order=True
    ).iter_rows():
        told: dict[str, str | None] = {"function_code" if kind == "function" else kind: value}
        if kind == "region":
            division = places.divisions.get(value)
            told = {
                "region_code": value,
                "province": division.province if division else None,
                "prefecture": division.prefecture if division else None,
                "county": division.county if division else None,
                "former_region_code": places.former.get(value),
                "successor_region_code": places.successor.get(value),
                "candidates": None,
            }
        rows += [(agency_id, column, text, decision_id) for column, text in told.items()]
    return pl.DataFrame(rows, schema=TRAIT, orient="row").sort(TRAIT.names())
