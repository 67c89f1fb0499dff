"""The command in this process: its start, two seconds of imports, is paid once for all examples."""

import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from flows.__main__ import main
from tests.flows.command import plain


@contextmanager
def _written_to(path: Path, number: int) -> Iterator[None]:
    """File descriptor `number`, and Python's stream on it, led to a file."""
    saved = os.dup(number)
    redirect = redirect_stdout if number == 1 else redirect_stderr
    with path.open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), number)
        try:
            with redirect(file):
                yield
        finally:
            file.flush()
            os.dup2(saved, number)
            os.close(saved)


def run_line(line: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str, str]:
    """Run a line `gongkai ... [> FILE]` in a folder: its exit code, what it printed, and its errors."""
    words = shlex.split(line)
    out = folder / (words[words.index(">") + 1] if ">" in words else ".out")
    err = folder / ".err"
    words = words[: words.index(">")] if ">" in words else words
    assert Path(words[0]).name == "gongkai", f"not an example of ours: {line}"
    code = 0
    with monkeypatch.context() as patch, ExitStack() as streams:
        patch.chdir(folder)
        patch.setattr(sys, "argv", ["gongkai", *words[1:]])
        streams.enter_context(plain())
        streams.enter_context(_written_to(out, 1))
        streams.enter_context(_written_to(err, 2))
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    shown = "" if out.name != ".out" else out.read_text(encoding="utf-8")
    return code, shown, err.read_text(encoding="utf-8")
