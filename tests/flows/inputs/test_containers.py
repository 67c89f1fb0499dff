"""Crawlers' containers through the real command: every report comes in, whatever it lies in."""

import gzip
from pathlib import Path

from tests.extract.containers.containers import MANY, Page, csv_table, mhtml
from tests.flows.command import SAMPLES, gongkai, ingest, rows

REPORTS = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*-2021.txt"))[:3]]
PAGES = [Page(text, f"http://www.example.org/{number}.html") for number, text in enumerate(REPORTS, 1)]
SOURCES = "SELECT source_uri, url FROM report ORDER BY url"


def test_each_container_brings_the_same_reports(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for suffix, pack in MANY.items():
        (inbox / f"pages{suffix}").write_bytes(pack(PAGES))
    for number, page in enumerate(PAGES):
        (inbox / f"{number}.mhtml").write_bytes(mhtml(page, "base64"))
        (inbox / f"{number}.txt.gz").write_bytes(gzip.compress(page.text.encode()))
    (inbox / "pages.7z").write_bytes(b"7z\xbc\xaf\x27\x1c")
    counts = ingest(inbox, warehouse=tmp_path / "w.duckdb")
    copies = len(PAGES) * (len(MANY) + 2)
    assert counts["seen"] == copies + 1
    assert (counts["loaded"], counts["unchanged"], counts["rejected"]) == (3, copies - 3, 1)
    (refused,) = rows(tmp_path / "w.duckdb", "SELECT source_uri, detail FROM rejected_document")
    assert str(refused["source_uri"]).endswith("pages.7z")
    assert "repack it as zip or tar.gz" in str(refused["detail"])


def test_the_address_of_a_page_stands_beside_its_source(tmp_path: Path) -> None:
    """A page in each kind of container, all in one night."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    suffixes = (".warc.gz", ".csv", ".json")
    for suffix, page in zip(suffixes, PAGES, strict=True):
        (inbox / f"a{suffix}").write_bytes(MANY[suffix]([page]))
    ingest(inbox, warehouse=tmp_path / "w.duckdb")
    found = rows(tmp_path / "w.duckdb", SOURCES)
    assert [row["url"] for row in found] == [page.url for page in PAGES]
    for row, suffix in zip(found, suffixes, strict=True):
        assert str(row["source_uri"]).startswith(f"{inbox}/a{suffix}!/")


def test_columns_are_named_on_the_command_line(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_bytes(csv_table(PAGES).replace(b"Link", b"woher", 1).replace(b"Content", b"was", 1))
    warehouse = tmp_path / "w.duckdb"
    done = gongkai("ingest", table, "--warehouse", warehouse)
    assert "no_text_column" in done.stdout + done.stderr
    counts = ingest(table, "--text-column", "was", "--url-column", "woher", warehouse=warehouse)
    assert counts["loaded"] == 3
    assert [row["url"] for row in rows(warehouse, SOURCES)] == [page.url for page in PAGES]
