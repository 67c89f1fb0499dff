"""What the comparison of texts costs at publish: a warehouse of N reports, then a night of new ones.

`python -m bench.text_scale [--stored N] [--night N]`. Reports are made of phrase fingerprints alone: half of the
phrases come from a pool with Zipf's frequencies (what everybody writes), half are an agency's own, of which a part is
last year's or a peer's. Seconds of CPU travel better than those of the clock on a busy machine.
"""

import time
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import polars as pl

from load.building.reuse import update_text_reuse
from load.building.schema import create_tables, fill_tables, form_tables
from transform.forms import load_forms
from transform.prose.sentences import SECTIONS

YEARS = 5
SENTENCES, PHRASES = 45, 120
_POOL = 60_000
#: Shares of an agency's own phrases that it takes over from last year, and from a report of the same year.
_LAST_YEAR, _PEER = 0.5, 0.05


def reports(count: int, seed: int) -> pl.DataFrame:
    """One row a report: no, agency_id, report_year, phrases (all of it, in order)."""
    rng = np.random.default_rng(seed)
    agencies = -(-count // YEARS)
    own = rng.integers(_POOL, 1 << 33, (agencies, PHRASES))
    frames = []
    for year in range(2019, 2019 + YEARS):
        fresh = rng.random(own.shape)
        own = np.where(fresh > _LAST_YEAR, rng.integers(_POOL, 1 << 33, own.shape), own)
        own = np.where(fresh > 1 - _PEER, own[rng.permutation(agencies)], own)
        common = np.minimum(rng.zipf(1.15, own.shape), _POOL)
        phrases = np.where(rng.random(own.shape) < 0.5, common, own)
        length = 6 + (phrases * 2654435761 >> 7) % 20
        frames.append(
            pl.DataFrame(
                {
                    "agency": np.arange(agencies),
                    "report_year": np.full(agencies, year, dtype=np.int16),
                    "phrases": pl.Series((phrases << 7 | length).astype(np.uint64), dtype=pl.Array(pl.UInt64, PHRASES)),
                }
            )
        )
    found = pl.concat(frames).head(count).with_columns(agency_id=pl.format("agency-{}", "agency"))
    return found.with_columns(
        report_id=pl.concat_str("agency_id", "report_year").hash(seed).cast(pl.String).str.zfill(20).str.tail(16)
    )


def fill(connection: duckdb.DuckDBPyConnection, frame: pl.DataFrame) -> None:
    """Insert reports, their sections and sentences."""
    cut = np.linspace(0, PHRASES, SENTENCES + 1).astype(int)
    for name, sql in {
        "dim_agency": "SELECT DISTINCT agency_id, agency_id AS name, 2021 AS name_year FROM made "
        "ON CONFLICT DO NOTHING",
        "report": "SELECT report_id, agency_id, report_year, '2021' AS edition, false AS is_revision, 'x' AS source_uri, "  # noqa: E501
        "repeat('0', 64) AS sha256, now() AS ingested_at, true AS is_current, '1' AS parser_version FROM made",
        "report_section": f"SELECT report_id, unnest({list(SECTIONS)}) AS section FROM made",
        "report_sentence": "SELECT report_id, report_year, section, nth + 5 AS line_no, 0 AS start_at, 40 AS length, "
        "list_slice(phrases, first + 1, last) AS phrases FROM made, spans ORDER BY report_id, nth",
    }.items():
        connection.register("made", frame.with_columns(pl.col("phrases").arr.to_list()).to_arrow())
        spans = {
            "nth": range(SENTENCES),
            "first": cut[:-1],
            "last": cut[1:],
            "section": [SECTIONS[0] if i < 25 else SECTIONS[1] if i < 43 else SECTIONS[2] for i in range(SENTENCES)],
        }
        connection.register("spans", pl.DataFrame(spans).to_arrow())
        connection.execute(f"INSERT INTO {name} BY NAME {sql}")


def night(connection: duckdb.DuckDBPyConnection, frame: pl.DataFrame) -> float:
    """Load reports and compare: the seconds of CPU of the comparison."""
    fill(connection, frame)
    connection.register("ids", frame.select("report_id", "agency_id", "report_year").to_arrow())
    connection.execute("CREATE OR REPLACE TEMP TABLE incoming AS FROM ids")
    start = time.process_time()
    update_text_reuse(connection, load_forms())
    return time.process_time() - start


def main() -> None:
    """Print the costs."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, default=200_000)
    parser.add_argument("--night", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    every = reports(options.stored + options.night, options.seed)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "w.duckdb"
        connection = duckdb.connect(
            config={
                "memory_limit": "1GB",
                "threads": "2",
                "preserve_insertion_order": "false",
                "temp_directory": f"{folder}/tmp",
            }
        )
        connection.execute(f"ATTACH '{file}' AS warehouse (STORAGE_VERSION 'v1.4.0')")
        connection.execute("USE warehouse")
        create_tables(connection)
        fill_tables(connection, form_tables(load_forms()))
        first = night(connection, every.head(options.stored))
        connection.execute("CHECKPOINT")
        size = file.stat().st_size / options.stored
        again = night(connection, every.tail(options.night))
        rows = connection.execute("SELECT count(*), count(similarity), avg(similarity) FROM text_reuse").fetchone()
        print(f"{options.stored:,} reports compared in {first:.1f} s of CPU, {size:.0f} bytes a report")
        print(f"a night of {options.night:,} more: {again:.2f} s of CPU; text_reuse {rows}")


if __name__ == "__main__":
    main()
