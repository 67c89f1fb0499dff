import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Refusals · 不予公开")

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
    # Refusals · 不予公开

    When do agencies refuse a request, why, and to whom? The denominator is always the requests *handled* in the year
    (办结), as printed. A share adds up only reports that know both numbers; the grey bar beside it says how many do.
    A government may report for its whole area, its departments' requests among them, so it is never added to them:
    choose.

    机关在什么时候、因为什么、对谁不予公开？分母始终是照印的本年度*办结*件数。占比只合计两个数都已知的报告；
    旁边的灰条说明这样的报告有多少。政府的报告可能统计全辖区，含其部门的申请，所以从不与部门相加：请选择。
    """)
    return


@app.cell
def _():
    whose = mo.ui.dropdown(charts.whose_choices(), value=WORD["whose_own"])
    whose
    return (whose,)


@app.cell
def _(whose):
    outcomes = gongkai.request_outcomes(outcome="denied").filter(gongkai.whose() == whose.value)
    whole = outcomes.filter(pl.col("applicant") == "total")
    by_year = gongkai.pooled(whole, "report_year")
    years = charts.rate_years(by_year, WORD["denied_by_year"])
    years
    return outcomes, whole, years


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Can the tables be trusted? · 这些表可信吗？

    A report whose own sums fail may have put its numbers into the wrong row: one such slip at a busy agency moves the
    share of a whole year. So here is the same share twice, with every report and without those whose sums fail.

    自己的合计对不上的报告，可能把数字填错了行：业务量大的机关一处笔误就会改变全年的占比。所以这里把同一占比列两次：
    用全部报告，以及去掉合计不通过的报告。
    """)
    return


@app.cell
def _(whole):
    failing = gongkai.identity_check(status="fail", check_code=["applicants_sum", "outcomes_sum"])
    sound = whole.join(failing, on=["agency_id", "report_year"], how="anti")
    trust = pl.concat(
        gongkai.pooled(frame).select(pl.lit(name).alias("which"), pl.all())
        for name, frame in [(WORD["every_report"], whole), (WORD["sums_hold"], sound)]
    )
    charts.table(trust)
    return (sound,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Why · 为什么

    The eight grounds of the form's section 三（三）, over the reports whose sums hold. A ground that is rare in law and
    common here (三安全一稳定, say) is worth reading the reports for.

    表格三（三）中的八项理由，只计合计通过的报告。法律上少见而这里常见的理由（如三安全一稳定），值得去读原报告。
    """)
    return


@app.cell
def _(sound):
    reasons = (
        gongkai.request_reasons(outcome="denied")
        .join(sound, on=["agency_id", "report_year"], how="semi")
        .with_columns(label=pl.col("label").sort_by("report_year").last().over("reason"))  # editions may word it anew
    )
    why = charts.rate_bars(gongkai.pooled(reasons, "label"), "label", WORD["denied_why"])
    why
    return (why,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## To whom · 对谁

    Each group of applicants against its own requests. `total` is left out: it is their sum as printed.

    各类申请人分别与自己的申请数相比。`total` 不列：它是照印的合计。
    """)
    return


@app.cell
def _(outcomes, sound):
    applicants = outcomes.filter(pl.col("applicant") != "total").join(
        sound, on=["agency_id", "report_year"], how="semi"
    )
    groups = charts.worded(gongkai.pooled(applicants, "applicant"), "applicant")
    whom = charts.rate_bars(groups, "applicant", WORD["denied_whom"])
    whom
    return (whom,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Who stands out · 谁突出

    Agencies that refused more than twice as often as the median of their peers: same level, same function, same year,
    at least ten requests handled. The open circle is the peers' median; fewer than five peers have none.

    不予公开的占比超过同类机关中位数两倍的机关：同层级、同职能、同年度，至少办结十件。空心圆是同类的中位数；
    同类不足五个时没有中位数。
    """)
    return


@app.cell
def _():
    league = gongkai.league(metric="denied_share")
    compared = league.filter(pl.col("is_ranked"), pl.col("peer_median") > 0, pl.col("denominator") >= 10)
    high = compared.filter(pl.col("rate") > 2 * pl.col("peer_median")).with_columns(
        who=pl.format("{}（{}）", "agency_name", "report_year")
    )
    top = high.sort("rate", descending=True).head(15).select("who", "rate", "peer_median", "peers")
    mo.md(
        f"{high.height} of {compared.height} reports that can be compared; {league['is_ranked'].sum()} of "
        f"{league.height} reports are ranked at all. The others are in no median; why:\n\n"
        f"可比较的 {compared.height} 份报告中有 {high.height} 份如此；"
        f"{league.height} 份报告中 {league['is_ranked'].sum()} 份参与排名。其余不计入任何中位数，原因如下："
    )
    return league, top


@app.cell
def _(league):
    _why = league.filter(~pl.col("is_ranked")).group_by("not_ranked_because").len("reports")
    charts.worded(_why, "not_ranked_because", "not_ranked").sort("reports", "not_ranked_because", descending=True)
    return


@app.cell
def _(top):
    names = alt.Y("who:N", sort=top["who"].to_list(), title=None)
    base = alt.Chart(top, width=420, height=alt.Step(24)).encode(y=names)
    share = alt.X("rate:Q", title=WORD["denied_peers"], axis=alt.Axis(format=".0%", tickCount=5))
    rule = base.mark_rule(color=charts.GREY).encode(x="peer_median:Q", x2="rate:Q")
    own = base.mark_circle(size=90, opacity=1, color=charts.RED).encode(x=share, tooltip=charts.tips(*top.columns))
    median = base.mark_point(size=70, color=charts.GREY, filled=False).encode(x="peer_median:Q")
    peers = (rule + median + own).properties(title=WORD["denied_peers_title"])
    peers
    return (peers,)


if __name__ == "__main__":
    app.run()
