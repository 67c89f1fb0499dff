"""The containers of crawlers, built from documents."""

import base64
import csv
import gzip
import io
import json
import quopri
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import polars as pl
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

#: gzip without the time of packing: a test's name may hold what it packs.
packed = partial(gzip.compress, mtime=0)


class Page(NamedTuple):
    """A document and its address."""

    text: str
    url: str


def pages(*texts: str) -> list[Page]:
    return [Page(text, f"http://example.org/{number}.html") for number, text in enumerate(texts, 1)]


def jsonl(documents: Sequence[Page]) -> bytes:
    return "".join(json.dumps({"url": url, "text": text}) + "\n" for text, url in documents).encode()


def json_list(documents: Sequence[Page]) -> bytes:
    return json.dumps([{"link": url, "content": text} for text, url in documents], ensure_ascii=False).encode()


def json_object(documents: Sequence[Page]) -> bytes:
    rows = [{"source_url": url, "html": text} for text, url in documents]
    return json.dumps({"total": len(rows), "data": {"tags": ["a"], "list": rows}}, indent=1).encode()


def csv_table(documents: Sequence[Page], delimiter: str = ",") -> bytes:
    table = io.StringIO(newline="")
    writer = csv.writer(table, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["id", "Link", "Content"])
    writer.writerows([number, url, text] for number, (text, url) in enumerate(documents))
    return table.getvalue().encode()


def parquet(documents: Sequence[Page]) -> bytes:
    file = io.BytesIO()
    frame = {"href": [url for _, url in documents], "body": [text for text, _ in documents]}
    pl.DataFrame(frame, schema={"href": pl.String, "body": pl.String}).write_parquet(file)
    return file.getvalue()


def warc(
    documents: Sequence[Page], *, packed: bool = False, head: Sequence[tuple[str, str]] = (), status: str = "200 OK"
) -> bytes:
    """A crawl: what the crawler is, and for each page what was asked and answered."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for text, url in documents:
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "example.org")], is_http_request=True)
        writer.write_record(writer.create_warc_record(url, "request", http_headers=asked))
        answer = StatusAndHeaders(status, [("Content-Type", "text/html; charset=gbk"), *head], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", payload=io.BytesIO(text.encode()), http_headers=answer)
        )
    return file.getvalue()


def record(body: bytes, kind: str = "response", url: str = "http://example.org/1", **fields: str) -> bytes:
    """One record as it is written, its length as it is or as told."""
    lines = {"WARC-Type": kind, "WARC-Target-URI": url, "Content-Length": str(len(body))}
    lines |= {name.replace("_", "-"): value for name, value in fields.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"WARC/1.0\r\n{head}\r\n".encode() + body + b"\r\n\r\n"


def answer(body: bytes, kind: str = "text/html", status: str = "200 OK", **fields: str) -> bytes:
    """What a server sends."""
    lines = {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in fields.items()}}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def chunked(body: bytes, size: int = 7) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def mhtml(page: Page, coding: str = "quoted-printable") -> bytes:
    """A page as a browser saves it, with a picture."""
    data = page.text.encode()
    body = quopri.encodestring(data) if coding == "quoted-printable" else base64.encodebytes(data)
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: " + page.url.encode() + b"\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x--"\r\n\r\n'
        b"----x--\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
        b"Content-Transfer-Encoding: " + coding.encode() + b"\r\nContent-Location: " + page.url.encode() + b"\r\n\r\n"
        + body + b"\r\n----x--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Location: http://example.org/1.png\r\n\r\niVBORw0KGgo=\r\n----x----\r\n"
    )  # fmt: skip


Pack = Callable[[Sequence[Page]], bytes]

#: What holds many documents, by the suffix of a file's name.
MANY: dict[str, Pack] = {
    ".jsonl": jsonl,
    ".jsonl.gz": lambda documents: packed(jsonl(documents)),
    ".json": json_list,
    ".data.json": json_object,
    ".json.gz": lambda documents: packed(json_list(documents)),
    ".csv": csv_table,
    ".csv.gz": lambda documents: packed(csv_table(documents)),
    ".tsv": lambda documents: csv_table(documents, "\t"),
    ".parquet": parquet,
    ".warc": warc,
    ".warc.gz": lambda documents: warc(documents, packed=True),
}
