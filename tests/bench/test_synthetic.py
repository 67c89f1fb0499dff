import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import groupby, islice
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.synthetic import GARBLES, LAYOUTS, SyntheticReport, generate, layouts_of
from bench.synthetic.agencies import agency
from bench.synthetic.generate import Settings
from bench.synthetic.samples import NOTICE, SAMPLES_FOLDER, sample_reports, write_samples
from bench.synthetic.write import write_reports
from transform.forms import load_forms

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "bench" / "synthetic"
ALL = tuple(GARBLES)
#: These take values away or leave them as they are; the others print them in another way or add some.
PLAIN = {"zeros_gone", "blank_zero", "dash_zero", "lost_column", "cut_off", "title_lost", "caption_cut"}
PLAIN |= {name for name in GARBLES if re.search("label|group|lost_indent|lost_character", name)}


def garbled(count: int, seed: int) -> Iterator[SyntheticReport]:
    return generate(count, seed, garbles=ALL, garbles_per_report=2, mistakes=0.5)


def printed_numbers(report: SyntheticReport) -> Counter[str]:
    """The numbers that stand alone in a cell, a line or a column between the headings of 二 and 五."""
    start = re.search(r"二、", report.text)
    end = re.search(r"五、", report.text)
    assert start
    assert end
    cells = re.split(r"[\t|\n<>]|&nbsp;| {2,}", report.text[start.start() : end.start()])
    return Counter(cell.strip() for cell in cells if re.fullmatch(r"-?\d+(\.\d+)?", cell.strip()))


def printed_truth(report: SyntheticReport) -> Counter[str]:
    return Counter(str(value) for key, value in report.cells.items() if key in report.printed)


def broken_identities(report: SyntheticReport, before: SyntheticReport | None) -> set[str]:
    """`check_code:scope` of all identities that fail, read from the forms' own data."""
    broken = set()
    terms = load_forms().identities.filter(edition=report.edition)
    for (name,), frame in terms.group_by("identity", maintain_order=True):
        if frame["years_back"].max() and (before is None or not comparable(report, before, str(name))):
            continue
        by_row, by_column = (frame[code].eq("*").any() for code in ("row_code", "column_code"))
        balance: Counter[str] = Counter()
        for term in frame.iter_rows(named=True):
            source = before if term["years_back"] else report
            assert source
            sign = term["weight"] * (1 if term["side"] == "lhs" else -1)
            for form, row, column in source.cells:
                rows_match = form == term["form"] and (by_row or row == term["row_code"])
                if rows_match and (by_column or column == term["column_code"]):
                    balance[row if by_row else column] += sign * source.cells[form, row, column]
        broken |= {f"{name}:{scope}" for scope, rest in balance.items() if rest}
    return broken


def comparable(report: SyntheticReport, before: SyntheticReport, identity: str) -> bool:
    known = load_forms().identities.filter(edition=before.edition)["identity"]
    return report.report_year == before.report_year + 1 and identity in known


def with_year_before(
    reports: list[SyntheticReport],
) -> list[tuple[SyntheticReport, SyntheticReport | None]]:
    pairs: list[tuple[SyntheticReport, SyntheticReport | None]] = []
    for _, group in groupby(reports, key=lambda report: report.agency_name):
        years = list(group)
        pairs += zip(years, [None, *years], strict=False)
    return pairs


