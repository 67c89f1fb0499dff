"""The fenced blocks of the documentation, and which of them are run how.

| language | is |
|---|---|
| `console`, `sh`, `bash` | run: commands (after `$ ` in `console`; the other lines there must be in what they print) |
| `sql` | run on the warehouse of the sample reports, every statement |
| `python` | run, all blocks of a page as one program, where `warehouse.duckdb` is |
| `text`, `csv`, `json`, ... | shown, not run |
| another | a fault, unless another test runs it; none is always one |

`<!-- run by tests/FILE.py -->` on the line before a block says which other test runs it (one with a server, for
example); that test must hold its words. `<!-- not run: systemd, as root -->` is for the commands of `_ROOT` alone,
`<!-- run by hand: PROGRAM -->` for programs that are no dependency and whose page lists them under "What was run".
"""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.flows.command import ROOT

SHELL = {"console", "sh", "bash"}
SHOWN = {"text", "csv", "json", "toml", "yaml", "ini", "html", "diff", "xml"}
_FENCE = re.compile(r"^( *)(`{3,})\s*([^\s`]*)[^`]*$")
_COMMENT = re.compile(r"(^|\s+)# .*$")
_MARK = re.compile(r"^ *<!-- (run by hand:|run by|not run:) (.+?) -->$")


@dataclass(frozen=True)
class Block:
    """A fenced block: where it stands, its language, its mark (how, what) if any, and its lines."""

    page: str
    line: int
    language: str
    mark: tuple[str, str] | None
    lines: tuple[str, ...]

    @property
    def name(self) -> str:
        """Where it stands."""
        return f"{self.page}:{self.line}"

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return "\n".join(self.lines)

    @property
    def steps(self) -> list[tuple[str, list[str]]]:
        """The commands, each with the lines of output that the page shows below it."""
        found: list[tuple[str, list[str]]] = []
        for line in self.lines:
            if self.language == "console" and not line.startswith("$ "):
                found[-1][1].append(line)
            elif command := _COMMENT.sub("", line).strip():
                found.append((command.removeprefix("$ "), []))
        return found


def pages() -> list[Path]:
    """Every page of the documentation."""
    return [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def blocks_of(page: Path) -> list[Block]:
    """The blocks of a page, in order."""
    found: list[Block] = []
    opened: tuple[str, str, int, str] | None = None
    held: list[str] = []
    mark: tuple[str, str] | None = None
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        fence = _FENCE.match(line)
        if opened is None and fence:
            opened, held = (fence[1], fence[2], number, fence[3]), []
        elif opened is not None and line.strip() == opened[1]:
            name = page.relative_to(ROOT).as_posix()
            found.append(Block(name, opened[2], opened[3], mark, tuple(held)))
            opened, mark = None, None
        elif opened is not None:
            held.append(line.removeprefix(opened[0]))
        elif line.strip():
            marked = _MARK.match(line)
            mark = (marked[1], marked[2]) if marked else None
    assert opened is None, f"{page}: a block is not closed"
    return found


BLOCKS = [block for page in pages() for block in blocks_of(page)]
