"""Words that people decided to erase, struck from every version that is kept, from what is published and what is aside.

The night that first knows of such a decision reads the document again without the words; what was made before still
shows them. Each such file is copied, struck, written anew from what it then holds, so that no free block keeps a word,
brought to the disk, and put in its own place by a rename: whoever dies in between leaves the old file or the new one,
and the next run does the rest. The run's lock is held.
"""

import logging
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

import duckdb

from extract.decisions.erasing import MARK, Struck, parsed, shown
from load.attached import attach, is_lake, quoted, tables_of
from load.errors import first_line
from load.extensions import offline
from load.lake.address import server_of
from load.lake.server import hand_over
from load.lake.upkeep import rewrite_all, sweep
from load.publishing import files
from load.publishing.aside import is_held, kept_aside
from load.publishing.layout import Layout, wal_of
from load.publishing.versions import is_same, newest
from load.scripts import step

_LOG = logging.getLogger("gongkai")
#: Columns that are keys, codes or names of files, never words of a document.
_KEYS = frozenset(
    {"report_id", "other_report_id", "sha256", "source_uri", "agency_id", "decision_id", "parser_version"}
)
#: What is kept of a document that was refused: its title, in the words that say why.
_TITLES = (
    "(SELECT sha256, regexp_extract(coalesce(detail, ''), '(?:title|the first): (.*)$', 1) AS text "
    "FROM rejected_document)"
)

Erased = Mapping[str, list[Struck]]


def erase_versions(warehouse: Path) -> list[Path]:
    """Strike what is decided to be erased from every file of a warehouse that still shows it.

    Args:
        warehouse: what is published; the run that holds its lock calls.

    Returns:
        The files that were written anew. One that another program holds, or that has a log, is told in the log and
        stays for the next run.
    """
    at = Layout.of(warehouse)
    latest = newest(at.file)
    erased = _erased(latest)
    if not erased:
        return []
    known = set(_marker(at).read_text(encoding="utf-8").splitlines()) if _marker(at).exists() else set()
    done = []
    for path in [*sorted(at.versions.glob("*.duckdb")), *kept_aside(at)]:
        try:
            words = _shown(path, erased) if path.exists() else {}
            if not path.exists() or not (words or (_is_first(path) and path.name not in known)):
                continue
            _strike_pages(at, words)
            if is_held(path) or wal_of(path).exists():
                _LOG.warning("%s is open elsewhere, or has a log: what is to be erased from it waits", path)
                continue
            was_published = is_same(path, at.file)
            _rewrite(at, path, erased)
            if was_published:
                if server := server_of(at.file):  # else it would name files that go
                    hand_over(path, server, path.stem)
                files.copy(path, at.building)
                files.take_rights(at.file, at.building)
                files.sync(at.building)
                files.replace(at.building, at.file)
                files.sync(at.file.parent)
            files.append(_marker(at), path.name)
            done.append(path)
        except duckdb.Error as error:
            _LOG.warning("%s cannot be opened, so nothing is erased from it: %s", path, first_line(error))
    if done and _is_catalog(latest):
        # At once: whoever still reads an earlier version loses these files, which is what was decided.
        sweep([*at.versions.glob("*.duckdb"), *kept_aside(at), at.file], grace=0)
    return done


def _marker(at: Layout) -> Path:
    """Names of the files that were written anew."""
    return at.versions / "erased.txt"


def _opened(path: Path) -> duckdb.DuckDBPyConnection:
    """A version for reading."""
    connection = duckdb.connect(config=offline())
    attach(connection, path, "version", readonly=True)
    connection.execute("USE version")
    return connection


def _erased(path: Path) -> Erased:
    """What is to be erased: the digest of a document -> its lines; of a warehouse that is not ours yet nothing."""
    if not path.exists():
        return {}
    found: dict[str, list[Struck]] = defaultdict(list)
    with _opened(path) as connection:
        if "decision" not in tables_of(connection, "version"):
            return {}
        rows = connection.execute(
            "SELECT sha256, value FROM decision WHERE kind = 'erase' AND given = 'stands' ORDER BY ALL"
        ).fetchall()
    for sha256, value in rows:
        found[sha256] += parsed(value)
    return found


def _is_catalog(path: Path) -> bool:
    """Whether a version is the catalog of a lake."""
    with _opened(path) as connection:
        return is_lake(connection)


