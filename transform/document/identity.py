"""What a document says of itself plainly: title, statistics period, signature, header block, dates.

Who reports and on which year is decided elsewhere, of all that is said (`transform.document.evidence.years`,
`transform.agencies`).
"""

import polars as pl

from transform.among import among
from transform.dates import DATE, YEAR, date_of, year_number
from transform.document.evidence.published import CHANGED, published_dates
from transform.document.head import FIELD, HEAD_LINES, TAIL_LINES, head_of, opening_of, tail_of, with_fields
from transform.document.refusals.notices import blank_title, other_kinds, requests
from transform.document.titles.beside import names_beside
from transform.document.titles.candidates import BEHIND
from transform.document.titles.links import own_titles
from transform.document.titles.names import LONGEST_NAME, agency_in, is_name
from transform.document.titles.title import titles
from transform.lexicon import any_of, words_by
from transform.patterns import fits, narrowed, pattern

__all__ = ["HEAD_LINES", "NAMES", "PERIOD", "TAIL_LINES", "identities"]

#: Where a document names its agency plainly, in order of trust.
NAMES = ("title_agency", "line_agency", "signed_agency", "publisher", "last_line")
#: The first and the last day of a year, also where characters beside the numbers were lost (`20191月1日`,
#: `202111日起至20211230日止`, `12月31止`) or stand twice (`202020年`); the second year can be left out.
PERIOD = (
    rf"({YEAR})(?:[0-9][0-9])?年?(?:0?1月?|元月|一月)(?:0?1|一)[日号]?[^0-9二。;；]{{0,8}}"
    rf"(?:({YEAR}(?:[0-9][0-9])?)年?)?(?:12月?3[01]|十二月三十一?)(?:[日号]|[^0-9月]|$)"
)
#: The same in other prints, where the line says what it is, or is nothing else: `统计期限：2022年1—12月`,
#: `报告期：2022.1.1-2022.12.31`, `（2022年1月至12月）`.
_MARKED_PERIOD = (
    rf"({YEAR})[年./](?:0?1|元)(?:月|[./]0?1)?[^0-9二。;；]{{1,4}}(?:({YEAR})[年./])?12(?:月|[./]3[01])(?:[^0-9]|$)"
)
#: What each such line has in it, and the least that it is.
_LAST_DAY = r"[1１]\s*[2２]\s*[月./]?\s*[3３]\s*[01０１]|十二月三十|[1１]\s*[2２]\s*月(?:[^0-9０-９]|$)"
_PERIOD_BYTES = 15
_PERIODS = {"doc": pl.UInt32, "period_year": pl.Int16, "period": pl.String, "period_line": pl.Int32}
_SIGNED = {"doc": pl.UInt32, "signed_date": pl.Date, "signed_agency": pl.String, "signed_line": pl.Int32}
Words = dict[str, list[str]]


def identities(lines: pl.DataFrame, headings: pl.DataFrame) -> pl.DataFrame:
    """What each document says of itself.

    Args:
        lines: as from `transform.lines.lines_of`.
        headings: as from `transform.prose.sections.section_headings`.

    Returns:
        One row a document: doc UInt32, title String, titles UInt32 (how many of its lines name such a report),
        agency_name_printed String (the first of the five columns of `NAMES`, which follow), joined_agency (what two
        lines make together), title_other (as from `titles`), title_year, period_year Int16, title_years UInt32 (how
        many its titles name), title_line, period_line Int32, period String (as printed), signed_date, published_date
        Date, signed_line, published_line Int32, published_by String (`header` or `changed`, with a label, or `bare`),
        is_revision, is_other (the title names another kind of document: a notice, a reading of a report), is_template
        (it names the form itself, or leaves who or when blank) and below_other (as from `titles`) Boolean; null where
        the document does not say.
    """
    words = words_by("role", "document.csv")
    said = _without_plans(_said(lines, headings, words))
    # The site's name behind a title is who publishes, where nothing else says so; on a line it is no name beside one.
    said = said.with_columns(site=agency_in(pl.col("suffix"))).with_columns(
        publisher=pl.coalesce("publisher", "site"),
        line_agency=pl.when(~pl.col("line_agency").eq_missing(pl.col("site"))).then("line_agency"),
    )
    # A date of the head is no signature, where the text ends so early that both are read there.
    is_head = pl.all_horizontal(pl.col(f"signed_{what}") == pl.col(f"published_{what}") for what in ("line", "date"))
    # A page on one line has both, the one behind its label, the other behind a name.
    is_head &= (pl.col("published_by") == "bare") | pl.col("signed_agency").is_null()
    said = said.with_columns(
        pl.when(~is_head.fill_null(value=False)).then(name).alias(name)
        for name in ("signed_date", "signed_line", "signed_agency")
    ).sort("doc")
    revision, template = words["revision"], words["template"]
    return said.select(
        "doc",
        "title",
        "titles",
        pl.coalesce(NAMES).alias("agency_name_printed"),
        *NAMES,
        "joined_agency",
        "title_other",
        *("title_year", "title_years", "title_line", "period", "period_year", "period_line"),
        *("signed_date", "signed_line", "published_date", "published_line", "published_by"),
        pl.col("below_other").fill_null(value=False),
        fits(said["title"], pattern(any_of(revision), revision)).alias("is_revision"),
        (other_kinds(said["title"]) | said["is_request"].fill_null(value=False)).alias("is_other"),
        fits(said["title"], pattern(rf"(?:^|[^A-Za-z]){any_of(template)}{BEHIND}", template), blank_title()).alias(
            "is_template"
        ),
    )


