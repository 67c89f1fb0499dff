"""The headline figures that are not what they were in the version before, with the reports that moved them."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby
from typing import cast

from htpy import Node, details, div, h3, li, p, small, span, strong, summary, ul

from gongkai.nights.night import Moved, Night, Told
from gongkai.nights.shown import command, number, said, table_of
from gongkai.proving.shown import plain_value, text
from gongkai.proving.words import Words


def part(night: Night, told: Told, words: Words) -> Node:
    """By year, the latest first, and by whose figures are added up."""
    if night.version is None:
        return p(".soft")[words("not_moved" if night.counts else "refusals_unknown")]
    if told.moved is None:
        return p(".soft")[words(told.not_compared or "refusals_unknown", before=night.before)]
    if not told.moved:
        return p(".soft")[words("none_moved")]
    groups = groupby(told.moved, key=lambda it: (it.report_year, it.whose))
    return [
        p(".soft")[words("sums_known")],
        (
            [h3[f"{year} · ", words(f"whose_{whose}")], div(".rows")[(_figure(it, night, words) for it in of)]]
            for (year, whose), of in groups
        ),
    ]


def _figure(it: Moved, night: Night, words: Words) -> Node:
    """One figure: before, now, and on demand by which reports."""
    name = table_of("headlines", "measure").get(it.measure, {})
    short = len(it.movers) < it.moved_by
    return details(id=f"moved-{it.report_year}-{it.whose}-{it.measure}")[
        summary[
            span(".name")[said(name.get("zh"), name.get("en") or it.measure)],
            span(".was")[_side(it.old_value, it.old_reports, words)],
            span(".arrow")["→"],
            span(".now")[_side(it.value, it.reports, words)],
            span(".change")[_change(it.old_value, it.value)],
        ],
        p(".soft")[_known(it, words), " ", words("moved_by", count=it.moved_by)],
        p[words("moved_first", count=len(it.movers))] if short else None,
        ul[(_mover(one, it.report_year, night, words) for one in it.movers)],
    ]


def _side(value: Decimal | None, reports: int | None, words: Words) -> Node:
    """A sum; that there is no report at all is another thing than that none of them tells."""
    return number(value, words) if reports else span(".none")[words("no_report")]


def _change(old: Decimal | None, new: Decimal | None) -> str:
    """The difference with its sign, where both are known."""
    if old is None or new is None:
        return ""
    return f"{'+' if new > old else '−' if new < old else '±'}{plain_value(abs(new - old))}"


def _known(it: Moved, words: Words) -> Node:
    """Of how many reports each sum is; of reports counted themselves nothing."""
    if it.measure == "reports":
        return None
    before: Node = [words("known_of", known=it.old_known, reports=it.old_reports), " → "] if it.old_reports else None
    return [before, words("known_of", known=it.known or 0, reports=it.reports or 0), "；"]


def _mover(one: Mapping[str, object], year: int, night: Night, words: Words) -> Node:
    """One report that moved a figure, with the command that explains it."""
    old_id, new_id = one["old_report_id"], one["report_id"]
    old, new = cast("Decimal | None", one["old_value"]), cast("Decimal | None", one["value"])
    told = words("came_in") if old_id is None else words("went_out") if new_id is None else None
    return li[
        strong[text(one["agency"] or one["agency_id"])], " ",
        _side(old, old_id is not None, words), " → ", _side(new, new_id is not None, words),
        [" ", small[told]] if told else None,
        command("explain", one["agency_id"], year, warehouse=night.warehouse) if new_id is not None else None,
    ]  # fmt: skip
