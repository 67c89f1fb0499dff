"""Published versions are kept, and one comes back in one step."""

import errno
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import pytest

from gongkai.queries.frames import run_query
from load.errors import LoadError, WarehouseError
from load.hints.known import known_content
from load.publishing.layout import Layout
from load.publishing.log import history
from load.publishing.publish import hold, load_batches, release, rollback
from load.publishing.versions import versions
from load.run import Limits, RunInfo
from tests.load.batches import document, write_batch
from tests.load.conftest import FIRST, Load
from transform.forms import load_forms
from transform.shapes import PARSER_VERSION


def reports(file: Path) -> list[str]:
    return run_query(file, "SELECT source_uri FROM report ORDER BY 1")["source_uri"].to_list()


def kept(file: Path) -> list[tuple[str, bool]]:
    return [(one.name, one.is_current) for one in versions(file)]


@pytest.mark.usefixtures("second_night")
def test_every_version_is_kept_up_to_the_limit(load: Load, file: Path) -> None:
    for name in "cd":
        load([document(name, agency=name)])
    assert kept(file) == [("run3", True), ("run2", False), ("run1", False)]
    assert [len(reports(one.path)) for one in versions(file)] == [4, 3, 2]
    assert versions(file)[0].path.read_bytes() == file.read_bytes()
    assert not file.samefile(versions(file)[0].path), "what a program does to the one does not reach the other"


@pytest.mark.usefixtures("first_night")
def test_nothing_new_makes_no_version(load: Load, file: Path) -> None:
    load([document("a")])
    load()
    assert kept(file) == [("run0", True)]


@pytest.mark.usefixtures("second_night")
def test_rollback_brings_back_the_version_before_and_can_be_undone(file: Path) -> None:
    assert rollback(file).name == "run0"
    assert reports(file) == ["in/a.txt"]
    assert kept(file) == [("run0", True), ("run1", False)]
    assert rollback(file).name == "run1"
    assert reports(file) == ["in/a.txt", "in/b.txt"]
    assert [(event.did, event.version, event.before) for event in history(file)] == [
        ("publish", "run0", None),
        ("publish", "run1", "run0"),
        ("rollback", "run0", "run1"),
        ("rollback", "run1", "run0"),
    ]


@pytest.mark.usefixtures("second_night")
def test_after_a_rollback_what_is_missing_is_read_again(load: Load, file: Path) -> None:
    first, second = document("a"), document("b", agency="b")
    rollback(file)
    assert known_content(file, PARSER_VERSION) == {bytes.fromhex(first["sha256"])[:16]}
    result = load([first, second])
    assert (result.loaded, result.unchanged) == (1, 1)
    assert reports(file) == ["in/a.txt", "in/b.txt"]
    assert kept(file) == [("run2", True), ("run0", False), ("run1", False)], "the last ones that were current are kept"


@pytest.mark.usefixtures("second_night")
def test_rollback_to_a_named_version(load: Load, file: Path) -> None:
    load([document("c", agency="c")])
    assert rollback(file, "run0").name == "run0"
    with pytest.raises(LoadError, match=r"no earlier version nowhere .* kept: run2, run1"):
        rollback(file, "nowhere")


@pytest.mark.usefixtures("first_night")
def test_nothing_to_go_back_to(file: Path) -> None:
    with pytest.raises(LoadError, match="no earlier version"):
        rollback(file)


@pytest.mark.parametrize("damage", ["gone", "garbage"])
@pytest.mark.usefixtures("second_night")
def test_rollback_mends_a_lost_file(damage: str, file: Path) -> None:
    file.unlink()
    if damage == "garbage":
        file.write_text("no database")
    assert rollback(file).name == "run1"
    assert len(reports(file)) == 2


@pytest.mark.usefixtures("first_night")
def test_a_file_from_elsewhere_becomes_a_version(load: Load, file: Path) -> None:
    shutil.rmtree(Layout.of(file).versions)
    load([document("b", agency="b")])
    assert kept(file) == [("run1", True), ("run0", False)]


