"""The reports that a run brought, each with its document and the commands that lead from it to every number."""

from htpy import Node, code, details, div, p, span, summary

from gongkai.explaining.parts import parted
from gongkai.nights.night import Brought, Night, Told
from gongkai.nights.shown import command
from gongkai.proving.shown import state_mark, text
from gongkai.proving.words import Words

#: The states of a number, from printed to unknown; their words are those of the evidence sheet.
STATES = ("reported", "repaired", "inferred", "recognised", "decided", "missing")
#: The cell that the command for an evidence sheet names: it stands in every edition of the form.
CELL = ("new_received", "total")


def part(night: Night, told: Told, words: Words) -> Node:
    """Report by report, the latest year first."""
    if night.counts is None or told.error:
        return None if told.error else p(".soft")[words("refusals_unknown")]
    if not told.brought:
        return p(".soft")[words("none_brought")]
    count = told.brought[0].brought
    since = f"(SELECT started_at FROM ingest_run WHERE run_id = '{night.run_id}')"
    query = f"SELECT agency_id, report_year, source_uri, sha256 FROM report WHERE ingested_at = {since}"
    return [
        div(".rows")[(_report(one, night, words) for one in told.brought)],
        p[
            words("all_documents", shown=len(told.brought), count=f"{count:,}"),
            command("sql", query, warehouse=night.warehouse),
        ]
        if count > len(told.brought)
        else None,
    ]


def _report(one: Brought, night: Night, words: Words) -> Node:
    """One report: whose, on which year, how its numbers were read; on demand from where, and how to see more."""
    return details(id=f"report-{one.report_id}")[
        summary[
            span(".name")[text(one.agency or one.agency_id), f" {one.report_year}"],
            span(".states")[_states(one, words)],
            span(".where")[text(one.source_uri, None)],
        ],
        p[code[f"sha256 {one.sha256}"]],
        p[words("how_explain")],
        command("explain", _named(one), warehouse=night.warehouse),
        [
            p[words("how_prove")],
            command("prove", one.agency_id, one.report_year, *CELL, "-o", "sheet.html", warehouse=night.warehouse),
        ]
        if one.is_current
        else None,
    ]


def _states(one: Brought, words: Words) -> Node:
    """How many of its numbers have each state; the failing sums."""
    if not one.is_current:
        return span(".badge")[words("older_version")]
    counts = [(state, getattr(one, state)) for state in STATES]
    return [
        [[state_mark(state, words, short=True), f" {count} "] for state, count in counts if count],
        span(".badge.fail")[words("sums_fail", count=one.failing)] if one.failing else None,
    ]


def _named(one: Brought) -> str:
    """A report's document by its digest, which no move or renaming touches; with its number in it."""
    _, part = parted(one.source_uri)
    return f"{one.sha256}#part={part}" if part else one.sha256
