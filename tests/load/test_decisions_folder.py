"""The folder of decisions: nobody's line is lost, whoever writes at the same time and whatever stands there."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from load.decisions.folder import add_chosen, read_decisions
from load.errors import LoadError

LINE = {"kind": "year", "source": "1" * 64, "value": "2021"}


def test_two_people_at_once_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "decisions"
    told = [
        {**LINE, "decision_id": f"n{number:03}", "who": ("王", "李", "王 ../x")[number % 3]} for number in range(60)
    ]
    with ThreadPoolExecutor(8) as pool:
        files = set(pool.map(lambda line: add_decision(folder, line), told))
    assert {file.name for file in files} == {"王.csv", "李.csv", "王_x.csv"}
    found = read_decisions(folder)
    assert found is not None
    assert (found.decisions["decision_id"].sort().to_list(), found.problems) == ([it["decision_id"] for it in told], [])


def test_a_torn_line_is_not_written_on(tmp_path: Path) -> None:
    file = tmp_path / "me.csv"
    file.write_text("who,decision_id,kind,source,value\nme,torn,ye", encoding="utf-8")
    add_decision(tmp_path, {**LINE, "decision_id": "one", "who": "me"})
    found = read_decisions(tmp_path)
    assert found is not None
    assert found.decisions["decision_id"].to_list() == ["one"]
    assert [problem.line for problem in found.problems] == [2]
    assert file.read_text(encoding="utf-8").splitlines()[2] == f"me,one,year,{'1' * 64},2021"


def test_a_file_that_has_no_room_for_a_decision_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "me.csv"
    for text, told in (("decision_id,kind,source,value,who\n", "no column why"), ("甲\n", "is not UTF-8")):
        file.write_bytes(text.encode("gb18030"))
        with pytest.raises(LoadError, match=told):
            add_decision(tmp_path, {**LINE, "decision_id": "one", "who": "me", "why": "so"})
        assert file.read_bytes() == text.encode("gb18030")


def test_no_folder_is_not_an_empty_one(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "none") is None
    found = read_decisions(tmp_path)
    assert found is not None
    assert found.decisions.is_empty()


def add_decision(folder: Path, told: dict[str, str]) -> Path:
    """Add one decision."""
    return add_chosen(folder, told["who"], lambda _there: [told])
