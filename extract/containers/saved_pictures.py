"""The pictures that a browser saved beside a page (MHTML), put into the page itself."""

import base64
import html
import re
from collections.abc import Iterator
from email.message import Message
from urllib.parse import urlsplit

from extract.raw import Limits

#: Smaller ones, in bytes, are signs, seals and buttons.
_LEAST = 4096


def with_own_pictures(page: bytes, message: Message, url: str | None, limits: Limits) -> bytes:
    """A page whose pictures stand in it as `data:` addresses, so that it alone shows what its reader saw.

    Args:
        page: The page's bytes.
        message: The saved page, of which it is a part.
        url: Its address.
        limits: Pictures that would make the page larger than a document may be stay outside.
    """
    room = limits.max_document_bytes - len(page)
    for part in message.walk():
        data = part.get_payload(decode=True) if part.get_content_maintype() == "image" else None
        if not isinstance(data, bytes) or len(data) < _LEAST:
            continue
        inline = f'"data:{part.get_content_type()};base64,{base64.b64encode(data).decode()}"'.encode()
        if len(inline) > room:
            continue
        names = b"|".join(re.escape(name.encode()) for name in _names(part, url) if name)
        # Once: a picture that a page shows again is an ornament.
        shown = re.search(rb"""(?<=src=)(["'])(?:%b)\1""" % names, page, re.IGNORECASE) if names else None
        if shown:
            page = page[: shown.start()] + inline + page[shown.end() :]
            room -= len(inline)
    return page


def _names(part: Message, url: str | None) -> Iterator[str]:
    """What a page may call one of its pictures."""
    place, name = ("".join(str(part[key] or "").split()) for key in ("Content-Location", "Content-ID"))
    if name:
        yield f"cid:{name.strip('<>')}"
    if not place:
        return
    yield place
    yield html.escape(place)
    site, there = (_split(address) for address in (url or "", place))
    if site and there and site[0] == there[0]:
        yield there[1]
        yield there[1].rpartition("/")[2]


def _split(address: str) -> tuple[str, str] | None:
    """The host and the path of an address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.netloc, f"{parts.path}?{parts.query}" if parts.query else parts.path
