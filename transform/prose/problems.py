"""What a report says is wrong with its own work: problems named in section 五, by family.

A problem is a phrase with a topic and a word of lack (`更新` … `不够`); both are data (`data/lexicon/problems.csv`).
What the report means to do about it is none, and neither is what it says there is not, or is solved.
"""

from functools import lru_cache

import polars as pl

from transform.lexicon import LEXICON_FOLDER, any_of, words_by
from transform.segment import whole_words

#: One problem that a sentence names.
PROBLEM = pl.Schema(
    {
        "doc": pl.UInt32,
        "line_no": pl.Int32,
        "family": pl.String,
        "keyword": pl.String,  # the first topic of the family in the sentence
        "sentence": pl.String,
    }
)
FILE = "problems.csv"
#: A heading is no longer than this.
_HEADING = 24
_NUMBERED = r"^[\s*#]*[(（][一二三四五六七八九十\d]{1,3}[)）]"
_BREAKS = r"[，,：:；;。！!？?]"
#: Words of so few characters can begin in one word of the text and end in the next: 有时效果 holds no 时效.
_SHORT = 2


def problems_of(sentences: pl.DataFrame) -> pl.DataFrame:
    """The problems that reports name.

    Args:
        sentences: doc, section, line_no, sentence, in order, as from `transform.prose.sentences.sentences_of`.

    Returns:
        `PROBLEM`, one row a sentence and family, in order.
    """
    listed = sentences.filter(pl.col("section") == "problems").select("doc", "line_no", "sentence")
    # Each distinct sentence is read once, in the order of first standing.
    distinct = listed.select("sentence").unique(maintain_order=True)
    kinds, named = _roles_of_sentences(distinct), _problems_in(distinct)
    return (
        listed.with_columns(
            is_problem=_is_no_remedy(listed.join(kinds, on="sentence", how="left", maintain_order="left"))
        )
        .filter("is_problem")
        .join(named, on="sentence", maintain_order="left_right")
        .select(PROBLEM.names())
    )


def _roles_of_sentences(distinct: pl.DataFrame) -> pl.DataFrame:
    """What each sentence does to those after it.

    Returns:
        sentence; heads_remedies Boolean (true for a heading of remedies, false for one of problems, null for none),
        is_numbered (begins an item), opens_list (of remedies).
    """
    words, sentence = words_by("role", FILE), pl.col("sentence")
    heads = words["heading_problem"]
    says_lack = sentence.str.replace_many(heads, [""]).str.contains_any(_lacks())
    heading = (sentence.str.len_chars() <= _HEADING) & ~says_lack
    on_problems, on_remedies = (
        heading & sentence.str.contains_any(these) for these in (heads, words["heading_remedy"])
    )
    opens_list = sentence.str.contains_any(words["remedy"]) & sentence.str.contains_any(words["list"])
    return distinct.with_columns(
        heads_remedies=pl.when(on_problems).then(False).when(on_remedies).then(True),
        is_numbered=sentence.str.contains(_NUMBERED),
        opens_list=opens_list & ~on_problems,
    )


def _is_no_remedy(sentences: pl.DataFrame) -> pl.Series:
    """Whether each sentence stands neither under a heading of remedies nor in a list of them.

    The sentence that opens the list may name the problem first: only what follows it is in the list. A heading or the
    next numbered item ends the list.
    """
    begins = (pl.col("doc") != pl.col("doc").shift()).fill_null(True)
    opened = pl.col("opens_list").cum_sum().shift(fill_value=0)
    ends_list = begins | pl.col("heads_remedies").is_not_null() | pl.col("is_numbered")
    return sentences.select(
        ~pl.when(begins).then(pl.col("heads_remedies").fill_null(False)).otherwise("heads_remedies").forward_fill()
        & (opened == pl.when(ends_list).then(opened).forward_fill())
    ).to_series()


def _problems_in(distinct: pl.DataFrame) -> pl.DataFrame:
    """The problems that each sentence names: sentence, family, keyword; none behind its first word of remedy.

    A sentence that says that they are solved, and that nothing is left, tells of last year's.
    """
    words = words_by("role", FILE)
    clauses = pl.col("sentence").str.replace(rf"{any_of(words['remedy'])}.*$", "").str.replace_all(_BREAKS, "\n")
    phrases = (
        distinct.filter(
            ~pl.col("sentence").str.contains_any(words["solved"]) | pl.col("sentence").str.contains_any(words["still"])
        )
        .with_columns(phrase=clauses.str.split("\n"))
        .explode("phrase", empty_as_null=False)
        .filter(pl.col("phrase").str.contains_any(_lacks()) & ~pl.col("phrase").str.contains_any(words["denial"]))
    )
    topics, lacks = (
        _words_in(phrases.select("phrase").unique(maintain_order=True), these) for these in (words["topic"], _lacks())
    )
    named = topics.join(lacks, on="phrase", how="semi", maintain_order="left").rename({"word": "keyword"})
    return (
        phrases.join(
            named.join(_topics(), on="keyword", maintain_order="left"), on="phrase", maintain_order="left_right"
        )
        .unique(["sentence", "family"], keep="first", maintain_order=True)
        .select("sentence", "family", "keyword")
    )


def _words_in(phrases: pl.DataFrame, words: list[str]) -> pl.DataFrame:
    """The words that stand in each phrase: phrase, word; short ones only where the text has them as words."""
    found = (
        phrases.with_columns(word=pl.col("phrase").str.extract_many(words, leftmost=True))
        .explode("word", empty_as_null=False)
        .unique(maintain_order=True)
    )
    return whole_words(found, _SHORT)


@lru_cache(maxsize=1)
def _topics() -> pl.DataFrame:
    """keyword, family."""
    frame = pl.read_csv(LEXICON_FOLDER / FILE, infer_schema=False).filter(pl.col("role") == "topic")
    return frame.select(keyword="word", family="family")


def _lacks() -> list[str]:
    """The words of lack, longest first."""
    return words_by("role", FILE)["lack"]
