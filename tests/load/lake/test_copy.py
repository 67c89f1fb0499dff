"""`gongkai copy`: what one warehouse holds, in a new one, as a file or a lake; all of it, or nothing."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from flows.request import Request
from flows.run.pipeline import ingest
from load.errors import CheckFailed
from load.lake.address import Lake, named, warehouse_at
from load.lake.upkeep import sweep
from load.publishing import files
from load.publishing.copying import copy_warehouse
from load.publishing.layout import Layout
from load.publishing.publish import rollback
from load.publishing.versions import versions
from load.run import Limits
from load.warehouse import open_readonly
from tests.flows.command import GONGKAI, gongkai
from tests.load.lake.conftest import SAMPLES, Both, contents
from tests.load.publishing.test_power_cut import Cut
from transform.forms import load_forms

pytest.importorskip("duckdb_extension_ducklake", reason="without the extra cluster")


def whole(warehouse: Path) -> dict[str, tuple[int, int]]:
    """As `contents`, when runs ended too."""
    with open_readonly(warehouse) as connection:
        runs = connection.execute("SELECT count(*), sum(hash(it)) FROM ingest_run AS it").fetchall()[0]
    return {**contents(warehouse), "runs": runs}


def parquet(folder: Path) -> list[Path]:
    return list(folder.rglob("*.parquet"))


def from_to(both: Both, source: str, to: str, folder: Path) -> tuple[Path, Path]:
    """One of the two that had the same nights, and the name of a new one of a kind."""
    new = folder / "new.duckdb" if to == "file" else warehouse_at(f"ducklake:{folder / 'new.ducklake'}")
    return (both.file if source == "file" else both.lake), new


@pytest.mark.parametrize("to", ["file", "lake"])
@pytest.mark.parametrize("source", ["file", "lake"])
def test_everything_is_in_the_copy_and_nights_go_on(both: Both, source: str, to: str, tmp_path: Path) -> None:
    old, new = from_to(both, source, to, tmp_path)
    before, bytes_before = whole(old), old.read_bytes()
    said = gongkai("copy", named(old), named(new)).stdout
    assert "it begins with this version" in said
    assert whole(new) == before
    assert isinstance(new, Lake) == Layout.of(new).data.is_dir()
    (only,) = versions(new)
    assert only.name in said

    again = ingest(Request([str(path.absolute()) for path in SAMPLES], new)).load
    assert not again.published, "nothing is new, nor outdated"
    assert again.unchanged == again.seen == len(SAMPLES)
    state = json.loads(gongkai("status", "--json", "-w", named(new)).stdout)
    assert state["published"]["reports"] == len(SAMPLES)
    assert json.loads(gongkai("explain", SAMPLES[0].absolute(), "--json", "-w", named(new)).stdout)
    found = json.loads(gongkai("doctor", "--json", "-w", named(new)).stdout)
    assert {one["outcome"] for one in found if one["check"] in ("database", "lock")} == {"pass"}

    assert ingest(Request([str(SAMPLES[0].absolute())], new, force=True)).load.published
    rollback(new)
    assert whole(new) == before
    assert old.read_bytes() == bytes_before, "which was only read"


def test_what_people_decided_comes_along(both: Both, tmp_path: Path) -> None:
    source, new = tmp_path / "a" / "w.duckdb", tmp_path / "b" / "l.ducklake"
    for folder in (source.parent, new.parent):
        folder.mkdir()
    gongkai("copy", both.file, source)
    asked = "SELECT agency_id, report_year FROM report WHERE is_current ORDER BY ALL LIMIT 1"
    with open_readonly(source) as connection:
        agency, year = connection.execute(asked).fetchall()[0]
    gongkai("decide", "cell", agency, year, "new_received", "total", "77", "-w", source)
    assert ingest(Request([], source)).load.published

    said = gongkai("copy", source, f"ducklake:{new}").stdout
    assert str(source.parent / "decisions") in said, "where people go on deciding"
    assert whole(new) == whole(source)
    assert whole(new)["decision"][0] == 1
    assert not ingest(
        Request([str(path.absolute()) for path in SAMPLES], warehouse_at(f"ducklake:{new}"))
    ).load.published
    gongkai("copy", source, source.with_name("beside.duckdb"))
    assert "deciding" not in gongkai("copy", source, source.with_name("other.duckdb")).stdout, "it has the folder too"


def test_a_night_on_the_source_does_not_reach_the_copy(both: Both, tmp_path: Path) -> None:
    old, to = from_to(both, "lake", "lake", tmp_path)
    gongkai("copy", named(old), f"ducklake:{tmp_path / 'mine.ducklake'}")
    mine = warehouse_at(f"ducklake:{tmp_path / 'mine.ducklake'}")
    before = whole(mine)
    nights: list[bool] = []

    def night(*_: object) -> None:
        if not nights:
            nights.append(ingest(Request([str(SAMPLES[0].absolute())], mine, force=True)).load.published)

    copy_warehouse(mine, to, load_forms(), Limits(), None, night)
    assert nights == [True]
    assert whole(to) == before != whole(mine)


def test_a_copy_that_fails_leaves_nothing(both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, data = tmp_path / "new.ducklake", tmp_path / "data"

    def fail(*_: object) -> None:
        assert parquet(data), "it was nearly through"
        raise CheckFailed("of_this_test", "Nothing is right.", [])

    with monkeypatch.context() as patch:
        patch.setattr("load.publishing.copying.check_copy", fail)
        said = gongkai("copy", both.file, f"ducklake:{new}", "--data", data, code=3).stderr
    assert "of_this_test" in said
    assert [path.name for path in tmp_path.iterdir()] == ["new.ducklake.lock"]
    gongkai("copy", both.file, f"ducklake:{new}", "--data", data)
    assert whole(new) == whole(both.file)
    assert not list(data.glob("*.txt"))


#: What is made, and before which file operation of its publish the run dies: how many of its kind come before.
_CUTS = [("file", ("replace", 1)), ("lake", ("replace", 0)), ("lake", ("append", 1))]


@pytest.mark.parametrize(("to", "cut_at"), _CUTS)
def test_killed_before_an_operation_there_is_a_whole_copy_or_none(
    both: Both, to: str, cut_at: tuple[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = from_to(both, "file" if to == "file" else "lake", to, tmp_path)
    operation, nth = cut_at
    calls, run = [], getattr(files, operation)

    def cut(*arguments: Path) -> None:
        calls.append(arguments)
        if len(calls) > nth:
            raise Cut
        run(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(files, operation, cut)
        patch.setattr("load.publishing.new_lake.NewLake.end", lambda _: None)  # nor does a killed one end
        with pytest.raises(Cut):
            copy_warehouse(old, new, load_forms(), Limits(), None, lambda *_: None)
    if new.exists():
        assert "is there already" in gongkai("copy", named(old), named(new), code=2).stderr
    else:
        gongkai("copy", named(old), named(new))
    assert whole(new) == whole(old)
    assert len(versions(new)) == 1
    assert not list(Layout.of(new).unfinished())
    if to == "lake":
        catalogs = [new, *(one.path for one in versions(new))]
        assert sweep(catalogs, grace=0) == 0, "what the dead one wrote is gone"


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_ended_while_it_writes_nothing_is_there(both: Both, sign: signal.Signals, code: int, tmp_path: Path) -> None:
    new = warehouse_at(f"ducklake:{tmp_path / 'new.ducklake'}")
    command = [str(word) for word in (GONGKAI, "copy", both.file, named(new))]
    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as process:
        until = time.monotonic() + 60
        while not parquet(tmp_path) and process.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(sign)
        _, told = process.communicate(timeout=60)
    assert process.returncode == code, told
    assert b"Traceback" not in told
    assert not new.exists()
    assert code < 0 or [path.name for path in tmp_path.iterdir()] == ["new.ducklake.lock"]
    gongkai("copy", both.file, named(new))
    assert whole(new) == whole(both.file)
    assert sweep([new], grace=0) == 0, "what the first one wrote is gone"
