"""What was rejected or held, and what to do about each reason."""

from itertools import groupby

from htpy import Node, code, details, div, h3, li, p, small, span, strong, summary, ul

from gongkai.nights.night import Night, Refused, Told
from gongkai.nights.shown import command, number, said, table_of
from gongkai.proving.shown import text
from gongkai.proving.words import Words


def part(night: Night, told: Told, words: Words) -> Node:
    """Each reason with its documents, then how many are held in all."""
    if night.counts is None:
        return p(".soft")[words("refusals_unknown")]
    listed = {reason: list(rows) for reason, rows in groupby(told.refused, key=lambda it: it.reason)}
    counts = {reason: rows[0].documents for reason, rows in listed.items()} or night.reasons
    return [
        [_reason(reason, count, listed.get(reason, []), night, words) for reason, count in counts.items()]
        or p(".soft")[words("no_refusals")],
        _waiting(told, words),
    ]


def _reason(reason: str, count: int, listed: list[Refused], night: Night, words: Words) -> Node:
    """One reason: what it means, what to do, which documents."""
    row = table_of("refusals", "reason").get(reason, {})
    held = any(one.is_held for one in listed)
    more = count - len(listed)
    query = f"SELECT source_uri, detail FROM rejected_document WHERE reason = '{reason}' ORDER BY source_uri"
    return div(class_=["item", "held" if held else "refused"], id=f"reason-{reason}")[
        h3[number(count, words), " × ", said(row.get("zh"), row.get("en")), " ", code[reason]],
        p[strong[words("to_do")], " ", said(row.get("do_zh"), row.get("do_en"))] if row else None,
        details[
            summary[words("which_documents")],
            ul[(_document(one) for one in listed)],
            p[words("more_documents", count=more), " ", command("sql", query, warehouse=night.warehouse)]
            if more > 0
            else None,
        ]
        if listed
        else None,
    ]


def _document(one: Refused) -> Node:
    """One document: where it lies, why in words, its digest."""
    return li[
        text(one.source_uri, None),
        [" ", span(".soft")[text(one.detail)]] if one.detail else None,
        [" ", small[code[f"sha256 {one.sha256}"]]] if one.sha256 else None,
    ]


def _waiting(told: Told, words: Words) -> Node:
    """How many documents wait in all."""
    if told.waiting is None:
        return p(".soft")[words("waiting_unknown")]
    return p(".waiting")[words("waiting_now", count=f"{sum(told.waiting.values()):,}")]
