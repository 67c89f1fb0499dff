"""What is true of documents, whether they were generated or read by a person, in one shape."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from bench.synthetic import SyntheticReport
from transform.agencies import load_lexicon, load_places
from transform.agencies.agency import agencies

#: Form, row and column.
Key = tuple[str, str, str]
Number = int | Decimal | None


class Cell(NamedTuple):
    """What is true of a cell.

    Attributes:
        values: that count as right, None for one that stays missing; the first is the truth.
        is_printed: the document prints the number.
    """

    values: tuple[Number, ...]
    is_printed: bool


@dataclass(frozen=True)
class Known:
    """A document and what is true of it.

    Attributes:
        name: of its file.
        data: the document.
        agency: a full name that says of which place it is; None where the truth holds none.
        region_codes: that count as its place.
        year: reported on.
        cells: every cell of its form; none of a document that must be refused.
        refused: why it must be.
    """

    name: str
    data: bytes
    agency: str | None
    region_codes: frozenset[str]
    year: int | None
    cells: dict[Key, Cell]
    refused: str | None = None


def of_generated(reports: Iterable[SyntheticReport]) -> list[Known]:
    """The truth of generated reports."""
    return [
        Known(
            one.name,
            one.text.encode(),
            one.agency_name,
            frozenset({one.region_code}),
            one.report_year,
            {key: Cell((value,), key in one.printed) for key, value in one.cells.items()},
        )
        for one in reports
    ]


def of_cases(folder: Path) -> list[Known]:
    """The truth of a folder of cases: `docs/NAME.txt`, each with a `NAME.truth.json`, which a person wrote.

    Of the truth these keys are read: `file`; `expect` (`load` or `reject`) and `reason`; `agency_name`,
    `accept_agency_names`, `place` (province and prefecture), `region_code` and `accept_region_codes` (`None`: none);
    `report_year`; and of `cells` the codes, `value` (null where nobody can tell it), where several count
    `accept_values`, and `printed`.

    Raises:
        FileNotFoundError: there is no truth, or one without its document.
        KeyError: one lacks a key.
    """
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.truth.json"))]
    if not texts:
        raise FileNotFoundError(f"{folder} holds no *.truth.json")
    truths = [json.loads(text, parse_float=Decimal) for text in texts]
    names = _placed(truths)
    return [
        Known(
            one["file"],
            (folder / "docs" / one["file"]).read_bytes(),
            names.get(one["file"]),
            frozenset(one.get("accept_region_codes", ())) - {"None"},
            one.get("report_year"),
            dict(_cells(one)),
            one.get("reason", "reject") if one["expect"] == "reject" else None,
        )
        for one in truths
    ]


def _cells(truth: dict[str, Any]) -> Iterator[tuple[Key, Cell]]:
    for cell in truth.get("cells", ()):
        value = cell["value"]
        values = (value, *(one for one in cell.get("accept_values", ()) if one != value))
        yield (cell["form"], cell["row_code"], cell["column_code"]), Cell(values, cell["printed"])


def _placed(truths: Iterable[dict[str, Any]]) -> dict[str, str]:
    """By file the first name that counts as right, alone or behind its place, and that leads to the region."""
    ways = [
        (one["file"], f"{before}{name}", one["region_code"])
        for one in truths
        if one["expect"] == "load"
        for name in (one["agency_name"], *one["accept_agency_names"])
        for before in ("", "".join(one["place"]))
    ]
    frame = pl.DataFrame(ways, schema=["file", "name", "region_code"], orient="row")
    names = frame.select(name_printed="name").unique(maintain_order=True)
    read = names.with_columns(agencies(names, load_places(), load_lexicon()).select("region_code"))
    found = frame.join(
        read, left_on=["name", "region_code"], right_on=["name_printed", "region_code"], maintain_order="left"
    )
    return dict(found.unique("file", keep="first").select("file", "name").iter_rows())
