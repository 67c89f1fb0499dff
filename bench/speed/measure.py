"""What is measured on one corpus: the floor, the plain script, the ingest; in the order in which a run does it."""

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from bench.speed.corpus import FOLDER, Corpus
from bench.speed.ingesting import Spent
from bench.speed.kept import Result, kept
from bench.speed.process import Cost, timed
from load.building.stages import SHARES

#: Of so many reports the plain script's cells are compared with the truth.
COMPARED = 20_000
_FLOOR = """
import duckdb, sys
duckdb.sql("SET threads = 2")
duckdb.sql(sys.argv[1]).fetchall()
"""
_NUMBERS = "SELECT sum(len(regexp_extract_all(content, '[0-9]+'))) FROM read_text('{}/*/*')"
_COMPARED = """
CREATE TEMP TABLE compared AS
SELECT name, agency_name AS agency, report_year AS "year" FROM read_parquet($folder || '/reports.parquet') LIMIT $count
"""
_TRUE = """
CREATE TEMP TABLE true_cell AS
SELECT agency, "year", form AS "table", row_code AS "row", column_code AS "column", t.value::DOUBLE AS "value"
FROM read_parquet($folder || '/truth.parquet') AS t JOIN compared USING (name) WHERE printed
"""
_FOUND = """
SELECT
    (FROM true_cell SELECT count(*)),
    (FROM true_cell SEMI JOIN plain.cells USING (agency, "year", "table", "row", "column", "value") SELECT count(*)),
    (FROM plain.cells SEMI JOIN compared USING (agency, "year")
        ANTI JOIN true_cell USING (agency, "year", "table", "row", "column", "value") SELECT count(*))
"""


@dataclass(frozen=True)
class Figures:
    """What was measured on one corpus.

    Attributes:
        corpus: the reports.
        megabytes: of text in them.
        floor: DuckDB finds every number in the same files.
        plain: the plain script, `bench.plain`.
        printed, found, wrong: of the plain script: printed cells it was compared with, those that it found, and rows
            that no report prints so.
        ingest: the whole night.
        stages: what its stages took.
        readers: seconds of processor time of the processes that it started.
        attempts: how often it was started.
        loaded, rejected: reports.
        file_bytes: how large the warehouse is.
    """

    corpus: Corpus
    megabytes: float
    floor: Cost
    plain: Cost
    printed: int
    found: int
    wrong: int
    ingest: Cost
    stages: Mapping[str, Spent]
    readers: float
    attempts: int
    loaded: int
    rejected: int
    file_bytes: int

    def each(self, processor: float) -> float:
        """Seconds of processor time as milliseconds a report."""
        return processor * 1000 / self.corpus.count

    @property
    def load(self) -> float:
        """Seconds of processor time of the load's stages."""
        return sum(spent.processor for name, spent in self.stages.items() if name in SHARES)


def measured(corpus: Corpus, commit: str = "", again: int = 1) -> Figures:
    """Measure a corpus.

    Args:
        corpus: the reports; generated where they are not there.
        commit: of the code, where results are kept and what was stopped goes on; else empty.
        again: ingest so often, and take the run with the median time.
    """
    texts = corpus.made()
    floor = kept("floor", corpus, commit, lambda: _floor(texts))
    plain = kept("plain", corpus, commit, lambda: _plain(corpus))
    night = kept("ingest", corpus, commit, lambda: _median(corpus, commit, again))
    return Figures(
        corpus=corpus,
        megabytes=corpus.megabytes(),
        floor=Cost(**floor),
        plain=Cost(**plain.pop("cost")),
        **plain,
        ingest=Cost(**night.pop("cost")),
        stages={name: Spent(**spent) for name, spent in night.pop("stages").items()},
        **night,
    )


def _floor(texts: Path) -> Result:
    """What DuckDB needs to find every number in the same files; the quicker of two runs, the first warms the files."""
    command = [sys.executable, "-c", _FLOOR, _NUMBERS.format(texts)]
    return asdict(min((timed(command)[0] for _ in range(2)), key=lambda cost: cost.seconds))


def _plain(corpus: Corpus) -> Result:
    """What the plain script needs, and how many cells it finds."""
    file = _empty(FOLDER / "plain") / "plain.duckdb"
    cost, _ = timed([sys.executable, "-m", "bench.plain", str(corpus.texts), str(file)])
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{file}' AS plain (READONLY)")
        connection.execute(_COMPARED, {"folder": str(corpus.folder), "count": COMPARED})
        connection.execute(_TRUE, {"folder": str(corpus.folder)})
        printed, found, wrong = connection.execute(_FOUND).fetchall()[0]
    shutil.rmtree(file.parent)
    return {"cost": asdict(cost), "printed": printed, "found": found, "wrong": wrong}


def _median(corpus: Corpus, commit: str, again: int) -> Result:
    """The ingest with the median time."""
    runs = sorted((_ingest(corpus, commit) for _ in range(again)), key=lambda run: run["cost"]["seconds"])
    return runs[len(runs) // 2]


def _ingest(corpus: Corpus, commit: str) -> Result:
    """One ingest into a new warehouse; where results are kept, one that was stopped goes on."""
    work = FOLDER / (f"warehouse-{corpus.name}-{commit}" if commit else "warehouse")
    file, spent = work / "warehouse.duckdb", work / "spent.json"
    if not commit or file.exists():
        _empty(work)
    work.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "bench.speed.ingesting", str(corpus.texts), str(file), str(spent)]
    cost, printed = timed(command)
    told = json.loads(printed.splitlines()[-1])
    earlier = Spent(**told["earlier"])
    whole = Cost(cost.seconds + earlier.seconds, cost.processor + earlier.processor, cost.peak)
    start = told["stages"]["start"]  # beside it: imports, and the end of the process
    for name, value in (("seconds", whole.seconds), ("processor", whole.processor)):
        start[name] += value - sum(stage[name] for stage in told["stages"].values())
    size = file.stat().st_size
    if commit:
        shutil.rmtree(work)
    names = ("stages", "readers", "attempts", "loaded", "rejected")
    return {"cost": asdict(whole), "file_bytes": size, **{name: told[name] for name in names}}


def _empty(folder: Path) -> Path:
    """A folder with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
