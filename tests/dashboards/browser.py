"""The real command and a real browser without a screen: Debian's Chromium, driven by Playwright."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Locator, Page, expect, sync_playwright

from tests.flows.command import GONGKAI

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NO_CHROMIUM = "no Chromium here: apt-get install chromium fonts-noto-cjk (or put one on the PATH), and these tests run"
#: Chromium of its own accord asks nobody anything.
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
#: Milliseconds that a page may take on a machine that does much else.
PATIENCE = 240_000


@contextmanager
def served(warehouse: Path, *options: str) -> Iterator[str]:
    """The command's server on a free port; the address that it prints. It must end when it is told to."""
    words = [str(GONGKAI), "dashboard", "--warehouse", str(warehouse), "--port", "0", "--no-open", *options]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout
        # Whatever a library says before, such as a warning at its first import, is passed over.
        said = (re.search(r"http://[\d.]+:\d+/\S*", line) for line in server.stdout)
        found = next((address for address in said if address), None)
        assert found, "the server ended without an address"
        yield found[0]
        server.terminate()
        rest = server.communicate(timeout=300)[0]
        assert "Traceback" not in rest, rest


def _is_complaint(said: ConsoleMessage) -> bool:
    """Whether the browser complains of a page; that an address means nothing is an answer of ours."""
    return said.type == "error" and "status of 404" not in said.text


class Visitor:
    """One page in the browser, and all that it asked for and complained of."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url.partition("/?")[0]
        self.complaints: list[str] = []
        self.outside: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: self.complaints.append(said.text) if _is_complaint(said) else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))
        page.on("request", lambda request: None if self._is_ours(request.url) else self.outside.append(request.url))

    def _is_ours(self, url: str) -> bool:
        return url.startswith((f"{self.url}/", "data:"))

    def go(self, address: str, heading: str) -> None:
        """Go to a page as a link does, and wait until it is drawn."""
        self.page.goto(f"{self.url}/{address}")
        self.sees(heading)

    def sees(self, text: str) -> None:
        """Wait until a text is there."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=PATIENCE)

    def choose(self, name: str, option: str) -> None:
        """Set a filter, as a person does."""
        self.page.get_by_label(name, exact=True).select_option(label=option)

    def card(self, label: str) -> Locator:
        """The figure of a card."""
        return self.page.locator(".card", has=self.page.get_by_text(label, exact=True)).locator(".figure")

    def reads(self, label: str, figure: str) -> None:
        """Wait until a card says so."""
        expect(self.card(label)).to_have_text(figure, timeout=PATIENCE)


@contextmanager
def visited(url: str) -> Iterator[Visitor]:
    """The dashboard in a browser."""
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=QUIET, env={**environment})
        visitor = Visitor(browser.new_page(viewport={"width": 1400, "height": 900}), url)
        visitor.page.goto(url)
        yield visitor
        browser.close()
