"""Text from outside made safe to look at: what steers a terminal, or turns the text around it, is shown as its code.

A file's name may hold an escape that clears the screen or fills the clipboard, an override that shows `exe.txt` as
`txt.exe`, a line of its own, or bytes that are no text.
"""

import re
import unicodedata

#: C0 and C1 controls but tab and line feed, marks and overrides of direction, separators of lines, half characters.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_CODES = {"\n": "\\n", "\t": " "}


def visible(text: str) -> str:
    """The text with codes such as that of ESC in place of what would steer; lines and tabs stay."""
    return _STEERING.sub(lambda found: ascii(found[0])[1:-1], text)


def visible_line(text: str) -> str:
    """The same on one line."""
    return visible("".join(_CODES.get(letter, letter) for letter in text))


def visible_json(text: str) -> str:
    """JSON that says the same, with JSON's own escapes for what would steer."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def visible_print(text: str, most: int | None = None) -> str:
    """Printed text on a page: also what is not seen at all stands as a sign, such as `␛`, `⟨U+202E⟩` and `⟨U+200B⟩`.

    Args:
        text: as printed or as a file is named; tabs are arrows.
        most: cut it after so many characters, and say how many there are.
    """
    cut = text if most is None or len(text) <= most else f"{text[:most]}… ({len(text):,})"
    return "".join(_sign(letter) for letter in cut)


def _sign(letter: str) -> str:
    """One character as it is shown."""
    kind = unicodedata.category(letter)
    if kind == "Cc" and ord(letter) < 0x20:
        return "→" if letter == "\t" else chr(0x2400 + ord(letter))
    # Joiners belong to words of other scripts; the rest turns or hides what stands about it, or is no character.
    is_hidden = kind in {"Cc", "Cf", "Cs", "Zl", "Zp"} and letter not in "\u200c\u200d"
    return f"⟨U+{ord(letter):04X}⟩" if is_hidden else letter
