"""Reports printed to PDF by several makers: each draws rules, breaks pages and writes fonts in its own way."""

import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

_CHROMIUM = shutil.which("chromium")
_SOFFICE = shutil.which("soffice")


def by_chromium(pages: Iterable[str]) -> list[bytes]:
    """Pages of HTML as a browser prints them, one start for all."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with (
        sync_playwright() as player,
        player.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"]) as browser,
    ):
        page = browser.new_page()
        done = []
        for markup in pages:
            page.set_content(markup)
            done.append(page.pdf(prefer_css_page_size=True))
        return done


def by_weasyprint(pages: Iterable[str]) -> list[bytes]:
    """Pages of HTML as a typesetter of paged media prints them."""
    import weasyprint  # noqa: PLC0415

    return [weasyprint.HTML(string=markup).write_pdf(presentational_hints=True) for markup in pages]


def by_writer(pages: Iterable[str]) -> list[bytes]:
    """Pages of HTML opened and exported by LibreOffice Writer, one start for all."""
    with TemporaryDirectory() as folder:
        sources: list[Path] = []
        for number, markup in enumerate(pages):
            sources.append(Path(folder, f"{number:05}.html"))
            sources[-1].write_text(markup, encoding="utf-8")
        command = [_SOFFICE or "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export", "--outdir", folder]
        subprocess.run([*command, *map(str, sources)], check=True, capture_output=True)
        return [source.with_suffix(".pdf").read_bytes() for source in sources]


def makers() -> dict[str, Callable[[Iterable[str]], list[bytes]]]:
    """The makers that this machine has, by name."""
    known: dict[str, Callable[[Iterable[str]], list[bytes]]] = {"weasyprint": by_weasyprint}
    if _CHROMIUM:
        known["chromium"] = by_chromium
    if _SOFFICE:
        known["writer"] = by_writer
    return known
