"""Which agency a person means, and how a decision names it."""

from pathlib import Path
from typing import NamedTuple

import polars as pl

from extract.errors import UnusableArgumentsError
from load.errors import QueryError
from load.scripts import named
from load.warehouse import open_readonly
from transform.agencies import load_lexicon, load_places
from transform.agencies.agency import agencies


class NamedAgency(NamedTuple):
    """An agency as a decision names it.

    Attributes:
        source: its full name where that tells its key, else the key.
        name: its full name, where one is known and says of which place it is.
        asked: what the person wrote.
    """

    source: str
    name: str | None
    asked: str

    @property
    def full_name(self) -> str:
        """Its full name.

        Raises:
            UnusableArgumentsError: none is known that says of which place it is.
        """
        if self.name is None:
            raise UnusableArgumentsError(
                f"{self.asked} has no name that says of which place it is; write the full name instead"
            )
        return self.name


def named_agency(warehouse: Path, text: str) -> NamedAgency:
    """The agency that a text means: a key or a name of the warehouse, else a full name that is unknown there.

    Args:
        warehouse: what is published; it need not be there.
        text: an agency_id, a printed or full name, or a part of one name only.

    Raises:
        WarehouseError: `warehouse` is there and is none.
        QueryError: nobody or several have that name.
    """
    found = _found(warehouse, text)
    exact = [row for row in found if row[2]] or found
    if len(exact) > 1:
        names = ", ".join(f"{agency_id} {name}" for agency_id, name, *_ in exact)
        raise QueryError(f"{text} may be several agencies: {names}; write one agency_id")
    if exact:
        agency_id, name, _, is_key = exact[0]
        read = _key_of(name)
        tells = read is not None and (read == agency_id or is_key)
        return NamedAgency(name if tells else agency_id, name if tells else None, text)
    if _key_of(text) is None:
        raise QueryError(f"no agency is called {text}; one that has no report yet needs its full name, with its place")
    return NamedAgency(text, text, text)


def _found(warehouse: Path, text: str) -> list[tuple[str, str, bool, bool]]:
    """Agencies of the warehouse: agency_id, name, whether exactly, whether people decided under which key it stands."""
    if not warehouse.exists():
        return []
    connection = open_readonly(warehouse)
    try:
        return connection.execute(named("decide", "agency"), {"agency": text}).fetchall()
    finally:
        connection.close()


def _key_of(name: str) -> str | None:
    """The key of a full name that says of which place it is."""
    read = agencies(pl.DataFrame({"name_printed": [name]}), load_places(), load_lexicon())
    return None if read["region_code"][0] is None else str(read["agency_id"][0])
