"""The six statutory sections of a report: where each begins."""

import polars as pl

from transform.forms import Forms

#: A heading is looked for in the first characters of a line; prose may follow it on the same line.
HEADING = 40


def tidy(text: pl.Expr) -> pl.Expr:
    """Text without white space, in NFKC: how identity, sections and claims read a line."""
    return text.str.normalize("NFKC").str.replace_all(r"\s", "")


def section_headings(lines: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The first line of each section that a document prints.

    Args:
        lines: doc UInt32, line_no Int32, line String; blank lines left out.
        forms: the forms; a section's ordinal and key words are data.

    Returns:
        doc, section String, heading String (at most 60 characters), line_no; one row a section found.
    """
    kinds = forms.sections.select("section", "ordinal", "keywords").unique(maintain_order=True)
    ordinals = "".join(kinds["ordinal"].unique())
    begun = (
        lines.filter(pl.col("line").str.contains(rf"^[\s#*(（]*[{ordinals}]"))
        .with_columns(text=tidy(pl.col("line").str.slice(0, 2 * HEADING)).str.slice(0, HEADING))
        .with_columns(ordinal=pl.col("text").str.extract(rf"^[#*]*([{ordinals}])[、.,:：]?"))
    )
    found = [
        begun.filter((pl.col("ordinal") == ordinal) & pl.col("text").str.contains(words)).with_columns(
            section=pl.lit(section)
        )
        for section, ordinal, words in kinds.iter_rows()
    ]
    return (
        pl.concat(found)
        .sort("doc", "line_no")
        .unique(["doc", "section"], keep="first", maintain_order=True)
        .select("doc", "section", pl.col("line").str.strip_chars().str.slice(0, 60).alias("heading"), "line_no")
    )
