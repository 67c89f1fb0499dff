"""What a page break, a running head or a font does to a report, in PDFs that weasyprint made."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from bench.synthetic.formats.pdf import by_weasyprint
from extract.layout import Layout, UnreadableError
from extract.pdf import read_pdf


@pytest.fixture(scope="module", autouse=True)
def weasyprint() -> None:
    """Imported with the first test: it takes a second, which each test process would spend."""
    pytest.importorskip("weasyprint", reason="no weasyprint here: pip install weasyprint, and this test runs")


SHEET = """@page { size: 120mm 80mm; margin: 15mm } body { font: 10pt/1.5 "Noto Serif CJK SC"; margin: 0 }
table { border-collapse: collapse; width: 100% } td { border: 0.5pt solid; padding: 2pt } p { margin: 0 }"""


def read(body: str, sheet: str = "") -> Layout:
    (data,) = by_weasyprint([f"<style>{SHEET}{sheet}</style><body>{body}</body>"])
    return read_pdf(data)


def rows(layout: Layout) -> list[list[str]]:
    return [line.split("\t") for line in layout.text.split("\n")]


def table(count: int, head: str = "") -> str:
    body = "".join(f"<tr><td>第{n}行事项</td><td>{n}</td><td>{n * 7}</td></tr>" for n in range(count))
    return f"<table>{head}<tbody>{body}</tbody></table>"


def test_a_table_over_three_pages_is_one_grid_with_one_head() -> None:
    head = "<thead><tr><td>事项</td><td>甲</td><td>乙</td></tr></thead>"
    layout = read(table(20, head))
    assert rows(layout) == [["事项", "甲", "乙"], *([f"第{n}行事项", str(n), str(n * 7)] for n in range(20))]
    assert {cell.grid for cell in layout.cells} == {1}
    assert [cell.row for cell in layout.cells] == [row for row in range(21) for _ in range(3)]


@pytest.mark.parametrize("lines", range(3, 9))
def test_a_row_cut_by_a_page_end_is_one_row(lines: int) -> None:
    above = "<p>说明文字。</p>" * lines
    label = "因申请内容不明确而要求补正后申请人逾期没有补正的情形"
    first = f'<tr><td style="width:20mm">{label}</td><td>3</td><td>4</td></tr>'
    layout = read(f"{above}<table>{first}<tr><td>合计</td><td>5</td><td>6</td></tr></table>")
    assert rows(layout)[lines:] == [[label, "3", "4"], ["合计", "5", "6"]]


def test_two_tables_with_a_heading_between_them_stay_two() -> None:
    layout = read(table(3) + "<p>下表另有说明</p>" + table(2))
    assert {cell.grid for cell in layout.cells} == {1, 2}
    assert layout.text.split("\n")[3] == "下表另有说明"


def test_running_heads_and_page_numbers_are_dropped_and_a_repeated_sentence_is_not() -> None:
    sheet = '@page { @top-center { content: "某某文件" } @bottom-center { content: "第" counter(page) "页" } }'
    layout = read("<p>一样的句子。</p>" * 25, sheet)
    assert rows(layout) == [["一样的句子。"]] * 25


def test_a_title_over_two_lines_is_one() -> None:
    layout = read(
        '<h1 style="text-align:center;font-size:16pt">某省某市某某区<br>某某局年度报告</h1>' + "<p>正文一句话。</p>" * 9
    )
    assert layout.text.split("\n")[0] == "某省某市某某区某某局年度报告"


def test_a_sentence_over_lines_and_pages_is_one_line() -> None:
    sentence = "本机关按照规定的程序和期限办理各项工作并且向社会公开办理的结果以便公众查阅和监督" * 6 + "。"
    indented = f'<p style="text-indent:2em">{sentence}</p>'
    assert rows(read(indented * 3)) == [[sentence]] * 3


def test_radicals_are_read_as_the_characters_that_they_look_like() -> None:
    assert read("<p>⾏政⼈员⻔户⻅⻓</p>").text == "行政人员门户见长"


def test_blank_cells_stay_blank_in_their_column() -> None:
    layout = read("<table><tr><td>甲</td><td></td><td>2</td></tr><tr><td>乙</td><td>3</td><td></td></tr></table>")
    assert rows(layout) == [["甲", "", "2"], ["乙", "3", ""]]
    assert [cell.text for cell in layout.cells] == ["甲", "", "2", "乙", "3", ""]


def test_a_blank_row_after_a_page_end_takes_no_values() -> None:
    body = "".join(f"<tr><td>事项{n}</td><td>{n if n % 2 else ''}</td><td></td></tr>" for n in range(24))
    assert rows(read(f"<table>{body}</table>")) == [[f"事项{n}", str(n) if n % 2 else "", ""] for n in range(24)]


def test_two_columns_of_a_page_are_read_one_after_the_other() -> None:
    sentences = [f"第{n}句话说明本机关公开工作的情况和下一步的打算。" for n in range(24)]
    sheet = "@page { size: 210mm 120mm } body { column-count: 2; column-gap: 8mm } p { break-inside: avoid }"
    assert rows(read("".join(f"<p>{text}</p>" for text in sentences), sheet)) == [[text] for text in sentences]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_pages_that_a_file_turns_are_read_upright(turned: int) -> None:
    (data,) = by_weasyprint([f"<style>{SHEET}</style><body>{table(6)}</body>"])
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.set_rotation(turned)
    turned_file = BytesIO()
    document.save(turned_file)
    assert rows(read_pdf(turned_file.getvalue())) == [[f"第{n}行事项", str(n), str(n * 7)] for n in range(6)]


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6, 0.95])
def test_a_file_without_its_end_is_damaged(share: float) -> None:
    (data,) = by_weasyprint([f"<style>{SHEET}</style><body>{table(6)}</body>"])
    with pytest.raises(UnreadableError, match=r"damaged|no_text"):
        read_pdf(data[: int(len(data) * share)])


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_file_that_asks_for_a_password(tmp_path: Path) -> None:
    source = tmp_path / "a.html"
    source.write_text("<p>甲 12</p>", encoding="utf-8")
    secret = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--infilter=HTML (StarWriter)"]
    command += ["--convert-to", f"pdf:writer_pdf_Export:{secret}", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    with pytest.raises(UnreadableError, match="encrypted"):
        read_pdf((tmp_path / "a.pdf").read_bytes())
