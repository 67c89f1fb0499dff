"""The bench of speed runs, goes on where it was stopped, and compares with a script that does find the cells."""

import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import polars as pl
import pytest

from bench.plain import rows_of
from bench.speed import ingesting, kept
from bench.speed.corpus import Corpus
from bench.speed.ingesting import Meter, Spent
from bench.speed.measure import Figures
from bench.speed.process import Cost
from bench.speed.tables import budget, curve, one, over
from bench.synthetic import generate
from bench.synthetic import write as writing
from bench.synthetic.generate import Settings, make_report
from load.building.stages import SHARES

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Corpus(10_000, 1, 0)
STAGES = {"start": Spent(1, 1), "read": Spent(4, 6), "feed": Spent(0, 1), "kept": Spent(2, 1)}
FIGURES = Figures(
    corpus=CORPUS,
    megabytes=60,
    floor=Cost(1, 0.9, 50),
    plain=Cost(9, 4.5, 200),
    printed=2000,
    found=1990,
    wrong=3,
    ingest=Cost(7, 9, 800),
    stages=STAGES,
    readers=6,
    attempts=1,
    loaded=10_000,
    rejected=0,
    file_bytes=150_000_000,
)


def test_the_bench_runs(tmp_path: Path) -> None:
    command, where = [sys.executable, "-m", "bench", "--count", "40"], {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=where, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    words = (
        "40 reports",
        "end to end",
        "floor",
        "plain script",
        "processor",
        "budget",
        "of its readers",
        "peak memory",
    )
    assert not [word for word in words if word not in done.stdout]
    lines = [line.split()[0] for line in done.stdout.splitlines()]
    assert set(SHARES) - {"copy"} | {"start", "read"} <= set(lines)
    assert "loaded 40, rejected 0" in done.stdout
    assert "100.00 %; 0 of its rows are printed nowhere" in done.stdout


def test_the_plain_script_finds_the_cells_of_clean_reports() -> None:
    reports = list(generate(60, 4))
    printed, found = 0, 0
    for report in reports:
        cells = {tuple(row[2:5]): row[5] for row in rows_of(report.text)}
        printed += len(report.printed)
        found += sum(cells.get(key) == float(report.cells[key]) for key in report.printed)
    assert found / printed > 0.99
    heads = {row[:2] for report in reports for row in rows_of(report.text)}
    assert heads == {(report.agency_name, report.report_year) for report in reports}


def test_the_plain_script_tells_what_is_not_printed_as_zero() -> None:
    reports = generate(8, 4, layouts=("tab",), garbles=("blank_zero", "lost_column"), garbles_per_report=2)
    invented = [
        row[5]
        for report in reports
        for row in rows_of(report.text)
        if (row[2], row[3], row[4]) in report.cells.keys() - report.printed
    ]
    assert invented


def test_every_stage_has_a_budget_and_the_parts_are_the_whole() -> None:
    for garbles in (0, 2):
        may = budget(garbles)
        whole = may.pop("whole")
        assert set(may) == (set(SHARES) - {"copy"}) | {"start", "read", "feed"}
        assert sum(may.values()) == pytest.approx(whole)
    assert over(FIGURES, budget(0)) == ["read"]
    assert over(FIGURES, budget(2)) == []


def test_what_is_measured_is_told() -> None:
    text = "\n".join(one(FIGURES))
    assert "end to end is 7.00 (clock), 10.00 (processor time) times the floor" in text
    assert "the plain script takes 1.29 (clock), 0.50 (processor time) of end to end" in text
    assert "it finds 1,990 of 2,000 printed cells, 99.50 %; 3 of its rows are printed nowhere" in text
    assert "3.00 s (0.300 ms a report) of the run's own process, 6.00 s (0.600 ms a report) of its readers" in text
    assert "over the budget: read" in text
    assert "stopped" not in text


def test_the_curve_marks_what_was_stopped() -> None:
    stopped = Figures(**{**vars(FIGURES), "attempts": 2})
    _, _, first, second, note = curve([FIGURES, stopped])
    assert first.split() == ["10,000", "7.0", "0.900", "0.600", "0.100", "0.100", "800", "15,000", "10.0", "0.50"]
    assert second.split()[:2] == ["10,000", "7.0*"]
    assert note.startswith("* stopped and begun again")


def test_a_result_is_kept_for_its_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "CURVE", tmp_path / "curve.jsonl")
    asked: list[str] = []

    def measure() -> dict[str, int]:
        asked.append("")
        return {"seconds": len(asked)}

    assert kept.kept("floor", CORPUS, "abc", measure) == {"seconds": 1}
    with kept.CURVE.open("a") as file:
        file.write('{"key": {"part": "fl\n')
    assert kept.kept("floor", CORPUS, "abc", measure) == {"seconds": 1}
    assert kept.kept("plain", CORPUS, "abc", measure) == {"seconds": 2}
    assert kept.kept("floor", CORPUS, "other", measure) == {"seconds": 3}
    assert kept.kept("floor", Corpus(10_000, 2, 0), "abc", measure) == {"seconds": 4}
    assert kept.kept("floor", CORPUS, "", measure) == {"seconds": 5}
    assert kept.kept("floor", CORPUS, "", measure) == {"seconds": 6}


def test_a_meter_adds_what_stopped_attempts_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([(0, 0, 0), (1, 1, 0), (3, 1.5, 2), (10, 0, 0), (11, 1, 0), (14, 1.5, 3), (15, 2.5, 3), (17, 4, 3)])
    monkeypatch.setattr(ingesting, "_times", lambda: next(times))
    stopped = Meter(tmp_path / "spent.json")
    for stage in ("read", "read"):
        stopped.progress(stage)
    meter = Meter(tmp_path / "spent.json")
    for stage in ("read", "loading", "insert", "end"):
        meter.progress(stage)
    assert {name: tuple(asdict(spent).values()) for name, spent in meter.stages.items()} == {
        "start": (1, 1),
        "read": (5, 5),
        "feed": (0, 1),
        "stage": (1, 1),
        "insert": (2, 1.5),
    }
    assert (meter.earlier, meter.readers, meter.attempts) == (Spent(2, 2.5), 5, 2)


def test_generated_reports_go_on_where_they_were_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def stopping(settings: Settings, index: int) -> object:
        made.append(index)
        if len(made) == 8:
            raise KeyboardInterrupt
        return make_report(settings, index)

    monkeypatch.setattr(writing, "PER_FOLDER", 5)
    monkeypatch.setattr(writing, "make_report", stopping)
    with pytest.raises(KeyboardInterrupt):
        writing.write_reports(Settings(3), 12, tmp_path / "one", 1)
    writing.write_reports(Settings(3), 12, tmp_path / "one", 1)
    assert made == [*range(8), *range(5, 12)]
    writing.write_reports(Settings(3), 12, tmp_path / "other", 1)
    for table in ("truth", "reports", "claims"):
        one_way, other = (pl.read_parquet(tmp_path / folder / f"{table}.parquet") for folder in ("one", "other"))
        assert one_way.equals(other)
    assert not (tmp_path / "one" / writing.PARTS).exists()
