"""Servers of this machine: a port for one, and waiting until it listens."""

import socket
import time


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def until_listening(port: int, seconds: float = 120) -> None:
    """Wait for a server of this machine."""
    for _ in range(int(seconds * 20)):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nobody listens on {port}")
