import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="A region · 一个地区与同类机关")

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
    # A region against its peers · 一个地区与同类机关

    Does a province refuse more than others do, or does it only have other agencies? Each of its agencies is held
    against agencies elsewhere of the *same level and function*, in the same year. Choose a province:

    一个省是真的比别处更常不予公开，还是只因为机关不同？这里把它的每个机关与别处*同层级、同职能*、同年度的机关相比。
    请选择省份：
    """)
    return


@app.cell
def _():
    agencies = gongkai.dim_agency().filter(pl.col("province").is_not_null())
    _names = agencies.group_by("province").len().sort("len", "province", descending=[True, False])["province"].to_list()
    province = mo.ui.dropdown(_names, value=_names[0])
    province
    return agencies, province


@app.cell
def _(agencies, province):
    league = gongkai.league().join(agencies.select("agency_id", "province"), on="agency_id")
    here = league.filter(pl.col("province") == province.value)
    groups = here.select("peer_group", "report_year").drop_nulls().unique()
    elsewhere = league.filter(pl.col("province") != province.value).join(groups, on=["peer_group", "report_year"])
    _reporting, _known = here["agency_id"].n_unique(), agencies.filter(pl.col("province") == province.value).height
    mo.md(
        f"**{province.value}**: {_reporting} of its {_known} known agencies have a current report; "
        f"{elsewhere['agency_id'].n_unique()} agencies elsewhere are of the same kinds in the same years.\n\n"
        f"已知的 {_known} 个机关中 {_reporting} 个有现行报告；"
        f"别处同类、同年的机关有 {elsewhere['agency_id'].n_unique()} 个。"
    )
    return elsewhere, here


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Eight rates · 八项比率

    The filled circle is the region, the open one its peers elsewhere, each a share of sums over the reports that are
    ranked: both numbers are known, and enough of the report was read. On the right, how many of the region's reports
    are. Small regions move on chance: read the counts. Governments are left out: they may report for their whole area,
    their departments' requests among them.
    Peers are weighted by their own requests, so a busy function elsewhere weighs more than here; the next chart has no
    weights.

    实心圆是本地区，空心圆是别处的同类，都是对参与排名的报告（两个数都已知，且读出的内容足够）求和之后的占比。右侧是
    本地区这样的报告有多少。小地区凭偶然就会变动：请看件数。政府不计在内：其报告可能统计全辖区，含其部门的申请。同类按各自的申请数加权，别处繁忙的职能比这里分量更重；
    下一张图不加权。
    """)
    return


@app.cell
def _(elsewhere, here):
    _two = pl.concat(
        gongkai.pooled(
            frame.filter(gongkai.whose() == "own").with_columns(
                numerator=pl.when(pl.col("is_ranked")).then(pl.col("numerator"))
            ),
            "metric",
        ).with_columns(where=pl.lit(WORD[name]))
        for name, frame in [("elsewhere", elsewhere), ("here", here)]
    )
    both = charts.worded(_two, "metric")
    _domain = [WORD["here"], WORD["elsewhere"]]
    _names = alt.Y("metric:N", sort=list(charts.words("metric").values()), title=None)
    _base = alt.Chart(both, width=380, height=alt.Step(28)).encode(y=_names)
    _line = _base.mark_line(color=charts.GREY).encode(x="rate:Q", detail="metric:N")
    _dots = _base.mark_point(size=95, opacity=1, strokeWidth=2).encode(
        x=alt.X("rate:Q", title=WORD["rate"], axis=alt.Axis(format=".0%", tickCount=5)),
        color=alt.Color("where:N", scale=alt.Scale(domain=_domain, range=[charts.RED, charts.GREY])),
        fill=alt.Fill("where:N", scale=alt.Scale(domain=_domain, range=[charts.RED, "white"])),
        tooltip=charts.tips("metric", "where", "rate:.1%", "numerator", "denominator", "known", "rows"),
    )
    _behind = charts.behind(both.filter(pl.col("where") == WORD["here"]), _names)
    rates = alt.hconcat(_line + _dots, _behind, spacing=14).properties(title=WORD["region_title"])
    rates
    return both, rates


