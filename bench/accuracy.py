"""How much is read right: synthetic reports with known truth, by layout and by garble.

`python -m bench.accuracy [--count N] [--seed S]` prints three corpora and, for the garbled ones, each garble alone:

- right: of the non-zero cells that the text still prints, the share whose value is the truth;
- of all: the same of all non-zero cells, also those that a garble took out of the text;
- silent: cells whose state is `reported` or `inferred` but whose value is not the truth, or whose truth is nothing;
- missing: share of the printed cells that could not be read.
"""

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import polars as pl

from bench.synthetic import GARBLES, LAYOUTS, SyntheticReport, generate, layouts_of
from extract.documents import document_batches
from extract.pages import page_texts
from extract.raw import Raw
from transform.batch import read_batch

#: What the five real reports show, in one or several of them.
SEEN_IN_REAL_REPORTS = (
    "broken_label_tail",
    "label_spaces",
    "label_variant",
    "lost_character",
    "split_group",
    "missing_group",
    "decorated_group",
    "lost_indent",
    "lost_column",
    "extra_value",
    "dispute_extra",
    "caption_cut",
    "header_cut",
    "page_break",
    "cut_off",
)
#: Garbles after which some numbers cannot be known: no place, no title, or digits that no identity confirms.
BEYOND_READING = ("zeros_gone", "blank_zero", "digit_split", "letter_o", "title_lost", "dispute_extra")
_CELL = ["source_uri", "form", "row_code", "column_code"]
_SURE = ["reported", "inferred"]


@dataclass(frozen=True)
class Score:
    """What was read of one corpus; cells are counts."""

    name: str
    reports: int
    rejected: int
    cells: int
    nonzero: int
    nonzero_right: int
    printed_nonzero: int
    printed_right: int
    repaired_wrong: int
    silent: int
    printed: int
    printed_missing: int

    def row(self) -> tuple[str, int, int, int, str, str, int, int, str]:
        """For the printed table."""
        right = f"{100 * self.printed_right / max(self.printed_nonzero, 1):.3f} %"
        of_all = f"{100 * self.nonzero_right / max(self.nonzero, 1):.3f} %"
        missing = f"{100 * self.printed_missing / max(self.printed, 1):.3f} %"
        return (
            self.name,
            self.reports,
            self.rejected,
            self.cells,
            right,
            of_all,
            self.silent,
            self.repaired_wrong,
            missing,
        )


def documents_of(reports: Sequence[SyntheticReport]) -> pl.DataFrame:
    """Reports as documents, through the extraction."""
    raws = (Raw(report.name, report.text.encode()) for report in reports)
    return page_texts(pl.concat(batch.documents for batch in document_batches(raws, ())))


def truth_of(reports: Sequence[SyntheticReport]) -> pl.DataFrame:
    """What is true: one row a cell, `truth` Decimal(18,4) and `printed` Boolean."""
    rows = [
        (report.name, *key, value, key in report.printed) for report in reports for key, value in report.cells.items()
    ]
    schema = pl.Schema(dict.fromkeys(_CELL, pl.String) | {"truth": pl.Decimal(18, 4), "printed": pl.Boolean})
    return pl.DataFrame(rows, schema=schema, orient="row")


def read_cells(reports: Sequence[SyntheticReport]) -> tuple[pl.DataFrame, int]:
    """What the transforms read: `truth_of`'s keys with value, state, reason; and how many documents were refused."""
    tables = read_batch(documents_of(reports))
    names = tables["report"].select("report_id", "source_uri")
    cells = pl.concat(
        tables[f"fact_{form}"].select(
            "report_id",
            pl.lit(form).alias("form"),
            "row_code",
            "column_code",
            pl.col("value").cast(pl.Decimal(18, 4)),
            "state",
            "reason",
            "raw_text",
            "line_no",
        )
        for form in ("disclosure", "application", "dispute")
    )
    return cells.join(names, on="report_id"), tables["rejected"].height


def compared(reports: Sequence[SyntheticReport]) -> tuple[pl.DataFrame, int]:
    """Truth beside reading: every cell with truth, printed, value, state; and the number of refused documents."""
    cells, rejected = read_cells(reports)
    return truth_of(reports).join(cells, on=_CELL, how="left"), rejected


def score(name: str, reports: Sequence[SyntheticReport]) -> Score:
    """Compare one corpus with its truth."""
    both, rejected = compared(reports)
    right = (pl.col("value") == pl.col("truth")).fill_null(False)
    has_value = pl.col("value").is_not_null()
    nonzero = pl.col("truth") != 0
    counts = both.select(
        cells=pl.len(),
        nonzero=nonzero.sum(),
        nonzero_right=(nonzero & right).sum(),
        printed_nonzero=(nonzero & pl.col("printed")).sum(),
        printed_right=(nonzero & pl.col("printed") & right).sum(),
        repaired_wrong=(has_value & ~right & (pl.col("state") == "repaired")).sum(),
        silent=(has_value & ~right & pl.col("state").is_in(_SURE)).sum(),
        printed=pl.col("printed").sum(),
        printed_missing=(pl.col("printed") & ~has_value).sum(),
    ).row(0, named=True)
    return Score(name, len(reports), rejected, **counts)


def corpora(count: int, seed: int) -> Iterable[tuple[str, list[SyntheticReport]]]:
    """The corpora: clean by layout, each garble alone, all garbles light, five or more a report."""
    for layout in LAYOUTS:
        yield f"clean {layout}", list(islice(generate(count, seed, layouts=(layout,)), count))
    for garble in GARBLES:
        layouts = layouts_of(garble)
        yield (
            f"garble {garble}",
            list(generate(count, seed, layouts=layouts, garbles=(garble,), garbles_per_report=1)),
        )
    real = tuple(name for name in GARBLES if name in SEEN_IN_REAL_REPORTS)
    yield "garbled as in the real reports (3)", list(generate(count, seed, garbles=real, garbles_per_report=3))
    yield "heavy: any five of all garbles", list(generate(count, seed, garbles=tuple(GARBLES), garbles_per_report=5))
    readable = tuple(name for name in GARBLES if name not in BEYOND_READING)
    yield (
        "heavy: any five that leave numbers their place",
        list(generate(count, seed, garbles=readable, garbles_per_report=5)),
    )


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000, help="reports in each corpus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only corpora whose name holds this")
    options = parser.parse_args()
    print("corpus | reports | rejected | cells | right | of all | silent | repaired wrong | printed but missing")
    for name, reports in corpora(options.count, options.seed):
        if options.only in name:
            print(" | ".join(str(part) for part in score(name, reports).row()), flush=True)


if __name__ == "__main__":
    main()
