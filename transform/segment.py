"""Words of Chinese text: the one place that segments.

rjieba cuts Chinese as jieba does, with the same dictionary, some thirty times faster; where a platform has no wheel of
it, jieba itself cuts. Tests compare them, alone and through the whole reader. (They differ in Latin words with a
hyphen: jieba cuts `utf-8` in three.) Loading the dictionary takes a third of a second, with jieba a whole one, so it
is loaded where the first text needs it.
"""

from collections.abc import Callable
from functools import lru_cache, partial
from importlib import import_module
from itertools import accumulate
from typing import Any, cast
from warnings import catch_warnings, simplefilter

import polars as pl

Cut = Callable[[str], list[str]]

#: Frequency of words that are added: far above any other reading of the same characters.
FREQUENCY = 10_000_000


def cutter(words: tuple[str, ...] = (), *, guess: bool = True) -> Cut:
    """The function that cuts a text into words, by jieba's dictionary and the given words.

    Args:
        words: the dictionary learns them.
        guess: also cut words that no dictionary has, by what characters words begin and end with.
    """
    dictionary = _dictionary(words)
    if hasattr(dictionary, "lcut"):
        return cast("Cut", partial(dictionary.lcut, HMM=guess))
    return lambda text: cast("list[str]", dictionary.cut(text, guess))


@lru_cache(maxsize=4)
def _dictionary(words: tuple[str, ...]) -> Any:  # noqa: ANN401  (of either library, neither has types)
    """The dictionary with the given words."""
    dictionary: Any
    try:
        rjieba = import_module("rjieba")
        dictionary = rjieba.Jieba() if words else rjieba  # which has loaded one as it was imported
    except ImportError:
        dictionary = _jieba()
    for word in words:
        dictionary.add_word(word, FREQUENCY, "")
    return dictionary


def _jieba() -> object:
    """A dictionary of jieba's own.

    It is built as `jieba.Tokenizer` does at its first word, but neither read from nor written to a file in the folder
    of temporary files that all users share, and without a word on standard error.
    """
    with catch_warnings():
        simplefilter("ignore")  # later versions of Python complain of escapes in its source
        dictionary = import_module("jieba").Tokenizer()
    dictionary.FREQ, dictionary.total = dictionary.gen_pfdict(dictionary.get_dict_file())
    dictionary.initialized = True
    return cast("object", dictionary)


def whole_words(found: pl.DataFrame, longest: int) -> pl.DataFrame:
    """The rows whose word does not begin inside one word of the phrase and end in another.

    Args:
        found: phrase String, word String (a part of the phrase); no row twice.
        longest: longer words are kept unseen: they are hardly ever there by chance.

    Returns:
        The rows that stay, in their order.
    """
    short = pl.col("word").str.len_chars() <= longest
    doubtful = found.filter(short).group_by("phrase", maintain_order=True).agg("word")
    if doubtful.is_empty():
        return found
    cut = cutter()
    astride = [
        (phrase, word)
        for phrase, words in doubtful.iter_rows()
        for edges in [set(accumulate(map(len, cut(phrase)), initial=0))]
        for word in words
        if _is_astride(phrase, word, edges)
    ]
    out = pl.DataFrame(astride, schema={"phrase": pl.String, "word": pl.String}, orient="row")
    return found.join(out, on=["phrase", "word"], how="anti", maintain_order="left")


def _is_astride(phrase: str, word: str, edges: set[int]) -> bool:
    """Whether every place of `word` in `phrase` has a word's edge inside and none at one of its ends."""
    places = [at for at in range(len(phrase)) if phrase.startswith(word, at)]
    return all(edges & set(range(at + 1, at + len(word))) and not {at, at + len(word)} <= edges for at in places)
