"""Names of agencies cut into words: the dictionary of `transform.segment` with the words of our lexicon."""

from functools import lru_cache

from transform.agencies.lexicon import Lexicon
from transform.segment import cutter


def cut(text: str, lexicon: Lexicon, *, guess: bool = True) -> list[str]:
    """The words of `text`, in order; without `guess` only those that the dictionary has."""
    return cutter(words_of(lexicon), guess=guess)(text)


@lru_cache(maxsize=4)
def words_of(lexicon: Lexicon) -> tuple[str, ...]:
    """The words that the dictionary learns from the lexicon."""
    organs = (*lexicon.whole.values(), *lexicon.ends, *lexicon.zones)
    return tuple(sorted({*lexicon.functions, *(organ.text for organ in organs)}))
