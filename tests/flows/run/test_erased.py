"""A name that a page should never have shown: gone from every file of the warehouse, with the numbers untouched."""

from pathlib import Path

import duckdb

from extract.decisions.erasing import parsed, places_of, without
from flows.request import Request
from flows.run.pipeline import ingest
from flows.settings import Settings
from gongkai.queries.frames import run_query
from load.publishing.layout import Layout
from tests.flows.command import SAMPLES, gongkai

NAME = "张三丰"
SAMPLE = (SAMPLES / "synthetic-sample-094-2021.txt").read_text(encoding="utf-8")


def night(file: Path, *paths: Path, force: bool = False) -> None:
    ingest(Request([str(path) for path in paths], file, Settings(), force=force))


def texts(file: Path) -> str:
    """Every text in a version."""
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{file}' AS it (READ_ONLY)")
        tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'it'").fetchall()
        return "\n".join(str(connection.execute(f"FROM it.{name}").fetchall()) for (name,) in tables)


def files_of(file: Path) -> list[Path]:
    at = Layout.of(file)
    return [file, *at.versions.glob("*.duckdb"), *at.aside.glob("*.duckdb")]


def test_a_name_goes_from_every_kept_version(tmp_path: Path) -> None:
    file, page = tmp_path / "w.duckdb", tmp_path / "in" / "page.txt"
    page.parent.mkdir()
    told = f"存在的主要问题：申请人{NAME}（住某路1号）反映答复超期，{NAME}已撤回。"
    page.write_text(SAMPLE.replace("\n\n六、其他", f"\n\n{told}\n\n六、其他"), encoding="utf-8")
    night(file, page)
    other = tmp_path / "in" / "other.txt"
    other.write_text(SAMPLE.replace("2021", "2022"), encoding="utf-8")
    night(file, other)
    Layout.of(file).aside.mkdir(exist_ok=True)
    aside = Layout.of(file).aside / "old.duckdb"
    aside.write_bytes(file.read_bytes())
    assert all(NAME in texts(one) for one in files_of(file))
    cells = "FROM fact ORDER BY ALL"
    before = run_query(file, cells).rows()

    assert "does not show" in gongkai("decide", "erase", "page.txt", "李四", "-w", file, code=2).stderr
    said = gongkai("decide", "erase", "page.txt", "0", "-w", file, code=2).stderr
    assert "at least two characters" in said
    number = run_query(file, "SELECT raw_text FROM fact WHERE length(raw_text) > 1 AND line_no IS NOT NULL LIMIT 1")
    if number.height:
        said = gongkai("decide", "erase", "page.txt", number.item(), "-w", file, code=2).stderr
        assert "holds numbers of the forms" in said
    assert NAME not in gongkai("decide", "erase", "page.txt", NAME, "-w", file).stdout
    assert all(NAME not in one.read_text(encoding="utf-8") for one in file.with_name("decisions").glob("*.csv"))
    night(file)
    assert len(files_of(file)) == 5
    assert [NAME in texts(one) for one in files_of(file)] == [False] * 5
    assert not any(NAME.encode() in one.read_bytes() for one in files_of(file))
    assert run_query(file, cells).rows() == before
    assert run_query(file, "SELECT state FROM decision").rows() == [("applies",)]
    shown = run_query(
        file, "SELECT text FROM report_text JOIN report USING (report_id) WHERE report_year = 2021"
    ).item()
    assert told.replace(NAME, "███") in shown
    # The page still has it: whatever is read of it has not, and nothing is written anew once more.
    kept = {one: one.stat().st_ino for one in files_of(file)}
    night(file, page, force=True)
    assert not any(NAME in texts(one) for one in files_of(file))
    left = [one for one in kept if one.exists() and one != file]
    assert left
    assert [one.stat().st_ino for one in left] == [kept[one] for one in left]
    assert run_query(file, cells).rows() == before


def test_places_name_no_words_and_find_a_line_that_moved() -> None:
    text, digest = "一\n甲乙在甲乙\n丙", "0" * 64
    (place,) = places_of(text, "甲乙", digest)
    assert str(place).startswith("2:1+2,4+2:")
    assert parsed(str(place)) == [place]
    assert without(f"又\n{text}", [place], digest) == "又\n一\n██在██\n丙"
    assert without("甲乙丙甲乙", [place], digest) == "甲乙丙甲乙"
    # Decided one after the other or at once, in any order.
    both = places_of(text, "在", digest)
    later = places_of(without(text, [place], digest), "在", digest)
    for way in ([place, *both], [*both, place], [*later, place], [place, *later]):
        assert without(text, way, digest) == "一\n█████\n丙"


def test_a_name_goes_from_the_pages_of_nights(tmp_path: Path) -> None:
    file, page = tmp_path / "w.duckdb", tmp_path / "in" / "held.txt"
    page.parent.mkdir()
    page.write_text(SAMPLE.replace("上海市杨浦区教育局", f"{NAME}教育局"), encoding="utf-8")
    gongkai("ingest", page, "-w", file)
    pages = Layout.of(file).pages
    assert any(NAME in one.read_text("utf-8") for one in pages.glob("*.html"))
    gongkai("decide", "erase", "held.txt", NAME, "-w", file)
    gongkai("ingest", "-w", file)
    told = [one.read_text("utf-8") for one in pages.iterdir()]
    assert len(told) == 2
    assert not any(NAME in one for one in told)
    assert any("███教育局" in one for one in told)


def test_a_name_goes_from_what_is_told_of_a_refused_document(tmp_path: Path) -> None:
    file, page = tmp_path / "w.duckdb", tmp_path / "in" / "notice.txt"
    page.parent.mkdir()
    notice = (SAMPLES / "synthetic-sample-notice.txt").read_text(encoding="utf-8")
    page.write_text(f"{NAME}{notice}", encoding="utf-8")
    gongkai("ingest", page, "-w", file)
    assert NAME in run_query(file, "SELECT detail FROM rejected_document").item()
    gongkai("decide", "erase", "notice.txt", NAME, "-w", file)
    gongkai("ingest", "-w", file)
    assert run_query(file, "SELECT state FROM decision").item() == "applies"
    # Nor does it come back with the document.
    for words in ((), (page, "--force")):
        gongkai("ingest", *words, "-w", file)
        told = [texts(one) for one in files_of(file)]
        assert len(told) > 1
        assert not any(NAME in one for one in told)
        assert "title: ███关于" in run_query(file, "SELECT detail FROM rejected_document").item()
