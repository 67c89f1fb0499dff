"""Texts with their words written as cues, and what between cues nobody knows."""

import polars as pl

from transform.lexicon import any_of
from transform.patterns import pattern, replaced
from transform.prose.claims.lexicon import MARKS, ClaimLexicon

#: Among so many texts every word is taken to be there.
_MANY = 1000
#: Two characters or more that are no known word.
GAP = "?"
#: Years from one to another (2019年至2022年, 2019-2022年), but for a plan's in brackets (2021-2025年).
_YEARS = r"(^|[^(])20\d\d(?:年度?)?[至到~—–-]20\d\d年度?底?"
#: To whom requests are made says nothing of which are meant.
_AGENCY = r"[向对]\p{Han}{1,14}(?:局|委员会|厅|政府|办公室|办事处|街道|镇|乡|中心|机关)"


def coded(texts: pl.Series, lexicon: ClaimLexicon) -> pl.Series:
    """Texts in which known words are their cues, marks are `MARKS`', and titles of documents are left out."""
    words = {**_words_of(texts, lexicon), **MARKS}
    # A bulletin keeps its name between the marks of a title.
    bulletin = pattern(f"《[^》]*?({any_of(lexicon.saying('bulletin'))})》", "《")
    named = replaced(texts.to_frame("text"), "text", bulletin, "$1")
    untitled = replaced(named, "text", pattern("《[^》]*》", "《"), "")
    since = pl.col("text").str.replace_all(_YEARS, f"${{1}}{lexicon.cues['since']}")
    return untitled.select(since.str.replace_many(words, leftmost=True)).to_series()


def with_gaps(texts: pl.Series, lexicon: ClaimLexicon) -> pl.Series:
    """Texts as cues and marks, with `GAP` wherever something stands that is neither a cue nor says nothing."""
    gaps = (
        pl.first()
        .str.replace_all(any_of(lexicon.fillers), "")
        .str.replace_all(r"\p{Han}{2,}", GAP)
        .str.replace_all(rf"[^\x{{E000}}-\x{{F8FF}},;(){GAP}]+", "")
    )
    return coded(texts.str.replace_all(_AGENCY, ""), lexicon).to_frame().select(gaps).to_series()


def _words_of(texts: pl.Series, lexicon: ClaimLexicon) -> dict[str, str]:
    """The words with their cues; of few texts only those whose characters stand there: building all takes longer."""
    if len(texts) > _MANY:
        return lexicon.words
    there = {*"".join(texts)}
    return {word: cues for word, cues in lexicon.words.items() if there.issuperset(word)}
