"""The project's sample reports (`data/samples`): some years of a few agencies, listed in `samples.csv`."""

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from random import Random

from bench.synthetic.agencies import agency
from bench.synthetic.edition import load_editions, years_of
from bench.synthetic.report import Recipe, SyntheticReport, compose
from bench.synthetic.truth import history

_HERE = Path(__file__).resolve().parent
SAMPLES_FOLDER = _HERE.parents[1] / "data" / "samples"
#: A document that is no report, to be refused.
NOTICE = "synthetic-sample-notice.txt"


def sample_reports() -> Iterator[SyntheticReport]:
    """Every sample report, agency by agency."""
    with (_HERE / "samples.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    editions = years_of(tuple(load_editions()))
    for number, group in groupby(rows, key=lambda row: int(row["agency"])):
        listed = list(group)
        years = [(int(row["year"]), editions[int(row["year"])]) for row in listed]
        told = history(Random(f"samples|agency {number}"), years, [row["mistake"] for row in listed])
        for row, year in zip(listed, told, strict=True):
            name = f"synthetic-sample-{number:03d}-{year.number}"
            garbles = tuple(row["garble"].split())
            recipe = Recipe(name, row["layout"], garbles, len(garbles))
            yield compose(agency(number), year, recipe, f"samples|{number}|{year.number}")


def write_samples(folder: Path = SAMPLES_FOLDER) -> None:
    """Write the samples and the notice."""
    folder.mkdir(parents=True, exist_ok=True)
    for report in sample_reports():
        (folder / report.name).write_bytes(report.text.encode())
    (folder / NOTICE).write_bytes((_HERE / "notice.txt").read_bytes())
