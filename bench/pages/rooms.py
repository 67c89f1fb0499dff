"""The tree of rooms in `docs/architecture.md`: one line a folder, the first sentence of its package's docstring.

`python -m bench.pages.rooms` writes it (`make docs`). Folders without code have their line in `_BESIDE`.
"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "architecture.md"
_BESIDE = {
    "sql": "What the warehouse is, in SQL; columns.csv says what a shared column means",
    "sql/facts": "Tables that load fills",
    "sql/reference": "Tables that data/ fills",
    "sql/macros": "Questions with arguments, in SQL",
    "sql/published": "One folder a published view: view, kept table, example",
    "sql/steps": "Statements of the build",
    "sql/steps/decisions": "What people decided, and what it changes",
    "sql/steps/documents": "What came in: names, versions, what to read again",
    "sql/steps/kept": "Slices of kept tables that a night touches",
    "sql/steps/texts": "Prose that stands elsewhere too",
    "sql/steps/upgrade": "From older schemas to this one",
    "sql/explain": "Queries of gongkai explain",
    "sql/prove": "Queries of gongkai prove",
    "sql/decide": "Queries of gongkai decide",
    "sql/status": "Queries of gongkai status and doctor",
    "sql/nights": "Queries of the page of a run",
    "sql/copy": "What PostgreSQL is told around a copy of the tables",
    "sql/checks": "One file a check: the rows that break a rule about ourselves",
    "sql/diff": "Queries of gongkai diff",
    "sql/dashboard": "Queries of the dashboard's pages",
    "data": "What is known beforehand, as tables that a user may edit",
    "data/forms": "The statutory forms, a folder an edition",
    "data/lexicon": "Words, by the part they play",
    "data/places": "The divisions of China, their names and changes",
    "data/metrics": "Measures, rates, thresholds, weights",
    "data/locale": "Texts in other languages, and words for codes",
    "data/sheets": "Words and style of the evidence sheet",
    "data/nights": "Words and style of the page of a run",
    "data/containers": "Names that crawlers give to columns",
    "data/samples": "Synthetic sample reports",
    "dashboards/look": "Style and script of the pages",
    "dashboards/queries": "Queries for BI tools",
    "dashboards/superset/assets": "What is written: the files that Superset imports",
    "notebooks": "Marimo notebooks: a tour, and four investigations",
    "tests": "The same rooms; a view's cases are folders of rows",
    "docs": "These pages",
    "deploy": "Examples: systemd units, a container file, Prefect automations",
}
_TOP = ("extract", "transform", "load", "gongkai", "flows", "sql", "data", "dashboards", "notebooks", "bench", "tests")
#: Folders that hold what their room says: files of one kind, editions, a room's own material.
_INSIDE = re.compile(
    r"^(bench|dashboards/superset/assets|data/forms|data/locale|docs|deploy|notebooks|sql/published|tests)/|__$"
)
_BLOCK = re.compile(r"(?<=<!-- the rooms: make docs -->\n```text\n).*?(?=```\n)", re.DOTALL)
_WIDTH = 22


def rooms() -> dict[str, str]:
    """Every room of the project with its line, in order of reading.

    Raises:
        KeyError: a folder has neither a package's docstring nor a line here.
    """
    folders = [folder for top in (*_TOP, "docs", "deploy") for folder in (ROOT / top, *_below(ROOT / top))]
    return {folder.relative_to(ROOT).as_posix(): _line(folder) for folder in folders}


def with_tree(page: str) -> str:
    """A page with the tree in the block that is marked for it."""
    lines = []
    for name, line in rooms().items():
        shown = f"{'  ' * name.count('/')}{name.rsplit('/', 1)[-1]}/"
        lines.append(f"{shown:<{_WIDTH}}{line}\n")
    return _BLOCK.sub(lambda _: "".join(lines), page)


def _below(folder: Path) -> list[Path]:
    """The rooms in a room, to any depth; what holds no file (after a move, say) is none."""
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        inside = _INSIDE.search(path.relative_to(ROOT).as_posix())
        if not inside and path.is_dir() and any(part.suffix != ".pyc" and part.is_file() for part in path.rglob("*")):
            found += [path, *_below(path)]
    return found


def _line(folder: Path) -> str:
    """What a room is."""
    package, name = folder / "__init__.py", folder.relative_to(ROOT).as_posix()
    if name in _BESIDE:
        return _BESIDE[name]
    if not package.exists():
        raise KeyError(name)
    docstring = ast.get_docstring(ast.parse(package.read_text(encoding="utf-8"))) or ""
    return re.split(r"\.(?:\s|$)", docstring, maxsplit=1)[0].replace("\n", " ").replace("`", "")


if __name__ == "__main__":
    PAGE.write_text(with_tree(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
