"""Evidence sheets for the tests: which numbers, the sheet by the command, and what it says."""

import re
from collections.abc import Sequence
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from tests.flows.command import SAMPLES, gongkai

#: Garbled (repaired), cut off (missing and inferred), and without a form: agency, year, row, column.
REPAIRED = ("法库", 2020, "其他处理", "总计")
INFERRED = ("230624-culture_tourism", 2023, "carried_out", "research")
MISSING = ("230624-culture_tourism", 2023, "handled_total", "总计")
ABSENT = ("230624-culture_tourism", 2023, "行政复议", "维持")
REPORTED = ("法库", 2020, "新收", "自然人")


#: What differs from run to run, and from version to version.
_BLOTTED = {
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d\d:\d\d": "INSTANT",
    r"\d{8}T[\d.]+Z": "RUN",
    r"gongkai \d[\w.]*": "gongkai N",
    r"(读取程序版本 |reader version |Reader )\S+?(?=[）) ]| ·)": r"\1N",
}


def proved(warehouse: Path, to: Path, number: Sequence[object], *options: str) -> str:
    """The sheet of a number as HTML, by the command."""
    gongkai("prove", *number, "-o", to, "-w", warehouse, *options)
    return to.read_text(encoding="utf-8")


def told(markup: str) -> str:
    """What a page says, a line a paragraph or table row, what differs from run to run blotted out."""
    tree = LexborHTMLParser(markup)
    assert tree.body
    blocks = tree.body.css("h1, h2, p, tr")
    lines = [re.sub(r"\s+", " ", node.text(separator=" ")).strip() for node in blocks]
    plain = "\n".join(line.replace(str(SAMPLES), "SAMPLES") for line in lines)
    for pattern, word in _BLOTTED.items():
        plain = re.sub(pattern, word, plain)
    return plain + "\n"
