"""How surely an agency is one key: reports that print who they are in every way, with known truth.

`python -m bench.agencies [--count N] [--seed S]`, or `make accuracy ARGS="--agencies"`. Each agency reports four times:
under names that vary (spaces, full-width forms, 区 or 县 left out, abbreviations, renamed bureaus and counties), or it
calls itself 我局 or 市教育局 and leaves the rest to its signature, page, host, folder or a manifest. Printed:

- key right: share of the reports whose agency can be known that have its key; the bar is 99.5 %;
- false merges: keys that hold reports of two agencies; the bar is 0;
- not to be known: reports without evidence (one of four 鼓楼区), which must keep a key of their own or be refused.
"""

from argparse import ArgumentParser
from collections import defaultdict
from dataclasses import dataclass

import polars as pl

from bench.synthetic.agency_variants import Variant, agency_variants
from extract.documents import document_batches
from extract.lists.manifest import MANIFEST
from extract.pages import page_texts
from extract.raw import Raw
from transform.batch import read_batch

#: Documents in a batch, as in a run.
_BATCH = 1000
_SHOWN = 12


@dataclass(frozen=True)
class Result:
    """What was read of the corpus.

    Attributes:
        way: how the agency was said; `all` for the sum.
        reports: how many.
        knowable: those whose agency their evidence tells.
        right: of these, those with the right key.
        apart: of the others, those that were refused or have a key of their own.
        merges: keys that hold two agencies.
    """

    way: str
    reports: int
    knowable: int
    right: int
    apart: int
    merges: int

    def row(self) -> str:
        """One line of the table."""
        share = f"{100 * self.right / self.knowable:.3f} %" if self.knowable else "-"
        unknowable = self.reports - self.knowable
        return f"{self.way} | {self.reports} | {share} | {self.apart} of {unknowable} | {self.merges}"


def read_keys(variants: list[Variant]) -> dict[str, str | None]:
    """The key that each document was given: source_uri -> agency_id, None where it was refused."""
    told = [(v.source_uri, v.manifest_agency, None, None, None) for v in variants if v.manifest_agency is not None]
    manifest = pl.DataFrame(told, schema=MANIFEST, orient="row")
    keys: dict[str, str | None] = {variant.source_uri: None for variant in variants}
    raws = (Raw(variant.source_uri, variant.text.encode()) for variant in variants)
    for batch in document_batches(raws, (), batch_documents=_BATCH):
        tables = read_batch(page_texts(batch.documents), manifest=manifest)
        keys |= dict(tables["report"].select("source_uri", "agency_id").iter_rows())
    return keys


def measure(variants: list[Variant]) -> list[Result]:
    """Compare the keys with the truth, way by way, the sum last."""
    keys = read_keys(variants)
    holders: dict[str, set[str]] = defaultdict(set)
    for variant in variants:
        if key := keys[variant.source_uri]:
            holders[key].add(variant.truth)
    merged = {key for key, agencies in holders.items() if len(agencies) > 1}
    ways = dict.fromkeys(variant.way for variant in variants)
    groups = {way: [variant for variant in variants if variant.way == way] for way in ways} | {"all": variants}
    return [_result(way, group, keys, merged, holders) for way, group in groups.items()]


def _result(
    way: str,
    group: list[Variant],
    keys: dict[str, str | None],
    merged: set[str],
    holders: dict[str, set[str]],
) -> Result:
    knowable = [variant for variant in group if variant.expected]
    others = [variant for variant in group if not variant.expected]
    apart = [v for v in others if (key := keys[v.source_uri]) is None or len(holders[key]) == 1]
    return Result(
        way,
        len(group),
        len(knowable),
        sum(keys[variant.source_uri] == variant.expected for variant in knowable),
        len(apart),
        len({keys[variant.source_uri] for variant in group} & merged),
    )


def main() -> None:
    """Print the table, and the first wrong keys."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=4000, help="reports")
    parser.add_argument("--seed", type=int, default=1)
    options, _ = parser.parse_known_args()
    variants = list(agency_variants(options.count, options.seed))
    agencies = len({variant.truth for variant in variants})
    print(f"{len(variants)} synthetic reports of {agencies} agencies, seed {options.seed}")
    print("how it is said | reports | key right | kept apart | false merges")
    for result in measure(variants):
        print(result.row(), flush=True)
    keys = read_keys(variants)
    wrong = [v for v in variants if v.expected and keys[v.source_uri] != v.expected]
    for variant in wrong[:_SHOWN]:
        print(f"wrong: {variant.way} {variant.source_uri}: {variant.expected} read as {keys[variant.source_uri]}")


if __name__ == "__main__":
    main()
