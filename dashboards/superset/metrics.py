"""What charts add up, for each query: sums of counts, and shares as sums over sums, never averages of shares.

Each is SQL over the query's columns, empty where nothing is known. The codes are those of `words.csv`.
"""

#: How Superset prints them (https://github.com/d3/d3-format).
COUNT, SHARE, SCORE, NUMBER = ",d", ".1%", ",.1f", ",.10~g"


def share(part: str, whole: str) -> str:
    """A sum over a sum; NULL where there is nothing to divide by."""
    return f"1.0 * SUM({part}) / NULLIF(SUM({whole}), 0)"


def least(count: str, column: str, codes: list[str]) -> str:
    """The smallest of a count's sums, one for each code of a column: so many reports stand behind each series."""
    parts = [f"SUM({count}) FILTER (WHERE {column} = '{code}')" for code in codes]
    return f"LEAST({', '.join(parts)})"


def counts(*names: str, **others: str) -> dict[str, tuple[str, str]]:
    """Sums of columns, under the columns' names or others."""
    return {code: (f"SUM({column})", COUNT) for code, column in {**{it: it for it in names}, **others}.items()}


_STATES = ("reported", "repaired", "inferred", "recognised", "decided", "missing")
_CELLS = f"SUM({' + '.join(_STATES)})"
_OUTCOMES = ["granted", "partially_granted", "denied", "unavailable", "unprocessed", "other"]
_CHANNELS = ["reconsideration", "litigation_direct", "litigation_after_reconsideration"]
_OUTCOME = {
    "outcome_share": (share("requests", "handled"), SHARE),
    "reports_least": (least("reports_known", "outcome", _OUTCOMES), COUNT),
    **counts("reports_known", "requests", "handled"),
}
#: Query -> code -> SQL and format.
METRICS: dict[str, dict[str, tuple[str, str]]] = {
    "agency_years": {"value": ("MAX(value)", NUMBER), "known": ("MIN(coverage)", SHARE)},
    "compliance_league": {
        "score": ("MAX(score)", SCORE),
        "weight_known": ("MAX(weight_known)", SHARE),
        "failed": ("MAX(failed)", COUNT),
        "unknown_rules": ("MAX(unknown)", COUNT),
    },
    "copied_text": {**counts("sections", "compared", "copied"), "copied_share": (share("copied", "compared"), SHARE)},
    "coverage_by_year": {
        "read_share": (f"1 - {share('missing', 'cells')}", SHARE),
        **counts("cells", "missing", reports="agencies"),
    },
    "dimensions_by_year": counts("reports", "sums_hold", "sums_fail", "on_time", "late", "claims_hold", "claims_fail"),
    "disputes_by_channel": {
        "correction_share": (share("corrected", "concluded"), SHARE),
        "reports_least": (least("reports_known", "channel", _CHANNELS), COUNT),
        **counts("upheld", "corrected", "other_results", "concluded", "reports_known"),
    },
    "failing_sums": {"adds_up_to": ("MAX(adds_up_to)", NUMBER), "printed": ("MAX(printed)", NUMBER)},
    "outcomes_by_applicant": _OUTCOME,
    "outcomes_by_year": _OUTCOME,
    "refusal_reasons": {
        **counts("denied", "handled", "reports_known"),
        "denied_share": (share("denied", "handled"), SHARE),
    },
    "refusals_by_province": {
        **counts("denied", "handled"),
        # Where too few reports tell, they do not stand for the others: the query's own rule, over what is added up.
        "denied_share": (
            f"CASE WHEN SUM(reports_known) >= SUM(reports) * MAX(min_told) THEN {share('denied', 'handled')} END",
            SHARE,
        ),
        **counts("reports_known", "reports"),
    },
    "refused_documents": counts("documents"),
    "requests_by_year": counts("received", "carried_in", "handled", "carried_out", "reports_known"),
    "states_by_form": {
        **counts(*_STATES),
        "missing_share": (f"1.0 * SUM(missing) / NULLIF({_CELLS}, 0)", SHARE),
        "cells": (_CELLS, COUNT),
    },
    "timeliness_by_province": {
        **counts("reports", "on_time", "late", "unknown"),
        "on_time_share": ("1.0 * SUM(on_time) / NULLIF(SUM(on_time) + SUM(late), 0)", SHARE),
        "most_days_late": ("MAX(most_days_late)", COUNT),
    },
}
