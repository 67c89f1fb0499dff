"""What stands on the dashboard: tabs, and in them rows of charts, each with its width of twelve."""

from dashboards.superset.charts import Chart, Table, Trend

_PROVINCE, _YEAR = "province_{language}", "year"
_LAST_YEAR_FIRST = "MAX(report_year) * 1000000.0"

#: Tab -> rows of (chart, width).
TABS: dict[str, list[list[tuple[Chart, int]]]] = {
    "coverage": [
        [
            (Trend("coverage", "coverage_by_year", ("coverage",), "n_reports"), 6),
            (
                Trend(
                    "states", "states_by_form", ("repaired", "inferred", "recognised", "decided", "missing"),
                    "reported", mark="bar", stack=True,
                ),
                6,
            ),
        ],
        [
            (
                Table(
                    "forms", "states_by_form", {"form": "form_{language}", "year": _YEAR},
                    ("reported", "repaired", "inferred", "recognised", "decided", "missing", "missing_rate", "cells"),
                    f"{_LAST_YEAR_FIRST} + SUM(missing)",
                ),
                12,
            )
        ],
        [
            (
                Table(
                    "timeliness", "timeliness_by_province", {"province": _PROVINCE},
                    ("n_reports", "on_time", "late", "unknown", "on_time_rate", "most_days_late"), "SUM(n_reports)",
                ),
                8,
            ),
            (
                Table(
                    "refused", "refused_documents", {"refusal": "reason_{language}", "example": "example"},
                    ("documents",), "SUM(documents)",
                ),
                4,
            ),
        ],
    ],
    "requests": [
        [
            (
                Trend(
                    "flow", "requests_by_year", ("received", "carried_in", "handled", "carried_out"), "n_known",
                    mark="bar",
                ),
                6,
            ),
            (Trend("outcomes", "outcomes_by_year", ("outcome_rate",), "n_least", series="outcome"), 6),
        ],
        [
            (
                Trend(
                    "applicants", "outcomes_by_applicant", ("outcome_rate",), "n_least", series="outcome",
                    over="applicant", mark="bar", stack=True,
                ),
                6,
            ),
            (
                Table(
                    "reasons", "refusal_reasons", {"reason": "reason_{language}"},
                    ("denied", "denied_rate", "handled", "n_known"), "SUM(denied)",
                    plain=("handled", "n_known"),
                ),
                6,
            ),
        ],
        [
            (
                Table(
                    "provinces", "refusals_by_province", {"province": _PROVINCE, "level": "level_{language}"},
                    ("denied_rate", "denied", "handled", "n_known", "n_reports"), "SUM(handled)",
                    plain=("handled", "n_known", "n_reports"),
                ),
                12,
            )
        ],
    ],
    "checks": [
        [
            (Trend("disputes", "disputes_by_channel", ("correction_rate",), "n_least", series="channel"), 6),
            (
                Table(
                    "results", "disputes_by_channel", {"channel": "channel_{language}", "year": _YEAR},
                    ("upheld", "corrected", "other", "correction_rate", "n_known"),
                    f"{_LAST_YEAR_FIRST} + SUM(concluded)", plain=("n_known",),
                ),
                6,
            ),
        ],
        [
            (
                Table(
                    "dimensions", "dimensions_by_year", {"year": _YEAR},
                    (
                        "n_reports", "sums_hold", "sums_fail", "sums_unknown", "on_time", "late", "unknown",
                        "claims_hold", "claims_fail", "claims_unknown",
                    ),
                    _LAST_YEAR_FIRST,
                ),
                6,
            ),
            (
                Table(
                    "copied", "copied_text", {"section": "section_{language}", "year": _YEAR},
                    ("n_reports", "n_known", "copied", "copied_rate"), f"{_LAST_YEAR_FIRST} + SUM(copied)",
                ),
                6,
            ),
        ],
        [
            (
                Table(
                    "failing", "failing_sums",
                    {
                        "year": _YEAR, "agency": "agency_name", "check_code": "check_code_{language}",
                        "scope": "scope_{language}", "detail": "detail",
                    },
                    ("adds_up_to", "printed"), f"{_LAST_YEAR_FIRST} + MAX(ABS(adds_up_to - printed))",
                    plain=("adds_up_to", "printed"), evidence=True,
                ),
                12,
            )
        ],
    ],
    "agencies": [
        [
            (
                Table(
                    "league", "compliance_league",
                    {
                        "year": _YEAR, "agency": "agency_name", "province": _PROVINCE, "level": "level_{language}",
                        "function": "function_{language}", "not_scored": "not_scored_because_{language}",
                    },
                    ("score", "weight_known", "failed", "unknown_rules"),
                    f"{_LAST_YEAR_FIRST} - MAX(COALESCE(score, 1000))", plain=("failed", "unknown_rules"),
                    evidence=True,
                ),
                12,
            )
        ],
        [
            (
                Table(
                    "years", "agency_years",
                    {"agency": "agency_name", "measure": "measure_{language}", "year": _YEAR},
                    ("value", "known"), _LAST_YEAR_FIRST, plain=("value",), evidence=True,
                ),
                12,
            )
        ],
    ],
}  # fmt: skip

#: Tabs whose charts add up requests or cases: there one kind of agency is chosen at a time.
ADDED_UP = ("flow", "outcomes", "applicants", "reasons", "provinces", "disputes", "results")
#: Charts of documents, which have no agency.
UNFILTERED = ("refused",)


def charts() -> list[Chart]:
    """Every chart, in order."""
    return [chart for rows in TABS.values() for row in rows for chart, _ in row]
