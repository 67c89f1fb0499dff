"""What a run cost: seconds by stage, and the most memory."""

from htpy import Node, col, colgroup, dd, div, dl, dt, table, tbody, td, th, tr

from gongkai.nights.night import Night
from gongkai.nights.shown import bar, number
from gongkai.proving.words import Words


def part(night: Night, words: Words) -> Node:
    """A bar a stage, then the peaks."""
    return [_stages(night, words) if night.stages else None, _peaks(night, words)]


def _stages(night: Night, words: Words) -> Node:
    """Seconds by stage, in their order."""
    whole = night.seconds or sum(night.stages.values())
    rest = whole - sum(night.stages.values())
    stages = {**night.stages, **({"other": rest} if rest > 0 else {})}
    return table(".stages")[
        colgroup[col(".day"), col(".drawn"), col(".count")],
        tbody[
            (
                tr[th(scope="row")[words(f"stage_{name}")], td[bar([("known", took)], whole)], td[_seconds(took)]]
                for name, took in stages.items()
            )
        ],
    ]


def _peaks(night: Night, words: Words) -> Node:
    """Time in all and memory; what cannot be measured here is not known."""
    facts: list[tuple[str, Node]] = [
        ("total_time", [number(night.seconds, words), " s"] if night.seconds is not None else number(None, words)),
        ("peak", _bytes(night.peak, words)),
        (
            "peak_worker",
            words("no_worker") if night.peak and night.peak_worker is None else _bytes(night.peak_worker, words),
        ),
    ]
    return dl(".facts")[(div[dt[words(key)], dd[fact]] for key, fact in facts)]


def _seconds(took: float) -> str:
    return f"{took:,.2f} s"


def _bytes(size: int | None, words: Words) -> Node:
    return number(None, words) if size is None else f"{size / 1e6:,.0f} MB"
