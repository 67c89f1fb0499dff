"""Printed text made safe to look at: what would act on a page or a terminal is shown as a sign instead."""

import unicodedata


def visible(text: str, most: int | None = None) -> str:
    """A text whose control and direction marks stand as what they are, such as `␛` and `⟨U+202E⟩`.

    Args:
        text: as printed or as a file is named.
        most: cut it after so many characters, and say how many there are.
    """
    cut = text if most is None or len(text) <= most else f"{text[:most]}… ({len(text):,})"
    return "".join(_sign(char) for char in cut)


def _sign(char: str) -> str:
    """One character as it is shown."""
    kind = unicodedata.category(char)
    if kind == "Cc":
        return "→" if char == "\t" else chr(0x2400 + ord(char)) if ord(char) < 0x20 else f"⟨U+{ord(char):04X}⟩"
    # Joiners belong to words of other scripts; the rest turns or hides what stands about it, or is no character.
    return f"⟨U+{ord(char):04X}⟩" if kind in {"Cf", "Cs", "Zl", "Zp"} and char not in "\u200c\u200d" else char
