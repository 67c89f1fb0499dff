"""How a chart is drawn: a table as it comes, a trend by Vega-Lite (https://vega.github.io/vega-lite/docs/)."""

from typing import Any

from dashboards.superset.charts import Chart, Table, Trend
from dashboards.superset.metrics import METRICS
from dashboards.superset.words import say
from extract.language import Language


def display(chart: Chart, language: Language) -> dict[str, Any]:
    """The library that draws a chart, and what it is told."""
    if isinstance(chart, Table):
        return {"library": "table"}
    return {"library": "vega-lite", "display": _series(chart, language) if chart.series else _several(chart, language)}


def _series(chart: Trend, language: Language) -> dict[str, Any]:
    """One figure, a series for each code."""
    (figure,) = chart.figures
    series = {
        "field": say("column", chart.series, language),
        "type": "nominal",
        "legend": {"orient": "bottom", "columns": 3},
    }
    return {
        "mark": _mark(chart),
        "encoding": {
            "x": _over(chart, language),
            "y": _figure(say("metric", figure, language), chart, figure),
            "color": {**series, "title": None},
            "tooltip": _told(chart, language),
        },
    }


def _several(chart: Trend, language: Language) -> dict[str, Any]:
    """Several figures, each a series; what is unknown is no point."""
    heads = [say("metric", code, language) for code in chart.figures]
    return {
        "transform": [{"fold": heads, "as": ["series", "figure"]}],
        "mark": _mark(chart),
        "encoding": {
            "x": _over(chart, language),
            "y": _figure("figure", chart, chart.figures[0]),
            "color": {
                "field": "series",
                "type": "nominal",
                "title": None,
                "legend": {"orient": "bottom", "columns": 3},
            },
            **({"xOffset": {"field": "series"}} if chart.mark == "bar" and not chart.stack else {}),
            "tooltip": _told(chart, language),
        },
    }


def _mark(chart: Trend) -> dict[str, Any]:
    return {"type": chart.mark, **({"point": True} if chart.mark == "line" else {})}


def _over(chart: Trend, language: Language) -> dict[str, Any]:
    return {"field": say("column", chart.over, language), "type": "ordinal", "title": None, "axis": {"labelAngle": 0}}


def _figure(field: str, chart: Trend, code: str) -> dict[str, Any]:
    return {
        "field": field,
        "type": "quantitative",
        "title": None,
        "axis": {"format": METRICS[chart.query][code][1]},
        "scale": {"domainMin": 0},
        "stack": "zero" if chart.stack else None,
    }


def _told(chart: Trend, language: Language) -> list[dict[str, Any]]:
    """A point's place, its figures, and the reports behind them."""
    places = [{"field": say("column", name, language)} for name in (chart.over, chart.series) if name]
    behind = chart.behind.replace("n_least", "n_known")
    return places + [
        {"field": say("metric", code, language), "type": "quantitative", "format": METRICS[chart.query][code][1]}
        for code in dict.fromkeys([*chart.figures, behind])
    ]
