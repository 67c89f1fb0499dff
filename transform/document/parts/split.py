"""Several reports in one document: a compilation, a page of two years, texts that a crawler put one behind the other.

Nearly no document holds more than one report, so all of a batch are only asked whether anything that a report prints
once stands in them twice; those few are looked at line by line (`transform.document.parts.starts`).
"""

import hashlib
import re
from functools import lru_cache

import polars as pl
from opencc import OpenCC

from transform.document.parts.bodies import Mark
from transform.document.parts.grids import with_own_grids
from transform.document.parts.marks import marked
from transform.document.parts.starts import parts_of
from transform.forms import Forms
from transform.lexicon import words_by
from transform.lines import lines_of
from transform.patterns import narrowed
from transform.script import simplified_lines

#: Reports that one document may hold; each takes some 300 KB while it is read.
MOST_PARTS = 5_000
#: Reports that several documents of several may hold to be read at once.
AT_ONCE = 1_500
_PART = {"part": pl.Int16, "parts": pl.Int16, "first_line": pl.Int32, "read_to": pl.Int64}


class TooManyPartsError(Exception):
    """More reports in documents of several than are read at once."""


def split_parts(documents: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Each report of each document on a row of its own.

    Args:
        documents: readable ones, with `extract.shapes.DOCUMENT`'s columns (of which source_uri, text, grids and merged
            are read).
        forms: tell the headings and labels that each report prints.

    Returns:
        The same columns in the same order, and part Int16 (from 1), parts Int16 (so many has the document), first_line
        Int32 (the document's line, from 1, on which the part starts), read_to Int64 (characters of the part's text,
        behind which another report may begin though no cut is safe; null for none). `text` is the part's own;
        `source_uri` of part n > 1 ends in `#part=n`, and of the grids it has its own. A document of one report is as it
        came, part 1 from line 1.

    Raises:
        TooManyPartsError: a document holds more than `MOST_PARTS`, or several together more than `AT_ONCE`.
    """
    told = documents.with_columns(
        pl.lit(None if name == "read_to" else 1, dtype).alias(name) for name, dtype in _PART.items()
    ).with_row_index("at")
    suspect = _suspects(told, forms)
    if suspect.is_empty():
        return told.drop("at")
    parts = _cut(suspect, forms)
    cut = told.filter(~pl.col("at").is_in(parts["at"].implode()))
    told_of = suspect.drop("text", "grids", "merged", *_PART)
    own = with_own_grids(parts, suspect)
    mended = own.join(told_of, on="at", how="left", maintain_order="left").with_columns(
        source_uri=pl.when(pl.col("part") > 1)
        .then(pl.format("{}#part={}", "source_uri", "part"))
        .otherwise("source_uri")
    )
    return pl.concat([cut, mended.select(told.columns)]).sort("at", "part").drop("at")


def surely_own(parts: pl.DataFrame) -> pl.DataFrame:
    """The parts with no more of their text than is surely theirs: what tables and sentences are read of."""
    if parts["read_to"].is_null().all():
        return parts
    return parts.with_columns(
        pl.when(pl.col("read_to").is_null()).then("text").otherwise(pl.col("text").str.slice(0, pl.col("read_to")))
    )


def report_id(sha256: str, part: int) -> str:
    """The report_id of one part: 16 hex digits of the document's SHA-256; of part n > 1 of that of `SHA256#part=n`."""
    whole = sha256 if part == 1 else hashlib.sha256(f"{sha256}#part={part}".encode()).hexdigest()
    return whole[:16]


def report_ids(parts: pl.DataFrame) -> pl.Series:
    """The report_id of each row of `parts` (sha256 String, part Int16), in its order: String."""
    further = [report_id(*row) for row in parts.filter(pl.col("part") > 1).select("sha256", "part").iter_rows()]
    ids = parts["sha256"].str.slice(0, 16)
    return ids.scatter((parts["part"] > 1).arg_true(), further) if further else ids


