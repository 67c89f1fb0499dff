"""One batch of documents to the tables of the warehouse: the order of the transforms, and nothing else.

Pure: a frame in, a frame a table out. The batch is the unit of retry, parallelism, memory and distribution.
"""

from dataclasses import dataclass

import polars as pl

from transform.agencies import load_lexicon, load_places
from transform.document.admission import admission
from transform.document.evidence.decided import decided_refusals, with_decisions
from transform.document.evidence.manifest import with_manifest
from transform.document.identity import identities
from transform.document.keyed import Keyed, speakers_of
from transform.document.pictures import agreed_claims, agreed_lines
from transform.document.printing import printed_forms
from transform.document.refusals.triage import refusals
from transform.forms import Forms, load_forms
from transform.pages import Pages, pages_of
from transform.prose.claims.of_reports import claims_of_reports
from transform.prose.read import Prose, read_prose
from transform.shapes import PARSER_VERSION, REJECTED, TABLES
from transform.table.facts import facts_of
from transform.table.fates.leftovers import LEFTOVER_TOKEN
from transform.table.labels.editions import decided_editions, prescribed_editions
from transform.table.prints import prints_of
from transform.table.read import ReadTables, read_tables
from transform.threads import on_this_thread


@dataclass(frozen=True, slots=True)
class Admitted:
    """What became of the documents of a batch.

    Attributes:
        reports: the documents that are reports: the columns of `REPORT` and `AGENCY`, doc, text, read_to; an agency's
            reports stand together, so that a query for a county skips most of the facts.
        who: reports and held documents, with the evidence.
        refused: doc and the columns of `REJECTED`: the documents that are no reports.
        editions: `transform.table.labels.editions.EDITION` of all documents, as decided, with their report_year.
    """

    reports: pl.DataFrame
    who: Keyed
    refused: pl.DataFrame
    editions: pl.DataFrame


@on_this_thread
def read_batch(
    documents: pl.DataFrame,
    forms: Forms | None = None,
    manifest: pl.DataFrame | None = None,
    decided: pl.DataFrame | None = None,
) -> dict[str, pl.DataFrame]:
    """Read a batch of documents.

    Args:
        documents: source_uri, sha256, text, decoded_by, reason, detail String (as `extract.shapes.DOCUMENT`);
            text is null and reason set for a document that could not be read.
        forms: the statutory forms; those of `data/forms` by default.
        manifest: what a crawler recorded of some of the documents, as `extract.lists.manifest.MANIFEST`; none by
            default.
        decided: what people decided of some of the reports, as `extract.decisions.shape.DECIDED`; nothing by default.

    Returns:
        A frame for each entry of `transform.shapes.TABLES`, with its columns and dtypes. Each document is a row of
        `report` or of `rejected`, never of both, never of neither.
    """
    forms = forms or load_forms()
    pages = pages_of(documents, forms)
    prints = prints_of(pages.lines, forms)
    admitted = _admitted(pages, prints.editions, (manifest, decided), forms)
    clustered = admitted.reports.sort("agency_id", "report_year").select("doc", "edition")
    read = read_tables(prints, admitted.editions, clustered, pages, forms)
    prose = read_prose(pages.lines, pages.headings)
    tables = {
        **_of_documents(documents, pages, admitted),
        **_of_tables(pages, admitted, read, forms),
        **_of_prose(pages, admitted, prose),
    }
    return {name: _shaped(tables[name], shape) for name, shape in TABLES.items()}


def _shaped(table: pl.DataFrame, shape: pl.Schema) -> pl.DataFrame:
    """A table with just these columns and dtypes."""
    found = table.select(shape.names())
    return found if found.schema == shape else found.cast(shape)