def _is_first(path: Path) -> bool:
    """Whether a version is the first that knows of a decision: what it grew from showed the words."""
    with _opened(path) as connection:
        return bool(
            connection.execute(
                "SELECT 1 FROM decision WHERE kind = 'erase' AND told_at >= (SELECT max(started_at) FROM ingest_run)"
            ).fetchall()
        )


def _shown(path: Path, erased: Erased) -> dict[str, list[str]]:
    """The words that a version still shows, by document."""
    with _opened(path) as connection:
        found = {sha256: _words(connection, sha256, places) for sha256, places in erased.items()}
    return {sha256: words for sha256, words in found.items() if words}


def _strike_pages(at: Layout, words: Mapping[str, list[str]]) -> None:
    """Strike words where the pages of nights tell of their document, while there is a version that still knows them."""
    for page in sorted(at.pages.glob("*.html")):
        told = page.read_text(encoding="utf-8")
        struck = told
        for sha256, found in words.items():
            for entry in re.findall(f"<li>(?:(?!<li>|</li>).)*{sha256}(?:(?!</li>).)*</li>", told, re.DOTALL):
                struck = struck.replace(entry, _masked(entry, found))
        if struck != told:
            partial = page.with_suffix(".partial")
            files.remove(partial)
            partial.write_text(struck, encoding="utf-8")
            files.take_rights(page, partial)
            files.sync(partial)
            files.replace(partial, page)


def _masked(html: str, words: Iterable[str]) -> str:
    for word in words:
        html = html.replace(escape(word), MARK * len(word))
    return html


def _words(connection: duckdb.DuckDBPyConnection, sha256: str, places: Iterable[Struck]) -> list[str]:
    """The words that the texts of a document still show, longest first."""
    [(name,)] = connection.execute("SELECT current_database()").fetchall()
    tables = tables_of(connection, name)
    queries = [
        f"SELECT {first} AS first_line, text FROM {source} WHERE sha256 = $sha256"
        for table, first, source in (
            ("report_text", "first_line", "report JOIN report_text USING (report_id)"),
            ("held_document", "first_line", "held_document"),
            ("document_text", "1", "document_text"),
            ("rejected_document", "1", _TITLES),
        )
        if table in tables
    ]
    texts = connection.execute(" UNION ALL ".join(queries), {"sha256": sha256}).fetchall()
    places = list(places)
    found = {
        word
        for first, text in texts
        for word in shown(text, [it._replace(line=max(it.line - first + 1, 1)) for it in places], sha256)
    }
    return sorted(found, key=lambda word: (-len(word), word))


def _rewrite(at: Layout, path: Path, erased: Erased) -> None:
    """Put in a file's place the same without the words."""
    copied, clean = at.versions / f"{path.stem}-struck.partial", at.versions / f"{path.stem}-clean.partial"
    times = path.stat()
    files.copy(path, copied)
    with duckdb.connect(config=offline()) as connection:
        attach(connection, copied, "warehouse")
        connection.execute("USE warehouse")
        for sha256, places in erased.items():
            _strike(connection, sha256, _words(connection, sha256, places))
        if is_lake(connection):
            rewrite_all(connection)
            connection.execute(f"ATTACH '{quoted(str(copied))}' AS warehouse; USE warehouse")
        connection.execute("CHECKPOINT")
        attach(connection, clean, "clean")
        connection.execute("COPY FROM DATABASE warehouse TO clean; CHECKPOINT clean")
        connection.execute("USE memory; DETACH warehouse; DETACH clean")
    os.utime(clean, ns=(times.st_atime_ns, times.st_mtime_ns))
    files.take_rights(path, clean)
    files.sync(clean)
    files.replace(clean, path)
    files.sync(path.parent)
    files.remove(copied)


def _strike(connection: duckdb.DuckDBPyConnection, sha256: str, words: list[str]) -> None:
    """Replace words in every text that was read from a document."""
    for word in dict.fromkeys([*words, *("".join(word.split()) for word in words)]):
        keys = {"sha256": sha256, "word": word, "mark": MARK * len(word)}
        for table, key, column in connection.execute(step("words_of_documents")).fetchall():
            if column not in _KEYS:
                whose = _WHOSE[key]
                connection.execute(
                    f'UPDATE {table} SET "{column}" = replace("{column}", $word, $mark) '
                    f'WHERE {whose} AND contains("{column}", $word)',
                    keys,
                )


_WHOSE = {
    "sha256": "sha256 = $sha256",
    "report_id": "report_id IN (SELECT report_id FROM report WHERE sha256 = $sha256)",
    "source_uri": "source_uri IN (SELECT source_uri FROM rejected_document WHERE sha256 = $sha256)",
}
