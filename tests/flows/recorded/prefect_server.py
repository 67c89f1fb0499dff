"""A real Prefect server, worker and webhook receiver on loopback, for the tests."""

import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar

import httpx
import psutil

from flows.recorded.offline import ENVIRONMENT
from tests.flows.command import GONGKAI, ROOT

PREFECT = GONGKAI.with_name("prefect")
#: The machine may be busy with everything else.
PATIENCE = 240.0
T = TypeVar("T")


def until(what: Callable[[], T], seconds: float = PATIENCE) -> T:
    """Ask once a second, since asking costs the server work too, until the answer is true; give it."""
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(1)
    return found


class Server:
    """A server with a home of its own, and the environment that leads to it."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, _free_port()
        self.api = f"http://127.0.0.1:{self.port}/api"
        #: Kept: a new one reads every certificate of the machine, sixty milliseconds a question.
        self.client = httpx.Client(base_url=self.api, timeout=120)
        set_here = ("PREFECT_", "GONGKAI_LOAD_THREADS")
        own = {name: value for name, value in os.environ.items() if not name.startswith(set_here)}
        self.environment = {
            **own,
            **ENVIRONMENT,
            "PREFECT_HOME": str(home),
            "PREFECT_API_URL": self.api,
            "PREFECT_SERVER_UI_ENABLED": "false",
            "PREFECT_WORKER_QUERY_SECONDS": "1",
            "PREFECT_RUNNER_POLL_FREQUENCY": "1",
            "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "5",
        }
        self.process = self.start("server", PREFECT, "server", "start", "--host", "127.0.0.1", "--port", self.port)
        until(self._is_healthy)

    def start(self, name: str, *words: object, **more: str) -> "subprocess.Popen[bytes]":
        """Start a process with a group of its own, its output in a file of the home."""
        with (self.home / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [str(word) for word in words],
                env=self.environment | more,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd=ROOT,
            )

    def run(self, *words: object, **more: str) -> str:
        """Run a command to its end; its output."""
        done = subprocess.run(
            [str(word) for word in words],
            env=self.environment | more,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
            cwd=ROOT,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """POST to the API (a GET where there is no body)."""
        answer = self._answered("GET" if body is None else "POST", path, body)
        return answer.json() if answer.content else None

    def delete(self, path: str) -> None:
        """DELETE by the API."""
        self._answered("DELETE", path)

    def _answered(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        """The answer; asked again while the server is too busy to give one, as Prefect's own client does."""

        def asked() -> httpx.Response | None:
            answer = self.client.request(method, path, json=body)
            return None if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE else answer

        answer = until(asked)
        assert answer is not None
        answer.raise_for_status()
        return answer

    def runs(self) -> list[dict[str, Any]]:
        """All flow runs, the latest first."""
        found: list[dict[str, Any]] = self.ask("flow_runs/filter", {"sort": "START_TIME_DESC"})
        return found

    def states(self, **wanted: str) -> list[str]:
        """State names of the runs that have these values."""
        return [run["state_name"] for run in self.runs() if wanted.items() <= run.items()]

    def events(self, name: str) -> list[dict[str, Any]]:
        """Events of that name."""
        body = {"filter": {"event": {"name": [name]}}}
        found: list[dict[str, Any]] = self.ask("events/filter", body)["events"]
        return found

    def _is_healthy(self) -> bool:
        assert self.process.poll() is None, (self.home / "server.log").read_text()
        try:
            return bool(self.client.get("health", timeout=5).json())
        except (httpx.HTTPError, ValueError):
            return False


def kill(process: "subprocess.Popen[bytes]") -> None:
    """`kill -9` a process that a test started, and all that it started."""
    if process.poll() is None:
        family = psutil.Process(process.pid)
        for one in [*family.children(recursive=True), family]:
            with suppress(psutil.NoSuchProcess):  # it has ended meanwhile
                one.kill()
    process.wait()


def outside_connections(process: "subprocess.Popen[bytes]") -> list[str]:
    """Where a process and its children are connected to, beyond this machine."""
    family = psutil.Process(process.pid)
    remotes: list[str] = []
    for one in [family, *family.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):  # it has ended meanwhile
            remotes += [connection.raddr.ip for connection in one.net_connections("inet") if connection.raddr]
    return [address for address in remotes if not address.startswith(("127.", "::1", "::ffff:127."))]


@contextmanager
def receiver() -> Iterator[tuple[str, list[str]]]:
    """A webhook on loopback: its address, and the bodies it was sent."""
    bodies: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http.server_port}/", bodies
    http.shutdown()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
