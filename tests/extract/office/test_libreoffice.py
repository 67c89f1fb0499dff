"""Old office files, through LibreOffice where it is installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from extract.layout import UnreadableError
from extract.office.kinds import office_kind
from extract.office.libreoffice import read_office
from tests.extract.office.word_files import assert_sound, cell, docx, paragraph, row, table

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
RTF = (
    r"{\rtf1\ansi\ansicpg936 \u19968?\u12289?\par "
    r"\trowd\cellx2000\cellx4000\intbl \u30002?\cell 12\cell\row\pard 3\par}"
)


@needs_libreoffice
def test_rtf() -> None:
    layout = read_office(RTF.encode())
    assert layout.text == "一、\n甲\t12\n3"
    assert [cell.text for cell in layout.cells] == ["甲", "12"]


@needs_libreoffice
def test_doc(tmp_path: Path) -> None:
    first = row(cell("甲", '<w:gridSpan w:val="2"/>'), cell("3", '<w:vMerge w:val="restart"/>'))
    body = paragraph("题") + table(first, row("1", "2", cell("", "<w:vMerge/>")), widths=(1000,) * 3) + "<w:p/>"
    source = tmp_path / "a.docx"
    source.write_bytes(docx(body))
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc", "--outdir"]
    subprocess.run([*command, str(tmp_path), str(source)], check=True, capture_output=True, timeout=600)
    old = (tmp_path / "a.doc").read_bytes()
    layout = read_office(old)
    assert_sound(layout)
    assert office_kind(old) == "doc"
    assert layout.text == "题\n甲\t\t3\n1\t2\t"
    assert [(c.row_span, c.column_span) for c in layout.cells] == [(1, 2), (2, 1), (1, 1), (1, 1)]


@needs_libreoffice
def test_a_conversion_that_takes_too_long_is_ended() -> None:
    with pytest.raises(UnreadableError, match="too_slow"):
        read_office(RTF.encode(), patience=0.01)
