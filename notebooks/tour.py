import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="A tour · 从文件到发现")

with app.setup:
    import altair as alt
    import marimo as mo
    import polars as pl

    import gongkai
    from gongkai import charts

    WORD = charts.words("chart")


@app.cell(hide_code=True)
def _():
    mo.md("""
    # From file to finding · 从文件到发现

    Every agency in China reports once a year how it kept the Regulations on Open Government Information: three forms,
    six sections of prose. This tour starts at the documents and ends at a finding that can be shown to its author. It
    reads the warehouse that `GONGKAI_WAREHOUSE` names, or `warehouse.duckdb` in the working folder.

    全国每个机关每年报告一次执行《政府信息公开条例》的情况：三张表，六段文字。本导览从文件开始，到可以拿给报告作者看的
    发现为止。它读取 `GONGKAI_WAREHOUSE` 指定的数据仓库，或工作文件夹中的 `warehouse.duckdb`。

    ## 1. What came in · 收到了什么
    """)
    return


@app.cell
def _():
    reports = gongkai.report(is_current=True)
    refused = gongkai.rejected_document()
    mo.md(
        f"**{reports.height:,}** reports of **{reports['agency_id'].n_unique():,}** agencies; "
        f"**{refused.height:,}** documents were refused, each with a reason:\n\n"
        f"**{reports['agency_id'].n_unique():,}** 个机关的 **{reports.height:,}** 份报告；"
        f"**{refused.height:,}** 份文件被拒收，各有原因："
    )
    return refused, reports


@app.cell
def _(refused):
    refused.group_by("reason").agg(documents=pl.len(), example=pl.col("detail").first()).sort("documents", "reason")
    return


@app.cell
def _(reports):
    per_year = reports.group_by("report_year").len("reports").sort("report_year")
    _bars = alt.Chart(per_year, width=460, height=180).encode(
        x=alt.X("report_year:O", title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("reports:Q", title=None, axis=None),
    )
    inflow = (
        _bars.mark_bar(color=charts.BLUE) + _bars.mark_text(dy=-9, color=charts.DARK).encode(text="reports:Q")
    ).properties(title=WORD["reports_by_year"])
    inflow
    return (inflow,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## 2. How far the numbers can be trusted · 数字可信到什么程度

    Every cell of the forms has a state. `reported` (照印): printed so. `repaired` (修复): garbled, and the form's sums
    permit one reading. `inferred` (推得): not printed, forced by the sums. `recognised` (识别): read from a picture.
    `decided` (裁定): a person decided it. `missing` (不明): unknown, and never 0.

    表格的每个单元格都有状态。照印：印出来就是如此。修复：印坏了，而表内的合计只允许一种读法。推得：没有印出，由合计
    必然得出。识别：从图片读出。裁定：由人决定。不明：不知道，绝不当作 0。
    """)
    return


@app.cell
def _():
    _counted = gongkai.completeness().group_by("form").agg(pl.col(list(charts.STATES)).sum())
    states = _counted.unpivot(index="form", variable_name="state", value_name="cells").with_columns(
        share=pl.col("cells") / pl.col("cells").sum().over("form"),
        order=pl.col("state").replace_strict({state: place for place, state in enumerate(charts.STATES)}),
    )
    _shown = charts.worded(charts.worded(states, "state"), "form").with_columns(
        said=pl.format("{} {}%", "state", (100 * pl.col("share")).round(1))
    )
    _colours = alt.Scale(domain=list(charts.words("state").values()), range=list(charts.STATES.values()))
    trust = (
        alt.Chart(_shown, width=460, height=alt.Step(34))
        .mark_bar()
        .encode(
            x=alt.X("cells:Q", stack="normalize", title=WORD["cells"], axis=alt.Axis(format=".0%", tickCount=5)),
            y=alt.Y("form:N", sort=list(charts.words("form").values()), title=None),
            color=alt.Color("state:N", scale=_colours),
            order="order:Q",
            tooltip=charts.tips("form", "state", "cells", "share:.2%"),
        )
        .properties(title=WORD["state_title"])
    )
    trust
    return states, trust


@app.cell
def _(states):
    charts.table(states.sort("form", "order").select("form", "state", "cells", "share"))
    return


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## 3. One number, back to its line · 一个数字回到它的那一行

    The warehouse keeps the text of each report, so a number can be shown where it stands, also after the file is gone.
    Here is the row of a number that had to be repaired (or, where nothing is garbled, of any number).

    数据仓库保存每份报告的文本，所以即使原文件已不在，也能指出一个数字在哪里。下面是一个经过修复的数字所在的行（若没有
    损坏的，则为任一数字）。
    """)
    return


@app.function
def lines_around(report_id: str, line_no: int, more: int = 1) -> str:
    """Some lines of a report's text, numbered, the wanted one marked."""
    with gongkai.connect() as connection:
        ((text,),) = connection.execute("SELECT text FROM report_text WHERE report_id = $1", [report_id]).fetchall()
    listed = list(enumerate(text.split("\n"), start=1))[max(0, line_no - 1 - more) : line_no + more]
    return "\n".join(f"{'>' if number == line_no else ' '} {number:4d}  {line}" for number, line in listed)


@app.cell
def _():
    with gongkai.connect() as _connection:
        _first = (
            _connection.sql("""
            SELECT agency_id, agency_name, report_year, report_id, source_uri, row_code, line_no
            FROM cell
            WHERE form = 'application' AND value > 0 AND state IN ('repaired', 'reported')
            ORDER BY state, agency_id, report_year, line_no
            LIMIT 1
        """)
            .pl()
            .row(0, named=True)
        )
    row = gongkai.cell(
        _first["report_year"], agency_id=_first["agency_id"], form="application", row_code=_first["row_code"]
    )
    mo.vstack(
        [
            mo.md(f"**{_first['agency_name']}, {_first['report_year']}**, `{_first['source_uri']}`"),
            mo.plain_text(lines_around(_first["report_id"], _first["line_no"])),
            row.select("column_code", "value", "state", "reason", "raw_text", "line_no"),
        ]
    )
    return


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## 4. A finding: sums that do not hold · 发现：对不上的合计

    A cleanly printed number is never changed: where it breaks a sum, that is the report's own mistake. `unknown` is a
    sum of which a term is missing, or whose last year's report is not there; it is no pass.

    清楚印出的数字绝不改动：它使合计对不上，就是报告自己的错误。`unknown` 是缺了某一项、或没有上一年报告的合计；
    它不算通过。
    """)
    return


@app.cell
def _():
    with gongkai.connect() as _connection:
        told = _connection.sql("""
            SELECT check_code, count(*) FILTER (status = 'pass') AS pass, count(*) FILTER (status = 'fail') AS fail,
                count(*) FILTER (status = 'unknown') AS unknown
            FROM identity_check
            GROUP BY check_code
            ORDER BY check_code
        """).pl()
    told
    return


@app.cell
def _():
    findings = (
        gongkai.identity_check(
            status="fail", check_code=["applicants_sum", "requests_balance", "outcomes_sum", "results_sum"]
        )
        .join(gongkai.dim_agency().select("agency_id", "name"), on="agency_id")
        .with_columns(difference=(pl.col("lhs") - pl.col("rhs")).abs())
        .sort("difference", "agency_id", "report_year", "scope", descending=[True, False, False, False])
    )
    charts.table(findings.select("name", "report_year", "check_code", "scope", "detail", "difference").head(10))
    return (findings,)


@app.cell
def _(findings):
    if findings.is_empty():
        shown = mo.md("Every sum that can be told holds.\n\n能判断的合计全部对得上。")
    else:
        _worst = findings.row(0, named=True)
        _printed = gongkai.cell(_worst["report_year"], agency_id=_worst["agency_id"])
        _line = _printed.filter(_worst["scope"] == pl.col("row_code"))["line_no"].drop_nulls().min()
        shown = mo.vstack(
            [
                mo.md(f"The largest · 最大的一处：**{_worst['name']}, {_worst['report_year']}**: {_worst['detail']}"),
                mo.plain_text(lines_around(_worst["report_id"], _line))
                if _line
                else mo.md("(a sum down a column · 一列的合计)"),
            ]
        )
    shown
    return


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## 5. The whole picture · 全貌

    `scorecard` weighs eleven dimensions; each is pass, fail or unknown. A score says little without the weight that
    stands behind it. What was not read is not judged: where too few cells were read, or too little of the weight can be
    told, there is no score, and the report is listed with the reason.

    `scorecard` 对十一个方面加权；每个方面是通过、未通过或不明。不看背后的权重，得分说明不了什么。没有读出的不作评判：
    读出的单元格太少、或可判断的权重太少，就没有得分，报告连同原因列出。
    """)
    return


