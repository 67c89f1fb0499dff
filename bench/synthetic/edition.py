"""One edition of the forms as plain Python, the way the generator walks through it."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import polars as pl

from transform.forms import Forms, load_forms

#: The last report year that is generated for the edition in force.
LAST_YEAR = 2025

#: form, row_code, column_code.
CellKey = tuple[str, str, str]


@dataclass(frozen=True)
class FormRow:
    """A row of a form: where it stands, what it prints, which columns it has."""

    form: str
    code: str
    parent: str
    label: str
    columns: tuple[str, ...]

    @cached_property
    def keys(self) -> list[CellKey]:
        """The row's cells in printing order."""
        return [(self.form, self.code, column) for column in self.columns]


@dataclass(frozen=True)
class Edition:
    """The forms of one edition.

    Attributes:
        name: the edition, as the folder of `data/forms` is called.
        years: the report years that use it.
        rows: all rows in printing order, numbers included in their labels.
        columns: (form, column_code) to label.
        words: (form, code) to the label of a group, a header cell or a caption.
        variants: (label of the form, another print of it) pairs.
        sections: section code and printed heading, in order.
        outcomes: the rows of requests that were handled.
        identities: name of each identity, and whether it looks back at the year before.
    """

    name: str
    years: tuple[int, ...]
    rows: tuple[FormRow, ...]
    columns: dict[tuple[str, str], str]
    words: dict[tuple[str, str], str]
    variants: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, str], ...]
    outcomes: tuple[str, ...]
    identities: dict[str, bool]

    @cached_property
    def keys(self) -> list[CellKey]:
        """Every cell of the edition in printing order."""
        return [key for row in self.rows for key in row.keys]

    def of_form(self, form: str) -> tuple[FormRow, ...]:
        """The rows of one form."""
        return self._by_form[form]

    @cached_property
    def _by_form(self) -> dict[str, tuple[FormRow, ...]]:
        return {form: tuple(row for row in self.rows if row.form == form) for form in {row.form for row in self.rows}}


@lru_cache(maxsize=1)
def load_editions() -> dict[str, Edition]:
    """Every edition in `data/forms`, by name."""
    forms = load_forms()
    return {name: _edition(forms, name) for name in forms.editions["edition"].to_list()}


def years_of(editions: tuple[str, ...]) -> dict[int, Edition]:
    """The report years that these editions cover, each with its edition."""
    known = load_editions()
    return {year: known[name] for name in sorted(editions) for year in known[name].years}


def _edition(forms: Forms, name: str) -> Edition:
    def own(frame: pl.DataFrame) -> pl.DataFrame:
        return frame.filter(edition=name)

    first, last = own(forms.editions).select("first_year", "last_year").row(0)
    official = own(forms.labels).filter(first_seen="form")
    identities = own(forms.identities)
    return Edition(
        name=name,
        years=tuple(range(first, (last or LAST_YEAR) + 1)),
        rows=_rows(own(forms.rows), own(forms.cells)),
        columns=_labels(official.filter(kind="column")),
        words=_labels(own(forms.labels).filter(~pl.col("kind").is_in(["row", "column"]))),
        variants=_variants(own(forms.labels), official),
        sections=tuple(
            (row["section"], f"{row['ordinal']}、{row['heading']}") for row in own(forms.sections).iter_rows(named=True)
        ),
        outcomes=tuple(identities.filter(identity="outcomes_sum", side="lhs")["row_code"].to_list()),
        identities={
            name: back > 0
            for name, back in identities.group_by("identity", maintain_order=True)
            .agg(pl.col("years_back").max())
            .iter_rows()
        },
    )


def _rows(rows: pl.DataFrame, cells: pl.DataFrame) -> tuple[FormRow, ...]:
    columns: dict[tuple[str, str], list[str]] = {}
    for form, row, column in cells.select("form", "row_code", "column_code").iter_rows():
        columns.setdefault((form, row), []).append(column)
    return tuple(
        FormRow(
            form=row["form"],
            code=row["row_code"],
            parent=row["parent"] or "",
            label=(row["number"] or "") + row["label"],
            columns=tuple(columns[row["form"], row["row_code"]]),
        )
        for row in rows.iter_rows(named=True)
    )


def _labels(frame: pl.DataFrame) -> dict[tuple[str, str], str]:
    rows = frame.select("form", "code", "label").unique(["form", "code"], keep="first", maintain_order=True)
    return {(form, code): label for form, code, label in rows.iter_rows()}


def _variants(labels: pl.DataFrame, official: pl.DataFrame) -> tuple[tuple[str, str], ...]:
    pairs = (
        labels.filter(pl.col("kind").is_in(["row", "column"]), pl.col("first_seen") != "form")
        .join(official, on=["form", "kind", "code"], suffix="_official", maintain_order="left")
        .filter(pl.col("label") != pl.col("label_official"))
    )
    return tuple(pairs.select("label_official", "label").unique(maintain_order=True).iter_rows())
