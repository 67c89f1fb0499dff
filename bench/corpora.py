"""The corpora whose reading is measured: clean, one garble at a time, as in real reports, heavy."""

from collections.abc import Iterable
from itertools import islice

from bench.synthetic import GARBLES, LAYOUTS, SyntheticReport, generate, layouts_of

#: What the five real reports show, in one or several of them.
SEEN_IN_REAL_REPORTS = (
    "broken_label_tail",
    "label_spaces",
    "label_variant",
    "lost_character",
    "split_group",
    "missing_group",
    "decorated_group",
    "lost_indent",
    "lost_column",
    "extra_value",
    "dispute_extra",
    "caption_cut",
    "header_cut",
    "page_break",
    "cut_off",
)
#: Garbles after which some numbers cannot be known: no place, no title, or digits that no identity confirms.
BEYOND_READING = ("zeros_gone", "blank_zero", "digit_split", "letter_o", "title_lost", "dispute_extra")


def corpora(count: int, seed: int) -> Iterable[tuple[str, list[SyntheticReport]]]:
    """The corpora: clean by layout, each garble alone, all garbles light, five or more a report."""
    for layout in LAYOUTS:
        yield f"clean {layout}", list(islice(generate(count, seed, layouts=(layout,)), count))
    for garble in GARBLES:
        layouts = layouts_of(garble)
        yield (
            f"garble {garble}",
            list(generate(count, seed, layouts=layouts, garbles=(garble,), garbles_per_report=1)),
        )
    real = tuple(name for name in GARBLES if name in SEEN_IN_REAL_REPORTS)
    yield "garbled as in the real reports (3)", list(generate(count, seed, garbles=real, garbles_per_report=3))
    yield "heavy: any five of all garbles", list(generate(count, seed, garbles=tuple(GARBLES), garbles_per_report=5))
    readable = tuple(name for name in GARBLES if name not in BEYOND_READING)
    yield (
        "heavy: any five that leave numbers their place",
        list(generate(count, seed, garbles=readable, garbles_per_report=5)),
    )
