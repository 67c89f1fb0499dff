"""What `gongkai doctor` looks at on the machine: Python, packages, time zones, Prefect."""

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, requires, version
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from packaging.requirements import Requirement

from flows.operate.diagnosis import Check, Diagnosis
from flows.request import Request

OLDEST = (3, 11)
#: A server on the same machine answers in milliseconds.
ANSWER_SECONDS = 5.0
TIME_ZONE = "Asia/Shanghai"


def python(_: Request) -> Iterator[Diagnosis]:
    """Python is new enough."""
    here = f"{sys.version.split()[0]}, installed in {sys.prefix}"
    if sys.version_info < OLDEST:
        yield Diagnosis("python", "fail", here, f"install Python {OLDEST[0]}.{OLDEST[1]} or later and run `make setup`")
    else:
        yield Diagnosis("python", "pass", here)


def packages(_: Request) -> Iterator[Diagnosis]:
    """Every package that gongkai needs is there, in a version that works with the others."""
    needs = map(Requirement, requires("gongkai") or ())
    # Neither what only developers need, nor what has no wheel for this machine.
    wanted = [need for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})]
    wrong = [fault for need in wanted for fault in _faults(need)]
    if wrong:
        advice = "install gongkai again; in its folder `make clean setup` installs the locked versions"
        yield Diagnosis("packages", "fail", "; ".join(wrong), advice)
    else:
        yield Diagnosis("packages", "pass", f"gongkai {version('gongkai')}, its {len(wanted)} requirements are met")


def _faults(need: Requirement) -> Iterator[str]:
    """What is wrong with one requirement, if anything."""
    try:
        there = version(need.name)
    except PackageNotFoundError:
        yield f"{need.name} is not installed"
        return
    if not need.specifier.contains(there, prereleases=True):
        yield f"{need.name} is {there}, needed {need.specifier}"


def time_zone(_: Request) -> Iterator[Diagnosis]:
    """The schedule's time zone is known."""
    try:
        now = datetime.now(ZoneInfo(TIME_ZONE))
    except ZoneInfoNotFoundError:
        yield Diagnosis("time zone", "fail", f"{TIME_ZONE} is unknown", "install tzdata (apt install tzdata)")
    else:
        yield Diagnosis("time zone", "pass", f"{now:%Y-%m-%d %H:%M}, the time in {TIME_ZONE}")


def prefect(_: Request) -> Iterator[Diagnosis]:
    """Where a Prefect server is configured, it answers, is healthy, of our version, and does not report its use."""
    api = os.environ.get("PREFECT_API_URL")
    if not api:
        yield Diagnosis("prefect", "pass", "not configured (PREFECT_API_URL): runs are not recorded")
        return
    import httpx  # noqa: PLC0415 (a tenth of a second that no other command should wait)

    try:
        healthy = httpx.get(f"{api}/health", timeout=ANSWER_SECONDS).json() is True
        theirs = str(httpx.get(f"{api}/admin/version", timeout=ANSWER_SECONDS).json())
        tracks = httpx.get(f"{api}/admin/settings", timeout=ANSWER_SECONDS).json()["server"]["analytics_enabled"]
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError) as error:
        failed = f"{api} does not answer: {str(error) or type(error).__name__}"
        yield Diagnosis(
            "prefect", "fail", failed, "start it (`systemctl start prefect-server`) or correct PREFECT_API_URL"
        )
        return
    ours = version("prefect")
    if not healthy:
        yield Diagnosis("prefect", "fail", f"{api} is not healthy", "see its log: journalctl -u prefect-server")
    elif theirs != ours:
        yield Diagnosis("prefect", "warn", f"{api} is {theirs}, here is {ours}", "run the server from the same .venv")
    elif tracks:
        advice = "set PREFECT_SERVER_ANALYTICS_ENABLED=false and DO_NOT_TRACK=1 for the server"
        yield Diagnosis("prefect", "warn", f"{api} reports its use to Prefect's makers", advice)
    else:
        yield Diagnosis("prefect", "pass", f"{api} answers, version {theirs}")


MACHINE_CHECKS: list[Check] = [python, packages, time_zone, prefect]
