"""The picture of `docs/reading.md`: a garbled table on its way to facts, drawn from what the reader makes of it.

`python -m bench.pages.picture` writes the report (`docs/assets`, made by the generator of synthetic reports) and the
picture.
"""

from pathlib import Path

import polars as pl

from bench.pages.drawing import FAINT, INK, LINE, PAPER, SOFT, STATES, TORN, Canvas
from bench.synthetic.generate import Settings, make_report
from extract.documents import DOCUMENT
from transform.batch import read_batch
from transform.forms import load_forms

DOCS = Path(__file__).resolve().parents[2] / "docs"
GARBLED = DOCS / "assets" / "synthetic-garbled.txt"
PICTURE = DOCS / "images" / "reading.svg"
#: Which of the synthetic reports it is: torn labels, a lost column, split digits, dashes, and cut off.
_GARBLES = ("broken_label_tail", "lost_column", "dash_zero", "digit_split", "cut_off")
_REPORT = Settings(3, ("2021",), ("tab",), _GARBLES, 5), 222
_LINES = range(45, 56)
_PLACES = 7
_WIDTH, _LEFT, _STEP = 980, 236, 62
#: A column label of more characters stands on two lines.
_SHORT = 4
_LEGEND = (
    (56, "reported", "as printed"),
    (232, "repaired", "garbled, one reading"),
    (482, "inferred", "follows from the sums"),
    (728, "missing", "NULL, never 0"),
)
#: Why the cells of each row are what they are, in words; the rows that are shown.
_WHY = {
    "new_received": "42 + 3 = 45: the dashes are 0",
    "carried_in": "5 + 1 = 6: the dashes are 0",
    "granted": "14 + 1 = 15: “1 4” is 14",
    "partially_granted": "2 = 2: the dashes are 0",
    "denied_state_secret": "1 + 1 = 2: the dashes are 0",
    "denied_prohibited_by_law": "only dashes; four kinds of applicants asked nothing",
    "denied_security_stability": "what the three readings disagree on stays open",
    "denied_third_party": "cut off; those who asked nothing got nothing",
}


def garbled() -> str:
    """The text of the report that is drawn."""
    return make_report(*_REPORT).text


def picture(text: str) -> str:
    """The picture of a report's lines 45 to 55, as SVG."""
    rows = _rows(text)
    lines = text.split("\n")
    canvas = Canvas(_WIDTH)
    _draw_print(canvas, lines)
    _draw_rows(canvas, rows)
    _draw_places(canvas, rows)
    _draw_facts(canvas, text)
    return canvas.drawn("A garbled table becomes facts: print, logical rows, places of the form, states")


def _rows(text: str) -> list[tuple[list[str], list[str]]]:
    """The logical rows: the pieces of each one's label, its printed values."""
    found: list[tuple[list[str], list[str]]] = []
    for number in _LINES:
        pieces = [piece for piece in text.split("\n")[number - 1].split("\t") if piece.strip()]
        values = [piece for piece in pieces if piece.replace(" ", "").isdigit() or piece == "-"]
        labels = pieces[: len(pieces) - len(values)]
        if values:
            found.append((labels[-1:], values))
        elif labels:
            found[-1][0].append(labels[0])
    return found


def _draw_print(canvas: Canvas, lines: list[str]) -> None:
    canvas.heading(1, "The file", "labels torn over lines, digits apart, dashes for zeros, a value lost, then cut off")
    top = canvas.y
    canvas.box(24, top, _WIDTH - 48, 20 * len(_LINES) + 16, PAPER, LINE)
    for place, number in enumerate(_LINES):
        line, y = lines[number - 1].rstrip("\t"), top + 22 + 20 * place
        canvas.text(54, y, str(number), size=12, fill=SOFT, anchor="end", mono=True)
        torn = "-" not in line
        pieces = []
        for position, piece in enumerate(line.split("\t")):
            pieces += [("→", FAINT)] if position else []
            is_split = " " in piece and piece.replace(" ", "").isdigit()
            pieces.append((piece, TORN if torn or is_split else INK))
        canvas.pieces(68, y, pieces, size=12.5, mono=True)
    canvas.y = top + 20 * len(_LINES) + 40


