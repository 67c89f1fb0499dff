"""Paragraphs of Word files: what their reader sees, once, in order."""

import pytest

from extract.layout import UnreadableError
from extract.word import read_docx
from tests.extract.office.word_files import cell, docx, paragraph, row, run, table, text_of, zipped

BOX = "<w:txbxContent>{}</w:txbxContent>"
CHANGE = 'w:id="1" w:author="a"'


def field(code: str, result: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{result}{end}"


def in_paragraph(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


SEEN = {
    "inserted": (f"<w:ins {CHANGE}>{run('甲')}</w:ins>", "甲"),
    "deleted": (f"{run('1')}<w:del {CHANGE}><w:r><w:delText>9</w:delText></w:r></w:del>{run('2')}", "12"),
    "moved": (f"<w:moveFrom {CHANGE}>{run('甲')}</w:moveFrom><w:moveTo {CHANGE}>{run('乙')}</w:moveTo>", "乙"),
    "hidden": (run("甲") + run("乙", "<w:vanish/>") + run("丙", '<w:vanish w:val="0"/>'), "甲丙"),
    "struck_out": (run("12", "<w:strike/>") + run("3"), "3"),
    "once_formatted_otherwise": (run("甲", f"<w:rPrChange {CHANGE}><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), "甲"),
    "link": (f"<w:hyperlink>{run('甲')}</w:hyperlink>", "甲"),
    "simple_field": (f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>', "3"),
    "field": (run("共") + field("NUMPAGES", run("12")) + run("页"), "共12页"),
    "field_in_a_code": (
        field(f"IF </w:instrText></w:r>{field('PAGE', run('7'))}<w:r><w:instrText>", run("是")),
        "是",
    ),
    "field_without_end": ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("甲"), "甲"),
    "control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>", "甲"),
    "prompt": (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('点')}</w:sdtContent></w:sdt>", ""),
    "line_break": ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙"),
    "tab": ("<w:r><w:t>1</w:t><w:tab/><w:t>2</w:t></w:r>", "1\t2"),
    "number_and_tab": ("<w:r><w:t>一、</w:t><w:tab/><w:t>总体</w:t></w:r>", "一、总体"),
    "number_and_cells": ("<w:r><w:t>1.</w:t><w:tab/><w:t>5</w:t><w:tab/><w:t>6</w:t></w:r>", "1.\t5\t6"),
    "hyphen": ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>2</w:t></w:r>", "1-2"),
    "raised_digit": (run("12") + run("1", '<w:vertAlign w:val="superscript"/>'), "12 1"),
    "digit_raised_by_hand": (run("12") + run("1", '<w:position w:val="10"/>'), "12 1"),
    "number_raised_as_a_whole": (run("1", '<w:position w:val="6"/>') + run("2", '<w:position w:val="4"/>'), "12"),
    "white_digit": (run("9", '<w:color w:val="FFFFFF"/>') + run("3"), "9 3"),
    "white_number": (run("1", '<w:color w:val="FFFFFF"/>') + run("2", '<w:color w:val="ffffff"/>'), "12"),
    "symbol_digit": ('<w:r><w:sym w:font="Symbol" w:char="F031"/><w:sym w:char="25A1"/></w:r>', "1□"),
    "symbol_of_a_font": ('<w:r><w:t>1</w:t><w:sym w:font="Wingdings" w:char="F031"/></w:r>', "1\ufffd"),
    "fraction": (
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
        "1 2",
    ),
    "reading_above": (
        f"<w:r><w:ruby><w:rt>{run('jia')}</w:rt><w:rubyBase>{run('甲')}</w:rubyBase></w:ruby></w:r>",
        "甲",
    ),
}


@pytest.mark.parametrize(("content", "expected"), SEEN.values(), ids=SEEN.keys())
def test_runs(content: str, expected: str) -> None:
    assert text_of(in_paragraph(content)) == expected


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = BOX.format(paragraph("框"))
    drawing = f"<w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = (
        f"<mc:AlternateContent><mc:Choice>{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    for shape in (both, old, drawing):
        assert text_of(in_paragraph(run("前"), f"<w:r>{shape}</w:r>") + paragraph("后")) == "前\n框\n后"


def test_a_table_in_a_text_box_is_a_grid() -> None:
    shape = f"<w:r><w:pict><v:textbox>{BOX.format(table(row('1', '2')))}</v:textbox></w:pict></w:r>"
    layout = read_docx(docx(in_paragraph(run("前"), shape)))
    assert layout.text == "前\n1\t2"
    assert [(cell.text, cell.line_no) for cell in layout.cells] == [("1", 2), ("2", 2)]


def test_a_text_box_in_a_cell_is_no_part_of_its_number() -> None:
    shape = f"<w:r><w:pict><v:textbox>{BOX.format(paragraph('9'))}</v:textbox></w:pict></w:r>"
    assert text_of(table(row(cell(in_paragraph(run("1"), shape)), "2"))) == "1\t2\n9"


def test_a_deleted_end_joins_paragraphs() -> None:
    gone = f"<w:rPr><w:del {CHANGE}/></w:rPr>"
    deleted = f"<w:p><w:pPr>{gone}</w:pPr><w:del {CHANGE}><w:r><w:delText>丁</w:delText></w:r></w:del></w:p>"
    assert text_of(paragraph("甲", gone) + paragraph("乙") + deleted + paragraph("丙")) == "甲乙\n丙"


def test_notes_stand_at_the_end_and_touch_no_number() -> None:
    notes = (
        f'<w:footnote w:id="-1" w:type="separator">{paragraph("线")}</w:footnote>'
        f'<w:footnote w:id="1">{paragraph("注")}</w:footnote><w:footnote w:id="2">{paragraph("不引")}</w:footnote>'
    )
    body = in_paragraph(run("12"), '<w:r><w:footnoteReference w:id="1"/></w:r>', run("件")) + paragraph("后")
    assert text_of(body, footnotes=notes) == "12件\n后\n注"


def test_styles_hide_text_and_contents_are_left_out() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="character" w:styleId="c"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>'
    )
    of = '<w:pStyle w:val="{}"/>'.format
    body = paragraph("藏", of("b")) + paragraph("一、总体情况\t1", of("11")) + paragraph("甲", of("loop"))
    assert text_of(body + in_paragraph(run("乙", '<w:rStyle w:val="c"/>'), run("丙")), styles=styles) == "甲\n丙"


def test_styles_strike_text_out() -> None:
    styles = '<w:style w:type="character" w:styleId="old"><w:rPr><w:strike/></w:rPr></w:style>'
    struck, kept = '<w:rStyle w:val="old"/>', '<w:rStyle w:val="old"/><w:strike w:val="0"/>'
    assert text_of(in_paragraph(run("57", struck), run("8"), run("0", kept)), styles=styles) == "80"


def test_controls_around_blocks_rows_and_cells() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    inner = control(table(control(row(control(cell("1")), cell(control(paragraph("2")))))))
    assert text_of(control(paragraph("甲")) + inner) == "甲\n1\t2"


def test_strict_open_xml() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body>{paragraph("甲")}</w:body></w:document>'
    assert read_docx(zipped({"word/document.xml": body})).text == "甲"


def test_a_document_of_another_format_inside_is_not_passed_over() -> None:
    with pytest.raises(UnreadableError, match="unsupported_format"):
        read_docx(docx(paragraph("甲") + '<w:altChunk r:id="1" xmlns:r="r"/>'))
