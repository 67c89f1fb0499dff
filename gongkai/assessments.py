"""How the reports hold up: the views of checks, scores and comparisons, each as a frame.

The arguments are those of `gongkai.figures`. A check has three outcomes, pass, fail and unknown; unknown is no pass.
"""

import polars as pl

from gongkai.queries.view import Filter
from gongkai.session import Warehouse, Years, view


def scorecard(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """One row a report: every dimension of compliance as pass, fail or unknown, and a weighted score.

    Grain: agency_id, report_year.
    Units: `score` is 0 to 100, of the rules that are known; `weight_known`, 0 to 1, says how much that is.
    NULL: `score` is NULL where too little of the report was read or is known: `not_scored_because` says which. Such
    a report belongs in no mean, median or rank.
    """
    return view("scorecard", year, warehouse=warehouse, **where)


def timeliness(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """Was the report published by the date that the Regulations set (Art. 49 and 50)?

    Grain: agency_id, report_year.
    Units: `days_late` and `days_early` are days from `deadline`.
    NULL: both are NULL where `status` is unknown: most documents print no date of publication.
    """
    return view("timeliness", year, warehouse=warehouse, **where)


def identity_check(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """Every sum that a report's tables must keep, within it and with last year's.

    Grain: agency_id, report_year, check_code, scope.
    Units: `lhs` and `rhs` count as the cells that they add up.
    NULL: a side is NULL unless all its terms are known; then `status` is unknown.
    """
    return view("identity_check", year, warehouse=warehouse, **where)


def claim_check(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """Each number that the prose claims, against the tables, its own parts and last year.

    Grain: report_id, claim_no, check_code.
    Units: `value`, `table_value` and `difference` are in the claim's own unit.
    NULL: `table_value` is NULL when a cell it needs is missing; then `status` is unknown.
    """
    return view("claim_check", year, warehouse=warehouse, **where)


def text_reuse(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """How much of a section's own text also stands in last year's report, or in the most similar peer's.

    Grain: report_id, section, relation.
    Units: `similarity` is the share of `own_characters` that the other prints too, 0 to 1; boilerplate never counts.
    NULL: `similarity` is NULL unless `status` is compared.
    """
    return view("text_reuse", year, warehouse=warehouse, **where)


def completeness(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """How much of each form could be read.

    Grain: agency_id, report_year, form.
    Units: counts of cells by state, which add up to `cells`; `coverage` is the share whose value is known, 0 to 1.
    NULL: none in the counts; `missing` is the number of values that are unknown.
    """
    return view("completeness", year, warehouse=warehouse, **where)


def report_coverage(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """How much of each report was read, and whether that is enough to judge it: scores and ranks go by this.

    Grain: agency_id, report_year.
    Units: `read_share` is the share of `cells` that have a value or are proved empty by the print, 0 to 1.
    NULL: `not_judged_because` is NULL where enough was read (`read_share` at least min_coverage of metric_threshold).
    """
    return view("report_coverage", year, warehouse=warehouse, **where)


def league(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """Each rate of each report among its peers (same level and function), with medians and ranks.

    Grain: agency_id, report_year, metric.
    Units: `rate`, `peer_median` and `region_median` are shares, 0 to 1; a rank of 1 is the highest rate.
    NULL: ranks where `is_ranked` is false: `not_ranked_because` says why (the rate is unknown, or too little of the
    report was read); medians and ranks also where too few peers are ranked (metric_threshold: min_peers).
    """
    return view("league", year, warehouse=warehouse, **where)


def anomaly(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """What looks like a slip: a year typed as a count, a row copied from last year, jumps.

    Grain: agency_id, report_year, kind, form, place.
    Units: `value` and `reference` are in the unit of the cell or measure.
    NULL: `value` is NULL for a whole row.
    """
    return view("anomaly", year, warehouse=warehouse, **where)


def rejected_document(*, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """The documents that were refused, and why: coverage is not only what was read.

    Grain: source_uri, sha256.
    NULL: `sha256` is NULL where the bytes could not be read; `detail` where `reason` says all.
    """
    return view("rejected_document", None, warehouse=warehouse, **where)


def unreported(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """Who did not report: an agency that reported before, in years of which others have a report, or one of the roster.

    Grain: agency_id, report_year.
    Units: `days_overdue` are days from `deadline` to the newest run.
    NULL: `deadline` where the law sets none, `days_overdue` where none has passed, `maybe_source_uri` where no held or
    rejected document may be theirs.
    """
    return view("unreported", year, warehouse=warehouse, **where)
