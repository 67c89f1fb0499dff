"""What a page of HTML would cost to parse, told from its tags before it is parsed.

A parser looks through all open elements at each tag, repeats each open formatting element in each block, and compares
each attribute of a tag with the others: a page that closes nothing costs the square of its size. So a closing tag
counts only where no parser can see it otherwise: outside comments and scripts, behind a tag that has surely ended, for
the element opened last (https://html.spec.whatwg.org/multipage/parsing.html). Honest pages stay far below the bounds.
"""

import re
from collections.abc import Iterator

#: Tags times the elements open at once: seconds; times the formatting elements: gigabytes.
MOST_OPEN, MOST_FORMATTING = 1_000_000_000, 2_000_000
#: The squares of the numbers of attributes, added up over the tags that have many.
MOST_ATTRIBUTES = 20_000_000_000
_MANY = 1000
_LONG_PIECE = re.compile(f"<[^<]{{{_MANY + 1},}}")

_TAG = re.compile(r"<!--|-->|<(/?)([a-zA-Z][^\s/>]*)")
#: A tag that has surely ended, and the text behind it.
_ENDED = re.compile(r"""(?:(</?[^<>"']*(?:=\s*(?:"[^"]*"|'[^']*')[^<>"']*)*>)|-->)[^<>"']*""")
_BETWEEN = re.compile(r"""[\s/"']""")
_FORMATTING = frozenset(
    ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
_HIDING = frozenset(
    ("iframe", "noembed", "noframes", "plaintext", "script", "select", "style", "textarea", "title", "xmp")
)
_VOID = frozenset(("br", "embed", "hr", "img", "meta"))


def is_too_dear(markup: str) -> bool:
    """Whether parsing could take minutes, or gigabytes."""
    tags = markup.count("<")
    if _attributes(markup) > MOST_ATTRIBUTES:
        return True
    if tags * tags <= MOST_FORMATTING:
        return False
    return any(tags * every > MOST_OPEN or tags * formatting > MOST_FORMATTING for every, formatting in _open(markup))


def _attributes(markup: str) -> int:
    """The squares of what keeps attributes apart, added up over the long tags."""
    total = 0
    for piece in _LONG_PIECE.findall(f"<{markup}"):
        ended = _ENDED.match(piece)
        total += len(_BETWEEN.findall(ended[1] if ended and ended[1] else piece)) ** 2
    return total


def _open(markup: str) -> Iterator[tuple[int, int]]:
    """How many elements may be open behind each opening tag: all, and those that format."""
    stack: list[str] = []
    unsure = formatting = last = 0
    hidden = ""
    for tag in _TAG.finditer(markup):
        name = (tag[2] or tag[0]).lower()
        sure = _ENDED.fullmatch(markup, last, tag.start()) is not None or last == 0
        last = tag.start()
        if name in ("<!--", "-->"):
            hidden = {"<!--": hidden or "-->", "-->": "" if hidden == "-->" else hidden}[name]
        elif not tag[1]:
            if name in _VOID:
                continue
            formatting += name in _FORMATTING
            if hidden or not sure:
                unsure += 1
            else:
                stack.append(name)
                hidden = name if name in _HIDING else ""
            yield len(stack) + unsure, formatting
        elif stack and stack[-1] == name and (hidden == name or (sure and not hidden)):
            stack.pop()
            hidden = ""
            formatting -= name in _FORMATTING
