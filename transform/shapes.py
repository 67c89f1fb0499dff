"""The shape of what transform hands to load: one frame a table, columns and dtypes.

Each batch becomes one folder of Parquet files, one file for each entry of `TABLES`, named as the entry.
"""

import polars as pl
from polars._typing import PolarsDataType

#: How documents are read now; part of every batch's name, so that a changed reader reads again.
PARSER_VERSION = "21"

#: One row a document version that was read as a report.
REPORT = pl.Schema(
    {
        "report_id": pl.String,  # first 16 hex digits of sha256; of a part n > 1, of the SHA-256 of `<sha256>#part=n`
        "agency_id": pl.String,
        "report_year": pl.Int16,
        "agency_name_printed": pl.String,
        "title": pl.String,
        "edition": pl.String,
        "signed_date": pl.Date,
        "published_date": pl.Date,
        "is_revision": pl.Boolean,  # the title is marked as a revision (更正, 修订)
        "year_source": pl.String,  # the source of evidence that decided report_year
        "year_certainty": pl.String,  # stated (title, period, manifest), told (by a sentence) or agreed (by weak hints)
        "uses_names": pl.Boolean,  # the document's names, its address or a manifest were asked for who or which year
        "source_uri": pl.String,  # ends in #part=n for the n-th report of a document, n > 1
        "url": pl.String,  # the page's own address, where a container or a manifest gives it
        "part": pl.Int16,  # of the document, from 1
        "sha256": pl.String,  # of the document: its parts share it
        "decoded_by": pl.String,
        "read_from": pl.String,  # text, html, ...
        "parser_version": pl.String,
    }
)

#: One row a report: the text that `line_no` counts in; `first_line` is its first line in the document.
REPORT_TEXT = pl.Schema({"report_id": pl.String, "text": pl.String, "first_line": pl.Int32})

#: One row a report and form: whether the form is `printed`, `cut` (ends inside it), `absent` or a `picture`.
REPORT_FORM = pl.Schema({"report_id": pl.String, "form": pl.String, "print": pl.String})

#: One row a cell of a grid: the geometry of what a report was read from.
REPORT_GRID = pl.Schema(
    {
        "report_id": pl.String,
        "grid": pl.Int32,
        "row": pl.Int32,
        "column": pl.Int32,
        "row_span": pl.Int32,
        "column_span": pl.Int32,
        "text": pl.String,
        "line_no": pl.Int32,
        "page": pl.Int32,
        "column_code": pl.String,
        "is_certain": pl.Boolean,  # false where bars or tabs of text count the columns
    }
)

#: One row for each of the six sections that a report prints.
REPORT_SECTION = pl.Schema({"report_id": pl.String, "section": pl.String, "heading": pl.String, "line_no": pl.Int32})

_FACT: dict[str, PolarsDataType] = {
    "agency_id": pl.String,
    "report_year": pl.Int16,
    "report_id": pl.String,
    "row_code": pl.String,
    "column_code": pl.String,
}
_PRINT: dict[str, PolarsDataType] = {
    "unit": pl.String,
    "state": pl.String,  # reported, repaired, inferred, missing; later recognised, decided
    "reason": pl.String,  # why, for every state but reported
    "raw_text": pl.String,
    "line_no": pl.Int32,
}

#: One row a cell of the form's section 二; amounts in the unit that `unit` names.
FACT_DISCLOSURE = pl.Schema({**_FACT, "value": pl.Decimal(18, 4), **_PRINT})

#: One row a cell of section 三 (application) or 四 (dispute), in counts.
FACT_COUNT = pl.Schema({**_FACT, "value": pl.Int64, **_PRINT})

_CLAIM: dict[str, PolarsDataType] = {
    "agency_id": pl.String,
    "report_year": pl.Int16,
    "report_id": pl.String,
    "claim_no": pl.Int16,
    "topic": pl.String,
    "scope": pl.String,  # which of them; null is all
    "value": pl.Decimal(18, 4),
    "unit": pl.String,
    "qualifier": pl.String,  # null (exact), zero_claim, more_than, at_least, less_than, approximately or range
    "value_low": pl.Decimal(18, 4),  # what the qualifier permits
    "value_high": pl.Decimal(18, 4),
    "printed": pl.String,
    "part_of": pl.Int16,  # claim_no of the total
    "rate_of": pl.Int16,  # claim_no of what a share or growth rate is about
    "rate_base": pl.Int16,  # claim_no of the total of a share
    "claimed_year": pl.Int16,  # the year that the sentence names
    "sentence": pl.String,
    "line_no": pl.Int32,
}

#: One row a number claimed in prose.
FACT_CLAIM = pl.Schema(_CLAIM)

