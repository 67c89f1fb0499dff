"""How well copied prose is found: `python -m bench.text [--agencies N] [--seed S]`.

Plants copies in synthetic reports (`bench.synthetic.planted`), loads them into a warehouse, and compares `text_reuse`
with the truth, by the share of phrases that were edited. A section counts as copied from a similarity of `COPIED` on.
"""

import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from bench.synthetic.planted import Planted, planted
from extract.documents import document_batches
from extract.raw import Raw
from gongkai.queries.frames import run_query
from load.publishing.publish import load_batches
from load.run import RunInfo
from transform.batch import read_batch
from transform.forms import load_forms
from transform.lines import lines_of
from transform.prose.problems import problems_of
from transform.prose.sections import section_headings
from transform.prose.sentences import sentences_of

COPIED = 0.5
YEARS = (2021, 2022, 2023)
_REUSE = """
SELECT report.source_uri AS name, section, relation, status, similarity, other.source_uri AS other
FROM text_reuse
JOIN report USING (report_id)
LEFT JOIN report AS other ON other.report_id = text_reuse.other_report_id
"""


def warehouse_of(reports: list[Planted], folder: Path) -> Path:
    """A warehouse with these reports, in one batch a year: each year is a night of its own."""
    file = folder / "w.duckdb"
    for year in sorted({report.report_year for report in reports}):
        raws = (Raw(report.name, report.text.encode()) for report in reports if report.report_year == year)
        documents = pl.concat(batch.documents for batch in document_batches(raws, ()))
        batch = folder / str(year)
        batch.mkdir()
        for name, frame in read_batch(documents).items():
            frame.write_parquet(batch / f"{name}.parquet")
        load_batches(file, [batch], RunInfo(str(year), datetime(year + 1, 2, 1, tzinfo=UTC)), load_forms())
    return file


def scored(reports: list[Planted], folder: Path) -> pl.DataFrame:
    """One row a compared section and relation.

    Returns:
        name, section, relation, similarity, other (the report found), source (it was copied from; null where it was
        not), akin Boolean (whether the text of the report found has the same origin).
    """
    truth = [
        (report.name, section, relation, source)
        for report in reports
        for section, (relation, source) in report.copied.items()
    ]
    columns = ["name", "section", "relation", "source"]
    known = pl.DataFrame(truth, schema=dict.fromkeys(columns, pl.String), orient="row")
    origins = [(report.name, section, first) for report in reports for section, first in report.origin.items()]
    origin = pl.DataFrame(origins, schema=dict.fromkeys(("name", "section", "origin"), pl.String), orient="row")
    found = run_query(warehouse_of(reports, folder), _REUSE).filter(pl.col("status") == "compared")
    return (
        found.join(known, on=columns[:3], how="left")
        .join(origin, on=["name", "section"], how="left")
        .join(origin.rename({"name": "other", "origin": "theirs"}), on=["other", "section"], how="left")
        .with_columns(akin=(pl.col("origin") == pl.col("theirs")).fill_null(False))
    )


def score(frame: pl.DataFrame) -> dict[str, Any]:
    """Precision and recall of finding the copies of each relation, and how similar copies and others are.

    Text that a peer copied stands in both reports, and in what a third copied from either: what was found is right
    where the text of both has one origin.
    """
    copied, found = pl.col("source").is_not_null(), pl.col("similarity") >= COPIED
    row = frame.select(
        copies=copied.sum(),
        found=(copied & found).sum(),
        false=(~pl.col("akin") & found).sum(),
        all_found=found.sum(),
        right_source=(copied & found & (pl.col("other") == pl.col("source"))).sum(),
        mean=pl.col("similarity").filter(copied).mean(),
        highest_other=pl.col("similarity").filter(~pl.col("akin")).max(),
    ).row(0, named=True)
    row["recall"] = row["found"] / max(row["copies"], 1)
    row["precision"] = 1 - row["false"] / max(row["all_found"], 1)
    return row


def _cost(reports: list[Planted]) -> str:
    """CPU milliseconds per 2,000 documents of the sentences and the problems."""
    texts = [reports[at % len(reports)].text for at in range(2000)]
    documents = pl.DataFrame({"doc": range(2000), "text": texts}, schema={"doc": pl.UInt32, "text": pl.String})
    lines = lines_of(documents)
    headings = section_headings(lines, load_forms())
    sentences = sentences_of(lines, headings)
    steps = {
        "sentences": lambda: sentences_of(lines, headings),
        "problems": lambda: problems_of(sentences),
    }
    best = {name: 1000 * min(_cpu(step) for _ in range(5)) for name, step in steps.items()}
    told = ", ".join(f"{name} {spent:.0f} ms" for name, spent in best.items())
    return f"{told} of CPU per 2,000 documents"


def _cpu(step: Callable[[], object]) -> float:
    """Seconds of CPU that a step takes."""
    start = time.process_time()
    step()
    return time.process_time() - start


def main() -> None:
    """Print the tables."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--agencies", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print("edited | relation | copies | recall | precision | right source | mean similarity | highest of the others")
    for edits in (0.0, 0.1, 0.2, 0.3, 0.4):
        reports = planted(options.agencies, YEARS, options.seed, edits)
        with TemporaryDirectory() as folder:
            frame = scored(reports, Path(folder))
        for (relation,), part in frame.group_by("relation", maintain_order=True):
            row = score(part)
            print(
                f"{edits:.0%} | {relation} | {row['copies']} | {row['recall']:.2%} | {row['precision']:.2%} | "
                f"{row['right_source']} | {row['mean']:.2f} | {row['highest_other']:.2f}"
            )
    print(_cost(reports))


if __name__ == "__main__":
    main()
