"""Order never matters: files, manifests and decisions in any order, split into any nights, end in one warehouse."""

import os
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from shutil import rmtree
from zipfile import ZipFile

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from extract.decisions.shape import ON_AGENCIES
from flows.request import Request
from flows.run.pipeline import ingest
from flows.settings import Settings
from load.run import LoadResult
from tests.flows import toy

#: Documents by name: texts that say all, that leave who or which year to names, several reports, refused ones.
TEXTS = {
    "all": "who: a\nyear: 2021\none",
    "year": "year: 2021\ntwo",
    "who": "who: b\nthree\n",
    "nothing": "so\nfour\nand more",
    "both": "who: c\nyear: 2021\nfive\npart\nyear: 2022\nsix\npart\nno report",
    "refused": "no report at all",
    "empty": "",
}
FOLDERS = ["x", "who=d", "who=e", "year=2020", "who=d/year=2020"]
FILES = [*(f"{folder}/{name}.txt" for folder in FOLDERS for name in TEXTS), "x/archive.zip"]
MEMBERS = ["who=d/year.txt", "x/nothing.txt", "x/both.txt"]
ROWS = [
    ("x/year.txt", "f", ""),
    ("x/nothing.txt", "f", "2019"),
    ("x/nothing.txt", "", "2020"),
    ("x/who.txt", "", "2022"),
]
SOMEBODY, SOMEBODY_ELSE = "攀枝花市东区教育局", "攀枝花市西区教育局"
#: Decisions by name: kind, of which text, row, column, value.
DECIDED = {
    "d-who": ("agency", "year", "", "", SOMEBODY),
    "d-year": ("year", "who", "", "", "2023"),
    "d-year-else": ("year", "who", "", "", "2024"),
    "d-part": ("agency", "both#part=2", "", "", SOMEBODY),
    "d-none": ("document", "all", "", "", "no_report"),
    "d-out": ("document", "both", "", "", "withdrawn"),
    "d-in": ("document", "who", "", "", "current"),
    "d-cell": ("cell", "both", "granted", "total", "77"),
    "d-exception": ("exception", "both", "applicants_sum", "granted", "accepted"),
    "d-same": ("same", "a", "", "", SOMEBODY),
    "d-same-too": ("same", "f", "", "", SOMEBODY),
    "d-chain": ("same", SOMEBODY, "", "", SOMEBODY_ELSE),
    "d-apart": ("apart", SOMEBODY, "", "", SOMEBODY_ELSE),
    "d-region": ("region", "b", "", "", "510411"),
    "d-level": ("level", "a", "", "", "township"),
    "d-function": ("function", SOMEBODY, "", "", "finance"),
    "d-joined": ("undo", "d-apart", "", "", ""),
    "d-back": ("undo", "d-year-else", "", "", ""),
    "d-again": ("undo", "d-none", "", "", ""),
}
#: A piece is a file, a decision, or a row of a manifest; a night some of them, and how many documents a batch takes.
PIECES = st.tuples(
    st.lists(st.sampled_from([*FILES, *range(len(ROWS))]), min_size=1, max_size=7, unique=True),
    st.lists(st.sampled_from(list(DECIDED)), max_size=6, unique=True),
).map(lambda both: [*both[0], *both[1]])
#: They tell of runs and times.
OF_RUNS = {"ingest_run", "warehouse_meta", "refreshed_report", "decided_from"}
TIMES = {"ingested_at", "seen_at", "held_since", "told_at"}

Nights = list[tuple[list[str | int], int]]


@st.composite
def two_ways(draw: st.DrawFn) -> tuple[Nights, Nights]:
    """The same pieces in two orders, each split into nights."""
    pieces = draw(PIECES)
    return _nights(draw, pieces), _nights(draw, draw(st.permutations(pieces)))


def _nights(draw: st.DrawFn, pieces: list[str | int]) -> Nights:
    cuts = sorted(draw(st.sets(st.integers(1, len(pieces)), max_size=2)) | {0, len(pieces)})
    return [(pieces[start:end], draw(st.integers(1, 3))) for start, end in pairwise(cuts)]


