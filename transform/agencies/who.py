"""Who reports in each document of a batch: names that say all by a join, the few others from all their hints."""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import polars as pl

from transform.agencies.agency import agencies, agency_row, names_with_codes
from transform.agencies.contradicted import other_body, unknown_body, without_contradicted
from transform.agencies.divisions import Places
from transform.agencies.evidence import Hint, Surroundings, hints_of
from transform.agencies.lexicon import Lexicon
from transform.agencies.speakers import BUREAU, TOWN, Reader, Speaker, decide_speaker
from transform.among import among
from transform.lexicon import any_of, words_by
from transform.prose.sections import tidy
from transform.shapes import AGENCY, REJECTED, REPORT_EVIDENCE

#: Sources whose name is the document's own print; other sources stand in `resolved_by`.
_OWN = frozenset({"title", "line_above", "announcement", "signature", "unit", "compiled", "header", "last_line"})
#: The agency that speaks in one document.
SPEAKER = pl.Schema([("doc", pl.UInt32), *AGENCY.items()])
#: One hint to who speaks in one document.
HINT = pl.Schema([("doc", pl.UInt32), *(item for item in REPORT_EVIDENCE.items() if item[0] not in {"report_id"})])
#: One document of which no source tells who speaks.
UNKNOWN = pl.Schema([("doc", pl.UInt32), *REJECTED.items(), ("candidates", pl.String)])
#: A name that is not understood must stand so often in a document's opening, its title included, or sign it, too.
_CONFIRMED, _SIGNED = 2, frozenset({"signature", "last_line"})


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who reports in the documents of a batch.

    Attributes:
        agencies: `SPEAKER`, of every document with an agency; one whose region stays open has a
            key of its own, since the name can be several agencies'.
        unknown: `UNKNOWN`, of the others: no source names a body, or none
            says where it is.
        evidence: `HINT`, in order: the hints of each document whose own name
            did not say all, and of each that a manifest contradicts.
        needy: doc of each document that was asked for all hints.
    """

    agencies: pl.DataFrame
    unknown: pl.DataFrame
    evidence: pl.DataFrame
    needy: pl.DataFrame


class OpenSpeakers(NamedTuple):
    """Documents by what their own name says.

    Attributes:
        clear: those whose own name says who reports and where.
        needy: those that must be asked for all hints.
    """

    clear: pl.DataFrame
    needy: pl.DataFrame


def open_speakers(documents: pl.DataFrame, places: Places, lexicon: Lexicon) -> OpenSpeakers:
    """The documents whose own name says who reports and where, and those that must be asked for all hints.

    Args:
        documents: doc, agency_name_printed, the columns of `transform.document.identity.NAMES`, manifest_agency.
        places: the divisions.
        lexicon: the words of names.

    Returns:
        Both with the columns of `AGENCY` that the name tells, and manifest_id.
    """
    names = pl.concat([documents["agency_name_printed"], documents["manifest_agency"]]).drop_nulls().unique()
    read = agencies(names.sort().to_frame("name_printed"), places, lexicon)
    read_documents = documents.join(
        read, left_on="agency_name_printed", right_on="name_printed", how="left", maintain_order="left"
    ).join(
        read.select(manifest_agency="name_printed", manifest_id="agency_id"),
        on="manifest_agency",
        how="left",
        maintain_order="left",
    )
    is_open = _is_needy()
    return OpenSpeakers(read_documents.filter(~is_open), read_documents.filter(is_open))


def speakers(
    clear: pl.DataFrame, needy: pl.DataFrame, around: Surroundings, places: Places, lexicon: Lexicon
) -> Speakers:
    """Who reports.

    Args:
        clear: as from `open_speakers`, with source_uri, sha256.
        needy: the same of the others, with title_line, title_other, signed_line.
        around: what stands in and around the needy ones.
        places: the divisions.
        lexicon: the words of names.
    """
    reader = Reader(places, lexicon)
    hints = {} if needy.is_empty() else hints_of(needy, around, lexicon, reader.name)
    kinds = _self_kinds(around.opening)
    kinds |= _self_kinds(_prose_of(needy.filter(pl.col("title_agency").is_null()), kinds, around.lines))
    texts = dict(around.opening.group_by("doc").agg(pl.col("text").str.join("\n")).iter_rows())
    found, unknown, evidence = [], [], []
    for row in needy.iter_rows(named=True):
        doc = row["doc"]
        own, contradicted = without_contradicted(hints[doc], reader, kinds.get(doc))
        speaker = decide_speaker(own, reader, self_kind=kinds.get(doc))
        reason = _reason_unknown(speaker, texts.get(doc, ""), lexicon.generic)
        contradicted = contradicted or unknown_body(row["title_other"], speaker, reader)
        contradicted = contradicted or other_body(row["title_agency"], speaker, reader)
        if reason := _reason_contradicted(contradicted) or reason:
            unknown.append({**{k: row[k] for k in ("doc", "source_uri", "sha256")}, **reason})
        else:
            found.append({"doc": doc, **_agency_row(speaker, row["sha256"], places)})
        evidence += [
            {
                "doc": doc,
                "source_uri": row["source_uri"],
                "about": "agency",
                "source": hint.source,
                "text": hint.text,
                "line_no": hint.line_no,
                "verdict": verdict,
                "region_codes": codes,
            }
            for hint, verdict, codes in speaker.seen
        ]
    return Speakers(
        agencies=pl.concat(
            [
                clear.rename({"agency_name_printed": "name_printed"}).select(SPEAKER.names()),
                pl.DataFrame(found, schema=SPEAKER),
            ]
        ),
        unknown=pl.DataFrame(unknown, schema=UNKNOWN),
        evidence=pl.concat([pl.DataFrame(evidence, schema=HINT), _manifest_contradictions(clear).select(HINT.names())]),
        needy=needy.select("doc"),
    )


def _is_needy() -> pl.Expr:
    """Whether a document's own name leaves something open, or stands only around it and may be its publisher's."""
    inner = pl.coalesce("title_agency", "line_agency", "signed_agency").is_not_null()
    # A place alone is its government, unless the document calls itself a bureau.
    is_place = pl.col("stem") == ""
    # A name on a line beside the title can be whom the report is addressed to.
    beside = pl.col("title_agency").is_null() & pl.col("line_agency").is_not_null()
    is_other = pl.col("signed_agency") != pl.col("line_agency")
    is_above = beside & is_other.fill_null(pl.col("kind").is_in(["government", "government_office"])).fill_null(
        value=False
    )
    # So can the last of a page's menu, where a header block names another bureau.
    words, publisher = words_by("role", "document.csv"), pl.col("publisher")
    is_bureau = ~publisher.str.contains(any_of(words["torn_rest"])) | publisher.str.contains(any_of(words["self_town"]))
    bureau = pl.when(is_bureau).then(publisher)
    is_above |= beside & pl.col("signed_agency").is_null() & (bureau != pl.col("line_agency")).fill_null(value=False)
    return pl.col("region_code").is_null() | ~inner | is_place.fill_null(value=False) | is_above


def _prose_of(unnamed: pl.DataFrame, told: dict[int, str], lines: pl.DataFrame) -> pl.DataFrame:
    """The lines of all sections, of documents whose opening does not tell what they call themselves."""
    asked = unnamed.filter(~pl.col("doc").is_in(list(told))).select("doc")
    if asked.is_empty():
        return pl.DataFrame(schema={"doc": pl.UInt32, "text": pl.String})
    said = words_by("role", "document.csv")["self_word"]
    near = among(lines, asked).filter(pl.col("line").str.contains_any(said))
    return near.select("doc", text=tidy(pl.col("line")))


def _self_kinds(opening: pl.DataFrame) -> dict[int, str]:
    """What each document calls itself most often in prose and title, if a kind of body: doc -> `TOWN` or `BUREAU`.

    我市 or 我县 is none: bureaus speak so of their place, too; nor is 我办, which is an office of any kind.
    """
    if opening.is_empty():
        return {}
    words = words_by("role", "document.csv")
    said = rf"{any_of(words['self_word'])}({any_of(words['self_body'])})"
    calls = (
        opening.filter(pl.col("text").str.contains(f"[。,;:]|^{said}"))
        .select("doc", body=pl.col("text").str.extract_all(said))
        .explode("body", empty_as_null=True)
        .filter(pl.col("body").is_not_null())
        .with_columns(body=pl.col("body").str.extract(said, 1))
        .filter(~pl.col("body").is_in(words["self_any"]))
    )
    counted = (
        calls.with_columns(is_town=pl.col("body").is_in(words["self_town"]))
        .group_by("doc", "is_town")
        .len()
        .sort("doc", "len", "is_town", descending=[False, True, False])
        .unique("doc", keep="first", maintain_order=True)
    )
    return {doc: TOWN if is_town else BUREAU for doc, is_town, _ in counted.iter_rows()}


def _reason_unknown(speaker: Speaker, text: str, generic: tuple[str, ...]) -> dict[str, str | None] | None:
    """Why no agency can be told, with what is known; None where one can, or where its name keeps it apart."""
    reading = speaker.reading
    hints = "; ".join(
        f"{hint.source} {hint.text}" + (f" = {codes}" if codes else "") for hint, _, codes in speaker.seen
    )
    if reading is None:
        nowhere = "no agency in the title, the prose, the signature, the header block, the path or a manifest"
        detail = f"{nowhere}{'; read: ' if hints else ''}{hints}"[:500]
        return {"reason": "agency_unknown", "detail": detail, "candidates": None}
    if reading.is_decided or reading.body.level == "township" or (reading.place.candidates and reading.rest):
        return None
    is_signed = any(
        hint.source in _SIGNED and hint.source != speaker.source and hint.text == reading.name
        for hint, _, _ in speaker.seen
    )
    # Where a longer name ends in it, it is not this one: 工作管理办公室 in 某市房屋征收工作管理办公室.
    alone = len(re.findall(rf"(?<![\u3400-\u9fff]){re.escape(reading.name)}", text))
    is_confirmed = is_signed or alone >= _CONFIRMED
    is_body = reading.body.understood or (bool(reading.body.organ) and is_confirmed)
    if reading.generic is None and is_body and not reading.name.startswith(generic):
        return None
    candidates = names_with_codes(speaker.candidates) or None
    left = f"; candidates: {candidates}" if candidates else ""
    detail = f"{reading.name} ({speaker.source}) does not say of which place{left}; read: {hints}"
    return {"reason": "agency_unknown", "detail": detail[:500], "candidates": candidates}


def _reason_contradicted(names: tuple[Hint, Hint] | None) -> dict[str, str | None] | None:
    """Why no agency can be told where two names leave it open."""
    if names is None:
        return None
    said = " and ".join(f"{hint.text} ({hint.source})" for hint in names)
    told = "; ".join(hint.text for hint in names)
    return {"reason": "agency_unknown", "detail": f"{said} contradict each other", "candidates": told}


def _agency_row(speaker: Speaker, sha256: str, places: Places) -> dict[str, Any]:
    """The row of `AGENCY` of one document."""
    reading = speaker.reading
    assert reading is not None
    row = agency_row(reading, places)
    if not reading.is_decided:
        row |= {"agency_id": f"{row['agency_id']}-{sha256[:8]}"}
        row |= {"candidates": names_with_codes(speaker.candidates) or row["candidates"]}
    elif speaker.by:
        row |= {"resolved_by": speaker.by}
    elif speaker.source not in _OWN:
        row |= {"resolved_by": f"{speaker.source}:{row['resolved_by']}"}
    return {"name_printed": reading.name, **row}


def _manifest_contradictions(clear: pl.DataFrame) -> pl.DataFrame:
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
