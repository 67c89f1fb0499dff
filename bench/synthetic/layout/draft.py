"""A report before its layout: what garbles work on."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.synthetic.edition import CellKey, Edition
from bench.synthetic.layout.style import Style
from bench.synthetic.layout.table import Row, Tables

#: Prints that stand for zero but are no number.
DASHES = ("-", "—", "/")


@dataclass
class Draft:
    """The parts of a report that is not yet text.

    Attributes:
        edition: its form.
        layout: the layout that its tables will have.
        style: its look.
        tables: rows by form; a form that is not there is not printed, nor its section's heading.
        parts: lines of prose by section, with "title" and "preface".
        signature: agency and date at the end, or nothing.
    """

    edition: Edition
    layout: str
    style: Style
    tables: Tables
    parts: dict[str, list[str]]
    signature: list[str]

    def rows(self, *forms: str) -> list[Row]:
        """The rows with values, of these forms or all."""
        return [
            row
            for form, rows in self.tables.items()
            if not forms or form in forms
            for row in rows
            if row.kind == "values" and not row.glued
        ]

    def values(self, *forms: str) -> Iterator[tuple[Row, int, CellKey]]:
        """Each printed value that is a cell of the form: its row, its place there, its key."""
        for row in self.rows(*forms):
            for place, key in enumerate(row.keys):
                if key is not None:
                    yield row, place, key

    def printed(self) -> frozenset[CellKey]:
        """The cells for which some number is printed."""
        return frozenset(
            key
            for rows in self.tables.values()
            for row in rows
            for key, value in zip(row.keys, row.values, strict=True)
            if key is not None and value and value not in DASHES
        )
