"""What strangers, other pages and guests with bad manners ask of the dashboard's real server, and are refused."""

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx
import pytest

from dashboards.server import CONNECTIONS
from tests.dashboards.browser import served


class Visit(NamedTuple):
    """A server's name and port, the token of its address, the cookie that it gave, and what a browser was told."""

    host: str
    token: str
    cookie: str
    told: Path

    def asks(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> tuple[int, str]:
        """The answer to a request as it is written here; `_` in a header's name is `-`."""
        connection = http.client.HTTPConnection(self.host, timeout=300)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {"Cookie": self.cookie, "Host": self.host, **named})
        answer = connection.getresponse()
        said = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, said


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    folder = tmp_path_factory.mktemp("door")
    told, browser = folder / "told", folder / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {told}.new && mv {told}.new {told}\n')
    browser.chmod(0o700)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("BROWSER", f"{browser} %s")
        environment.setenv("DISPLAY", ":0")
        yield from _visit(folder, told)


def _visit(folder: Path, told: Path) -> Iterator[Visit]:
    with served(folder / "w.duckdb", "--open") as address:
        parts = urlsplit(address)
        connection = http.client.HTTPConnection(parts.netloc, timeout=300)
        connection.request("GET", f"{parts.path}?{parts.query}")
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("location")) == (303, "/")
        cookie = answer.getheader("set-cookie") or ""
        assert "HttpOnly" in cookie
        assert "samesite=lax" in cookie.lower()
        yield Visit(parts.netloc, parts.query.removeprefix("token="), cookie.partition(";")[0], told)


def test_a_guest_is_answered(visit: Visit) -> None:
    answer = httpx.get(f"http://{visit.host}/", headers={"Cookie": visit.cookie}, trust_env=False, timeout=300)
    assert (answer.status_code, answer.headers["x-frame-options"]) == (200, "DENY")
    assert visit.asks("/")[0] == 200
    assert visit.asks("/look/page.css")[0] == 200
    assert visit.asks("/", Origin=f"http://{visit.host}")[0] == 200
    linked = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}
    assert visit.asks("/", **linked)[0] == 200, "a link to a view, from any other page"
    assert visit.asks("/league?year=2022", **linked)[0] == 200, "so is one to any page of it"
    assert visit.asks("/sheet", **linked | {"sec_fetch_dest": "iframe"})[0] == 403
    assert "script-src 'self';" in answer.headers["content-security-policy"]


def test_the_browser_is_opened_with_a_key_for_once(visit: Visit) -> None:
    until = time.monotonic() + 300
    while not visit.told.exists() and time.monotonic() < until:
        time.sleep(0.05)
    address = urlsplit(visit.told.read_text().strip())
    assert address.netloc == visit.host
    assert visit.token not in address.query, "others see it in the list of processes"
    answers = [visit.asks(f"/?{address.query}", Cookie="")[0] for _ in range(2)]
    assert answers == [303, 403]


STRANGERS = ["", "gongkai=x", "{name}=", "{name}=x", "{name}=wrong; other=1", '{name}="', "other={token}"]


@pytest.mark.parametrize("cookie", STRANGERS)
def test_who_has_no_cookie_stays_outside(cookie: str, visit: Visit) -> None:
    given = cookie.format(name=visit.cookie.partition("=")[0], token=visit.token)
    for path in ("/", "/look/page.js", "/?token=", "/?token=wrong", "/?token=%00", "/health"):
        status, said = visit.asks(path, Cookie=given)
        assert (status, "printed" in said) == (403, True), path


HOSTS = [
    "evil.example", "127.0.0.1.evil.example:{port}", "localhost.:{port}", "127.0.0.1:{port}@evil.example", "[::1",
    "0.0.0.0:{port}", "10.0.0.1:{port}", "evil.example:{port}", "", "xn--lcalhost-9ya", "127.1", "2130706433",
]  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_it_has_no_other_name(host: str, visit: Visit) -> None:
    named = host.format(port=visit.host.partition(":")[2])
    assert visit.asks("/", Host=named)[0] in {400, 403}
    assert visit.asks("/", Host=named, X_Forwarded_Host=visit.host)[0] in {400, 403}


