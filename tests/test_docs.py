"""Every example in the documentation runs: the ```console blocks, on a warehouse of the sample reports."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.flows.command import GONGKAI, ROOT
from tests.flows.samples import changed, sample_warehouse

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS = {
    f"{page.name}-{number}": [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    for page in PAGES
    for number, block in enumerate(BLOCK.findall(page.read_text(encoding="utf-8")), start=1)
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("docs")
    sample_warehouse(made / "warehouse.duckdb")
    shutil.copy(made / "warehouse.duckdb", made / "old.duckdb")
    changed(made / "old.duckdb", made / "new.duckdb", "UPDATE fact_dispute SET value = value + 1 WHERE value > 0")
    return made


def test_there_are_examples() -> None:
    assert "commands.md-1" in BLOCKS


@pytest.mark.parametrize("name", BLOCKS)
def test_every_command_of_a_block_runs(name: str, folder: Path) -> None:
    environment = {**os.environ, "PATH": f"{GONGKAI.parent}:{os.environ['PATH']}"}
    assert BLOCKS[name]
    for line in BLOCKS[name]:
        done = subprocess.run(
            line, shell=True, check=False, capture_output=True, text=True, cwd=folder, env=environment, timeout=120
        )
        assert done.returncode == 0, f"{line}: {done.stderr}"
