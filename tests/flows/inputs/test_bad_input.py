"""Bad input: a row with a plain reason or one line and the contract's exit code; the rest of the run loads."""

import os
import sqlite3
import tarfile
import zipfile
from pathlib import Path

import duckdb
import pytest

from tests.flows.command import SAMPLES, gongkai, ingest, rows

GOOD = SAMPLES / "synthetic-sample-014-2021.txt"
LONG = SAMPLES / "synthetic-sample-064-2023.txt"
NOTICE = SAMPLES / "synthetic-sample-notice.txt"


def _reasons(warehouse: Path) -> dict[str, str]:
    found = rows(warehouse, "SELECT source_uri, reason FROM rejected_document")
    return {Path(str(row["source_uri"])).name: str(row["reason"]) for row in found}


def test_bad_documents_are_rows_a_missing_path_exits_2_and_the_good_ones_load(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    text = GOOD.read_text(encoding="utf8")
    (inbox / "good.txt").write_text(text, encoding="utf8")
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "junk.bin").write_bytes(bytes(range(256)) * 40)
    (inbox / "report.pdf").write_bytes(b"%PDF-1.7\n" + os.urandom(2000))
    (inbox / "notice.txt").write_bytes(NOTICE.read_bytes())
    (inbox / "poem.txt").write_text("床前明月光，疑是地上霜。\n" * 20, encoding="utf8")
    title, rest = text.split("一、总体情况", 1)
    body = rest.rsplit("\n\n", 2)[0]  # without the signature
    (inbox / "nobody.txt").write_text(f"2021年政府信息公开工作年度报告\n\n一、总体情况{body}", encoding="utf8")
    no_year = title.replace("2021", "").replace("二〇二一", "")
    (inbox / "no_year.txt").write_text(f"{no_year}一、总体情况{body.replace('2021', '')}", encoding="utf8")
    (inbox / "old.txt").write_text(text.replace("2021", "2015").replace("二〇二一", "二〇一五"), encoding="utf8")
    (inbox / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(inbox / "pipe")
    with (inbox / "line.txt").open("wb") as file:
        for _ in range(200):
            file.write(b"x" * 1_000_000)
    (inbox / "long.txt").write_text(LONG.read_text(encoding="utf8") + "\n" + "长" * 3_000_000, encoding="utf8")
    counts = ingest(inbox, tmp_path / "missing", warehouse=tmp_path / "w.duckdb", code=2)
    assert (counts["loaded"], counts["rejected"]) == (2, 11), "a line within the limit is read"
    assert ingest(inbox, warehouse=tmp_path / "w.duckdb")["unchanged"] == 13
    assert _reasons(tmp_path / "w.duckdb") == {
        "empty.txt": "empty",
        "junk.bin": "binary",
        "report.pdf": "damaged",
        "notice.txt": "not_a_report",
        "poem.txt": "not_a_report",
        "nobody.txt": "agency_unknown",
        "no_year.txt": "year_unknown",
        "old.txt": "edition_unsupported",
        "gone.txt": "unreadable",
        "pipe": "not_a_file",
        "line.txt": "too_large",
    }


def test_what_is_refused_unopened_is_unchanged_the_next_night(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    with zipfile.ZipFile(inbox / "a.zip", "w") as archive:
        archive.writestr("locked.txt", "x")
        archive.writestr("../up.txt", "x")
    data = bytearray((inbox / "a.zip").read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # says that the first needs a password
    (inbox / "a.zip").write_bytes(data)
    with tarfile.open(inbox / "a.tar", "w") as tar:
        for kind in (tarfile.SYMTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("same name")
            info.type = kind
            tar.addfile(info)
    (inbox / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(inbox / "pipe")
    (inbox / "good.txt").write_bytes(GOOD.read_bytes())
    first = ingest(inbox, "--strict", warehouse=tmp_path / "w.duckdb", code=1)
    assert first["seen"] == 7
    again = ingest(inbox, "--strict", warehouse=tmp_path / "w.duckdb")
    assert (again["seen"], again["unchanged"]) == (7, 7)


def test_what_could_not_be_read_and_is_read_another_night_is_refused_no_more(tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "w.duckdb"
    inbox.mkdir()
    (inbox / "later.txt").symlink_to(tmp_path / "nowhere")
    (inbox / "never.txt").symlink_to(tmp_path / "nowhere")
    (inbox / "later.zip").symlink_to(tmp_path / "nowhere")
    assert ingest(inbox, warehouse=warehouse)["rejected"] == 3
    (inbox / "later.txt").unlink()
    (inbox / "later.txt").write_bytes(GOOD.read_bytes())
    (inbox / "later.zip").unlink()
    with zipfile.ZipFile(inbox / "later.zip", "w") as archive:
        archive.write(LONG, "long.txt")
        archive.writestr("../up.txt", "x")  # refused at each night, as the member that it is
    assert ingest(inbox, warehouse=warehouse)["loaded"] == 2
    left = {"never.txt": "unreadable", "up.txt": "unsafe_member"}
    assert _reasons(warehouse) == left
    assert ingest(inbox, warehouse=warehouse)["unchanged"] == 4
    assert _reasons(warehouse) == left
    # Also where nothing else is new: its content is known under another name, and under its own.
    (inbox / "never.txt").unlink()
    (inbox / "never.txt").write_bytes(GOOD.read_bytes())
    assert ingest(inbox, warehouse=warehouse)["unchanged"] == 4
    (inbox / "never.txt").unlink()
    (inbox / "never.txt").symlink_to(tmp_path / "nowhere")
    assert ingest(inbox, warehouse=warehouse)["rejected"] == 1
    assert _reasons(warehouse) == left
    (inbox / "never.txt").unlink()
    (inbox / "never.txt").write_bytes(GOOD.read_bytes())
    assert ingest(inbox, warehouse=warehouse)["unchanged"] == 4
    assert _reasons(warehouse) == {"up.txt": "unsafe_member"}


def test_what_could_not_be_opened_and_is_refused_for_what_it_holds_is_refused_once(tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "w.duckdb"
    inbox.mkdir()
    with zipfile.ZipFile(inbox / "a.zip", "w") as archive:
        archive.write(NOTICE, "notice.txt")
    plain = (inbox / "a.zip").read_bytes()
    locked = bytearray(plain)
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1  # says that it needs a password
    (inbox / "a.zip").write_bytes(locked)
    assert ingest(inbox, warehouse=warehouse)["rejected"] == 1
    assert _reasons(warehouse) == {"notice.txt": "encrypted_member"}
    (inbox / "a.zip").write_bytes(plain)
    assert ingest(inbox, warehouse=warehouse)["rejected"] == 1
    assert rows(warehouse, "SELECT reason FROM rejected_document") == [{"reason": "not_a_report"}]


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    done = gongkai("ingest", tmp_path / "nowhere", "--warehouse", tmp_path / "w.duckdb", code=2)
    assert "no such file or folder" in done.stderr
    assert not (tmp_path / "w.duckdb").exists()


@pytest.mark.parametrize("path", ["inbox", "inbox/*.txt"])
def test_where_nothing_arrived_nothing_is_published_and_it_is_said(tmp_path: Path, path: str) -> None:
    (tmp_path / "inbox").mkdir()
    warehouse = tmp_path / "w.duckdb"
    words = ["ingest", tmp_path / path, "--warehouse", warehouse, "--json"]
    assert "nothing arrived" in gongkai(*words).stderr
    gongkai(*words, "--strict", code=1)
    assert not warehouse.exists()
    assert "nothing in" in gongkai("doctor", tmp_path / path, "--warehouse", warehouse, "--json", code=1).stdout


def test_far_fewer_documents_than_on_other_nights_are_an_alarm(tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "w.duckdb"
    inbox.mkdir()
    for number in range(4):
        (inbox / f"{number}.txt").write_text(f"no report {number}", encoding="utf8")
    for _ in range(3):
        assert ingest(inbox, warehouse=warehouse)["seen"] == 4
    ingest(inbox, "--strict", warehouse=warehouse)
    for number in range(3):
        (inbox / f"{number}.txt").unlink()
    done = gongkai("ingest", inbox, "--warehouse", warehouse, "--json", "--strict", code=1)
    assert "1 documents arrived, 4 on other nights" in done.stderr


def _folder(path: Path) -> None:
    path.mkdir()


def _text(path: Path) -> None:
    path.write_text("somebody's notes, not a database", encoding="utf8")


def _sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (a)")


def _duckdb(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE theirs (a INTEGER)")


@pytest.mark.parametrize("make", [_folder, _text, _sqlite, _duckdb], ids=["folder", "text", "sqlite", "duckdb"])
def test_a_warehouse_of_another_kind_is_left_alone(tmp_path: Path, make: object) -> None:
    path = tmp_path / "w.duckdb"
    assert callable(make)
    make(path)
    before = path.read_bytes() if path.is_file() else None
    for words in (["ingest", GOOD], ["sql", "SELECT 1"], ["explain", "a", 2021]):
        done = gongkai(*words, "--warehouse", path, code=2)
        assert len(done.stderr.strip().splitlines()) == 1
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_folder_that_does_not_exist_for_the_warehouse(tmp_path: Path) -> None:
    done = gongkai("ingest", GOOD, "--warehouse", tmp_path / "no" / "w.duckdb", code=2)
    assert "does not exist" in done.stderr


def test_no_warehouse_yet(tmp_path: Path) -> None:
    assert "does not exist" in gongkai("sql", "SELECT 1", "--warehouse", tmp_path / "w.duckdb", code=2).stderr
