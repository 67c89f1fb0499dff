"""League: compliance score or a rate, every agency of a year, among its peers."""

from typing import Any

import marimo as mo
import polars as pl

from dashboards import charts, html
from dashboards.view import SCORE, View

TITLE = "League"
FILTERS = ("metric", "year", "region", "level", "function")
#: So few known values make no median of a province.
LEAST = 5


def show(view: View) -> list[mo.Html]:
    """How many are told, how they lie, and each of them."""
    is_score = view.chosen["metric"] == SCORE
    query = "league_score" if is_score else "league_rate"
    rows = view.rows(query)
    if rows.is_empty():
        return [
            html.nothing(
                "No agency fits these filters.", next_step="Choose another year, or take a filter away with its ×."
            )
        ]
    ranked = pl.col("value").is_not_null() if is_score else pl.col("is_ranked")
    told = rows.filter(ranked)
    by_province = _map(view, view.rows(query, region=None), ranked, [0.0, 100.0] if is_score else [0.0, 1.0])
    return [
        _figures(rows, told, is_score=is_score),
        html.beside(_spread(told, rows, is_score=is_score), by_province),
        _table(rows, view, is_score=is_score),
    ]


def _figures(rows: pl.DataFrame, told: pl.DataFrame, *, is_score: bool) -> mo.Html:
    """The cards: no rate without what stands behind it."""
    middle: Any = told["value"].median()
    behind = "score told" if is_score else "rate known and nine tenths of the report read"
    return html.cards(
        ("agencies", html.number(rows.height), "with a report that fit the filters"),
        ("ranked", html.number(told.height), f"{html.share(told.height, rows.height)}: {behind}"),
        ("median", html.number(middle, percent=not is_score), f"of the {html.number(told.height)} ranked"),
        ("not ranked", html.number(rows.height - told.height), "shown below, in no median"),
    )


def _spread(told: pl.DataFrame, rows: pl.DataFrame, *, is_score: bool) -> mo.Html:
    """The histogram."""
    title = "score, 0 to 100" if is_score else "rate"
    chart = charts.histogram(told["value"], title, "agencies", percent=not is_score)
    note = f"{html.number(told.height)} of {html.number(rows.height)} agencies; the others cannot be ranked."
    return mo.vstack([html.heading("How agencies lie", note), charts.styled(chart, 300)])


def _map(view: View, rows: pl.DataFrame, ranked: pl.Expr, domain: list[float]) -> mo.Html:
    """Medians by province, of all of them: the way from one region to the next."""
    told = rows.filter(ranked)
    median = (
        rows.group_by("region")
        .agg(agencies=pl.len())
        .join(told.group_by("region").agg(value=pl.col("value").median(), known=pl.len()), on="region", how="left")
        .with_columns(pl.col("known").fill_null(0))
        .select(
            "region",
            value=pl.when(pl.col("known") >= LEAST).then("value"),
            told="known",
            whole="agencies",
            href=pl.col("region").map_elements(lambda it: view.link("league", region=it, metric=view.chosen["metric"]),
                                               pl.String),
        )
    )  # fmt: skip
    chart = charts.tile_map(median, "median", ".0f" if domain[1] > 1 else ".0%", domain)
    note = f"Median of the agencies ranked, ranked/all; empty where fewer than {LEAST} are ranked."
    return mo.vstack([html.heading("By province", note), charts.styled(chart, 370)])


def _table(rows: pl.DataFrame, view: View, *, is_score: bool) -> mo.Html:
    """Every agency."""
    if is_score:
        shown = rows.select(
            "agency", "agency_id", "province", score="value", weight_known="coverage", failed_on="failed_on",
            failed="failed", passed="passed", unknown="unknown",
        )  # fmt: skip
        note = "weight_known: how much of the rules' weight could be told; a score on little of it says little."
        return mo.vstack([html.heading("Each agency", note), html.agencies(shown, percent=["weight_known"])])
    shown = rows.select(
        "agency", "agency_id", "province", rate="value", numerator="numerator", denominator="denominator",
        peer_rank="peer_rank", peers="peers", peer_median="peer_median", report_read="coverage",
    )  # fmt: skip
    note = "peer_rank: among agencies of the same level and function in the whole country, 1 is the highest rate."
    year = str(view.chosen["year"])
    return mo.vstack(
        [
            html.heading("Each agency", note),
            html.agencies(shown, percent=["rate", "peer_median", "report_read"], year=year),
        ]
    )
