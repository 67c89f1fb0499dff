"""The page of a run: what it says is what SQL says, it asks for nothing, and no night depends on it."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import polars as pl
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from flows.operate.journal import journal_path
from gongkai.nights.shown import NIGHTS
from load.publishing.layout import Layout
from load.scripts import named, read_scripts
from load.warehouse import open_readonly
from tests.dashboards.browser import CHROMIUM, NO_CHROMIUM, visited
from tests.flows.command import ROOT, SAMPLES, gongkai, ingest
from tests.flows.samples import changed

HOSTILE = "<img src=x onerror=alert(1)>\u202etxt.bin"


class Nights(NamedTuple):
    """A warehouse after some nights over one inbox, and the page of the last, which brought something of everything."""

    warehouse: Path
    file: Path
    page: LexborHTMLParser
    connection: duckdb.DuckDBPyConnection

    def number(self, selector: str) -> str | None:
        """The number that the page holds in a place."""
        return _value(self.page, selector)

    def asked(self, sql: str) -> list[tuple[object, ...]]:
        """Rows of the last version, with the version before attached as `before`."""
        return self.connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    """Three quiet nights, then one with a revision, a held document, and refused ones."""
    folder = tmp_path_factory.mktemp("page")
    inbox, warehouse = folder / "inbox", folder / "w.duckdb"
    inbox.mkdir()
    for path in sorted(SAMPLES.glob("*-2021.txt"))[:3]:
        shutil.copy(path, inbox)
    for _ in range(3):
        ingest(inbox, warehouse=warehouse)
    for path in (*sorted(SAMPLES.glob("*-2022.txt"))[:2], SAMPLES / "synthetic-sample-notice.txt"):
        shutil.copy(path, inbox)
    text = (SAMPLES / "synthetic-sample-014-2021.txt").read_text(encoding="utf8")
    body = text.split("一、总体情况", 1)[1].rsplit("\n\n", 2)[0]
    (inbox / "nobody.txt").write_text(f"2021年政府信息公开工作年度报告\n\n一、总体情况{body}", encoding="utf8")
    revised = text.replace("年度报告", "年度报告（更正）", 1)
    (inbox / "revised.txt").write_text(revised[: revised.index("四、政府信息公开")], encoding="utf8")
    (inbox / HOSTILE).write_bytes(bytes(range(256)) * 40)
    ingest(inbox, warehouse=warehouse)
    newest, before = sorted(Layout.of(warehouse).versions.glob("*.duckdb"))[-1:-3:-1]
    connection = open_readonly(newest)
    connection.execute(f"ATTACH '{before}' AS before (READ_ONLY)")
    yield Nights(warehouse, _last_file(warehouse), _last_page(warehouse), connection)
    connection.close()


def _last_file(warehouse: Path) -> Path:
    return max(Layout.of(warehouse).pages.glob("*.html"))


def _last_page(warehouse: Path) -> LexborHTMLParser:
    return LexborHTMLParser(_last_file(warehouse).read_text(encoding="utf-8"))


def _value(page: LexborHTMLParser | LexborNode, selector: str) -> str | None:
    """The number that a page holds in a place; None where it holds none there."""
    found = page.css_first(f"{selector} data")
    return found.attributes["value"] if found else None


def _one(page: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first of what a selector finds, which must be there."""
    found = page.css_first(selector)
    assert found is not None, selector
    return found


def _texts(nodes: list[LexborNode]) -> list[str]:
    return [" ".join(node.text().split()) for node in nodes]


