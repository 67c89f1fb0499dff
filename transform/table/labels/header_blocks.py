"""The heads above the rows of a form, a block of texts a time: the columns that they name, and heads of others.

A block is what stands between two runs of values. Looked at are only those in which a text that is no label stands
beside a column's: nearly none.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from transform.lexicon import any_of
from transform.numbers import UNITS, number_words
from transform.table.labels.heads import columns_of, is_of_pieces

#: The longest head, in characters.
_LONGEST = 20
#: So many heads that are no column's may stand, a line each, between two that are.
_MOST_BETWEEN = 4
_SENTENCE = re.compile(r"[。；;：:！!？?]")
_NOT_TEXT = re.compile(r"[\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff]")


class Print(NamedTuple):
    """One text of a block: its line, itself, cleaned, whether it is numbered, a label, one over columns, a column's."""

    line_no: int
    token: str
    bare: str
    is_numbered: bool
    is_label: bool
    is_header: bool
    codes: frozenset[str]


class Header(NamedTuple):
    """What a block says of a set of columns: how many heads are none of its own, how many and which columns lack."""

    foreign: int
    lacking: int
    unnamed: list[str]


def header_of(
    block: list[Print],
    order: list[str],
    labels: Mapping[str, str],
    shared: Collection[str] = (),
    captions: Collection[str] = (),
) -> Header:
    """What the heads of a block say of one set of columns.

    Args:
        block: its texts, in order, of lines without values.
        order: the set's columns in the form's order.
        labels: their labels, cleaned, and their codes.
        shared: labels that say other things, too (其他): beside other heads they name no column but the total, unless
            one stands there that says nothing else.
        captions: what stands beside the heads in the form, letters only: a piece of it is no head.
    """
    codes = [_codes(text, labels, frozenset(order)) for text in block]
    block = [text._replace(is_label=text.is_label or _is_made_of(text, labels, captions)) for text in block]
    times = max(Counter(code for text in block for code in text.codes).values(), default=1)
    # A label that is broken over lines is one, whatever its pieces.
    counted = Counter(code for each in codes if len(each) == 1 for code in each)
    named = Counter({code: min(times, count) for code, count in counted.items()})
    foreign = {at for at in range(len(block)) if _is_beside(block, codes, at)}
    # 其他 and 总计 alone may be another table's.
    is_open = all(text.bare in shared for text, each in zip(block, codes, strict=True) if each)
    foreign |= set(_at_ends(block, codes, order, named, is_open=is_open))
    foreign |= {at for line in _lines(block) for at in _leading(line, block, codes, order, named)}
    if foreign and is_open:
        named = Counter({code: count for code, count in named.items() if code == order[-1]})
    unnamed = [code for code in order if named[code] < times]
    return Header(len(foreign), sum(times - named[code] for code in unnamed), unnamed)


def _is_made_of(text: Print, labels: Mapping[str, str], captions: Collection[str]) -> bool:
    """Whether a text is pieces of columns' labels and of a caption beside them, as a line of a PDF page is."""
    if is_of_pieces(text.token, text.bare, labels):
        return True
    parts = [_NOT_TEXT.sub("", part) for part in text.token.split()]
    others = [part for part in parts if not (len(part) > 1 and any(part in caption for caption in captions))]
    rest = "".join(others)
    return len(others) < len(parts) and (not rest or is_of_pieces(rest, rest, labels))


def _codes(text: Print, labels: Mapping[str, str], own: frozenset[str]) -> set[str]:
    """The columns of the set that a text can stand for."""
    if text.codes or text.is_label:
        return set(text.codes & own)
    return columns_of(text.token, text.bare, labels)


def _may_be_head(text: Print) -> bool:
    """Whether a text that is no label can be a head: a few words, no unit, no number of a row."""
    plain = not (text.is_label or text.is_header or text.is_numbered or _SENTENCE.search(text.token))
    return plain and 0 < len(text.bare) <= _LONGEST and bool(_HAN.search(text.bare)) and not _is_unit(text.bare)


@lru_cache(maxsize=1 << 12)
def _is_unit(bare: str) -> bool:
    return re.fullmatch(any_of(word for unit in UNITS for word in number_words()[unit]), bare) is not None


def _is_beside(block: list[Print], codes: list[set[str]], at: int) -> bool:
    """Whether a text is a head that is none of the set's: behind one of its columns' on a line, or between two."""
    if codes[at] or not _may_be_head(block[at]):
        return False
    line = [one for one in range(len(block)) if block[one].line_no == block[at].line_no]
    any_named = any(codes)
    begins = next((one for one in line if codes[one] or block[one].is_header), at)
    if len(line) > 1:
        return begins < at
    before = next((one for one in range(at - 1, -1, -1) if not _is_open(block, codes, one)), None)
    behind = next((one for one in range(at + 1, len(block)) if not _is_open(block, codes, one)), None)
    if before is None or behind is None:
        return False
    if block[before].is_header and not any_named:
        return before == at - 1 and behind == at + 1
    # A head over columns stands where the first of them does, but for the first column's.
    begins_there = bool(codes[before]) or (block[before].is_header and any(codes[:before]))
    return begins_there and bool(codes[behind]) and behind - before - 1 <= _MOST_BETWEEN


def _is_open(block: list[Print], codes: list[set[str]], at: int) -> bool:
    """Whether a text is neither a column's head nor another label."""
    return not codes[at] and _may_be_head(block[at])


def _lines(block: list[Print]) -> list[list[int]]:
    """The texts of each line, by their place in the block."""
    lines: dict[int, list[int]] = {}
    for at, text in enumerate(block):
        lines.setdefault(text.line_no, []).append(at)
    return list(lines.values())


def _leading(
    line: list[int], block: list[Print], codes: list[set[str]], order: list[str], named: Counter[str]
) -> list[int]:
    """The heads just before a line's first column that stand where its unnamed first columns would."""
    first = next((at for at in line if codes[at]), None)
    if first is None or len(line) == 1:
        return []
    place = min(order.index(code) for code in codes[first])
    lead = sum(not named[code] for code in order[:place])
    before = [at for at in line if at < first and _may_be_head(block[at])]
    return before[-lead:] if lead else []


def _at_ends(
    block: list[Print], codes: list[set[str]], order: list[str], named: Counter[str], *, is_open: bool
) -> list[int]:
    """The heads, a line each, before a set's first column or behind its last one, as many as columns lack there.

    Before them stands a head over columns (any text where `is_open`), behind them a label.
    """
    known = [at for at in range(len(block)) if codes[at]]
    if not known:
        return []
    first, last = known[0], known[-1]
    before = order[: min(order.index(code) for code in codes[first])]
    behind = order[max(order.index(code) for code in codes[last]) + 1 :]
    starts, ends = first - len(before), last + 1 + len(behind)
    found = []
    led = starts > 0 and (is_open or block[starts - 1].is_header)
    if led and not any(named[code] for code in before):
        found += _alone(block, codes, range(starts, first))
    if ends < len(block) and block[ends].is_label and not any(named[code] for code in behind):
        found += _alone(block, codes, range(last + 1, ends))
    return found


def _alone(block: list[Print], codes: list[set[str]], places: range) -> list[int]:
    """These texts where all of them may be heads and have, like those around them, a line each; else none."""
    around = {block[at].line_no for at in range(places.start - 1, places.stop + 1)}
    fits = len(around) == len(places) + 2 and all(_is_open(block, codes, at) for at in places)
    return list(places) if fits else []
