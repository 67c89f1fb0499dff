"""The libraries of the extra `scans`, which are large and loaded only when a scan is read."""

from importlib.util import find_spec

from extract.layout import UnreadableError

_NEEDED = ("cv2", "onnxruntime", "PIL", "rapidocr")
_ADVICE = "{}; install the scans extra to read it: pip install 'gongkai[scans]', or make setup-scans"


def has_scans() -> bool:
    """Whether the extra `scans` is installed."""
    return all(find_spec(name) is not None for name in _NEEDED)


def require_scans(what: str) -> None:
    """Go on only where scans can be read.

    Args:
        what: What the document is, for the one who reads the refusal.

    Raises:
        UnreadableError: `needs_scans`, with the advice to install the extra.
    """
    if not has_scans():
        raise UnreadableError("needs_scans", _ADVICE.format(what))
