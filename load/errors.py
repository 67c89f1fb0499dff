"""What can go wrong with a warehouse file; every message is one line for the user."""

#: Characters of DuckDB's help; a function may have a hundred candidates.
_HELP = 1000


class WarehouseError(Exception):
    """The file cannot be used as a warehouse; it was not changed."""


class QueryError(WarehouseError):
    """The query cannot be run."""


class LoadError(WarehouseError):
    """The load failed; the published file is as it was before."""


class CheckFailed(LoadError):  # noqa: N818
    """A check of severity `fail` found rows; nothing was published.

    Attributes:
        check: name of the check, which is its file's under `sql/checks`.
        rows: the first offending rows.
    """

    def __init__(self, check: str, meaning: str, rows: list[dict[str, object]]) -> None:
        """Name the check and show its first row."""
        shown = "; ".join(", ".join(f"{name}={value}" for name, value in row.items()) for row in rows[:3])
        super().__init__(f"check {check} failed, nothing was published. {meaning} First rows: {shown}")
        self.check = check
        self.rows = rows


def first_line(error: BaseException) -> str:
    """The first line of an error's message, or its type where it has none."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def told(error: BaseException) -> str:
    """What DuckDB says of a query, with its help (what may be meant, which columns there are), on one line.

    The query and a mark below it, which come last, are left out; so are the settings listed after a want of memory.
    """
    said, *_ = str(error).strip().partition("\n\nLINE ")
    if said.startswith("Out of Memory"):
        return first_line(error)
    line = " ".join(said.split())
    return f"{line[:_HELP]} ..." if len(line) > _HELP else line or type(error).__name__