@app.cell
def _(both):
    charts.table(both.sort("metric", "where").drop("coverage"))
    return


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Agency by agency · 逐个机关

    Each report's share of refusals less the median of its peer group in the country. Right of the line it refused more
    than its like. Reports without a rank (too little of them could be read, nothing was handled, fewer than five
    peers) have no point; the number of those that have one stands above.

    每份报告的不予公开占比减去全国同类的中位数。线右侧表示比同类更常不予公开。没有名次的报告（读出太少、没有办结、
    同类不足五个）没有点；有点的报告数写在上方。
    """)
    return


@app.cell
def _(here):
    _denied = here.filter(pl.col("metric") == "denied_share")
    compared = _denied.filter(pl.col("is_ranked"), pl.col("peer_median").is_not_null()).select(
        "agency_name",
        "report_year",
        "rate",
        "peer_median",
        "peers",
        difference=pl.col("rate") - pl.col("peer_median"),
        handled=pl.col("denominator").cast(pl.Float64),
    )
    _why = (
        charts.worded(_denied.filter(~pl.col("is_ranked")), "not_ranked_because", "not_ranked")
        .group_by("not_ranked_because")
        .len("reports")
        .sort("reports", "not_ranked_because", descending=True)
    )
    mo.vstack(
        [
            mo.md(
                f"{compared.height} of {_denied.height} reports can be compared with peers; not ranked:\n\n"
                f"{_denied.height} 份报告中 {compared.height} 份可与同类比较；未排名的："
            ),
            _why,
        ]
    )
    return (compared,)


@app.cell
def _(compared):
    _points = (
        alt.Chart(compared, width=420, height=alt.Step(26))
        .mark_circle(color=charts.BLUE, opacity=0.8)
        .encode(
            x=alt.X(
                "difference:Q", title=WORD["difference"], axis=alt.Axis(format="+.0%", tickCount=5, labelOverlap=True)
            ),
            y=alt.Y("agency_name:N", sort="-x", title=None),
            size=alt.Size(
                "handled:Q",
                title=WORD["denominator"],
                scale=alt.Scale(range=[40, 500], domainMin=1),
                legend=alt.Legend(title=WORD["denominator"], tickCount=3),
            ),
            tooltip=charts.tips("agency_name", "report_year", "rate", "peer_median", "peers", "handled"),
        )
    )
    _zero = alt.Chart().mark_rule(color=charts.DARK, strokeDash=[4, 3]).encode(x=alt.datum(0))
    own = (_points + _zero).properties(title=WORD["region_agencies"])
    own
    return (own,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## On time? · 按时吗？

    By 31 January for departments, 31 March for governments (Regulations, Art. 49 and 50). The share is of the reports
    whose date of publication is known; most documents print none. Elsewhere is every other region, of any kind.

    部门在 1 月 31 日前，政府在 3 月 31 日前（《条例》第四十九、五十条）。占比只计公布日期已知的报告；多数文件没有印出
    日期。别处指其他所有地区，不分种类。
    """)
    return


@app.cell
def _(agencies, province):
    _dates = gongkai.timeliness().join(agencies.select("agency_id", "province"), on="agency_id")
    _told = _dates.with_columns(
        place=pl.when(pl.col("province") == province.value)
        .then(pl.lit(WORD["here"]))
        .otherwise(pl.lit(WORD["elsewhere"])),
        on_time=pl.when(pl.col("status") != "unknown").then((pl.col("status") == "on_time").cast(pl.Int64)),
        one=pl.lit(1),
    )
    timely = charts.rate_bars(
        gongkai.pooled(_told, "place", numerator="on_time", denominator="one"), "place", WORD["on_time"]
    )
    timely
    return (timely,)


if __name__ == "__main__":
    app.run()
