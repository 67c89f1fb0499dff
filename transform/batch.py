"""One batch of documents to the tables of the warehouse: the order of the transforms, and nothing else.

Pure: a frame in, a frame a table out. The batch is the unit of retry, parallelism, memory and distribution.
"""

import polars as pl

from transform.agencies import load_lexicon, load_places
from transform.document.admission import admission
from transform.document.evidence.manifest import with_manifest
from transform.document.identity import identities
from transform.document.keyed import speakers_of
from transform.document.parts.split import report_ids, split_parts, surely_own
from transform.document.pictures import agreed_claims, agreed_lines, pictured
from transform.document.printing import printed_forms
from transform.document.refusals.triage import refusals
from transform.forms import Forms, load_forms
from transform.lines import lines_of, tokens_of
from transform.numbers import number_words, printed_numbers
from transform.prose.claims import claims_of
from transform.prose.problems import problems_of
from transform.prose.sections import section_headings
from transform.prose.sentences import sentences_of
from transform.script import simplified_lines
from transform.shapes import PARSER_VERSION, REJECTED, TABLES
from transform.table.cells import form_cells
from transform.table.facts import facts_of
from transform.table.fates.areas import with_areas
from transform.table.fates.leftovers import leftovers_of
from transform.table.fates.unread import printed_with_unread
from transform.table.grids.barred import barred_cells
from transform.table.grids.geometry import Geometry, column_codes, geometry_of, grid_cells
from transform.table.grids.placed import docs_with_blanks, of_docs, placed_cells, runs_of_whole_rows
from transform.table.grids.stacked import stacked_cells
from transform.table.labels.editions import decided_editions, prescribed_editions, printed_editions
from transform.table.labels.gluing import unglued_tokens
from transform.table.labels.known import known_labels, label_tokens
from transform.table.labels.units import header_units
from transform.table.printed import printed_cells
from transform.table.rows.alignment import aligned_runs
from transform.table.rows.runs import places_in_runs, runs_of, tokens_in_runs
from transform.table.rows.sections import runs_by_section


def read_batch(
    documents: pl.DataFrame, forms: Forms | None = None, manifest: pl.DataFrame | None = None
) -> dict[str, pl.DataFrame]:
    """Read a batch of documents.

    Args:
        documents: source_uri, sha256, text, decoded_by, reason, detail String (as `extract.shapes.DOCUMENT`);
            text is null and reason set for a document that could not be read.
        forms: the statutory forms; those of `data/forms` by default.
        manifest: what a crawler recorded of some of the documents, as `extract.lists.manifest.MANIFEST`; none by
            default.

    Returns:
        A frame for each entry of `transform.shapes.TABLES`, with its columns and dtypes. Each document is a row of
        `report` or of `rejected`, never of both, never of neither.
    """
    forms = forms or load_forms()
    places, lexicon = load_places(), load_lexicon()
    readable = _readable(documents, forms)
    lines = simplified_lines(lines_of(surely_own(readable)))
    headings = section_headings(lines, forms)
    scans = pictured(readable)
    sure = agreed_lines(lines, scans)
    said = readable.join(identities(sure, headings), on="doc", how="left", maintain_order="left")
    prints = _tokens(lines, forms)
    asked = admission(with_manifest(said, manifest), sure, headings, prints["printed"], forms, places, lexicon)
    prescribed = prescribed_editions(asked.found.select("doc", "report_year"), forms)
    geometry = geometry_of(readable)
    table = _read_tables(prints, prescribed, geometry, forms)
    found = asked.found.join(table["editions"], on="doc", how="left", maintain_order="left")
    refused = refusals(found, headings, forms)
    who = speakers_of(asked, found.join(refused, on="doc", how="anti", maintain_order="left"), places, lexicon)
    reports = _reports(who.known, prescribed)
    keys = reports.select("doc", "agency_id", "report_year", "report_id")
    placed = _by_columns(table, lines, geometry.of(keys), forms)
    table = with_areas({**table, "runs": runs_of_whole_rows(table["runs"], placed)}, forms)
    labels = known_labels(forms)
    printed = printed_with_unread(printed_cells(*_kept(table, keys), forms, placed), table, labels, forms, keys)
    sentences = sentences_of(lines, headings)
    # An agency's facts stand together: a query for a county then skips most of them.
    clustered = reports.sort("agency_id", "report_year").select("doc", "edition")
    cells = form_cells(clustered, printed, header_units(table["texts"], labels), forms, scans)
    tables = {
        "report": reports,
        "report_text": reports,
        "report_section": headings.join(keys, on="doc"),
        **facts_of(cells, keys),
        "fact_claim": agreed_claims(claims_of(lines), scans).join(keys, on="doc", maintain_order="left"),
        "report_sentence": sentences.join(keys, on="doc", maintain_order="left"),
        "reported_problem": problems_of(sentences).join(keys, on="doc", maintain_order="left"),
        "leftover": pl.concat(
            [leftovers_of(table, cells, labels, forms), _unsplit(reports)], how="vertical_relaxed"
        ).join(keys, on="doc", maintain_order="left"),
        "agency": reports.unique(["agency_id", "name_printed"], maintain_order=True),
        "report_form": printed_forms(reports.select("doc", "edition"), table, headings, labels, forms).join(
            keys, on="doc", maintain_order="left"
        ),
        "report_grid": _grids(table, geometry, lines, placed, forms)
        .join(readable.select("doc", "report_id"), on="doc", maintain_order="left")
        .join(pl.concat([keys.select("doc"), who.held.select("doc")]), on="doc", how="semi", maintain_order="left"),
        "report_evidence": who.evidence.join(keys.select("doc", "report_id"), on="doc", how="left"),
        "held": who.held,
        "rejected": pl.concat(
            [
                documents.filter(pl.col("reason").is_not_null()).select(REJECTED.names()),
                refused.select(REJECTED.names()),
                who.rejected.select(REJECTED.names()),
            ]
        ),
    }
    return {name: tables[name].select(shape.names()).cast(pl.Schema(shape)) for name, shape in TABLES.items()}


