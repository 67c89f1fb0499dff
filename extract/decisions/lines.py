"""One line of a file of decisions to a row, or why it is none."""

import re
import unicodedata
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from extract.decisions.erasing import parsed
from extract.decisions.shape import ACCEPTED, COUNTS, IS_REPORT, KINDS, LEVELS, ON_AGENCIES
from extract.lists.by_hand import FORMULA_SIGNS, LineError

#: A name of a decision: short, and safe in a file and on a command line.
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,63}")
_SOURCE = re.compile(r"([0-9a-f]{64})(?:#part=([1-9]\d{0,3}))?")
_CODE = re.compile(r"[a-z][a-z_]{1,60}")
_LONGEST = 2_000
#: Marks that nobody sees, among them those that turn the direction of writing.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})

Row = dict[str, object]


def decision_of(told: dict[str, str]) -> Row:
    """One decision of what a line says, by the names of the columns.

    Returns:
        The columns of `extract.decisions.shape.DECISION` but for file and state.

    Raises:
        LineError: it is none; the message says what is wrong.
    """
    for name, text in told.items():
        _check_text(name, text)
    if not _ID.fullmatch(told["decision_id"]):
        raise LineError(f"decision_id {told['decision_id']!r} is none: 3 to 64 letters, digits and . _ -")
    kind = told["kind"]
    if kind not in KINDS:
        raise LineError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    if not told["who"]:
        raise LineError("who is empty: a decision is somebody's")
    sha256, part = (None, None) if kind in {"undo", *ON_AGENCIES} else _document(told["source"])
    if kind in ON_AGENCIES and not told["source"]:
        raise LineError("source is empty: which agency?")
    if kind == "undo" and not _ID.fullmatch(told["source"]):
        raise LineError(f"source {told['source']!r} is no decision_id: an undo names what it takes back")
    return {
        "decision_id": told["decision_id"],
        "kind": kind,
        "source": told["source"],
        "sha256": sha256,
        "part": part,
        "row_code": _code(told, "row", kind),
        "column_code": _code(told, "column", kind),
        "value": _value(kind, told["value"]),
        "who": told["who"],
        "decided_at": _instant(told.get("when", "")),
        **{name: told.get(name) or None for name in ("why", "evidence", "reading")},
    }


def _check_text(name: str, text: str) -> None:
    """Refuse what a person cannot see, and what a spreadsheet would run."""
    if len(text) > _LONGEST:
        raise LineError(f"{name} is {len(text):,} characters long; at most {_LONGEST:,}")
    if not text.isprintable() and any(unicodedata.category(letter) in _UNSEEN for letter in text):
        raise LineError(f"{name} has a control character or a mark that nobody sees in it: {ascii(text)[:80]}")
    if text.startswith(FORMULA_SIGNS) and not (name == "value" and _is_number(text)):
        raise LineError(f"{name} begins with {text[0]!r}, which a spreadsheet takes for a formula")


def _document(source: str) -> tuple[str, int]:
    """The document and the part that a source means."""
    match = _SOURCE.fullmatch(source)
    if not match:
        raise LineError(f"source {source[:80]!r} is no sha256 (64 hex digits in lower case), with #part=n for a part")
    return match[1], int(match[2] or 1)


def _code(told: dict[str, str], name: str, kind: str) -> str | None:
    """The row or column of a cell, the check and scope of an exception; nothing else has one."""
    code = told.get(name, "")
    if kind in {"cell", "exception"} and not code:
        raise LineError(f"{name} is empty: which {'cell' if kind == 'cell' else 'check and scope'}?")
    if code and kind not in {"cell", "exception"}:
        raise LineError(f"a decision on the {kind} has no {name}")
    if code and not _CODE.fullmatch(code):
        raise LineError(f"{name} {code!r} is no code of the forms, such as granted or natural_person")
    return code or None


def _value(kind: str, text: str) -> str | None:
    """What is decided."""
    if kind == "undo":
        if text:
            raise LineError("an undo has no value")
        return None
    if not text:
        raise LineError("value is empty: what is decided?")
    words = {"document": (*IS_REPORT, *COUNTS), "level": LEVELS, "exception": (ACCEPTED,)}.get(kind)
    if words and text not in words:
        raise LineError(f"value {text!r} is none of {', '.join(words)}")
    if kind == "erase":
        _check_places(text)
    if kind == "region" and not re.fullmatch(r"\d{6}", text, re.ASCII):
        raise LineError(f"value {text!r} is no code of a division: six digits of GB/T 2260")
    if kind == "year" and not re.fullmatch(r"20\d\d", text):
        raise LineError(f"value {text!r} is no year, such as 2021")
    return number_of(text) if kind == "cell" else text


def _check_places(text: str) -> None:
    """Refuse what names no places in a text."""
    try:
        parsed(text)
    except ValueError as error:
        raise LineError(f"value {text[:80]!r} names no places to erase: gongkai decide erase writes them") from error


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d{1,14}(\.\d{1,4})?", text, re.ASCII))


def number_of(text: str) -> str:
    """A number without needless zeros.

    Raises:
        LineError: it is none.
    """
    if not _is_number(text):
        raise LineError(f"value {text!r} is no number: digits, and a decimal point where there is one")
    try:
        return f"{Decimal(text).normalize() + 0:f}"
    except InvalidOperation as error:  # pragma: no cover
        raise LineError(f"value {text!r} is no number") from error


def _instant(text: str) -> datetime | None:
    """When it was decided; a time without its zone counts as UTC."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise LineError(f"when {text!r} is no time, such as 2026-03-01T09:30:00+08:00") from error
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
