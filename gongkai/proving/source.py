"""The sheet's parts that say where the report came from, how to verify the number, and how to cite it."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from importlib.metadata import version
from zoneinfo import ZoneInfo

from htpy import Element, Node, a, code, h2, p, table, tbody, td, th, tr

from gongkai.explaining.explanation import Cell
from gongkai.proving.commands import digest_command, line_command
from gongkai.proving.sheet import About, Sheet
from gongkai.proving.shown import plain_value, text
from gongkai.proving.words import Words

_BEIJING = ZoneInfo("Asia/Shanghai")
#: What takes a line of its own.
_WIDE = {"report_title", "address", "file", "other_names", "sha256"}


def parts(sheet: Sheet, words: Words) -> Iterator[Node]:
    """Source, claims of the prose, how to verify, citation."""
    yield _claims(sheet, words)
    yield [h2[words("source")], _source(sheet.about, words)]
    yield [h2[words("verify")], _verify(sheet, words)]
    yield [h2[words("citation")], *_citation(sheet, words)]


def _claims(sheet: Sheet, words: Words) -> Node:
    """What the prose says of the number, and whether it agrees."""
    if not sheet.claims:
        return None
    shown = (
        p[
            words("claim_line", line=it.line_no, claimed="?" if it.claimed is None else plain_value(it.claimed)),
            " ",
            text(it.sentence or ""),
            " — ",
            words(f"result_{it.status}"),
        ]
        for it in sheet.claims
    )
    return [h2[words("claims")], shown]


def _source(about: About, words: Words) -> Element:
    """Where it came from."""
    unknown = words("not_printed")
    known: list[tuple[str, Node]] = [
        ("report_title", text(about.title) if about.title else unknown),
        ("name_printed", text(about.agency_name_printed) if about.agency_name_printed else unknown),
        ("basis", text(about.legal_basis or about.edition)),
        ("signed_date", str(about.signed_date) if about.signed_date else unknown),
        ("published_date", str(about.published_date) if about.published_date else unknown),
        ("address", _address(about.url) if about.url else words("no_address")),
        ("file", text(about.source_uri, None)),
        ("other_names", [[text(name), "; "] for name in about.other_names[:3]] if about.other_names else None),
        ("sha256", code[about.sha256]),
        ("part", str(about.part) if about.part and about.part > 1 else None),
        ("read_from", [words(f"read_from_{about.read_from or 'text'}"), f" · {about.decoded_by or ''}"]),
        ("reader", f"{about.parser_version} · gongkai {version('gongkai')}"),
        ("run", f"{about.run_id or '—'} · {_instant(about.ingested_at)}"),
        ("published_at", _instant(about.published_at)),
    ]
    return table(".source")[tbody[_rows([(key, value) for key, value in known if value is not None], words)]]


def _rows(known: Sequence[tuple[str, Node]], words: Words) -> Iterator[Element]:
    """What is known, two of it on a row; what is long on a row of its own."""
    short = [it for it in known if it[0] not in _WIDE]
    for pair in (short[at : at + 2] for at in range(0, len(short), 2)):
        yield tr[((th(scope="row")[words(key)], td[value]) for key, value in pair)]
    for key, value in known:
        if key in _WIDE:
            yield tr[th(scope="row")[words(key)], td(colspan="3")[value]]


def _address(url: str) -> Node:
    """An address; a link only where it is one of the web."""
    shown = text(url, None)
    return a(href=url, rel="noreferrer noopener")[shown] if url.startswith(("http://", "https://")) else shown


def _instant(at: datetime | None) -> str:
    """An instant to the second, in China's time as on all pages, with its offset."""
    return "—" if at is None else at.astimezone(_BEIJING).isoformat(" ", "seconds")


def _verify(sheet: Sheet, words: Words) -> Node:
    """What a reader does to see the same."""
    about, cell = sheet.about, sheet.cell
    command = digest_command(about.source_uri)
    key = "verify_bytes" if command is None else "verify_member" if "!/" in about.source_uri else "verify_file"
    steps: list[Node] = [[p[words(key)], p[code[text(command, None)]] if command else None]]
    if cell.line_no is not None:
        first = about.first_line or 1
        whole = cell.line_no + first - 1
        line = f"SELECT string_split(text, chr(10))[{cell.line_no}] AS line FROM report_text"
        query = f"{line} WHERE report_id = '{about.report_id}'"
        key = "verify_line" if first == 1 else "verify_line_of_part"
        steps.append([p[words(key, line=cell.line_no, whole=whole)], p[code[f'gongkai sql "{query}"']]])
        if printed := line_command(about.source_uri, about.read_from, about.decoded_by, whole):
            steps.append([p[words("verify_file_line", whole=whole)], p[code[text(printed, None)]]])
    told = [
        "gongkai",
        "explain",
        about.agency_id,
        str(about.year),
        "--row",
        cell.row_code,
        "--column",
        cell.column_code,
    ]
    return [*steps, p[words("verify_explain")], p[code[text(shlex.join(told), None)]]]


def _citation(sheet: Sheet, words: Words) -> Iterator[Element]:
    """The line to cite, in each language."""
    for language in words.languages:
        line = _cited(sheet, partial(words.text, language=language))
        yield p(class_=["cite", language], lang=language)[text(line, None)]


def _cited(sheet: Sheet, word: Callable[..., str]) -> str:
    """The line to cite; `word` gives a text by its key."""
    about, cell = sheet.about, sheet.cell
    dates = [("cite_published", about.published_date), ("cite_signed", about.signed_date)]
    return word(
        "cite",
        agency=about.agency,
        title=about.title or word("cite_untitled", year=about.year),
        row=cell.row,
        column=cell.column,
        figure=word("cite_missing") if cell.value is None else _figure(cell, word),
        where=about.url or about.source_uri,
        sha256=about.sha256,
        line=word("cite_line", line=cell.line_no) if cell.line_no is not None else "",
        dates="".join(word(key, date=date) for key, date in dates if date),
        version=version("gongkai"),
        reader=about.parser_version,
        as_of=_instant(about.published_at),
    )


def _figure(cell: Cell, word: Callable[..., str]) -> str:
    """A number with its state, and its unit where it is money."""
    shown = plain_value(cell.value) if cell.value is not None else ""
    value = shown if cell.unit in {None, "count"} else f"{shown} {word(f'unit_{cell.unit}')}"
    return word("cite_known", value=value, state=word(f"state_{cell.state}"))
