"""What people decided of a document, beside what the document says: who, which year, and whether it is a report."""

import polars as pl

from extract.decisions.shape import DECIDED
from transform.agencies.agency import agencies
from transform.agencies.divisions import Places
from transform.agencies.lexicon import Lexicon
from transform.agencies.who import Speakers
from transform.document.evidence.years import DECISION
from transform.shapes import REJECTED

#: Why a document is refused that would be read as a report.
NO_REPORT = "decided_no_report"


def with_decisions(found: pl.DataFrame, decided: pl.DataFrame | None) -> pl.DataFrame:
    """Documents with what is decided of them.

    Args:
        found: source_uri and more; one row a report.
        decided: as `DECIDED`; None for nothing.

    Returns:
        `found` in its order with decided_agency, decided_year, decided_report and decided_by.
    """
    rows = DECIDED.to_frame() if decided is None else decided
    return found.join(rows, on="source_uri", how="left", maintain_order="left")


def decided_refusals(refused: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The refusals as people decided them: what is a report is not refused, and what is none is.

    Args:
        refused: doc and the columns of `REJECTED`.
        found: doc, source_uri, sha256, decided_report, decided_by.
    """
    asked = found.filter(pl.col("decided_report").is_not_null())
    if asked.is_empty():
        return refused
    none = asked.filter(~pl.col("decided_report")).with_columns(
        reason=pl.lit(NO_REPORT), detail=pl.format("a person decided that it is no report: {}", "decided_by")
    )
    kept = refused.join(asked, on="doc", how="anti", maintain_order="left")
    return pl.concat([kept, none.select("doc", *REJECTED.names())]).sort("doc")


def decided_speakers(who: Speakers, kept: pl.DataFrame, places: Places, lexicon: Lexicon) -> Speakers:
    """Who speaks, as people decided it; a name that does not say of which place decides nothing.

    Args:
        who: as the documents' own hints have it.
        kept: doc, source_uri, agency_name_printed, decided_agency of the documents that are not refused.
        places: the divisions.
        lexicon: the words of names.
    """
    asked = kept.filter(pl.col("decided_agency").is_not_null())
    if asked.is_empty():
        return who
    names = asked.select(name_printed=pl.col("decided_agency").unique(maintain_order=True))
    read = agencies(names, places, lexicon).filter(pl.col("region_code").is_not_null())
    decided = asked.select("doc", "source_uri", name_printed="decided_agency").join(
        read, on="name_printed", maintain_order="left"
    )
    others = who.agencies.join(decided, on="doc", how="anti", maintain_order="left")
    return Speakers(
        agencies=pl.concat([others, decided.select(others.columns)]),
        unknown=who.unknown.join(decided, on="doc", how="anti", maintain_order="left"),
        evidence=_judged(who, decided),
        needy=who.needy,
    )


def _judged(who: Speakers, decided: pl.DataFrame) -> pl.DataFrame:
    """The evidence with the decisions as what was used, and what was used before as what it is beside them."""
    own = who.agencies.select("doc", own_id="agency_id", own_name="name_printed")
    beside = decided.join(own, on="doc", how="left", maintain_order="left").select(
        "doc",
        "source_uri",
        "name_printed",
        "own_name",
        beside=pl.when(pl.col("own_id") == pl.col("agency_id")).then(pl.lit("agrees")).otherwise(pl.lit("contradicts")),
    )
    was_used = pl.col("beside").is_not_null() & (pl.col("verdict") == "used")
    told = who.evidence.join(beside.select("doc", "beside"), on="doc", how="left", maintain_order="left").with_columns(
        verdict=pl.when(was_used).then("beside").otherwise("verdict")
    )
    # What the document itself says, which no hint tells where its name alone was clear.
    clear = beside.filter(pl.col("own_name").is_not_null()).join(who.needy, on="doc", how="anti", maintain_order="left")
    rows = [
        beside.select("doc", "source_uri", source=pl.lit(DECISION), text="name_printed", verdict=pl.lit("used")),
        clear.select("doc", "source_uri", source=pl.lit("title"), text="own_name", verdict="beside"),
    ]
    new = pl.concat(rows).with_columns(about=pl.lit("agency"))
    shape = who.evidence.schema
    return pl.concat([told.select(shape.names()), new], how="diagonal").select(shape.names())
