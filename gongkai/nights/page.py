"""The page of a run as HTML that asks for nothing: no script, no font, no picture, no address."""

from base64 import b64encode
from hashlib import sha256
from importlib.metadata import version

from htpy import (
    Node,
    body,
    div,
    dl,
    dt,
    footer,
    h1,
    h2,
    head,
    header,
    html,
    li,
    main,
    meta,
    p,
    section,
    span,
    strong,
    style,
    ul,
)
from htpy import dd as dd_tag
from htpy import title as title_tag
from markupsafe import Markup

from gongkai.nights import arrived, checks, cost, documents, figures, refusals, unreported
from gongkai.nights.night import Night, Note, Told
from gongkai.nights.shown import NIGHTS, instant, night_words, number
from gongkai.proving.shown import text
from gongkai.proving.words import Words
from gongkai.visible import visible_print
from load.run import COUNTS

#: Reasons of documents that are held.
HELD = ("agency_unknown", "year_unknown")


def page(night: Night, told: Told) -> str:
    """The page of a run, whole.

    Args:
        night: what the run knows of itself.
        told: what its version says, as `gongkai.nights.gather.gather` has it.
    """
    words = night_words()
    css = (NIGHTS / "night.css").read_text(encoding="utf-8")
    policy = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(css.encode()).digest()).decode()}'"
    parts = {
        "arrived": arrived.part(night, words),
        "refusals": refusals.part(night, told, words),
        "checks": checks.part(night, words),
        "moved": figures.part(night, told, words),
        "unreported": unreported.part(told, words, night.warehouse),
        "lineage": documents.part(night, told, words),
        "cost": cost.part(night, words),
        "version": _version(night, words),
    }
    return str(
        html(lang="zh")[
            head[
                meta(charset="utf-8"),
                meta(http_equiv="Content-Security-Policy", content=policy),
                meta(name="viewport", content="width=device-width, initial-scale=1"),
                meta(name="color-scheme", content="light dark"),
                title_tag[visible_print(f"{words.plain('night_title')}: {night.run}, {night.warehouse.name}")],
                style[Markup(css)],  # ours, and no rule of it can end the element
            ],
            body[
                _head(night, words),
                main[
                    (
                        section(id=name)[h2[words(name)], _error(told, words) if name == "lineage" else None, shown]
                        for name, shown in parts.items()
                    )
                ],
                footer[p[words("how_made", version=version("gongkai"))]],
            ],
        ]
    )


def _head(night: Night, words: Words) -> Node:
    """When, how it ended, and the counts."""
    day = f"{night.started_at.astimezone():%Y-%m-%d %H:%M}"
    alarm = _alarm(night, words)
    return header[
        div(".title")[
            h1[words("night_of", day=day)],
            span(class_=["badge", night.outcome])[words(f"outcome_{night.outcome}")],
        ],
        p(".says")[words(f"says_outcome_{night.outcome}", held=night.held)],
        div(".box.bad")[p[strong[words("cause")], " ", text(night.error, None)], p[words("do_failed")]]
        if night.error
        else None,
        div(".box.warn")[p[alarm]] if alarm else None,
        _counts(night, words),
        ul(".notes")[(li[_note(note, words)] for note in night.notes)] if night.notes else None,
    ]


def _note(note: Note, words: Words) -> Node:
    """A remark; what comes from outside in it, such as a path, turns nothing around it."""
    return words(note.key, **{name: visible_print(str(value)) for name, value in note.values.items()})


def _alarm(night: Night, words: Words) -> Node:
    """That far too little arrived."""
    if not night.is_short:
        return None
    return words("few_arrived", usual=f"{night.usual:,g}") if night.usual and night.counts else words("nothing_arrived")


def _counts(night: Night, words: Words) -> Node:
    """The documents by what became of them."""
    counts = night.counts
    held = None if counts is None else sum(night.reasons.get(reason, 0) for reason in HELD)
    shown = {**{name: counts[name] if counts else None for name in COUNTS}, "held": held}
    return [
        dl(".cards")[
            (
                div(class_=["card", name], id=f"count-{name}")[dt[words(name)], dd_tag[number(count, words)]]
                for name, count in shown.items()
            )
        ],
        p(".soft")[words("counts_unknown")] if counts is None else None,
    ]


def _error(told: Told, words: Words) -> Node:
    """Why the warehouse could not be asked."""
    return p(".box.warn")[words("told_error", error=visible_print(told.error))] if told.error else None


def _before(night: Night, words: Words) -> Node:
    """The version before; a run that did not come to its end does not say whether there is one."""
    return text(night.before) if night.before else words("unknown" if night.counts is None else "no_report")


def _version(night: Night, words: Words) -> Node:
    """What was published, by which reader, from where."""
    facts: list[tuple[str, Node]] = [
        ("version_made", text(night.version) if night.version else words("no_version")),
        ("version_before", _before(night, words)),
        ("reader_version", night.reader),
        ("run_name", text(night.run)),
        ("started_at", instant(night.started_at)),
        ("ended_at", instant(night.ended_at)),
        ("inbox", ul[(li[text(path, None)] for path in night.paths)] if night.paths else words("no_report")),
        ("warehouse", text(night.warehouse, None)),
    ]
    return dl(".facts")[(div[dt[words(key)], dd_tag[fact]] for key, fact in facts)]
