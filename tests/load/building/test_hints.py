"""Names of documents and rows of manifests: which rows tell of which names."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from extract.documents import DOCUMENT, MET
from extract.lists.manifest import MANIFEST_ROW
from load.hints.hints import Hints

ONE, TWO = "1" * 64, "2" * 64


def hints(folder: Path, *rows: tuple[object, ...]) -> Hints:
    given = pl.DataFrame([(*row, None, None, None) for row in rows], schema=MANIFEST_ROW, orient="row")
    found = Hints(folder, folder / "none.duckdb", given)
    found.known("1", force=False)
    return found


def documents(*digests: str) -> pl.DataFrame:
    return pl.DataFrame({"source_uri": "x", "sha256": list(digests)}).pipe(
        lambda it: pl.concat([DOCUMENT.to_frame(), it], how="diagonal")
    )


def met(*rows: tuple[str, str, str | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=MET, orient="row")


@pytest.mark.parametrize(
    ("name", "url", "is_told"),
    [
        ("/in/a/1.txt", None, True),
        ("a/1.txt", None, True),
        ("/in/b.zip!/a/1.txt", None, True),
        ("/other/b.zip!/a/1.txt", None, False),
        ("/other/a/1.txt", None, False),
        ("/in/1.txt", None, False),
        ("/in/other/a/1.txt", None, False),
        ("/in2/a/1.txt", None, False),
        ("/abs/2.txt", None, True),
        ("/in/x", "http://x.cn/3", True),
        ("http://x.cn/3", None, True),
    ],
)
def test_a_row_tells_of_every_name_of_its_document(name: str, url: str | None, is_told: bool, tmp_path: Path) -> None:
    rows = hints(tmp_path, ("a/1.txt", "/in/", "甲局"), ("/abs/2.txt", "", "甲局"), ("http://x.cn/3", "", "甲局"))
    rows.meet(met((ONE, name, url)))
    (found,) = rows.complete(documents(ONE)).iter_rows(named=True)
    said = {"manifest_agency": "甲局", "manifest_year": None, "manifest_published": None, "manifest_url": None}
    assert found["told"] == ([said] if is_told else None)
    assert len(rows.unmet()) == 3 - is_told
    rows.close()


def test_an_archive_that_was_named_itself(tmp_path: Path) -> None:
    rows = hints(tmp_path, ("a/1.txt", "/in/b.zip/", "甲局"))
    rows.meet(met((ONE, "/in/b.zip!/a/1.txt", None)))
    assert rows.unmet() == []
    rows.close()


def test_all_names_and_rows_of_a_document_stand_beside_it(tmp_path: Path) -> None:
    rows = hints(tmp_path, ("/b", "", "甲局"), ("/a", "", "乙局"), ("/c", "", "丙局"))
    rows.meet(met((ONE, "/b", "http://y"), (TWO, "/c", None)))
    rows.meet(met((ONE, "/a", "http://x"), (ONE, "/b", "http://y")))
    one, two = rows.complete(documents(ONE, TWO)).iter_rows(named=True)
    assert (one["source_uri"], one["url"], one["names"]) == ("/a", "http://x", ["/b", "http://y"])
    assert [said["manifest_agency"] for said in one["told"]] == ["乙局", "甲局"]
    assert (two["source_uri"], two["url"], two["names"]) == ("/c", None, None)
    rows.close()


def test_a_row_that_is_given_twice_is_one(tmp_path: Path) -> None:
    row = ("/a", "", "甲局", 2021, date(2022, 1, 7), "http://x")
    found = Hints(tmp_path, tmp_path / "none", pl.DataFrame([row, row], schema=MANIFEST_ROW, orient="row"))
    found.meet(met((ONE, "/a", "http://x")))
    assert len(found.complete(documents(ONE)).row(0, named=True)["told"]) == 1
    found.close()
