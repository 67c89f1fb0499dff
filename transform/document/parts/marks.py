"""What each line of a document is, as far as it tells where a report starts."""

import polars as pl

from transform.dates import DATE, YEAR, year_number
from transform.document.evidence.announcements import announcements
from transform.document.titles.names import agency_in
from transform.forms import Forms
from transform.lexicon import any_of, words_by
from transform.lines import tokens_of
from transform.prose.sections import section_headings, tidy

#: The longest title, or line of one that is broken over two, in characters; the shortest label that tells a table.
_LONGEST, _LABEL = 60, 4
#: A line of so many characters may be a whole page, with its title among the first ones.
_PAGE, _TOP = 1000, 120
#: So many headings on one line are links.
_LINKS = 2
#: A heading may stand inside of a line of so many characters.
_LONG = 150
_STOP = r"。;；!！?？>»|:：,，\t"
_BRACKETS = r"(?:\([^()]*\)|[》」』\]】)])*$"
#: A page number behind a heading or title: a line of a table of contents.
_LISTED = r"(?:[.…·—\-_]{2,}|\d)\s*\d*$"
_NUMBERED = r"^[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．]+"
_ADDRESS = r"^[^:：]{0,6}[:：]?https?://[!-~]+$"


def marked(lines: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The lines with what they are.

    Args:
        lines: as from `transform.lines.lines_of`; few documents.
        forms: headings and labels.

    Returns:
        doc, line_no, text String (tidy), and of each line: sections List(Int8) (the ordinals of the statutory sections
        that begin on it), labels List(String) (rows of the forms that it prints), title Int8 (lines of the title that
        ends here: 1 or 2), year Int16 and name String (of that title, or of a sentence that says who reports),
        mentions Boolean (it names a report of somebody or of a year), agency String (it is a name), heads and foots
        Boolean (its page prints it above or below a text), dated Boolean (it is a date), opens Boolean (it announces a
        report), crowded UInt32 (it is a page, and behind so many characters the first section comes again).
    """
    words = words_by("role", "document.csv")
    above = pl.when(pl.col("doc") == pl.col("doc").shift()).then(pl.col("text").shift())
    rows = lines.with_row_index("row").with_columns(text=tidy(pl.col("line").str.slice(0, 400)))
    rows = rows.with_columns(above=above)
    named = pl.concat_str("above", "text", ignore_nulls=True).str.contains_any(words["title_subject"])
    return (
        rows.join(_sections(rows, forms), on="row", how="left", maintain_order="left")
        .join(_labels(lines, forms), on=["doc", "line_no"], how="left", maintain_order="left")
        .join(_said(rows, words), on=["doc", "line_no"], how="left", maintain_order="left")
        .join(rows.filter(named).select("row", _titles(words)), on="row", how="left", maintain_order="left")
        .select(
            "doc",
            "line_no",
            "text",
            "sections",
            "labels",
            title=pl.col("title").struct.field("lines"),
            year=pl.coalesce(pl.col("title").struct.field("year"), "said_year"),
            name=pl.coalesce(pl.col("title").struct.field("name"), "said_name"),
            mentions=_mentions(words),
            agency=agency_in(pl.col("text")),
            heads=(pl.col("text").str.len_chars() <= 2 * _LONGEST) & _heads(words),
            foots=_foots(words) & ~_heads(words),
            dated=pl.col("text").str.contains(f"^{DATE}$"),
            opens=pl.col("said").is_not_null() | _announces(words),
            crowded=_crowded(forms),
        )
    )


def _sections(rows: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The sections that begin on lines, or inside of a line that is a whole page: row, sections."""
    ordinals = {name: place for place, name in enumerate(forms.sections["section"].unique(maintain_order=True), 1)}
    is_page = pl.col("line").str.len_chars() >= _PAGE
    ordinal = rf"[{''.join(forms.sections['ordinal'].unique())}]、"
    # Each line as a document of its own: every print of a heading, not only the first.
    is_listed = pl.col("text").str.contains(_LISTED) | (pl.col("text").str.count_matches(ordinal) > _LINKS)
    single = rows.filter(~is_page & ~is_listed).select("line_no", "line", doc="row")
    begun = section_headings(single, forms).select(row="doc", section="section")
    long = rows.filter(pl.col("line").str.len_chars() >= _LONG).select(
        "row", is_page=is_page, text=tidy(pl.col("line"))
    )
    kinds = forms.sections.select("section", "ordinal", "keywords").unique(maintain_order=True)
    inside = pl.concat(
        long.filter(pl.col("text").str.contains(rf"{ordinal}[、.][^。]{{0,20}}(?:{words})")).select(
            "row", "is_page", section=pl.lit(section)
        )
        for section, ordinal, words in kinds.iter_rows()
    ).unique(maintain_order=True)
    # A sentence that names several sections begins none.
    alone = inside.filter(pl.col("is_page") | (pl.len().over("row") == 1)).drop("is_page")
    found = pl.concat([begun, alone]).unique(maintain_order=True)
    section = pl.col("section").replace_strict(ordinals, return_dtype=pl.Int8)
    return found.group_by("row").agg(sections=section)


def _announces(words: dict[str, list[str]]) -> pl.Expr:
    """Whether a sentence is about the making or publishing of a report."""
    kinds = words["title_subject"] + words["title_kind"]
    verbs = [verb for verb in words["announces"] if not any(verb in kind for kind in kinds)]
    text = pl.col("text")
    return text.str.contains(any_of(words["title_kind"])) & text.str.contains(any_of([*verbs, *words["compiled_end"]]))


def _crowded(forms: Forms) -> pl.Expr:
    """How many characters of a line hold a whole report, where the beginning of another follows."""
    kinds = forms.sections.unique("section", keep="first", maintain_order=True)
    first, *_, late, _ = (
        rf"{ordinal}[、.．]\s*\S{{0,20}}(?:{words})"
        for ordinal, words in kinds.select("ordinal", "keywords").iter_rows()
    )
    whole = pl.col("line").str.extract(rf"^(.*?{first}.*?{late}.{{100,}}?){first}", 1)
    return pl.when(pl.col("line").str.len_chars() >= _PAGE).then(whole.str.len_chars())


def _said(rows: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """The lines that say who reports, or on which year: doc, line_no, said_year, said_name, said (true)."""
    texts = rows.select("doc", "line_no", "text")
    said = announcements(texts, texts.clear(), words).filter(pl.col("source") != "contact")
    first = pl.col("year", "name").drop_nulls().first().name.prefix("said_")
    return said.group_by("doc", "line_no", maintain_order=True).agg(first, said=pl.lit(value=True))


def _labels(lines: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows of the forms that lines print: doc, line_no, labels."""
    known = (
        forms.rows.select(text=tidy(pl.col("label")), code=pl.concat_str("form", "row_code", separator="."))
        .filter(pl.col("text").str.len_chars() >= _LABEL)
        .unique("text")
    )
    # A row's number stands before its label or in a cell of its own.
    text = tidy(pl.col("token")).str.replace(_NUMBERED, "")
    printed = tokens_of(lines).with_columns(text=text).join(known, on="text", maintain_order="left")
    return printed.group_by("doc", "line_no", maintain_order=True).agg(labels="code")


def _titles(words: dict[str, list[str]]) -> pl.Expr:
    """The title that ends on a line as `title`: lines, year, name; on one line, or together with the line above."""
    subject, kind = any_of(words["title_subject"]), any_of(words["title_kind"] + words["title_kind_loose"])
    text = (
        pl.col("text")
        .str.replace(rf"^(?:{any_of(words['title_filler'])}[\d一二三四五六七八九十]*[:：]?|\d+[.、．])", "")
        .str.replace(rf"{any_of(words['title_suffix'])}$", "")
    )
    above = pl.col("above")
    pattern = rf"^(.*?){subject}.{{0,20}}?{kind}{_BRACKETS}"

    def is_title(print_: pl.Expr) -> pl.Expr:
        return print_.str.contains(pattern) & ~print_.str.contains(f"[{_STOP}]") & (print_.str.len_chars() <= _LONGEST)

    begun = above.str.contains(rf"{YEAR}年?度?$") & ~text.str.contains(YEAR)
    # Of a page on one line: the first words that read as a title, from the last stop before them.
    at_top = text.str.slice(0, _TOP).str.extract(rf"([^{_STOP}]{{0,40}}?{subject}.{{0,20}}?{kind})")
    top = pl.when(pl.col("line").str.len_chars() >= _PAGE).then(at_top)
    pair = is_title(above + text) & ~is_title(above) & (~is_title(text) | begun)
    whole = pl.when(pair).then(above + text).otherwise(pl.coalesce(top, text))
    name = whole.str.extract(pattern, 1).str.replace_all(rf"[(（]?{YEAR}年?度?[)）]?|[年度的《“\"]", "")
    told = pl.struct(
        lines=pl.when(pair).then(pl.lit(2, pl.Int8)).otherwise(pl.lit(1, pl.Int8)),
        year=year_number(whole.str.extract(f"({YEAR})")),
        name=pl.when(name != "").then(name),
    )
    return pl.when(pair | is_title(text) | top.is_not_null()).then(told).alias("title")


def _mentions(words: dict[str, list[str]]) -> pl.Expr:
    """Whether a line that is no sentence names somebody's report, or a year's: a title, a link, a cover."""
    text = pl.col("text")
    named = text.str.contains(
        rf"{any_of(words['title_subject'])}.{{0,20}}?{any_of(words['title_kind'] + words['title_kind_loose'])}"
    )
    whose = text.str.contains(YEAR) | pl.col("title").struct.field("name").is_not_null()
    short = ~text.str.contains("[。；;]") & (text.str.len_chars() <= 2 * _LONGEST)
    return named & whose & short


def _heads(words: dict[str, list[str]]) -> pl.Expr:
    """Whether a line belongs to the block that a page prints over its text."""
    dates = [word for word in words["published"] if word not in words["published_last"]]
    labels = any_of([*dates, *words["publisher"], *words["head_label"]])
    path = rf"{any_of(words['path_label'] + words['path_home'])}.*[>»›/]"
    text = pl.col("text")
    # Buttons that pages also print below a text may follow on the line of a field.
    is_field = text.str.contains(rf"^{any_of([*words['published'], *words['publisher']])}[:：]")
    return (is_field | (text.str.contains(f"{labels}|{path}|{_ADDRESS}") & ~_foots(words))) & ~text.str.contains("。")


def _foots(words: dict[str, list[str]]) -> pl.Expr:
    """Whether a line belongs to what a page prints below its text, and only there."""
    feet = [word for word in words["page_foot"] if word not in words["head_label"]]
    text = pl.col("text")
    return text.str.contains(any_of([*words["site_owner"], *words["address"], *feet])) & ~text.str.contains("。$")
