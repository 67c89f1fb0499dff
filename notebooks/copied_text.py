import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Copied text · 照抄的文字")

with app.setup:
    import altair as alt
    import marimo as mo
    import polars as pl

    import gongkai
    from gongkai import charts

    WORD = charts.words("chart")
    #: From this share on a section counts as copied; the scorecard's own limit is metric_threshold.reuse_least.
    COPIED = 0.9


@app.cell(hide_code=True)
def _():
    mo.md("""
    # Copied text · 照抄的文字

    How much of a section's own text also stands in the agency's report of the year before, or in the most similar
    report of another agency in the same year? Numbers and years are set aside, and boilerplate (headings, phrases of
    the Regulations, what more than thirty agencies print) counts for nothing.

    一个章节自己的文字，有多少也出现在该机关上一年的报告里，或出现在同年另一机关最相似的报告里？数字和年份不计，
    套话（标题、《条例》中的用语、三十个以上机关都写的句子）不算数。

    ## Of how many sections can anything be told? · 多少章节可以比较？

    Most sections that cannot be compared hold little but boilerplate (`too_little_text`), or there is no report of
    the year before (`no_other`). They are no evidence of anything, and stand in no share below.

    不能比较的章节大多只有套话（`too_little_text`），或者没有上一年的报告（`no_other`）。它们什么也不能证明，
    也不计入下面的任何占比。
    """)
    return


@app.cell
def _():
    reuse = gongkai.text_reuse()
    reuse.group_by("relation", "section", "status").len().pivot("status", index=["relation", "section"]).sort(
        "relation", "section"
    )
    return (reuse,)


@app.cell
def _(reuse):
    _compared = reuse.filter(pl.col("status") == "compared")
    _bins = (
        _compared.with_columns(low=(pl.col("similarity") * 20).floor().clip(upper_bound=19) / 20)
        .group_by("relation", "low")
        .len("sections")
        .with_columns(high=pl.col("low") + 0.05, copied=pl.col("low") >= COPIED)
        .sort("relation", "low")
    )
    alike = (
        alt.Chart(charts.worded(_bins, "relation"), width=270, height=180)
        .mark_bar()
        .encode(
            x=alt.X(
                "low:Q",
                bin="binned",
                title=WORD["similarity"],
                axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]),
                scale=alt.Scale(domain=[0, 1]),
            ),
            x2="high",
            y=alt.Y("sections:Q", title=WORD["sections"], axis=alt.Axis(grid=True, tickCount=5)),
            color=alt.condition("datum.copied", alt.value(charts.RED), alt.value(charts.BLUE)),
            column=alt.Column("relation:N", title=None, sort=list(charts.words("relation").values()), spacing=30),
            tooltip=charts.tips("relation", "low:.0%", "sections"),
        )
        .properties(title=WORD["reuse_title"])
    )
    alike
    return (alike,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Year by year · 逐年

    The share of sections that repeat nine tenths or more of last year's text. The bar below counts sections, not
    reports: those that can be compared, of all that are printed.

    与上一年文字重复九成以上的章节占比。下方的条数的是章节而不是报告：在全部已印出的章节中，能够比较的有多少。
    """)
    return


@app.cell
def _(reuse):
    _own = reuse.filter(pl.col("relation") == "own_last_year", pl.col("status") != "section_absent").with_columns(
        copied=pl.when(pl.col("similarity").is_not_null()).then((pl.col("similarity") >= COPIED).cast(pl.Int64)),
        one=pl.lit(1),
    )
    by_year = gongkai.pooled(_own, "report_year", numerator="copied", denominator="one")
    years = charts.rate_years(by_year, WORD["reuse_year"], counted=WORD["compared"])
    years
    return (years,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Whose · 是谁的

    The longest sections that repeat last year's text, with what a reader needs to check it.

    重复上一年文字的最长章节，以及核对所需的信息。
    """)
    return


@app.cell
def _(reuse):
    copies = (
        reuse.filter(pl.col("relation") == "own_last_year", pl.col("similarity") >= COPIED)
        .join(gongkai.dim_agency().select("agency_id", "name"), on="agency_id")
        .sort("own_characters", "report_id", "section", descending=[True, False, False])
    )
    charts.table(
        copies.head(20).select(
            "name", "report_year", "section", "similarity", "matching_sentences", "sentences", "own_characters"
        )
    )
    return (copies,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## The evidence · 证据

    Both sentences of the first of them, with their lines. `is_identical` is true where they are the same to the last
    digit; where only a number changed, it is false.

    其中第一个章节的两边句子及行号。`is_identical` 为真，表示直到最后一个数字都相同；只改了数字时为假。
    """)
    return


@app.cell
def _(copies):
    if copies.is_empty():
        evidence = mo.md("No section repeats last year's text so far.\n\n目前没有章节重复上一年的文字。")
    else:
        _first = copies.row(0, named=True)
        evidence = (
            gongkai.view(
                "text_reuse_sentence",
                report_id=_first["report_id"],
                section=_first["section"],
                relation="own_last_year",
                is_boilerplate=False,
            )
            .select("line_no", "sentence", "other_line_no", "other_sentence", "is_identical")
            .head(8)
        )
    evidence
    return


if __name__ == "__main__":
    app.run()
