"""The words of the forms stand in `data/forms` and nowhere in the code (comments and docstrings may tell of them)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from transform.forms import load_forms
from transform.table.labels.known import label_tokens

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(
    path for package in ("flows", "gongkai", "extract", "transform", "load") for path in (ROOT / package).rglob("*.py")
)


def form_words() -> set[str]:
    """Every label and section heading of every edition, as written and without numbering and brackets."""
    forms = load_forms()
    written = pl.concat([forms.labels["label"], forms.sections["heading"]]).unique()
    bare = label_tokens(written.to_frame("token"))["bare"]
    return {word for word in [*written, *bare] if len(word) >= 2}


def strings_of(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of every string in the code that is no docstring; the pieces of an f-string too."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def names_of(source: str) -> Iterator[tuple[int, str]]:
    """(line, name) of every identifier: a label makes no name either."""
    for node in ast.walk(ast.parse(source)):
        for field in ("id", "name", "attr", "arg"):
            name = getattr(node, field, None)
            if isinstance(name, str):
                yield getattr(node, "lineno", 0), name


def found_in(source: str, words: set[str]) -> list[tuple[int, str]]:
    """(line, word) of each of `words` that stands in the code."""
    texts = [*strings_of(source), *names_of(source)]
    return sorted({(line, word) for line, text in texts for word in words if word in text})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_label_stands_in_the_code(path: Path) -> None:
    assert found_in(path.read_text(encoding="utf-8"), form_words()) == []


def test_the_code_and_the_words_are_there() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == {"flows", "gongkai", "extract", "transform", "load"}
    assert {"规章", "其他", "总计", "予以公开", "不予公开", "自然人", "总体情况"} <= form_words()


@pytest.mark.parametrize(
    "source",
    [
        'x = "规章"',
        "x = f'{y}规章{z}'",
        'x = r"^(?:规章|其他)$"',
        'def f():\n    """规章."""\n    return "规章"',
        "规章 = 1",
        "x.规章",
        'x = {"规章": 1}',
        'f(x="规章")',
    ],
)
def test_a_label_in_the_code_is_found(source: str) -> None:
    assert "规章" in {word for _, word in found_in(source, form_words())}


@pytest.mark.parametrize(
    "source",
    [
        '"""规章."""',
        "x = 1  # 规章",
        'def f():\n    """规章."""',
        'class A:\n    """规章."""\n    async def f(self):\n        """规章."""',
        'x = r"(\\d+)年(\\d+)月(\\d+)日"',
    ],
)
def test_comments_docstrings_and_dates_are_allowed(source: str) -> None:
    assert found_in(source, form_words()) == []
