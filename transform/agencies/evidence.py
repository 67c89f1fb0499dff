"""What a document, its page, its names and the crawler's manifest say of who reports: hints in order of trust."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import polars as pl

from transform.agencies.lexicon import Lexicon
from transform.agencies.prose import first_name, is_surely_name, names_in
from transform.agencies.reading import Reading
from transform.document.evidence.outside import host_of, path_names
from transform.document.head import LINE
from transform.document.identity import HEAD_LINES, NAMES
from transform.lexicon import any_of, words_by
from transform.prose.sections import tidy

#: The sources in order of trust: what the document says of itself, what the crawler recorded, the page around it, what
#: its prose calls itself, the way to it. `place` sources say where, never who.
SOURCES = (
    *("title", "line_above", "announcement", "signature", "unit", "compiled", "manifest", "header", "last_line"),
    *("contact", "prose", "breadcrumb", "head", "site", "address", "mention", "host", "folder"),
)
PLACE_SOURCES = frozenset({"site", "address", "mention", "host"})
_OF_COLUMN = dict(zip(NAMES, ("title", "line_above", "signature", "header", "last_line"), strict=True))
#: The longest print of a name of a site, an address, a path of links; in characters.
_LONGEST = 120
#: So many names of the prose are hints.
_PROSE_NAMES = 3
#: So many bureaus or towns on lines of their own are a page's menu.
_MENU = 2
_GOVERNMENTS = frozenset({"government", "government_office"})
_SEPARATORS = r"[>»›＞》/|·→-]+"


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing that one source says: `text` as it says it (a host name for `host`), and its line."""

    source: str
    text: str
    line_no: int | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The frames of the documents that are asked for all hints.

    Attributes:
        lines: doc, line_no, line: all their lines.
        opening: as from `transform.document.head.opening_of`.
        announcements: as from `transform.document.evidence.announcements.announcements`.
        names: doc, name: every name and address that each is known by.
    """

    lines: pl.DataFrame
    opening: pl.DataFrame
    announcements: pl.DataFrame
    names: pl.DataFrame


def hints_of(
    documents: pl.DataFrame, around: Surroundings, lexicon: Lexicon, read: Callable[[str], Reading]
) -> dict[int, list[Hint]]:
    """All hints of each document, in order of trust.

    Args:
        documents: doc, title_line, signed_line, the columns of `NAMES`, joined_agency, manifest_agency.
        around: what stands in and around them.
        lexicon: the words of names.
        read: reads a name.
    """
    found: dict[int, list[Hint]] = {doc: [] for doc in documents["doc"].to_list()}
    for row in documents.iter_rows(named=True):
        lines = {"title": row["title_line"], "signature": row["signed_line"]}
        own = [Hint(source, row[column], lines.get(source)) for column, source in _OF_COLUMN.items() if row[column]]
        if row["joined_agency"] and not any(_is_complete(read(hint.text)) for hint in own[:1]):
            joined = read(row["joined_agency"])
            own[:0] = [Hint("title", joined.name, row["title_line"])] if joined.is_decided and joined.rest else []
        found[row["doc"]] += own
        found[row["doc"]] += [Hint("manifest", row["manifest_agency"])] if row["manifest_agency"] else []
    for doc, source, name, line_no in (
        around.announcements.filter(pl.col("name").is_not_null()).select("doc", "source", "name", "line_no").iter_rows()
    ):
        if doc in found:
            found[doc].append(Hint(source, _outer_body(name, read), line_no))
    for doc, name in around.names.iter_rows():
        if doc in found:
            host = host_of(name)
            found[doc] += [Hint("host", host)] if host else []
            found[doc] += [Hint("folder", text) for text in path_names(name)]
    for doc, source, text, line_no in _lines_of_place(around.lines).iter_rows():
        if doc in found:
            # What a path of links is called stands before its first part: 您的位置:某县人民政府>>某镇.
            path = re.sub(r"^[^>»›》/]{0,12}[:：]", "", text)
            parts = re.split(_SEPARATORS, path) if source == "breadcrumb" else [text]
            found[doc] += [Hint(source, part, line_no) for part in parts if part]
            if source == "address" and (name := first_name(text, lexicon, read)):
                found[doc].append(Hint("contact", _outer_body(name, read), line_no))
    _add_prose(found, around.opening, lexicon, read)
    order = {source: at for at, source in enumerate(SOURCES)}
    return {doc: sorted(dict.fromkeys(hints), key=lambda hint: order[hint.source]) for doc, hints in found.items()}


def _add_prose(
    found: dict[int, list[Hint]], opening: pl.DataFrame, lexicon: Lexicon, read: Callable[[str], Reading]
) -> None:
    """Adds the names in the prose of each document, the ones on lines of their own in its head, the sites it names."""
    words = words_by("role", "document.csv")
    site = re.compile(rf"([\u3400-\u9fff]{{2,20}}?){any_of(words['site'])}")
    ours = re.compile(f"{any_of(words['self_word'])}{any_of(words['self_town'])}")
    # Behind the prose of a page on one line stand links to other agencies' reports.
    is_page, said = pl.col("text").str.len_chars() > LINE, pl.col("text").str.replace("[^。]*$", "")
    rows = opening.select(
        "doc",
        "line_no",
        "text",
        is_prose=pl.col("text").str.contains("[。,;]"),
        said=pl.when(is_page).then(said).otherwise("text"),
    )
    for doc, group in groupby(rows.iter_rows(), key=itemgetter(0)):
        hints = found.get(doc)
        if hints is None:
            continue
        lines = list(group)
        prose = [(line_no, text) for _, line_no, _, is_prose, text in lines if is_prose]
        texts = [text for _, text in prose]
        for name in names_in(texts, lexicon, read)[:_PROSE_NAMES]:
            line_no = next((n for n, t in prose if name in t), None)
            hints.append(Hint("prose", _outer_body(name, read), line_no))
        for line_no, text in prose:
            hints += [Hint("mention", _site_place(place), line_no) for place in site.findall(text)[:2]]
        is_town = ours.search(" ".join(texts)) is not None
        heads: list[Hint] = []
        for line_no, text in ((line_no, text) for _, line_no, text, is_prose, _ in lines if not is_prose):
            # Behind a name, a colon addresses it, but for a town's in a report that says 我镇.
            name = text.rstrip(":") if is_town and read(text.rstrip(":")).body.level == "township" else text
            if len(name) <= _LONGEST // 4 and is_surely_name(name, read):
                heads.append(Hint("head", name, line_no))
        hints += _without_menu(heads, read)


def _without_menu(heads: list[Hint], read: Callable[[str], Reading]) -> list[Hint]:
    """The names on lines of their own; none of several bureaus or towns, which are a page's menu."""
    names = {hint.text: read(hint.text).body for hint in heads}
    bodies = {body.key for body in names.values() if body.kind not in _GOVERNMENTS or body.level == "township"}
    return heads if len(bodies) < _MENU else [hint for hint in heads if names[hint.text].key not in bodies]


