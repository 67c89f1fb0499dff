"""A night's inbox of broken documents: files with hostile names, archives, tables of text."""

import csv
import gzip
import hashlib
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

#: So many documents stand in one archive or table; so often is a document a plain file.
PACKED, PLAIN_SHARE = 20, 0.6
_NAMES = (
    *("a\nb", "$(reboot)", "`id`", "'; DROP TABLE report; --", '"', "-rf", "*", "?", "[a]", "%s", "=1+1", "公开 报告"),
    *("\u202etxt.exe", "CON", "a\\b", "\t", "é", "~", "#", "🀄", "名" * 70, "x!", "\udcff\udcb9\udcab"),
)
_TAR_MODES: dict[str, Literal["w:", "w:gz", "w:bz2", "w:xz"]]
_TAR_MODES = {".tar": "w:", ".tgz": "w:gz", ".bz2": "w:bz2", ".xz": "w:xz"}

Pack = Callable[[Path, list[bytes], Random], None]


def write_night(folder: Path, documents: Iterator[bytes], count: int, rng: Random) -> dict[str, Path]:
    """Write `count` documents under `folder`, as files, in archives and in tables.

    Returns:
        The SHA-256 of each of them, in hex -> the file that it stands in.
    """
    folder.mkdir(parents=True)
    digests: dict[str, Path] = {}
    number = 0
    while count:
        data = list(islice(documents, 1 if count < PACKED or rng.random() < PLAIN_SHARE else PACKED))
        count -= len(data)
        number += 1
        if len(data) == 1:
            file = folder / _name(number, rng)
            file.write_bytes(data[0])
        else:
            suffix, pack = rng.choice(list(PACKERS.items()))
            file = folder / f"{number}{suffix}"
            if suffix in _TEXTUAL:
                data = [one.decode("utf-8", "replace").encode() for one in data]
            pack(file, data, rng)
        digests |= {hashlib.sha256(one).hexdigest(): file for one in data}
    return digests


def write_damaged(folder: Path, documents: Iterator[bytes], count: int, rng: Random) -> list[Path]:
    """Write `count` archives and tables under `folder` and damage each of them; the files."""
    folder.mkdir(parents=True)
    files = []
    for number in range(count):
        suffix, pack = rng.choice(list(PACKERS.items()))
        file = folder / f"damaged-{number}{suffix}"
        pack(file, list(islice(documents, 3)), rng)
        data = bytearray(file.read_bytes())
        for _ in range(rng.choice((1, 10, 100))):
            data[rng.randrange(len(data))] = rng.randrange(256)
        file.write_bytes(data[: rng.randint(1, len(data))] if rng.random() < 0.5 else data)
        files.append(file)
    return files


def _name(number: int, rng: Random) -> str:
    """A file's name, no other's."""
    return f"{number}{rng.choice(_NAMES)}{rng.choice(('.txt', '.html', '', '.PDF'))}"


def _zip(file: Path, documents: list[bytes], rng: Random) -> None:
    with zipfile.ZipFile(file, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for data in documents:
            archive.writestr(f"{rng.random()}{rng.choice(_NAMES[:-1])}", data)


def _tar(file: Path, documents: list[bytes], rng: Random) -> None:
    with tarfile.open(file, _TAR_MODES[file.suffix]) as archive:
        for number, data in enumerate(documents):
            info = tarfile.TarInfo(_name(number, rng))
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


def _jsonl(file: Path, documents: list[bytes], rng: Random) -> None:
    texts = [data.decode("utf-8", "replace") for data in documents]
    lines = [
        json.dumps({"text": text, "uri": f"{file}!/{_name(0, rng)}"}, ensure_ascii=rng.random() < 0.5) for text in texts
    ]
    file.write_text("\n".join(lines), encoding="utf-8", errors="surrogatepass")


def _parquet(file: Path, documents: list[bytes], rng: Random) -> None:
    table = pa.table({"text": pa.array(documents, pa.binary()), "id": [rng.random() for _ in documents]})
    pq.write_table(table, file, row_group_size=rng.choice((1, 7, 100)))


def _json(file: Path, documents: list[bytes], rng: Random) -> None:
    rows = [{"content": data.decode("utf-8", "replace"), "n": rng.random()} for data in documents]
    written = json.dumps({"rows": rows} if rng.random() < 0.5 else rows, ensure_ascii=rng.random() < 0.5)
    file.write_text(written, encoding="utf-8", errors="surrogatepass")


def _csv(file: Path, documents: list[bytes], rng: Random) -> None:
    with file.open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table, quoting=rng.choice((csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC)))
        rows.writerow(["n", "html"])
        rows.writerows([rng.random(), data.decode("utf-8", "replace")] for data in documents)


def _warc(file: Path, documents: list[bytes], rng: Random) -> None:
    packed = file.suffix == ".gz"
    with file.open("wb") as archive:
        for data in documents:
            head = f"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: {len(data)}\r\n"
            head += f"WARC-Target-URI: http://example.org/{rng.random()}\r\n\r\n"
            record = head.encode() + data + b"\r\n\r\n"
            archive.write(gzip.compress(record) if packed else record)


#: Tables of text, which is written in UTF-8.
_TEXTUAL = (".jsonl", ".json", ".csv")

PACKERS: dict[str, Pack] = {
    **{".zip": _zip, ".tar": _tar, ".tgz": _tar, ".tar.bz2": _tar, ".tar.xz": _tar},
    **{".jsonl": _jsonl, ".json": _json, ".csv": _csv, ".parquet": _parquet, ".warc": _warc, ".warc.gz": _warc},
}
