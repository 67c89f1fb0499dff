"""Names of files, and what documents print, never steer the terminal that shows them."""

import json
import os
import pty
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.flows.command import GONGKAI, Done, gongkai, gongkai_process, ingest

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
#: Clears the screen and fills the clipboard; shows one ending for another; a colour; a line of its own; no text.
NAMES = [
    b"a\x1b[2J\x1b]52;c;eA==\x07.txt", "甲\u202etxt.exe".encode(), "乙\x9b31m.txt".encode(),
    b"c\ngongkai: fine.txt", b"\xff.txt",
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of such documents, none of them a report, and the warehouse that knows them."""
    made = tmp_path_factory.mktemp("steering")
    for number, name in enumerate(NAMES):
        (made / os.fsdecode(name)).write_text(f"no report {number}", encoding="utf-8")
    ingest(made, warehouse=made / "w.duckdb")
    return made


COMMANDS = [
    ["status"], ["status", "{folder}"], ["status", "--json"], ["explain", "{first}"], ["explain", "{first}", "--json"],
    ["sql", "SELECT source_uri, * FROM rejected_document"], ["sql", "FROM rejected_document", "--format", "json"],
    ["sql", "SELECT chr(27) || '[31m' AS \"\x1b[31m\""], ["sql", "SELECT \x1b[31m"],
]  # fmt: skip


#: Of what a terminal shows and of what is said of an error, one each as a process of its own.
RUNS = [*((gongkai, number) for number in range(len(COMMANDS))), (gongkai_process, 1), (gongkai_process, 8)]


@pytest.mark.parametrize(("run", "number"), RUNS)
def test_no_command_prints_what_steers(run: Callable[..., Done], number: int, folder: Path) -> None:
    first = str(folder / os.fsdecode(NAMES[0]))
    asked = [word.format(folder=folder, first=first) for word in COMMANDS[number]]
    done = run(*asked, "-w", folder / "w.duckdb", code=2 if number == 8 else 0)
    shown = done.stdout + done.stderr
    assert shown
    assert STEERING.findall(shown) == []


def test_json_says_the_same(folder: Path) -> None:
    sql = "SELECT source_uri FROM rejected_document"
    said = gongkai("sql", sql, "-w", folder / "w.duckdb", "--format", "json").stdout
    found = {Path(row["source_uri"]).name for row in json.loads(said)}
    assert {name.decode() for name in NAMES[:4]} <= found


def test_a_file_on_a_terminal_is_safe_to_look_at(folder: Path) -> None:
    theirs, ours = pty.openpty()
    sql = "SELECT chr(27) || '[2J申' AS a"
    subprocess.run([GONGKAI, "sql", sql, "-w", folder / "w.duckdb", "--format", "csv"], check=True, stdout=ours)
    assert os.read(theirs, 4096).decode() == "a\r\n\\x1b[2J申\r\n"
    words = [str(GONGKAI), "sql", sql, "-w", str(folder / "w.duckdb"), "--format", "parquet"]
    done = subprocess.run(words, check=False, stdout=ours, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, "> FILE" in done.stderr) == (2, True)
    os.close(ours)
    os.close(theirs)
