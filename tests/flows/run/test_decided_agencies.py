"""Two names that are one agency, one that is two, and what an agency is: decided, read again, undone."""

from pathlib import Path

import pytest

from flows.request import Request
from flows.run.pipeline import ingest
from flows.settings import Settings
from gongkai.queries.frames import run_query
from load.run import LoadResult
from tests.flows.command import SAMPLES, gongkai
from tests.flows.run.test_order import content

OF_SAMPLE = "上海市杨浦区教育局"
BUREAU, SPORTS, TOURISM = ("攀枝花市东区" + name for name in ("教育局", "教育和体育局", "文化和旅游局"))
KEY, SPORTS_KEY, TOURISM_KEY = "510402-education", "510402-education-教育和体育局", "510402-culture_tourism"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Reports of one year each: of the bureau, of what seems to be its later name, and of another bureau."""
    folder = tmp_path / "in"
    folder.mkdir()
    printed = (SAMPLES / "synthetic-sample-094-2021.txt").read_text(encoding="utf-8")
    for name, year in ((BUREAU, 2021), (SPORTS, 2022), (TOURISM, 2023)):
        text = printed.replace("2021", str(year)).replace(OF_SAMPLE, name)
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    return folder


def night(file: Path, *paths: Path, force: bool = False) -> LoadResult:
    return ingest(Request([str(path) for path in paths], file, Settings(), force=force)).load


def decide(file: Path, *words: object, code: int = 0) -> str:
    done = gongkai("decide", *words, "--warehouse", file, code=code)
    return done.stderr if code else done.stdout.split(" ")[0]


def keys(file: Path) -> list[str]:
    """The agency of each report, by year."""
    return [row[0] for row in run_query(file, "SELECT agency_id FROM report ORDER BY report_year").rows()]


def states(file: Path) -> dict[str, str]:
    return dict(run_query(file, "SELECT kind || ' ' || value, state FROM decision WHERE kind <> 'undo'").rows())


def test_names_that_are_one_and_a_key_that_is_two(inbox: Path, tmp_path: Path) -> None:
    file = tmp_path / "w.duckdb"
    night(file, inbox / "2021.txt", inbox / "2022.txt")
    assert keys(file) == [KEY, KEY]
    parted = decide(file, "apart", SPORTS, BUREAU, "--why", "两个机关")
    done = night(file)
    assert (done.published, done.reread, keys(file)) == (True, 2, [KEY, SPORTS_KEY])
    facts = (
        "SELECT DISTINCT agency_id FROM fact WHERE report_year = 2022 UNION SELECT agency_id FROM dim_agency ORDER BY 1"
    )
    assert run_query(file, facts).rows() == [(KEY,), (SPORTS_KEY,)]
    assert states(file) == {f"apart {BUREAU}": "applies"}
    assert night(file).published is False
    # A bureau that comes later is one with it; its key is no agency any more.
    joined = decide(file, "same", TOURISM, SPORTS_KEY)
    night(file)
    assert states(file)[f"same {SPORTS}"] == "waits"
    night(file, inbox)
    assert keys(file) == [KEY, SPORTS_KEY, SPORTS_KEY]
    assert set(states(file).values()) == {"applies"}
    assert run_query(file, "SELECT name, function_code FROM dim_agency ORDER BY agency_id").rows() == [
        (BUREAU, "education"),
        (TOURISM, "education"),
    ]
    moved = "SELECT agency_id_read, agency_id, decision_id FROM regrouped_report ORDER BY ALL"
    (bureau, sports) = run_query(file, moved).rows()
    assert bureau == (TOURISM_KEY, SPORTS_KEY, joined)
    assert sports[:2] == (KEY, SPORTS_KEY)
    assert sports[2] in {parted, joined}, "both put it there; the one of the lower name is told"
    assert joined in gongkai("explain", SPORTS_KEY, 2023, "--json", "-w", file).stdout
    # By whatever chain, two cannot be one and two.
    said = decide(file, "same", TOURISM, BUREAU, code=2)
    assert f"{parted}" in said
    assert f"{joined}" in said
    after = content(file, tmp_path)
    night(file, inbox, force=True)
    assert content(file, tmp_path) == after
    for one in (joined, parted):
        decide(file, "undo", one)
    night(file)
    assert keys(file) == [KEY, KEY, TOURISM_KEY]
    never = tmp_path / "never" / "w.duckdb"
    never.parent.mkdir()
    night(never, inbox)
    ends = [content(one, tmp_path) for one in (file, never)]
    assert ends[0].pop("decision")
    assert not ends[1].pop("decision")
    assert ends[0] == ends[1]


def test_decisions_that_make_two_agencies_one_and_two_apply_neither(inbox: Path, tmp_path: Path) -> None:
    file = tmp_path / "w.duckdb"
    folder = tmp_path / "decisions"
    folder.mkdir()
    lines = [
        "decision_id,kind,source,value,who",
        f"one,same,{TOURISM},{SPORTS},me",
        f"two,same,{SPORTS},{BUREAU},you",
        f"three,apart,{BUREAU},{TOURISM},me",
        f"four,level,{BUREAU},county,me",
        f"five,level,{KEY},township,you",
        f"six,function,{BUREAU},finance,you",
    ]
    (folder / "us.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    night(file, inbox)
    assert keys(file) == [KEY, KEY, TOURISM_KEY]
    told = dict(run_query(file, "SELECT decision_id, state FROM decision").rows())
    assert told == {**dict.fromkeys(("one", "two", "three", "four", "five"), "contradicts"), "six": "applies"}
    said = gongkai("decide", "check", "-w", file, code=1).stderr.splitlines()
    assert [line.split(" contradicts")[0][-4:].strip() for line in said] == ["one", "two", "hree", "four", "five"]
    (folder / "us.csv").write_text("\n".join(lines[:3] + lines[4:5]) + "\n", encoding="utf-8")
    night(file)
    assert keys(file) == [KEY, KEY, KEY]
    assert run_query(file, "SELECT decision_id, state FROM decision ORDER BY 1").rows() == [
        ("four", "stale"),
        ("one", "applies"),
        ("two", "stale"),
    ]


def test_what_an_agency_is(inbox: Path, tmp_path: Path) -> None:
    file = tmp_path / "w.duckdb"
    night(file, inbox / "2021.txt")
    shown = "SELECT region_code, county, level, function_code, name FROM dim_agency"
    before = run_query(file, shown).rows()
    ids = [
        decide(file, "region", KEY, "510411", "--who", "王"),
        decide(file, "level", BUREAU, "prefecture"),
        decide(file, "function", BUREAU, "finance"),
    ]
    assert "no division" in decide(file, "region", KEY, "519999", code=2)
    assert "no function family" in decide(file, "function", KEY, "dancing", code=2)
    assert "several agencies" not in decide(file, "level", "某某局", "county", code=2)
    night(file)
    assert run_query(file, shown).rows() == [("510411", "仁和区", "prefecture", "finance", BUREAU)]
    read = (
        "SELECT value_read, who FROM decided_agency JOIN decision USING (decision_id) WHERE column_name = 'region_code'"
    )
    assert run_query(file, read).rows() == [("510402", "王")]
    # Names that come later are read as ever, and what is decided stays.
    night(file, inbox / "2022.txt")
    assert run_query(file, shown).rows() == [("510411", "仁和区", "prefecture", "finance", SPORTS)]
    assert set(states(file).values()) == {"applies"}
    for one in ids:
        decide(file, "undo", one)
    night(file)
    assert run_query(file, shown).rows() == [(*before[0][:4], SPORTS)]
