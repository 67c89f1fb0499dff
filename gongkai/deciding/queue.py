"""What deserves a person most: open questions of a warehouse, each with the command that settles it."""

import shlex
from pathlib import Path
from typing import NamedTuple

from extract.language import N_
from load.scripts import named
from load.warehouse import reading

#: What is asked, in words.
QUESTIONS = {
    "agency_unknown": N_("whose report is it?"),
    "year_unknown": N_("which year is it about?"),
    "region_open": N_("which of these places?"),
    "contradicted": N_("whose is it: what it prints, or what contradicts it?"),
    "same_function": N_("one agency under two names, or two?"),
    "versions_disagree": N_("which of two versions counts?"),
    "several_readings": N_("how does this print read?"),
    "table_open": N_("how do these rows of a table read?"),
    "kind_unknown": N_("is it a report? Nothing on it says so"),
    "one_number_mends": N_("is one number misread? Another would mend all its sums"),
}


class Question(NamedTuple):
    """One thing that a decision would settle.

    Attributes:
        question: a key of `QUESTIONS`.
        agency_id, report_year: whose report of which year, as far as known.
        source_uri: the document; None where two agencies are asked about.
        row_code, column_code: the cell, where one is asked for; several of the row where no column is named.
        choices: what it may be, or what is printed there; of a table the codes of its open rows.
        cells: that would come to count, or come right.
        sums: that could be checked, or would hold.
        reports: that would come in, or be compared.
        form: of cells; `disclosure`, `application` or `dispute`.
    """

    question: str
    agency_id: str | None
    report_year: int | None
    source_uri: str | None
    row_code: str | None
    column_code: str | None
    choices: str | None
    cells: int
    sums: int
    reports: int
    form: str | None = None

    @property
    def command(self) -> str:
        """What settles it, but for what is decided."""
        source = shlex.quote(self.source_uri or "")
        if self.question == "table_open":
            words = f"table {self.agency_id} {self.report_year} {self.form} FILE"
        elif self.row_code and self.column_code is None:
            words = f"row {self.agency_id} {self.report_year} {self.row_code} VALUES"
        elif self.row_code:
            words = f"cell {self.agency_id} {self.report_year} {self.row_code} {self.column_code} VALUE"
        elif self.question == "same_function":
            other = (self.choices or "").split(" ")[0]
            words = f"same {shlex.quote(self.agency_id or '')} {shlex.quote(other)}"
        elif self.question == "year_unknown":
            words = f"year {source} YEAR"
        elif self.question == "kind_unknown":
            words = f"document {source} report"
        elif self.question == "versions_disagree":
            words = f"document {source} current"
        else:
            words = f"agency {source} NAME"
        return f"gongkai decide {words}"


def queue(warehouse: Path, limit: int) -> list[Question]:
    """The questions whose answer frees most, first.

    Args:
        warehouse: a published one.
        limit: so many at most.

    Raises:
        WarehouseError: it is none.
    """
    with reading(warehouse) as connection:
        return [Question(*row) for row in connection.execute(named("decide", "queue"), {"limit": limit}).fetchall()]
