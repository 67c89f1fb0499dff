"""The letter on what a report contradicts: what stands in it, and that whatever was printed is text."""

from pathlib import Path

import pytest

from gongkai.deciding.letter import write_letter
from load.errors import QueryError
from tests.flows.command import gongkai
from tests.gongkai.test_queue import MISREAD
from tests.load.batches import document
from tests.load.conftest import Load


def test_a_letter_names_every_sum_with_its_numbers_and_lines(load: Load, file: Path, tmp_path: Path) -> None:
    before = {("carried_out", "total"): 5}
    load(
        [
            document("fine", agency="f", year=2021),
            document("last", agency="m", year=2020, printed="甲*局<b>", cells=before),
            document("now", agency="m", year=2021, printed="甲*局<b>", cells=MISREAD),
        ]
    )
    to = tmp_path / "letter.md"
    gongkai("decide", "letter", "m", 2021, "-o", to, "-w", file)
    said = to.read_text(encoding="utf-8")
    assert "各类申请人之和等于总计（(一)予以公开）：自然人 7（第2行）；另一方 总计 1（第2行）。" in said.replace(
        "\\", ""
    )
    assert "各项办理结果之和等于办理总计（自然人）" in said
    assert "## 三、与上年度报告" in said
    # The folder in which it lies here is nobody else's affair.
    assert "核对：now.txt（SHA-256" in said
    assert "2020 5" in said
    assert "甲\\*局\\<b\\>" in said
    page = write_letter(file, "m", 2021, tmp_path / "letter.html").read_text(encoding="utf-8")
    assert "甲*局&lt;b&gt;" in page
    with pytest.raises(QueryError, match="nothing in the report"):
        write_letter(file, "f", 2021, to)
    assert (
        "ends in .md or .html"
        in gongkai("decide", "letter", "m", 2021, "-o", tmp_path / "x.doc", "-w", file, code=2).stderr
    )
