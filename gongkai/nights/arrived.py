"""What arrived, against other nights: a bar for each, and the line of their median."""

from htpy import Node, col, colgroup, p, span, table, tbody, td, th, thead, tr

from gongkai.nights.night import Earlier, Night
from gongkai.nights.shown import bar, number
from gongkai.proving.words import Words


def part(night: Night, words: Words) -> Node:
    """Every night's bar; its dark part is what was not known before."""
    this = Earlier(night.run, night.ended_at or night.started_at, night.outcome, *_arrived(night))
    nights = [*night.earlier, this]
    whole = max(1.0, night.usual or 0, *(one.seen or 0 for one in nights))
    return [
        p(".legend")[
            span(".key.fresh"), words("new_documents"), span(".key.known"), words("known_documents"),
            span(".key.median"), words("median"),
        ],
        table(".arrived")[
            colgroup[col(".day"), col(".drawn"), col(".count"), col(".count")],
            thead[tr[th, th, th[words("seen")], th[words("new_documents")]]],
            tbody[(_row(one, whole, night.usual, words, is_this=one is this) for one in nights)],
        ],
        p(".median")[words("median_is", nights=night.usual_of), " ", number(night.usual, words)]
        if night.usual is not None
        else p(".soft")[words("no_median")],
    ]  # fmt: skip


def _row(one: Earlier, whole: float, usual: float | None, words: Words, *, is_this: bool) -> Node:
    """One night."""
    parts = [("known", float(one.seen or 0)), ("fresh", float(one.fresh or 0))]
    drawn = bar(parts, whole, usual) if one.seen is not None else span(".soft")[words(f"outcome_{one.outcome}")]
    return tr(class_={"this": is_this})[
        th(scope="row")[
            f"{one.ended_at.astimezone():%m-%d %H:%M}", [" ", span(".here")[words("this_run")]] if is_this else None
        ],
        td[drawn],
        td[number(one.seen, words, short=True)],
        td[number(one.fresh, words, short=True)],
    ]


def _arrived(night: Night) -> tuple[int | None, int | None]:
    """What arrived in this run, and what of it was not known."""
    counts = night.counts
    return (counts["seen"], counts["seen"] - counts["unchanged"]) if counts else (None, None)
