"""What the documentation names is there: files, modules, commands, options; columns follow `docs/naming.md`."""

import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from bench.pages.rooms import PAGE, with_tree
from flows.cli import COMMANDS
from flows.cli import command as command_of
from tests.docs.blocks import pages
from tests.flows.command import ROOT
from tests.sql.cases import empty_warehouse

_TOP = "bench|dashboards|data|deploy|docs|extract|flows|gongkai|load|notebooks|sql|tests|transform"
_PATH = re.compile(rf"`((?:{_TOP})/[\w./-]+)`")
_MODULE = re.compile(rf"(?<=`)(?:python -m )?((?:{_TOP})(?:\.\w+)+)(?=[ `])")
READMES = sorted(page for top in ("bench", "data", "tests") for page in (ROOT / top).rglob("*README.md"))
_EVENTS = "gongkai.warehouse."
#: What `docs/extending.md` has the reader make.
_MADE = ("data/forms/2024", "sql/published/excessive_change", "tests/sql/excessive_change")
#: A part of a column's name, and the type that it stands for.
_KINDS = {
    "_id$|_code$": "VARCHAR",
    "_no$": "SMALLINT|INTEGER",
    "_year$": "SMALLINT",
    "_date$": "DATE",
    "ed_at$": "TIMESTAMP WITH TIME ZONE",
    "_rate$|_share$": "DOUBLE",
    "_cny$": r"DECIMAL\(23,4\)",
    "^days_": "BIGINT",
    "^is_": "BOOLEAN",
}


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_commands_and_options_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for command, rest in re.findall(r"`gongkai (\w[\w-]*)([^`\n]*)`", text):
        assert command in COMMANDS, command
        called = command_of(command)
        parts = [called, *getattr(called, "commands", {}).values()]
        known = {option for part in parts for parameter in part.params for option in parameter.opts}
        assert set(re.findall(r"(?<= )--?[a-z][a-z-]*", rest)) <= known, f"{command}{rest}"
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets


@pytest.mark.parametrize("page", [*pages(), *READMES], ids=lambda page: page.relative_to(ROOT).as_posix())
def test_files_and_modules_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    paths = [name for name in _PATH.findall(text) if not name.startswith(_MADE)]
    assert [name for name in paths if not (ROOT / name).exists()] == []
    modules = [name for name in _MODULE.findall(text) if not name.startswith(_EVENTS)]
    assert [name for name in modules if not _is_there(name)] == []


def _is_there(name: str) -> bool:
    """Whether a dotted name is a module or package, or something that one says."""
    module, _, last = name.rpartition(".")
    says = re.compile(
        rf"^(def|class) {last}\b|^{last}\b.*=|^ *from .* import .*\b{last}\b|^    \"{last}\",$", re.MULTILINE
    )
    said = any(says.search(file.read_text(encoding="utf-8")) for file in _files(module))
    return said or any(True for _ in _files(name))


def _files(name: str) -> Iterator[Path]:
    """The file of a module or package."""
    path = ROOT / name.replace(".", "/")
    yield from (file for file in (path.with_suffix(".py"), path / "__init__.py") if file.exists())


def test_the_tree_is_that_of_the_rooms() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_tree(page), "run make docs"
    assert "\n  document/ " in page


def test_columns_are_named_by_the_law() -> None:
    known = "SELECT column_name, data_type FROM duckdb_columns() WHERE NOT internal"
    columns = {(name, kind) for name, kind in empty_warehouse().execute(known).fetchall()}
    for part, kinds in _KINDS.items():
        named = {(name, kind) for name, kind in columns if re.search(part, name)}
        assert named, part
        assert [one for one in named if not re.fullmatch(kinds, one[1])] == [], part


def test_what_bandit_passes_over_is_answered() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    answered = re.findall(r"^\| (B\d.*?) \|", (ROOT / "docs/security.md").read_text(encoding="utf-8"), re.MULTILINE)
    skipped = settings["tool"]["bandit"]["skips"]
    assert sorted(skipped) == sorted(code for kinds in answered for code in re.findall(r"B\d+", kinds))


def test_both_readmes_say_the_same() -> None:
    english, chinese = ((ROOT / f"README{ending}.md").read_text(encoding="utf-8") for ending in ("", ".zh-CN"))
    chinese = chinese.replace("](docs/zh/", "](docs/")
    for said in (r"`([^`\n]+)`", r"\]\((docs/[^)]+)\)", r"^(\.venv/bin/gongkai.*)$", r"〔(\d+)〕\d+号"):
        found = [set(re.findall(said, text, re.MULTILINE)) for text in (english, chinese)]
        assert found[0] == found[1], found[0] ^ found[1]
    assert english.count("\n## ") == chinese.count("\n## ")


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    """Pytest looks into no folder of certain names, such as `build`."""
    names = {part for path in (ROOT / "tests").rglob("test_*.py") for part in path.relative_to(ROOT).parts[:-1]}
    assert "run" in names
    assert not [name for name in names if any(fnmatch(name, one) for one in pytestconfig.getini("norecursedirs"))]
