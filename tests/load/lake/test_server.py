"""A lake whose catalog is in PostgreSQL: what one machine publishes every other reads, and goes on from."""

import os
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from flows.request import Request
from flows.run.pipeline import ingest
from flows.settings import Settings
from load.errors import LoadError, WarehouseError
from load.extensions import load_extension
from load.lake import server
from load.lake.address import HOME, named, server_of
from load.lake.upkeep import sweep
from load.publishing.publish import named_warehouse, rollback
from load.run import LoadResult
from load.warehouse import open_readonly
from tests.flows.command import GONGKAI, gongkai
from tests.load.lake.conftest import SAMPLES, Both, cells, contents
from tests.postgres import NEEDED, Database

pytestmark = NEEDED
pytest.importorskip("duckdb_extension_ducklake", reason="without the extra cluster")


class Machines:
    """Machines that share a server and a folder of data, and nothing else."""

    def __init__(self, postgres: Database, folder: Path, patch: pytest.MonkeyPatch) -> None:
        postgres.ask("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        self.name = f"ducklake:postgres:host=127.0.0.1 port={postgres.port} dbname=postgres user=owner"
        self._folder, self._patch, self.data = folder, patch, f"{folder}/data/"

    def on(self, machine: str) -> Path:
        """The lake as this machine has it, from now on."""
        self._patch.setenv(HOME, str(self._folder / machine))
        return named_warehouse(self.name)

    def night(self, machine: str, count: int, **given: object) -> LoadResult:
        paths = [str(path.absolute()) for path in SAMPLES[:count]]
        settings = Settings(lock_seconds=0)
        return ingest(Request(paths, self.on(machine), settings, data=self.data, **given)).load  # type: ignore[arg-type]


@pytest.fixture
def machines(postgres: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machines:
    return Machines(postgres, tmp_path, monkeypatch)


def in_server(machines: Machines) -> list[tuple[int, int]]:
    """The cells as any program that knows DuckLake reads them."""
    with duckdb.connect() as connection:
        for extension in ("postgres_scanner", "ducklake"):
            load_extension(connection, extension, "cluster")
        connection.execute(f"ATTACH '{machines.name}' AS lake (READ_ONLY); USE lake")
        return connection.execute("SELECT count(*), sum(hash(it)) FROM every_cell() AS it").fetchall()


def test_machines_take_turns(machines: Machines) -> None:
    assert machines.night("a", 1).loaded == 1
    first = cells(machines.on("a"))
    assert in_server(machines) == first == cells(machines.on("b"))

    assert machines.night("b", 2).counts["unchanged"] == 1, "what another machine has read is known"
    second = cells(machines.on("b"))
    assert second != first
    assert in_server(machines) == second == cells(machines.on("a"))

    assert not machines.night("a", 2).published
    rollback(machines.on("b"))
    assert in_server(machines) == first == cells(machines.on("a"))
    assert "reported" in gongkai("sql", "SELECT DISTINCT state FROM cell", "-w", machines.name).stdout


def test_what_was_not_handed_over_was_not_published(machines: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    machines.night("a", 1)
    before = in_server(machines)

    def refuse(*_: object) -> None:
        raise WarehouseError("the server has no room")

    with monkeypatch.context() as patch:
        patch.setattr("load.publishing.server_target.hand_over", refuse)
        with pytest.raises(LoadError, match="no room"):
            machines.night("a", 2)
    assert in_server(machines) == before == cells(machines.on("a"))
    assert machines.night("a", 2).loaded == 1
    assert in_server(machines) == cells(machines.on("a")) != before


def test_a_server_that_was_started_anew_meanwhile(
    machines: Machines, postgres: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock went with the connection: the run goes on, unless another machine published."""
    machines.night("a", 1)
    b = [str(path.absolute()) for path in SAMPLES[3:4]]
    others: list[list[str]] = [[], b]

    def started_anew(*given: object) -> None:
        postgres.restart()
        if theirs := others.pop(0):  # in a process of its own, since ours holds the lock, as far as it knows
            there = os.environ | {HOME: str(tmp_path / "b")}
            subprocess.run([GONGKAI, "ingest", *theirs, "--warehouse", machines.name], check=True, env=there)
        server.hand_over(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("load.publishing.server_target.hand_over", started_anew)
    assert machines.night("a", 2).loaded == 1
    with pytest.raises(LoadError, match="another machine published"):
        machines.night("a", 4)
    monkeypatch.undo()
    theirs = in_server(machines)
    assert theirs == cells(machines.on("a")), "what they published stands"
    assert machines.night("a", 4).loaded == 1
    assert in_server(machines) == cells(machines.on("b")) != theirs


def test_what_is_erased_is_erased_for_all(machines: Machines, tmp_path: Path) -> None:
    name, page = "张三丰", tmp_path / "page.txt"
    text = SAMPLES[0].read_text(encoding="utf-8")
    page.write_text(text.replace("\n\n六、", f"\n\n申请人{name}反映答复超期。\n\n六、", 1), encoding="utf-8")
    settings, decisions = Settings(lock_seconds=0), tmp_path / "decisions"
    both = [str(page), str(SAMPLES[1].absolute())]  # which share files: those of the one stay, without the other
    ingest(Request(both, machines.on("a"), settings, data=machines.data))
    before = in_server(machines)
    gongkai("decide", "erase", "page.txt", name, "-w", machines.name, "--decisions", str(decisions))
    ingest(Request([], machines.on("a"), settings, decisions=decisions))
    assert in_server(machines) == before == cells(machines.on("b")), "each file that the server names is there"
    with open_readonly(machines.on("b")) as connection:
        shown = connection.execute("SELECT text FROM report_text").fetchall()
    assert not any(name in text for (text,) in shown)
    assert any("███" in text for (text,) in shown)


def test_one_machine_writes_at_a_time(machines: Machines) -> None:
    machines.night("a", 1)
    held = server_of(machines.on("b"))
    assert held
    with server.write_lock(held, 0), pytest.raises(LoadError, match="another machine"):
        machines.night("a", 2)
    assert machines.night("a", 2).loaded == 1


def test_what_cannot_be_is_one_line(machines: Machines, postgres: Database) -> None:
    with pytest.raises(WarehouseError, match="--data"):
        ingest(Request([str(SAMPLES[0].absolute())], machines.on("a")))
    assert named(machines.on("a")) == machines.name
    assert "--decisions" in gongkai("decide", "check", "-w", machines.name, code=2).stderr
    away = machines.name.replace(str(postgres.port), "1")
    said = gongkai("sql", "SELECT 1", "-w", away, code=2).stderr
    assert "Connection refused" in " ".join(said.split())
    with duckdb.connect() as connection:
        for extension in ("postgres_scanner", "ducklake"):
            load_extension(connection, extension, "cluster")
        connection.execute(
            f"ATTACH '{machines.name}' AS theirs (DATA_PATH '{machines.data}'); CREATE TABLE theirs.t (x INTEGER)"
        )
    with pytest.raises(WarehouseError, match="another program"):
        machines.night("a", 1)


def test_a_warehouse_is_copied_to_a_server_and_back(machines: Machines, both: Both, tmp_path: Path) -> None:
    machines.on("a")
    assert "--data" in gongkai("copy", both.file, machines.name, code=2).stderr
    said = gongkai("copy", both.file, machines.name, "--data", machines.data).stdout
    assert machines.name in said
    before = contents(both.file)
    assert in_server(machines) == cells(both.file)
    assert contents(machines.on("b")) == before, "any machine reads it"
    assert "is there already" in " ".join(
        gongkai("copy", both.file, machines.name, "--data", tmp_path / "d", code=2).stderr.split()
    )
    assert machines.night("b", len(SAMPLES)).unchanged == len(SAMPLES)
    gongkai("copy", machines.name, tmp_path / "back.duckdb")
    assert contents(tmp_path / "back.duckdb") == before


def test_a_copy_that_the_server_refuses_leaves_nothing_that_is_taken_for_a_lake(
    machines: Machines, both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    machines.on("a")

    def refuse(*_: object) -> None:
        raise WarehouseError("the server has no room")

    with monkeypatch.context() as patch:
        patch.setattr("load.publishing.server_target.hand_over", refuse)
        assert "no room" in gongkai("copy", both.file, machines.name, "--data", machines.data, code=3).stderr
    machines.on("b")
    gongkai("copy", both.file, machines.name, "--data", machines.data)
    lake = machines.on("a")
    assert contents(lake) == contents(both.file)
    assert sweep([lake], grace=0) == 0, "what the first one wrote is gone"


@pytest.mark.skipif(not shutil.which("pg_dump"), reason="without pg_dump")
def test_a_backup_of_the_server_and_the_data_is_restored(
    machines: Machines, both: Both, postgres: Database, tmp_path: Path
) -> None:
    machines.on("a")
    gongkai("copy", both.file, machines.name, "--data", machines.data)
    before, address = in_server(machines), postgres.address.replace(":secretword", "")
    dump = subprocess.run(["pg_dump", address], check=True, capture_output=True, text=True).stdout
    assert machines.night("a", 1, force=True).published
    shutil.copytree(machines.data, tmp_path / "backup")
    shutil.rmtree(machines.data)
    said = " ".join(gongkai("sql", "FROM report", "-w", machines.name, code=2).stderr.split())
    assert f"{tmp_path}/data, which this machine does not see" in said

    postgres.ask("DROP SCHEMA public CASCADE")
    subprocess.run(["psql", "-q", address], input=f"CREATE SCHEMA public;\n{dump}", check=True, text=True)
    shutil.copytree(tmp_path / "backup", machines.data)
    assert in_server(machines) == before == cells(machines.on("a")) == cells(machines.on("b"))
