"""Bytes that are no UTF-8 to text: the encodings of Chinese pages, judged by what they make us read."""

import re
from functools import cache

Reading = tuple[str, str]

_HEAD = 1024
_SAMPLE = 64 * 1024
_JUDGED = 1000
# Five real reports in GB18030 and Big5: 0.85 to 1.0 when read right, 0.06 to 0.50 when read wrong;
# traditional characters in GB18030: 0.6.
_COMMON_SHARE = 0.5
_CERTAIN_SHARE = 0.75
_HIGH_BYTES = bytes(range(128, 256))
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
# Charsets that charset-normalizer may name; beyond these its answers on Chinese text are noise.
_GUESSABLE = ["big5hkscs", "euc_jp", "shift_jis", "cp932", "euc_kr", "cp949", "cp1252", "gb18030"]


def guess(data: bytes) -> Reading | None:
    """Reads bytes that are not valid UTF-8.

    In this order: UTF-8 with a few broken bytes, GB18030 or Big5 (whichever reads more like Chinese; a few
    broken bytes allowed), what charset-normalizer names.

    Args:
        data: The bytes, without a byte order mark.

    Returns:
        The text and the rule that read it (`gb18030`, `utf-8+bytes_replaced`, …); None when nothing fits.
    """
    return _damaged_utf8(data) or _chinese(data) or _normalized(data)


def read_utf16(data: bytes) -> Reading | None:
    """Reads Chinese UTF-16 that lost its mark: NUL bytes, which stand beside every ASCII sign, betray it.

    Args:
        data: The bytes, without a byte order mark.

    Returns:
        The text and `utf-16-le` or `utf-16-be`; None when it is something else.
    """
    if b"\x00" not in data[:_SAMPLE] or len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _common_share(text, "gb18030") >= _COMMON_SHARE:
            return text, encoding
    return None


def _damaged_utf8(data: bytes) -> Reading | None:
    """Reads UTF-8 with a character cut or broken here and there; no other encoding looks like that."""
    head = data[:_HEAD]  # enough to turn other encodings away, whose replacements are slow
    broken = head.decode("utf-8", "replace").count("\ufffd")
    if broken * 10 > len(head) - len(head.translate(None, _HIGH_BYTES)) + 10:
        return None
    text = data.decode("utf-8", "replace")
    return (text, "utf-8+bytes_replaced") if _is_nearly_intact(text, data) else None


def _chinese(data: bytes) -> Reading | None:
    """Reads GB18030 or Big5, whichever gives the larger share of common characters."""
    readings = []
    for encoding in ("gb18030", "big5hkscs"):
        text = data.decode(encoding, "replace")
        share = _common_share(text, encoding)
        if share >= _CERTAIN_SHARE and "\ufffd" not in text:
            return text, encoding
        if share >= _COMMON_SHARE and ("\ufffd" not in text or _is_nearly_intact(text, data)):
            readings.append((share, text, f"{encoding}+bytes_replaced" if "\ufffd" in text else encoding))
    if not readings:
        return None
    _, text, rule = max(readings)
    return text, rule


def _is_nearly_intact(text: str, data: bytes) -> bool:
    """Whether at most one in ten of the non-ASCII characters read is a replacement for broken bytes."""
    ascii_signs = len(data.translate(None, _HIGH_BYTES))
    return text.count("\ufffd") * 10 < len(text) - ascii_signs


def _normalized(data: bytes) -> Reading | None:
    """Asks charset-normalizer about the head, and reads everything in the charset it names."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 (few documents need it)

    best = from_bytes(data[:_SAMPLE], cp_isolation=_GUESSABLE).best()
    if best is None or best.encoding == "gb18030":
        return None
    try:
        return data.decode(best.encoding), f"charset_normalizer:{best.encoding}"
    except UnicodeDecodeError:
        return None


def _common_share(text: str, encoding: str) -> float:
    """Returns how much of a text's non-ASCII is what Chinese is made of: common characters, signs."""
    foreign = ""
    for run in _FOREIGN.finditer(text):
        foreign += run[0][:_JUDGED]
        if len(foreign) >= _JUDGED:
            break
    return sum(map(_common(encoding).__contains__, foreign)) / len(foreign) if foreign else 0.0


@cache
def _common(encoding: str) -> frozenset[str]:
    """Returns the common half of a Chinese charset, which both standards put first, and full-width signs."""
    first, last = (0xB0, 0xD7) if encoding == "gb18030" else (0xA4, 0xC6)
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)] if encoding == "big5hkscs" else range(0xA1, 0xFF)
    pairs = (bytes((lead, trail)) for lead in range(first, last + 1) for trail in trails)
    characters = "".join(pair.decode(encoding, "ignore") for pair in pairs)
    return (
        frozenset(characters)
        | frozenset("　、。〈〉《》「」『』【】〔〕—…“”‘’·　")
        | {chr(code) for code in range(0xFF01, 0xFF5F)}
    )
