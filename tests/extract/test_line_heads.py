"""What stands at the head of every line is taken off where it is no part of the text."""

import pytest

from bench.synthetic import generate
from extract.pages import page_texts
from extract.text.line_heads import RULE
from tests.transform.prints import documents

TEXTS = [it.text for it in generate(4, 12)]
#: What stands before a line: its number is put in where there is one.
MARKED = ["> ", ">> ", "{:6d}\t", "{}: ", "{:4d} | ", "{} ", "• "]


def read(text: str) -> tuple[str, str]:
    found = page_texts(documents(text)).row(0, named=True)
    return found["text"], found["decoded_by"]


@pytest.mark.parametrize("mark", MARKED)
@pytest.mark.parametrize("text", TEXTS)
def test_what_every_line_begins_with_is_taken_off(text: str, mark: str) -> None:
    marked = "\n".join(mark.format(at) + line for at, line in enumerate(text.split("\n"), 1))
    assert read(marked) == (text, f"utf-8{RULE}")


def test_bullets_of_cells_are_taken_off_and_the_others_left() -> None:
    cells = [f"规章{at}" if at % 2 else str(at) for at in range(40)]
    text = "样例局\n" + "\n".join(f"◆ {cell}" for cell in cells) + "\n- 一段话\n- 1 -"
    assert read(text)[0] == "样例局\n" + "\n".join(cells) + "\n- 一段话\n- 1 -"


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_without_them_is_left(text: str) -> None:
    assert read(text) == (text, "utf-8")


def test_rows_that_count_are_no_lines_that_count() -> None:
    rows = "\n".join(f"{at} 项目 {at + 3}" for at in range(1, 20))
    text = f"样例局\n一、总体情况\n{rows}\n二、其他\n"
    assert read(text) == (text, "utf-8")