def _readable(documents: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The reports of the documents that have text, numbered, with how they were read."""
    texts = documents.filter(pl.col("reason").is_null()).drop("reason", "detail", "data")
    parts = split_parts(texts, forms)
    return parts.with_columns(pl.col("read_from").fill_null("text"), report_id=report_ids(parts)).with_row_index("doc")


def _grids(
    table: dict[str, pl.DataFrame],
    geometry: Geometry,
    lines: pl.DataFrame,
    placed: pl.DataFrame,
    forms: Forms,
) -> pl.DataFrame:
    """The cells of the grids that print a label of a form: the columns of `REPORT_GRID` but report_id, and doc."""
    labels = known_labels(forms)
    theirs = table["texts"].join(geometry.lines, on=["doc", "line_no"], how="semi")
    named = theirs.join(labels.select("bare").unique(), on="bare", how="semi").select("doc", "line_no").unique()
    return grid_cells(geometry, lines, named, column_codes(placed, table["editions"], forms))


def _unsplit(reports: pl.DataFrame) -> pl.DataFrame:
    """Where reports are read no further, because another may begin there, as leftovers: doc, line_no, token, reason."""
    read, rest = pl.col("text").str.slice(0, pl.col("read_to")), pl.col("text").str.slice(pl.col("read_to"))
    return reports.filter(pl.col("read_to").is_not_null()).select(
        "doc",
        line_no=(read.str.count_matches("\n", literal=True) + 1).cast(pl.Int32),
        token=rest.str.strip_chars_start().str.extract(r"^([^\n]{0,60})", 1),
        reason=pl.lit("parts_unclear"),
    )


def _tokens(lines: pl.DataFrame, forms: Forms) -> dict[str, pl.DataFrame]:
    """What a batch's lines print: tokens, label prints, texts (the tokens that are no numbers), printed editions."""
    labels = known_labels(forms)
    tokens = unglued_tokens(tokens_of(lines), labels, forms)
    distinct = tokens.select("said", "token").unique("said", keep="any").drop("said")
    numbers = printed_numbers(distinct, number_words())
    prints = label_tokens(distinct.join(numbers, on="token", how="anti"))
    tokens = tokens_in_runs(tokens, pl.concat([numbers, prints], how="diagonal"))
    texts = tokens.filter(pl.col("run").is_null())
    tokens = tokens.drop("number", "bare")
    return {"tokens": tokens, "prints": prints, "texts": texts, "printed": printed_editions(texts, labels)}


def _read_tables(
    found: dict[str, pl.DataFrame], prescribed: pl.DataFrame, geometry: Geometry, forms: Forms
) -> dict[str, pl.DataFrame]:
    """Tokens, aligned runs and editions of a batch; `prescribed` as from `prescribed_editions`."""
    labels = known_labels(forms)
    tokens, prints = found["tokens"], found["prints"]
    editions = decided_editions(found["printed"], prescribed)
    runs = (
        runs_of(tokens, geometry.lines)
        .join(editions.select("doc", "edition"), on="doc", how="left", maintain_order="left")
        .join(prints.rename({"token": "head"}), on="head", how="left", maintain_order="left")
        .join(prints.select(before="token", before_bare="bare"), on="before", how="left", maintain_order="left")
    )
    rows = runs_by_section(aligned_runs(runs, labels, forms), found["texts"], forms)
    return {"tokens": tokens, "runs": rows, "editions": editions, "texts": found["texts"]}


def _by_columns(table: dict[str, pl.DataFrame], lines: pl.DataFrame, geometry: Geometry, forms: Forms) -> pl.DataFrame:
    """What stands in each place of the rows whose columns are known, as `transform.table.grids.placed.PLACED`."""
    found = [placed_cells(table, lines, geometry, forms)]
    docs = docs_with_blanks(table["runs"])
    if not docs.is_empty():
        theirs, asked = of_docs(table, lines, docs)
        found += [read(theirs, asked, forms) for read in (stacked_cells, barred_cells)]
    return pl.concat(found).unique(["doc", "row", "nth"], keep="first", maintain_order=True)


def _kept(table: dict[str, pl.DataFrame], keys: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The aligned runs of the kept documents (also second prints of a line), and their values."""
    found = table["runs"].filter(pl.col("row").is_not_null() | pl.col("again").is_not_null())
    runs = found.join(keys, on="doc", how="semi", maintain_order="left")
    return runs, places_in_runs(table["tokens"], runs)


def _reports(found: pl.DataFrame, prescribed: pl.DataFrame) -> pl.DataFrame:
    """The documents that are reports, with their keys; the edition is the printed one, else that of the year."""
    return found.join(prescribed, on="doc", how="left", maintain_order="left").with_columns(
        edition=pl.coalesce("edition", "year_edition"),
        parser_version=pl.lit(PARSER_VERSION),
    )
