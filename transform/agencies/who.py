"""Who reports in each document of a batch: names that say all by a join, the few others from all their hints."""

from typing import Any

import polars as pl

from transform.agencies.agency import agencies, agency_row, named
from transform.agencies.divisions import Places
from transform.agencies.evidence import hints_of
from transform.agencies.lexicon import Lexicon
from transform.agencies.speakers import Reader, Speaker, decide
from transform.lexicon import any_of, words_by
from transform.shapes import AGENCY, REPORT_EVIDENCE, REJECTED

#: Sources whose name is the document's own print; other sources stand in `resolved_by`.
_OWN = frozenset({"title", "line_above", "signature", "header", "last_line"})
_WHO = pl.Schema([("doc", pl.UInt32), *AGENCY.items()])
_HINT = pl.Schema([("doc", pl.UInt32), *(item for item in REPORT_EVIDENCE.items() if item[0] not in {"report_id"})])
_UNKNOWN = pl.Schema([("doc", pl.UInt32), *REJECTED.items()])


def speakers(
    documents: pl.DataFrame, lines: pl.DataFrame, places: Places, lexicon: Lexicon
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Who reports.

    Args:
        documents: doc, source_uri, sha256, title, agency_name_printed, the columns of `transform.document.identity.NAMES`,
            manifest_agency, manifest_url (String; null where there is none).
        lines: as from `transform.lines.lines_of`.
        places: the divisions.
        lexicon: the words of names.

    Returns:
        - doc and the columns of `AGENCY` of every document with an agency; one whose region stays open has a key of
          its own, since the name can be several agencies'.
        - doc and the columns of `REJECTED` of the others: no source names a body, or none says where it is.
        - doc and the columns of `REPORT_EVIDENCE` but for report_id: the hints of each document whose own name did
          not say all, and of each that a manifest contradicts.
    """
    names = pl.concat([documents["agency_name_printed"], documents["manifest_agency"]]).drop_nulls().unique()
    read = agencies(names.sort().to_frame("name_printed"), places, lexicon)
    told = documents.join(
        read, left_on="agency_name_printed", right_on="name_printed", how="left", maintain_order="left"
    ).join(
        read.select(manifest_agency="name_printed", manifest_id="agency_id"),
        on="manifest_agency",
        how="left",
        maintain_order="left",
    )
    needy = told.filter(_is_open())
    hints = hints_of(needy, lines)
    reader = Reader(places, lexicon)
    found, unknown, evidence = [], [], []
    for row in needy.with_columns(is_bureau=_is_bureau(lexicon).fill_null(False)).iter_rows(named=True):
        speaker = decide(hints[row["doc"]], reader, is_bureau=row["is_bureau"])
        if reason := _unknown(speaker):
            unknown.append({**{k: row[k] for k in ("doc", "source_uri", "sha256")}, **reason})
        else:
            found.append({"doc": row["doc"], **_row(speaker, row["sha256"], places)})
        evidence += [
            {
                "doc": row["doc"],
                "source_uri": row["source_uri"],
                "about": "agency",
                "source": hint.source,
                "text": hint.text,
                "verdict": verdict,
                "region_codes": codes,
            }
            for hint, verdict, codes in speaker.seen
        ]
    clear = told.join(needy.select("doc"), on="doc", how="anti", maintain_order="left")
    agency = pl.concat(
        [clear.rename({"agency_name_printed": "name_printed"}).select(_WHO.names()), pl.DataFrame(found, schema=_WHO)]
    )
    told_otherwise = pl.concat([pl.DataFrame(evidence, schema=_HINT), _contradicted(clear).select(_HINT.names())])
    return agency, pl.DataFrame(unknown, schema=_UNKNOWN), told_otherwise


def _is_open() -> pl.Expr:
    """Whether a document's own name leaves something open, or stands only around it and may be its publisher's."""
    inner = pl.coalesce("title_agency", "line_agency", "signed_agency").is_not_null()
    is_publisher = pl.col("kind").is_in(["government", "government_office"]) | pl.col("manifest_agency").is_not_null()
    return pl.col("region_code").is_null() | (~inner & is_publisher)


def _is_bureau(lexicon: Lexicon) -> pl.Expr:
    """Whether the title says 'our bureau': an organ that no government's office is called by."""
    offices = tuple(organ.canonical for organ in lexicon.whole.values())
    organs = [organ.text for organ in lexicon.tails if not any(name.endswith(organ.canonical) for name in offices)]
    words = words_by("role", "document.csv")
    return pl.col("title").str.contains(rf"^\W*{any_of(words['self_name'])}{any_of(organs)}")


def _unknown(speaker: Speaker) -> dict[str, str] | None:
    """Why no agency can be told, with what is known; None where one can, or where its name keeps it apart."""
    reading = speaker.reading
    hints = "; ".join(
        f"{hint.source} {hint.text}" + (f" = {codes}" if codes else "") for hint, _, codes in speaker.seen
    )
    if reading is None:
        nowhere = "no agency in the title, the signature, the header block, the path or a manifest"
        return {"reason": "agency_unknown", "detail": f"{nowhere}{'; read: ' if hints else ''}{hints}"[:500]}
    if reading.is_decided or reading.generic is None or reading.body.level == "township":
        return None
    left = f"; candidates: {named(speaker.candidates)}" if speaker.candidates else ""
    detail = f"{reading.name} ({speaker.source}) does not say of which place{left}; read: {hints}"
    return {"reason": "agency_unknown", "detail": detail[:500]}


def _row(speaker: Speaker, sha256: str, places: Places) -> dict[str, Any]:
    """The row of `AGENCY` of one document."""
    reading = speaker.reading
    assert reading is not None
    row = agency_row(reading, places)
    if not reading.is_decided:
        row |= {"agency_id": f"{row['agency_id']}-{sha256[:8]}"}
        row |= {"candidates": named(speaker.candidates) or row["candidates"]}
    elif speaker.by:
        row |= {"resolved_by": speaker.by}
    elif speaker.source not in _OWN:
        row |= {"resolved_by": f"{speaker.source}:{row['resolved_by']}"}
    return {"name_printed": reading.name, **row}


def _contradicted(clear: pl.DataFrame) -> pl.DataFrame:
    """What a manifest says against a document's own clear name, which stands."""
    return clear.filter(pl.col("manifest_id").is_not_null() & (pl.col("manifest_id") != pl.col("agency_id"))).select(
        "doc",
        "source_uri",
        about=pl.lit("agency"),
        source=pl.lit("manifest"),
        text="manifest_agency",
        line_no=pl.lit(None, pl.Int32),
        verdict=pl.lit("contradicts"),
        region_codes=pl.lit(None, pl.String),
    )