@pytest.fixture(autouse=True)
def toy_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.run.batches.read_batch", toy.read)


def run(inbox: Path, warehouse: Path, pieces: list[str | int], batch: int = 2000) -> LoadResult:
    """One night: files that are there now, in this order, decisions from now on, and a manifest."""
    decide(warehouse, [str(piece) for piece in pieces if piece in DECIDED])
    pieces = [piece for piece in pieces if piece not in DECIDED]
    for name in (piece for piece in pieces if isinstance(piece, str)):
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".zip"):
            with ZipFile(inbox / name, "w") as archive:
                for member in MEMBERS:
                    archive.writestr(member, TEXTS[Path(member).stem])
        else:
            (inbox / name).write_text(TEXTS[Path(name).stem], encoding="utf-8")
    manifest = None
    told = [ROWS[piece] for piece in pieces if isinstance(piece, int)]
    inbox.mkdir(parents=True, exist_ok=True)
    for number, row in enumerate(told):
        # Two rows that contradict each other come in two manifests.
        manifest = inbox / f"manifest{number}.csv"
        manifest.write_text(f"uri,agency,report_year\n{','.join(row)}\n", encoding="utf-8")
        if number < len(told) - 1:
            ingest(Request([], warehouse, Settings(), manifest=manifest), readers=toy.Now())
    paths = [str(inbox / piece) for piece in pieces if isinstance(piece, str)]
    request = Request(paths, warehouse, Settings(batch_documents=batch), manifest=manifest)
    done = ingest(request, readers=toy.Now()).load
    counts = done.loaded + done.unchanged + done.superseded + done.rejected
    assert done.seen == counts
    return done


