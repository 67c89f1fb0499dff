"""Pictures that a page holds itself (`data:` addresses), as a browser or a crawler saves them."""

import base64
import binascii
import re

from selectolax.lexbor import LexborNode

#: What begins the address of a picture that a reader of pictures may open.
INLINE = "data:image/"
_ADDRESS = re.compile(r"data:image/(?:png|jpe?g|tiff?|bmp|gif|webp)\s*;\s*base64\s*,", re.IGNORECASE)
#: Smaller ones, in characters, are signs, seals and buttons.
_LEAST = 6000


def inline_picture(image: LexborNode) -> bytes | None:
    """The bytes of an `img` that holds its picture itself; None where it does not, or is too small for a table."""
    address = image.attributes.get("src") or ""
    if len(address) < _LEAST or not (begun := _ADDRESS.match(address[:60])):
        return None
    try:
        return base64.b64decode(address[begun.end() :].replace("%3D", "="))
    except (binascii.Error, ValueError):
        return None