@given(seed=st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_same_seed_same_reports_and_fewer_are_the_beginning_of_more(seed: int) -> None:
    many = list(garbled(10, seed))
    assert list(garbled(10, seed)) == many
    assert list(garbled(3, seed)) == many[:3]
    assert list(islice(garbled(500, seed), 5)) == many[:5]


def test_the_text_does_not_depend_on_the_process() -> None:
    code = (
        "import hashlib; from bench.synthetic import GARBLES, generate;"
        "reports = generate(20, 5, garbles=tuple(GARBLES), garbles_per_report=3, mistakes=0.5);"
        "print(hashlib.sha256(''.join(r.text for r in reports).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


@given(seed=st.integers(0, 10**6), editions=st.sampled_from([("2019", "2021"), ("2019",), ("2021",)]))
@settings(max_examples=15, deadline=None)
def test_identities_hold(seed: int, editions: tuple[str, ...]) -> None:
    for report, before in with_year_before(list(generate(12, seed, editions=editions))):
        assert report.edition in editions
        assert broken_identities(report, before) == set() == set(report.mistakes)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_a_mistake_breaks_what_it_says_and_nothing_else(seed: int) -> None:
    for report, before in with_year_before(list(generate(12, seed, mistakes=1.0))):
        assert broken_identities(report, before) == set(report.mistakes) != set()
        assert len({mistake.partition(":")[0] for mistake in report.mistakes}) == 1


def test_every_kind_of_mistake_occurs_at_about_its_share() -> None:
    reports = list(generate(1000, 1, mistakes=0.2))
    assert 150 < sum(bool(report.mistakes) for report in reports) < 250
    kinds = {mistake.partition(":")[0] for report in reports for mistake in report.mistakes}
    assert kinds == set(load_forms().identities["identity"])


def test_cells_are_those_of_the_edition() -> None:
    columns = ["form", "row_code", "column_code"]
    for report in generate(16, 2):
        expected = load_forms().cells.filter(edition=report.edition).select(columns).rows()
        assert list(report.cells) == expected
        assert report.printed == set(expected)


def test_truth_is_mostly_zero_with_decimals_and_negative_changes() -> None:
    reports = list(generate(400, 3))
    values = [value for report in reports for value in report.cells.values()]
    assert 0.6 < sum(value == 0 for value in values) / len(values) < 0.95
    assert max(values) > 1000
    exponents = {value.as_tuple().exponent for value in values if isinstance(value, Decimal)}
    assert exponents == {0, -1, -2, -3, -4}
    assert {key[2] for report in reports for key, value in report.cells.items() if value < 0} == {"change"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_prints_every_cell(layout: str) -> None:
    for report in generate(60, 4, layouts=(layout,)):
        assert report.layout == layout
        assert report.name.endswith(".html" if layout == "html" else ".txt")
        assert printed_numbers(report) == printed_truth(report)


@cache
def clean(layouts: tuple[str, ...]) -> list[SyntheticReport]:
    """What garbled reports are compared with: garbles of the same layouts share it."""
    return list(generate(120, 5, layouts=layouts))


@pytest.mark.parametrize("garble", GARBLES)
def test_every_garble_changes_the_text_and_not_the_truth(garble: str) -> None:
    dirty = list(generate(120, 5, layouts=layouts_of(garble), garbles=(garble,), garbles_per_report=1))
    assert any(report.garbles for report in dirty)
    for before, after in zip(clean(layouts_of(garble)), dirty, strict=True):
        assert (before.text != after.text) == (after.garbles == (garble,))
        assert (before.cells, before.claims, before.name) == (after.cells, after.claims, after.name)
        if garble in PLAIN:
            assert printed_numbers(after) == printed_truth(after)


@pytest.mark.parametrize("garble", ["cut_off", "lost_column", "zeros_gone", "blank_zero", "dash_zero"])
def test_what_a_garble_took_away_is_not_printed(garble: str) -> None:
    for report in generate(30, 6, layouts=layouts_of(garble), garbles=(garble,), garbles_per_report=1):
        assert len(report.printed) < len(report.cells)


def test_garbles_keep_to_their_layouts_and_number() -> None:
    for report in generate(200, 7, garbles=ALL, garbles_per_report=3):
        assert len(report.garbles) == len(set(report.garbles)) == 3
        assert all(report.layout in layouts_of(garble) for garble in report.garbles)


def test_every_garble_says_what_it_does() -> None:
    readme = (PACKAGE / "README.md").read_text(encoding="utf-8")
    for name, garble in GARBLES.items():
        assert garble.__doc__
        assert f"`{name}`" in readme


def test_prose_says_that_it_is_synthetic_and_claims_what_the_tables_print() -> None:
    for report in generate(300, 8, layouts=("tab", "lines")):
        section = report.text.partition("一、")[2].partition("二、")[0]
        assert "程序生成的合成样本，不对应任何真实机关" in section
        assert "synthetic" in report.name
        claims = {topic: value for topic, value, _ in report.claims}
        assert claims["information_fee"] >= 0
        for topic, row in (("applications_received", "new_received"), ("applications_granted", "granted")):
            assert (
                claims.get(topic, report.cells["application", row, "total"])
                == (report.cells["application", row, "total"])
            )
        for _, value, _ in report.claims:
            assert value == 0 or str(value) in report.text
        if report.signed_date:
            assert report.signed_date.year == report.report_year + 1


def test_reports_are_as_long_as_real_ones() -> None:
    lengths = [len(report.text) for report in generate(100, 9, layouts=("tab",))]
    assert min(lengths) > 1800
    assert max(lengths) < 3600


def test_no_two_agencies_share_a_name() -> None:
    assert len({agency(number).name for number in range(30_000)}) == 30_000


def test_labels_of_the_form_are_not_in_the_code() -> None:
    labels = {label for label in load_forms().labels["label"] if len(label) >= 4}
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.glob("*.py"))
    strings = "".join(re.findall(r'(?<!")"(?!")[^"\n]*"', code))
    assert [label for label in labels if label in strings] == []


def test_writes_reports_with_their_truth(tmp_path: Path) -> None:
    run = Settings(seed=10, garbles=ALL, garbles_per_report=1, mistakes=0.3)
    write_reports(run, 12, tmp_path, 2)
    reports = pl.read_parquet(tmp_path / "reports.parquet")
    truth = pl.read_parquet(tmp_path / "truth.parquet")
    claims = pl.read_parquet(tmp_path / "claims.parquet")
    made = list(generate(12, 10, garbles=ALL, garbles_per_report=1, mistakes=0.3))
    assert [(tmp_path / path).read_bytes().decode() for path in reports["path"]] == [r.text for r in made]
    assert reports["mistakes"].to_list() == [list(report.mistakes) for report in made]
    assert truth.schema["value"] == pl.Decimal(18, 4)
    assert truth.select("name", "form", "row_code", "column_code", "value", "printed").rows() == [
        (report.name, *key, value, key in report.printed) for report in made for key, value in report.cells.items()
    ]
    assert claims.height == sum(len(report.claims) for report in made)


def test_samples_are_current(tmp_path: Path) -> None:
    write_samples(tmp_path)
    fresh = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in SAMPLES_FOLDER.glob("synthetic-sample-*")}
    assert fresh == kept, "run: python -m bench.synthetic samples"
    assert len(kept) == 24
    assert NOTICE in kept


def test_samples_are_what_samples_csv_lists() -> None:
    reports = list(sample_reports())
    listed = pl.read_csv(PACKAGE / "samples.csv", infer_schema=False)
    assert [" ".join(report.garbles) for report in reports] == listed["garble"].fill_null("").to_list()
    assert sum(bool(report.mistakes) for report in reports) == 2
    assert {report.edition for report in reports} == {"2019", "2021"}
    assert len({report.agency_name for report in reports}) == 6
    for report, before in with_year_before(reports):
        assert broken_identities(report, before) == set(report.mistakes)