OTHERS = [
    {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://{host}.evil.example"}, {"Origin": ""},
    {"Origin": "http://127.0.0.1:1"}, {"Origin": "http://127.0.0.1"}, {"Origin": "file://"}, {"Origin": "//{host}"},
    {"sec_fetch_site": "cross-site"}, {"sec_fetch_site": "same-site"},
    {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "iframe"},
    {"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors", "sec_fetch_dest": "image"},
]  # fmt: skip


@pytest.mark.parametrize("headers", OTHERS, ids=str)
def test_other_pages_are_not_answered(headers: dict[str, str], visit: Visit) -> None:
    asked = {name: value.format(host=visit.host) for name, value in headers.items()}
    assert visit.asks("/", **asked)[0] == 403
    assert visit.asks("/look/page.js", **asked)[0] == 403


def test_what_changes_anything_says_where_it_comes_from(visit: Visit) -> None:
    assert visit.asks("/api/kernel/function_call", "POST", "{}")[0] == 403
    assert visit.asks("/", "OPTIONS")[0] == 403
    assert visit.asks("/", "OPTIONS", Origin=f"http://{visit.host}")[0] == 404


#: What marimo has for its editor, and ways out of a folder.
CLOSED = """
/api/status /api/version /api/usage /api/status/connections /api/environment /api/sessions /api/home/recent_files
/api/documentation/snippets /api/files/roots /api/files/download /api/packages/list /api/packages/tree /api/lsp/health
/api/export/availability /api/ai/mcp/status /api/kernel/status /og/thumbnail /auth/login
/auth/login?next=//evil.example /auth/token /sse /ws_sync /terminal/ws /mcp /mcp/server /lsp/pylsp /docs /openapi.json
/iosub /public/app.py /public/../../../etc/passwd /app.py /.git/config /sitemap.xml /@file /@file/
/@file/1-../../etc/passwd /@file/1-x /@file/-1-x /@file/x-1 /@file/99999999999999999999-x /@public/x /look/../app.py
/look/..%2fapp.py /look/%2e%2e/app.py /look//etc/passwd /look/%2fetc/passwd /look/....//app.py
/static/0/../../etc/passwd /static/%2e%2e/%2e%2e/etc/passwd /static/x //etc/passwd /%00 /healthz
/api/kernel/instantiate
"""


@pytest.mark.parametrize("path", CLOSED.split())
def test_nothing_else_is_answered(path: str, visit: Visit) -> None:
    status, said = visit.asks(path)
    assert status in {400, 404}
    assert "root:" not in said
    assert "import " not in said


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_nothing_is_done_at_all(method: str, visit: Visit) -> None:
    for path in ("/", "/league", "/table.csv", "/api/kernel/run"):
        assert visit.asks(path, method, "{}", Origin=f"http://{visit.host}")[0] in {400, 404}


def test_no_socket_is_opened(visit: Visit) -> None:
    told = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13", "Sec_WebSocket_Key": "eA=="}
    assert visit.asks("/ws", Origin=f"http://{visit.host}", **told)[0] == 404


def test_too_much_is_not_taken(visit: Visit) -> None:
    assert visit.asks(f"/league?year={'2' * 9000}")[0] == 414


def test_a_flood_is_bounded_and_leaves_room(visit: Visit) -> None:
    host, _, port = visit.host.partition(":")
    with ExitStack() as held:
        for _number in range(CONNECTIONS + 5):
            one = held.enter_context(socket.create_connection((host, int(port)), 60))
            one.sendall(b"GET /version HTTP/1.1\r\n")  # and never the rest
        assert visit.asks("/")[0] == 503
    until = time.monotonic() + 60
    while (status := visit.asks("/")[0]) == 503 and time.monotonic() < until:
        time.sleep(0.05)
    assert status == 200


def test_another_machine_comes_under_a_name_of_this_one(tmp_path: Path) -> None:
    with served(tmp_path / "w.duckdb", "--host", "0.0.0.0", "--name", "figures.example") as address:
        parts = urlsplit(address)
        visit = Visit(f"127.0.0.1:{parts.port}", parts.query.removeprefix("token="), "", tmp_path)
        for name in ("figures.example", socket.gethostname(), "192.0.2.7", "localhost"):
            assert visit.asks(f"/?token={visit.token}", Host=f"{name}:{parts.port}")[0] == 303
            assert visit.asks("/", Host=f"{name}:{parts.port}")[0] == 403
        assert visit.asks(f"/?token={visit.token}", Host="evil.example")[0] == 403
