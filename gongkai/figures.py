"""What the reports say: the views of figures, each as a frame.

Every function takes the same: `year` keeps one report year or several, further arguments name a column and its value
or list of values (None is NULL), `warehouse` is the file, as in `gongkai.connect`. In every frame NULL is unknown or
not printed, never 0; sum known figures only, and show beside the sum how many are known.
"""

import polars as pl

from gongkai.queries.view import Filter
from gongkai.session import Warehouse, Years, view


def dim_agency(*, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """The agencies: canonical name, region, level, kind, function family.

    Grain: agency_id.
    NULL: `region_code`, `level`, `kind` and `function_code` are NULL where the reports leave them undecided.
    """
    return view("dim_agency", None, warehouse=warehouse, **where)


def report(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """Every version of every report: title, dates, source; `is_current=True` keeps the one that counts.

    Grain: report_id.
    NULL: `signed_date` and `published_date` are NULL where none is printed.
    """
    return view("report", year, warehouse=warehouse, **where)


def cell(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """Every cell of the three statutory forms; some 200 rows a report, so filter by `row_code`, `form` or agency.

    Grain: agency_id, report_year, form, row_code, column_code.
    Units: `value` counts in `unit` (count, CNY or 10k CNY).
    NULL: `value` is NULL exactly when `state` is missing; `unit` where an amount is printed without one.
    """
    return view("cell", year, warehouse=warehouse, **where)


def measure(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """The key figures of each report, tidy: requests, disputes, decisions, documents, fees.

    Grain: agency_id, report_year, measure.
    Units: `value` is a count, of fee_amount 10k CNY; `coverage` the share of its cells that are known, 0 to 1.
    NULL: `value` is NULL when one of its cells is missing.
    """
    return view("measure", year, warehouse=warehouse, **where)


def request_flow(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """Requests in, handled and left over, by `applicant`; use `applicant="total"`, never add it to its parts.

    Grain: agency_id, report_year, applicant.
    Units: counts; `clearance_rate` and `backlog_rate` are shares of `in_hand`.
    NULL: a count that is missing, and what needs it; a rate also where nothing was in hand.
    """
    return view("request_flow", year, warehouse=warehouse, **where)


def request_outcomes(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """How handled requests ended, by `applicant` and `outcome` (granted, denied, ...).

    Grain: agency_id, report_year, applicant, outcome.
    Units: `requests` of the `handled` ones; `rate` is their ratio, 0 to 1.
    NULL: `rate` is NULL when either is unknown (`coverage` below 1) or nothing was handled.
    """
    return view("request_outcomes", year, warehouse=warehouse, **where)


def request_reasons(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """Why requests ended so: each result row of form 三 with its printed `label`, all applicants together.

    Grain: agency_id, report_year, reason.
    Units: `requests` of the `handled` ones; `rate` is their ratio.
    NULL: `rate` is NULL when either is unknown or nothing was handled.
    """
    return view("request_reasons", year, warehouse=warehouse, **where)


def dispute_outcomes(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """How reviews and lawsuits about the agency's answers ended, by `channel`.

    Grain: agency_id, report_year, channel.
    Units: cases; `rate` is `corrected` of `concluded` cases.
    NULL: `concluded` when one of its three parts is missing; the rate also where nothing was concluded.
    """
    return view("dispute_outcomes", year, warehouse=warehouse, **where)


def region_rollup(year: Years = None, *, warehouse: Warehouse = None, **where: Filter) -> pl.DataFrame:
    """A measure summed over the agencies of one region, level and kind, with how many stand behind it.

    Grain: region_code, level, kind, report_year, measure.
    Units: of the measure; `coverage` is `n_known` of `n_agencies`.
    NULL: `known_sum` (a lower bound) when no figure is known; `total` unless all are.
    """
    return view("region_rollup", year, warehouse=warehouse, **where)
