"""A store that fails now and then: it stands before one that does not."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

#: What concerns one connection alone, or is said anew.
_NOT_PASSED = frozenset({"connection", "transfer-encoding", "content-length", "date", "server"})


class Flaky:
    """What was asked, and how often it was refused.

    Attributes:
        address: where it is asked.
        refused: how many requests were answered with 503, as a busy store does.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.refused = 0


@contextmanager
def flaky(behind: str, every: int) -> Iterator[Flaky]:
    """A store at a port of its own that refuses every n-th request and hands the others on.

    Args:
        behind: the address of the store that answers, `http://host:port`.
        every: n.
    """
    numbers, lock = count(1), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with lock:
                refuses = next(numbers) % every == 0
                found.refused += refuses
            if refuses:
                self.send_response(503)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            store = HTTPConnection(behind.removeprefix("http://"), timeout=60)
            store.request(self.command, self.path, body, dict(self.headers))
            answer = store.getresponse()
            given = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in _NOT_PASSED:
                    self.send_header(name, value)
            asked_for_the_head = self.command == "HEAD"
            self.send_header(
                "Content-Length", answer.getheader("Content-Length", "0") if asked_for_the_head else str(len(given))
            )
            self.end_headers()
            self.wfile.write(given)
            store.close()

    for method in ("GET", "HEAD", "PUT", "POST", "DELETE"):
        setattr(Handler, f"do_{method}", Handler._answer)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Flaky(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
