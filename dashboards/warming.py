"""Drawing every page once for each version that is published, so that the first visitor waits for none."""

import logging
import threading

from dashboards import filters, site
from dashboards.address import Address
from dashboards.source import current
from dashboards.view import View, usual_year
from gongkai.queries.published import Version

LOGGER = logging.getLogger("gongkai")
_seen: set[Version] = set()
_one = threading.Lock()


def warm_up() -> None:
    """Draw the pages in the background, as they are without any filter, unless this version's were."""
    if current().version() not in _seen:
        threading.Thread(target=_draw, daemon=True).start()


def _draw() -> None:
    """Read what each page reads; the answers are kept with the warehouse."""
    source = current()
    with _one:
        version = source.version()
        if version is None or version in _seen:
            return
        _seen.clear()
        _seen.add(version)
        try:
            if usual_year(source) is None:
                return
            for name, page in site.PAGES.items():
                if name in site.UNLISTED:
                    continue
                address = Address(name, filters.usual(source, Address(name)))
                str(page.show(View(source, address, filters.chosen(source, address))))
        except Exception:  # whoever visits the page hears what is wrong
            LOGGER.debug("a page could not be drawn ahead", exc_info=True)
