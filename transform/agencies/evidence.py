"""What a document, its page, its path and the crawler's manifest say of who reports: hints in order of trust."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import polars as pl

from transform.agencies.hosts import host_of
from transform.dates import YEAR
from transform.document.identity import HEAD_LINES, NAMES
from transform.lexicon import any_of, words_by
from transform.sections import tidy

#: The sources in order of trust: what the document says of itself, what the crawler recorded, the page around it, the
#: way to it. `place` sources say where, never who.
SOURCES = (
    *("title", "line_above", "signature", "manifest", "header", "last_line"),
    *("breadcrumb", "site", "address", "host", "folder"),
)
PLACE_SOURCES = frozenset({"site", "address", "host"})
_OF_COLUMN = dict(zip(NAMES, ("title", "line_above", "signature", "header", "last_line"), strict=True))
#: The longest print of a name of a site, an address, a path of links; in characters.
_LONGEST = 120
_SEPARATORS = r"[>»›＞/|·→-]+"


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing that one source says: `text` as it says it (a host name for `host`)."""

    source: str
    text: str


def hints_of(documents: pl.DataFrame, lines: pl.DataFrame) -> dict[int, list[Hint]]:
    """All hints of each document, in order of trust.

    Args:
        documents: doc, source_uri, the columns of `NAMES`, manifest_agency, manifest_url.
        lines: as from `transform.lines.lines_of`; those of other documents do not matter.
    """
    found: dict[int, list[Hint]] = {doc: [] for doc in documents["doc"].to_list()}
    for row in documents.iter_rows(named=True):
        own = found[row["doc"]]
        own += [Hint(source, row[column]) for column, source in _OF_COLUMN.items() if row[column]]
        own += [Hint("manifest", row["manifest_agency"])] if row["manifest_agency"] else []
        hosts = dict.fromkeys(map(host_of, (row["manifest_url"], row["source_uri"])))
        own += [Hint("host", host) for host in hosts if host]
        own += [Hint("folder", text) for text in path_names(row["source_uri"])]
    near = lines.join(documents.select("doc"), on="doc", how="semi").with_columns(
        text=tidy(pl.col("line").str.slice(0, 2 * _LONGEST)).str.slice(0, _LONGEST)
    )
    for doc, source, text in _around(near).iter_rows():
        parts = re.split(_SEPARATORS, text) if source == "breadcrumb" else [text]
        found[doc] += [Hint(source, part) for part in parts if part]
    return {doc: sorted(hints, key=lambda hint: SOURCES.index(hint.source)) for doc, hints in found.items()}


def _around(near: pl.DataFrame) -> pl.DataFrame:
    """The lines of a page that say where it stands: doc, source, text."""
    words = words_by("role", "document.csv")
    text = pl.col("text")
    in_head = near.filter(pl.col("line_no") <= HEAD_LINES)
    crumbs = in_head.filter(text.str.contains(any_of(words["breadcrumb"])) & text.str.contains(_SEPARATORS))
    sites = near.select(
        "doc",
        "line_no",
        text=pl.coalesce(
            text.str.extract(rf"{any_of(words['site_owner'])}:?(\p{{Han}}{{3,40}})", 1),
            text.str.extract(rf"^(\p{{Han}}{{3,30}}?){any_of(words['site'])}$", 1),
        ),
    )
    addresses = near.select(
        "doc", "line_no", text=text.str.extract(rf"{any_of(words['address'])}:([^:;。,]{{4,60}})", 1)
    )
    return (
        pl.concat(
            frame.filter(pl.col("text").is_not_null()).select(
                "doc", "line_no", source=pl.lit(source), text=pl.col("text")
            )
            for source, frame in (("breadcrumb", crumbs), ("site", sites), ("address", addresses))
        )
        .sort("doc", "line_no")
        .select("doc", "source", "text")
    )


def path_names(uri: str | None) -> list[str]:
    """What the folders, the archive and the file of a `source_uri` are called: together, then each from the last.

    Years, the words of a title and all that is not Chinese are left out: of 宁夏/盐池县/教育局/2021.txt stay
    宁夏盐池县教育局, 盐池县教育局, 教育局, 盐池县, 宁夏.
    """
    path = unquote(urlsplit(uri).path if host_of(uri) else uri or "")
    words = words_by("role", "document.csv")
    title = rf"(?:{YEAR})?年?度?的?{any_of(words['title_subject'])}.*"
    parts = [re.sub(title, "", part) for part in re.split(r"[/\\!]+", path)]
    pieces = [piece for part in parts for piece in re.findall(r"[\u3400-\u9fff]{2,}", part)]
    chains = ["".join(pieces[at:]) for at in range(len(pieces))]
    return list(dict.fromkeys([*chains, *reversed(pieces)]))