def decide(warehouse: Path, names: list[str]) -> None:
    """Add decisions to those beside the warehouse, each night's in a file of its own."""
    folder = warehouse.with_name("decisions")
    folder.mkdir(exist_ok=True)
    lines = ["decision_id,kind,source,row,column,value,who"]
    for name in names:
        kind, text, *rest = DECIDED[name]
        lines.append(",".join([name, kind, text if kind in {"undo", *ON_AGENCIES} else digest(text), *rest, "me"]))
    (folder / f"{len(list(folder.iterdir())):02}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def digest(text: str) -> str:
    """The name of a text, or of a part of one, in decisions."""
    name, part, number = text.partition("#part=")
    return sha256(TEXTS[name].encode()).hexdigest() + part + number


def content(warehouse: Path, folder: Path) -> dict[str, list[tuple[str, ...]]]:
    """Every table that tells of documents, sorted."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        columns: dict[str, list[str]] = {}
        for table, column in connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() USING (table_name) ORDER BY ALL"
        ).fetchall():
            if table not in OF_RUNS and column not in TIMES and (table, column) != ("decision", "file"):
                columns.setdefault(table, []).append(f'"{column}"')
        found = {}
        for table, names in columns.items():
            rows = connection.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY ALL").fetchall()
            found[table] = [tuple(str(it).replace(str(folder), "") for it in row) for row in rows]
        return found


# An example is half a dozen nights: `make orders` tries 200. Shrinking takes longer than reading a failure.
@settings(
    max_examples=int(os.environ.get("GONGKAI_ORDERS", "3")),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(two_ways())
def test_any_order_in_any_nights_ends_in_one_warehouse(tmp_path: Path, ways: tuple[Nights, Nights]) -> None:
    ends = []
    for number, nights in enumerate(ways):
        inbox, warehouse = tmp_path / "in", tmp_path / f"{number}.duckdb"
        for path in _made(tmp_path, number):
            rmtree(path) if path.is_dir() else path.unlink()
        for pieces, batch in nights:
            run(inbox, warehouse, pieces, batch)
        ends.append(content(warehouse, tmp_path))
    assert ends[0] == ends[1]


def _made(folder: Path, number: int) -> Iterator[Path]:
    """What an earlier example left."""
    yield from folder.glob("in")
    yield from folder.glob("decisions")
    yield from folder.glob(f"*{number}.duckdb*")


def states(warehouse: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(
            "SELECT agency_id, report_year, part FROM report UNION ALL "
            "SELECT reason, NULL, part FROM held_document ORDER BY ALL"
        ).fetchall()


def test_the_same_bytes_under_a_path_that_names_nobody_and_one_that_does(tmp_path: Path) -> None:
    one, two = tmp_path / "one.duckdb", tmp_path / "two.duckdb"
    names: list[str | int] = ["x/year.txt", "who=d/year.txt"]
    done = run(tmp_path / "in", one, names)
    assert (done.seen, done.loaded, done.unchanged) == (2, 1, 1)
    assert (run(tmp_path / "in", two, names[:1]).rejected, states(two)) == (1, [("agency_unknown", None, 1)])
    done = run(tmp_path / "in", two, names[1:])
    assert (done.seen, done.loaded, done.unchanged) == (1, 1, 0)
    assert states(one) == states(two) == [("d", 2021, 1)]


def test_a_name_in_a_later_batch_of_the_run(tmp_path: Path) -> None:
    names: list[str | int] = ["x/year.txt", "x/all.txt", "x/refused.txt", "who=d/year.txt"]
    done = run(tmp_path / "in", tmp_path / "w.duckdb", names, batch=1)
    assert (done.seen, done.loaded, done.unchanged, done.rejected) == (4, 2, 1, 1)
    assert states(tmp_path / "w.duckdb") == [("a", 2021, 1), ("d", 2021, 1)]


def test_names_that_contradict_each_other_leave_it_open_whatever_came_first(tmp_path: Path) -> None:
    for number, names in enumerate((["who=d/year.txt", "who=e/year.txt"], ["who=e/year.txt", "who=d/year.txt"])):
        warehouse = tmp_path / f"{number}.duckdb"
        assert run(tmp_path / "in", warehouse, [names[0]]).loaded == 1
        done = run(tmp_path / "in", warehouse, [names[1]])
        assert (done.seen, done.unchanged, done.reread) == (1, 1, 1)
        assert states(warehouse) == [("agency_unknown", None, 1)]


def test_a_held_document_comes_in_by_a_manifest_without_its_file(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    run(tmp_path / "in", warehouse, ["x/nothing.txt", "x/year.txt"])
    (tmp_path / "in" / "x" / "nothing.txt").unlink()
    done = run(tmp_path / "in", warehouse, [1])
    assert (done.seen, done.loaded) == (1, 1)
    assert states(warehouse) == [("agency_unknown", None, 1), ("f", 2019, 1)]
    assert run(tmp_path / "in", warehouse, [1]).published is False
    # Another row that says another year: open again.
    done = run(tmp_path / "in", warehouse, [2])
    assert (done.seen, done.loaded, done.published) == (0, 0, True)
    assert states(warehouse) == [("agency_unknown", None, 1), ("year_unknown", None, 1)]


def test_a_manifest_that_comes_before_its_document(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    run(tmp_path / "in", warehouse, [0])
    assert run(tmp_path / "in", warehouse, ["x/year.txt"]).loaded == 1
    assert states(warehouse) == [("f", 2021, 1)]


def test_parts_are_counted_every_night_and_one_may_wait(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    done = run(tmp_path / "in", warehouse, ["x/both.txt"])
    assert (done.seen, done.loaded, done.rejected) == (3, 1, 2)
    assert states(warehouse) == [("agency_unknown", None, 2), ("c", 2021, 1)]
    done = run(tmp_path / "in", warehouse, ["x/both.txt"])
    assert (done.seen, done.unchanged, done.published) == (3, 3, False)
    done = run(tmp_path / "in", warehouse, ["who=d/both.txt"])
    assert (done.seen, done.loaded, done.unchanged) == (3, 1, 2)
    assert states(warehouse) == [("c", 2021, 1), ("d", 2022, 2)]
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        found = connection.execute("SELECT source_uri FROM report ORDER BY part").fetchall()
        rest = connection.execute("SELECT source_uri FROM rejected_document").fetchall()
    name = f"{tmp_path}/in/who=d/both.txt"
    assert (found, rest) == ([(name,), (f"{name}#part=2",)], [(f"{name}#part=3",)])
