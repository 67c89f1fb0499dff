"""What a chart is to Superset: its parameters, from the few things that tell one chart from another.

Superset's own charts only: `mixed_timeseries` (two queries over one axis) and `table`.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

from dashboards.superset.metrics import METRICS
from dashboards.superset.words import say
from extract.language import Language

#: Where `gongkai dashboard` answers, unless the setting GONGKAI_DASHBOARD_URL says otherwise when Superset starts.
EVIDENCE = "http://127.0.0.1:8642/"
ROWS = 10_000


@dataclass(frozen=True)
class Trend:
    """A figure over years (or `by` something else), and behind it, on an axis of its own, the reports that tell.

    Attributes:
        code: of its title in `words.csv`.
        query: of `dashboards/queries`.
        figures: metrics of the query.
        behind: the metric of the second axis.
        series: a column of codes, of which each is a series of its own.
        over: the horizontal axis.
        mark: of the figures.
        stack: one on the other.
    """

    code: str
    query: str
    figures: tuple[str, ...]
    behind: str
    series: str = ""
    over: str = "year"
    mark: Literal["line", "bar"] = "line"
    stack: bool = False


@dataclass(frozen=True)
class Table:
    """Rows.

    Attributes:
        code: of its title in `words.csv`.
        query: of `dashboards/queries`.
        columns: code of the heading -> SQL; `{language}` in it stands for the language.
        figures: metrics of the query.
        sort: SQL of what stands first when it is largest.
        plain: figures without a bar in their cell.
        evidence: each row links to its agency in `gongkai dashboard`.
    """

    code: str
    query: str
    columns: dict[str, str]
    figures: tuple[str, ...]
    sort: str
    plain: tuple[str, ...] = field(default=())
    evidence: bool = False


Chart = Trend | Table


def title(chart: Chart, language: Language) -> str:
    """What stands above it."""
    return say("chart", chart.code, language)


def params(chart: Chart, language: Language) -> dict[str, Any]:
    """Its parameters, as Superset keeps them (`form_data`)."""
    return _trend(chart, language) if isinstance(chart, Trend) else _table(chart, language)


def _metric(query: str, code: str, language: Language) -> dict[str, Any]:
    sql, _ = METRICS[query][code]
    return {
        "expressionType": "SQL",
        "sqlExpression": sql,
        "label": say("metric", code, language),
        "hasCustomLabel": True,
        "optionName": f"metric_{code}",
    }


def _column(label: str, sql: str) -> dict[str, Any]:
    return {"expressionType": "SQL", "label": label, "sqlExpression": sql}


def _trend(chart: Trend, language: Language) -> dict[str, Any]:
    over = "year" if chart.over == "year" else f"{chart.over}_{language}"
    form = METRICS[chart.query][chart.figures[0]][1]
    return {
        "viz_type": "mixed_timeseries",
        "x_axis": over,
        "metrics": [_metric(chart.query, code, language) for code in chart.figures],
        "groupby": [f"{chart.series}_{language}"] if chart.series else [],
        "seriesType": chart.mark,
        "stack": "Stack" if chart.stack else None,
        "markerEnabled": True,
        "markerSize": 6,
        "yAxisIndex": 0,
        "y_axis_format": form,
        "y_axis_bounds": [0, None],
        "truncateYAxis": True,
        "metrics_b": [_metric(chart.query, chart.behind, language)],
        "groupby_b": [],
        "seriesTypeB": "line" if chart.mark == "bar" else "bar",
        "markerEnabledB": True,
        "markerSizeB": 6,
        "opacityB": 0.3,
        "yAxisIndexB": 1,
        "y_axis_format_secondary": METRICS[chart.query][chart.behind][1],
        "y_axis_bounds_secondary": [0, None],
        "adhoc_filters": [],
        "adhoc_filters_b": [],
        "row_limit": ROWS,
        "row_limit_b": ROWS,
        "truncate_metric": True,
        "truncate_metric_b": True,
        "rich_tooltip": True,
        "show_legend": True,
        "legendType": "scroll",
        "legendOrientation": "bottom",
        "color_scheme": "supersetColors",
        "xAxisLabelRotation": 0 if chart.over == "year" else 30,
        "xAxisLabelInterval": "0",
    }


def _table(chart: Table, language: Language) -> dict[str, Any]:
    columns = [
        _column(say("column", code, language), sql.format(language=language)) for code, sql in chart.columns.items()
    ]
    if chart.evidence:
        opened = (
            f'\'<a href="{EVIDENCE}agency?id=\' || url_encode(agency_id) || \'" target="_blank">'
            f"{say('evidence', 'open', language)}</a>'"
        )
        columns.append(_column(say("column", "evidence", language), opened))
    return {
        "viz_type": "table",
        "query_mode": "aggregate",
        "groupby": columns,
        "metrics": [_metric(chart.query, code, language) for code in chart.figures],
        "all_columns": [],
        "percent_metrics": [],
        "timeseries_limit_metric": {
            "expressionType": "SQL", "sqlExpression": chart.sort, "label": "sort", "hasCustomLabel": True,
            "optionName": "metric_sort",
        },
        "order_desc": True,
        "adhoc_filters": [],
        "row_limit": ROWS,
        "page_length": 20,
        "include_search": True,
        "allow_render_html": True,
        "show_cell_bars": True,
        "color_pn": False,
        "table_timestamp_format": "smart_date",
        "column_config": {
            say("metric", code, language): {
                "d3NumberFormat": METRICS[chart.query][code][1],
                "showCellBars": code not in chart.plain,
            }
            for code in chart.figures
        },
    }  # fmt: skip