@pytest.mark.parametrize("number", [errno.EPERM, errno.EXDEV])
def test_where_there_are_no_links_versions_are_copies(
    load_anew: Load, file: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", refuse)
    load_anew([document("a")])
    load_anew([document("b", agency="b")])
    assert rollback(file).name == "run0"
    assert kept(file) == [("run0", True), ("run1", False)]
    assert reports(file) == ["in/a.txt"]


@pytest.mark.skipif(
    not Path("/dev/shm").is_dir() or Path("/dev/shm").stat().st_dev == Path(gettempdir()).stat().st_dev,
    reason="wants two disks",
)
def test_versions_on_another_disk(load: Load, file: Path) -> None:
    with TemporaryDirectory(dir="/dev/shm") as other:
        Layout.of(file).versions.symlink_to(other)
        load([document("a")])
        load([document("b", agency="b")])
        assert len(kept(file)) == len(list(Path(other).glob("*.duckdb"))) == 2
        assert rollback(file).name == "run0"
        assert reports(file) == ["in/a.txt"]
        load([document("b", agency="b")])
        assert reports(file) == ["in/a.txt", "in/b.txt"]


def test_the_rights_that_an_operator_has_set_stay(load_anew: Load, file: Path) -> None:
    before = os.umask(0o027)
    try:
        load_anew([document("a")])
        assert file.stat().st_mode & 0o777 == 0o640, "a first file follows the umask"
        file.chmod(0o600)
        if os.geteuid() == 0:
            os.chown(file, 12345, 12345)
        owner = file.stat().st_uid
        load_anew([document("b", agency="b")])
        load_anew([document("c", agency="c")])
        rollback(file)
    finally:
        os.umask(before)
    latest = [file, *(one.path for one in versions(file) if one.name in {"run1", "run2"})]
    assert [(path.stat().st_mode & 0o777, path.stat().st_uid) for path in latest] == [(0o600, owner)] * 3


def test_a_pipe_is_no_warehouse(load: Load, file: Path) -> None:
    os.mkfifo(file)
    with pytest.raises(WarehouseError, match="no regular file"):
        load([document("a")])


@pytest.mark.usefixtures("first_night")
def test_keeping_none(file: Path, tmp_path: Path) -> None:
    batch = write_batch(tmp_path / "batch", document("b", agency="b"))
    load_batches(file, [batch], RunInfo("one", FIRST), load_forms(), Limits(keep=0))
    assert kept(file) == [("one", True)]


@pytest.mark.usefixtures("first_night")
def test_the_log_is_written_through_no_link(load: Load, file: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_text("their own\n")
    Layout.of(file).log.unlink()
    Layout.of(file).log.symlink_to(theirs)
    with pytest.raises(LoadError, match="symbolic link"):
        load([document("b", agency="b")])
    with pytest.raises(LoadError, match="symbolic link"):
        rollback(file)
    assert theirs.read_text() == "their own\n"
    assert reports(file) == ["in/a.txt"]


@pytest.mark.usefixtures("first_night")
def test_while_a_version_is_held_it_and_the_last_ones_beside_it_are_kept(load: Load, file: Path) -> None:
    hold(file)
    for name in "bcdef":
        load([document(name, agency=name)])
    assert kept(file) == [("run5", False), ("run4", False), ("run3", False), ("run0", True)]
    file.write_text("no database")
    load([document("g", agency="g")])
    assert reports(file) == ["in/a.txt"], "what is held stands in its place again"
    assert rollback(file, "run5", hold=True).name == "run5"
    assert len(reports(file)) == 6
    assert release(file) == "run5"


@pytest.mark.usefixtures("first_night")
def test_a_torn_line_of_the_log_is_passed_over(load: Load, file: Path) -> None:
    with Layout.of(file).log.open("a") as log:
        log.write('{"at": "2022-')
    load([document("b", agency="b")])
    assert [event.version for event in history(file)] == ["run0", "run1"]


@pytest.mark.usefixtures("second_night")
def test_a_log_that_cannot_be_read_stops_what_hangs_on_it(load: Load, file: Path) -> None:
    held = hold(file)
    load([document("c", agency="c")])
    log = Layout.of(file).log
    log.rename(log.with_suffix(".away"))
    log.mkdir()  # which no reading gets through, whoever asks
    for changes in (lambda: release(file), lambda: rollback(file), lambda: hold(file), lambda: load([document("d")])):
        with pytest.raises(LoadError, match=r"log\.jsonl cannot be read"):
            changes()
    assert len(reports(file)) == 2, "it stays held, and readers are not kept from it"
    log.rmdir()
    log.with_suffix(".away").rename(log)
    assert release(file) != held
    assert len(reports(file)) == 3, "what a night kept beside it is not lost"


@pytest.mark.usefixtures("first_night")
def test_what_a_killed_run_had_kept_and_not_published_goes(load: Load, file: Path) -> None:
    at = Layout.of(file)
    shutil.copy(file, at.version("killed"))
    assert kept(file) == [("run0", True)]
    with pytest.raises(LoadError, match="no earlier version to go back to"):
        rollback(file)
    load()
    assert not at.version("killed").exists()
    # Nothing goes where the log may have lost lines.
    shutil.copy(file, at.version("older"))
    lines = at.log.read_text().splitlines(keepends=True)
    at.log.write_text("".join(lines[1:]))
    load()
    assert at.version("older").exists()


def test_a_first_night_that_was_killed_leaves_no_version(load: Load, file: Path) -> None:
    load([document("a")])
    at = Layout.of(file)
    at.log.write_text(at.log.read_text().splitlines(keepends=True)[0])
    file.unlink()
    assert [path.stem for path in at.versions.glob("*.duckdb")] == ["run0"]
    load([document("b")])
    assert [path.stem for path in at.versions.glob("*.duckdb")] == ["run1"]
    assert kept(file) == [("run1", True)]