def _admitted(
    pages: Pages, printed: pl.DataFrame, told: tuple[pl.DataFrame | None, pl.DataFrame | None], forms: Forms
) -> Admitted:
    """Which documents are reports, of whom and on which year; `printed` as `Prints.editions`, `told`: from outside."""
    places, lexicon = load_places(), load_lexicon()
    sure = agreed_lines(pages.lines, pages.scans)
    known = pages.documents.join(identities(sure, pages.headings), on="doc", how="left", maintain_order="left")
    known = with_decisions(with_manifest(known, told[0]), told[1])
    asked = admission(known, sure, pages.headings, printed, forms, places, lexicon)
    prescribed = prescribed_editions(asked.found.select("doc", "report_year"), forms)
    editions = decided_editions(printed, prescribed)
    found = asked.found.join(editions, on="doc", how="left", maintain_order="left")
    refused = decided_refusals(refusals(found, pages.headings, forms), found)
    who = speakers_of(asked, found.join(refused, on="doc", how="anti", maintain_order="left"), places, lexicon)
    reports = who.known.join(prescribed, on="doc", how="left", maintain_order="left").with_columns(
        # The edition is the printed one, else that of the year.
        edition=pl.coalesce("edition", "year_edition"),
        parser_version=pl.lit(PARSER_VERSION),
    )
    years = asked.found.select("doc", "report_year")
    return Admitted(reports, who, refused, editions.join(years, on="doc", how="left", maintain_order="left"))


def _of_documents(documents: pl.DataFrame, pages: Pages, admitted: Admitted) -> dict[str, pl.DataFrame]:
    """The tables that tell of whole documents."""
    reports, who = admitted.reports, admitted.who
    keys = reports.select("doc", "report_id")
    rejected = [documents.filter(pl.col("reason").is_not_null()), admitted.refused, who.rejected]
    return {
        "report": reports,
        "report_text": reports,
        "report_section": pages.headings.join(keys, on="doc"),
        "agency": reports.unique(["agency_id", "name_printed"], maintain_order=True),
        "report_evidence": who.evidence.join(keys, on="doc", how="left"),
        "held": who.held,
        "rejected": pl.concat([frame.select(REJECTED.names()) for frame in rejected]),
    }


def _of_tables(pages: Pages, admitted: Admitted, read: ReadTables, forms: Forms) -> dict[str, pl.DataFrame]:
    """The tables that tell of the forms."""
    reports = admitted.reports
    keys = reports.select("doc", "agency_id", "report_year", "report_id")
    kept = pl.concat([keys.select("doc"), admitted.who.held.select("doc")])
    leftovers = pl.concat([read.leftovers, _unsplit(reports)], how="vertical_relaxed")
    prints = printed_forms(reports.select("doc", "edition"), read.table, pages.headings, forms)
    return {
        **facts_of(read.cells, keys),
        "leftover": leftovers.join(keys, on="doc", maintain_order="left"),
        "report_label": read.labels.join(keys, on="doc", maintain_order="left"),
        "report_form": prints.join(keys, on="doc", maintain_order="left"),
        "report_grid": read.grid.join(
            pages.documents.select("doc", "report_id").join(kept, on="doc", how="semi"), on="doc", maintain_order="left"
        ),
    }


def _of_prose(pages: Pages, admitted: Admitted, prose: Prose) -> dict[str, pl.DataFrame]:
    """The tables that tell of the prose."""
    keys = admitted.reports.select("doc", "agency_id", "report_year", "report_id")
    return {
        "fact_claim": claims_of_reports(agreed_claims(prose.claims, pages.scans), admitted.reports),
        "report_sentence": prose.sentences.join(keys, on="doc", maintain_order="left"),
        "reported_problem": prose.problems.join(keys, on="doc", maintain_order="left"),
    }


def _unsplit(reports: pl.DataFrame) -> pl.DataFrame:
    """Where reports are read no further, because another may begin there, as leftovers: doc, line_no, token, reason."""
    ended = reports.filter(pl.col("read_to").is_not_null())
    if ended.is_empty():
        return LEFTOVER_TOKEN.to_frame()
    read, rest = pl.col("text").str.slice(0, pl.col("read_to")), pl.col("text").str.slice(pl.col("read_to"))
    return ended.select(
        "doc",
        line_no=(read.str.count_matches("\n", literal=True) + 1).cast(pl.Int32),
        token=rest.str.strip_chars_start().str.extract(r"^([^\n]{0,60})", 1),
        reason=pl.lit("parts_unclear"),
    )
