"""How a run says how far it is; `flows.commands.display.progress` shows it."""

from collections.abc import Callable

#: Called with `read` and how many more documents are, then with `loading` and 0, then with each stage of the load
#: (`load.building.stages.SHARES`) as it begins and how much of the load is done by then, of 100.
Progress = Callable[[str, int], None]


def silent(stage: str, done: int) -> None:
    """Progress that nobody watches."""