def test_its_counts_are_those_of_the_warehouse_and_the_journal(nights: Nights) -> None:
    names = ("seen", "loaded", "unchanged", "superseded", "rejected")
    (counts,) = nights.asked(f"SELECT {', '.join(names)} FROM ingest_run ORDER BY started_at DESC LIMIT 1")
    assert [nights.number(f"#count-{name}") for name in names] == [str(count) for count in counts]
    ((held,),) = nights.asked("SELECT count(*) FROM held_document")
    assert held == 1
    assert nights.number("#count-held") == "1"
    assert "目前待定的文件共 1 份" in _one(nights.page, "#refusals .waiting").text()
    for reason, documents in nights.asked("SELECT reason, count(*) FROM rejected_document GROUP BY reason"):
        assert nights.number(f"#reason-{reason}") == str(documents)
    journal = f"read_json('{journal_path(nights.warehouse)}', format = 'newline_delimited')"
    ((median,),) = nights.asked(
        f"SELECT median((counts->>'seen')::DOUBLE) FROM (SELECT to_json(counts) AS counts FROM {journal} "
        "WHERE outcome IN ('published', 'unchanged') ORDER BY \"at\" LIMIT 3)"
    )
    assert nights.number("#arrived .median") == f"{median:.0f}"
    (this,) = nights.page.css("#arrived tr.this")
    assert [node.attributes["value"] for node in this.css("data")] == [str(counts[0]), str(counts[0] - counts[2])]  # type: ignore[operator]


def test_its_checks_are_those_of_the_warehouse(nights: Nights) -> None:
    warned = {node.attributes["id"]: _value(node, "h3") for node in nights.page.css(".item.warn")}
    loaded = "SELECT report_id FROM report WHERE ingested_at = (SELECT max(started_at) FROM ingest_run)"
    for script in read_scripts("checks"):
        # A check of new reports looks at what this run brought.
        names = {name for name, *_ in nights.asked(f"DESCRIBE ({script.sql}\n)")}
        only = f"WHERE report_id IN ({loaded})" if script.of_new and "report_id" in names else ""
        ((rows,),) = nights.asked(f"SELECT count(*) FROM ({script.sql}\n) {only}")
        assert warned.get(f"check-{script.name}", "0") == str(rows), script.name
    passed = nights.page.css(".passed li")
    assert len(passed) + len(warned) == len(read_scripts("checks"))


def test_its_headline_figures_are_the_sums_of_both_versions(nights: Nights) -> None:
    told = {}
    for figure in nights.page.css("#moved details"):
        told[figure.attributes["id"]] = tuple(_value(figure, f"summary {side}") for side in (".was", ".now"))
    listed = pl.read_csv(NIGHTS / "headlines.csv")["measure"].to_list()
    # A government's figures may hold its departments': they are never added.
    whose = "CASE WHEN kind = 'government' AND coalesce(level, '') <> 'township' THEN level ELSE 'own' END AS whose"
    measured = (
        f"SELECT report_year, {whose}, measure, sum(value) AS value, count(*) AS reports FROM {{}}measure GROUP BY ALL"
    )
    rows = nights.asked(
        f"SELECT report_year, whose, measure, was.value, now.value, was.reports, now.reports "
        f"FROM ({measured.format('')}) AS now FULL JOIN ({measured.format('before.main.')}) AS was "
        f"USING (report_year, whose, measure) WHERE measure IN {tuple(listed)} "
        f"AND (was.value IS DISTINCT FROM now.value OR was.reports IS DISTINCT FROM now.reports)"
    )
    assert rows
    for year, group, measure, was, now, *reports in rows:
        shown = [None if value is None else f"{value.normalize():f}" for value in (was, now)]  # type: ignore[attr-defined]
        assert told[f"moved-{year}-{group}-{measure}"] == tuple(shown)
        assert f"moved-{year}-{group}-reports" in told or reports[0] == reports[1]
    # The revision is cut off before the disputes: that its agency's number is not known any more is no 0.
    dispute = _one(nights.page, "#moved-2021-county-reconsiderations")
    (mover,) = dispute.css("ul li")
    assert "不明" in mover.text()
    assert "0/1" in dispute.text()


def test_it_says_who_has_no_report_of_the_year_that_is_due(nights: Nights) -> None:
    due, reports, lacking, *_ = nights.asked(named("nights", "due"))[0]
    (said,) = nights.page.css("#unreported")
    assert (reports, lacking) == (0, 0)
    assert f"{due} 年度还没有任何机关的报告" in said.text()


