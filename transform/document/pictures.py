"""What counts of a document that was read from pictures: what two readings agree on, and names wholly understood."""

import polars as pl

from extract.layout import UNSURE

#: What `read_from` says of such a document.
SCAN = "scan"
#: Kinds of agencies whose names say nothing but a place and these words.
_PLAIN = ("government", "government_office")


def pictured(documents: pl.DataFrame) -> pl.DataFrame:
    """Those of the documents (with `doc` and `read_from`) that were read from pictures: doc."""
    return documents.filter(pl.col("read_from") == SCAN).select("doc")


def agreed_lines(lines: pl.DataFrame, scans: pl.DataFrame) -> pl.DataFrame:
    """Lines that may tell who, which year and when: one on which two readings differ tells nothing.

    Args:
        lines: as from `transform.lines.lines_of`.
        scans: as from `pictured`.

    Returns:
        The lines in order; of those that differ in such a document no more is left than `UNSURE`, so that what stands
        above and below them is not read as one.
    """
    if scans.is_empty():
        return lines
    differs = pl.col("doc").is_in(scans["doc"].implode()) & pl.col("line").str.contains(UNSURE, literal=True)
    return lines.with_columns(line=pl.when(differs).then(pl.lit(UNSURE)).otherwise("line"))


def agreed_claims(claims: pl.DataFrame, scans: pl.DataFrame) -> pl.DataFrame:
    """Claims (with `doc` and `sentence`) without those of sentences that were read in two ways."""
    if scans.is_empty():
        return claims
    here = pl.col("doc").is_in(scans["doc"].implode())
    return claims.filter(~(here & pl.col("sentence").str.contains(UNSURE, literal=True)))


def is_understood() -> pl.Expr:
    """Whether every character of an agency's name (columns of `AGENCY`) is a known place's or body's, or told outside.

    Of a name in part unknown (a township's, a new bureau's) nobody can say whether both readings misread it.
    """
    body = (pl.col("stem") == "") | pl.col("function_code").is_not_null() | pl.col("kind").is_in(_PLAIN)
    known = pl.col("region_code").is_not_null() & body & (pl.col("level") != "township").fill_null(value=False)
    return pl.col("manifest_agency").is_not_null() | known.fill_null(value=False)
