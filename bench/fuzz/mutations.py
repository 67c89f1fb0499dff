"""Ways to break a document: bytes in, bytes out, all chance from the generator that is given."""

from collections.abc import Callable, Iterator
from random import Random

from bench.synthetic import GARBLES, LAYOUTS, generate

Mutation = Callable[[bytes, bytes, Random], bytes]

_NUMBERS = ["999999999999", "9" * 13, "9" * 40, "-1", "٣", "½", "1e9", "１２", "1,23,4", "0x1F", "NaN", "0" * 30]
_TEXTS = [
    "<table>",
    "</table>",
    "<tr>",
    "<td colspan=99999 rowspan=99999>",
    "<html>",
    "<!--",
    "-->",
    "<script>",
    "&#0;",
]
_TEXTS += ["<!DOCTYPE html>", "<div>" * 50, "\x00", "\x07", "\u202e", "\ufeff", "\u2028", "\t" * 40, "|" * 40, "(" * 99]
_TEXTS += ["'; DROP TABLE report; --", "=1+1", "$(reboot)", "{{7*7}}", "%s%n", "9999年99月99日", "\ud7ff", "9" * 200]
_ENCODINGS = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-16", "utf-8-sig", "utf-7", "cp437")
_FORMATS = (
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xd0\xcf\x11\xe0",
    b"MZ\x90\x00",
)


def originals(count: int, seed: int) -> list[bytes]:
    """Synthetic reports in all layouts, garbled in all known ways."""
    found = generate(count, seed, layouts=LAYOUTS, garbles=tuple(GARBLES), garbles_per_report=2, mistakes=0.2)
    return [report.text.encode() for report in found]


def mutated(base: list[bytes], rng: Random) -> Iterator[bytes]:
    """Broken documents without end, each one to four times."""
    while True:
        data = rng.choice(base)
        for _ in range(rng.choice((1, 1, 2, 3, 4))):
            data = rng.choice(MUTATIONS)(data, rng.choice(base), rng)
        yield data


def _flip(data: bytes, _: bytes, rng: Random) -> bytes:
    """Some bytes are others."""
    broken = bytearray(data)
    for _time in range(rng.choice((1, 3, 30, 300)) if data else 0):
        broken[rng.randrange(len(broken))] = rng.randrange(256)
    return bytes(broken)


def _cut(data: bytes, _: bytes, rng: Random) -> bytes:
    """The beginning or the end is gone, anywhere within a character too."""
    at = rng.randint(0, len(data))
    return data[:at] if rng.random() < 0.7 else data[at:]


def _splice(data: bytes, other: bytes, rng: Random) -> bytes:
    """The head of one document, the tail of another."""
    return data[: rng.randint(0, len(data))] + other[rng.randint(0, len(other)) :]


def _hole(data: bytes, _: bytes, rng: Random) -> bytes:
    """A piece is gone, or stands there many times."""
    start = rng.randint(0, len(data))
    end = min(len(data), start + rng.choice((1, 20, 500)))
    return data[:start] + data[start:end] * rng.choice((0, 2, 50)) + data[end:]


def _other_encoding(data: bytes, other: bytes, rng: Random) -> bytes:
    """Another encoding, for all of it or for a half."""
    encoding = rng.choice(_ENCODINGS)
    recoded = data.decode("utf-8", "replace").encode(encoding, "replace")
    return recoded if rng.random() < 0.5 else recoded[: len(recoded) // 2] + other[len(other) // 2 :]


def _lines(data: bytes, other: bytes, rng: Random) -> bytes:
    """Lines in another order, several times, missing, or from another document."""
    lines = data.split(b"\n")
    start = rng.randint(0, len(lines))
    part = lines[start : start + rng.choice((2, 10, 60))]
    rest = lines[start + len(part) :]
    turned = [rng.sample(part, len(part)), part * rng.choice((2, 30)), [], part[::-1], other.split(b"\n")[:40]]
    return b"\n".join(lines[:start] + rng.choice(turned) + rest)


def _inserted(data: bytes, _: bytes, rng: Random) -> bytes:
    """Marks, tags and texts that do not belong there."""
    for _time in range(rng.choice((1, 5, 40))):
        at = rng.randint(0, len(data))
        data = data[:at] + rng.choice(_TEXTS).encode() + data[at:]
    return data


def _numbers(data: bytes, _: bytes, rng: Random) -> bytes:
    """Numbers that are too large, of other scripts, or none."""
    cells = data.split(b"\t" if b"\t" in data else b"0")
    joint = b"\t" if b"\t" in data else b"0"
    for _time in range(rng.choice((1, 5, 40))):
        cells[rng.randrange(len(cells))] = rng.choice(_NUMBERS).encode()
    return joint.join(cells)


def _separators(data: bytes, _: bytes, rng: Random) -> bytes:
    """What keeps cells and lines apart is something else, or nothing."""
    old = rng.choice((b"\n", b"\t", b"|", b"  ", b"</td>", b"0"))
    return data.replace(old, rng.choice((b"\n", b"\r", b"\t", b"", b" ", b"|", b"\x0b", "\u3000".encode(), b"\t\t\t")))


def _posing(data: bytes, _: bytes, rng: Random) -> bytes:
    """The first bytes of another format."""
    return rng.choice(_FORMATS) + data


def _long(data: bytes, other: bytes, rng: Random) -> bytes:
    """One endless line, or the document over and over."""
    return data.replace(b"\n", b"") * 3 if rng.random() < 0.5 else (data + other) * rng.choice((2, 20))


MUTATIONS: tuple[Mutation, ...] = (
    *(_flip, _cut, _splice, _hole, _other_encoding, _lines),
    *(_inserted, _numbers, _separators, _posing, _long),
)
