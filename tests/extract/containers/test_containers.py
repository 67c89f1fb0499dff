"""Crawlers' containers: the same documents come out of each, and a damage costs nothing that stands before it."""

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.documents import Columns, Limits, Raw
from extract.readers import read_raw
from extract.sources.arguments import find_sources
from tests.extract.containers.containers import MANY, Pack, Page, mhtml, pages

TEXTS = ('<html>\r\n<p>一，"二"</p>\n', "无\t表\n,\n", "WARC/1.0\n\n[]{}", "x" * 300)
READABLE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: not text.isspace())


def read(path: Path, columns: Columns | None = None, **limits: int) -> list[Raw]:
    return list(read_raw(find_sources([str(path)]).sources, Limits(**limits), columns))


def texts(raws: list[Raw]) -> list[Page]:
    return [Page(raw.data.decode(), raw.url or "") for raw in raws if raw.data]


def told(raws: list[Raw]) -> list[str]:
    return [raw.reason or "empty" for raw in raws if not raw.data]


@pytest.mark.parametrize("suffix", MANY)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents=st.lists(READABLE, min_size=1, max_size=4))
def test_every_container_gives_the_same_documents(tmp_path: Path, suffix: str, documents: list[str]) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(MANY[suffix](pages(*documents)))
    raws = read(path)
    assert (texts(raws), told(raws)) == (pages(*documents), [])
    assert len({raw.uri for raw in raws}) == len(raws)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=READABLE, coding=st.sampled_from(["quoted-printable", "base64"]))
def test_a_saved_page_gives_its_text(tmp_path: Path, text: str, coding: str) -> None:
    # Line ends are not part of what quoted-printable keeps.
    text = " ".join(text.split()) or "x"
    (tmp_path / "a.mhtml").write_bytes(mhtml(Page(text, "http://example.org/1"), coding))
    (raw,) = read(tmp_path / "a.mhtml")
    assert (raw.data or b"").decode().rstrip("\n").rstrip("\r") == text
    assert (raw.uri, raw.url) == (str(tmp_path / "a.mhtml"), "http://example.org/1")


@pytest.mark.parametrize(("suffix", "pack"), MANY.items())
def test_a_cut_anywhere_loses_nothing_before_it_and_is_told(tmp_path: Path, suffix: str, pack: Pack) -> None:
    path = tmp_path / f"a{suffix}"
    whole = pack(pages(*TEXTS))
    # Parquet says at its end what it holds; in one piece of gzip no byte has a place.
    begins = [] if suffix in (".parquet", ".jsonl.gz", ".json.gz", ".csv.gz") else ends(pack)
    for cut in range(1, len(whole), 3):
        if suffix in (".csv", ".tsv") and whole[cut - 1 : cut + 1] == b'""':
            continue  # half of a doubled quote is the end of a last row without line end
        path.write_bytes(whole[:cut])
        raws = read(path)
        found = texts(raws)
        assert found == pages(*TEXTS)[: len(found)], cut
        assert len(found) >= sum(end <= cut for end in begins), cut
        assert told(raws) or is_clean(suffix, whole, cut), cut


def is_clean(suffix: str, whole: bytes, cut: int) -> bool:
    """Whether nobody can tell that a file was cut there: between two records."""
    if suffix.endswith(".gz"):
        try:
            gzip.decompress(whole[:cut])
        except (EOFError, OSError):
            return False
        return True
    if suffix == ".warc":
        return whole[cut:].lstrip(b"\r\n").startswith(b"WARC/") or not whole[cut:].strip(b"\r\n")
    # A head line without rows is an empty table.
    row_is_whole = whole[cut - 1 : cut] == b"\n" or not whole[cut:].partition(b"\n")[0].strip()
    return suffix in (".jsonl", ".csv", ".tsv") and (row_is_whole or cut < whole.find(b"\n"))


def ends(pack: Pack) -> list[int]:
    """Where each document ends, at the latest."""
    return [len(pack(pages(*TEXTS[: number + 1]))) for number in range(len(TEXTS))]


@pytest.mark.parametrize(("suffix", "pack"), MANY.items())
def test_any_broken_byte_is_survived(tmp_path: Path, suffix: str, pack: Pack) -> None:
    path = tmp_path / f"a{suffix}"
    whole = bytearray(pack(pages(*TEXTS)))
    for at in range(0, len(whole), 7):
        broken = whole.copy()
        broken[at] ^= 0xFF
        path.write_bytes(broken)
        assert all(raw.uri and (raw.data is None) == bool(raw.reason) for raw in read(path))


@pytest.mark.parametrize("suffix", [*MANY, ".mhtml", ".html.gz", ".7z"])
def test_a_file_that_is_not_there_or_empty(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.symlink_to(tmp_path / "nowhere")
    assert told(read(path)) == ["unreadable"]
    path.unlink()
    path.write_bytes(b"")
    assert len(read(path)) <= 1
