import hashlib
from decimal import Decimal
from functools import cache
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.synthetic import SyntheticReport, generate
from extract.radicals import RADICALS
from tests.transform.prints import FORMS, documents, form_rows, report
from transform.batch import read_batch
from transform.forms import load_forms
from transform.shapes import PARSER_VERSION, TABLES

FACTS = ("disclosure", "application", "dispute")
NOTICE = "关于编制2021年政府信息公开工作年度报告的通知"
TITLES = [f"盐池县第{i}局{year}年政府信息公开工作年度报告" for i, year in ((1, 2021), (2, 2022), (3, 2021))]

Tables = dict[str, pl.DataFrame]


def shuffled_rows(tables: Tables) -> dict[str, list[tuple[object, ...]]]:
    """The rows of each table, sorted."""
    return {name: sorted(frame.rows(), key=str) for name, frame in tables.items()}


def accounted(batch: pl.DataFrame, tables: Tables) -> bool:
    """Whether each document is a report or rejected, once."""
    kept = tables["report"]["source_uri"].to_list() + tables["rejected"]["source_uri"].to_list()
    return sorted(kept) == sorted(batch["source_uri"])


def shaped(tables: Tables) -> bool:
    """Whether the tables are those that transform promises."""
    return {name: frame.schema for name, frame in tables.items()} == TABLES


def facts(tables: Tables) -> pl.DataFrame:
    """The cells of all reports under their document's name."""
    every = [
        tables[f"fact_{form}"].select(
            "report_id",
            pl.lit(form).alias("form"),
            "row_code",
            "column_code",
            pl.col("value").cast(pl.Decimal(18, 4)),
            "state",
        )
        for form in FACTS
    ]
    return pl.concat(every).join(tables["report"].select("report_id", "source_uri"), on="report_id")


def test_each_document_is_a_report_or_rejected_with_its_reason() -> None:
    texts = [
        report(),
        None,
        NOTICE + "\n" + report("附件"),
        "天气",
        "",
        report("2021年政府信息公开工作年度报告"),
        report("盐池县测试局政府信息公开工作年度报告"),
        report("盐池县测试局2018年政府信息公开工作年度报告"),
    ]
    batch = documents(*texts)
    tables = read_batch(batch)
    assert accounted(batch, tables)
    assert shaped(tables)
    assert dict(tables["rejected"].select("source_uri", "reason").iter_rows()) == {
        "doc-1.txt": "unreadable",
        "doc-2.txt": "not_a_report",
        "doc-3.txt": "not_a_report",
        "doc-4.txt": "not_a_report",
        "doc-5.txt": "agency_unknown",
        "doc-6.txt": "year_unknown",
        "doc-7.txt": "edition_unsupported",
    }


def test_an_empty_batch_gives_empty_tables() -> None:
    tables = read_batch(documents())
    assert shaped(tables)
    assert {frame.height for frame in tables.values()} == {0}


def test_the_report_says_who_when_and_from_where() -> None:
    text = report(TITLES[0] + "（修订版）", end=["盐池县第1局", "2022年1月17日"])
    found = read_batch(documents(text, names=["a.txt"]))["report"].row(0, named=True)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    assert found["report_id"] == sha256[:16]
    assert (found["agency_name_printed"], found["report_year"]) == ("盐池县第1局", 2021)
    assert (found["edition"], found["is_revision"], str(found["signed_date"])) == ("2021", True, "2022-01-17")
    assert (found["source_uri"], found["sha256"], found["decoded_by"]) == ("a.txt", sha256, "utf-8")
    assert found["parser_version"] == PARSER_VERSION


def test_the_edition_is_the_printed_one_whatever_the_year() -> None:
    printed = [("2019", 2021), ("2021", 2020), ("2019", 2020), ("2021", 2024)]
    texts = [report(f"盐池县测试局{year}年政府信息公开工作年度报告", edition=edition) for edition, year in printed]
    assert read_batch(documents(*texts))["report"].select("edition", "report_year").rows() == printed


def test_without_a_form_the_edition_is_that_of_the_year() -> None:
    sections = "\n".join(f"{o}、{h}" for o, h in FORMS.sections.select("ordinal", "heading").unique().iter_rows())
    years = (2019, 2020, 2021, 2024)
    tables = read_batch(documents(*(f"盐池县测试局{year}年政府信息公开工作年度报告\n{sections}" for year in years)))
    assert tables["report"]["edition"].to_list() == ["2019", "2019", "2021", "2021"]
    assert set(facts(tables)["state"]) == {"missing"}


