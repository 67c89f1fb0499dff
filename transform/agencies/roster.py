"""The lines of a roster to agencies: each name read as a printed one is."""

import polars as pl
from polars._typing import PolarsDataType

from extract.lists.roster import Roster
from transform.agencies.agency import agencies
from transform.agencies.divisions import Places
from transform.agencies.lexicon import Lexicon
from transform.shapes import AGENCY

_OF_AGENCY = (
    *("agency_id", "name", "region_code", "province", "prefecture", "county", "level", "kind", "function_code"),
)  # fmt: skip
_ROSTER: dict[str, PolarsDataType] = {"agency": pl.String, "first_year": pl.Int16, "last_year": pl.Int16}
#: One agency and span of years of a roster; of an agency_id only that is known.
ROSTER_AGENCY = pl.Schema(_ROSTER | {name: AGENCY[name] for name in _OF_AGENCY})
_ID = r"^(?:\d{6}|unresolved)-"


def roster_agencies(roster: Roster, places: Places, lexicon: Lexicon) -> tuple[pl.DataFrame, list[tuple[int, str]]]:
    """Who the lines of a roster name.

    Args:
        roster: as from `extract.lists.roster.read_roster`.
        places: from `load_places`.
        lexicon: from `load_lexicon`.

    Returns:
        `ROSTER_AGENCY`, each thing said once; and what is wrong with other lines: line number, why, in order.
    """
    lines = roster.lines
    is_id = pl.col("agency").str.contains(_ID)
    named = lines.filter(~is_id)
    found = agencies(named.select(name_printed="agency").unique(maintain_order=True), places, lexicon)
    read = named.join(found, left_on="agency", right_on="name_printed", how="left", maintain_order="left")
    is_open = pl.col("region_code").is_null()
    wrong = [
        (line, f"{agency} says not where it is: " + (f"it may be {may_be}" if may_be else "write its region before it"))
        for line, agency, may_be in read.filter(is_open).select("line", "agency", "candidates").iter_rows()
    ]
    by_id = lines.filter(is_id).with_columns(agency_id="agency")
    rows = pl.concat([read.filter(~is_open), by_id], how="diagonal_relaxed")
    kept = rows.select(pl.col(name).cast(dtype) for name, dtype in ROSTER_AGENCY.items())
    return kept.unique(maintain_order=True), sorted([*roster.problems, *wrong])
