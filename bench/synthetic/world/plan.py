"""A document before it is written: what it tells, where, and what is true of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

from bench.synthetic.edition import CellKey
from bench.synthetic.layout.draft import Draft
from bench.synthetic.truth import Year
from bench.synthetic.world.who.body import Body

#: A kind of phrase with words that replace the plan's.
Said = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Truth:
    """What is true of one report.

    Attributes:
        agency_name: full official name, as far as the document tells it.
        names: every name that counts as right.
        codes: every region code that counts as right; None where no region is told.
        level: as in `dim_agency`.
        kind: as in `dim_agency`.
        year: the year reported on.
        edition: the form printed; None where none is, or too little of it to tell.
        signed_date: the signature's; None where none is printed.
        published_date: the page's head's; None where none is printed.
        cells: every cell of the edition as the author reports it; what is not in `printed` must stay missing or
            follow from what is.
        printed: cells for which a number is printed.
    """

    agency_name: str
    names: frozenset[str]
    codes: frozenset[str | None]
    level: str
    kind: str
    year: int
    edition: str | None
    signed_date: date | None
    published_date: date | None
    cells: dict[CellKey, int | Decimal]
    printed: frozenset[CellKey]


@dataclass(frozen=True)
class WorldDocument:
    """One document with what should become of it.

    Attributes:
        path: as a crawler stores it.
        text: the document.
        operators: what it imitates; the first is the row of tables that it counts in.
        expect: `load`; `held` (it reads as a report, who or when stays open); `reject`.
        reason: of `held` the reason due; of `reject` what the document is.
        parts: the reports in it, in order; none where it is refused.
        spam: words that no agency may be named by.
        known: names that an agency made of it may have, although it is held.
    """

    path: str
    text: str
    operators: tuple[str, ...]
    expect: str
    reason: str
    parts: tuple[Truth, ...]
    spam: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()


@dataclass
class Plan:
    """What operators change.

    Attributes:
        rng: the document's source of chance.
        body: who reports.
        year: truth of the year.
        says: what the prose calls the agency.
        title_name: the agency as the title names it; "" for not at all.
        title_year: the year as the title prints it; "" for not at all.
        titled: there is a title.
        needs_title: it must stay, since it tells the year.
        named: margins (site, publisher, signature, host) may name the agency.
        yeared: sentences may tell the year.
        dated: margins (header, path, signature) may tell dates.
        first, above, below, preface, overview, lead, after: lines by place: top of the page, above and below the
            title, before section 一, in it, before the first table, at the end.
        header: look of the header block, "" for by chance, "none".
        publisher: whom the header block names; None for the agency itself.
        date_label: label of the header's date; "" for by chance.
        host: of the site; "" for by chance.
        path_date: how the path tells a date; "" for by chance, "none".
        published, signed: the dates.
        layout: of the tables; "" for by chance.
        garbles: of the tables.
        alter: further changes of the tables.
        headings: changes of the headings of sections, number by number.
        pictures: tables are pictures.
        prose_only: no forms.
        stop: (form, rows printed) after which the text ends, or ("overview", 0).
        one_line: everything on one line.
        brackets: the year as it stands behind the title; "" for not at all.
        finish: changes of the whole text.
        expect, reason: see `WorldDocument`.
    """

    rng: Random
    body: Body
    year: Year
    says: str
    title_name: str
    title_year: str
    published: date
    signed: date
    titled: bool = True
    needs_title: bool = False
    named: bool = True
    yeared: bool = True
    dated: bool = True
    period: bool = True
    first: list[Said] = field(default_factory=list)
    above: list[Said] = field(default_factory=list)
    below: list[Said] = field(default_factory=list)
    preface: list[Said] = field(default_factory=list)
    overview: list[Said] = field(default_factory=list)
    lead: list[Said] = field(default_factory=list)
    after: list[Said] = field(default_factory=list)
    header: str = ""
    publisher: str | None = None
    date_label: str = ""
    host: str = ""
    path_date: str = ""
    layout: str = ""
    garbles: tuple[str, ...] = ()
    alter: list[Callable[[Draft, Random], None]] = field(default_factory=list)
    headings: Callable[[list[str], Random], list[str]] | None = None
    pictures: bool = False
    prose_only: bool = False
    stop: tuple[str, int] | None = None
    one_line: bool = False
    brackets: str = ""
    signature: bool | None = None
    finish: list[Callable[[str, Random], str]] = field(default_factory=list)
    names: frozenset[str] | None = None
    codes: frozenset[str | None] | None = None
    spam: tuple[str, ...] = ()
    expect: str = "load"
    reason: str = ""


#: Changes a plan.
Operator = Callable[[Plan], None]


def said(kind: str, **words: object) -> Said:
    """A phrase to be drawn when the document is written."""
    return kind, words
