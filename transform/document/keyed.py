"""The reports that have a key, and those that are held because agency or year stays open."""

from dataclasses import dataclass

import polars as pl

from transform.agencies.divisions import Places
from transform.agencies.evidence import Surroundings
from transform.agencies.lexicon import Lexicon
from transform.agencies.who import Speakers, speakers
from transform.among import among
from transform.document.admission import Admission
from transform.document.evidence.decided import decided_speakers
from transform.document.pictures import SCAN, is_understood
from transform.document.refusals.decoys import with_spam
from transform.shapes import REJECTED


@dataclass(frozen=True, slots=True)
class Keyed:
    """What became of the documents that read as reports.

    Attributes:
        known: those with agency and year: the columns given, and those of `transform.shapes.AGENCY`.
        held: the columns of `transform.shapes.HELD`, of those of which something stays open.
        rejected: doc and the columns of `REJECTED`: the held ones, and those whose agency's name is no agency's.
        evidence: doc, source_uri, about, source, text, line_no, verdict, region_codes, of known and held ones.
    """

    known: pl.DataFrame
    held: pl.DataFrame
    rejected: pl.DataFrame
    evidence: pl.DataFrame


def speakers_of(asked: Admission, kept: pl.DataFrame, places: Places, lexicon: Lexicon) -> Keyed:
    """Who speaks in each document that reads as a report, and which of them can be keyed.

    Args:
        asked: what every document was asked.
        kept: the documents that were not refused.
        places: the divisions.
        lexicon: the words of names.
    """
    who = _speakers(asked, kept, places, lexicon)
    named = _named(kept, who)
    spam = with_spam(named, pl.col("agency_name_printed"))
    named = _trusted(named.join(spam, on="doc", how="anti", maintain_order="left"), places)
    has_key = pl.col("agency_id").is_not_null() & pl.col("report_year").is_not_null()
    held = _held(named.filter(~has_key), kept, who)
    evidence = pl.concat(
        [who.evidence, asked.evidence.join(kept.select("doc", "source_uri"), on="doc")], how="diagonal"
    )
    return Keyed(
        known=named.filter(has_key),
        held=held,
        rejected=pl.concat([held.select("doc", *REJECTED.names()), _hijacked(spam)]),
        evidence=evidence.join(spam, on="doc", how="anti", maintain_order="left").sort(
            "doc", "about", maintain_order=True
        ),
    )


def _speakers(asked: Admission, kept: pl.DataFrame, places: Places, lexicon: Lexicon) -> Speakers:
    """Who speaks in the documents that are kept, and what people decided of it."""
    clear, needy = (among(frame, kept) for frame in (asked.clear, asked.needy))
    there = asked.around
    around = Surroundings(
        *(among(frame, needy) for frame in (there.lines, there.opening, there.announcements, there.names))
    )
    return decided_speakers(speakers(clear, needy, around, places, lexicon), kept, places, lexicon)


def _named(kept: pl.DataFrame, who: Speakers) -> pl.DataFrame:
    """The documents with their speakers; the name that a document prints itself is `agency_name_own`."""
    return kept.join(
        who.agencies.rename({"name_printed": "agency_name_printed"}),
        on="doc",
        how="left",
        maintain_order="left",
        suffix="_of_speaker",
    ).with_columns(
        agency_name_own="agency_name_printed",
        agency_name_printed="agency_name_printed_of_speaker",
        name_printed="agency_name_printed_of_speaker",
    )


def _trusted(named: pl.DataFrame, places: Places) -> pl.DataFrame:
    """The documents with the key of their speaker where it is understood, or decided."""
    is_decided = pl.col("decided_agency").eq_missing(pl.col("name_printed")) & pl.col("name_printed").is_not_null()
    is_clear = ((pl.col("read_from") != SCAN) | is_understood()) & ~_tells_nothing(places)
    return named.with_columns(
        pl.when(is_clear | is_decided).then("agency_id"),
        # What the document prints stays, whoever it is decided to be.
        agency_name_printed=pl.when(is_decided).then("agency_name_own").otherwise("agency_name_printed"),
    )


def _tells_nothing(places: Places) -> pl.Expr:
    """Whether a name has no place in it, not even an unknown one: a firm's, a school's, a forged one's.

    A township's own name is a place, though no division of ours; so may be what ends as divisions' names do.
    """
    like = rf"^\p{{Han}}{{2,}}[{''.join(sorted(places.endings))}]\p{{Han}}{{2,}}"
    unplaced = (pl.col("resolved_by") == "no_place") & pl.col("level").is_null()
    return (unplaced & ~pl.col("agency_name_printed").str.contains(like)).fill_null(False)


def _held(open_: pl.DataFrame, kept: pl.DataFrame, who: Speakers) -> pl.DataFrame:
    """The documents of which agency or year stays open, with what is missing and what it may be."""
    if open_.is_empty():
        return open_.with_columns(pl.lit(None, pl.String).alias(name) for name in ("reason", "detail", "candidates"))
    printed = kept.select("doc", said="agency_name_printed")
    unknown = who.unknown.select("doc", why="detail", regions="candidates")
    is_dated = pl.col("report_year").is_not_null()
    no_year = pl.coalesce(
        pl.format("the hints to the year do not agree, or are too few: {}", "year_candidates"),
        pl.lit("no year in the title, the statistics period, a sentence, the dates or the address"),
    )
    scan = pl.format("read from a picture, the agency's name {} is not wholly understood", "agency_name_printed")
    no_place = (
        pl.when(pl.col("read_from") == SCAN)
        .then(scan)
        .otherwise(pl.format("no place in the agency's name {}, and none is told elsewhere", "agency_name_printed"))
    )
    return (
        open_.join(printed, on="doc", how="left", maintain_order="left")
        .join(unknown, on="doc", how="left", maintain_order="left")
        .with_columns(
            agency_name_printed=pl.coalesce("agency_name_printed", "said"),
            reason=pl.when(is_dated).then(pl.lit("agency_unknown")).otherwise(pl.lit("year_unknown")),
            detail=pl.when(is_dated).then(pl.coalesce("why", no_place)).otherwise(no_year),
            candidates=pl.concat_str("year_candidates", "regions", separator="; ", ignore_nulls=True).replace("", None),
        )
    )


def _hijacked(spam: pl.DataFrame) -> pl.DataFrame:
    """The documents whose agency's name has gambling words in it."""
    return spam.with_columns(
        reason=pl.lit("hijacked"),
        detail=pl.format("gambling words in the agency's name: {}", "agency_name_printed"),
    ).select("doc", *REJECTED.names())
