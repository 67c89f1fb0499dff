"""League: compliance score or a rate, every agency of a year, among its peers."""

from typing import Any

import marimo as mo
import polars as pl

from dashboards import charts, html
from dashboards.view import SCORE, View
from extract.language import N_, _
from gongkai.words import spaced

TITLE = N_("League")
FILTERS = ("metric", "year", "region", "level", "function")


def show(view: View) -> list[mo.Html]:
    """How many are ranked, how they lie, each of them, and who is not ranked and why."""
    is_score = view.chosen["metric"] == SCORE
    rows = view.rows("league_score" if is_score else "league_rate")
    if rows.is_empty():
        return [
            html.empty(
                _("No agency fits these filters."),
                next_step=_("Choose another year, or take a filter away with its ×."),
            )
        ]
    ranked = rows.filter(pl.col("not_ranked_because").is_null())
    return [
        _figures(rows, ranked, is_score=is_score),
        html.side_by_side(_spread(ranked, rows, is_score=is_score), _map(view, is_score=is_score)),
        _table(rows, view, is_score=is_score),
    ]


def _figures(rows: pl.DataFrame, ranked: pl.DataFrame, *, is_score: bool) -> mo.Html:
    """The cards: no rate without what stands behind it."""
    middle: Any = ranked["value"].median()
    rate_known = _("{share}: rate known, enough of the report read")
    behind = _("{share}: enough of the report read and of the rules known") if is_score else rate_known
    count = html.number(ranked.height)
    return html.cards(
        (_("agencies"), html.number(rows.height), _("with a report that fit the filters")),
        (_("ranked"), count, behind.format(share=html.share(ranked.height, rows.height))),
        (_("median"), html.number(middle, percent=not is_score), _("of the {count} ranked", count=count)),
        (_("not ranked"), html.number(rows.height - ranked.height), _reasons(rows)),
    )


def _reasons(rows: pl.DataFrame) -> str:
    """How many are not ranked for which reason."""
    counted = (
        rows["not_ranked_because"].drop_nulls().value_counts().sort("count", "not_ranked_because", descending=True)
    )
    reasons = [f"{html.number(count)} {spaced('not_ranked', code)}" for code, count in counted.iter_rows()]
    return ", ".join(reasons) or _("in no median; listed below")


def _spread(ranked: pl.DataFrame, rows: pl.DataFrame, *, is_score: bool) -> mo.Html:
    """The histogram."""
    title = _("score, 0 to 100") if is_score else _("rate")
    chart = charts.histogram(ranked["value"], title, _("agencies"), percent=not is_score)
    note = _("{ranked} of {whole} agencies; the others cannot be ranked.")
    note = note.format(ranked=html.number(ranked.height), whole=html.number(rows.height))
    return html.section(_("How agencies lie"), note, charts.styled(chart, 300))


def _map(view: View, *, is_score: bool) -> mo.Html:
    """Medians by province, of all of them: the way from one region to the next."""
    median = view.by_province("league_map", "league", metric=view.chosen["metric"])
    number_format, domain = (".0f", [0.0, 100.0]) if is_score else (".0%", [0.0, 1.0])
    chart = charts.tile_map(median, _("median"), number_format, domain)
    note = _("Median of the agencies ranked, ranked/all; empty where fewer than five, or fewer than half, are ranked.")
    return html.section(_("By province"), note, charts.styled(chart, 370))


def _table(rows: pl.DataFrame, view: View, *, is_score: bool) -> mo.Html:
    """Every agency, those not ranked last and with the reason."""
    if is_score:
        shown = rows.rename({"value": "score", "coverage": "weight_known"}).select(
            "agency", "agency_id", "province", "score", "not_ranked_because", "weight_known", "read_share", "failed_on",
            "failed", "passed", "unknown",
        )  # fmt: skip
        shares = ["weight_known", "read_share"]
        note = _("weight_known: how much of the rules' weight is known; read_share: how many of the cells were read.")
    else:
        shown = rows.rename({"value": "rate", "coverage": "read_share"}).select(
            "agency", "agency_id", "province", "rate", "not_ranked_because", "numerator", "denominator", "peer_rank",
            "peers", "peer_median", "read_share",
        )  # fmt: skip
        shares = ["rate", "peer_median", "read_share"]
        note = _(
            "peer_rank: among agencies of the same level and function in the whole country, 1 is the highest rate."
        )
    year = str(view.chosen["year"])
    return html.section(_("Each agency"), note, html.agencies(shown, percent=shares, year=year))
