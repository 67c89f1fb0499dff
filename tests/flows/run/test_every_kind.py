"""A decision of each kind by the command: it applies without a document, stays, and undoing restores what was read."""

from pathlib import Path

import pytest

from extract.decisions.shape import KINDS
from gongkai.queries.frames import run_query
from tests.flows.command import SAMPLES, gongkai, ingest
from tests.flows.run.test_order import content

NAMES = ("014-2021", "029-2021", "044-2019", "044-2020", "044-2021", "064-2020", "094-2021", "119-2023", "119-2024")
BUREAU, SPORTS, NEIGHBOUR = "上海市杨浦区教育局", "上海市杨浦区教育和体育局", "天津市河西区合成丁街道办事处"
LEFT = "四、结转下年度继续办理" + "\t" * 3 + "0\t" * 6
STRUCK = "张三丰"
CELL = "SELECT value, state, raw_text FROM fact WHERE row_code = 'granted' AND column_code = 'natural_person' AND "
COUNTS = "SELECT is_current, standing FROM report WHERE source_uri LIKE "
#: What is decided, and how to ask for it; what that says before and after.
DECIDED: dict[tuple[object, ...], tuple[str, tuple[object, ...], tuple[object, ...]]] = {
    ("cell", "513422-government", 2021, "granted", "natural_person", 2): (
        f"{CELL} report_year = 2021 AND agency_id LIKE '513422%'", (1, "reported", "1"), (2, "decided", "1")),
    ("agency", "119-2024.txt", NEIGHBOUR): (
        "SELECT agency_id FROM report WHERE report_year = 2024", ("120103-合成丙街道",), ("120103-合成丁街道",)),
    ("year", "064-2020.txt", 2019): (
        "SELECT report_year FROM report WHERE source_uri LIKE '%064-2020%'", (2020,), (2019,)),
    ("document", "044-2019.txt", "no_report"): (
        "SELECT count(*), (SELECT count(*) FROM rejected_document) FROM report WHERE source_uri LIKE '%044-2019%'",
        (1, 0), (0, 1)),
    ("document", "044-2020.txt", "withdrawn"): (f"{COUNTS} '%044-2020%'", (True, None), (False, "withdrawn")),
    ("document", "044-2021.txt", "current"): (f"{COUNTS} '%044-2021%'", (True, None), (True, "current")),
    ("exception", "370403-government_office", 2021, "applicants_sum", "carried_out"): (
        "SELECT status, accepted_by FROM identity_check WHERE check_code = 'applicants_sum' AND scope = 'carried_out' "
        "AND agency_id LIKE '370403%'", ("fail", None), ("fail", "王")),
    ("same", "120103-合成丙街道", "513422-government"): (
        "SELECT agency_id FROM report WHERE source_uri LIKE '%119-2023%'",
        ("120103-合成丙街道",), ("513422-government",)),
    ("apart", SPORTS, BUREAU): (
        f"SELECT agency_id FROM report WHERE agency_name_printed = '{SPORTS}'",
        ("310110-education",), ("310110-education-教育和体育局",)),
    ("region", BUREAU, "310104"): (
        "SELECT region_code FROM dim_agency WHERE agency_id = '310110-education'", ("310110",), ("310104",)),
    ("level", "370403-government_office", "township"): (
        "SELECT level FROM dim_agency WHERE agency_id = '370403-government_office'", ("county",), ("township",)),
    ("function", "230624-culture_tourism", "finance"): (
        "SELECT function_code FROM dim_agency WHERE agency_id LIKE '230624%'", ("culture_tourism",), ("finance",)),
    ("erase", "094-2021.txt", STRUCK): (
        f"SELECT count(*) FROM report_text WHERE text LIKE '%{STRUCK}%' AND report_id IN "
        "(SELECT report_id FROM report WHERE report_year = 2021)", (1,), (0,)),
}  # fmt: skip


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in NAMES:
        text = (SAMPLES / f"synthetic-sample-{name}.txt").read_text("utf-8").replace(f"{LEFT}0", f"{LEFT}1")
        if name == "094-2021":
            text = text.replace("五、存在", f"申请人{STRUCK}已撤回。\n\n五、存在")
            (folder / "sports.txt").write_text(text.replace(BUREAU, SPORTS).replace("2021", "2022"), "utf-8")
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def _check(file: Path, at: int) -> None:
    """The warehouse says what it should of each: before the decisions (0) or with them (1)."""
    found = {" ".join(map(str, words)): run_query(file, asked[0]).rows() for words, asked in DECIDED.items()}
    assert found == {" ".join(map(str, words)): [asked[1 + at]] for words, asked in DECIDED.items()}


def test_each_kind_applies_stays_under_another_reader_and_is_undone(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {str(words[0]) for words in DECIDED} == {*KINDS} - {"undo"}
    file = tmp_path / "w.duckdb"
    assert "does not exist" in gongkai("ingest", "-w", file, code=2).stderr
    ingest(inbox, warehouse=file)
    _check(file, 0)
    never = content(file, tmp_path)
    said = [gongkai("decide", *words, "-w", file, "--who", "王").stdout for words in DECIDED]
    # Nothing has to arrive for it, which is no alarm.
    done = gongkai("ingest", "-w", file, "--strict")
    assert "nothing arrived" not in done.stderr
    _check(file, 1)
    assert run_query(file, "SELECT DISTINCT state FROM decision").rows() == [("applies",)]
    with monkeypatch.context() as later:
        for module in ("transform.batch", "flows.run.batches", "flows.run.pipeline", "transform.shapes"):
            later.setattr(f"{module}.PARSER_VERSION", "later", raising=False)
        gongkai("ingest", inbox, "-w", file)
        assert run_query(file, "SELECT DISTINCT parser_version FROM report").rows() == [("later",)]
        _check(file, 1)
    for line in said:
        gongkai("decide", "undo", line.split(" ")[0], "-w", file)
    # What was erased comes back with its document alone.
    gongkai("ingest", "-w", file)
    assert run_query(file, DECIDED["erase", "094-2021.txt", STRUCK][0]).rows() == [(0,)]
    gongkai("ingest", inbox, "-w", file, "--force")
    _check(file, 0)
    after = content(file, tmp_path)
    assert run_query(file, "SELECT DISTINCT state FROM decision WHERE kind <> 'undo'").rows() == [("undone",)]
    assert {**after, "decision": []} == never
