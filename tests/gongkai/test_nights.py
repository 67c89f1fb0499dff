"""The page of a run has words for whatever the code may say."""

import re

import polars as pl

from gongkai.nights.shown import NIGHTS
from tests.flows.command import ROOT

#: Where the code says why a document is refused.
_REASON = re.compile(
    r"UnreadableError\(\s*\"([a-z_]+)\"|Raw\([^()]*None, \"([a-z_]+)\"|reason=pl\.lit\(\"([a-z_]+)\"\)"
    r"|refused\([^()]*\"([a-z_]+)\"|pl\.lit\(\"(\w+_unknown)\"\)"
)


def test_every_reason_and_figure_has_its_words() -> None:
    code = [
        path.read_text(encoding="utf-8")
        for top in ("extract", "transform", "flows")
        for path in (ROOT / top).rglob("*.py")
    ]
    reasons = {word for text in code for found in _REASON.findall(text) for word in found if word}
    assert {"agency_unknown", "too_large", "hijacked", "parts_unclear", "needs_scans"} <= reasons
    worded = pl.read_csv(NIGHTS / "refusals.csv")
    assert reasons <= set(worded["reason"])
    assert worded.null_count().sum_horizontal().item() == 0
    measures = set(pl.read_csv(ROOT / "data/metrics/measures.csv")["measure"]) | {"reports"}
    assert set(pl.read_csv(NIGHTS / "headlines.csv")["measure"]) <= measures