def _without_plans(said: pl.DataFrame) -> pl.DataFrame:
    """A year that was not over when the page was published is a plan's and no period, where no title says a year."""
    before = pl.col("published_by").is_in(["header", CHANGED]) & (
        pl.col("published_date") < pl.date(pl.col("period_year"), 12, 1)
    )
    is_plan = (pl.col("title_year").is_null() & before).fill_null(value=False)
    return said.with_columns(
        pl.when(~is_plan).then(name).alias(name) for name in ("period", "period_year", "period_line")
    )


def _said(lines: pl.DataFrame, headings: pl.DataFrame, words: Words) -> pl.DataFrame:
    """What each part of a document says of it, beside each other: one row a document."""
    head, tail = head_of(lines, headings), tail_of(lines, words)
    first = titles(head, words)
    period = periods(_period_lines(lines, headings), words)
    # A statistics period below says that the report is here.
    sure = first.join(period, on="doc").filter(pl.col("period_line") > pl.col("title_line")).select("doc")
    own = own_titles(first.join(sure, on="doc", how="anti", maintain_order="left"), head, lines, words)
    title = pl.concat([among(first, sure), own]).sort("doc")
    sources = [
        title,
        names_beside(head, title, words),
        _signatures(tail, words),
        _publishers(head, words),
        _undated(tail, words),
        period,
        published_dates(head, title, words),
        requests(head, first, words),
    ]
    result = lines.select("doc").filter(pl.col("doc").is_first_distinct())
    for source in sources:
        if source.is_empty():
            # Nothing to look up: the columns alone.
            empty = (pl.lit(None, dtype).alias(name) for name, dtype in source.schema.items() if name != "doc")
            result = result.with_columns(empty)
        else:
            result = result.join(source, on="doc", how="left")
    return result


def _period_lines(lines: pl.DataFrame, headings: pl.DataFrame) -> pl.DataFrame:
    """The lines before the second section that may tell a statistics period: doc, line_no, text."""
    long = lines.filter(pl.col("line").str.len_bytes() >= _PERIOD_BYTES)
    return narrowed(
        opening_of(long, headings, told=_LAST_DAY), pl.col("text").str.contains(rf"{PERIOD}|{_MARKED_PERIOD}")
    )