def test_text_sections_and_claims_belong_to_their_report() -> None:
    texts = [report(TITLES[0]), report(TITLES[1], overview=["全年公开信息5条。"])]
    tables = read_batch(documents(NOTICE, *texts))
    ids = tables["report"]["report_id"].to_list()
    assert tables["report_text"].rows() == [(report_id, text, 1) for report_id, text in zip(ids, texts, strict=True)]
    assert tables["report_section"].filter(report_id=ids[1])["section"].to_list() == [
        *["overview", "disclosure", "application", "dispute", "problems", "other"]
    ]
    claims = tables["fact_claim"].select("report_id", "report_year", "topic", "value", "line_no")
    assert claims.rows() == [(ids[1], 2022, "published_total", Decimal(5), 3)]


def test_facts_carry_the_keys_of_their_report() -> None:
    tables = read_batch(documents(*map(report, TITLES)))
    keys = ["report_id", "agency_id", "report_year"]
    for form in FACTS:
        counts = tables[f"fact_{form}"].group_by(keys).len().sort(keys)
        assert counts.select(keys).rows() == tables["report"].select(keys).sort(keys).rows()
        assert set(counts["len"]) == {FORMS.cells.filter(edition="2021", form=form).height}


def test_an_amount_keeps_four_decimals_and_a_count_is_whole() -> None:
    text = report(disclosure={"fee": "59237.2449"}, application={"granted": "1 0 0 0 0 0 1"})
    tables = read_batch(documents(text))
    fee = tables["fact_disclosure"].filter(row_code="fee").select("value", "unit").rows()
    assert fee == [(Decimal("59237.2449"), "10k CNY")]
    assert tables["fact_application"].filter(row_code="granted")["value"].to_list() == [1, 0, 0, 0, 0, 0, 1]


OPEN = "鼓楼区教育局2021年政府信息公开工作年度报告"


def test_undecided_agencies_of_one_name_stay_apart() -> None:
    tables = read_batch(documents(report(OPEN), report(OPEN, overview=["另一份"])))
    assert tables["report"]["agency_name_printed"].n_unique() == 1
    assert tables["report"]["agency_id"].n_unique() == 2
    assert set(tables["agency"]["agency_id"]) == set(tables["report"]["agency_id"])


def test_a_known_agency_is_one_in_all_its_reports() -> None:
    name = "攀枝花市东区文化广播电视和旅游局"
    titles = [f"{name}{year}年政府信息公开工作年度报告" for year in (2021, 2022)]
    tables = read_batch(documents(*map(report, titles)))
    assert tables["report"]["agency_id"].n_unique() == 1
    assert tables["agency"].select("name_printed", "region_code").rows() == [(name, "510402")]


def test_printed_values_without_a_row_of_the_form_are_listed() -> None:
    rows = form_rows("2021", "disclosure")
    text = report().replace(rows[0], "\n".join([rows[0], "新增事项\t4\t5", rows[0]]))
    leftover = read_batch(documents(text))["leftover"].select("line_no", "token", "reason").rows()
    assert leftover == [
        *[(5, "新增事项", "unknown_label"), (5, "4", "unknown_row"), (5, "5", "unknown_row")],
        *[(6, "0", "repeated_line")] * 3,
    ]


PRINTED = {
    f"{layout}-{edition}": list(generate(4, seed=5, editions=(edition,), layouts=(layout,)))
    for layout in ("tab", "pipe", "lines", "lines_pipe", "spaces")
    for edition in ("2019", "2021")
}


@cache
def read_of_all() -> Tables:
    """What is read of all of `PRINTED`, in one batch."""
    every = {f"{kind}/{it.name}": it.text for kind, reports in PRINTED.items() for it in reports}
    return read_batch(documents(*every.values(), names=list(every)))


@pytest.mark.parametrize("kind", PRINTED)
def test_a_clean_report_is_read_back_as_it_was_written(kind: str) -> None:
    tables = read_of_all()
    assert tables["rejected"].rows() == []
    for it in PRINTED[kind]:
        read_back(it, tables, f"{kind}/{it.name}")


def read_back(it: SyntheticReport, tables: Tables, name: str) -> None:
    """Compare one report, read under a name, with its truth."""
    (found,) = tables["report"].filter(source_uri=name).iter_rows(named=True)
    assert (found["agency_name_printed"], found["report_year"]) == (it.agency_name, it.report_year)
    assert (found["edition"], found["signed_date"]) == (it.edition, it.signed_date)
    cells = facts(tables).filter(source_uri=name)
    values = {(form, row, column): value for _, form, row, column, value, *_ in cells.iter_rows()}
    states = {(form, row, column): state for _, form, row, column, _, state, *_ in cells.iter_rows()}
    assert values.keys() == it.cells.keys()
    assert {key: values[key] for key in it.printed} == {key: it.cells[key] for key in it.printed}
    assert {states[key] for key in it.printed} == {"reported"}
    assert all(values[key] in (None, truth) for key, truth in it.cells.items())
    assert {states[key] for key in it.cells.keys() - it.printed} <= {"inferred", "missing"}


