"""Charts of shares that show how much stands behind each; importing this makes all Altair charts readable in Chinese.

The words on charts are those of `data/lexicon/chart_words.csv`, in the reader's language; codes have those of
`gongkai.words`. Part of the extra `charts`.
"""

from functools import lru_cache
from typing import Any

import polars as pl

from extract.errors import need
from extract.language import language
from extract.shipped import shipped
from gongkai import words as codes
from gongkai.palette import AMBER, BLUE, GREEN, PINK, RED, SKY, STATES  # noqa: F401 (notebooks take them from here)

need("charts", "altair")
import altair as alt  # noqa: E402

_WORDS = shipped("data", "lexicon", "chart_words.csv")
#: What each system has for Chinese; the first that is there is taken.
FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
DARK, GREY, PALE = "#3c434c", "#9aa3ad", "#e3e7eb"


def words(kind: str) -> dict[str, str]:
    """Code -> word in the reader's language: `chart` (titles), `outcome`, `applicant`, `channel`, `state`, ..."""
    return _titles(language()) if kind == "chart" else codes.words(kind)


@lru_cache(maxsize=2)
def _titles(spoken: str) -> dict[str, str]:
    """Code -> title, in a language."""
    return dict(pl.read_csv(_WORDS).select("code", spoken).iter_rows())


def whose_choices() -> dict[str, str]:
    """What `gongkai.whose()` can be, by how it is shown; `own` first."""
    return {said: code.removeprefix("whose_") for code, said in words("chart").items() if code.startswith("whose_")}


def worded(frame: pl.DataFrame, column: str, kind: str | None = None) -> pl.DataFrame:
    """The frame with the codes of a column in words; a code without a word stays."""
    return frame.with_columns(pl.col(column).replace(words(kind or column)))


def tips(*fields: str) -> list[alt.Tooltip]:
    """What a tooltip shows, under titles in the reader's language: names of columns, a format behind a colon."""
    parts, own = [field.partition(":") for field in fields], codes.words("tip")
    return [
        alt.Tooltip(name, title=own.get(name) or codes.spaced("column", name), format=kind or alt.Undefined)
        for name, _, kind in parts
    ]


