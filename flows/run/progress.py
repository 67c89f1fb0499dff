"""How a run says how far it is; `flows.commands.display.progress` shows it."""

from collections.abc import Callable

#: Called with a stage and how many more documents are done.
Progress = Callable[[str, int], None]


def silent(stage: str, done: int) -> None:
    """Progress that nobody watches."""
