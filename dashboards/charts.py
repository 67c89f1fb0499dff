"""Charts: one look, and fonts that have Chinese characters on every system."""

import json
from functools import cache, partial
from typing import Any

import altair as alt
import polars as pl

from extract.language import _
from extract.shipped import shipped
from gongkai.palette import BLUE
from gongkai.words import spaced

FONTS = "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif"
TILES = shipped("data", "places", "tiles.csv")
Chart = alt.Chart | alt.LayerChart
INK, LINE, EMPTY = "#1f2937", "#e5e7eb", "#eef0f3"


def styled(chart: Chart, height: int) -> Chart:
    """The chart as wide as its place, in the dashboard's look."""
    # Saving a picture needs nobody else; the other actions of Vega's menu do, or show code.
    actions = {"embedOptions": {"actions": {"export": True, "source": False, "compiled": False, "editor": False}}}
    sized = chart.properties(width="container", height=height, usermeta=actions)
    looked: Chart = (
        sized.configure(font=FONTS)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK, titleColor=INK, gridColor=LINE, domainColor=LINE, tickColor=LINE, labelFontSize=12,
            titleFontSize=12, titleFontWeight="normal", labelLimit=260,
        )
        .configure_legend(labelColor=INK, titleColor=INK, labelFontSize=12, orient="top")
    )  # fmt: skip
    return looked


def colour(column: str, colours: dict[str, str], kind: str, columns: int = 6) -> alt.Color:
    """A column of codes in its colours; the legend has their words of a kind of `gongkai.words`."""
    words = f"{json.dumps({code: spaced(kind, code) for code in colours}, ensure_ascii=False)}[datum.label]"
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return alt.Color(f"{column}:N", scale=scale, legend=alt.Legend(title=None, labelExpr=words, columns=columns))


def stacked(rows: pl.DataFrame, x: str, colours: dict[str, str], kind: str, said: tuple[str, str]) -> alt.Chart:
    """Shares of one, stacked in the order of `colours`.

    Args:
        rows: `x` and a count in a column for each colour.
        x: a column of words or years.
        colours: column -> colour.
        kind: of the columns' words.
        said: the title of the axis of shares, and what is counted.
    """
    long = (
        rows.select(pl.col(x).cast(pl.String), *colours)
        .unpivot(index=x, variable_name="what", value_name="count")
        .with_columns(
            share=pl.col("count") / pl.col("count").sum().over(x),
            word=pl.col("what").map_elements(partial(spaced, kind), pl.String),
            place=pl.col("what").replace_strict({name: place for place, name in enumerate(colours)}),
        )
    )
    chart: alt.Chart = (
        alt.Chart(long)
        .mark_bar()
        .encode(
            x=alt.X("share:Q", axis=alt.Axis(format="%", title=said[0], tickCount=5), scale=alt.Scale(domain=[0, 1])),
            y=alt.Y(f"{x}:N", title=None, sort=None),
            color=colour("what", colours, kind, columns=4 if len(colours) < 5 else 3),
            order="place:Q",
            tooltip=[
                alt.Tooltip(f"{x}:N", title=spaced("column", x)),
                alt.Tooltip("word:N", title=_("what")),
                alt.Tooltip("count:Q", format=",", title=said[1]),
                alt.Tooltip("share:Q", format=".2%", title=_("share")),
            ],
        )
    )
    return chart


def histogram(values: pl.Series, title: str, counted: str, *, percent: bool) -> alt.Chart:
    """How many agencies lie where, in twenty steps; the counting is done here, so that a page stays small."""
    low, high = (0.0, 1.0) if percent else (0.0, 100.0)
    step = (high - low) / 20
    bins = (
        pl.DataFrame({"value": values.cast(pl.Float64)})
        .with_columns(low=((pl.col("value") - low) / step).floor().clip(0, 19) * step + low)
        .group_by("low")
        .agg(agencies=pl.len())
        .with_columns(high=pl.col("low") + step)
        .sort("low")
    )
    number_format = "%" if percent else ".0f"
    chart: alt.Chart = (
        alt.Chart(bins)
        .mark_bar(color=BLUE)
        .encode(
            x=alt.X(
                "low:Q",
                bin="binned",
                axis=alt.Axis(format=number_format, title=title, tickCount=5),
                scale=alt.Scale(domain=[low, high]),
            ),
            x2="high:Q",
            y=alt.Y("agencies:Q", title=counted),
            tooltip=[
                alt.Tooltip("low:Q", format=number_format, title=_("from")),
                alt.Tooltip("high:Q", format=number_format, title=_("to")),
                alt.Tooltip("agencies:Q", format=",", title=counted),
            ],
        )
    )
    return chart


@cache
def tiles() -> pl.DataFrame:
    """One square for each province, roughly where it lies: `region` (two digits), `label`, `row`, `column`."""
    return pl.read_csv(TILES, schema_overrides={"region": pl.String})


def tile_map(rows: pl.DataFrame, title: str, number_format: str, domain: list[float]) -> alt.LayerChart:
    """A map of squares. A province without a value is empty, not at the low end of the scale.

    Args:
        rows: `region`, `value`, `known` and `whole` (so many of so many stand behind the value), `href`.
        title: what the colour says.
        number_format: how values are written (`.0%`).
        domain: the ends of the scale.
    """
    placed = (
        tiles()
        .join(rows, on="region", how="left")
        .with_columns(behind=pl.format("{}/{}", "known", "whole").fill_null(_("none")))
    )
    base = alt.Chart(placed).encode(
        x=alt.X("column:O", axis=None), y=alt.Y("row:O", axis=None),
        tooltip=[
            alt.Tooltip("label:N", title=_("province")), alt.Tooltip("value:Q", format=number_format, title=title),
            alt.Tooltip("known:Q", format=",", title=_("known")), alt.Tooltip("whole:Q", format=",", title=_("of")),
        ],
    )  # fmt: skip
    scale = alt.Scale(scheme="blues", domain=domain)
    square: Any = {"stroke": "white", "strokeWidth": 3, "cornerRadius": 4}
    known, unknown = base.transform_filter("isValid(datum.value)"), base.transform_filter("!isValid(datum.value)")
    legend = alt.Legend(format=number_format, title=title, gradientLength=160)
    coloured = known.mark_rect(**square).encode(color=alt.Color("value:Q", scale=scale, legend=legend))
    empty = unknown.mark_rect(color=EMPTY, **square)
    dark = f"isValid(datum.value) && datum.value > {sum(domain) / 2}"
    ink = alt.condition(dark, alt.value("white"), alt.value(INK))
    names = base.mark_text(fontSize=12, dy=-11).encode(text="label:N", color=ink)
    values = known.mark_text(fontSize=11, dy=3).encode(text=alt.Text("value:Q", format=number_format), color=ink)
    behind = base.mark_text(fontSize=9, dy=15, opacity=0.8).encode(text="behind:N", color=ink)
    # A province that nobody reported from leads nowhere: Vega would follow a link that is null.
    links = base.transform_filter("isValid(datum.href)").mark_rect(opacity=0, cursor="pointer").encode(href="href:N")
    layers: alt.LayerChart = empty + coloured + names + values + behind + links
    return layers
