"""The sentences that announce a report: `现公布某局2022年…年度报告`, `本报告由某局编制`, `请与某局办公室联系`.

They tell who reports and on which year where the title does not. Only documents that leave something open are asked.
"""

import polars as pl

from transform.dates import DATE, YEAR, year_number
from transform.document.titles.names import speaker_in
from transform.lexicon import any_of

#: The longest piece of a sentence that is read, in characters.
_LONGEST = 120
_CLAUSE = r"[。；;！!？?\n]"

SAID = pl.Schema(
    {
        "doc": pl.UInt32,
        "line_no": pl.Int32,
        "text": pl.String,
        "source": pl.String,
        "name": pl.String,
        "year": pl.Int16,
    }
)
Words = dict[str, list[str]]


def announcements(opening: pl.DataFrame, beyond: pl.DataFrame, words: Words) -> pl.DataFrame:
    """What the sentences of a document's opening say of who and which year.

    Args:
        opening: as from `transform.document.head.opening_of`.
        beyond: the lines below it, in the same form: they can still say who made the report and whom to ask.
        words: the words of `document.csv`.

    Returns:
        doc, line_no, source, text (the clause), name String, year Int16, in reading order; name or year can be null.
        Sources: `announcement` (the sentence names the report), `as_of` (the day on which it closes), `unit` (a form's
        `单位: X 2023年度`), `compiled` (by whom), `contact` (whom to ask).
    """
    if opening.is_empty() and beyond.is_empty():
        return SAID.to_frame()
    clauses = _clauses(opening)
    everywhere = pl.concat([clauses, _clauses(beyond)])
    found = [_announced(clauses, words), _as_of(clauses, words)]
    found += [asked(everywhere, words) for asked in (_units, _compiled, _contacts)]
    return (
        pl.concat(found)
        .filter(pl.any_horizontal(pl.col("name", "year").is_not_null()))
        .with_columns(pl.col("text").str.slice(0, _LONGEST))
        .sort("doc", "line_no", maintain_order=True)
    )


def _clauses(lines: pl.DataFrame) -> pl.DataFrame:
    """The pieces of lines between full stops: doc, line_no, text."""
    return (
        lines.select("doc", "line_no", text=pl.col("text").str.replace_all(_CLAUSE, "\n").str.split("\n"))
        .explode("text", empty_as_null=True)
        .filter(pl.col("text").str.len_chars() > 4)
    )


def _rows(clauses: pl.DataFrame, source: str, name: pl.Expr, year: pl.Expr) -> pl.DataFrame:
    return clauses.select("doc", "line_no", "text", source=pl.lit(source), name=name, year=year)