_SENTENCE: dict[str, PolarsDataType] = {
    "report_id": pl.String,
    "report_year": pl.Int16,
    "section": pl.String,
    "line_no": pl.Int32,
    "start_at": pl.Int32,  # characters of the line before it
    "length": pl.Int32,
    "phrases": pl.List(pl.UInt64),  # fingerprints
}

#: One row a sentence of the sections of prose; see `transform.prose.sentences`.
REPORT_SENTENCE = pl.Schema(_SENTENCE)

#: One row a problem that a report names in its section 五.
REPORTED_PROBLEM = pl.Schema(
    {
        "agency_id": pl.String,
        "report_year": pl.Int16,
        "report_id": pl.String,
        "family": pl.String,
        "keyword": pl.String,
        "sentence": pl.String,
        "line_no": pl.Int32,
    }
)

#: One row a token of an area of a table that became neither a fact nor a known label.
LEFTOVER = pl.Schema({"report_id": pl.String, "line_no": pl.Int32, "token": pl.String, "reason": pl.String})

#: One row a report that prints a label of the forms: all of them, in reading order; see
#: `transform.table.fates.recognised.LABELS`.
REPORT_LABEL = pl.Schema(
    [
        ("report_id", pl.String()),
        (
            "labels",
            pl.List(pl.Struct({"line_no": pl.Int32, "token": pl.String, "label": pl.String, "is_exact": pl.Boolean})),
        ),
    ]
)

#: One row a printed agency name of the batch.
AGENCY = pl.Schema(
    {
        "agency_id": pl.String,
        "name_printed": pl.String,
        "name": pl.String,  # full official name with its region
        "region_code": pl.String,  # GB/T 2260, six digits; null where undecided
        "province": pl.String,
        "prefecture": pl.String,
        "county": pl.String,
        "zone": pl.String,  # development zone, functional district or corps within the region; null for none
        "former_region_code": pl.String,  # before a mere renaming since 2019; several joined by ;
        "successor_region_code": pl.String,  # who took over the area of a division that ended; several joined by ;
        "level": pl.String,  # national, province, prefecture, county, township
        "kind": pl.String,  # government, government_office, department, other
        "function_code": pl.String,
        "resolved_by": pl.String,  # which rule found the region; source:rule where the name alone did not say
        "stem": pl.String,  # the print without its place
        "is_full": pl.Boolean,  # neither place nor body is abbreviated
        "candidates": pl.String,  # regions that an undecided name may mean
    }
)

#: One row a hint to who reports, on which year, published when, of reports and of held documents.
REPORT_EVIDENCE = pl.Schema(
    {
        "source_uri": pl.String,  # as in `report`, or in `held_document`
        "report_id": pl.String,  # null while the document is held
        "about": pl.String,  # agency, year, date
        "source": pl.String,
        "text": pl.String,
        "line_no": pl.Int32,  # null where it stands outside the text
        "verdict": pl.String,  # used, agrees, contradicts, unread
        "region_codes": pl.String,  # of the divisions that it may name, joined by ;
    }
)

#: One row a document that reads as a report, of which agency or year stays open; it is refused too.
HELD = pl.Schema(
    {
        "report_id": pl.String,  # as the report will have it
        "source_uri": pl.String,
        "sha256": pl.String,
        "part": pl.Int16,
        "reason": pl.String,  # agency_unknown, year_unknown
        "candidates": pl.String,  # agencies, regions or years that it may be, each with its sources
        "title": pl.String,
        "agency_name_printed": pl.String,
        "report_year": pl.Int16,
        "signed_date": pl.Date,
        "published_date": pl.Date,
        "url": pl.String,
        "decoded_by": pl.String,
        "read_from": pl.String,
        "text": pl.String,
        "first_line": pl.Int32,
    }
)

#: One row a document refused.
REJECTED = pl.Schema({"source_uri": pl.String, "sha256": pl.String, "reason": pl.String, "detail": pl.String})

TABLES = {
    "report": REPORT,
    "report_text": REPORT_TEXT,
    "report_section": REPORT_SECTION,
    "fact_disclosure": FACT_DISCLOSURE,
    "fact_application": FACT_COUNT,
    "fact_dispute": FACT_COUNT,
    "fact_claim": FACT_CLAIM,
    "report_sentence": REPORT_SENTENCE,
    "reported_problem": REPORTED_PROBLEM,
    "leftover": LEFTOVER,
    "agency": AGENCY,
    "report_form": REPORT_FORM,
    "report_grid": REPORT_GRID,
    "report_label": REPORT_LABEL,
    "report_evidence": REPORT_EVIDENCE,
    "held": HELD,
    "rejected": REJECTED,
}
