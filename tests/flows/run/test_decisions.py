"""A decision of each kind: it applies, a second night changes nothing, another reader too, and undoing restores."""

from pathlib import Path

import pytest

from flows.request import Request
from flows.run.pipeline import ingest
from flows.settings import Settings
from gongkai.queries.frames import run_query
from load.run import LoadResult
from tests.flows import toy
from tests.flows.command import gongkai
from tests.flows.run.test_order import SOMEBODY, content, digest

TEXTS = {
    "a": "who: a\nyear: 2021\none",
    "held": "year: 2021\ntwo",
    "draft": "who: d\nyear: 2021\nthree",
    "notice": "no report at all\nand more",
}


@pytest.fixture(autouse=True)
def toy_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.run.batches.read_batch", toy.read)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return write(tmp_path / "in", TEXTS)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


def write(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def night(file: Path, *paths: Path, force: bool = False) -> LoadResult:
    return ingest(Request([str(path) for path in paths], file, Settings(), force=force), readers=toy.Now()).load


def decide(file: Path, *words: object, code: int = 0) -> str:
    """Decide; the decision's id."""
    return gongkai("decide", *words, "--warehouse", file, code=code).stdout.split(" ")[0]


def states(file: Path) -> dict[str, str]:
    found = run_query(file, "SELECT kind || ' ' || value, state FROM decision WHERE kind <> 'undo'").rows()
    return dict(found)


def reports(file: Path) -> list[tuple[object, ...]]:
    sql = "SELECT right(source_uri, 9), agency_id, report_year, is_current, standing FROM report ORDER BY ALL"
    return run_query(file, sql).rows()


def read_of(file: Path, folder: Path) -> dict[str, list[tuple[str, ...]]]:
    """What the warehouse holds beside decisions."""
    return {name: rows for name, rows in content(file, folder).items() if name != "decision"}


def test_the_life_of_decisions(inbox: Path, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr("tests.load.batches.PARSER_VERSION", "0")
        night(file, inbox)
        ids = [
            decide(file, "cell", "a", 2021, "granted", "total", 0, "--why", "电话核实", "--who", "王"),
            decide(file, "agency", "held.txt", SOMEBODY),
            decide(file, "document", "a.txt", "current"),
            decide(file, "document", "notice.txt", "report"),
            decide(file, "document", "draft.txt", "no_report"),
            decide(file, "agency", "notice.txt", SOMEBODY),
            decide(file, "year", "notice.txt", 2022),
        ]
        assert "decided already" in gongkai("decide", "document", "a.txt", "current", "-w", file).stdout
        said = gongkai("decide", "document", "a.txt", "withdrawn", "-w", file, code=2).stderr
        assert f"gongkai decide undo {ids[2]}" in said
        # Without a file: what is stored changes; a notice is read when its file is met.
        done = night(file)
        assert (done.seen, done.loaded, done.published) == (1, 1, True)
        assert reports(file) == [("/held.txt", SOMEBODY, 2021, True, None), ("/in/a.txt", "a", 2021, True, "current")]
        assert (states(file)["document report"], states(file)["document no_report"]) == ("waits", "applies")
        night(file, inbox)
        assert set(states(file).values()) == {"applies"}
        assert ("otice.txt", SOMEBODY, 2022, True, None) in reports(file)
    printed = str(len(TEXTS["a"]))
    cells = "SELECT value, state, raw_text, value_read, state_read, who, why FROM fact JOIN decided_cell AS it "
    cells += "USING (report_id, form, row_code, column_code, value) JOIN decision USING (decision_id)"
    cells = cells.replace("value, state", "value, fact.state", 1)
    assert run_query(file, cells).rows() == [(0, "decided", printed, int(printed), "reported", "王", "电话核实")]
    told = "SELECT scope, status, status_printed FROM identity_check WHERE status <> status_printed ORDER BY 1"
    assert run_query(file, told).rows() == [("granted", "pass", "fail"), ("total", "pass", "fail")]

    # Read again by another reader, by force, or not at all: all stays.
    after = content(file, tmp_path)
    assert night(file).reread == 3
    assert {**content(file, tmp_path), "report": after["report"]} == after
    after = content(file, tmp_path)
    assert night(file, inbox).published is False
    night(file, inbox, force=True)
    assert content(file, tmp_path) == after

    for one in ids:
        assert "is taken back" in gongkai("decide", "undo", one, "-w", file).stdout
    night(file)
    assert set(states(file).values()) == {"undone"}
    never = tmp_path / "never" / "w.duckdb"
    never.parent.mkdir()
    night(never, inbox)
    assert read_of(file, tmp_path) == read_of(never, tmp_path)


def test_a_sum_that_fails_and_is_accepted_stays_and_is_asked_no_more(inbox: Path, file: Path) -> None:
    night(file, inbox)
    told = "SELECT status, accepted_by, accepted_why FROM identity_check WHERE agency_id = 'a' AND scope = 'granted'"
    assert run_query(file, told).rows() == [("fail", None, None)]
    assert '"one_number_mends"' in gongkai("decide", "-w", file, "--json").stdout
    check = ("exception", "a", 2021, "applicants_sum", "granted")
    one = decide(file, *check, "--who", "王", "--why", "机关确认属实")
    said = gongkai("decide", "exception", "a", 2021, "applicants_sum", "carried_in", "-w", file, code=2).stderr
    assert "what fails: applicants_sum granted" in said
    night(file)
    assert run_query(file, told).rows() == [("fail", "王", "机关确认属实")]
    assert states(file)["exception accepted"] == "applies"
    assert "a 2021 granted" not in gongkai("decide", "-w", file, "--json").stdout
    # Another number makes it another sum.
    cell = decide(file, "cell", "a", 2021, "granted", "total", 0)
    night(file)
    assert run_query(file, told).rows() == [("pass", None, None)]
    assert states(file)["exception accepted"] == "stale"
    for each in (cell, one):
        decide(file, "undo", each)
    night(file, force=True)
    assert run_query(file, told).rows() == [("fail", None, None)]


def test_a_row_is_decided_at_once_and_only_where_it_reads_otherwise(inbox: Path, file: Path) -> None:
    night(file, inbox)
    row = ("row", "a", 2021, "granted")
    assert "2 values for 7 columns" in gongkai("decide", *row, 1, 0, "-w", file, code=2).stderr
    assert "is no number" in gongkai("decide", *row, 1, "?", *"00001", "-w", file, code=2).stderr
    assert not file.with_name("decisions").exists()
    said = gongkai("decide", *row, 3, *"x00000"[:5], 3, "-w", file).stdout
    assert [line.split("granted ")[1].split(";")[0] for line in said.splitlines()] == [
        "natural_person reads 3",
        "total reads 3",
    ]
    night(file)
    cells = "SELECT column_code, value FROM cell WHERE state = 'decided' ORDER BY 1"
    assert run_query(file, cells).rows() == [("natural_person", 3), ("total", 3)]
    assert "reads so already" in gongkai("decide", *row, *"x00000x", "-w", file, code=2).stderr


def test_which_report_counts_and_what_becomes_of_a_cell_whose_report_was_replaced(file: Path, tmp_path: Path) -> None:
    once, twice = ("who: a\nyear: 2021\none", "who: a\nyear: 2021\nand one more")
    rival = [once.replace("a\n", "c\n"), twice.replace("a\n", "c\n")]
    cell = [once.replace("a\n", "s\n"), twice.replace("a\n", "s\n")]
    night(file, write(tmp_path / "in", {"a": once, "c1": rival[0], "c2": rival[1], "s": cell[0]}))
    before = reports(file)
    decide(file, "document", "a.txt", "withdrawn")
    decide(file, "document", "c1.txt", "current")
    decide(file, "document", "c2.txt", "current")
    decide(file, "cell", "s", 2021, "granted", "total", 77)
    night(file)
    # A withdrawn report stays, and none takes its place; two that must be current settle nothing and are listed.
    assert reports(file)[0] == ("/in/a.txt", "a", 2021, False, "withdrawn")
    assert reports(file)[1:] == before[1:]
    assert states(file) == {"document withdrawn": "applies", "document current": "contradicts", "cell 77": "applies"}
    assert run_query(file, "SELECT count(*) FROM report_as_of(NULL) WHERE agency_id = 'a'").rows() == [(0,)]
    night(file, write(tmp_path / "later", {"a": twice, "s": cell[1]}))
    assert [row[3] for row in reports(file) if row[1] == "a"] == [False, True]
    # The number that was decided in one print is not taken over into another.
    assert states(file)["cell 77"] == "stale"
    assert run_query(file, "SELECT count(*) FROM cell WHERE state = 'decided'").rows() == [(0,)]
    assert "another version" in gongkai("decide", "list", "-w", file, "--json").stdout


def test_the_others_apply_where_a_line_is_none_and_what_it_was_stays(inbox: Path, file: Path) -> None:
    night(file, inbox / "a.txt", inbox / "held.txt")
    decide(file, "cell", "a", 2021, "granted", "total", 77, "--who", "me")
    night(file)
    mine = file.with_name("decisions") / "me.csv"
    head, line = mine.read_text(encoding="utf-8").splitlines()
    row = f"other,agency,{digest('year')},,,{SOMEBODY},me,,,,"
    mine.write_text(f"{head}\n{line.replace(',77,', ',7x,')}\n{row}\n=1+1,year\n", encoding="utf-8")
    words = gongkai("decide", "check", "-w", file, code=1).stderr.splitlines()
    assert [word.split(": ")[1] for word in words] == ["me.csv, line 2", "me.csv, line 4"]
    night(file)
    assert states(file) == {"cell 77": "applies", f"agency {SOMEBODY}": "applies"}
    # Nor does a file that is cut to nothing while somebody saves it, nor a folder that is not there.
    mine.write_text("", encoding="utf-8")
    assert night(file).published is False
    mine.parent.rename(file.with_name("elsewhere"))
    assert night(file).published is False
    # A folder without it says that nobody decided so any more.
    mine.parent.mkdir()
    done = night(file)
    assert (done.published, states(file)) == (True, {})
