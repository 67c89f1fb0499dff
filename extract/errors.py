"""What is wrong with what a person asked for, told before anything is done; every message is one line."""

from importlib.util import find_spec


class UnusableArgumentsError(Exception):
    """What was asked for cannot be done; nothing was read or changed."""


class StoreError(Exception):
    """An object store does not answer, or not with what was asked for; it may another time."""


class MissingExtraError(UnusableArgumentsError, ImportError):
    """What was asked for needs packages that are installed only on request."""


def need(extra: str, *modules: str) -> None:
    """Make sure that an extra of ours is installed, without importing it: that is slow, and the point of an extra.

    Args:
        extra: its name in `pyproject.toml`.
        modules: what is imported of it.

    Raises:
        MissingExtraError: one of the modules is not there.
    """
    missing = [module for module in modules if find_spec(module) is None]
    if missing:
        raise MissingExtraError(f"{', '.join(missing)} not installed: pip install 'gongkai[{extra}]'")
