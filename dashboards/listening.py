"""Taking the port before anything slow is imported: who finds it taken hears so at once."""

import socket
from collections.abc import Iterable

from load.errors import WarehouseError

#: Names under which a browser on this machine knows it.
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


class ServingError(WarehouseError):
    """The server cannot be started."""


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is done; 0 takes any that is free.

    Raises:
        ServingError: another program has it, or it cannot be had.
    """
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen(128)
    except OSError as error:
        taken.close()
        raise ServingError(
            f"cannot listen on {host} port {port}: {error.strerror}; "
            "stop the program that has it, or choose another port with --port (0 takes any that is free)"
        ) from error
    return taken


def names_of(host: str, others: Iterable[str] = ()) -> frozenset[str]:
    """The names that visitors may know this machine by.

    Args:
        host: where it listens.
        others: given by who starts it, such as that of a server in front.
    """
    names = {*LOCAL, *(it.lower() for it in others)}
    if host not in LOCAL:
        names |= {host.lower(), socket.gethostname().lower()}
    return frozenset(names)
