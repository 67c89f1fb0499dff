"""How far a run is: with a total and the time left, while it reads and while it loads."""

import io
import zipfile
from pathlib import Path
from threading import Event

import pytest
from rich.console import Console

from flows.commands.display.progress import _STAGES, _Bars, _count, _Lines, steps
from flows.request import Request
from load.building.stages import SHARES, Stages


def test_every_stage_of_a_load_has_a_share_and_words() -> None:
    assert sum(SHARES.values()) == 100
    assert _STAGES.keys() == SHARES.keys()
    told: list[tuple[str, int]] = []
    stages = Stages(lambda stage, done: told.append((stage, done)))
    for name in SHARES:
        with stages.stage(name):
            pass
    assert told[0] == ("stage", 0)
    assert told[-1] == ("publish", 100 - SHARES["publish"])
    assert [done for _, done in told] == sorted(done for _, done in told)


def counted(tmp_path: Path) -> list[int | None]:
    """What is told of the number of documents in a folder."""
    found: list[int | None] = []
    _count(Request([str(tmp_path)], tmp_path / "w.duckdb"), found.append, Event())
    return found


def test_files_and_members_of_zips_are_the_total(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html"):
        (tmp_path / name).write_text("x")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("one.txt", "x")
        archive.writestr("two.txt", "x")
        archive.mkdir("folder")
    assert counted(tmp_path)[-1] == 4


def test_there_is_no_total_where_a_file_does_not_tell_how_many_it_holds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.jsonl").write_text("{}\n{}\n")
    assert counted(tmp_path)[-1] is None


def test_nothing_to_count_is_no_total(tmp_path: Path) -> None:
    assert counted(tmp_path) == [None]


def test_a_terminal_shows_documents_of_the_total_then_the_stage() -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100)
    shown = _Bars(console)
    with shown:
        shown.found(3000)
        shown("read", 1000)
        console.print(shown.bar.get_renderable())
        shown("loading", 0)
        shown("kept", 43)
        console.print(shown.bar.get_renderable())
    assert "1,000/3,000" in screen.getvalue()
    assert "loading: sums and scores" in screen.getvalue()
    assert "43 %" in screen.getvalue()


def test_a_file_that_holds_more_than_was_thought_raises_the_total() -> None:
    shown = _Bars(Console(file=io.StringIO(), force_terminal=True))
    shown.found(2)
    shown("read", 5)
    assert shown.bar.tasks[0].total == 5


@pytest.mark.parametrize(
    ("total", "line"), [(30_000, "read 10,500 of 30,000 documents"), (None, "read 10,500 documents")]
)
def test_a_pipe_gets_a_line_at_once_and_one_each_ten_thousand(total: int | None, line: str) -> None:
    piped = io.StringIO()
    shown = _Lines(Console(file=piped, width=100))
    with shown:
        shown.found(total)
        for done in (4_000, 6_500, 1_000):
            shown("read", done)
        shown("loading", 0)
        shown("kept", 43)
    assert piped.getvalue().splitlines() == ["reading documents", line, "loading"]


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_copy_shows_its_steps_on_a_terminal_and_one_line_elsewhere(
    is_terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=is_terminal, width=100)
    monkeypatch.setattr("flows.commands.display.progress.terminal", lambda **_: console)
    with steps() as step:
        step("fact_application", 10)
        step("compare", 70)
    if is_terminal:
        assert "copying: comparing the tables" in screen.getvalue()
        assert "70 %" in screen.getvalue()
    else:
        assert screen.getvalue() == "copying\n"
