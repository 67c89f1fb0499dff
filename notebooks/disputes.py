import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Disputes · 复议与诉讼")

with app.setup:
    import altair as alt
    import marimo as mo
    import polars as pl

    import gongkai
    from gongkai import charts

    WORD = charts.words("chart")
    RESULTS = ["upheld", "other", "corrected", "pending"]


@app.cell(hide_code=True)
def _():
    mo.md("""
    # Disputes · 行政复议与行政诉讼

    Who is told by a review organ or a court that an answer was wrong? The share of corrections (结果纠正) is of the
    *concluded* cases: those still pending have no result. A report that lacks one of the three results counts in
    neither sum; the grey bar says how many reports remain. A government may report for its whole area, its departments'
    cases among them, so it is never added to them: choose.

    复议机关或法院认定哪些答复有误？结果纠正的占比以*已审结*的案件为分母：尚未审结的没有结果。三种结果缺一项的报告
    两边都不计入；灰条说明还剩多少份报告。政府的报告可能统计全辖区，含其部门的案件，所以从不与部门相加：请选择。
    """)
    return


@app.cell
def _():
    whose = mo.ui.dropdown(charts.whose_choices(), value=WORD["whose_own"])
    whose
    return (whose,)


@app.cell
def _(whose):
    disputes = gongkai.dispute_outcomes().filter(gongkai.whose() == whose.value)
    by_channel = gongkai.pooled(disputes, "channel", numerator="corrected", denominator="concluded")
    channels = charts.rate_bars(charts.worded(by_channel, "channel"), "channel", WORD["corrected_channel"])
    channels
    return channels, disputes


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## What became of the cases · 案件的结果

    Pending cases beside the concluded ones, of the reports that know all four numbers. A year with few cases moves on
    chance alone: read the counts, not the shape.

    四个数都已知的报告中，未审结的与已审结的案件并列。案件少的年份只凭偶然就会变动：请看件数，不要看形状。
    """)
    return


@app.cell
def _(disputes):
    _known = disputes.drop_nulls(RESULTS)
    _cases = (
        _known.group_by("channel")
        .agg(pl.col(RESULTS).sum())
        .unpivot(index="channel", variable_name="result", value_name="cases")
        .with_columns(order=pl.col("result").replace_strict({result: place for place, result in enumerate(RESULTS)}))
    )
    _words = charts.words("result")
    _colours = alt.Scale(
        domain=[_words[result] for result in RESULTS], range=[charts.BLUE, charts.SKY, charts.RED, charts.PALE]
    )
    results = (
        alt.Chart(charts.worded(charts.worded(_cases, "result"), "channel"), width=460, height=alt.Step(34))
        .mark_bar()
        .encode(
            x=alt.X("cases:Q", title=WORD["cases"], axis=alt.Axis(tickCount=6, tickMinStep=1)),
            y=alt.Y("channel:N", sort=list(charts.words("channel").values()), title=None),
            color=alt.Color("result:N", scale=_colours),
            order="order:Q",
            tooltip=charts.tips("channel", "result", "cases"),
        )
        .properties(title=WORD["disputes_results"])
    )
    results
    return (results,)


@app.cell
def _(disputes):
    _whole = disputes.group_by("agency_id", "report_year").agg(
        corrected=pl.when(pl.col("concluded").is_not_null().all()).then(pl.col("corrected").sum()),
        concluded=pl.when(pl.col("concluded").is_not_null().all()).then(pl.col("concluded").sum()),
    )
    by_year = gongkai.pooled(_whole, "report_year", numerator="corrected", denominator="concluded")
    years = charts.rate_years(by_year, WORD["corrected_year"])
    years
    return (years,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Who is corrected again and again · 谁一再被纠正

    Reviews only, over all years that an agency's reports tell. One corrected case of one is no habit: the list asks for
    at least two years and three concluded cases. A report of which too little was read is no such year.

    只看行政复议，跨该机关报告所及的各年。一件中纠正一件不成习惯：至少两年、三件审结才列入。读出内容太少的报告不算
    这样的一年。
    """)
    return


@app.cell
def _(disputes):
    _judged = gongkai.report_coverage(not_judged_because=None)
    repeated = (
        disputes.join(_judged, on=["agency_id", "report_year"], how="semi")
        .filter(pl.col("channel") == "reconsideration", pl.col("concluded").is_not_null())
        .group_by("agency_id", "agency_name")
        .agg(
            corrected=pl.col("corrected").sum(),
            concluded=pl.col("concluded").sum(),
            years_corrected=(pl.col("corrected") > 0).sum(),
            years_known=pl.len(),
        )
        .filter(pl.col("years_corrected") >= 2, pl.col("concluded") >= 3)
        .with_columns(share=(pl.col("corrected") / pl.col("concluded")).cast(pl.Float64))
        .sort("corrected", "share", "agency_id", descending=[True, True, False])
    )
    charts.table(repeated.head(20))
    return


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Do their totals add up? · 合计对得上吗？

    A total that its own row contradicts (`results_sum`) says that a case was put into the wrong place, or counted
    twice.

    合计与本行各项矛盾（`results_sum`），说明有案件填错了位置，或被计了两次。
    """)
    return


@app.cell
def _():
    wrong = gongkai.identity_check(check_code="results_sum", status=["fail", "unknown"])
    by_scope = wrong.group_by("report_year", "scope").agg(
        fail=(pl.col("status") == "fail").sum(),
        unknown=(pl.col("status") == "unknown").sum(),
        example=pl.col("detail").filter(pl.col("status") == "fail").first(),
    )
    charts.table(by_scope.sort("report_year", "scope"))
    return


if __name__ == "__main__":
    app.run()
