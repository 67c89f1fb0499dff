"""The examples under `deploy/` and `prefect.yaml`: what they name exists, and the tools that read them accept them."""

import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from flows.recorded.offline import ENVIRONMENT
from tests.flows.command import ROOT, gongkai

DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])


class _Unit(RawConfigParser):
    """A unit file: keys keep their case, and may come twice (all but the last are then not asked for)."""

    def __init__(self, path: Path) -> None:
        super().__init__(strict=False)
        self.read(path)

    def optionxform(self, optionstr: str) -> str:
        return optionstr


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_units_are_whole(path: Path) -> None:
    unit = _Unit(path)
    assert unit["Unit"]["Description"]
    if path.suffix == ".timer":
        assert unit["Timer"]["Persistent"] == "true"
        assert ZoneInfo(unit["Timer"]["OnCalendar"].split()[-1]).key == "Asia/Shanghai"
        assert path.with_suffix(".service") in UNITS
        return
    service = unit["Service"]
    assert service["User"] == "gongkai"
    assert service["NoNewPrivileges"] == "true"
    command = service["ExecStart"].split()
    assert command[0].startswith("/opt/gongkai/.venv/bin/")
    if command[0].endswith("/gongkai"):
        assert command[1] in gongkai("--help").stdout
        words = gongkai(command[1], "--help").stdout
        assert all(word in words for word in command if word.startswith("--"))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    for path in UNITS:
        text = path.read_text(encoding="utf8").replace("/opt/gongkai/.venv/bin/", f"{ROOT}/.venv/bin/")
        (tmp_path / path.name).write_text(text, encoding="utf8")
    words = ["systemd-analyze", "verify", "--man=no", *map(str, tmp_path.iterdir())]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if "gongkai" in line or "prefect-server" in line]
    assert not ours, done.stderr


def test_the_container_file_copies_what_is_there_and_runs_as_a_user() -> None:
    text = re.sub(r"\\\n\s*", " ", (DEPLOY / "Containerfile").read_text(encoding="utf8"))
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#")]
    known = {"FROM", "ENV", "RUN", "WORKDIR", "COPY", "USER", "VOLUME", "ENTRYPOINT", "CMD"}
    assert {word for word, _ in lines} <= known
    assert lines[0] == ["FROM", "python:3.11-slim"]
    words = [word for word, _ in lines]
    assert words.index("USER") < words.index("ENTRYPOINT")
    assert ENVIRONMENT["DO_NOT_TRACK"] == "1"
    assert "DO_NOT_TRACK=1" in text


def test_the_image_gets_nothing_that_was_made_here() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf8").splitlines()
    left_out = [line for line in lines if line and not line.startswith("#")]
    assert {".git", ".venv", ".venv-superset", "build"} <= set(left_out), (
        "a .venv of this machine is none for the image"
    )
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for path in map(Path, tracked.splitlines()):
        lost = [one for one in left_out if path.match(one) or path.parts[0] == one]
        assert not lost, f"{path} is ours"


@pytest.mark.parametrize("name", ["cluster.yaml", "compose.yaml"])
def test_containers_are_closed_and_copy_what_is_there(name: str) -> None:
    stack = _stack(name)
    assert stack["name"] in {"gongkai-cluster", "gongkai-superset"}, "one folder, two stacks: neither ends the other"
    for service in stack["services"].values():
        assert service["cap_drop"] == ["ALL"]
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))
        build = service["build"]
        assert (DEPLOY / build["context"]).resolve() == ROOT
        inline = build.get("dockerfile_inline") or (ROOT / build["dockerfile"]).read_text(encoding="utf8")
        copied = [words[1] for line in inline.splitlines() if (words := line.split())[:1] == ["COPY"]]
        assert copied
        assert all((ROOT / path).exists() for path in copied)


def test_the_cluster_starts_what_dask_has_and_gives_workers_what_they_ask_for() -> None:
    services = _stack("cluster.yaml")["services"]
    for kind, service in services.items():
        assert service["entrypoint"] == ["dask"]
        assert service["command"][0] == kind
        words = [str(ROOT / ".venv" / "bin" / "dask"), kind, "--help"]
        told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
        assert all(word in told for word in service["command"] if word.startswith("--"))
        assert service["user"] == "${GONGKAI_USER:-gongkai}", (
            "workers write into the work place of whoever runs the night"
        )
    worker = services["worker"]
    asked = set(re.findall(r"`(AWS_\w+)`", (ROOT / "extract" / "object_store.py").read_text(encoding="utf8")))
    assert set(worker["environment"]) == asked
    assert worker["deploy"]["mode"] == "replicated"
    (here, there) = worker["volumes"][0].split(":")
    assert here == there


def test_superset_is_told_what_it_asks_for() -> None:
    (service,) = _stack("compose.yaml")["services"].values()
    server = ROOT / "dashboards" / "superset" / "server"
    asks = "".join((server / name).read_text(encoding="utf8") for name in ("start.py", "config.py"))
    assert all(name.removeprefix("GONGKAI_SUPERSET_") in asks for name in service["environment"] if name != "HOME")
    assert (ROOT / service["command"][1]).is_file()
    assert all(f"uv=={version}" in (ROOT / "Makefile").read_text(encoding="utf8") for version in _uv(service))


def _stack(name: str) -> dict[str, Any]:
    stack: dict[str, Any] = yaml.safe_load((DEPLOY / name).read_text(encoding="utf8"))
    return stack


def _uv(service: dict[str, Any]) -> list[str]:
    """The versions of uv that an image is made with."""
    found = re.findall(r"uv==(\S+)", service["build"]["dockerfile_inline"])
    assert found
    return found


def test_prefect_yaml_is_the_night_that_serve_registers() -> None:
    (night,) = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf8"))["deployments"]
    assert night["schedules"] == [{"cron": "0 2 * * *", "timezone": "Asia/Shanghai", "active": True}]
    assert night["concurrency_limit"] == {"limit": 1, "collision_strategy": "ENQUEUE"}
    assert night["work_pool"]["job_variables"]["env"] == ENVIRONMENT


def test_the_servers_pages_ask_where_the_guide_tells_them_to(monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect.settings.models.server.ui import ServerUISettings  # noqa: PLC0415 (Prefect takes seconds to import)

    monkeypatch.setenv("PREFECT_UI_API_URL", "http://127.0.0.1:4300/api")
    assert ServerUISettings().api_url == "http://127.0.0.1:4300/api"


def test_automations_wait_longer_than_a_heartbeat() -> None:
    from flows.recorded.nightly import AUTOMATIONS, read_automations  # noqa: PLC0415 (as above)

    automations = {one.name: one for one in read_automations(AUTOMATIONS)}
    silent = automations["gongkai-silent-run-crashed"].trigger
    beat = int(ENVIRONMENT["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"])
    assert silent.within.total_seconds() > 3 * beat  # type: ignore[union-attr]
    assert len(list(read_automations(DEPLOY / "notify.yaml"))) == 3
