"""Titles that name a report and are none: notices that ask for reports, readings of one, reports under other rules."""

from functools import lru_cache

import polars as pl

from transform.dates import YEAR
from transform.document.titles.candidates import BEHIND, Words, kinds
from transform.lexicon import any_of, words_by
from transform.patterns import Pattern, fits, narrowed, pattern

#: How far above and below its middle line a title can be broken.
BROKEN_LINES = 2
#: So many characters of a title tell that it stands behind something else on its line.
SAME = 8
#: Months that are not the whole year: from one to another than the last, or to the last from another than the first.
_TO = rf"月?份?[、\-—–~至到]+(?:{YEAR}年)?"
_PART = rf"(?:^|[^0-9])0?(?:(?:[1-9]|1[0-2]){_TO}0?(?:[1-9]|1[01])|(?:[2-9]|1[0-2])月?份?[\-—–~至到]+12)月(?:[^0-9]|$)"
#: One month, before what names the report: behind that stands the month in which it was published.
_ONE_MONTH = rf"{YEAR}年?度?0?(?:[1-9]|1[0-2])月份?[^0-9()]*"


def other_kinds(titles: pl.Series) -> pl.Series:
    """Whether a title's last word is another document's, it announces what it says of a report, or another reports.

    A school, a hospital or a company reports under other rules than an agency, and not on 政府信息公开.
    """
    school, government = _other_speaker()
    others = fits(titles, school)
    if others.any():
        others &= ~titles.str.contains(government)
    return fits(titles, *_other_documents()) | others.fill_null(value=False)


@lru_cache(maxsize=1)
def _other_documents() -> list[Pattern]:
    words = words_by("role", "document.csv")
    last = words["notice"] + words["template"] + words["no_report"]
    reading, rules = words["interpretation"], words["other_rules"]
    draft, part = words["draft"] + words["void"], words["part_of_year"]
    return [
        # Not the format of a file: (PDF格式).
        pattern(rf"(?:^|[^A-Za-z]){any_of(last)}{BEHIND}", last),
        # What is not yet a report or one no more, and what is not on a year.
        pattern(any_of(draft), draft),
        pattern(any_of(part), part),
        pattern(_PART, "月"),
        pattern(_ONE_MONTH + any_of(words["title_subject"]), "月"),
        blank_title(),
        pattern(rf"^[^:：]*{any_of(reading)}[:：\]】|]", reading),
        pattern(rf"^\W*{any_of(reading)}", reading),
        pattern(any_of(reading) + BEHIND, reading),
        pattern(any_of(rules), rules),
    ]


@lru_cache(maxsize=1)
def blank_title() -> Pattern:
    """A title with a blank for the agency or the year: `××局202×年`."""
    blank = words_by("role", "document.csv")["title_blank"]
    return pattern(rf"{any_of(blank)}|20[12][×Xx_*○?]年", [*blank, *"×Xx_*○?"])


@lru_cache(maxsize=1)
def _other_speaker() -> tuple[Pattern, str]:
    """A title that another than an agency speaks in, and what it then has not in it."""
    words = words_by("role", "document.csv")
    other, subject = words["other_speaker"], words["title_subject"]
    between = rf"(?:{YEAR}|年|度|关于|[-—学~至]|\p{{Han}}{{1,4}})*"
    return pattern(rf"^[^(]*{any_of(other)}{between}{any_of(subject)}", other), any_of(subject[:1])


