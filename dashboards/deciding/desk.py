"""The desk of one server: whose decisions it writes, into which folder, and what a form of its page asks for."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from extract.decisions.files import decisions_of
from extract.decisions.shape import ACCEPTED, Decisions
from extract.errors import UnusableArgumentsError
from extract.language import N_
from gongkai.deciding import subject
from gongkai.deciding.agency import named_agency
from load.decisions.folder import read_decisions
from load.decisions.record import Recorded, Signature, record_all, undo

#: A field of a row's form, before the column's code.
COLUMN = "column."
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
        return read_decisions(self.folder) or decisions_of({})

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
        if form.get("what") == "undo":
            return [undo(self.folder, form.get("id", ""), signature)]
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
        if what not in {"row", "exception"}:
            raise UnusableArgumentsError(N_("this page decides no such thing"))
        agency, year = form.get("agency", ""), int(form.get("year", "0") or 0)
        if what == "exception":
            sum_ = subject.check(self.warehouse, agency, year, form.get("check", ""), form.get("scope", ""))
            of_sum = {"row": form.get("check", ""), "column": form.get("scope", "")}
            return [{"kind": what, "source": sum_.source, **of_sum, "value": ACCEPTED, "reading": sum_.reading}]
        told = {name.removeprefix(COLUMN): text.strip() for name, text in form.items() if name.startswith(COLUMN)}
        cells = [
            subject.cell(self.warehouse, agency, year, form.get("row", ""), name) for name, text in told.items() if text
        ]
        decided = [
            {"kind": "cell", "source": one.source, "row": one.row_code, "column": one.column_code}
            | {"value": told[one.column_code], "reading": one.reading}
            for one in cells
            if one.reading.split(" ")[1:] != [told[one.column_code]]
        ]
        if not decided:
            raise UnusableArgumentsError(N_("every cell of this row reads so already"))
        return decided
