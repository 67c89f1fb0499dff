"""Every command of `docs/operations.md` is run here, or by the tests of the server, or is one of systemd's."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

from tests.flows.command import GONGKAI, ROOT, SAMPLES

GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf8")
BLOCKS = re.findall(r"^ *```sh ?(\w*)\n(.*?)^ *```", GUIDE, flags=re.DOTALL | re.MULTILINE)


def _commands(kind: str) -> list[str]:
    return [line.strip() for name, block in BLOCKS if name == kind for line in block.splitlines()]


def test_commands_that_need_no_server(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path / "inbox")
    own = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment = own | {"PATH": f"{GONGKAI.parent}:{os.environ['PATH']}"}
    commands = _commands("")
    assert len(commands) >= 8
    for command in commands:
        done = subprocess.run(
            shlex.split(command), cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"


def test_commands_that_need_one_are_those_that_its_tests_run() -> None:
    tests = "".join(path.read_text(encoding="utf8") for path in sorted((ROOT / "tests" / "flows").glob("*.py")))
    tried = re.sub(r'[",]', "", tests)
    for command in [*_commands("server"), *_commands("service")]:
        words = [
            word for word in shlex.split(command) if not word.startswith(("http", "deploy/", "inbox", "warehouse"))
        ]
        pieces = re.split(r" (?:4200|gongkai|--warehouse)\b", " ".join(words[1:]))
        assert all(piece.strip() in tried for piece in pieces), command


def test_files_that_the_guide_names_are_there() -> None:
    for name in set(re.findall(r"`?(?:/opt/gongkai/)?(deploy/[\w.-]+\w)", GUIDE)):
        assert (ROOT / name).exists(), name