def _announced(clauses: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Clauses that name the report, by a verb that announces it before or a phrase that does so behind.

    The name stands between the verb and the report, on either side of the year, or before the verb
    (`某街道现向区政府作…报告`) where none is there.
    """
    subject, kind = any_of(words["title_subject"]), any_of(words["title_kind"] + words["title_kind_loose"])
    verb, behind = any_of(words["announces"]), any_of(words["announced"])
    report = rf"^(.*?){subject}[^,，]{{0,14}}?(?:{kind}|{behind})"
    # A notice that asked for the report may be named beside it.
    notice = rf"《[^《》]*{any_of(words['notice'])}》"
    quotes = clauses["text"].str.contains("《", literal=True)
    clauses = pl.concat(
        [clauses.filter(~quotes), clauses.filter(quotes).with_columns(pl.col("text").str.replace_all(notice, ""))]
    )
    ahead = pl.col("text").str.extract(report, 1)
    said = clauses.filter(
        pl.col("text").str.contains(report)
        & (ahead.str.replace_all(subject, "").str.contains(verb) | pl.col("text").str.contains(behind))
        & ~pl.col("text").str.contains(any_of(words["notice"]) + r"(?:[》)]|$)")
        & ~pl.col("text").str.contains(any_of(words["asked"] + words["part_of_year"]))
        # A page's menu and its path of links announce nothing.
        & ~pl.col("text").str.contains("[>»›]")
        & ~pl.col("text").str.contains(rf"{subject}[^,，]{{0,14}}?{any_of(words['title_between'])}")
    )
    # What follows the last announcing verb; without one, the last piece between commas.
    named = ahead.str.replace(rf"^.*{verb}", "").str.replace(r"^.*[,，、:：》]", "")
    before = ahead.str.extract(rf"^(?:.*[,，:：])?([^,，:：]{{2,30}}?)(?:{any_of(words['now'])}|{verb})", 1)
    return _rows(
        said,
        "announcement",
        pl.coalesce(speaker_in(named), speaker_in(before)),
        year_number(ahead.str.replace_all(DATE, "").str.extract(rf"^.*({YEAR})(?:年|度|$)", 1)),
    )


def _as_of(clauses: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The day on which what is told closes: `截至2021年12月31日`, also where characters were lost."""
    day = rf"{any_of(words['as_of'])}[^0-9二]{{0,6}}({YEAR})(?:[0-9][0-9])?年?12月?3[01]日?"
    covers = rf"({YEAR})年?0?1月?0?1日?[^0-9。]{{0,4}}(?:{YEAR})?年?12月?3[01]日?"
    found = pl.coalesce(pl.col("text").str.extract(day, 1), pl.col("text").str.extract(covers, 1))
    return _rows(clauses.filter(found.is_not_null()), "as_of", pl.lit(None, pl.String), year_number(found))


def _units(clauses: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The head of a form: `单位: X 2023年度`, `报表单位:X(2022年度)`."""
    label, tail = any_of(words["unit_label"]), any_of(words["unit_tail"])
    # Behind it may stand the day on which the form was filled in.
    day = rf"(?:\p{{Han}}{{0,2}}{any_of(words['published_last'])}[:：].*)?"
    unit = rf"^\W*{label}(?:\(.{{0,6}}\))?[:：]\W*(\p{{Han}}+?){tail}?(?:[(年度:：]*({YEAR})年?度?.*|\W*){day}$"
    said = clauses.filter(pl.col("text").str.contains(unit) & (pl.col("text").str.len_chars() < _LONGEST // 2))
    return _rows(
        said,
        "unit",
        speaker_in(pl.col("text").str.extract(unit, 1)),
        year_number(pl.col("text").str.extract(unit, 2)),
    )


def _compiled(clauses: pl.DataFrame, words: Words) -> pl.DataFrame:
    """By whom: `由X编制`, `由X根据条例编制`, `X编制了…`."""
    way, end = any_of(words["compiled_way"]), any_of(words["compiled_end"])
    by = rf"{any_of(words['compiled'])}([^,，。:：]{{2,40}}?)(?:{way}.*?)?{any_of(words['compiled_by'])}?{end}"
    name = speaker_in(pl.col("text").str.extract(by, 1))
    return _rows(clauses.filter(pl.col("text").str.contains(by)), "compiled", name, pl.lit(None, pl.Int16))


def _contacts(clauses: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Whom to ask: `请与X联系`, `请联系:X`, `请直接与X办公室联系`."""
    ask, please, to = (any_of(words[role]) for role in ("contact", "please", "contact_to"))
    first = rf"{any_of(words['please'] + words['may'])}[^,，。]{{0,6}}?{to}([^,，。:：(]{{2,40}}?)(?:直接)?{ask}"
    second = rf"{please}[^,，。]{{0,4}}?{ask}[:：]?([^,，。:：(]{{2,40}}?)(?:[,，(]|$)"
    label = rf"{any_of(words['contact_label'])}[:：]([^,，。:：(]{{2,40}}?)(?:[,，(]|$)"
    asked = clauses.filter(pl.col("text").str.contains(f"{ask}|{any_of(words['contact_label'])}"))
    name = pl.coalesce(*(pl.col("text").str.extract(pattern, 1) for pattern in (first, second, label)))
    return _rows(asked, "contact", speaker_in(name), pl.lit(None, pl.Int16))
