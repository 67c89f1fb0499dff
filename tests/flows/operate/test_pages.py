"""The pages of the last runs as files: bounded, whole, with the journal's rights, and no night depends on them."""

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from flows.operate.account import Ended, leave_page
from flows.operate.journal import journal_path, new_entry, write_entry
from flows.operate.pages import PAGES, page_path, write_page
from flows.request import Request
from load.publishing.layout import Layout
from tests.flows.command import SAMPLES, gongkai


def test_a_run_that_was_killed_has_a_page_that_does_not_say_how_it_ended(tmp_path: Path) -> None:
    request = Request([str(tmp_path)], tmp_path / "w.duckdb")
    page = LexborHTMLParser(leave_page(request, Ended("started"), []).read_text(encoding="utf-8"))
    assert "仍在运行，或已中途终止" in page.text()
    assert not page.css("data")


def test_a_page_that_cannot_be_written_is_a_warning_and_links_are_not_followed(tmp_path: Path) -> None:
    warehouse, elsewhere = tmp_path / "w.duckdb", tmp_path / "elsewhere"
    elsewhere.mkdir()
    Layout.of(warehouse).pages.symlink_to(elsewhere)
    done = gongkai("ingest", SAMPLES / "synthetic-sample-094-2019.txt", "-w", warehouse)
    assert "the page of this run cannot be written" in done.stderr
    assert "symbolic link" in done.stderr
    assert not list(elsewhere.iterdir())
    Layout.of(warehouse).pages.unlink()
    other = tmp_path / "other"
    other.write_text("theirs", encoding="utf8")
    Layout.of(warehouse).pages.mkdir()
    page_path(warehouse, "one").with_suffix(".partial").symlink_to(other)
    page_path(warehouse, "one").symlink_to(other)
    page_path(warehouse, "died").with_suffix(".partial").write_text("half", encoding="utf8")
    write_page(warehouse, "one", "ours")
    assert other.read_text(encoding="utf8") == "theirs"
    assert page_path(warehouse, "one").read_text(encoding="utf8") == "ours"
    assert [path.name for path in Layout.of(warehouse).pages.iterdir()] == ["one.html"]


def test_only_the_last_pages_stay_with_the_rights_of_the_journal(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    names = [f"{1000 - number}" for number in range(PAGES + 5)]  # a clock that goes back
    for name in names:
        write_entry(warehouse, new_entry(name, "started", {}))
        journal_path(warehouse).chmod(0o640)
        write_page(warehouse, name, name)
    left = list(Layout.of(warehouse).pages.iterdir())
    assert {path.stem for path in left} == set(names[-PAGES:])
    assert {path.stat().st_mode & 0o777 for path in left} == {0o640}
