"""What a text looks like: a number, or something that begins with a number of its own."""

import re

_NUMBER = re.compile(r"[-—–+]?[\d０-９][\d０-９,，.．%]*")
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}(?:[)）、]|[.．](?!\d))|第[一二三四五六七八九十\d]{1,3}[章节条部]|[①-⑳]"
)


def is_number(text: str) -> bool:
    """Whether a text is nothing but a number."""
    return _NUMBER.fullmatch(text) is not None


def is_numbered(text: str) -> bool:
    """Whether a text begins with an ordinal, as a heading or an item of a list does."""
    return _NUMBERED.match(text) is not None