def test_its_documents_have_the_states_of_their_cells_and_commands_that_run(nights: Nights, tmp_path: Path) -> None:
    words = dict(pl.read_csv(ROOT / "data/sheets/words.csv").select("word", "zh").iter_rows())
    states = nights.asked(
        "SELECT report_id, state, count(*) FROM cell JOIN report USING (report_id) "
        "WHERE ingested_at = (SELECT max(started_at) FROM ingest_run) GROUP BY ALL"
    )
    assert len({report for report, *_ in states}) == 3
    for report, state, count in states:
        assert f"{words[f'state_{state}']} {count}" in _texts(nights.page.css(f"#report-{report} .states"))[0]
    one = _one(nights.page, "#lineage details")
    (source, digest), *_ = nights.asked(f"SELECT source_uri, sha256 FROM report WHERE report_id = '{one.id[7:]}'")  # type: ignore[index]
    assert str(source) in one.text()
    assert str(digest) in one.text()
    explain, prove = [shlex.split(node.text()) for node in one.css("code.command")]
    assert str(source) in gongkai(*explain[1:]).stdout
    prove[prove.index("sheet.html")] = str(tmp_path / "sheet.html")
    gongkai(*prove[1:])
    assert (tmp_path / "sheet.html").exists()


def test_it_asks_for_nothing_runs_nothing_and_shows_a_hostile_name_as_text(nights: Nights) -> None:
    page = nights.page
    assert not page.css("script, link, img, iframe, object, base, form, [src], [href], [style], [onerror]")
    (css,) = [node.text() for node in page.css("style")]
    assert not re.search(r"url\(|@import|@font-face", css)
    (policy,) = [node.attributes["content"] for node in page.css("meta[http-equiv]")]
    assert policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    (name,) = _texts(page.css("#reason-binary li"))
    assert "<img src=x onerror=alert(1)>⟨U+202E⟩txt.bin" in name
    assert _one(page, "html").attributes["lang"] == "zh"


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
def test_a_browser_shows_it_wide_and_narrow_and_complains_of_nothing(nights: Nights) -> None:
    said: list[str] = []
    with visited("about:blank") as visitor:
        visitor.page.on("console", lambda message: said.append(message.text))
        visitor.page.on("request", lambda request: said.append(request.url))
        visitor.page.goto(nights.file.as_uri())
        for width in (1400, 420):
            visitor.page.set_viewport_size({"width": width, "height": 900})
            visitor.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == [nights.file.as_uri()], "it asks for itself alone"


def test_nights_that_publish_nothing_have_a_page_and_unknown_is_not_0(nights: Nights, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    changed(
        nights.warehouse,
        warehouse,
        "DELETE FROM report_text",
        "UPDATE warehouse_meta SET checked_by = ''",
        refreshed=False,
    )
    (tmp_path / "inbox").mkdir()
    shutil.copy(SAMPLES / "synthetic-sample-094-2019.txt", tmp_path / "inbox")
    gongkai("ingest", tmp_path / "inbox", "-w", warehouse, code=3)
    page = _last_page(warehouse)
    assert _one(page, ".badge.failed")
    assert _one(page, "#check-report_is_whole li")
    assert not page.css(".cards data"), "how far it came is not known"
    assert len(page.css(".cards .unknown")) == 6
    gongkai("ingest", tmp_path / "gone", "-w", warehouse, code=2)
    assert "gone" in _one(_last_page(warehouse), "header .box.bad").text()

    (tmp_path / "empty").mkdir()
    gongkai("ingest", tmp_path / "empty", "-w", nights.warehouse)
    page = _last_page(nights.warehouse)
    assert _one(page, ".badge.unchanged")
    assert _value(page, "#count-seen") == "0", "that nothing came was counted"
    assert "没有收到任何文件" in _one(page, "header .box.warn").text()
    assert "不明" in _one(page, "#arrived").text(), "one night tells no median"


def test_status_leads_to_the_page(nights: Nights) -> None:
    assert (
        f"the last run explains itself: {nights.warehouse.parent}" in gongkai("status", "-w", nights.warehouse).stdout
    )
