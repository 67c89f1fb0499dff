"""Reports read from pictures, without reading any: whatever was made of them, cells are recognised or missing."""

from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.scoring import documents_of
from bench.synthetic import generate
from extract.layout import UNSURE
from transform.batch import read_batch
from transform.forms import load_forms
from transform.table.rows.readings import identity_terms

(REPORT,) = generate(1, 3, layouts=("html",))
PAGE = documents_of([REPORT])
#: What becomes of a value in the reading of a picture.
HARM = ("", "0", "1", "7", "-", "O", "l", f"1{UNSURE}7", f"0{UNSURE}", "1 2", "无", "12345", "件")
FORMS = ("disclosure", "application", "dispute")


def read(page: pl.DataFrame) -> dict[str, pl.DataFrame]:
    return read_batch(page.with_columns(read_from=pl.lit("scan")))


def cells_of(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    value = pl.col("value").cast(pl.Decimal(18, 4))
    return pl.concat(tables[f"fact_{form}"].with_columns(value, form=pl.lit(form)) for form in FORMS)


def harmed(page: pl.DataFrame, share: float, seed: int) -> pl.DataFrame:
    """The page with some of its values read as something else."""
    rng = Random(seed)
    texts = page["text"][0].split("\n")
    rows = {line for grid in page["grids"][0] for line in range(grid["first_line"] - 1, grid["last_line"])}
    for row in rows:
        cells = texts[row].split("\t")
        texts[row] = "\t".join(rng.choice(HARM) if it.isdigit() and rng.random() < share else it for it in cells)
    return page.with_columns(text=pl.lit("\n".join(texts)))


def test_a_report_read_well_is_recognised() -> None:
    found = cells_of(read(PAGE))
    assert set(found["state"]) == {"recognised"}
    assert set(found["reason"]) == {"two_passes"}
    assert found["raw_text"].null_count() == 0
    truth = [REPORT.cells[key] for key in found.select("form", "row_code", "column_code").iter_rows()]
    assert found["value"].to_list() == truth


SHARES = st.sampled_from([0.02, 0.1, 0.5, 1.0])


@settings(deadline=None, max_examples=3)
@given(st.lists(st.tuples(SHARES, st.integers(0, 10**6)), min_size=8, max_size=8, unique=True))
def test_nothing_is_reported_repaired_or_inferred(drawn: list[tuple[float, int]]) -> None:
    pages = [
        harmed(PAGE, share, seed).with_columns(source_uri=pl.lit(f"{at}.pdf"), sha256=pl.lit(f"{at:016}" * 4))
        for at, (share, seed) in enumerate(drawn)
    ]
    found = cells_of(read(pl.concat(pages)))
    assert set(found["state"]) <= {"recognised", "missing"}
    told = found.filter(state="recognised")
    assert told.filter(
        pl.col("raw_text").cast(pl.Float64, strict=False).is_null() & (pl.col("raw_text") != "无")
    ).is_empty()
    for _, cells in told.group_by("report_id"):
        assert_no_identity_fails(cells)


def assert_no_identity_fails(told: pl.DataFrame) -> None:
    """No sum of cells that are all known fails."""
    forms = load_forms()
    known = told.join(forms.cells, on=["form", "row_code", "column_code"]).filter(edition=REPORT.edition)
    sums = (
        identity_terms(forms).filter(edition=REPORT.edition).join(known.select("cell", "value"), on="cell", how="left")
    )
    rests = sums.group_by("sum").agg(
        (pl.col("value") * pl.col("sign")).sum().alias("rest"), open=pl.col("value").is_null().any()
    )
    assert rests.filter(~pl.col("open") & (pl.col("rest") != 0)).is_empty()


def test_the_print_is_kept_where_two_readings_differ() -> None:
    page = PAGE.with_columns(pl.col("text").str.replace(r"\t0\t", f"\t0{UNSURE}O\t"))
    lost = cells_of(read(page)).filter(state="missing")
    assert lost.select("raw_text", "reason").rows() == [(f"0{UNSURE}O", "passes_differ")]


@pytest.mark.parametrize("prose", ["全年收到政府信息公开申请1�件，答复3件。", "全年公开信息�12条。"])
def test_a_sentence_read_in_two_ways_claims_nothing(prose: str) -> None:
    page = PAGE.with_columns(text=pl.col("text") + f"\n{prose}\n全年公开信息77条。")
    claims = read(page)["fact_claim"]
    assert not claims["sentence"].str.contains(UNSURE).any()
    assert claims.filter(pl.col("value") == 77).height == 1
    plain = read_batch(page)["fact_claim"]
    assert plain.height >= claims.height


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("宁夏回族自治区盐池县教育局2021年政府信息公开工作年度报告", None),
        (f"宁夏回族自治区盐池县教{UNSURE}局2021年政府信息公开工作年度报告", "year_unknown"),
        (f"宁夏回族自治区盐池县教育局202{UNSURE}年政府信息公开工作年度报告", "year_unknown"),
        ("宁夏回族自治区盐池县教肓局2021年政府信息公开工作年度报告", "agency_unknown"),
        ("宁夏回族自治区盐池县大水坑镇人民政府2021年政府信息公开工作年度报告", "agency_unknown"),
    ],
)
def test_a_name_counts_only_if_it_is_wholly_understood(title: str, reason: str | None) -> None:
    lines = PAGE["text"][0].split("\n")
    grids = [(grid["first_line"] - 1, grid["last_line"]) for grid in PAGE["grids"][0]]
    rows = {line for first, last in grids for line in range(first, last) if last - first > 2}
    # Lines keep their number: grids count them.
    kept = [line if at in rows or line[1:2] == "、" else "" for at, line in enumerate(lines)]
    kept[0] = title
    tables = read(PAGE.with_columns(text=pl.lit("\n".join(kept)), source_uri=pl.lit("a.pdf")))
    assert tables["rejected"]["reason"].to_list() == ([reason] if reason else [])
    assert tables["report"].height == (reason is None)
