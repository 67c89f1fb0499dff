"""Evidence sheets of whatever there is: every state, hostile names, grids, PDF, fonts, words."""

import re
from pathlib import Path

import polars as pl
import pypdfium2
import pytest
from selectolax.lexbor import LexborHTMLParser

import gongkai as library
from gongkai.explaining.prints import meanings
from gongkai.proving.page import page
from gongkai.proving.sheet import Sheet, gather
from gongkai.proving.words import SHEETS, Words
from load.warehouse import open_readonly
from tests.flows.command import gongkai, gongkai_process, rows
from tests.flows.samples import changed
from tests.flows.sheets import REPAIRED, REPORTED, proved, told


def _sheet(warehouse: Path, it: dict[str, object]) -> Sheet:
    """The sheet of a row of `cell`."""
    return gather(
        warehouse, str(it["agency_id"]), int(str(it["report_year"])), str(it["row_code"]), str(it["column_code"])
    )


def test_every_state_and_every_sample_has_a_sheet(sample_file: Path) -> None:
    """Two numbers of each state, reason and form: the state, the print, the line."""
    order = "PARTITION BY state, reason, form ORDER BY hash(report_id, row_code, column_code)"
    query = f"FROM cell QUALIFY row_number() OVER ({order}) <= 2"
    numbers = rows(sample_file, query)
    assert {it["state"] for it in numbers} == {"reported", "repaired", "inferred", "missing"}
    for it in numbers:
        sheet = _sheet(sample_file, it)
        assert (sheet.cell.state, sheet.cell.raw_text) == (it["state"], it["raw_text"])
        said = told(page(sheet, "en"))
        assert f" {it['state']}" in said
        marked = [piece.text for row in sheet.crop.rows for piece in row.pieces if piece.is_this] if sheet.crop else []
        assert len(marked) == (sheet.cell.line_no is not None)
        assert all(token in text for text in marked for token in str(it["raw_text"] or "").split())


def test_hostile_names_are_text(sample_file: Path, tmp_path: Path) -> None:
    bad = "<script>alert(1)</script><img src=//x>\u202egnp.exe\x1b[31m"
    warehouse = changed(
        sample_file,
        tmp_path / "w.duckdb",
        f"UPDATE report SET title = '{bad}', source_uri = '{bad}', url = 'javascript:alert(1)'",
        f"UPDATE dim_agency SET name = '{bad}法库' WHERE name LIKE '%法库%'",
        f"UPDATE fact_application SET raw_text = '{bad}' || repeat('长', 5000) WHERE row_code = 'new_received'",
        f"UPDATE report_text SET text = replace(text, '一、本年新收', '{bad}一、本年新收')",
        refreshed=False,
    )
    markup = proved(warehouse, tmp_path / "sheet.html", ("210124-development_reform", *REPORTED[1:]))
    tree = LexborHTMLParser(markup)
    assert not tree.css("script, img, a")
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", markup)
    assert "<script>alert(1)</script><img src=//x>⟨U+202E⟩gnp.exe␛[31m" in tree.css(".source")[0].text()
    assert len(markup) < 40_000, "a very long print is cut"


def test_the_pdf_is_one_page_that_says_the_same(sample_file: Path, tmp_path: Path) -> None:
    try:
        import weasyprint  # noqa: F401, PLC0415
    except (ImportError, OSError, UserWarning):
        pytest.skip("no weasyprint, or no Pango here")
    gongkai("prove", *REPAIRED, "-o", tmp_path / "sheet.pdf", "-w", sample_file)
    document = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")
    assert len(document) == 1
    said = re.sub(r"\s", "", document[0].get_textpage().get_text_range())
    document.close()
    (sha256,) = LexborHTMLParser(proved(sample_file, tmp_path / "sheet.html", REPAIRED)).css(".source code")
    for told_too in (
        sha256.text(),
        "证据单Evidencesheet",
        "15计数count修复repaired",
        "沈阳市法库县发展和改革局",
        "如何核验",
    ):
        assert told_too in said


def test_without_a_chinese_font_there_is_an_error_and_no_pdf(
    sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        import weasyprint  # noqa: F401, PLC0415
    except (ImportError, OSError, UserWarning):
        pytest.skip("no weasyprint, or no Pango here")
    conf = tmp_path / "fonts.conf"
    conf.write_text('<?xml version="1.0"?><fontconfig><dir>/nothing/here</dir></fontconfig>', encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(conf))
    done = gongkai_process("prove", *REPORTED, "-o", tmp_path / "sheet.pdf", "-w", sample_file, code=2)
    assert "install one for Chinese (Debian: fonts-noto-cjk), or name the sheet .html instead" in done.stderr
    assert not (tmp_path / "sheet.pdf").exists()


def test_every_word_is_there_in_both_languages(generated: Path) -> None:
    words = pl.read_csv(SHEETS / "words.csv", infer_schema=False)
    assert words.null_count().sum_horizontal().item() == 0
    assert words["word"].is_unique().all()
    assert meanings().keys() == meanings("meaning_zh").keys()
    assert None not in [*meanings().values(), *meanings("meaning_zh").values()]
    with open_readonly(generated) as connection:
        for prefix, query in {
            "check": "SELECT DISTINCT check_code FROM form_identity",
            "state": "SELECT unnest(['reported', 'repaired', 'inferred', 'recognised', 'decided', 'missing'])",
            "unit": "SELECT DISTINCT unit FROM cell WHERE unit IS NOT NULL",
            "form": "SELECT DISTINCT form FROM form_row",
            "read_from": "SELECT unnest(['text', 'html', 'docx', 'xlsx', 'pdf_ruled', 'pdf_text', 'scan'])",
            "result": "SELECT unnest(['pass', 'fail', 'unknown'])",
        }.items():
            keys = {f"{prefix}_{code}" for (code,) in connection.execute(query).fetchall()}
            assert keys <= set(words["word"])
    used = re.findall(
        r'words\("(\w+)"', "".join(path.read_text() for path in Path(library.__path__[0], "proving").glob("*.py"))
    )
    assert set(used) <= set(words["word"])
    assert Words("both").plain("sha256") == "SHA-256"


def test_grids_are_cropped_by_their_columns(generated: Path) -> None:
    """Of pages whose tables tell the columns, the marked cell prints the number."""
    query = (
        "SELECT cell.* FROM cell JOIN report USING (report_id, agency_id, report_year) "
        "WHERE read_from = 'html' AND state = 'reported' ORDER BY hash(report_id, row_code, column_code) LIMIT 12"
    )
    for it in rows(generated, query):
        sheet = _sheet(generated, it)
        assert sheet.crop
        assert sheet.crop.is_grid
        (marked,) = [piece.text for row in sheet.crop.rows for piece in row.pieces if piece.is_this]
        assert marked == it["raw_text"]
        heads = [piece.text for row in sheet.crop.rows for piece in row.pieces]
        assert any(sheet.cell.column in head for head in heads), "its column's head is there"
