"""What can go wrong with a warehouse file; every message is one line for the user."""


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
