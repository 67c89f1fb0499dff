"""All garbles by name, and the layouts that each is found in."""

from collections.abc import Callable
from random import Random

from bench.synthetic.edition import CellKey
from bench.synthetic.garbles import labels, rows, values
from bench.synthetic.layout.draft import Draft

Garble = Callable[[Draft, Random], bool]

_ROWS = ("tab", "pipe", "spaces")
_LINES = ("lines", "lines_pipe")
_TEXT = (*_ROWS, *_LINES)
_ALL = (*_TEXT, "html")

_WHERE: dict[Garble, tuple[str, ...]] = {
    labels.broken_label_tail: _TEXT,
    labels.broken_label_head: _TEXT,
    labels.label_spaces: _ALL,
    labels.label_variant: _ALL,
    labels.lost_character: _ALL,
    labels.split_group: _TEXT,
    labels.missing_group: _TEXT,
    labels.merged_group: _TEXT,
    labels.decorated_group: _ALL,
    labels.lost_indent: _ROWS,
    labels.header_repeated: _ALL,
    rows.lost_column: _TEXT,
    rows.extra_value: _TEXT,
    rows.dispute_extra: _TEXT,
    rows.caption_cut: _TEXT,
    rows.header_cut: ("tab",),
    rows.cut_off: _ALL,
    rows.page_break: _TEXT,
    rows.repeated_table: _ALL,
    rows.glued_row: _TEXT,
    rows.added_row: _ALL,
    rows.title_lost: _TEXT,
    values.zeros_gone: _LINES,
    values.blank_zero: ("tab", "pipe", "html"),
    values.dash_zero: _ALL,
    values.wu_zero: _ALL,
    values.full_width: _ALL,
    values.thousands: _ALL,
    values.digit_split: _ALL,
    values.letter_o: _ALL,
    values.unit_in_cell: _ALL,
    values.plus_sign: _ALL,
}

#: Each garble by its name; its first docstring line says what it does.
GARBLES: dict[str, Garble] = {garble.__name__: garble for garble in _WHERE}


def layouts_of(name: str) -> tuple[str, ...]:
    """The layouts in which a garble is found."""
    return _WHERE[GARBLES[name]]


def garble(draft: Draft, name: str, rng: Random) -> frozenset[CellKey] | None:
    """Apply one garble to a draft.

    Returns:
        The cells that are no longer printed, or None when the draft has nothing to garble this way.
    """
    if draft.layout not in layouts_of(name):
        return None
    before = draft.printed()
    return before - draft.printed() if GARBLES[name](draft, rng) else None


def garble_some(draft: Draft, names: tuple[str, ...], count: int, rng: Random) -> tuple[str, ...]:
    """Apply `count` of the named garbles, or as many as the draft has room for.

    Returns:
        The names of those applied, in order.
    """
    applied: list[str] = []
    for name in rng.sample(names, len(names)):
        if len(applied) == count:
            break
        if draft.layout in layouts_of(name) and GARBLES[name](draft, rng):
            applied.append(name)
    return tuple(applied)
