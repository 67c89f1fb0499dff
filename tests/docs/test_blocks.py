"""Every command and query of the documentation is run: see `tests/docs/blocks.py` for the rules."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest

from gongkai.queries.frames import run_query
from tests.docs.blocks import BLOCKS, SHELL, SHOWN, Block
from tests.docs.inprocess import run_line
from tests.flows.command import ROOT, SAMPLES
from tests.flows.samples import changed

#: Commands that a page may show without any test that runs them.
_ROOT = {"useradd", "mkdir", "chown", "make", "cp", "systemctl"}
#: Pages whose programs another test runs.
_PROGRAMS = {"docs/python.md": "tests/test_python_entry.py"}
#: A block that stands on two pages, as in both README files, is run once.
_UNMARKED = list({(block.language, block.lines): block for block in BLOCKS if block.mark is None}.values())
_MARKED = [block for block in BLOCKS if block.mark]
_SAMPLE = SAMPLES / "synthetic-sample-014-2021.txt"


@pytest.fixture(scope="module")
def folder(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that the pages name: a warehouse, two to compare, an inbox, an archive, a table, a garbled report."""
    made = tmp_path_factory.mktemp("docs")
    shutil.copytree(sample_file.parent, made, dirs_exist_ok=True)
    shutil.copy(made / "warehouse.duckdb", made / "old.duckdb")
    changed(made / "old.duckdb", made / "new.duckdb", "UPDATE fact_dispute SET value = value + 1 WHERE value > 0")
    shutil.copytree(SAMPLES, made / "inbox")
    with zipfile.ZipFile(made / "archive.zip", "w") as archive:
        archive.write(_SAMPLE, "report.txt")
    page = json.dumps({"text": _SAMPLE.read_text(encoding="utf-8")}, ensure_ascii=False)
    (made / "pages.jsonl").write_text(f"{page}\n", encoding="utf-8")
    shutil.copy(ROOT / "docs" / "assets" / "synthetic-garbled.txt", made)
    return made


def _called(block: Block) -> str:
    return block.name


def test_every_block_says_what_it_is() -> None:
    known = {*SHELL, *SHOWN, "sql", "python"}
    wrong = [block for block in BLOCKS if block.language not in known and not (block.language and block.mark)]
    assert [f"{block.name} {block.language or 'no language'}" for block in wrong] == []


@pytest.mark.parametrize("block", [block for block in _UNMARKED if block.language in SHELL], ids=_called)
def test_commands_run(block: Block, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert block.steps
    for line, shown in block.steps:
        code, out, err = run_line(line, folder, monkeypatch)
        assert code == 0, f"{line}: {err}"
        printed = _bare(out)
        assert all(_bare(part) in printed for part in shown), f"{line} prints:\n{out}"


@pytest.mark.parametrize("block", [block for block in _UNMARKED if block.language == "sql"], ids=_called)
def test_queries_run(block: Block, folder: Path) -> None:
    statements = duckdb.extract_statements(block.text)
    assert statements
    for statement in statements:
        run_query(folder / "warehouse.duckdb", statement.query)


def test_programs_run(folder: Path) -> None:
    programs = [block for block in _UNMARKED if block.language == "python" and block.page not in _PROGRAMS]
    assert all(Path(page).name in (ROOT / test).read_text(encoding="utf-8") for page, test in _PROGRAMS.items())
    for page in sorted({block.page for block in programs}):
        program = "\n".join(block.text for block in programs if block.page == page)
        words = [sys.executable, "-c", program]
        done = subprocess.run(words, cwd=folder, check=False, capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, f"{page}: {done.stderr}"


@pytest.mark.parametrize("block", _MARKED, ids=_called)
def test_marked_blocks_are_run_elsewhere(block: Block) -> None:
    how, what = block.mark or ("", "")
    if how == "not run:":
        assert what == "systemd, as root"
        assert {line.split()[0] for line, _ in block.steps} <= _ROOT
        return
    if how == "run by hand:":
        assert what in (ROOT / block.page).read_text(encoding="utf-8").split("## What was run")[1]
        return
    tried = re.sub(r'[",]', "", (ROOT / what).read_text(encoding="utf-8"))
    if block.language in SHELL:
        for line, _ in block.steps:
            absent = [word for word in _telling(line) if word not in tried]
            assert not absent, f"{what} does not run `{line}`: {absent}"


def _telling(line: str) -> list[str]:
    """The words of a command that its test must hold: not its paths, addresses and numbers."""
    words = [word for word in line.split()[1:] if not re.search(r"[/\\.:]|^\d+$|^inbox", word)]
    return [word for word in words if word not in {"--warehouse", "gongkai"}]


def _bare(text: str) -> str:
    """Text without blanks and the lines of tables."""
    return re.sub(r"[\s│┃━─┏┓┗┛┡┩┠┨└┘┌┐├┤┬┴┼╇╈╋┳┻]+", " ", text).strip()
