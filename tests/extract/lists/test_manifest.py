"""The crawler's manifest."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from extract.lists.manifest import MANIFEST_ROW, ManifestError, read_manifest

HEAD = "uri,agency,report_year,published_date,url\n"


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "manifest.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_relative_row_may_start_from_every_folder_that_is_read(tmp_path: Path, encoding: str) -> None:
    text = HEAD + "./a/1.txt,甲局,2021年,2022/1/7,http://x.cn/1\n/abs/2.txt,乙局,,,\n,丙局,2020,,http://x.cn/3\n"
    rows = read_manifest(written(tmp_path, text, encoding), ["/inbox", "/other/*/x.zip", "/inbox"]).rows
    assert rows.schema == MANIFEST_ROW
    said = ("甲局", 2021, date(2022, 1, 7), "http://x.cn/1")
    assert rows.sort("key", "root").rows() == [
        ("/abs/2.txt", "", "乙局", None, None, None),
        *(("a/1.txt", root, *said) for root in sorted(["/inbox/", "/other/", f"{tmp_path}/"])),
        ("http://x.cn/3", "", "丙局", 2020, None, "http://x.cn/3"),
    ]


def test_parquet_with_typed_columns(tmp_path: Path) -> None:
    path = tmp_path / "m.parquet"
    columns = {"uri": ["1.txt"], "agency": ["甲局"], "report_year": [2021], "published_date": [date(2022, 1, 7)]}
    pl.DataFrame(columns).write_parquet(path)
    assert read_manifest(path).rows.rows() == [("1.txt", f"{tmp_path}/", "甲局", 2021, date(2022, 1, 7), None)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,agency\n1,甲局\n", "no column uri or url"),
        ("uri,note\n1.txt,x\n", "no column uri or url beside"),
        ("", "cannot be read"),
        (HEAD + '"1.txt,甲局,2021,,\n2.txt,乙局,2021,,\n', "cannot be read: line 3"),
        (HEAD + "1.txt,甲局,twenty,,\n", "no row can be used: line 2: report_year 'twenty'"),
    ],
)
def test_an_unusable_manifest_says_what_is_wrong(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ManifestError, match=told):
        read_manifest(written(tmp_path, text))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("1.txt,甲局,twenty,,", "report_year 'twenty' is no year"),
        ("1.txt,甲局,2021,2022-02-30,", "published_date '2022-02-30' is no date"),
        (",甲局,2021,,", "it names no document"),
        ("1.txt,甲局,乙科,2021,,", "it has 6 fields, the head 5"),
    ],
)
def test_a_row_that_is_none_takes_no_other_with_it(tmp_path: Path, line: str, told: str) -> None:
    found = read_manifest(written(tmp_path, f"{HEAD}/2.txt,乙局,2020,,\n{line}\n\n/3.txt,丙局,2020,,\n"))
    assert found.problems == [(3, told)]
    assert found.rows["agency"].to_list() == ["乙局", "丙局"]


def test_rows_that_contradict_each_other_are_kept_both(tmp_path: Path) -> None:
    found = read_manifest(written(tmp_path, HEAD + "/1.txt,甲局,,,\n/1.txt,乙局,,,\n/1.txt,甲局,,,\n"))
    assert found.rows["agency"].to_list() == ["甲局", "乙局"]
    assert not found.problems


def test_a_manifest_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="cannot be read"):
        read_manifest(tmp_path / "none.csv")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1")
    with pytest.raises(ManifestError, match="cannot be read"):
        read_manifest(tmp_path / "broken.parquet")