def _suspects(told: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The documents that may hold two reports: with a title below a sentence, or twice what a report prints once."""
    mirrored = pl.col("text").str.contains_any(words_by("role", "document.csv")["traditional"])
    found = narrowed(told, *_prints_twice(forms, in_both_scripts=False))
    of_mirrors = told.filter(mirrored)
    if of_mirrors.is_empty():
        return found
    return pl.concat([found.filter(~mirrored), narrowed(of_mirrors, *_prints_twice(forms, in_both_scripts=True))]).sort(
        "at"
    )


@lru_cache(maxsize=4)
def _prints_twice(forms: Forms, *, in_both_scripts: bool) -> tuple[pl.Expr, pl.Expr]:
    """Whether a text may hold two reports: first as asked of all, then the dear questions to those few.

    Twice stands the first, second or fifth heading, the statistics period, or the last row of the table of
    applications; or a title stands below a sentence.
    """
    text, words = pl.col("text"), words_by("role", "document.csv")
    printed = _in_both_scripts if in_both_scripts else list  # the converter takes longer to begin than to read a report
    sections = forms.sections.filter(pl.col("section").is_in(["overview", "disclosure", "problems"]))
    headings = [
        rf"{ordinal}[\s、.．,:：)）]*[^\n。]{{0,20}}(?:{'|'.join(_spaced(printed(keywords.split('|'))))})"
        for ordinal, keywords in sections.select("ordinal", "keywords").unique(maintain_order=True).iter_rows()
    ]
    period = r"1\s*月\s*1\s*日.{0,12}12\s*月\s*31"
    last = forms.rows.filter(pl.col("row_code") == "carried_out")["label"].unique(maintain_order=True).to_list()
    row = rf"(?:{'|'.join(last)})\s*[\t|\n]"
    subject, kind = ("|".join(printed(words[name])) for name in ("title_subject", "title_kind"))
    ends = rf"(?:{subject})[^\n。，]{{0,20}}(?:{kind})[^\n。，]{{0,12}}\n"
    below = text.str.splitn("。", 2).struct.field("field_1")
    twice = [text.str.count_matches(pattern) > 1 for pattern in (*headings, row)]
    return (
        pl.any_horizontal(*twice, text.str.count_matches(period) > 1, below.str.contains(ends)),
        pl.any_horizontal(
            *twice,
            text.str.count_matches(rf"\D{period}") > 1,
            below.str.contains(rf"\n[^\n。，>|]{{0,40}}{ends}"),
        ),
    )


def _spaced(words: list[str]) -> list[str]:
    """Patterns of words, also with white space inside."""
    return [r"\s*".join(map(re.escape, word)) for word in words]


def _in_both_scripts(words: list[str]) -> list[str]:
    """The words, and as mirrors print them in traditional characters."""
    return list(dict.fromkeys([*words, *map(_traditional().convert, words)]))


@lru_cache(maxsize=1)
def _traditional() -> OpenCC:
    """OpenCC's conversion of single words."""
    return OpenCC("s2t")


def _cut(suspect: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The parts of documents that hold several reports, or may: the columns of `_PART` and text."""
    lines = simplified_lines(lines_of(suspect.select("text", doc="at")))
    texts = dict(suspect.select("at", "text").iter_rows())
    rows: list[tuple[int, int, int, int, int | None, str]] = []
    for (doc,), group in marked(lines, forms).group_by("doc", maintain_order=True):
        at = int(str(doc))
        found = parts_of([Mark(*row) for row in group.drop("doc").iter_rows()])
        if len(found) == 1 and found[0].stop_line is None:
            continue
        if len(found) > MOST_PARTS:
            raise TooManyPartsError(f"more than {MOST_PARTS:,} reports in one document; split it")
        if rows and len(rows) + len(found) > AT_ONCE:
            raise TooManyPartsError(f"more than {AT_ONCE:,} reports in several documents at once")
        printed = texts[at].split("\n")
        ends = [part.first_line - 1 for part in found[1:]] + [len(printed)]
        for number, (part, end) in enumerate(zip(found, ends, strict=True), 1):
            text, read = printed[part.first_line - 1 : end], None
            if part.stop_line is not None:
                read = (
                    sum(len(line) + 1 for line in printed[part.first_line - 1 : part.stop_line - 1]) + part.characters
                )
            rows.append((at, number, len(found), part.first_line, read, "\n".join(text)))
    return pl.DataFrame(rows, schema={"at": pl.UInt32, **_PART, "text": pl.String}, orient="row")
