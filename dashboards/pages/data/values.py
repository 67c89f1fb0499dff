"""Values of any view as people read them, and as an address names them."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from htpy import Node, span

from dashboards import html
from dashboards.source import current
from extract.language import _
from gongkai.proving.shown import file_name
from gongkai.queries.browse import NULL
from gongkai.words import spaced, words

#: Columns of codes -> the kind of their words.
CODES = {
    "form": "form", "state": "state", "applicant": "applicant", "outcome": "outcome", "channel": "channel",
    "check_code": "check", "metric": "metric", "measure": "measure", "level": "level", "function_code": "function",
}  # fmt: skip
_ALSO = {
    **CODES, "unit": "unit", "kind": "agency_kind", "status": "timeliness", "not_ranked_because": "not_ranked",
    "not_scored_because": "not_ranked", "not_judged_because": "not_ranked",
}  # fmt: skip
#: Kinds of words that a code of any other column may have.
_ANY = (
    "verdict", "timeliness", "topic", "claim_check", "reason", "relation", "dimension", "section", "agency_kind",
    "measure", "metric", "code",
)  # fmt: skip
#: Columns whose codes are the forms' rows and columns.
_OF_FORMS = {"row_code", "column_code", "scope", "place", "reason"}
#: A code; one without an underscore may be any word.
_CODE = re.compile(r"[a-z]+(_[a-z0-9]+)*")
_LONG = 300


def is_code(value: str) -> bool:
    """Whether a text is a code, or looks like one."""
    return bool(_CODE.fullmatch(value))


def said(column: str, value: object) -> Node:
    """A value under its column: codes in words, numbers with their marks, unknown as a dash."""
    if value is None or value == NULL:
        return span(".none")[NULL]
    if isinstance(value, str):
        return _text(column, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float | Decimal):
        return _number(column, value)
    return html.moment(value) if isinstance(value, date) else html.text(str(value)[:_LONG])


def _number(column: str, value: float | Decimal) -> str:
    """A number; a year has no marks."""
    if isinstance(value, int):
        return str(value) if column.endswith(("year", "_no")) else f"{value:,}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def _text(column: str, value: str) -> Node:
    """A text, or the word of a code with the code behind it."""
    label = _labels().get(value) if column in _OF_FORMS else None
    kinds = [it for it in (_ALSO.get(column), *_ANY) if it] if column in _ALSO or _CODE.fullmatch(value) else []
    if column.endswith("source_uri"):
        return html.text(file_name(value))
    if column == "part_of":
        level, _colon, place = value.partition(":")
        label = f"{spaced('level', level)} {place}"
    label = label or next((spaced(kind, value) for kind in kinds if value in words(kind, "zh")), None)
    if label is None and _CODE.fullmatch(value):
        label = value.replace("_", " ")
    return span(title=value)[html.text(label)] if label else html.text(value[:_LONG])


def _labels() -> dict[str, str]:
    """Labels of the forms' rows and columns."""
    return dict(current().rows("labels").select("code", "label").iter_rows())


def plain(value: Any) -> str:  # noqa: ANN401 (any column's)
    """A value as an address names it."""
    if value is None:
        return NULL
    if isinstance(value, datetime):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
