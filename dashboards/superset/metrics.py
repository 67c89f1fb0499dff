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
    "outcome_rate": (share("requests", "handled"), SHARE),
    "n_least": (least("n_known", "outcome", _OUTCOMES), COUNT),
    **counts("n_known", "n_reports", "requests", "handled"),
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
    "copied_text": {**counts("n_reports", "n_known", "copied"), "copied_rate": (share("copied", "n_known"), SHARE)},
    "coverage_by_year": {
        "coverage": (f"1 - {share('missing', 'cells')}", SHARE),
        **counts("cells", "missing", "n_reports"),
    },
    "dimensions_by_year": counts(
        "n_reports",
        "sums_hold",
        "sums_fail",
        "sums_unknown",
        "on_time",
        "late",
        "unknown",
        "claims_hold",
        "claims_fail",
        "claims_unknown",
    ),
    "disputes_by_channel": {
        "correction_rate": (share("corrected", "concluded"), SHARE),
        "n_least": (least("n_known", "channel", _CHANNELS), COUNT),
        **counts("upheld", "corrected", "other", "concluded", "n_known", "n_reports"),
    },
    "failing_sums": {"adds_up_to": ("MAX(adds_up_to)", NUMBER), "printed": ("MAX(printed)", NUMBER)},
    "outcomes_by_applicant": _OUTCOME,
    "outcomes_by_year": _OUTCOME,
    "refusal_reasons": {
        **counts("denied", "handled", "n_known", "n_reports"),
        "denied_rate": (share("denied", "handled"), SHARE),
    },
    "refusals_by_province": {
        **counts("denied", "handled"),
        # Where too few reports tell, they do not stand for the others: the query's own rule, over what is added up.
        "denied_rate": (
            f"CASE WHEN SUM(n_known) >= SUM(n_reports) * MAX(min_told) THEN {share('denied', 'handled')} END",
            SHARE,
        ),
        **counts("n_known", "n_reports"),
    },
    "refused_documents": counts("documents"),
    "requests_by_year": counts("received", "carried_in", "handled", "carried_out", "n_known", "n_reports"),
    "states_by_form": {
        **counts("n_reports", *_STATES),
        "missing_rate": (f"1.0 * SUM(missing) / NULLIF({_CELLS}, 0)", SHARE),
        "cells": (_CELLS, COUNT),
    },
    "timeliness_by_province": {
        **counts("n_reports", "on_time", "late", "unknown"),
        "on_time_rate": ("1.0 * SUM(on_time) / NULLIF(SUM(on_time) + SUM(late), 0)", SHARE),
        "most_days_late": ("MAX(most_days_late)", COUNT),
    },
}
