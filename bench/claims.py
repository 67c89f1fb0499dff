"""How well prose is read: synthetic reports whose wording the patterns were not written from.

`python -m bench.claims [--count N] [--seed S]` prints, for the plain prose, for the templates that the patterns may
know (`seen`) and for those held out: precision and recall of claims on topic and value, and whether `claim_check`
fails exactly the reports in which a contradiction was planted. Claims of topic `other` are counted apart.
"""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from bench.scoring import documents_of
from bench.synthetic import SyntheticReport, generate
from flows.request import Request
from flows.run.pipeline import ingest
from flows.settings import Settings
from transform.batch import read_batch

_KEY = ["source_uri", "topic", "value", "copy"]


def claimed(reports: Sequence[SyntheticReport]) -> pl.DataFrame:
    """What is read: source_uri, topic, value, copy (of equal claims of a report), sentence."""
    tables = read_batch(documents_of(reports))
    names = tables["report"].select("report_id", "source_uri")
    return _copies(tables["fact_claim"].join(names, on="report_id", maintain_order="left"))


def truth_of(reports: Sequence[SyntheticReport]) -> pl.DataFrame:
    """What is true: source_uri, topic, value, copy."""
    rows = [(report.name, topic, str(value)) for report in reports for topic, value, _ in report.claims]
    frame = pl.DataFrame(rows, schema=["source_uri", "topic", "value"], orient="row")
    return _copies(frame.with_columns(pl.col("value").cast(pl.Decimal(18, 4))))


def _copies(claims: pl.DataFrame) -> pl.DataFrame:
    return claims.with_columns(copy=pl.int_range(pl.len()).over("source_uri", "topic", "value"))


def failed_checks(reports: Sequence[SyntheticReport]) -> pl.DataFrame:
    """Load the reports and ask `claim_check`: source_uri, check_code, topic, status, detail, sentence."""
    with TemporaryDirectory() as folder:
        for report in reports:
            (Path(folder) / report.name).write_bytes(report.text.encode())
        warehouse = Path(folder) / "warehouse.duckdb"
        ingest(Request([folder], warehouse, Settings()))
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            found = connection.execute(
                "SELECT parse_filename(source_uri) AS source_uri, check_code, topic, status, detail, sentence "
                "FROM claim_check JOIN report USING (report_id)"
            ).pl()
    return found


def main() -> None:
    """Print the figures, and with --show what went wrong."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000, help="reports in each corpus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="print so many of each kind of error")
    options = parser.parse_args()
    print("corpus | claims | precision | recall | other | planted | flagged | false alarms | unknown checks | checks")
    for prose in ("plain", "seen", "held_out", "fresh"):
        reports = list(
            generate(options.count, options.seed, prose=prose, contradictions=0.0 if prose == "plain" else 0.3)
        )
        print(" | ".join([prose, *_read(reports, options.show), *_checked(reports, options.show)]), flush=True)


def _read(reports: Sequence[SyntheticReport], show: int) -> list[str]:
    """Claims, precision, recall, other."""
    found, truth = claimed(reports), truth_of(reports)
    named = found.filter(pl.col("topic") != "other")
    extra, lost = named.join(truth, on=_KEY, how="anti"), truth.join(named, on=_KEY, how="anti")
    for row in [*extra.head(show).select("topic", "value", "sentence").rows(), *lost.head(show).rows()]:
        print("  ", row)
    right = named.height - extra.height
    return [
        str(truth.height),
        f"{100 * right / max(named.height, 1):.2f} %",
        f"{100 * right / max(truth.height, 1):.2f} %",
        str(found.height - named.height),
    ]


def _checked(reports: Sequence[SyntheticReport], show: int) -> list[str]:
    """Planted contradictions, those flagged, reports with a false alarm, unknown checks, checks."""
    checks = failed_checks(reports)
    fails = checks.filter(pl.col("status") == "fail")
    planted = {report.name: report.contradiction for report in reports if report.contradiction}
    untold = {name for name in planted if planted[name].startswith("growth") and not _told_last_year(name, reports)}
    flagged = set(fails["source_uri"]) & (set(planted) - untold)
    alarms = fails.filter(~pl.col("source_uri").is_in(list(planted)))
    for row in alarms.head(show).rows():
        print("   false alarm", row)
    for name in sorted(set(planted) - untold - flagged)[:show]:
        print("   not flagged", name, planted[name])
    unknown = checks.filter(pl.col("status") == "unknown").height
    counts = (len(planted) - len(untold), len(flagged), alarms["source_uri"].n_unique(), unknown, checks.height)
    return [str(number) for number in counts]


def _told_last_year(name: str, reports: Sequence[SyntheticReport]) -> bool:
    """Whether the report before this one claims what a growth rate could be held to."""
    place = next(place for place, report in enumerate(reports) if report.name == name)
    return any(topic == "published_total" for topic, _, _ in reports[place - 1].claims)


if __name__ == "__main__":
    main()
