"""A reader whose answers hang on bytes, names and manifests as the real one's do, in a few lines and at once.

A document is lines `who: x`, `year: 2021`, `part` (another report begins), `no report`; what it does not say, folders
named `who=x` or `year=2021` among its names tell, and manifests. Hints that contradict each other leave it open. What
people decided holds.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from flows.run.batches import StoredBatch, read_stored_batch
from flows.run.readers import Handle
from tests.load.batches import tables_of
from transform.document.evidence.decided import NO_REPORT

Decided = dict[str, dict[str, Any]]
_NAMED = re.compile(r"\b(who|year)=(\w+)")
_PRINTED = re.compile(r"^(who|year): (\w+)$", re.MULTILINE)


def read(
    documents: pl.DataFrame,
    forms: object = None,
    manifest: pl.DataFrame | None = None,
    decided: pl.DataFrame | None = None,
) -> dict[str, pl.DataFrame]:
    """As `transform.batch.read_batch`."""
    del forms
    said: dict[str, list[dict[str, Any]]] = {}
    for row in [] if manifest is None else manifest.iter_rows(named=True):
        said.setdefault(row["source_uri"], []).append(row)
    by = {} if decided is None else {row["source_uri"]: row for row in decided.iter_rows(named=True)}
    rows = [it for row in documents.iter_rows(named=True) for it in _parts(row, said.get(row["source_uri"], []), by)]
    return tables_of(*rows)


def _parts(row: dict[str, Any], said: Sequence[dict[str, Any]], by: Decided) -> list[dict[str, Any]]:
    """What one document holds, as `tests.load.batches.document` gives it."""
    if row["reason"]:
        return [{"uri": row["source_uri"], "part": 1, "sha256": row["sha256"], "rejected": row["reason"]}]
    names = [row["source_uri"], *(row["names"] or []), *([row["url"]] if row["url"] else [])]
    hints = {"who": set[str](), "year": set[str]()}
    for name in names:
        for about, value in _NAMED.findall(name):
            hints[about].add(value)
    for it in said:
        hints["who"] |= {it["manifest_agency"]} - {None}
        hints["year"] |= {str(it["manifest_year"])} if it["manifest_year"] else set()
    parts = row["text"].split("\npart\n")
    return [_part(row, number, text, hints, by) for number, text in enumerate(parts, start=1)]


def _part(row: dict[str, Any], number: int, text: str, hints: dict[str, set[str]], by: Decided) -> dict[str, Any]:
    printed = dict(_PRINTED.findall(text))
    known = {about: {printed[about]} if about in printed else found for about, found in hints.items()}
    uri = row["source_uri"] + (f"#part={number}" if number > 1 else "")
    found = {"uri": uri, "part": number, "sha256": row["sha256"], "text": text}
    found |= {"decoded_by": row["decoded_by"], "read_from": row["read_from"] or "text"}
    decided = by.get(uri, {})
    known |= {"who": {decided["decided_agency"]}} if decided.get("decided_agency") else {}
    known |= {"year": {str(decided["decided_year"])}} if decided.get("decided_year") else {}
    if decided.get("decided_report") is False:
        return {**found, "rejected": NO_REPORT}
    if "no report" in text and not decided.get("decided_report"):
        return {**found, "rejected": "not_a_report"}
    for about, reason in (("who", "agency_unknown"), ("year", "year_unknown")):
        if len(known[about]) != 1:
            return {**found, "held": reason, "agency": "; ".join(sorted(known["who"])) or "?"}
    (agency,), (year,) = known["who"], known["year"]
    cells = {("granted", "total"): len(text)}
    return {**found, "agency": agency, "year": int(year), "names": len(printed) < 2, "cells": cells, "url": row["url"]}


class Now:
    """Reads a batch when it is asked to, in this process: `flows.run.readers.Readers`."""

    at_once = 1

    def start(self, batch: StoredBatch) -> Handle:
        """Read."""
        return _Done(read_stored_batch(batch))


class _Done:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def result(self) -> Path:
        """The batch's folder."""
        return self.folder
