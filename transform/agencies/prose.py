"""Names of agencies in running prose: the ones that are understood completely, where a clause begins with them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import accumulate

from transform.agencies.lexicon import Lexicon
from transform.agencies.reading import Reading
from transform.agencies.segmentation import cut
from transform.dates import YEAR
from transform.lexicon import any_of, words_by

#: Characters of a clause in which a name ends, and of a township's name behind its place.
_LONGEST, _LONGEST_TOWN = 40, 12
#: The same without a place before it and without a people's name, which make it longer.
_TOWN_ALONE, _PEOPLE = 6, "族"
#: From so many characters on a centre or a brigade is named by what it does: 机关事务服务中心, not 市民中心.
_LONG_BODY = 6
#: The least that a name is.
_SHORTEST = 2
#: A year or a number that a clause may begin with.
_LEAD = re.compile(
    rf"^(?:{YEAR}年?度?|[\d一二三四五六七八九十]+[、.)]|[一二三四五六七八九十]是|是|本年度?|年内|全年|过去一年|一年来|去年)+"
)
#: Another document's title: the speaker is not named in it.
_TITLE = re.compile(r"《[^》]*》")
_CLAUSE = re.compile(r"([,，。;；:：、()（）“”《》|])")
#: Parts the names of a list, none of which speaks: 某街道、某镇等单位.
_LISTS = "、"
#: A name before these is one of a list, or whom a letter addresses.
_NOT_BEHIND = frozenset((_LISTS, ":", "："))


@lru_cache(maxsize=1)
def _blank() -> re.Pattern[str]:
    """What leaves a name open in a form: no name goes over it."""
    return re.compile(any_of(words_by("role", "document.csv")["placeholder"]))


def names_in(texts: Iterable[str], lexicon: Lexicon, read: Callable[[str], Reading]) -> list[str]:
    """The names that clauses of some prose begin with, as they stand there, those found most often first.

    Args:
        texts: lines of prose, tidy.
        lexicon: the words of names.
        read: reads a name.
    """
    found: Counter[str] = Counter()
    for text in texts:
        parts = _CLAUSE.split(_TITLE.sub(" ", text))
        signs = ["", *parts[1::2], ""]
        for before, clause, behind in zip(signs, parts[::2], signs[1:], strict=False):
            begun = "" if before == _LISTS else _LEAD.sub("", clause)
            name = first_name(begun, lexicon, read)
            if name and not (behind in _NOT_BEHIND and name == begun):
                found[name] += 1
    return [name for name, _ in found.most_common()]


def first_name(clause: str, lexicon: Lexicon, read: Callable[[str], Reading]) -> str | None:
    """The longest name that a clause begins with, if it is understood."""
    organs, clause = _organs(lexicon), _blank().split(clause[:_LONGEST], maxsplit=1)[0]
    if not any(organ in clause for organ in organs):
        return None
    # 镇公示乡村 ends no name: 乡村 is a word. What no dictionary has is not guessed: 局共 is none.
    edges = set(accumulate(map(len, cut(clause, lexicon, guess=False))))
    ends = (
        end
        for end in range(len(clause), _SHORTEST - 1, -1)
        if end in edges and clause.endswith(organs, 0, end) and not _is_torn(clause, end)
    )
    return next((clause[:end] for end in ends if is_surely_name(clause[:end], read)), None)


def _is_torn(clause: str, end: int) -> bool:
    """Whether what ends there goes on as the matter of the reports: 某县政府 in 某县政府信息公开, not 某县人民政府."""
    words = words_by("role", "document.csv")
    (rest,) = words["torn_rest"]
    is_matter = clause.startswith(tuple(words["title_subject"]), end - len(rest))
    return is_matter and not clause[: end - len(rest)].endswith(tuple(words["torn_name"]))


def is_surely_name(name: str, read: Callable[[str], Reading], *, named: bool = False) -> bool:
    """Whether a print is surely an agency's name.

    No word stands in it that no name has; it says where, or that its place is this one (市教育局), and its body is
    understood, or is a township's, or any organ's behind a place.

    Args:
        name: the print.
        read: reads a name.
        named: the sentence around it names who reports: then any organ behind a place is enough.
    """
    if _odd_pattern().search(name) or re.search(r"\d", name):
        return False
    reading = read(name)
    if not reading.rest:
        return False
    is_placed = reading.is_decided or bool(reading.place.candidates)
    if reading.body.level == "township":
        own = len(reading.rest) - len(reading.body.organ)
        # 紫溪镇公示乡: another town's name ends inside. 税镇镇 and 罕苏木苏木 are towns that are called so.
        if _town_pattern().search(reading.rest[1 : max(own - 1, 1)]):
            return False
        longest = _LONGEST_TOWN if is_placed or _PEOPLE in reading.rest else _TOWN_ALONE
        # 工作由街道办事处: of towns in general.
        is_one = is_placed or (reading.generic is not None and not reading.rest[:own].endswith(_before_names()))
        return is_one and 0 < own <= longest
    if reading.generic:
        return reading.body.understood
    # An organ of one character ends many words: 以群众常办 is none.
    is_organ = reading.body.kind != "other" and len(reading.body.organ) > 1
    is_bureau = reading.body.organ in _bureaus() and not _other_pattern().search(reading.rest)
    is_own = len(reading.body.organ) > 1 and len(reading.rest) >= _LONG_BODY and reading.is_decided
    is_body = reading.body.understood or is_organ or is_bureau or is_own or bool(reading.zone)
    return is_placed and (is_body or (named and bool(reading.body.organ)))


@lru_cache(maxsize=2)
def _organs(lexicon: Lexicon) -> tuple[str, ...]:
    """The organs that a name can end with."""
    return tuple({*lexicon.whole, *(organ.text for organ in lexicon.ends)})


@lru_cache(maxsize=1)
def _town_pattern() -> re.Pattern[str]:
    """Organs of towns."""
    return re.compile(any_of(words_by("role", "document.csv")["self_town"]))


def _before_names() -> tuple[str, ...]:
    """What stands before who made a report."""
    return tuple(words_by("role", "document.csv")["compiled"])


@lru_cache(maxsize=1)
def _bureaus() -> frozenset[str]:
    """Organs of one character that no other word ends with."""
    return frozenset(words_by("role", "document.csv")["bureau"])


@lru_cache(maxsize=1)
def _other_pattern() -> re.Pattern[str]:
    """What stands in no bureau's name that is not understood: a preposition, a town."""
    words = words_by("role", "document.csv")
    return re.compile(any_of(words["preposition"] + words["self_town"]))


@lru_cache(maxsize=1)
def _odd_pattern() -> re.Pattern[str]:
    words = words_by("role", "document.csv")
    common = f"^{any_of(words['common_town'])}$"
    self_name = any_of(words["self_name"])
    ours = f"{any_of(words['self_word'])}{any_of(words['self_town'])}$"
    return re.compile(f"{any_of(words['not_in_name'] + words['in_no_body'])}|^{self_name}|{common}|{ours}")