def table(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame as a notebook should show it: years as text, without a separator of thousands; shares to 0.001."""
    return frame.with_columns(pl.col("^.*year$").cast(pl.String), pl.col(pl.Float64).round(3))


def rate_bars(frame: pl.DataFrame, by: str, title: str) -> alt.HConcatChart:
    """Bars of a pooled share, highest first, and beside each how many reports know it.

    Args:
        frame: one row a bar, as `gongkai.pooled` gives it: `by`, rate, numerator, denominator, known, rows.
        by: column of the names.
        title: of the chart.
    """
    word = words("chart")
    shown = frame.sort("rate", descending=True, nulls_last=True)
    names = alt.Y(by, type="nominal", sort=shown[by].to_list(), title=None)
    share = alt.Chart(shown, width=330, height=alt.Step(26)).transform_calculate(
        end="datum.rate === null ? 0 : datum.rate",
        said=f"datum.rate === null ? '{word['unknown']}' : format(datum.rate, '.1%') + '（' + "
        "format(datum.numerator, ',') + ' / ' + format(datum.denominator, ',') + '）'",
    )
    end = alt.X("end:Q", title=word["rate"], scale=alt.Scale(domain=[0, _top(shown)]), axis=_percent())
    bars = share.mark_bar(color=BLUE).encode(x=end, y=names)
    texts = share.mark_text(align="left", dx=6, color=DARK).encode(x=end, y=names, text="said:N")
    return alt.hconcat(bars + texts, behind(shown, names), spacing=14).properties(title=title)


def rate_years(frame: pl.DataFrame, title: str, *, counted: str | None = None) -> alt.VConcatChart:
    """A pooled share year by year, and below it how many reports of each year know it.

    Args:
        frame: one row a year, as `gongkai.pooled(..., "report_year")` gives it.
        title: of the chart.
        counted: what the lower part counts; reports where not given.
    """
    word = words("chart")
    frame = _every_year(frame)
    year = alt.X("report_year:O", title=None, axis=alt.Axis(labelAngle=0))
    share = alt.Chart(frame, width=460, height=200).encode(
        x=year.axis(labels=False, labelAngle=0),
        y=alt.Y("rate:Q", title=word["rate"], axis=_percent(grid=True), scale=alt.Scale(domain=[0, _top(frame)])),
    )
    line = share.mark_line(color=BLUE, point=alt.OverlayMarkDef(size=60, filled=True, color=BLUE))
    labelled = share.transform_filter("datum.rate !== null").transform_calculate(
        said="format(datum.rate, '.1%') + '|' + format(datum.numerator, ',') + ' / ' + format(datum.denominator, ',')"
    )
    label: dict[str, Any] = {"dy": -28, "lineBreak": "|", "lineHeight": 15}
    halo = labelled.mark_text(stroke="white", strokeWidth=5, **label).encode(text="said:N")
    texts = halo + labelled.mark_text(color=DARK, **label).encode(text="said:N")
    below = alt.Chart(frame, width=460, height=64).encode(x=year)
    most = _counts(frame)
    rows = below.mark_bar(color=PALE).encode(y=alt.Y("rows:Q", scale=most, axis=None))
    known = below.mark_bar(color=GREY).encode(y=alt.Y("known:Q", scale=most))
    counts = (
        below.transform_calculate(said="datum.known + ' / ' + datum.rows")
        .mark_text(dy=-9, color=DARK)
        .encode(y=alt.Y("rows:Q", scale=most), text="said:N")
    )
    title_below = alt.Title(counted or word["coverage"], fontSize=12, fontWeight="normal", color=DARK, offset=12)
    return alt.vconcat(line + texts, (rows + known + counts).properties(title=title_below), spacing=12).properties(
        title=title
    )


def _every_year(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with a row, of no reports, for each year between: a line over one would tell something of it."""
    if frame.is_empty():
        return frame
    known: list[int] = frame["report_year"].to_list()
    every = pl.Series("report_year", range(min(known), max(known) + 1), dtype=frame.schema["report_year"])
    met = every.to_frame().join(frame, on="report_year", how="left", maintain_order="left")
    return met.with_columns(pl.col("rows", "known").fill_null(0))


def behind(frame: pl.DataFrame, names: alt.Y) -> alt.LayerChart | alt.FacetChart:
    """How many of the reports know the figure of a row: a dark bar on a pale one."""
    base = alt.Chart(frame, width=130, height=alt.Step(26)).encode(y=names.axis(None))
    scale = _counts(frame)
    rows = base.mark_bar(color=PALE).encode(
        x=alt.X("rows:Q", title=words("chart")["coverage"], scale=scale, axis=alt.Axis(labels=False, grid=False))
    )
    known = base.mark_bar(color=GREY).encode(x=alt.X("known:Q", scale=scale))
    said = base.transform_calculate(said="datum.known + ' / ' + datum.rows")
    texts = said.mark_text(align="left", dx=6, color=DARK).encode(x=alt.X("rows:Q"), text="said:N")
    return alt.layer(rows, known, texts)


def _counts(frame: pl.DataFrame) -> alt.Scale:
    """From nothing to the most reports, with room for a text."""
    return alt.Scale(domain=[0, 1.5 * max([1, *frame["rows"]])])


def _top(frame: pl.DataFrame) -> float:
    """The end of a share's axis: beyond the highest, with room for its text; 1 where nothing is known.

    What is misprinted stays, so a share may be above 1, and is drawn.
    """
    highest = max([0.0, *frame["rate"].drop_nulls()])
    return max(min(1.0, 1.5 * highest), 1.2 * highest if highest > 1 else 0) or 1.0


def _percent(*, grid: bool = False) -> alt.Axis:
    """An axis of shares."""
    return alt.Axis(format=".0%", tickCount=4, grid=grid)


@alt.theme.register("gongkai", enable=True)
def _theme() -> alt.theme.ThemeConfig:
    """Quiet axes, Chinese fonts, names in full."""
    text = {"labelFont": FONT, "titleFont": FONT, "labelColor": DARK, "titleColor": DARK, "titleFontWeight": "normal"}
    axis = {**text, "labelFontSize": 12, "titleFontSize": 12, "labelLimit": 320, "domain": False, "ticks": False}
    title = {"font": FONT, "fontSize": 15, "anchor": "start", "offset": 14, "color": DARK, "subtitleFont": FONT}
    config: Any = {
        "font": FONT,
        "axis": {**axis, "gridColor": "#eceff2", "labelPadding": 6},
        "axisY": {"grid": False},
        "legend": {**text, "labelFontSize": 12, "titleFontSize": 12, "orient": "top", "title": None},
        "title": title,
        "header": {**text, "labelFontSize": 12},
        "view": {"stroke": None},
        "text": {"font": FONT, "fontSize": 12},
        "range": {"category": [BLUE, RED, GREEN, AMBER, SKY, GREY]},
        "padding": 12,
    }
    return {"config": config}
