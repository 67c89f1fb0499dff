"""A Dask cluster for the tests: a scheduler and workers that share nothing but what a test names."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.flows.command import ROOT
from tests.flows.remote.servers import free_port, until_listening

DASK = Path(sys.executable).with_name("dask")


class Cluster:
    """A scheduler and the workers that were started for it; `folder` has a folder for each worker."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.started: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "scheduler", "--port", self.port, "--host", "127.0.0.1")
        until_listening(self.port)

    def worker(self, name: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker with a temporary and a working folder of its own."""
        return self._start(name, "worker", self.address, "--nthreads", 1, "--name", name, **environment)

    def wait_for(self, workers: int) -> None:
        """Wait until so many workers are there."""
        from distributed import Client  # noqa: PLC0415 (an extra)

        with Client(self.address, set_as_default=False, timeout=600) as client:
            client.wait_for_workers(workers, timeout=600)

    def end(self) -> None:
        """End all of it, nannies and workers with their readers."""
        for one in self.started:
            with suppress(ProcessLookupError):
                os.killpg(one.pid, signal.SIGKILL)
            one.wait()

    def log(self, name: str) -> str:
        """What a worker or the scheduler said."""
        return (self.folder / name / "log").read_text(encoding="utf-8", errors="replace")

    def _start(self, name: str, *words: object, **environment: str) -> subprocess.Popen[bytes]:
        here = self.folder / name
        (here / "tmp").mkdir(parents=True)
        with (here / "log").open("wb") as log:
            command = [str(DASK), *map(str, words), "--no-dashboard"]
            own = {"TMPDIR": str(here / "tmp"), "PYTHONPATH": str(ROOT), "DASK_LOCAL_DIRECTORY": str(here)}
            plain = {key: value for key, value in os.environ.items() if not key.startswith(("GONGKAI_", "PREFECT_"))}
            one = subprocess.Popen(
                command, cwd=here, env=plain | own | environment, stdout=log, stderr=log, start_new_session=True
            )
        self.started.append(one)
        return one
