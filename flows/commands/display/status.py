"""What `gongkai status` shows: lines and tables of what `flows.operate.status` found."""

from collections.abc import Iterator
from functools import partial

import polars as pl

from extract.language import _, told
from flows.operate.status import Status, tables
from gongkai.words import word

#: Columns of codes -> the kind of their words.
_CODES = {"outcome": "run", "event": "event", "reason": "reason"}


def lines(found: Status) -> list[str]:
    """What fits on a line each."""
    backlog, left = found["backlog"], found["unfinished"]
    shown = [_published(found)]
    if found["hold"]:
        shown.append(_held(found))
    if page := next((run["page"] for run in found["runs"]), None):
        shown.append(_("the last run explains itself: {page}", page=page))
    if found["running"]:
        shown.append(_("running now: process {process}", process=found["running"]))
    if backlog:
        waiting = _("backlog: {new:,} documents not known yet ({unreadable:,} of them cannot be read), {known:,} known")
        shown.append(waiting.format(**backlog))
        shown += [_("no such file or folder: {path}", path=path) for path in backlog["missing"]]
    if left["read"] or left["unread"]:
        shown.append(_("unfinished: {read} batches read, {unread} not; the next run goes on from them", **left))
    return shown


def _published(found: Status) -> str:
    """What is published."""
    if not (published := found["published"]):
        return _("{warehouse}: nothing published yet", warehouse=found["warehouse"])
    said = _("{warehouse}: {reports:,} reports of {agencies:,} agencies, {megabytes:,.1f} MB, published {at}")
    return said.format(warehouse=found["warehouse"], megabytes=published["bytes"] / 1e6, **published)


def _held(found: Status) -> str:
    """Which version is held, and what stands beside it."""
    hold = found["hold"]
    beside = _("no night has brought anything since")
    if hold["newest"] != hold["version"]:
        beside = _("the newest beside it is {newest}; gongkai release publishes that", newest=hold["newest"])
    since = f"{hold['since']:%Y-%m-%d %H:%M:%S}"
    return _(
        "held at version {version} since {since} UTC: {beside}", version=hold["version"], since=since, beside=beside
    )


def shown_tables(found: Status) -> Iterator[tuple[str, pl.DataFrame]]:
    """The tables that have rows, with their titles; codes, errors and details in the reader's language."""
    for title, rows in tables(found):
        if rows.height:
            yield _(title), _in_words(rows)


def _in_words(rows: pl.DataFrame) -> pl.DataFrame:
    """Codes, truth values, errors and details in the reader's language."""
    coded = {name: kind for name, kind in _CODES.items() if name in rows.columns}
    changed = [pl.col(name).map_elements(partial(word, kind), pl.String) for name, kind in coded.items()]
    changed += [
        pl.when(name).then(pl.lit(_("yes"))).otherwise(pl.lit("")).alias(name)
        for name, kind in rows.schema.items()
        if kind == pl.Boolean
    ]
    texts = [name for name in ("error", "detail") if name in rows.columns]
    return rows.with_columns(*changed, pl.col(texts).cast(pl.String).map_elements(told, pl.String))
