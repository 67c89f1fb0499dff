"""A PostgreSQL server for tests, where its programs are installed."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

#: Debian keeps the server's programs beside the path.
PROGRAMS = [*os.environ.get("PATH", "").split(":"), *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin")))]
INITDB, SERVER = (shutil.which(name, path=":".join(PROGRAMS)) for name in ("initdb", "postgres"))
NEEDED = [
    pytest.mark.skipif(not (INITDB and SERVER and shutil.which("psql")), reason="no PostgreSQL here"),
    pytest.mark.skipif(not find_spec("duckdb_extension_postgres_scanner"), reason="without the extra postgres"),
]


class Database:
    """A PostgreSQL server, which root may not run: then its own user does."""

    def __init__(self, home: Path) -> None:
        self.user = "postgres" if os.getuid() == 0 else None
        home.chmod(0o755)
        if self.user:
            shutil.chown(home, self.user)
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = one.getsockname()[1]
        self.address = f"postgresql://owner:secretword@127.0.0.1:{self.port}/postgres"
        data, quiet = home / "data", ["-c", "fsync=off", "-c", f"unix_socket_directories={home}"]
        made = [INITDB, "-D", data, "-A", "trust", "-U", "owner", "--no-sync", "--locale=C.UTF-8"]
        subprocess.run(list(map(str, made)), check=True, user=self.user, stdout=subprocess.DEVNULL, cwd=home)
        words = [SERVER, "-D", data, "-p", self.port, "-c", "listen_addresses=127.0.0.1", *quiet]
        self._home, self._words = home, list(map(str, words))
        self.process = self._started()

    def restart(self) -> None:
        """Start the server anew; every connection to it is cut."""
        _let_pass(self._home)
        self.process.send_signal(signal.SIGINT)
        self.process.wait()
        self.process = self._started()

    def _started(self) -> "subprocess.Popen[bytes]":
        with (self._home / "log").open("ab") as log:
            process = subprocess.Popen(self._words, user=self.user, stdout=log, stderr=log, cwd=self._home)
        while self._ask("SELECT 1").returncode:
            assert process.poll() is None, (self._home / "log").read_text()
        return process

    def _ask(self, sql: str, user: str = "owner") -> "subprocess.CompletedProcess[str]":
        address = self.address.replace("owner:secretword", user)
        return subprocess.run(["psql", "-Atq", address, "-c", sql], check=False, capture_output=True, text=True)

    def ask(self, sql: str, user: str = "owner") -> str:
        done = self._ask(sql, user)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@contextmanager
def started(home: Path) -> Iterator[Database]:
    """A server in a new folder, until the block ends."""
    _let_pass(home)
    database = Database(home)
    try:
        yield database
    finally:
        database.process.terminate()
        database.process.wait()


def _let_pass(home: Path) -> None:
    """Open the folders above, which the server's user must pass; pytest closes them whenever it makes another."""
    for above in list(home.parents)[:3]:
        above.chmod(0o755)
