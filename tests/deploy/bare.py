"""The wheel in an environment of its own, which has of all packages here only those that the wheel asks for."""

import os
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

from tests.flows.command import ROOT


def built_wheel(folder: Path) -> Path:
    """The wheel of this checkout."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@dataclass(frozen=True)
class Bare:
    """A virtual environment, where nothing of this checkout can be imported."""

    home: Path
    away: Path

    def command(self, *words: object) -> list[str]:
        """The installed command with these words."""
        return [str(self.home / "bin" / "gongkai"), *map(str, words)]

    @property
    def environment(self) -> dict[str, str]:
        """Without what leads back to the checkout or to a Prefect server, with the settings that are shipped."""
        ours = ("PYTHON", "PREFECT_", "GONGKAI_")
        return {name: value for name, value in os.environ.items() if not name.startswith(ours)}

    def run(self, *words: object, code: int = 0) -> "subprocess.CompletedProcess[str]":
        """Run `gongkai` away from the checkout; an error is one line and no traceback."""
        return self._run(self.command(*words), code)

    def python(self, program: str) -> str:
        """What a program prints."""
        return self._run([str(self.home / "bin" / "python"), "-c", program], 0).stdout

    def _run(self, words: list[str], code: int) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            words, cwd=self.away, env=self.environment, capture_output=True, text=True, check=False, timeout=900
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done


def installed(wheel: Path, folder: Path, *extras: str) -> Bare:
    """Install the wheel with some extras, from the packages that stand here: each is linked, none is downloaded."""
    home, away = folder / "venv", folder / "away"
    away.mkdir(parents=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    (site,) = home.glob("lib/python3.*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (metadata,) = site.glob("*.dist-info")
    for found in needed(Distribution.at(metadata), extras).values():
        for name in {file.parts[0] for file in found.files or () if file.parts[0] not in ("..", "__pycache__")}:
            if not (site / name).exists():
                (site / name).symlink_to(str(found.locate_file(name)))
    script = home / "bin" / "gongkai"
    entry = re.search(r"gongkai = (\S+):(\w+)", (metadata / "entry_points.txt").read_text(encoding="utf-8"))
    assert entry
    script.write_text(
        f"#!{home}/bin/python\nimport sys\nfrom {entry[1]} import {entry[2]}\n"
        f'if __name__ == "__main__":\n    sys.exit({entry[2]}())\n',
        encoding="utf-8",
    )
    script.chmod(0o755)
    return Bare(home, away)


def needed(asking: Distribution, extras: tuple[str, ...]) -> dict[str, Distribution]:
    """All packages that one asks for, with these extras, and those that they ask for, by name."""
    found: dict[str, Distribution] = {}
    open_ = [(asking, frozenset(extras))]
    seen: set[tuple[str, frozenset[str]]] = set()
    while open_:
        asks, wanted = open_.pop()
        for need in map(Requirement, asks.requires or ()):
            if need.marker and not any(need.marker.evaluate({"extra": extra}) for extra in wanted or {""}):
                continue
            key = (need.name, frozenset(need.extras))
            if key in seen or need.name == "gongkai":
                continue
            seen.add(key)
            try:
                found[need.name] = distribution(need.name)
            except PackageNotFoundError:
                continue  # not for this machine
            open_.append((found[need.name], frozenset({"", *need.extras})))
    return found
