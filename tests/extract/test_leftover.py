"""What is left in texts of what they came in: read as what it stands for, where it is no part of what is printed."""

import html
import json
import quopri
from collections.abc import Callable

import polars as pl
import pytest

from bench.synthetic import generate
from extract.pages import page_texts
from extract.shapes import DOCUMENT
from extract.text.leftover import FROM_LATIN, FROM_QUOTED, RULE

TEXTS = [it.text for it in generate(6, 11)]


def documents(*texts: str) -> pl.DataFrame:
    rows = [{"source_uri": f"{at}.txt", "text": text, "decoded_by": "utf-8"} for at, text in enumerate(texts)]
    return pl.DataFrame(rows, schema=DOCUMENT)


def read(text: str) -> tuple[str, str]:
    found = page_texts(documents(text)).row(0, named=True)
    return found["text"], found["decoded_by"]


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


WRAPPED = {
    "a program's escapes": lambda text: json.dumps(text)[1:-1],
    "line breaks and tabs alone": lambda text: text.replace("\n", "\\n").replace("\t", "\\t"),
    "characters as numbers": lambda text: "".join(f"&#{ord(one)};" if ord(one) > 255 else one for one in text),
    "in sixteens": lambda text: "".join(f"&#x{ord(one):X};" if ord(one) > 255 else one for one in text),
    "breaks": lambda text: text.replace("\n", "<br/>"),
    "paragraphs": lambda text: "".join(
        f'<p class="a"><span>{html.escape(line)}</span></p>' for line in text.split("\n")
    ),
}


@pytest.mark.parametrize("wrap", WRAPPED.values(), ids=WRAPPED)
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_read_out_of_what_it_was_wrapped_in(text: str, wrap: "Callable[[str], str]") -> None:
    found, rule = read(wrap(text))
    assert lines(found) == lines(text)
    assert rule == f"utf-8{RULE}"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("taken_for", ["latin-1", "windows-1252"])
@pytest.mark.parametrize("text", TEXTS)
def test_bytes_that_were_taken_for_latin_1_are_read(text: str, taken_for: str, encoding: str) -> None:
    data = text.encode(encoding)
    bytes_one_by_one = [data[at : at + 1] for at in range(len(data))]
    taken = (
        "".join(one.decode("cp1252", "ignore") or one.decode("latin-1") for one in bytes_one_by_one)
        if taken_for == "windows-1252"
        else data.decode("latin-1")
    )
    assert read(taken) == (text, f"utf-8{FROM_LATIN}")


def test_a_page_whose_quotes_are_escaped_is_one() -> None:
    page = (
        '<div class=\\"a\\">' + "<p>年度报告<\\/p>\\n" * 5 + "<table><tr><td>规章<\\/td><td>1<\\/td><\\/tr><\\/table>"
    )
    found, rule = read(page)
    assert lines(found) == ["年度报告"] * 5 + ["规章\t1"]
    assert rule == f"utf-8{RULE}+html"


def test_the_inside_of_an_element_is_a_page_also_where_its_table_is_far_below() -> None:
    inside = (
        "<p>年度报告</p>" + "<p>本机关全年没有别的事项。</p>" * 200 + "<table><tr><td>规章</td><td>1</td></tr></table>"
    )
    found, rule = read(inside)
    assert lines(found)[-1] == "规章\t1"
    assert rule == "utf-8+html"


@pytest.mark.parametrize(
    "text",
    [
        "政府信息\n公开目录 C:\\new\\table\n与 <政府网站> & 邮箱",
        "一行\\n两行\\n而已",
        "Un été où l'on préféra la mer, déjà dorée, à la forêt : élèves, maîtres, évêques, hôtes âgés, fiancés. " * 9,
        "Ä Ö Ü ä ö ü ß é è ê ë à â î ï ô û ù ç ñ õ ã å ø æ œ — “Zitat” … € " * 9,
        "<html><body><script>var a = '1\\n2\\n3\\n4\\n5\\n6\\n';</script><p title='a\\nb'>年度报告</p></body></html>",
    ],
)
def test_what_is_no_leftover_stays(text: str) -> None:
    found, rule = read(text)
    assert RULE not in rule
    assert FROM_LATIN not in rule
    if "<html" not in text:
        assert found == text


def test_other_documents_are_the_same_and_in_order() -> None:
    many = documents(TEXTS[0], TEXTS[1].replace("\n", "\\n"), "", TEXTS[2])
    found = page_texts(many)
    assert found["source_uri"].to_list() == many["source_uri"].to_list()
    assert [lines(text) for text in found["text"]] == [lines(TEXTS[0]), lines(TEXTS[1]), [], lines(TEXTS[2])]
    assert found.schema == many.schema


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("text", TEXTS)
def test_bytes_that_mail_wrote_in_letters_are_read(text: str, encoding: str) -> None:
    found, rule = read(quopri.encodestring(text.encode(encoding)).decode())
    assert lines(found) == lines(text)
    assert rule == f"utf-8{FROM_QUOTED}"
