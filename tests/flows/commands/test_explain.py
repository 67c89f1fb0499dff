"""`gongkai explain` says of every cell what the fact tables say, also on pages that are not simply read."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from rich.markup import render

from bench.synthetic.world.what.script import to_traditional
from flows.commands.display.forms import form_tables, open_table
from gongkai.explaining.report import explained
from load.warehouse import open_readonly
from tests.flows.command import SAMPLES, gongkai

#: The samples once more: in traditional characters; with a label and its values in one piece; with a dash for a number.
PAGES: dict[str, Callable[[str], str]] = {
    "traditional.txt": to_traditional,
    "glued.txt": lambda text: text.replace("重复申请\t", "重复申请"),
    "dash.txt": lambda text: re.sub(r"(予以公开\t\t)\d+", r"\1—", text, count=1),
}
FACTS = (
    "SELECT form, row_code, column_code, state, value::DOUBLE, reason, raw_text, line_no FROM fact WHERE report_id = $1"
)

LABELS = (
    "SELECT it.line_no, it.token, it.label, it.is_exact "
    "FROM (SELECT unnest(labels) AS it FROM report_label WHERE report_id = $1)"
)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explain")
    samples = sorted(SAMPLES.glob("synthetic-sample-0[24]*.txt"))
    for (name, change), sample in zip(PAGES.items(), samples, strict=False):
        (folder / name).write_text(change(sample.read_text(encoding="utf-8")), encoding="utf-8")
    gongkai(
        "ingest",
        folder,
        *(SAMPLES / f"synthetic-sample-{name}.txt" for name in ("044-2020", "064-2023")),
        "-w",
        folder / "w.duckdb",
    )
    return folder / "w.duckdb"


def _reports(warehouse: Path) -> list[tuple[str, str]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute("SELECT report_id, sha256 FROM report ORDER BY source_uri").fetchall()


def test_each_cell_is_what_the_fact_tables_say(warehouse: Path) -> None:
    reports = _reports(warehouse)
    assert len(reports) == len(PAGES) + 2
    states = set()
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for report_id, sha256 in reports:
            (told,) = json.loads(gongkai("explain", sha256, "-w", warehouse, "--json").stdout)["reports"]
            facts = {row[:3]: row[3:] for row in connection.execute(FACTS, [report_id]).fetchall()}
            names = ("state", "value", "reason", "raw_text", "line_no")
            shown = {
                (cell["form"], cell["row_code"], cell["column_code"]): tuple(cell[name] for name in names)
                for cell in told["cells"]
            }
            assert shown == facts
            left = connection.execute("SELECT line_no, token, reason FROM leftover WHERE report_id = $1", [report_id])
            assert [tuple(it.values()) for it in told["leftovers"]] == sorted(left.fetchall(), key=lambda it: it[0])
            stored = connection.execute(LABELS, [report_id]).fetchall()
            assert [(it["line_no"], it["token"], it["code"], it["is_exact"]) for it in told["labels"]] == stored
            assert stored
            lines = [line_no for it in told["lines"] for line_no in range(it["first"], it["last"] + 1)]
            assert len(lines) == len(set(lines))
            assert set(lines) >= {fact[4] for fact in facts.values() if fact[4]}
            states |= {fact[0] for fact in facts.values()}
    assert states == {"reported", "repaired", "inferred", "missing"}


def test_the_tables_show_each_number_with_its_own_state(warehouse: Path) -> None:
    for report_id, _ in _reports(warehouse):
        with open_readonly(warehouse) as connection:
            found = explained(connection, report_id)
        shown = []
        for table, hidden in form_tables(found.cells, 160, everything=True):
            assert hidden == 0
            rows = zip(*(column.cells for column in table.columns[2:-1]), strict=True)
            shown += [render(str(cell)).plain for row in rows for cell in row]
        assert shown == [
            " ".join(
                filter(
                    None, ["" if it.value is None else f"{it.value.normalize():f}", it.state * (it.state != "reported")]
                )
            )
            for it in found.cells
        ]
        rest = open_table(found.cells)
        told = [name for names in rest.columns[2].cells for name in str(names).split(", ")] if rest else []
        assert told == [cell.column_code for cell in found.cells if cell.state != "reported"]


def test_one_inferred_number_does_not_make_its_neighbours_inferred(warehouse: Path) -> None:
    (told,) = json.loads(gongkai("explain", "dash.txt", "-w", warehouse, "--row", "granted", "--json").stdout)[
        "reports"
    ]
    assert [cell["state"] for cell in told["cells"]] == ["inferred", *["reported"] * 6]
    assert {cell["row"] for cell in told["cells"]} == {"三、本年度办理结果 (一)予以公开"}


def test_a_file_that_changed_or_went_is_told_and_what_was_read_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "#part=2.txt"
    file.write_bytes(next(SAMPLES.glob("*.txt")).read_bytes())
    gongkai("ingest", file, "-w", tmp_path / "w.duckdb")

    def said() -> str:
        done = gongkai("explain", file, "--row", "granted", "--column", "total", "-w", tmp_path / "w.duckdb")
        assert "granted" in done.stdout
        return done.stderr

    assert not said()
    file.write_bytes(file.read_bytes().replace(b"2", b"3"))
    assert "is not the file that was read: its SHA-256 is another one now" in said()
    file.unlink()
    assert "is not there any more" in said()


def test_of_a_part_the_line_that_it_begins_at_is_told(tmp_path: Path) -> None:
    first, second = (file.read_text(encoding="utf-8") for file in sorted(SAMPLES.glob("*.txt"))[:2])
    file = tmp_path / "both.txt"
    file.write_text(f"{first}\n{second}", encoding="utf-8")
    gongkai("ingest", file, "-w", tmp_path / "w.duckdb")
    done = gongkai("explain", f"{file}#part=2", "--json", "-w", tmp_path / "w.duckdb")
    (found,) = json.loads(done.stdout)["reports"]
    cell = next(cell for cell in found["cells"] if cell["raw_text"] and cell["line_no"])
    whole = file.read_text(encoding="utf-8").split("\n")
    assert found["part"] == 2
    assert cell["raw_text"] in whole[cell["line_no"] + found["first_line"] - 2]
    shown = gongkai("explain", f"{file}#part=2", "--row", "granted", "-w", tmp_path / "w.duckdb").stdout
    assert f"Line 1 of its text is line {found['first_line']:,} of the whole document's." in shown