@app.cell
def _():
    cards = gongkai.scorecard()
    _scored = cards.filter(pl.col("not_scored_because").is_null())
    _spots = _scored.group_by((pl.col("score") / 5).round() * 5, pl.col("weight_known").round(1)).len("reports")
    scores = (
        alt.Chart(_spots, width=460, height=260)
        .mark_circle(color=charts.BLUE, opacity=0.75)
        .encode(
            x=alt.X(
                "weight_known:Q",
                title=WORD["weight_known"],
                axis=alt.Axis(format=".0%", tickCount=6),
                scale=alt.Scale(domain=[0, 1.05]),
            ),
            y=alt.Y("score:Q", title=WORD["score"], axis=alt.Axis(grid=True), scale=alt.Scale(domain=[0, 105])),
            size=alt.Size("reports:Q", title=WORD["reports"], scale=alt.Scale(range=[20, 900], domainMin=1)),
            tooltip=charts.tips("weight_known", "score", "reports"),
        )
        .properties(title=WORD["score_title"])
    )
    scores
    return cards, scores


@app.cell
def _(cards):
    _unscored = cards.filter(pl.col("not_scored_because").is_not_null()).sort("read_share", "agency_id", "report_year")
    charts.table(
        charts.worded(_unscored, "not_scored_because", "not_ranked").select(
            "agency_name", "report_year", "not_scored_because", "read_share", "weight_known"
        )
    )
    return


@app.cell(hide_code=True)
def _():
    mo.md("""
    Next: `refusals.py`, `disputes.py`, `copied_text.py` and `region.py` each follow one question; `docs/python.md` has
    the functions, `docs/data-dictionary.md` every column.

    接下来：`refusals.py`、`disputes.py`、`copied_text.py` 和 `region.py` 各追一个问题；函数见 `docs/python.md`，
    每一列的含义见 `docs/data-dictionary.md`。
    """)
    return


if __name__ == "__main__":
    app.run()
