"""What each view is made from, as graphs: `python -m bench.pages.lineage` writes `sql/lineage.md` (`make docs`).

From the `depends:` of the heads in `sql/`, which a test holds to what the SQL reads. It stands beside the SQL and not
in `docs/`: the site of the documentation fetches no script from elsewhere, which drawing these needs. There the data
dictionary says the same in words.
"""

from pathlib import Path

from load.scripts import TABLES, Script, read_scripts

LINEAGE = Path(__file__).resolve().parents[2] / "sql" / "lineage.md"
_HEAD = """# Lineage

What each view is made from, down to the tables that hold what was read. Written by `make docs` from the `depends:` in
the heads of the SQL files. Cylinders are tables, boxes tables kept for a view (`kept.sql`), stadiums table macros.
"""
#: Tables that are filled from documents and from `data/`; their `depends:` are keys.
_READ = {"facts", "reference"}
_SHAPES = {"facts": "[({})]", "reference": "[({})]", "kept": "[{}]", "macros": "([{}])", "views": "[[{}]]"}


def lineage() -> str:
    """The whole file."""
    every = {script.name: script for script in read_scripts(*TABLES, "macros", "views")}
    views = sorted(name for name, script in every.items() if script.kind == "views")
    return "\n".join([_HEAD, *(_graph(every, every[name]) for name in views)])


def _graph(every: dict[str, Script], view: Script) -> str:
    """One view with all that it stands on."""
    known, waiting, edges = {view.name}, [view], []
    while waiting:
        script = waiting.pop()
        if script.kind in _READ:
            continue
        for name in (it for it in script.depends if it in every):
            edges.append(f"    {name} --> {script.name}")
            if name not in known:
                known.add(name)
                waiting.append(every[name])
    nodes = [f"    {name}{_SHAPES[every[name].kind].format(name)}" for name in sorted(known)]
    drawn = "\n".join(["```mermaid", "flowchart LR", *nodes, *sorted(edges), "```"])
    return f"## {view.name}\n\n{view.meaning}\n\n{drawn}\n"


if __name__ == "__main__":
    LINEAGE.write_text(lineage(), encoding="utf-8")