def test_the_order_of_documents_does_not_matter() -> None:
    garbles = ("lost_column", "repeated_table", "digit_split", "dash_zero", "lost_character")
    reports = [it for seed in range(7) for it in generate(4, seed=seed, garbles=garbles, garbles_per_report=2)]
    batch = documents(*(it.text for it in reports), "天气", None, NOTICE)
    expected = shuffled_rows(read_batch(batch))
    for seed in range(2):
        assert shuffled_rows(read_batch(batch.sample(fraction=1, shuffle=True, seed=seed))) == expected


def test_a_document_is_read_the_same_alone_and_in_company() -> None:
    garbles = ("lost_column", "broken_label_tail", "digit_split")
    batch = documents(*(it.text for it in generate(4, seed=3, garbles=garbles, garbles_per_report=2)))
    alone = [read_batch(batch.slice(i, 1)) for i in range(batch.height)]
    together = {name: pl.concat([tables[name] for tables in alone]) for name in TABLES}
    together["agency"] = together["agency"].unique()  # one row a name of the batch
    assert shuffled_rows(together) == shuffled_rows(read_batch(batch))


FRAGMENTS = [
    *[TITLES[0], "一、总体情况", "二、主动公开", "三、申请情况", "四、行政复议", NOTICE, "公开信息3条。"],
    *["\n", "\n", "\t", "|", "  ", "0", "1 2", "O", "—", "无", "1,234", "增2", "12万元", "2022年1月17日", "0\t" * 7],
    *load_forms().labels["label"].unique().sort().to_list(),
]
GARBLED = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=60).map("".join)


@settings(max_examples=6, deadline=None)
@given(st.lists(st.text(max_size=80) | GARBLED | st.none(), min_size=12, max_size=36))
def test_no_text_ever_crashes_the_batch(texts: list[str | None]) -> None:
    batch = documents(*texts)
    tables = read_batch(batch)
    assert shaped(tables)
    assert accounted(batch, tables)
    cells = facts(tables)
    assert (cells["value"].is_null() == (cells["state"] == "missing")).all()


def cut_and_mixed(seed: int) -> str:
    """A report without some of its lines, every second one with the others in any order."""
    rng = Random(seed)
    printed = report(TITLES[0], application={"new_received": "2 0 0 0 0 0 2"}).split("\n")
    kept = [line for line in printed if rng.random() < 0.9]
    return "\n".join(kept[:1] + rng.sample(kept[1:], len(kept) - 1) if seed % 2 else kept)


@settings(max_examples=3, deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=8, max_size=8, unique=True))
def test_a_report_cut_and_mixed_at_random_stays_accounted_for(seeds: list[int]) -> None:
    batch = documents(*map(cut_and_mixed, seeds))
    tables = read_batch(batch)
    assert shaped(tables)
    assert accounted(batch, tables)
    reported = facts(tables).filter(state="reported")
    assert set(reported["value"]) <= {Decimal(0), Decimal(2)}


@pytest.mark.parametrize(("year", "edition"), [(2020, "2019"), (2022, "2021")])
def test_what_stands_in_two_editions_is_read_by_that_of_the_year(year: int, edition: str) -> None:
    values_of = {"new_received": "5 1 0 0 0 0 6", "granted": "3 1 0 0 0 0 4", "unavailable_not_held": "2 0 0 0 0 0 2"}
    cut_off = form_rows(edition, "application", values_of)[:14]
    heading = "三、收到和处理政府信息公开申请情况"
    text = "\n".join([f"盐池县测试局{year}年政府信息公开工作年度报告", "一、总体情况", heading, *cut_off])
    tables = read_batch(documents(text))
    assert tables["report"]["edition"].to_list() == [edition]
    for row, values in values_of.items():
        found = tables["fact_application"].filter(row_code=row)
        assert found["value"].to_list() == [int(value) for value in values.split()]
        assert set(found["state"]) == {"reported"}


def test_radicals_that_stand_for_characters_are_read_as_these() -> None:
    """Other programs make ⻓沙市⼈⺠政府 of a PDF: whole reports, each character as its radical where it has one."""
    radical = str.maketrans({usual: look for look, usual in RADICALS.items() if "⺀" <= look <= "⿕"})
    reports = list(generate(12, 7))
    batch = documents(*(it.text for it in reports))
    changed = batch.with_columns(pl.Series("text", [it.text.translate(radical) for it in reports]))
    assert all(changed["text"] != batch["text"])
    plain, read = read_batch(batch), read_batch(changed)
    assert read["report_text"]["text"].to_list() == [it.text.translate(radical) for it in reports]
    assert {name for name in plain if not read[name].equals(plain[name])} == {"report_text"}
