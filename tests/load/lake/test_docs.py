"""The commands of docs/lake.md, word for word."""

import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from tests.docs.blocks import blocks_of
from tests.flows.command import ROOT

pytest.importorskip("duckdb_extension_ducklake", reason="without the extra cluster")
PAGE = ROOT / "docs" / "lake.md"


def test_the_commands_of_the_page_do_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of: gongkai ingest data/samples, gongkai sql, gongkai rollback --list, with ducklake:lake.ducklake."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(ROOT / "data")
    said = []
    for block in blocks_of(PAGE):
        for command, _ in block.steps if block.language == "sh" else ():
            done = CliRunner().invoke(app, shlex.split(command)[1:])
            assert done.exit_code == 0, done.output
            said.append(done.stdout)
    assert len(said) == 3
    assert "reported" in said[1]
    assert (tmp_path / "lake.ducklake.files").is_dir()
