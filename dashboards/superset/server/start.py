"""Makes Superset's own database anew from the files and serves: `.venv-superset/bin/python .../start.py WAREHOUSE`.

Settings, all from the environment: GONGKAI_SUPERSET_HOST (127.0.0.1), GONGKAI_SUPERSET_PORT (8088),
GONGKAI_SUPERSET_PASSWORD (made up), GONGKAI_SUPERSET_HOME (build/superset), GONGKAI_SUPERSET_WORKERS (3),
GONGKAI_SUPERSET_MEMORY (of DuckDB in each, 1GB), GONGKAI_DASHBOARD_URL (where `gongkai dashboard` answers).
"""

import hashlib
import os
import secrets
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

HERE = Path(__file__).resolve().parent
ASSETS = HERE.parent / "assets"
#: What the files say of `gongkai dashboard`, where the environment says nothing else.
EVIDENCE = "http://127.0.0.1:8642/"


def main(warehouse: Path) -> None:
    """Serve until Ctrl-C."""
    if not warehouse.is_file():
        sys.exit(f"{warehouse} does not exist: make it with `gongkai ingest PATH... --warehouse {warehouse}`")
    home = Path(os.environ.get("GONGKAI_SUPERSET_HOME", "build/superset")).absolute()
    home.mkdir(parents=True, exist_ok=True)
    chosen = os.environ.get("GONGKAI_SUPERSET_PASSWORD")
    password = chosen or secrets.token_urlsafe(12)
    os.environ |= {
        "GONGKAI_WAREHOUSE": str(warehouse.absolute()),
        "SUPERSET_HOME": str(home),
        "SUPERSET_CONFIG_PATH": str(HERE / "config.py"),
        "SUPERSET_SECRET_KEY": os.environ.get("SUPERSET_SECRET_KEY") or secrets.token_urlsafe(32),
        "FLASK_APP": "superset",
    }
    with _silent(home / "start.log"):
        make_metadata(home, password)
    host, port = (
        os.environ.get(f"GONGKAI_SUPERSET_{it}", usual) for it, usual in (("HOST", "127.0.0.1"), ("PORT", "8088"))
    )
    at = f"http://{host}:{port}/superset/dashboard/gongkai"
    said = "of GONGKAI_SUPERSET_PASSWORD" if chosen else password  # a chosen one stands in no log
    print(f"{warehouse} at {at}-zh/ and {at}-en/\nuser admin, password {said}  (Ctrl-C ends it)", flush=True)
    # A worker answers one query at a time and closes the file after it: DuckDB keeps a file that is still open in the
    # process, so that a second connection would be given the version before the publish.
    words = [
        sys.executable, "-m", "gunicorn", "superset.app:create_app()", "--bind", f"{host}:{port}", "--preload",
        "--workers", os.environ.get("GONGKAI_SUPERSET_WORKERS", "3"), "--worker-class", "sync", "--timeout", "130",
        "--log-level", "warning", "--error-logfile", str(home / "server.log"), "--capture-output",
    ]  # fmt: skip
    os.execv(sys.executable, words)


@contextmanager
def _silent(log: Path) -> Iterator[None]:
    """What Superset says at its start goes to a file: hundreds of lines that are no fault."""
    kept = [os.dup(number) for number in (1, 2)]
    with log.open("w") as file:
        for number in (1, 2):
            os.dup2(file.fileno(), number)
    try:
        yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for number, old in zip((1, 2), kept, strict=True):
            os.dup2(old, number)
            os.close(old)


def make_metadata(home: Path, password: str) -> None:
    """Superset's own database, from the files alone; what was in it before is kept beside it, once."""
    metadata = home / "metadata.db"
    if metadata.exists():
        metadata.replace(home / "metadata.before.db")
    empty = home / f"empty-{_versions()}.db"
    made_before = empty.exists()
    if made_before:
        shutil.copy(empty, metadata)
    from superset.app import create_app

    event.listen(Engine, "connect", _quickly)
    app = create_app()
    with app.app_context():
        if not made_before:
            _make_tables(Path(app.root_path) / "migrations")
            shutil.copy(metadata, empty.with_suffix(".partial"))
            empty.with_suffix(".partial").replace(empty)
        _import(password)


def _quickly(connection: object, _record: object) -> None:
    """No wait for the disk at each of three hundred steps: a file that is half made is made anew."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF")


def _make_tables(migrations: Path) -> None:
    from flask_migrate import upgrade
    from superset import appbuilder, security_manager

    upgrade(directory=str(migrations))
    appbuilder.add_permissions(update_perms=True)
    security_manager.sync_role_definitions()


def _import(password: str) -> None:
    """The administrator, and the dashboard as the administrator's."""
    from flask import g
    from superset import security_manager
    from superset.commands.importers.v1.assets import ImportAssetsCommand

    role = security_manager.find_role("Admin")
    g.user = security_manager.add_user("admin", "gongkai", "admin", "admin@localhost", role, password)
    evidence = os.environ.get("GONGKAI_DASHBOARD_URL", EVIDENCE).rstrip("/") + "/"
    texts = {
        path.relative_to(ASSETS).as_posix(): path.read_text(encoding="utf-8").replace(EVIDENCE, evidence)
        for path in sorted(ASSETS.rglob("*.yaml"))
    }
    ImportAssetsCommand(texts).run()


def _versions() -> str:
    """Of what is installed: other packages make other tables."""
    installed = sorted(f"{it.metadata['Name']} {it.version}" for it in distributions())
    return hashlib.sha256("\n".join(installed).encode()).hexdigest()[:12]


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("GONGKAI_WAREHOUSE", "build/demo/warehouse.duckdb")))