def _is_complete(reading: Reading) -> bool:
    """Whether a name needs nothing from the line above it: it says where, or is a town's, or a body that is known."""
    return reading.is_decided or reading.body.level == "township" or reading.body.understood


def _site_place(text: str) -> str:
    """What stands before a site's name, from its last preposition on: 在民勤县 is 民勤县."""
    words = words_by("role", "document.csv")
    return re.sub(rf"^.*{any_of(words['preposition'])}", "", text)


def _outer_body(name: str, read: Callable[[str], Reading]) -> str:
    """The body whose inner office a name tells: 某局办公室 is 某局's; itself where none is understood."""
    words = words_by("role", "document.csv")
    if read(name).body.understood:
        return name
    whole = (name[: -len(inner)] for inner in words["inner_office"] if name.endswith(inner))
    return next((outer for outer in whole if is_surely_name(outer, read) or (outer and _is_place(read(outer)))), name)


def _is_place(reading: Reading) -> bool:
    """Whether a name is a place's alone, or a central body's."""
    return reading.is_decided and (not reading.rest or reading.is_national)


def _lines_of_place(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines of a page that say where it stands: doc, source, text, line_no."""
    words = words_by("role", "document.csv")
    near = lines.select("doc", "line_no", text=tidy(pl.col("line").str.slice(0, 2 * _LONGEST)).str.slice(0, _LONGEST))
    text = pl.col("text")
    in_head = near.filter(pl.col("line_no") <= HEAD_LINES)
    # 》 keeps folders apart where it closes no title.
    bare = text.str.replace_all("《[^》]*》", "")
    crumbs = in_head.filter(
        bare.str.contains(_SEPARATORS)
        & (bare.str.contains(any_of(words["path_label"] + words["path_home"])) | bare.str.contains("[>»›》]"))
    )
    owner, lead, site, address = (any_of(words[role]) for role in ("site_owner", "site_lead", "site", "address"))
    sites = _first_matches(
        in_head.filter(~text.str.contains("[。,;]")),
        words["site_owner"] + words["site_lead"] + words["site"],
        rf"{owner}:?(\p{{Han}}{{3,40}})",
        rf"{lead}(\p{{Han}}{{2,30}}?){site}",
        rf"^(\p{{Han}}{{2,30}}?){site}",
        rf"^{lead}(\p{{Han}}{{2,20}})$",
    )
    addresses = _first_matches(near, words["address"], rf"{address}[:为是在]+([^:;。,)]{{4,60}})")
    return (
        pl.concat(
            frame.filter(pl.col("text").is_not_null()).select("doc", "line_no", source=pl.lit(source), text="text")
            for source, frame in (("breadcrumb", crumbs), ("site", sites), ("address", addresses))
        )
        .sort("doc", "line_no")
        .select("doc", "source", "text", "line_no")
    )


def _first_matches(lines: pl.DataFrame, words: list[str], *patterns: str) -> pl.DataFrame:
    """What the first pattern that fits tells of the lines with one of the words, which each has in it."""
    having = lines.filter(pl.col("text").str.contains_any(words))
    if having.is_empty():
        return having
    text = pl.coalesce(pl.col("text").str.extract(pattern, 1) for pattern in patterns)
    return having.select("doc", "line_no", text=text)
