"""Titles that are links: a page's menu and its related items name other documents, and other agencies' reports."""

import polars as pl

from transform.among import among
from transform.dates import DATE, YEAR
from transform.document.refusals.notices import other_kinds
from transform.document.titles.candidates import kinds
from transform.document.titles.title import titles
from transform.lexicon import any_of
from transform.patterns import narrowed

#: So many lines below a title are looked at, up to the body; so long is a headline, in characters.
BELOW, SHORTEST, LONGEST = 15, 10, 60
#: So many lines can a page's foot have.
FOOT = 12
#: The least of a sentence, in characters.
_SENTENCE = 20
#: So many characters of a name's end tell it again.
_NAME = 5
#: So many lines below a path of links is the headline; so many characters of a title's end tell it on a long line.
_NEAR, _END = 3, 12
#: How often the next title is tried.
_TIMES = 2

Words = dict[str, list[str]]


def own_titles(first: pl.DataFrame, head: pl.DataFrame, lines: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The titles without those that are links; the next one where there is one.

    A title is taken for a link where prose stands above it, or another headline between it and the first sentence, and
    where nothing else in the document names its agency; where prose stands above it and no more than a page's foot
    below; and where the page's path of links stands below it with another headline. A notice's is none: it tells what
    the document is.

    Args:
        first: as from `transform.document.titles.title.titles`.
        head: as from `transform.document.head.head_of`.
        lines: as from `transform.lines.lines_of`.
        words: the words of `document.csv`.
    """
    if first.is_empty():
        return first
    found = first
    for _ in range(_TIMES):
        links = _links(found, head, lines, words)
        if links.is_empty():
            return found
        rest = head.join(links.select("doc", "title_at"), on="doc").filter(pl.col("at") > pl.col("title_at"))
        others = titles(head.filter(pl.col("at").is_in(rest["at"].implode())), words)
        # How many titles there are, links tell, too.
        others = others.update(first.select("doc", "titles"), on="doc")
        found = pl.concat([found.join(links, on="doc", how="anti", maintain_order="left"), others]).sort("doc")
    return found.join(_links(found, head, lines, words), on="doc", how="anti", maintain_order="left")


def _links(found: pl.DataFrame, head: pl.DataFrame, lines: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The titles that are links."""
    around = head.select("doc", "at", "text", "long", "cut").join(found.select("doc", "title", "title_at"), on="doc")
    below = _below_prose(around)
    surely = pl.concat([_last(among(found, below), lines), _above_path(around, words)]).unique()
    doubtful = pl.concat([surely, below, _above_headlines(around, words)]).unique()
    asked = among(found, doubtful)
    asked = asked.filter(~other_kinds(asked["title"])) if asked.height else asked
    if asked.is_empty():
        return asked
    bare = pl.col("title_agency").str.replace(rf"{any_of(words['common_end'])}$", "")
    # A township is told without its county.
    own = bare.str.extract(rf"{any_of(words['county_end'])}(\p{{Han}}{{2,6}}{any_of(words['self_town'])})$", 1)
    name = pl.coalesce(own, bare.str.slice(-_NAME))
    report = rf"{any_of(words['title_subject'])}.*{kinds(words)}"
    told = (
        lines.join(asked.select("doc", name=name), on="doc")
        .filter(pl.col("line").str.contains(pl.col("name"), literal=True))
        .filter(~pl.col("line").str.contains(report) | pl.col("line").str.contains("。"))
    )
    told = told.join(surely, on="doc", how="anti")
    return asked.join(told, on="doc", how="anti", maintain_order="left")


def _last(found: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The documents that end so soon below their title that nothing of a report stands there: doc."""
    if found.is_empty():
        return found.select("doc")
    below = lines.join(found.select("doc", "title_line"), on="doc").filter(pl.col("line_no") > pl.col("title_line"))
    text = pl.col("line").str.strip_chars()
    ended = below.group_by("doc").agg(
        lines=(text != "").sum(), said=(text.str.contains("。") & (text.str.len_chars() >= _SENTENCE)).any()
    )
    body = ended.filter((pl.col("lines") > FOOT) | pl.col("said"))
    return found.join(body, on="doc", how="anti").select("doc")


def _below_prose(around: pl.DataFrame) -> pl.DataFrame:
    """The documents with a sentence above their title: doc."""
    is_sentence = pl.col("text").str.contains("。") & (pl.col("text").str.len_chars() >= _SENTENCE)
    return around.filter((pl.col("at") < pl.col("title_at")) & is_sentence).select("doc").unique()


def _above_path(around: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The documents whose path of links stands below their title, and below that another headline: doc."""
    return pl.concat([_path_on_its_line(around, words), _headlines_below_path(around, words)]).unique()


def _report_title(words: Words) -> str:
    """A pattern for a report's title, with nothing or a label of a header block behind it."""
    subject, kind = any_of(words["title_subject"]), any_of(words["title_kind"])
    return rf"{subject}[^。]{{0,16}}{kind}(?:[^\p{{Han}}]|{any_of(words['published'] + words['publisher'])}|$)"


def _is_headline(text: pl.Expr) -> pl.Expr:
    """Whether a line is as long as a headline, most of it in Chinese."""
    return text.str.len_chars().is_between(SHORTEST, LONGEST) & (text.str.count_matches(r"\p{Han}") >= SHORTEST - 2)


def _path_on_its_line(around: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The documents, pages on one line, whose path stands behind their title and leads to another: doc."""
    place, label = any_of(words["path_label"]), any_of(words["published"] + words["publisher"])
    whole = pl.coalesce("long", "text").str.replace_all(r"\s", "")
    ahead = whole.str.replace(rf"{place}.*$", "")
    rest = whole.str.replace(rf"^.*?{place}", "").str.replace(rf"(?:{label}|。).*$", "")
    return narrowed(
        around,
        (pl.col("at") == pl.col("title_at")) & whole.str.contains(place),
        ~ahead.str.contains("。") & ahead.str.contains(pl.col("title").str.slice(-_END), literal=True),
        ~rest.str.contains(_report_title(words)),
    ).select("doc")


def _headlines_below_path(around: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The documents with a path, or a label of the page's own title, below their title, and another headline there."""
    text = pl.col("text")
    steps = around.filter(pl.col("at") > pl.col("title_at"))
    if not steps["text"].str.contains_any([*">»›", *words["title_label"]]).any():
        return steps.select("doc").clear()
    begins_path = text.str.contains(rf"{any_of(words['path_label'])}|^\W*{any_of(words['path_home'])}")
    label = rf"^\W*{any_of(words['title_label'])}"
    is_path = (text.str.contains("[>»›]") & begins_path) | text.str.contains(rf"{label}\W*$")
    steps = steps.with_columns(since=pl.when(is_path).then("at").forward_fill().over("doc"))
    near = steps.filter((pl.col("at") - pl.col("since")).is_between(1, _NEAR) & ~is_path)
    # A cell of the header block beside its label.
    near = pl.concat([near, steps.filter(pl.col("cut") & text.str.contains(label))])
    headline = _is_headline(text) & ~text.str.contains(rf"[。:|]|{any_of(words['published'] + words['publisher'])}")
    own = text.str.contains(_report_title(words))
    other = near.group_by("doc").agg(other=(headline & ~own).any(), own=own.any())
    return other.filter(pl.col("other") & ~pl.col("own")).select("doc")


def _above_headlines(around: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The documents with another headline between their title and the first sentence below it: doc."""
    step = pl.col("at").cast(pl.Int64) - pl.col("title_at")
    below = around.filter(step.is_between(1, BELOW)).with_columns(
        # A sentence, a row of a table or a number: the body has begun.
        said=(pl.col("text").str.contains(r"[。；;]|^[0-9.]+$|第二十条") | pl.col("cut")).cum_sum().over("doc")
    )
    text = pl.col("text")
    labels = words["published"] + words["publisher"] + words["head_label"] + words["page_word"]
    labels += words["path_label"] + words["path_home"]
    own = any_of([words["title_subject"][0], *words["title_subject_wide"]])
    # A name, with the day of publication behind it or not (某县人民政府 2023-01-10).
    undated = text.str.replace(rf"{DATE}[\s0-9:：时分秒]*$", "")
    is_name = undated.str.contains(rf"{any_of(words['agency_end'])}\W*$") & ~undated.str.contains(YEAR)
    headlines = narrowed(
        below,
        (pl.col("said") == 0) & text.str.len_chars().is_between(SHORTEST, LONGEST),
        ~pl.col("title").str.contains(text, literal=True) & ~text.str.contains(pl.col("title"), literal=True),
        text.str.count_matches(r"\p{Han}") >= SHORTEST - 2,
        ~text.str.contains("[>»›|:#]|[0-9]月") & ~text.str.contains_any(labels),
        ~is_name,
        # Other reports are related items, and a menu's words name no document.
        ~text.str.contains(rf"^{any_of(words['title_subject'])}.{{0,4}}$|{own}.*{kinds(words)}"),
    )
    return headlines.select("doc").unique()
