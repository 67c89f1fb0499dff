"""Everything that only reads a warehouse; for notebooks, frames of what is published now (docs/python.md).

>>> gongkai.scorecard(2023)                                     # one row a report, polars
>>> gongkai.request_outcomes(year=[2022, 2023], outcome="denied", applicant="total")
>>> gongkai.prove("法库", 2020, "予以公开", "总计", to="granted.html")   # the evidence sheet of one number
>>> gongkai.connect().sql("SELECT state, count(*) FROM cell GROUP BY state").pl()
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.assessments import (
        anomaly,
        claim_check,
        completeness,
        identity_check,
        league,
        rejected_document,
        report_coverage,
        scorecard,
        text_reuse,
        timeliness,
        unreported,
    )
    from gongkai.evidence import explain, prove
    from gongkai.figures import (
        cell,
        dim_agency,
        dispute_outcomes,
        measure,
        region_rollup,
        report,
        request_flow,
        request_outcomes,
        request_reasons,
    )
    from gongkai.pooling import pooled, whose
    from gongkai.session import connect, describe, view
    from load.errors import QueryError, WarehouseError

__all__ = [
    "QueryError",
    "WarehouseError",
    "anomaly",
    "cell",
    "claim_check",
    "completeness",
    "connect",
    "describe",
    "dim_agency",
    "dispute_outcomes",
    "explain",
    "identity_check",
    "league",
    "measure",
    "pooled",
    "prove",
    "region_rollup",
    "rejected_document",
    "report",
    "report_coverage",
    "request_flow",
    "request_outcomes",
    "request_reasons",
    "scorecard",
    "text_reuse",
    "timeliness",
    "unreported",
    "view",
    "whose",
]

_MODULES = (
    "gongkai.assessments",
    "gongkai.figures",
    "gongkai.pooling",
    "gongkai.session",
    "load.errors",
    "gongkai.evidence",
)


def __getattr__(name: str) -> object:
    """A name, imported when it is asked for: `gongkai sql` needs no frames, which take longer than most queries."""
    if name in __all__:
        return next(vars(module)[name] for module in map(import_module, _MODULES) if name in vars(module))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """What notebooks complete."""
    return __all__
