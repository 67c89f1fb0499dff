"""Printed text in, the frames between the transforms out: what the tests of the transforms share."""

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal

import polars as pl

from extract.documents import DOCUMENT
from transform.batch import read_batch
from transform.forms import Forms, load_forms
from transform.lines import lines_of, tokens_of
from transform.numbers import SCALE, number_words, printed_numbers
from transform.prose.sections import section_headings
from transform.table.aligned import Table
from transform.table.cells import form_cells
from transform.table.grids.geometry import PLACED
from transform.table.labels.editions import printed_editions
from transform.table.labels.known import known_labels, label_tokens
from transform.table.labels.units import printed_units
from transform.table.printed import printed_cells
from transform.table.rows.alignment import aligned_runs
from transform.table.rows.runs import places_in_runs, runs_of, tokens_in_runs
from transform.table.second_prints import second_prints, with_second_prints

FORMS = load_forms()
LABELS = known_labels(FORMS)

#: (value, state, reason) of one cell.
Cell = tuple[Decimal | int | None, str, str | None]


def lines(*texts: str) -> pl.DataFrame:
    """The lines of documents, one document a text."""
    frame = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    return lines_of(frame.with_row_index("doc"))


def headed(*texts: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The lines of documents with their section headings."""
    frame = lines(*texts)
    return frame, section_headings(frame, FORMS)


def tokens(*texts: str) -> pl.DataFrame:
    """The tokens of documents, with what they say."""
    cells = tokens_of(lines(*texts))
    distinct = cells.select("said", "token").unique()
    numbers = printed_numbers(distinct.select("token"), number_words())
    return tokens_in_runs(cells, distinct.join(numbers, on="token").drop("token"))


def runs(*texts: str, edition: str = "2021", forms: Forms = FORMS) -> pl.DataFrame:
    """The aligned runs of documents that print one edition."""
    found = runs_of(tokens(*texts)).with_columns(edition=pl.lit(edition))
    labels = pl.concat([found["head"], found["before"].alias("head")]).drop_nulls().unique()
    prints = label_tokens(pl.DataFrame({"token": labels}, schema={"token": pl.String}))
    named = found.join(prints.rename({"token": "head"}), on="head", how="left", maintain_order="left").join(
        prints.select(before="token", before_bare="bare"), on="before", how="left", maintain_order="left"
    )
    return aligned_runs(named, forms)


def printed_rows(*texts: str, edition: str = "2021") -> list[str | None]:
    """The form's line that each run of values is taken for, in reading order."""
    codes = FORMS.printed_rows.select("edition", "row", "printed_row")
    return (
        runs(*texts, edition=edition)
        .join(codes, on=["edition", "row"], how="left", maintain_order="left")["printed_row"]
        .to_list()
    )


def matches(*texts: str, edition: str = "2021") -> list[str | None]:
    """By what evidence each run was given its line."""
    return runs(*texts, edition=edition)["matched"].to_list()


def cells(*texts: str, edition: str = "2021") -> pl.DataFrame:
    """Every cell of every document, `value` as printed."""
    found = runs(*texts, edition=edition)
    known = found.filter(pl.col("row").is_not_null() | pl.col("again").is_not_null())
    said = tokens(*texts)
    prints = label_tokens(said.filter(pl.col("run").is_null()).select("token").unique())
    table = Table(said, said.join(prints, on="token", maintain_order="left"), found, editions(*texts))
    units = printed_units(lines(*texts), table, FORMS)
    values = places_in_runs(said, known)
    again = second_prints(known, values, PLACED.to_frame(), FORMS)
    printed = with_second_prints(printed_cells(known, values, FORMS), again, known, FORMS)
    docs = pl.DataFrame({"doc": range(len(texts))}, schema={"doc": pl.UInt32})
    found = form_cells(docs.with_columns(edition=pl.lit(edition)), printed, units, FORMS)
    return found.with_columns(value=(pl.col("value").cast(pl.Decimal(18, 4)) / SCALE).cast(pl.Decimal(18, 4)))


def row(found: pl.DataFrame, form: str, row_code: str) -> list[Cell]:
    """(value, state, reason) of one row's cells."""
    return found.filter(form=form, row_code=row_code).select("value", "state", "reason").rows()


def editions(*texts: str) -> pl.DataFrame:
    """The edition that each document prints."""
    said = tokens(*texts).filter(pl.col("run").is_null())
    return printed_editions(said.join(label_tokens(said.select("token").unique()), on="token"), LABELS)


def labels_of(edition: str, form: str, forms: Forms = FORMS) -> list[tuple[str, str, int]]:
    """The lines of a form as printed: line code, label with its numbering, how many values."""
    named = forms.rows.filter(edition=edition, form=form).unique("printed_row", keep="first", maintain_order=True)
    places = forms.printed_rows.filter(edition=edition, form=form)["places"].to_list()
    heads = [f"{number or ''}{label}" for number, label in named.select("number", "label").iter_rows()]
    return list(zip(named["printed_row"].to_list(), heads, places, strict=True))


def form_rows(edition: str, form: str, values: Mapping[str, str] | None = None, gap: str = "\t") -> list[str]:
    """A form's rows, a line each, zeros but for `values` (line code to cells kept apart by spaces)."""
    given = values or {}
    printed = []
    for code, label, places in labels_of(edition, form):
        numbers = given.get(code, " ".join("0" * places)).split(" ")
        # A line of several rows is not headed by a label but by its columns.
        head = _columns(edition, form) if code == form else [label]
        printed.append(gap.join([*head, *numbers]))
    return printed


def _columns(edition: str, form: str) -> list[str]:
    """The column labels of a form."""
    return FORMS.labels.filter(edition=edition, form=form, kind="column", first_seen="form")["label"].to_list()


def application(values: Mapping[str, str] | None = None, edition: str = "2021") -> str:
    """Section 三's form, zeros but for `values`."""
    return "\n".join(form_rows(edition, "application", values))


def report(
    title: str = "盐池县测试局2021年政府信息公开工作年度报告",
    *,
    edition: str = "2021",
    disclosure: Mapping[str, str] | None = None,
    application: Mapping[str, str] | None = None,
    dispute: str | None = None,
    overview: Sequence[str] = (),
    end: Sequence[str] = (),
) -> str:
    """A whole report, zeros but for what is given."""
    sections = FORMS.sections.filter(edition=edition)
    given = {
        "disclosure": disclosure or {},
        "application": application or {},
        "dispute": {} if dispute is None else {"dispute": dispute},
    }
    text = [title]
    for section, ordinal, heading in sections.select("section", "ordinal", "heading").iter_rows():
        text += [f"{ordinal}、{heading}"]
        text += form_rows(edition, section, given[section]) if section in given else overview
        overview = ()
    return "\n".join([*text, *end]) + "\n"


def documents(*texts: str | None, names: Sequence[str] | None = None) -> pl.DataFrame:
    """Documents as `extract` hands them over; one that could not be read for each None."""
    rows = [
        {
            "source_uri": names[i] if names else f"doc-{i}.txt",
            "sha256": hashlib.sha256(f"{text}".encode()).hexdigest(),
            "text": text,
            "decoded_by": None if text is None else "utf-8",
            "reason": "unreadable" if text is None else None,
            "detail": "no text" if text is None else None,
        }
        for i, text in enumerate(texts)
    ]
    return pl.DataFrame([{**dict.fromkeys(DOCUMENT), **row} for row in rows], schema=DOCUMENT, orient="row")


def facts_of(form: str, *texts: str) -> list[pl.DataFrame]:
    """The cells of a form of documents, a frame a text; read in one batch, which costs as much as one alone."""
    tables = read_batch(documents(*texts))
    names = tables["report"].select("report_id", "source_uri")
    facts = tables[f"fact_{form}"].join(names, on="report_id", maintain_order="left")
    return [facts.filter(source_uri=f"doc-{at}.txt").drop("source_uri") for at in range(len(texts))]
