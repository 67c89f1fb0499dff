"""Tables: words in cells, explanations, blanks, repeated lines dropped, every layout, garbles."""

from random import Random

from bench.synthetic.layout.draft import Draft
from bench.synthetic.world.operators import ANY, enter_as, register
from bench.synthetic.world.plan import Operator, Plan
from bench.synthetic.world.what.layouts import LAYOUTS

_WORDS = ("本年没有发生", "未开展此项工作", "无此类情况", "不涉及", "由上级统一办理", "详见附件", "本单位无此职能")


@register("what")
def words_in_cells(plan: Plan) -> None:
    """A sentence stands where the number belongs."""

    def change(draft: Draft, rng: Random) -> None:
        rows = [row for row in draft.rows("disclosure", "application") if any(row.keys)]
        for row in rng.sample(rows, rng.randint(1, 4)):
            row.values = [rng.choice(_WORDS) if key else value for key, value in zip(row.keys, row.values, strict=True)]
            row.keys = [None] * len(row.keys)

    plan.alter.append(change)


@register("what")
def explained_heads(plan: Plan) -> None:
    """Explanations inside the form's labels."""

    def change(draft: Draft, rng: Random) -> None:
        rows = [row for row in draft.rows() if row.labels and row.labels[-1]]
        for row in rng.sample(rows, rng.randint(1, 3)):
            row.labels[-1] += rng.choice(
                ("（含下属单位）", "(不含派出机构)", "（由办公室填报）", "（件）", "(注：按决定书计)")
            )

    plan.alter.append(change)


@register("what")
def totals_only(plan: Plan) -> None:
    """Rows of section 三 without requests print their total and leave the other cells blank."""

    def change(draft: Draft, _: Random) -> None:
        for row in draft.rows("application"):
            if set(row.values) == {"0"}:
                row.values = [""] * (len(row.values) - 1) + ["0"]

    plan.layout = plan.rng.choice(("pipe", "tab", "html", "ruled_rows"))
    plan.alter.append(change)


@register("what")
def repeated_lines_gone(plan: Plan) -> None:
    """A crawler that keeps each line once: of a number, only its first print is left."""

    def change(draft: Draft, _: Random) -> None:
        seen: set[str] = set()
        for row in [row for rows in draft.tables.values() for row in rows]:
            row.labels = [_once(label, seen) for label in row.labels]
            row.values = [_once(value, seen) for value in row.values]

    plan.layout = plan.rng.choice(("lines", "lines_pipe"))
    plan.alter.append(change)


def _once(cell: str, seen: set[str]) -> str:
    """The cell where it stands for the first time, else nothing."""
    if cell in seen:
        return ""
    seen.add(cell)
    return cell


def _layout(name: str) -> Operator:
    def layout(plan: Plan) -> None:
        plan.layout = name

    return layout


for _name in LAYOUTS:
    enter_as(f"layout_{_name}", "what", f"Whole tables in the layout {_name}.", _layout(_name), ANY)

_GARBLED = {
    "zeros_gone": "lines lines_pipe",
    "blank_zero": "tab pipe html",
    "broken_label_tail": "tab pipe lines",
    "label_spaces": "tab pipe html lines",
    "label_variant": "tab pipe lines html",
    "unit_in_cell": "pipe lines tab",
    "added_row": "pipe tab lines html",
    "glued_row": "tab lines",
    "letter_o": "pipe lines",
    "dash_zero": "pipe html lines",
    "caption_cut": "tab pipe lines",
}


def _garbled(name: str, layouts: str) -> Operator:
    def garbled(plan: Plan) -> None:
        plan.layout, plan.garbles = plan.rng.choice(layouts.split()), (name,)

    return garbled


for _name, _where in _GARBLED.items():
    enter_as(f"garble_{_name}", "what", f"Tables with the garble {_name}.", _garbled(_name, _where), ANY)
