"""The SQL files: one file a table, macro, view, check or step, with a head of comment lines."""

import re
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from extract.shipped import shipped

SQL_FOLDER = shipped("sql")
_LABELLED = re.compile(r"(grain|depends|severity|scope|refresh): (.+)")


@dataclass(frozen=True)
class Script:
    """One SQL file.

    Attributes:
        name: of the file, and of the table or view it creates.
        meaning: first line of the head.
        grain: what one row is; empty for a check.
        depends: names of the tables and views it reads.
        severity: `fail` or `warn` for a check, else empty.
        of_new: a check whose rows each tell of one report alone (`-- scope: new reports`), so that a report that has
            passed it need not be looked at again.
        refresh: what a kept table is refreshed by, `report` or `year`; else empty.
        sql: the whole file.
    """

    name: str
    meaning: str
    grain: str
    depends: tuple[str, ...]
    severity: str
    of_new: bool
    refresh: str
    sql: str


def read_script(path: Path) -> Script:
    """Read one SQL file and its head.

    Raises:
        ValueError: the head is not three comment lines: meaning, `grain:` or `severity:`, `depends:`.
    """
    sql = path.read_text(encoding="utf-8")
    head = [line.removeprefix("-- ") for line in sql.splitlines()[:4] if line.startswith("-- ")]
    labels = {match[1]: match[2] for line in head if (match := _LABELLED.fullmatch(line))}
    if len(head) < 3 or "depends" not in labels or not labels.keys() & {"grain", "severity"}:
        raise ValueError(f"{path}: the head is not meaning, grain: or severity:, depends:")
    depends = () if labels["depends"] == "none" else tuple(labels["depends"].split(", "))
    of_new = labels.get("scope") == "new reports"
    words = {label: labels.get(label, "") for label in ("grain", "severity", "refresh")}
    return Script(name=path.stem, meaning=head[0], depends=depends, of_new=of_new, sql=sql, **words)


@cache
def read_scripts(*kinds: str, folder: Path = SQL_FOLDER) -> tuple[Script, ...]:
    """All scripts of `tables`, `macros`, `views`, `checks`, `steps` or `marts`, each after those it depends on."""
    paths = [path for kind in kinds for path in sorted((folder / kind).glob("*.sql"))]
    scripts = {path.stem: read_script(path) for path in paths}
    order = TopologicalSorter({name: script.depends for name, script in scripts.items()})
    return tuple(scripts[name] for name in order.static_order() if name in scripts)