def _draw_rows(canvas: Canvas, rows: list[tuple[list[str], list[str]]]) -> None:
    canvas.heading(2, "Logical rows", "a label is whole again; the values behind it are counted")
    for labels, values in rows:
        y = canvas.y
        canvas.pieces(56, y + 15, [(labels[0], INK), *((piece, TORN) for piece in labels[1:])], size=12.5)
        for place, value in enumerate(values):
            canvas.cell(560 + 46 * place, y, 42, value)
        short = len(values) < _PLACES
        canvas.text(
            _WIDTH - 30,
            y + 15.5,
            f"{len(values)} of 7" if short else "7",
            size=12.5,
            fill=TORN if short else SOFT,
            anchor="end",
            bold=short,
        )
        canvas.y += 27
    canvas.y += 18


def _draw_places(canvas: Canvas, rows: list[tuple[list[str], list[str]]]) -> None:
    canvas.heading(3, "Places of the form", "the form says which row comes next and that it has seven places")
    _draw_columns(canvas)
    for code, (_, values) in zip(_WHY, rows, strict=False):
        readings = _readings(values)
        for number, reading in enumerate(readings):
            y = canvas.y
            if not number:
                canvas.text(_LEFT - 12, y + 15.5, code, size=12, anchor="end", mono=True)
            for place, value in enumerate(reading):
                x = _LEFT + _STEP * place
                if value is None:
                    canvas.box(x, y, _STEP - 6, 22, "none", TORN, "3 3")
                else:
                    canvas.cell(x, y, _STEP - 6, value)
            if len(readings) > 1:
                where = ("lost before the first", "lost in between", "lost behind the last")[number]
                canvas.text(_LEFT + _STEP * _PLACES + 8, y + 15.5, where, size=12, fill=TORN)
            canvas.y += 27
    canvas.y += 18


def _readings(values: list[str]) -> list[list[str | None]]:
    """A whole row, or a row of six with the lost place before, between and behind its values."""
    if len(values) == _PLACES:
        return [[*values]]
    return [[None, *values], [values[0], None, *values[1:]], [*values, None]]


def _draw_facts(canvas: Canvas, text: str) -> None:
    canvas.heading(4, "Facts", "the form's sums decide, or nothing does: every cell has a state")
    _draw_columns(canvas)
    document = {"source_uri": "synthetic", "sha256": "00", "text": text, "decoded_by": "utf-8"}
    facts = read_batch(pl.DataFrame([document], schema=DOCUMENT))["fact_application"]
    for code, why in _WHY.items():
        y = canvas.y
        canvas.text(_LEFT - 12, y + 15.5, code, size=12, anchor="end", mono=True)
        cells = facts.filter(row_code=code).select("value", "state").rows()
        for place, (value, state) in enumerate(cells):
            canvas.cell(_LEFT + _STEP * place, y, _STEP - 6, "?" if value is None else f"{value}", state)
        canvas.text(_LEFT + _STEP * _PLACES + 8, y + 15.5, why, size=11.5, fill=SOFT)
        canvas.y += 27
    canvas.y += 14
    for x, state, words in _LEGEND:
        canvas.box(x, canvas.y, 22, 16, *STATES[state][:2])
        canvas.pieces(x + 30, canvas.y + 13, [(state, INK), (f"  {words}", SOFT)], size=12.5)
    canvas.y += 40


def _draw_columns(canvas: Canvas) -> None:
    """The column labels of the form's seven places."""
    labels = load_forms().labels.filter(edition="2021", form="application", kind="column", first_seen="form")
    for place, label in enumerate(labels["label"].to_list()):
        middle = _LEFT + _STEP * place + (_STEP - 6) / 2
        half = len(label) if len(label) <= _SHORT else (len(label) + 1) // 2
        parts = [part for part in (label[:half], label[half:]) if part]
        for line, part in enumerate(parts):
            canvas.text(
                middle, canvas.y + 12 + 14 * (line + 2 - len(parts)), part, size=11.5, fill=SOFT, anchor="middle"
            )
    canvas.y += 36


if __name__ == "__main__":
    GARBLED.write_text(garbled(), encoding="utf-8")
    PICTURE.write_text(picture(garbled()), encoding="utf-8")