def requests(head: pl.DataFrame, title: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """The documents whose title asks for reports, or is a part of one that does or of another's; and void ones.

    Returns doc, is_request, one row a document.

    `关于做好2021年度` / `政府信息公开工作年度报告` / `编制工作的通知`: read over the lines around it, from the last
    word that opens such a title to the end of a line that closes it. A link beside the title has its own opening.
    """
    around = _around(head, title).filter(pl.col("text").str.contains(any_of(words["notice"])))
    found = [
        around.select("doc") if around.is_empty() else _asked(around, words),
        _broken(head, words),
        _introduced(head, title, words),
        _partial(head, title, words),
        _void(head, words),
    ]
    return pl.concat(found).unique().with_columns(is_request=pl.lit(value=True))


def _asked(around: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The documents whose title, with the lines `_around` it, asks for reports: doc."""
    kind, subject = kinds(words), any_of(words["title_subject"])
    notice, about, tail = any_of(words["notice"]), any_of(words["notice_about"]), any_of(words["notice_tail"])
    opening, rest = rf"{about}([^。;]{{0,50}}?){subject}[^。;]*?{kind}", r"([^。;‖]{0,20}‖[^。;‖]{0,30}?)"
    groups = pl.col("text").str.extract_groups(rf"^.*{opening}{rest}{tail}¶?{notice}(?:\([^()]*\)|》)*¶")
    opened, closed = groups.struct.field("1"), groups.struct.field("2")
    is_asked = ~opened.str.contains(notice) & ~closed.str.contains(about)
    is_continued = pl.col("below").str.contains(rf"^.*{kind}[)）》]*‖{tail}[^¶。;]{{0,25}}{notice}¶")
    return around.filter(is_asked.fill_null(value=False) | is_continued).select("doc")


def _introduced(head: pl.DataFrame, title: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The documents whose title stands behind the word for a reading, on its line (`视频解读|某局2023年…`): doc."""
    reading = rf"^\W*\p{{Han}}{{0,4}}{any_of(words['interpretation'])}\W{{1,3}}"
    own = head[["text"]].select(pl.col("text").gather(title["title_at"])).to_series()
    found = title.select("doc", "title", text=own)
    if not fits(own, pattern(reading, words["interpretation"])).any():
        return found.clear().select("doc")
    behind = pl.col("text").str.replace(reading, "")
    return narrowed(
        found, pl.col("text").str.contains(reading), behind.str.starts_with(pl.col("title").str.slice(0, SAME))
    ).select("doc")


def _partial(head: pl.DataFrame, title: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The documents without a title of a report, headed by one of a part of a year, or of another matter: doc."""
    part, others, subject = words["part_of_year"], words["no_report"], any_of(words["title_subject"])
    if not pattern("", part + others).may_fit(head["text"]):
        return head.clear().select("doc")
    both = rf"{any_of(part)}[^。,;]{{0,12}}{subject}|{subject}[^。,;]{{0,12}}{any_of(part)}"
    headed = rf"^[^。,;]{{0,40}}(?:(?:{both})[^。,;]{{0,20}}|{subject}[^。,;]{{0,20}}{any_of(others)})$"
    return head.filter(pl.col("text").str.contains(headed)).join(title, on="doc", how="anti").select("doc")


def _void(head: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The documents whose head says that they are void (此件已作废): doc."""
    itself, void = any_of(words["self_report"] + words["void_self"]), words["void"]
    if not pattern("", void).may_fit(head["text"]):
        return head.clear().select("doc")
    return head.filter(pl.col("text").str.contains(rf"^\W*{itself}[^。,;]{{0,16}}{any_of(void)}")).select("doc")


def _broken(head: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The documents that open with such a title broken over three lines, none of which names a report: doc."""
    notice, about = any_of(words["notice"]), any_of(words["notice_about"])
    asks = rf"^{about}[^。;]{{0,50}}?{any_of(words['title_subject'])}[^。;]*?{kinds(words)}[^。;]{{0,20}}{notice}$"
    text = pl.col("text")
    return narrowed(
        head,
        text.str.contains(rf"{notice}$"),
        pl.col("before2").str.contains(f"^{about}"),
        # Of links one below the other each ends by itself.
        ~pl.col("before2").str.contains(rf"{notice}$") & ~pl.col("before").str.contains(rf"{notice}$"),
        pl.concat_str("before2", "before", "text").str.contains(asks),
    ).select("doc")


def _around(head: pl.DataFrame, title: pl.DataFrame) -> pl.DataFrame:
    """The title with the lines around it, and with those below only; ¶ closes a line, ‖ the title: doc, text, below."""
    doc, text = pl.col("doc"), pl.col("text")
    lines = [
        pl.when(doc.shift(-step) == doc).then(text.shift(-step) + ("¶" if step else "‖")).otherwise(pl.lit(""))
        for step in range(-BROKEN_LINES, BROKEN_LINES + 1)
    ]
    around = head.select("doc", text=pl.concat_str(lines), below=pl.concat_str(lines[BROKEN_LINES:]))
    return around.select(pl.all().gather(title["title_at"]))
