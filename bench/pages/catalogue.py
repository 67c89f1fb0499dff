"""The catalogues of texts in other languages (`data/locale`): found anew in the code, written and compiled.

`python -m bench.pages.catalogue` (`make catalogue`) adds what is new, with an empty translation, drops what is said no
longer, compiles, and lists what waits for a translator. Found are: what stands in `_(...)` and `N_(...)` (Babel), the
help of the commands, what the heads of `sql/checks` and the data say in English, what the tables that an export writes
and their columns mean (but for those that `data/` fills), and records (`bench.pages.records`).
"""

import csv
import inspect
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from typer.main import get_command

from bench.pages.records import records
from extract.language import CATALOGUES, DOMAIN, FOLDERS
from flows.cli import COMMANDS, app, command
from load.building.schema import create_tables, create_views
from load.scripts import read_scripts

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("extract", "transform", "load", "gongkai", "flows", "dashboards")
#: Tables of data -> columns that hold English texts.
_DATA = {
    "data/metrics/rates.csv": "meaning",
    "data/metrics/scorecard_weights.csv": "meaning",
}
_WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)

Texts = dict[str, set[str]]


def texts() -> Texts:
    """Every text that a person may read -> the files that say it."""
    found: Texts = {}
    for said in (_marked(), records(ROOT, ROOMS), _help(), _checks(), _data(), _tables()):
        for text, file in said:
            if text.strip():
                found.setdefault(text, set()).add(file)
    return found


def catalogue(folder: str) -> Catalog:
    """A catalogue as it is kept; an empty one where there is none."""
    path = file_of(folder)
    if not path.exists():
        return Catalog(locale=folder)
    with path.open("rb") as file:
        return read_po(file, locale=folder)


def file_of(folder: str) -> Path:
    """Where a catalogue is."""
    return CATALOGUES / folder / "LC_MESSAGES" / f"{DOMAIN}.po"


def renewed(folder: str) -> Catalog:
    """A catalogue with the texts of today, and the translations that it has for them."""
    old = catalogue(folder)
    about = {
        "project": "gongkai",
        "version": "",
        "msgid_bugs_address": "",
        "last_translator": "",
        "language_team": folder,
    }
    new = Catalog(locale=folder, creation_date=_WRITTEN, revision_date=_WRITTEN, fuzzy=False, **about)
    new.header_comment = "# The texts of gongkai; `make catalogue` finds and compiles them. See data/locale/README.md."
    for text, files in sorted(texts().items(), key=lambda it: (min(it[1]), it[0])):
        before = old.get(text)
        new.add(text, before.string if before else "", locations=[(file, 0) for file in sorted(files)])
        new[text].flags.discard("python-format")
    return new


def compiled(made: Catalog) -> bytes:
    """What the library reads at run time."""
    file = BytesIO()
    write_mo(file, made)
    return file.getvalue()


def _marked() -> Iterator[tuple[str, str]]:
    """What stands in `_(...)` and `N_(...)`."""
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        if "from extract.language import" not in path.read_text(encoding="utf-8"):
            continue
        for _, text, *_rest in extract_from_file("python", path, keywords={"_": None, "N_": None}):
            yield str(text), path.relative_to(ROOT).as_posix()


def _help() -> Iterator[tuple[str, str]]:
    """What commands say of themselves, of their arguments and options."""
    yield from _help_of(get_command(app), "flows/cli.py")
    for name in COMMANDS:
        yield from _help_of(command(name), "flows/commands")


def _help_of(called: Any, file: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 (typer's own click)
    """Of one command, and of those in it."""
    yield inspect.cleandoc(called.help or ""), file
    for parameter in called.params:
        yield getattr(parameter, "help", None) or "", file
    for part in getattr(called, "commands", {}).values():
        yield from _help_of(part, file)


def _checks() -> Iterator[tuple[str, str]]:
    """What each check means."""
    for script in read_scripts("checks"):
        yield script.meaning, "sql/checks"


def _data() -> Iterator[tuple[str, str]]:
    """English texts among the data."""
    for name, column in _DATA.items():
        with (ROOT / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row[column], name


@cache
def _tables() -> tuple[tuple[str, str], ...]:
    """What tables, views and their columns mean, in the files that `gongkai export` writes unasked."""
    scripts = [script for script in read_scripts("facts", "kept", "views") if not script.only_named]
    with duckdb.connect() as connection:
        create_tables(connection)
        create_views(connection)
        found = connection.execute(
            "SELECT comment FROM duckdb_columns() WHERE list_contains($names, table_name) AND comment IS NOT NULL",
            {"names": [script.name for script in scripts]},
        ).fetchall()
    return tuple((text, "sql") for text in (*(script.meaning for script in scripts), *(text for (text,) in found)))


def main() -> int:
    """Write and compile every catalogue; 1 where a text waits for a translation."""
    waiting = []
    for folder in FOLDERS.values():
        made = renewed(folder)
        path = file_of(folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, made, width=0, include_lineno=False)
        path.with_suffix(".mo").write_bytes(compiled(made))
        waiting += [f"{path.relative_to(ROOT)}: {it.id!r}" for it in made if it.id and not it.string]
    print(*waiting, f"{len(waiting)} texts wait for a translation", sep="\n")
    return bool(waiting)


if __name__ == "__main__":
    sys.exit(main())
