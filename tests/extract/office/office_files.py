"""OLE files with streams of one kind, by hand: no program that writes them is at hand everywhere."""

import struct

from extract.office.ole import OLE_MARK

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole(streams: dict[str, bytes]) -> bytes:
    """An OLE file with these streams in its root, each filled up to the size of one that has sectors of its own."""
    body, fat = bytearray(), [_FAT, _END]
    entries = [_entry("Root Entry", 5, (_FREE, _FREE, 1 if streams else _FREE), (_END, 0))]
    for number, (name, content) in enumerate(streams.items(), start=1):
        first, count = len(fat), max(8, -(-len(content) // 512))
        fat += [*range(first + 1, first + count), _END]
        body += content.ljust(count * 512, b"\0")
        right = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, (_FREE, right, _FREE), (first, count * 512)))
    directory = b"".join(entries).ljust(512, b"\0")
    assert len(directory) == 512
    assert len(fat) <= 128
    table = struct.pack("<128L", *fat, *[_FREE] * (128 - len(fat)))
    numbers = struct.pack("<109L", 0, *[_FREE] * 108)
    head = OLE_MARK + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<LLLLLLLLL", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + numbers
    return head + table + directory + bytes(body)


def _entry(name: str, kind: int, near: tuple[int, int, int], place: tuple[int, int]) -> bytes:
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBBLLL", len(encoded) + 2, kind, 1, *near)
    return head + b"\0" * 36 + struct.pack("<LQ", *place)


def workbook(*records: tuple[int, bytes]) -> bytes:
    """The stream of an old workbook."""
    return b"".join(struct.pack("<HH", number, len(content)) + content for number, content in records)
