"""Printed names to rows of `transform.shapes.AGENCY`."""

import polars as pl

from transform.agencies.divisions import Division, Places
from transform.agencies.lexicon import Lexicon
from transform.agencies.reading import Reading, read_name
from transform.shapes import AGENCY

#: The country as a whole.
_NATIONAL_CODE = "000000"
#: So many candidates are named of a place that is open.
_NAMED = 12


def agencies(names: pl.DataFrame, places: Places, lexicon: Lexicon) -> pl.DataFrame:
    """Read who each printed name is.

    Args:
        names: one row a distinct printed name; column `name_printed` (String), spaces and full-width forms as
            they come.
        places: from `load_places`.
        lexicon: from `load_lexicon`.

    Returns:
        Columns and dtypes of `shapes.AGENCY`; one row a row of `names`, in its order. Rules:

        - `name` is the print after NFKC without white space, with a shortened place written out.
        - The region is the longest consistent chain of division names at the start; `region_code` is null
          where that leaves several divisions, none, or a township's county open, and `agency_id` then is
          `unresolved-{name}`, `candidates` what it may mean. A division that was merely renamed counts as its
          successor. A county without its ending (盐池 for 盐池县) counts only before a body that is understood.
        - A zone (开发区, 兵团) within a division stands between region and body in the identifier.
        - `function_code` names the family; where every character after the place was understood, the identifier is
          `{region_code}-{body}`, so that a bureau keeps it when it is renamed within its family.
        - Otherwise `{region_code}-government`, `{region_code}-government_office`, or the region code and the
          remainder of the name.
        - Central bodies have `region_code` 000000.
        - `resolved_by` is `place_chain`, `unique_county`, `shortened_county`, `renamed_division`, `zone`, `national`,
          `ambiguous_place`, `county_missing`, `two_bodies` or `no_place`.
    """
    rows = [
        {"name_printed": printed, **agency_row(read_name(printed, places, lexicon), places)}
        for printed in names["name_printed"].to_list()
    ]
    return pl.DataFrame(rows, schema=AGENCY)


def agency_row(reading: Reading, places: Places) -> dict[str, str | bool | None]:
    """One row of `AGENCY` but for `name_printed`."""
    place, body = reading.place, reading.body
    candidates = () if place.common else place.candidates
    region_code = place.division.region_code if place.division else None
    level = "township" if body.level == "township" else place.level or _only_value({d.level for d in candidates})
    region = {
        "region_code": region_code,
        "province": _only_value({division.province for division in candidates}),
        "prefecture": _only_value({division.prefecture for division in candidates}),
        "county": _only_value({division.county for division in candidates}),
        "former_region_code": places.former.get(region_code or ""),
        "successor_region_code": places.successor.get(region_code or ""),
    }
    if reading.is_national:
        region, level = {**dict.fromkeys(region), "region_code": _NATIONAL_CODE}, "national"
    return {
        "agency_id": _agency_id(region["region_code"], reading),
        "name": full_name(reading),
        **region,
        "zone": reading.zone or None,
        "level": level,
        "kind": body.kind,
        "function_code": body.function_code,
        "resolved_by": "national" if reading.is_national else place.rule,
        "stem": f"{reading.zone}{reading.rest}",
        "is_full": body.full and not place.short,
        "candidates": None if reading.is_decided else names_with_codes(place.candidates) or None,
    }


def full_name(reading: Reading) -> str:
    """The name with its place written out where it is shortened."""
    place = reading.place
    # What is not understood stays as printed: 泸州海事局 is no 泸州市海事局.
    is_print = place.end and not place.weak and not reading.body.understood and reading.body.level != "township"
    # Nor is 满洲里海关, which is named for a town, 满洲里市海关.
    is_print = is_print or (reading.body.kind == "department" and reading.rest == reading.body.organ)
    if place.division is None or not (place.short or reading.is_region) or (is_print and reading.rest):
        return reading.name
    if reading.rest and reading.rest not in reading.name:
        return reading.name  # a central body's local office: its place stands inside
    where = f"{place.division.full_name}{reading.zone}" if place.short else reading.name
    return where + (reading.body.name if reading.is_region else reading.rest)


def names_with_codes(divisions: tuple[Division, ...]) -> str:
    """Divisions with their codes, for a person."""
    texts = [f"{division.region_code} {division.full_name}" for division in divisions[:_NAMED]]
    return "; ".join(texts) + ("; …" if len(divisions) > _NAMED else "")


def _agency_id(region_code: str | None, reading: Reading) -> str:
    if region_code is None:
        return f"unresolved-{reading.name}"
    return "-".join(part for part in (region_code, reading.zone, reading.body.key) if part)


def _only_value(values: set[str | None]) -> str | None:
    """The one value of a set; None where there are several."""
    return values.pop() if len(values) == 1 else None
