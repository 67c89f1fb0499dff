"""The documentation site: it builds strictly, holds every page, asks nobody for anything, and its lists are whole."""

import csv
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from bench.pages.picture import GARBLED, PICTURE, garbled, picture
from load.scripts import read_scripts
from tests.docs.blocks import pages
from tests.flows.command import ROOT
from transform.forms import load_forms

DOCS = ROOT / "docs"
SITE = ROOT / "build" / "site"
HANDBOOK = (DOCS / "metrics.md").read_text(encoding="utf-8")
GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_TAKEN = {"src", "href", "srcset", "data", "poster", "action"}


class _Outside(HTMLParser):
    """Collects what a page would fetch from elsewhere: everything but links to click on."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "a":
            self.found += [value for name, value in attrs if name in _TAKEN and value and "//" in value]


@pytest.fixture(scope="module")
def site() -> Path:
    """The site, built anew; a broken link or anchor stops the build."""
    words = [str(ROOT / ".venv" / "bin" / "zensical"), "build", "--clean", "--strict"]
    done = subprocess.run(words, cwd=ROOT, check=False, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    return SITE


def _entries(nav: object) -> Iterator[str]:
    """The pages of a navigation, at any depth."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list):
        for one in nav:
            yield from _entries(one)
    elif isinstance(nav, dict):
        for one in nav.values():
            yield from _entries(one)


def test_every_page_stands_in_the_navigation_once() -> None:
    nav = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]
    there = [page.relative_to(DOCS).as_posix() for page in pages() if page.is_relative_to(DOCS)]
    assert sorted(_entries(nav)) == sorted(there), "nav of zensical.toml"


def test_no_page_fetches_from_elsewhere(site: Path) -> None:
    built = sorted(site.rglob("*.html"))
    assert len(built) > 10
    for page in built:
        parser = _Outside()
        parser.feed(page.read_text(encoding="utf-8"))
        assert not parser.found, page.name
    for style in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(https?:)?//|@import", style.read_text(encoding="utf-8")), style


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium, and this test runs")
def test_pages_opened_as_files_are_searched_in_chinese_and_ask_nobody(site: Path) -> None:
    complaints: list[str] = []
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET) as browser:
        page = browser.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith("file:") else complaints.append(asked.url))
        page.goto((site / "reading.html").as_uri())
        page.keyboard.press("Control+k")
        page.keyboard.insert_text("补正")
        expect(page.get_by_text("still unclear after correction")).to_be_visible(timeout=300_000)
    assert complaints == []


@pytest.mark.parametrize(
    "page", [page for page in pages() if not page.is_relative_to(DOCS)], ids=lambda page: page.name
)
def test_links_of_the_readme_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if "//" not in link and not (ROOT / link).exists()] == []


def test_the_handbook_tells_of_every_view_and_every_number_of_data() -> None:
    told = set(re.findall(r"`(\w+)`|\[(\w+)\]\(|^### (\w+)$", HANDBOOK, re.MULTILINE))
    names = {name for one in told for name in one if name}
    forms = load_forms()
    codes = set(forms.identities["identity"])
    reasons = set(forms.identities.filter(identity="outcomes_sum", side="lhs")["row_code"]) - {"granted"}
    views = {script.name for script in read_scripts("views")} | {"text_reuse", "reported_problem"}
    assert views <= names
    assert codes | reasons - {"partially_granted"} <= names
    assert {row["measure"] for row in _rows("measures")} <= names
    for row in _rows("rates"):
        assert f"| `{row['metric']}` | `{row['numerator']}` / `{row['denominator']}` |" in HANDBOOK
    for row in _rows("thresholds"):
        assert f"| `{row['name']}` | {row['value']} |" in HANDBOOK
    for row in _rows("scorecard_weights"):
        assert f"| `{row['dimension']}` | {row['weight']} |" in HANDBOOK


def _rows(name: str) -> list[dict[str, str]]:
    """A table of data/metrics."""
    with (ROOT / "data" / "metrics" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_glossary_has_every_code_of_the_forms_with_the_words_of_the_form() -> None:
    forms = load_forms()
    printed = forms.labels.filter(first_seen="form").select("kind", "code", "label").rows()
    sections = forms.sections.select("section", "heading").rows()
    for code, label in [*((code, label) for kind, code, label in printed if kind in {"row", "column"}), *sections]:
        lines = [line for line in GLOSSARY.splitlines() if f"| `{code}` |" in line]
        assert any(label in line for line in lines), (code, label)


def test_the_glossary_has_every_function_family() -> None:
    with (ROOT / "data" / "lexicon" / "functions.csv").open(encoding="utf-8", newline="") as file:
        words = list(csv.DictReader(file))
    known = {(row["function_code"], row["word"]) for row in words if row["function_code"] != "connector"}
    told = re.findall(r"^\| [a-z ]+ \| (\S+) \| `(\w+)` \|$", GLOSSARY.split("`function_code`")[1], re.MULTILINE)
    assert {code for _, code in told} == {code for code, _ in known}
    assert {(code, word) for names, code in told for word in names.split("；")} <= known


def test_the_picture_is_what_the_reader_makes_of_the_report() -> None:
    assert GARBLED.read_text(encoding="utf-8") == garbled(), "run make docs"
    assert PICTURE.read_text(encoding="utf-8") == picture(garbled()), "run make docs"
