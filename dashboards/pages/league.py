"""League: compliance score or a rate, every agency of a year, among its peers."""

from functools import partial
from typing import Any

import polars as pl
from htpy import Element, Node

from dashboards import charts, html
from dashboards.tables import listing
from dashboards.view import SCORE, View
from extract.language import N_, _
from gongkai.palette import BLUE
from gongkai.words import spaced

TITLE = N_("League")


def show(view: View) -> Node:
    """How many are ranked, how their values are spread, each of them, and who is not ranked and why."""
    is_score = view.chosen["metric"] == SCORE
    rows = view.rows("league_score" if is_score else "league_rate")
    if rows.is_empty():
        return html.empty(
            _("No agency fits these filters."), next_step=_("Choose another year, or set a filter back to “all”.")
        )
    ranked = rows.filter(pl.col("not_ranked_because").is_null())["score" if is_score else "rate"]
    return [
        _figures(view, rows, ranked, is_score=is_score),
        html.side_by_side(_spread(view, ranked, rows, is_score=is_score), _map(view, is_score=is_score)),
        _table(rows, view, is_score=is_score),
    ]


def _from(view: View, row: int, *, is_score: bool) -> str:
    """The address of the table from a row on, counted from 0: those ranked stand first, the greatest at the top."""
    name = "league_score" if is_score else "league_rate"
    return f"{view.here(list=name, at=row + 1, sort=None, find=None)}#list-{name}"


def _figures(view: View, rows: pl.DataFrame, ranked: pl.Series, *, is_score: bool) -> Element:
    """The cards: no rate without what stands behind it."""
    middle: Any = ranked.median()
    rate_known = _("{share}: rate known, enough of the report read")
    behind = _("{share}: enough of the report read and of the rules known") if is_score else rate_known
    count = html.number(ranked.len())

    def led(figure: str, row: int) -> Node:
        """A figure that leads to the table from a row on, if there is one."""
        return html.anchor(_from(view, row, is_score=is_score), figure) if row < rows.height else figure

    return html.cards(
        (_("agencies"), led(html.number(rows.height), 0), _("with a report that fit the filters")),
        (_("ranked"), led(count, 0), behind.format(share=html.share(ranked.len(), rows.height))),
        (_("median"), led(html.number(middle, percent=not is_score), ranked.len() // 2),
         _("of the {count} ranked", count=count)),
        (_("not ranked"), led(html.number(rows.height - ranked.len()), ranked.len()), _reasons(rows)),
    )  # fmt: skip


def _reasons(rows: pl.DataFrame) -> str:
    """How many are not ranked for which reason."""
    counted = (
        rows["not_ranked_because"].drop_nulls().value_counts().sort("count", "not_ranked_because", descending=True)
    )
    reasons = [f"{html.number(count)} {spaced('not_ranked', code)}" for code, count in counted.iter_rows()]
    return html.listed(reasons) or _("in no median; listed below")


def _spread(view: View, ranked: pl.Series, rows: pl.DataFrame, *, is_score: bool) -> Element:
    """The histogram."""
    title = _("score, 0 to 100") if is_score else _("rate, in percent")
    note = _("{ranked} of {whole} agencies; the others cannot be ranked. Each bar says how many there are.")
    note = note.format(ranked=html.number(ranked.len()), whole=html.number(rows.height))
    leads = partial(_from, view, is_score=is_score)
    chart = charts.histogram(ranked, title, BLUE, leads, percent=not is_score)
    return html.section(_("How many agencies have which value"), note, chart)


def _map(view: View, *, is_score: bool) -> Element:
    """Medians by province, of all of them: the way from one region to the next."""
    median = view.by_province("league_map", "league")
    note = _("Median of the agencies ranked, ranked/all; empty where fewer than five, or fewer than half, are ranked.")
    return html.section(_("By province"), note, charts.tile_map(median, percent=not is_score))


def _table(rows: pl.DataFrame, view: View, *, is_score: bool) -> Element:
    """Every agency, those not ranked last and with the reason."""
    name, shares = "league_rate", ["rate", "peer_median", "read_share"]
    if is_score:
        name, shares = "league_score", ["weight_known", "read_share"]
    note = _("A column's name says what it means where the pointer rests, and sorts by it.")
    return html.section(_("Each agency"), note, listing(view, name, rows, percent=shares, year=view.chosen["year"]))