def periods(lines: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The year of the first whole statistics period: doc, period, period_year, period_line.

    Args:
        lines: doc, line_no, text (tidy).
        words: the words of `document.csv`.
    """
    if lines.is_empty():
        return pl.DataFrame(schema=_PERIODS)
    # A year to compare with (与…相比) is no period of the report.
    other = rf"{any_of(words['compared_period'])}[(（自从:：]{{0,2}}{PERIOD}"
    lines = lines.with_columns(pl.col("text").str.replace_all(other, ""))
    marked = rf"{any_of(words['statistics_period'])}[^0-9二。;；]{{0,12}}{_MARKED_PERIOD}|^[(（]{_MARKED_PERIOD}[)）]?$"
    whole, told = (pl.col("text").str.extract_groups(print_) for print_ in (PERIOD, marked))
    is_whole = pl.col("text").str.contains(PERIOD)
    return (
        lines.filter(is_whole | pl.col("text").str.contains(marked))
        .with_columns(
            first=pl.when(is_whole).then(whole.struct.field("1")).otherwise(_first_of(told, "1", "3")),
            last=pl.when(is_whole).then(whole.struct.field("2")).otherwise(_first_of(told, "2", "4")),
        )
        # A last year with digits too many (`202021年`) still has the first one in it.
        .filter(pl.col("last").is_null() | pl.col("last").str.contains(pl.col("first"), literal=True))
        .with_columns(period_year=year_number(pl.col("first")))
        .unique("doc", keep="first", maintain_order=True)
        .select(
            "doc",
            "period_year",
            period=pl.coalesce(pl.col("text").str.extract(print_, 0) for print_ in (PERIOD, _MARKED_PERIOD)),
            period_line="line_no",
        )
    )


def _first_of(groups: pl.Expr, one: str, other: str) -> pl.Expr:
    """The group of a pattern's first way, else of its second."""
    return pl.coalesce(groups.struct.field(one), groups.struct.field(other))


def _signatures(tail: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The last line that is a date, alone or after the agency's name: doc, signed_date, signed_agency, signed_line."""
    with_name = pl.col("text").str.extract(rf"^(.*?){DATE}$", 1)
    name = pl.when(with_name.str.len_chars() > 0).then(with_name).otherwise(pl.col("before"))
    short = _plain_dates(tail.filter(pl.col("text").str.len_chars() <= LONGEST_NAME + 12), words)
    dated = narrowed(short, pl.col("text").str.contains(f"{DATE}$"))
    if dated.is_empty():
        return pl.DataFrame(schema=_SIGNED)
    return (
        dated.with_columns(signed_date=date_of(pl.col("text")), signed_agency=agency_in(name), ahead=with_name)
        .filter((pl.col("ahead") == "") | is_name(pl.col("ahead")))
        .unique("doc", keep="last", maintain_order=True)
        .select("doc", "signed_date", "signed_agency", signed_line="line_no")
    )


def _plain_dates(tail: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Lines with the date below a name as `DATE` has it: （2023年1月8日）, 日期：2023-1-8, 20230108."""
    label = rf"(?:\p{{Han}}{{0,2}}{any_of(words['published_last'])}[:：])?"
    odd = rf"^{label}[(（]?(?:({YEAR}[年\-/.][^年]{{1,9}}?)[日号]?|(20[0-9]{{2}})([01][0-9])([0-3][0-9]))印?[)）]?$"
    found = narrowed(
        tail,
        pl.col("text").str.contains(r"^.?20[0-9]{6}.?$|[)）号印]$|[:：].*20"),
        pl.col("text").str.contains(odd),
        pl.col("before")
        .str.contains(rf"{any_of(words['agency_end'] + words['body_end'])}(?:\([^)]*\))?$")
        .fill_null(value=False),
    )
    if found.is_empty():
        return tail
    parts = pl.col("text").str.extract_groups(odd)
    numbers = pl.concat_str([parts.struct.field(group) for group in "234"], separator="-")
    plain = found.select("doc", "line_no", text=pl.coalesce(parts.struct.field("1"), numbers))
    return tail.update(plain, on=["doc", "line_no"])


def _undated(tail: pl.DataFrame, words: Words) -> pl.DataFrame:
    """A signature without a date: the document's last line, behind the end of the prose: doc, last_line."""
    prose_ended = pl.col("before").str.contains(rf"(?:。|{any_of(words['none'])})$")
    return (
        tail.filter((pl.col("doc") != pl.col("doc").shift(-1)).fill_null(True) & prose_ended)
        .select("doc", last_line=agency_in(pl.col("text")))
        .filter(pl.col("last_line").is_not_null())
    )


def _publishers(head: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The publishing body that a page's header block names: doc, publisher.

    Its label and its name stand in one line, in two cells of a line, or one below the other.
    """
    labels = words["publisher"] + words["author"]
    is_below = pattern(rf"^[^\p{{Han}}]*{any_of(words['publisher'])}[:：|\]】]*$", words["publisher"])
    told = head.with_columns(below=fits(head["before"], is_below)).filter(
        pl.col("text").str.contains(any_of(labels)) | pl.col("below")
    )
    if told.is_empty():
        return pl.DataFrame(schema={"doc": pl.UInt32, "publisher": pl.String})
    publisher, author = (
        rf"{any_of(words[role])}[:：\]】|{FIELD}]+\[?([\p{{Han}}()（）·]+)" for role in ("publisher", "author")
    )
    # Fields with one space between them stand together once white space is gone: the next one's label ends a name.
    behind = any_of(words["publisher"] + words["published"] + words["head_label"])

    def behind_label(text: pl.Expr, label: str) -> pl.Expr:
        return text.str.extract(label, 1).str.replace(rf"{behind}.*$", "")

    # What a line may name, the surest first.
    named = pl.concat_list(
        behind_label(pl.col("fields"), publisher),
        behind_label(pl.col("text"), publisher),
        pl.when("below").then("text"),
        behind_label(pl.col("spaced"), publisher),
        behind_label(pl.col("fields"), author),
    )
    return (
        with_fields(told)
        .select("doc", publisher=named)
        .explode("publisher")
        .with_columns(publisher=agency_in(pl.col("publisher")))
        # Null, too, is none.
        .filter(~pl.col("publisher").str.contains_any(words["publisher_only"]))
        # A bureau that a page names beside the government on whose site it stands.
        .sort("doc", _is_site_owner(pl.col("publisher"), words), maintain_order=True)
        .unique("doc", keep="first", maintain_order=True)
    )


def _is_site_owner(name: pl.Expr, words: Words) -> pl.Expr:
    """Whether a publisher may be the one of a whole site: a government, or who sees to disclosure for it."""
    is_government = name.str.contains(any_of(words["torn_rest"])) & ~name.str.contains(any_of(words["self_town"]))
    return is_government | name.str.contains(any_of(words["in_charge"]))
