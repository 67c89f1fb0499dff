"""Several reports in one document: a compilation, a page of two years, texts that a crawler put one behind the other.

Nearly no document holds more than one report, so all of a batch are only asked whether anything that a report prints
once stands in them twice; those few are looked at line by line (`transform.document.starts`).
"""

import hashlib
import re
from functools import lru_cache

import polars as pl
from opencc import OpenCC

from transform.document.bodies import Mark
from transform.document.marks import marked
from transform.document.starts import found_in
from transform.forms import Forms
from transform.lexicon import words_by
from transform.lines import lines_of
from transform.script import simplified

#: Characters of a text in which its own title stands, and repeats.
_TOP = 600
_FIRST = {"part": pl.lit(1, pl.Int16), "first_line": pl.lit(1, pl.Int32), "parts_unclear": pl.lit(value=False)}


def split_parts(documents: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Each report of each document on a row of its own.

    Args:
        documents: readable ones, with `extract.documents.DOCUMENT`'s columns (of which source_uri and text are read).
        forms: tell the headings and labels that each report prints.

    Returns:
        The same columns in the same order, and part Int16 (from 1), first_line Int32 (the document's line, from 1, on
        which the part starts), parts_unclear Boolean (sections start again where no cut is safe: the document's last
        part may hold more than one report). `text` is the part's own; `source_uri` of part n > 1 ends in `#part=n`.
        A document of one report is as it came, part 1 from line 1.
    """
    told = documents.with_columns(**_FIRST).with_row_index("at")
    suspect = told.filter(_prints_twice(forms))
    if suspect.is_empty():
        return told.drop("at")
    parts = _cut(suspect, forms)
    cut = told.filter(~pl.col("at").is_in(parts["at"].implode()))
    mended = parts.join(suspect.drop("text", *_FIRST), on="at", how="left", maintain_order="left").with_columns(
        source_uri=pl.when(pl.col("part") > 1)
        .then(pl.format("{}#part={}", "source_uri", "part"))
        .otherwise("source_uri")
    )
    return pl.concat([cut, mended.select(told.columns)]).sort("at", "part").drop("at")


def report_id(sha256: str, part: int) -> str:
    """The report_id of one part: 16 hex digits of the document's SHA-256; of part n > 1 of that of `SHA256#part=n`."""
    whole = sha256 if part == 1 else hashlib.sha256(f"{sha256}#part={part}".encode()).hexdigest()
    return whole[:16]


def report_ids(parts: pl.DataFrame) -> pl.Series:
    """The report_id of each row of `parts` (sha256 String, part Int16), in its order: String."""
    further = [report_id(*row) for row in parts.filter(pl.col("part") > 1).select("sha256", "part").iter_rows()]
    ids = parts["sha256"].str.slice(0, 16)
    return ids.scatter((parts["part"] > 1).arg_true(), further) if further else ids


@lru_cache(maxsize=4)
def _prints_twice(forms: Forms) -> pl.Expr:
    """Whether a text may hold two reports: a title far below its head, or twice what a report prints once.

    That is the first or the fifth heading, the statistics period, or the last row of the table of applications.
    """
    text, words = pl.col("text"), words_by("role", "document.csv")
    sections = forms.sections.filter(pl.col("section").is_in(["overview", "problems"]))
    headings = [
        rf"{ordinal}[\s、.．,:：)）]*[^\n。]{{0,20}}(?:{'|'.join(_prints(keywords.split('|')))})"
        for ordinal, keywords in sections.select("ordinal", "keywords").unique(maintain_order=True).iter_rows()
    ]
    period = r"\D1\s*月\s*1\s*日.{0,12}12\s*月\s*31"
    last = forms.rows.filter(pl.col("row_code") == "carried_out")["label"].unique(maintain_order=True).to_list()
    row = rf"(?:{'|'.join(last)})\s*[\t|\n]"
    subject, kind = ("|".join(_in_both_scripts(words[name])) for name in ("title_subject", "title_kind"))
    title = rf"\n[^\n。，>|]{{0,40}}(?:{subject})[^\n。，]{{0,20}}(?:{kind})[^\n。，]{{0,12}}\n"
    return pl.any_horizontal(
        *(text.str.count_matches(pattern) > 1 for pattern in (*headings, period, row)),
        text.str.slice(_TOP).str.contains(title),
    )


def _prints(words: list[str]) -> list[str]:
    """Patterns of words in both scripts, also with white space inside."""
    return [r"\s*".join(map(re.escape, word)) for word in _in_both_scripts(words)]


def _in_both_scripts(words: list[str]) -> list[str]:
    """The words, and as mirrors print them in traditional characters."""
    return list(dict.fromkeys([*words, *map(_traditional().convert, words)]))


@lru_cache(maxsize=1)
def _traditional() -> OpenCC:
    """OpenCC's conversion of single words."""
    return OpenCC("s2t")


def _cut(suspect: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The parts of documents that hold several reports, or may: at, part, first_line, parts_unclear, text."""
    lines = simplified(lines_of(suspect.select("text", doc="at")))
    texts = dict(suspect.select("at", "text").iter_rows())
    rows: list[tuple[int, int, int, bool, str]] = []
    for (at,), group in marked(lines, forms).group_by("doc", maintain_order=True):
        found = found_in([Mark(*row) for row in group.drop("doc").iter_rows()])
        if len(found.starts) == 1 and not found.unclear:
            continue
        printed = texts[int(str(at))].split("\n")
        ends = [start - 1 for start in found.starts[1:]] + [len(printed)]
        rows += [
            (int(str(at)), part, start, found.unclear, "\n".join(printed[start - 1 : end]))
            for part, (start, end) in enumerate(zip(found.starts, ends, strict=True), 1)
        ]
    schema = {"at": pl.UInt32, "part": pl.Int16, "first_line": pl.Int32, "parts_unclear": pl.Boolean, "text": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")
