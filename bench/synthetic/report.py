"""From truth to the text of a report."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from bench.synthetic.agencies import Agency
from bench.synthetic.edition import CellKey
from bench.synthetic.facts import Number, facts, grown
from bench.synthetic.garbles.garble import garble_some
from bench.synthetic.layout.draft import Draft
from bench.synthetic.layout.html import html_page, html_paragraph
from bench.synthetic.layout.render import render_table
from bench.synthetic.layout.style import draw_style
from bench.synthetic.layout.table import filled_tables
from bench.synthetic.prose import Claim, printed_date, write_prose, year_in_words
from bench.synthetic.truth import Year
from bench.synthetic.varied import write_varied


@dataclass(frozen=True)
class SyntheticReport:
    """A report's text with everything that is true of it.

    Attributes:
        name: file name.
        text: the document; a whole page where `layout` is html.
        agency_name: full official name, as in the title.
        region_code: GB/T 2260 code of the agency's county.
        report_year: the year reported on.
        edition: the form printed.
        signed_date: the date of the signature, None where none is printed.
        published_date: the date in the page's header block, None where there is none.
        layout: how the tables are printed.
        garbles: names of the garbles applied, in order.
        cells: the truth of every cell of the edition: what the author reports, mistakes included.
        printed: the cells for which the text prints a number (无 is one; a dash or an empty cell is none).
        mistakes: `check_code:scope` of the identity instances broken by the author, all of one check_code.
        claims: topic, value, unit (count, CNY, percent) of every number claimed in the prose, in order.
        contradiction: `check:topic` of what the prose contradicts, "" for nothing.
    """

    name: str
    text: str
    agency_name: str
    region_code: str
    report_year: int
    edition: str
    signed_date: date | None
    published_date: date | None
    layout: str
    garbles: tuple[str, ...]
    cells: dict[CellKey, int | Decimal]
    printed: frozenset[CellKey]
    mistakes: tuple[str, ...]
    claims: tuple[Claim, ...]
    contradiction: str = ""


@dataclass(frozen=True)
class Recipe:
    """What to make of a year: file name without ending, layout, garbles to choose from and how many.

    Attributes:
        prose: `plain`, or the set of varied templates (`seen`, `held_out`, `fresh`).
        contradict: let the prose contradict itself or the tables once.
        last: what last year's report told, for growth rates.
    """

    name: str
    layout: str
    garbles: tuple[str, ...]
    garbles_per_report: int
    prose: str = "plain"
    contradict: bool = False
    last: dict[str, Number] | None = None


def told_by(year: Year, seed: str) -> dict[str, Number]:
    """The facts that the report of `compose` tells, but for growth."""
    rng = Random(f"{seed}|text")
    draw_style(rng)
    return facts(year.edition, year.cells, rng)


def compose(agency: Agency, year: Year, recipe: Recipe, seed: str) -> SyntheticReport:
    """Write one report; the garbles have a source of chance of their own and change nothing else."""
    rng = Random(f"{seed}|text")
    style = draw_style(rng)
    words = {
        "agency": agency.name,
        "self": agency.self_name,
        "year": str(year.number),
        "year_in_words": year_in_words(year.number),
    }
    told = facts(year.edition, year.cells, rng)
    if recipe.last:
        told = grown(told, recipe.last)
    prose = write_prose(words, told, spaced=style.spaced_numbers, rng=rng)
    contradiction = ""
    if recipe.prose != "plain":
        contradiction = write_varied(
            prose, words, told, which=recipe.prose, contradict=recipe.contradict, rng=Random(f"{seed}|varied")
        )
    signed = _signed_date(agency, year.number, rng)
    signature = rng.choice(([], [agency.name], *[[agency.name, printed_date(signed, rng)]] * 6))
    tables = filled_tables(year.edition, year.cells, style, rng)
    draft = Draft(year.edition, recipe.layout, style, tables, prose.parts, signature)
    title = "".join(draft.parts["title"])
    applied = garble_some(draft, recipe.garbles, recipe.garbles_per_report, Random(f"{seed}|garble"))
    paged = recipe.layout == "html"
    published = signed + timedelta(days=rng.randint(0, 9))
    lines = _page_body(draft) if paged else _text_lines(draft)
    text = html_page(title, agency.name, published, lines, rng) if paged else "\n".join(lines) + "\n"
    return SyntheticReport(
        name=f"{recipe.name}.{'html' if paged else 'txt'}",
        text=text,
        agency_name=agency.name,
        region_code=agency.region_code,
        report_year=year.number,
        edition=year.edition.name,
        signed_date=signed if len(signature) > 1 else None,
        published_date=published if paged else None,
        layout=recipe.layout,
        garbles=applied,
        cells=year.cells,
        printed=draft.printed(),
        mistakes=year.mistakes,
        claims=tuple(prose.claims),
        contradiction=contradiction,
    )


def _signed_date(agency: Agency, report_year: int, rng: Random) -> date:
    """Within the law's time: January for departments, until March for governments."""
    first = date(report_year + 1, 1, 4)
    return first + timedelta(days=rng.randint(0, 80 if agency.is_government else 26))


def _text_lines(draft: Draft) -> list[str]:
    """Title, preface, the six sections, signature."""
    lines = [*draft.parts["title"], ""]
    for line in draft.parts["preface"]:
        lines += [line, ""]
    for section, heading in _sections(draft):
        lines += [heading, ""]
        for line in draft.parts[section]:
            lines += [line, ""]
        if section in draft.tables:
            lines += [*render_table(draft.tables[section], draft.layout, draft.style), ""]
    for line in draft.signature:
        lines += [line, ""]
    return lines[:-1]


def _page_body(draft: Draft) -> list[str]:
    """The same as paragraphs and tables; the title stands in the page's head."""
    lines = [html_paragraph(line) for line in draft.parts["preface"]]
    for section, heading in _sections(draft):
        lines += [html_paragraph(f"　　{heading}"), *(html_paragraph(line) for line in draft.parts[section])]
        if section in draft.tables:
            lines += render_table(draft.tables[section], draft.layout, draft.style)
    return lines + [html_paragraph(line) for line in draft.signature]


def _sections(draft: Draft) -> list[tuple[str, str]]:
    """The sections that are printed: a form that was cut off took its heading with it."""
    gone = {row.form for row in draft.edition.rows} - set(draft.tables)
    return [(section, heading) for section, heading in draft.edition.sections if section not in gone]
