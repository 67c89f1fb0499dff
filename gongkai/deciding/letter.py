"""A letter to an agency, in Chinese: what its report's sums, its prose and last year's report contradict, by lines."""

from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb
from htpy import Node, body, h1, h2, head, html, li, meta, ol, p, title

from extract.errors import UnusableArgumentsError
from gongkai.explaining.names import row_names
from gongkai.explaining.report import current_report
from gongkai.proving.shown import plain_value
from gongkai.proving.words import Words
from gongkai.visible import visible_print
from load.errors import QueryError, first_line
from load.scripts import named
from load.warehouse import reading
from transform.forms import load_forms

#: What is written, by the ending of the file's name.
ENDINGS = (".md", ".html", ".htm")
_ZH: Final = "zh"


class Letter(NamedTuple):
    """What a letter says.

    Attributes:
        heading: what it is about.
        opening: whom it asks for what.
        parts: a heading, and what contradicts what.
        closing: where the report was read.
    """

    heading: str
    opening: str
    parts: list[tuple[str, list[str]]]
    closing: str


class Term(NamedTuple):
    """One printed number of a sum that fails; the columns of `sql/decide/letter_sums.sql`."""

    check_code: str
    scope: str
    side: str
    weight: int
    years_back: int
    form: str
    row_code: str
    column_code: str
    value: Decimal
    line_no: int | None
    state: str


def write_letter(warehouse: Path, agency: str, year: int, to: Path) -> Path:
    """Write the letter on the current report of an agency and year.

    Args:
        warehouse: a published one.
        agency: an agency_id, a name, or a part of a name.
        year: the year reported on.
        to: the file, Markdown or HTML by its ending; one that is there is replaced.

    Returns:
        `to`.

    Raises:
        UnusableArgumentsError: the file's ending says neither, or it cannot be written.
        WarehouseError: `warehouse` is none.
        QueryError: there is no such report, or nothing in it is contradicted.
    """
    if to.suffix.lower() not in ENDINGS:
        raise UnusableArgumentsError(f"{to}: the name of a letter ends in .md or .html")
    with reading(warehouse) as connection:
        letter = letter_on(connection, current_report(connection, agency, year))
    made = _markdown(letter) if to.suffix.lower() == ".md" else _page(letter)
    try:
        to.write_text(made, encoding="utf-8")
    except OSError as error:
        raise UnusableArgumentsError(f"{to} cannot be written: {first_line(error)}") from error
    return to


def letter_on(connection: duckdb.DuckDBPyConnection, report_id: str) -> Letter:
    """What a letter on one report says.

    Raises:
        QueryError: nothing in it is contradicted.
    """
    words = Words(_ZH)
    keys = {"report": report_id}
    name, year, titled, edition, signed, published, address, sha256 = connection.execute(
        named("decide", "letter_about"), keys
    ).fetchall()[0]
    sums = connection.execute(named("decide", "letter_sums"), keys).fetchall()
    claims = connection.execute(named("decide", "letter_claims"), keys).fetchall()
    groups = [[Term(*row) for row in group] for _, group in groupby(sums, key=lambda row: row[:2])]
    # What the extraction garbled is no mistake of theirs.
    printed = [group for group in groups if all(term.state == "reported" for term in group)]
    own, across = (
        [_sum(group, edition, year, words) for group in printed if any(term.years_back for term in group) == looks_back]
        for looks_back in (False, True)
    )
    parts = [("letter_sums", own), ("letter_claims", [_claim(row, words) for row in claims]), ("letter_years", across)]
    if not any(said for _, said in parts):
        raise QueryError(f"nothing in the report of {name} on {year} is contradicted: there is nothing to write")
    day = published or signed
    when = words.text("letter_day", _ZH, date=day) if day else ""
    return Letter(
        heading=words.text("letter_title", _ZH, agency=visible_print(name), year=year),
        opening=words.text(
            "letter_opening", _ZH, agency=visible_print(name), year=year, title=visible_print(titled or ""), day=when
        ),
        parts=[(words.text(key, _ZH), said) for key, said in parts if said],
        closing=words.text("letter_closing", _ZH, address=visible_print(address), sha256=sha256),
    )


def _sum(terms: list[Term], edition: str, year: int, words: Words) -> str:
    """One sum with its printed numbers, those that are 0 left out."""
    is_row = len({term.row_code for term in terms}) == 1
    labels = _labels(edition)
    sides: dict[str, list[str]] = {"lhs": [], "rhs": []}
    totals = {"lhs": Decimal(0), "rhs": Decimal(0)}
    for term in terms:
        totals[term.side] += term.value * term.weight
        if term.value:
            name = labels[(term.form, "", term.column_code) if is_row else (term.form, term.row_code, "")]
            when = f" {year - term.years_back}" if term.years_back else ""
            place = "" if term.years_back else words.text("letter_line", _ZH, line=term.line_no)
            sign = "− " if term.weight < 0 else "+ " if sides[term.side] else ""
            sides[term.side].append(f"{sign}{name}{when} {plain_value(term.value)}{place}")
    left, right = (
        " ".join(sides[side]) + (f" = {plain_value(totals[side])}" if len(sides[side]) > 1 else "") or "0"
        for side in ("lhs", "rhs")
    )
    first = terms[0]
    scope = labels[(first.form, first.row_code, "") if is_row else (first.form, "", first.column_code)]
    check = words.text(f"check_{first.check_code}", _ZH)
    return words.text("letter_sum", _ZH, check=check, scope=scope, left=left, right=right)


def _claim(row: tuple[Any, ...], words: Words) -> str:
    """One number of the prose beside that of the tables."""
    sentence, line, claimed, value = row
    told = {"line": line, "claimed": plain_value(claimed), "value": plain_value(value)}
    return words.text("letter_claim", _ZH, sentence=visible_print(sentence, 200), **told)


def _labels(edition: str) -> dict[tuple[str, str, str], str]:
    """The form's own names: form and row, form and column -> label."""
    rows = {(form, row, ""): name.rpartition(" ")[2] for (form, row), name in row_names(edition).items()}
    columns = load_forms().labels.rows(named=True)
    return rows | {
        (it["form"], "", it["code"]): it["label"]
        for it in reversed(columns)
        if (it["edition"], it["kind"]) == (edition, "column")
    }


def _markdown(letter: Letter) -> str:
    """A letter as Markdown; whatever was printed is text, never markup."""
    lines = [f"# {_plain(letter.heading)}", "", _plain(letter.opening), ""]
    for heading, said in letter.parts:
        lines += [f"## {_plain(heading)}", "", *(f"{at}. {_plain(one)}" for at, one in enumerate(said, start=1)), ""]
    return "\n".join([*lines, _plain(letter.closing), ""])


def _plain(text: str) -> str:
    """A text in which no sign is Markdown's or HTML's."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|~&" else sign for sign in text)


def _page(letter: Letter) -> str:
    """A letter as a page that asks for nothing."""
    parts: list[Node] = [[h2[heading], ol[[li[one] for one in said]]] for heading, said in letter.parts]
    policy = "default-src 'none'"
    return str(
        html(lang="zh")[
            head[
                meta(charset="utf-8"),
                meta(http_equiv="Content-Security-Policy", content=policy),
                title[letter.heading],
            ],
            body[h1[letter.heading], p[letter.opening], parts, p[letter.closing]],
        ]
    )
