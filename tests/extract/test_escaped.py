"""Tables whose markup stands in a text as text."""

import html

from extract.pages import page_texts
from tests.transform.prints import documents
from tests.transform.table.test_grids import HEAD, NEW, page, read, rows, values


def test_a_table_that_a_page_prints_as_its_markup_is_a_table() -> None:
    given = {"new_received": NEW}
    whole = page(HEAD + rows(given))
    start, end = whole.index("<table>"), whole.rindex("</table>") + len("</table>")
    inside = whole[:start] + html.escape(whole[start:end]) + whole[end:]
    for text in (whole, inside, html.escape(whole)):
        assert values(read(text)["new_received"]) == [258, 12, None, None, 1, 1, None]


def test_what_an_attribute_holds_stays_there() -> None:
    hidden = '<p title="&lt;table&gt;&lt;tr&gt;&lt;td&gt;规章&lt;/td&gt;">甲</p>'
    (text,) = page_texts(documents(f"<html><body>{hidden}<p>1 &lt; 2</p></body></html>"))["text"]
    assert text == "甲\n1 < 2"
