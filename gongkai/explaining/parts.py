"""The name of a document, and the mark that says which report in it is meant."""

import re

_PART = re.compile(r"#part=([1-9]\d{0,3})$")


def parted(source: str) -> tuple[str, int | None]:
    """A name without the mark, and the number of the report that the mark names; None where there is none."""
    match = _PART.search(source)
    return (source[: match.start()], int(match[1])) if match else (source, None)
