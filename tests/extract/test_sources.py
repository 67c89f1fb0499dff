"""Arguments to files."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.raw import printable
from extract.sources.arguments import find_sources
from extract.sources.source import kind_of


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    for name in ("b/2.txt", "b/1.txt", "a/deep/3.txt", "top.txt", ".hidden.txt", ".git/x.txt", "a/t.zip"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "a/loop").symlink_to(tmp_path)
    (tmp_path / "a/link.txt").symlink_to(tmp_path / "top.txt")
    (tmp_path / "empty").mkdir()
    return tmp_path


def found(inbox: Path, *arguments: str, skip: Sequence[str] = ()) -> list[str]:
    result = find_sources([str(inbox / argument) for argument in arguments], [str(inbox / s) for s in skip])
    return [os.path.relpath(source.path, inbox) for source in result.sources]


EVERYTHING = ["a/deep/3.txt", "a/link.txt", "a/t.zip", "b/1.txt", "b/2.txt", "top.txt"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["."], EVERYTHING),
        (["b"], ["b/1.txt", "b/2.txt"]),
        (["top.txt", "b/1.txt"], ["top.txt", "b/1.txt"]),
        ([".hidden.txt"], [".hidden.txt"]),
        (["*"], EVERYTHING),
        (["*.txt"], ["top.txt"]),
        (["?/*.txt"], ["a/link.txt", "b/1.txt", "b/2.txt"]),
        (["[b]/[!1].txt"], ["b/2.txt"]),
        (["*/deep"], ["a/deep/3.txt"]),
        (["**"], EVERYTHING),
        (["**/*.txt"], [name for name in EVERYTHING if name.endswith(".txt")]),
        (["**/deep/**/*.txt"], ["a/deep/3.txt"]),
        (["a/**/3.txt"], ["a/deep/3.txt"]),
        ([".git/*"], [".git/x.txt"]),
        (["a/loop/b"], ["a/loop/b/1.txt", "a/loop/b/2.txt"]),
    ],
)
def test_files_folders_and_globs(inbox: Path, arguments: list[str], expected: list[str]) -> None:
    assert found(inbox, *arguments) == expected


@pytest.mark.parametrize("argument", [".", "**", "**/*.txt", "*"])
def test_what_is_to_be_skipped_is_left_out(inbox: Path, argument: str) -> None:
    assert not [name for name in found(inbox, argument, skip=["b", "top.txt"]) if name[0] in "bt"]


def test_arguments_that_give_nothing_are_named(inbox: Path) -> None:
    arguments = [f"{inbox}/no.txt", f"{inbox}/no/*.txt", f"{inbox}/empty/*", f"{inbox}/**/*.doc", "", "a\0b"]
    result = find_sources(arguments)
    assert list(result.sources) == []
    assert result.missing == [f"{inbox}/no.txt", f"{inbox}/no/*.txt", "", "a\0b"]
    assert result.empty == [f"{inbox}/empty/*", f"{inbox}/**/*.doc"]


def test_a_file_named_like_a_pattern_is_that_file(inbox: Path) -> None:
    (inbox / "b[1].txt").write_text("x")
    assert found(inbox, "b[1].txt") == ["b[1].txt"]


def test_a_folder_that_cannot_be_listed_is_not_lost(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def deny(folder: str) -> object:
        if folder.endswith("/b"):
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", deny)
    assert "b" in found(inbox, ".")


def test_folders_deeper_than_python_recurses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1500):
        Path("d").mkdir()
        os.chdir("d")
    Path("x.txt").write_text("x")
    (source,) = find_sources([str(tmp_path)]).sources
    Path("x.txt").unlink()
    for _ in range(1500):  # pytest could not remove this by itself
        os.chdir("..")
        Path("d").rmdir()
    assert source.path.endswith("/d/d/x.txt")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "document"),
        ("a", "document"),
        ("a.docx", "document"),
        ("a.html.gz", "gzip"),
        ("a.warc.gz", "warc"),
        ("a.WARC", "warc"),
        ("a.warc.wet.gz", "warc"),
        ("a.mht", "mhtml"),
        ("a.json", "json"),
        ("a.csv.gz", "csv"),
        ("a.tsv", "csv"),
        ("a.7z", "packed"),
        ("a.rar", "packed"),
        ("A.ZIP", "zip"),
        ("a.tar", "tar"),
        ("a.tar.gz", "tar"),
        ("a.TGZ", "tar"),
        ("a.tar.bz2", "tar"),
        ("a.tar.xz", "tar"),
        ("a.jsonl", "jsonl"),
        ("a.ndjson.gz", "jsonl"),
        ("a.parquet", "parquet"),
    ],
)
def test_kind_by_suffix(name: str, kind: str) -> None:
    assert kind_of(f"/x.zip/{name}") == kind


def test_names_in_any_bytes_can_be_stored() -> None:
    gbk = "公开" + "报告.txt".encode("gbk").decode("utf-8", "surrogateescape")
    assert printable(f"/公开/{gbk[2:]}") == "/公开/报告.txt"
    assert printable("/a/\udcff.txt") == "/a/\\xff.txt"
    assert printable("\ud800") == "\\ud800"
