"""Texts with their words written as cues, and what between cues nobody knows."""

import polars as pl

from transform.among import put_back
from transform.lexicon import any_of
from transform.patterns import fits, pattern, replaced
from transform.prose.claims.lexicon import MARKS, ClaimLexicon

#: Among so many texts every word is taken to be there.
_MANY = 1000
#: Two characters or more that are no known word.
GAP = "?"
#: Stands behind requests of which the word itself does not say that they are for information.
_BARE = "\uf8ff"


def coded(texts: pl.Series, lexicon: ClaimLexicon) -> pl.Series:
    """Texts in which known words are their cues, marks are `MARKS`', and titles of documents are left out."""
    words = {**_words_of(texts, lexicon), **MARKS, lexicon.request: lexicon.cues["apply"] + _BARE}
    # A bulletin keeps its name between the marks of a title.
    bulletin = pattern(f"《[^》]*?({any_of(lexicon.saying('bulletin'))})》", "《")
    named = replaced(texts.to_frame("text"), "text", bulletin, "$1")
    untitled = replaced(named, "text", pattern("《[^》]*》", "《"), "")
    since, several = lexicon.cues["since"], lexicon.prints["several_years"].text
    # Years from one to another (2019年至2022年), but for a plan's in brackets (2021-2025年), and several together.
    aside = (
        pl.col("text")
        .str.replace_all(lexicon.prints["years_from_to"].text, f"${{1}}{since}")
        .str.replace_all(several, f"{since}${{1}}")
    )
    return _without_others(untitled.select(aside.str.replace_many(words, leftmost=True)).to_series(), lexicon)


def _without_others(coded_texts: pl.Series, lexicon: ClaimLexicon) -> pl.Series:
    """Words that nobody knows say that something else is counted (养老金申请, 收到检察建议, 行政处罚听证, 隐私信息)."""
    mark = lexicon.cues
    apply, recv, decided = mark["apply"], mark["recv"], "".join(mark[name] for name in ("lic", "pen", "coer"))
    info = mark["info"]
    frame = coded_texts.rename("text").to_frame()
    last = rf"([{recv}{decided}])\p{{Han}}{{2,}}$"
    some = pattern(rf"\p{{Han}}{{2}}(?:{apply}{_BARE}|{info})|{last}", [_BARE, info, recv, *decided])
    unknown = fits(coded_texts, some)
    plain = any_of([*lexicon.fillers, *lexicon.plain])
    others = (
        pl.col("text")
        .str.replace_all(rf"(?:{plain}){apply}{_BARE}", apply)
        .str.replace_all(rf"\p{{Han}}{{2}}{apply}{_BARE}", mark["matter"])
        .str.replace(rf"([{recv}{decided}])(?:{plain})+$", "$1")
        .str.replace(rf"{recv}\p{{Han}}{{2,}}$", recv + mark["opinion"])
        .str.replace(last, "$1" + mark["vet"])
        .str.replace_all(rf"(?:{plain}){info}", info)
        .str.replace_all(rf"\p{{Han}}{{2}}{info}", mark["kindof"] + info)
    )
    told = put_back(frame, unknown, frame.filter(unknown).select(others))
    return told.select(pl.col("text").str.replace_all(_BARE, "", literal=True)).to_series().rename(coded_texts.name)


def with_gaps(texts: pl.Series, lexicon: ClaimLexicon) -> pl.Series:
    """Texts as cues and marks, with `GAP` wherever something stands that is neither a cue nor says nothing."""
    gaps = (
        pl.first()
        .str.replace_all(any_of(lexicon.fillers), "")
        .str.replace_all(r"\p{Han}{2,}", GAP)
        .str.replace_all(rf"[^\x{{E000}}-\x{{F8FF}},;(){GAP}]+", "")
    )
    # To whom requests are made says nothing of which are meant.
    return (
        coded(texts.str.replace_all(lexicon.prints["asked_body"].text, ""), lexicon).to_frame().select(gaps).to_series()
    )


def _words_of(texts: pl.Series, lexicon: ClaimLexicon) -> dict[str, str]:
    """The words with their cues; of few texts only those whose characters stand there: building all takes longer."""
    if len(texts) > _MANY:
        return lexicon.words
    there = {*"".join(texts)}
    return {word: cues for word, cues in lexicon.words.items() if there.issuperset(word)}
