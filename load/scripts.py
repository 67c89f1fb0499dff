"""The SQL files: one file a table, macro, view, check or step, with a head of comment lines.

What a script is, its place tells: `facts` and `reference` are tables, `published/<name>/view.sql` is the view <name>,
`published/<name>/kept.sql` the table kept_<name> (`kept_rank.sql`: kept_<name>_rank) that is kept for it, `example.sql`
beside them its worked example. The steps of a load stand in folders by what they work on; their names are unique.
"""

import re
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from extract.shipped import shipped

SQL_FOLDER = shipped("sql")
#: The kinds that are tables.
TABLES = ("facts", "reference", "kept")
_PUBLISHED = {"views": "view", "kept": "kept*"}
_LABELLED = re.compile(r"(grain|depends|severity|scope|refresh|earlier|export|overlaps): (.+)")


@dataclass(frozen=True)
class Script:
    """One SQL file.

    Attributes:
        name: of the table, view, check or step.
        kind: `facts`, `reference`, `kept`, `macros`, `views`, `checks`, `steps`, `dashboard`, `status`, `nights`,
            `explain`, `prove`, `decide`, `diff`, or `copy` (in words of PostgreSQL).
        meaning: first line of the head.
        grain: what one row is; empty for a check.
        depends: names of the tables and views it reads.
        severity: `fail` or `warn` for a check, else empty.
        of_new: a check whose rows each tell of one report alone (`-- scope: new reports`), so that a report that has
            passed it need not be looked at again.
        refresh: what a kept table is refreshed by, `report` or `year`; else empty.
        is_read_back: its rows of a year are read where those of later years are worked out (`-- earlier: read by ...`).
        only_named: whether an export leaves the table or view out unless it is named: `-- export: when named`, and of a
            kept table, whose view says more, where `-- export: always` is not said.
        view: the view that a kept table is kept for; else empty.
        overlaps: what of a view counts twice when it is added up: quantities, `unless`, and the columns that say which
            of several things a row is, each with what most people want of it, or alone if it tells kinds of agencies.
        sql: the whole file.
    """

    name: str
    kind: str
    meaning: str
    grain: str
    depends: tuple[str, ...]
    severity: str
    of_new: bool
    refresh: str
    is_read_back: bool
    only_named: bool
    view: str
    overlaps: str
    sql: str

    @property
    def create(self) -> str:
        """What makes the table or view; of a kept table without what fills it."""
        return self.sql.split("\nINSERT INTO ", 1)[0] if self.kind == "kept" else self.sql

    @property
    def definition(self) -> str:
        """The same without comments on its columns."""
        return self.create.split("\nCOMMENT ON COLUMN ", 1)[0]

    @property
    def comments(self) -> str:
        """The comments on its columns."""
        return self.create.removeprefix(self.definition)

    @property
    def fill(self) -> str:
        """What fills a kept table, or does a step."""
        return self.sql.removeprefix(self.create) if self.kind == "kept" else self.sql


def read_script(path: Path, kind: str, name: str | None = None) -> Script:
    """Read one SQL file and its head.

    Raises:
        ValueError: the head is not at least three comment lines: meaning, `grain:` or `severity:`, `depends:`.
    """
    sql = path.read_text(encoding="utf-8")
    head = [line.removeprefix("-- ") for line in sql.splitlines()[:6] if line.startswith("-- ")]
    labels = {match[1]: match[2] for line in head if (match := _LABELLED.fullmatch(line))}
    if len(head) < 3 or "depends" not in labels or not labels.keys() & {"grain", "severity"}:
        raise ValueError(f"{path}: the head is not meaning, grain: or severity:, depends:")
    return Script(
        name=name or path.stem,
        kind=kind,
        meaning=head[0],
        grain=labels.get("grain", ""),
        depends=() if labels["depends"] == "none" else tuple(labels["depends"].split(", ")),
        severity=labels.get("severity", ""),
        of_new=labels.get("scope") == "new reports",
        refresh=labels.get("refresh", ""),
        is_read_back="earlier" in labels,
        only_named=labels.get("export", "when named" if kind == "kept" else "") == "when named",
        view=path.parent.name if kind == "kept" else "",
        overlaps=labels.get("overlaps", ""),
        sql=sql,
    )


@cache
def read_scripts(*kinds: str, folder: Path = SQL_FOLDER) -> tuple[Script, ...]:
    """All scripts of some kinds (see `Script.kind`), each after those it depends on."""
    scripts = {script.name: script for kind in kinds for script in _of_kind(kind, folder)}
    order = TopologicalSorter({name: script.depends for name, script in scripts.items()})
    return tuple(scripts[name] for name in order.static_order() if name in scripts)


def step(name: str) -> str:
    """The SQL of one file of `sql/steps`, by its name.

    Raises:
        KeyError: there is no such step.
    """
    return named("steps", name)


def named(kind: str, name: str) -> str:
    """The SQL of one file of a kind (see `Script.kind`), by its name.

    Raises:
        KeyError: there is no such file.
    """
    return {script.name: script.sql for script in read_scripts(kind)}[name]


def example_of(view: str, folder: Path = SQL_FOLDER) -> str:
    """The worked example of a view: its question as a comment, and one query.

    Raises:
        FileNotFoundError: it has none.
    """
    return (folder / "published" / view / "example.sql").read_text(encoding="utf-8")


def _of_kind(kind: str, folder: Path) -> list[Script]:
    if kind not in _PUBLISHED:
        return [read_script(path, kind) for path in sorted((folder / kind).rglob("*.sql"))]
    paths = sorted((folder / "published").glob(f"*/{_PUBLISHED[kind]}.sql"))
    return [read_script(path, kind, _published(kind, path)) for path in paths]


def _published(kind: str, path: Path) -> str:
    """The name of a view or kept table, from its place."""
    view = path.parent.name
    return view if kind == "views" else path.stem.replace("kept", f"kept_{view}", 1)
