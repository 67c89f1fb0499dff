"""Which agency a person means: an id, a name, or a part of a name; and what exists where there is none."""

import duckdb

from load.errors import QueryError
from load.scripts import named

#: So many agencies are named where several fit.
_SHOWN = 5


def agency_of(connection: duckdb.DuckDBPyConnection, agency: str, year: int) -> str:
    """The id of the one agency with a report of a year.

    Args:
        connection: an open warehouse.
        agency: an agency_id, a name, or a part of a name that some report prints.
        year: the year reported on.

    Raises:
        QueryError: no agency fits, it has no report of that year, or several fit; the message says what there is.
    """
    keys = {"agency": agency, "year": year}
    found = connection.execute(named("explain", "agency"), keys).fetchall()
    if not found:
        near = connection.execute(named("explain", "agency_near"), {"agency": agency}).fetchall()
        more = f"; the nearest: {_names(near)}" if near else ""
        raise QueryError(f"no report of {year} by an agency whose id or name is like {agency!r}{more}")
    with_year = [row for row in found if year in row[2]]
    if not with_year:
        known = "; ".join(f"{agency_id} ({name}) has {_years(years)}" for agency_id, name, years, _ in found[:_SHOWN])
        raise QueryError(f"no report of {year} by {agency!r}: {known}")
    exact = [row for row in with_year if row[3]] or with_year
    if len(exact) > 1:
        raise QueryError(f"{agency!r} fits several agencies with a report of {year}: {_names(exact)}")
    return str(exact[0][0])


def _names(found: list[tuple[str, ...]]) -> str:
    """Some agencies, by id and name."""
    return ", ".join(f"{row[0]} ({row[1]})" for row in found[:_SHOWN])


def _years(years: list[int]) -> str:
    """The years an agency reports on."""
    return ", ".join(map(str, years))
