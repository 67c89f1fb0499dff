"""Which gongkai this is: whoever works with other code or other data might come to another number."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import extract
import load
import transform
from extract.shipped import shipped
from transform.shapes import PARSER_VERSION

#: What reading goes by, under `data`; slices of the kept tables go by the SQL, and bring their data.
_DATA = ("containers", "forms", "lexicon", "places")


@dataclass(frozen=True)
class Identity:
    """Of a gongkai: its version, the reader's, and a digest of the code and the data that it goes by."""

    version: str
    parser: str
    digest: str

    def difference(self, other: "Identity") -> str:
        """What sets another gongkai apart from this one, in words; empty where nothing does."""
        if other.version != self.version:
            return f"it has gongkai {other.version}, here is {self.version}"
        if other.parser != self.parser:
            return f"its reader has version {other.parser}, here it has {self.parser}"
        return "its code or data are not those of here" if other.digest != self.digest else ""


@cache
def identity() -> Identity:
    """That of this process."""
    return Identity(version("gongkai"), PARSER_VERSION, _digest())


def _digest() -> str:
    """What the code and the data hold."""
    digest = hashlib.sha256()
    code = [Path(path) for package in (extract, load, transform) for path in package.__path__]
    for top in [*code, *(shipped("data", name) for name in _DATA), shipped("sql")]:
        for path in sorted(top.rglob("*")):
            if path.suffix in {".py", ".csv", ".sql"}:
                digest.update(f"{path.relative_to(top.parent).as_posix()}\0".encode())
                digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()
