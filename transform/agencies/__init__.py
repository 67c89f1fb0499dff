"""Who is speaking: printed agency names to stable identifiers, regions, kinds and functions.

The divisions of China are in `data/places`, the words of agencies' names in `data/lexicon`; no vocabulary
stands in the code.
"""

import unicodedata
from dataclasses import replace

import polars as pl

from transform.agencies.lexicon import Body, Lexicon, load_lexicon, read_body
from transform.agencies.places import NOWHERE, Division, Place, Places, find_place, load_places
from transform.shapes import AGENCY

__all__ = ["Lexicon", "Places", "agencies", "clean_name", "load_lexicon", "load_places"]

#: The country as a whole.
_NATIONAL_CODE = "000000"

#: Unicode categories that print nothing: controls and zero-width marks.
_INVISIBLE = ("Cc", "Cf")


def agencies(names: pl.DataFrame, places: Places, lexicon: Lexicon) -> pl.DataFrame:
    """Read who each printed name is.

    Args:
        names: one row a distinct printed name; column `name_printed` (String), spaces and full-width forms as
            they come.
        places: from `load_places`.
        lexicon: from `load_lexicon`.

    Returns:
        Columns and dtypes of `shapes.AGENCY`; one row a row of `names`, in its order. Rules:

        - `name` is the print after NFKC without white space.
        - The region is the longest consistent chain of division names at the start; `region_code` is null
          where that leaves several divisions, none, or a township's county open, and `agency_id` then is
          `unresolved-{name}`. A division that was merely renamed counts as its successor.
        - `function_code` only where every character after the place was understood; the identifier then is
          `{region_code}-{function_code}`, so that a bureau keeps it when it is renamed within its family.
        - Otherwise `{region_code}-government`, `{region_code}-government_office`, or the region code and the
          remainder of the name.
        - Central bodies have `region_code` 000000.
        - `resolved_by` is `place_chain`, `unique_county`, `renamed_division`, `national`, `ambiguous_place`,
          `county_missing` or `no_place`.
    """
    rows = [(printed, *_agency(printed, places, lexicon)) for printed in names["name_printed"].to_list()]
    columns = ["name_printed", *(column for column in AGENCY if column != "name_printed")]
    schema = {column: AGENCY[column] for column in columns}
    return pl.DataFrame(rows, schema=schema, orient="row").select(*AGENCY)


def clean_name(printed: str | None) -> str:
    """`printed` after NFKC, without white space and invisible characters."""
    folded = unicodedata.normalize("NFKC", printed or "")
    return "".join(c for c in folded if not (c.isspace() or unicodedata.category(c) in _INVISIBLE))


def _agency(printed: str | None, places: Places, lexicon: Lexicon) -> tuple[str | None, ...]:
    """One row of `AGENCY` but for `name_printed`."""
    name = clean_name(printed)
    place, rest = _locate(name, places, lexicon)
    body = read_body(rest, lexicon) if place.end else _unplaced(name, lexicon)
    if not place.end and body.level == "national":
        key = f"{_NATIONAL_CODE}-{body.key}"
        return (
            key,
            name,
            _NATIONAL_CODE,
            None,
            None,
            None,
            "national",
            body.kind,
            body.function_code,
            "national",
        )
    if body.level == "township":
        place = _county_of(place, places)
    known = _common(place.candidates)
    region_code = place.division.region_code if place.division else None
    level = "township" if body.level == "township" else known[0]
    agency_id = f"{region_code}-{body.key}" if region_code else f"unresolved-{name}"
    return (agency_id, name, region_code, *known[1:], level, body.kind, body.function_code, place.rule)


def _locate(name: str, places: Places, lexicon: Lexicon) -> tuple[Place, str]:
    """The place, and the name without it; a central body's local office names its place after that body."""
    place = find_place(name, places)
    if place.end:
        return place, name[place.end :]
    for organ in lexicon.national:
        if name.startswith(organ.text):
            after = name[len(organ.text) :]
            place = find_place(after, places)
            if place.end and len(after) > place.end:
                return place, organ.canonical + after[place.end :]
    return NOWHERE, name


def _unplaced(name: str, lexicon: Lexicon) -> Body:
    """A name without a place: a central body (`level` national) where its words say so."""
    plain = read_body(name, lexicon) if name else Body("other", None, None, name)
    if plain.level:
        return plain
    for organ in lexicon.national:
        if name.startswith(organ.text):
            rest = name.removeprefix(organ.text)
            body = read_body(rest, lexicon)
            if (rest or organ.kind) and body.kind != "other" and body.level != "township":
                return replace(body, level="national")
    return plain


def _county_of(place: Place, places: Places) -> Place:
    """A township's place: its county, or a prefecture that has none; never a guess from a short name."""
    if place.division is None:
        return place
    if place.short:
        return NOWHERE
    if place.division.region_code in places.with_counties:
        return replace(place, division=None, rule="county_missing")
    return place


def _common(candidates: tuple[Division, ...]) -> tuple[str | None, ...]:
    """Level, province, prefecture and county, as far as all candidates agree."""

    def agreed(values: set[str | None]) -> str | None:
        return values.pop() if len(values) == 1 else None

    return (
        agreed({division.level for division in candidates}),
        agreed({division.province for division in candidates}),
        agreed({division.prefecture for division in candidates}),
        agreed({division.county for division in candidates}),
    )
