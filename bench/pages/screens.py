"""The pictures of the dashboard in the documentation: `python -m bench.pages.screens` makes all of them anew.

Of synthetic reports, in Chromium without a screen: `apt-get install chromium fonts-noto-cjk`.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from gongkai.queries.frames import run_query

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
#: How many reports, of 750 agencies in four years, the pictures of many agencies show.
_REPORTS = "3000"
_CELL = (
    "SELECT agency_id, report_id || '.' || form || '.' || row_code || '.' || column_code AS cell FROM cell "
    "WHERE agency_id = '210124-development_reform' AND row_code = 'new_received' AND column_code = 'total' "
    "ORDER BY report_year LIMIT 1"
)


class Screen(NamedTuple):
    """A picture: its name, the address of its page, its height, and what stands at its top (None: the page's head)."""

    name: str
    address: str
    height: int = 900
    top: str | None = None


def made(folder: Path) -> None:
    """Make all of them.

    Args:
        folder: for the reports and the warehouses.

    Raises:
        CalledProcessError: the reports cannot be made or read.
    """
    samples, many = folder / "samples.duckdb", folder / "many.duckdb"
    _run("bench.synthetic", "--count", _REPORTS, "--seed", "1", "--to", folder / "many")
    _run("flows", "ingest", ROOT / "data" / "samples", "--warehouse", samples)
    _run("flows", "ingest", folder / "many", "--warehouse", many)
    agency, cell = run_query(samples, _CELL).row(0)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        _draw(browser, samples, [Screen("agency", f"agency?id={agency}&cell={cell}&lang=en", 820, "The figures")])
        pages = [Screen(name, f"{name}?year=2022&lang=en") for name in ("refusals", "timeliness")]
        _draw(browser, many, pages)
        browser.close()


def _draw(browser: Browser, warehouse: Path, screens: list[Screen]) -> None:
    """The pictures of one warehouse."""
    with _served(warehouse) as url:
        for screen in screens:
            page = browser.new_page(viewport={"width": 1280, "height": screen.height})
            page.goto(f"{url}/{screen.address}")
            if screen.top:
                page.get_by_role("heading", name=screen.top).evaluate("it => window.scrollTo(0, it.offsetTop - 60)")
            page.screenshot(path=IMAGES / f"{screen.name}.png")
            page.close()


@contextmanager
def _served(warehouse: Path) -> Iterator[str]:
    """The dashboard of a warehouse; its address."""
    words = ["flows", "dashboard", "--warehouse", str(warehouse), "--port", "0", "--no-open", "--no-token"]
    with subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        said = (re.search(r"http://[\d.]+:\d+", line) for line in server.stdout)
        yield next(found[0] for found in said if found)
        server.terminate()


def _run(module: str, *words: object) -> None:
    """One of our own programs."""
    subprocess.run([sys.executable, "-m", module, *map(str, words)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    with TemporaryDirectory() as name:
        made(Path(name))
