"""The desk of one server: whose decisions it writes, into which folder, and what a form of its page asks for."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from extract.decisions.shape import ACCEPTED, Decisions
from extract.errors import UnusableArgumentsError
from extract.language import N_
from gongkai.deciding import said, subject
from gongkai.deciding.agency import named_agency
from gongkai.deciding.cells import row, table
from load.decisions.folder import decisions_in
from load.decisions.record import Recorded, Signature, record_all, undo

#: A field of a row's form, before the column's code; of a table's, before the codes of row and column.
COLUMN, CELL = "column.", "cell."
#: Of a table's form: it is printed so, though sums fail.
PRINTED_SO = "printed_so"
_YEAR = re.compile(r"\d{4}", re.ASCII)
#: What may stand in one field.
LONGEST = 2_000


@dataclass(frozen=True)
class Desk:
    """Where decisions go.

    Attributes:
        warehouse: what is published.
        folder: of its decisions.
        who: decides, for all who come to this server.
        token: only a page of this server knows it.
    """

    warehouse: Path
    folder: Path
    who: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def decisions(self) -> Decisions:
        """What the folder holds now."""
        return decisions_in(self.folder)

    def take(self, form: Mapping[str, str]) -> list[Recorded]:
        """Write what a form decides; all of it or nothing.

        Args:
            form: `token`, `what` (a kind of decision), and what that needs; each a text of one line.

        Raises:
            UnusableArgumentsError: it is no decision, another one says otherwise, or the form is not of this server.
            QueryError: nothing or several things are meant.
            LoadError: the folder cannot be read or written.
        """
        if not secrets.compare_digest(form.get("token", "").encode(), self.token.encode()):
            raise UnusableArgumentsError(N_("this form is not of this server any more: open the page again"))
        if any(len(text) > LONGEST for text in form.values()):
            raise UnusableArgumentsError(N_("this is too long for a decision"))
        signature = Signature(form.get("who", "").strip() or self.who, form.get("why", "").strip())
        if is_undo(form):
            return undo(self.folder, form.get("id", ""), signature)
        return record_all(self.folder, self._decided(form), signature)

    def _decided(self, form: Mapping[str, str]) -> list[dict[str, str]]:
        """The lines of a form."""
        what, value = form.get("what", ""), form.get("value", "").strip()
        if what in {"agency", "year", "document"}:
            found = subject.document(self.warehouse, form.get("source", ""), unread=False)
            return [{"kind": what, "source": found.source, "value": value}]
        if what in {"same", "apart"}:
            one, two = (named_agency(self.warehouse, form.get(name, "")) for name in ("agency", "other"))
            return [{"kind": what, "source": one.source if what == "same" else one.full_name, "value": two.full_name}]
        agency, year = form.get("agency", ""), form.get("year", "")
        if what not in {"row", "table", "exception"} or not agency or not _YEAR.fullmatch(year):
            raise UnusableArgumentsError(N_("this page decides no such thing"))
        if what == "exception":
            sum_ = subject.check(self.warehouse, agency, int(year), form.get("check", ""), form.get("scope", ""))
            of_sum = {"row": form.get("check", ""), "column": form.get("scope", "")}
            return [{"kind": what, "source": sum_.source, **of_sum, "value": ACCEPTED, "reading": sum_.reading}]
        return self._numbers(form, agency, int(year))

    def _numbers(self, form: Mapping[str, str], agency: str, year: int) -> list[dict[str, str]]:
        """The lines of a row's or a table's form."""
        is_table = form.get("what") == "table"
        if is_table:
            found = table(self.warehouse, agency, year, form.get("form", ""))
        else:
            found = row(self.warehouse, agency, year, form.get("row", ""))
        places = [(it.row_code, it.column_code) for it in found.cells]
        told = {
            place: form.get(f"{CELL}{'.'.join(place)}" if is_table else f"{COLUMN}{place[1]}", "") for place in places
        }
        printed_so = PRINTED_SO in form or not is_table
        return said.decided(self.warehouse, found, told, self.decisions().decisions, printed_so=printed_so)


def is_undo(form: Mapping[str, str]) -> bool:
    """Whether a form takes a decision back."""
    return form.get("what") == "undo"
