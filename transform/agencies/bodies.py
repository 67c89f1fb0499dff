"""What a printed name says its bearer is and does: the part of it after the place."""

from dataclasses import dataclass
from functools import lru_cache

from transform.agencies.lexicon import Function, Lexicon, Organ
from transform.agencies.segmentation import cut


@dataclass(frozen=True, slots=True)
class Body:
    """What the part of a name after its place says.

    Attributes:
        kind: `government`, `government_office`, `department` or `other`.
        function_code: the function family; None unless the whole remainder was understood.
        level: the level that the organ implies by itself (`township`, `national`); else None.
        key: the agency's part of its identifier.
        understood: whether every character was understood: function words and an organ, or a whole organ.
        full: whether nothing in it is known to be abbreviated.
        name: what it is called where the name tells a place alone; else empty.
        organ: the organ that it ends with; empty where none is known.
    """

    kind: str
    function_code: str | None
    level: str | None
    key: str
    understood: bool = False
    full: bool = True
    name: str = ""
    organ: str = ""


@lru_cache(maxsize=4096)
def read_body(rest: str, lexicon: Lexicon) -> Body:
    """Read what remains of a name after its place; nothing remaining stands for the place's government."""
    if not rest:
        name = next(organ.canonical for organ in lexicon.whole.values() if organ.kind == "government")
        return Body("government", None, None, "government", understood=True, full=False, name=name)
    if whole := lexicon.whole.get(rest):
        return Body(
            whole.kind or "other",
            None,
            None,
            whole.kind or rest,
            understood=True,
            full=_is_full(whole),
            organ=whole.text,
        )
    stem = _without_head(rest, lexicon)
    # (人民政府驻北京办事处 is no street office.)
    if rest.startswith(lexicon.other_heads) or stem.startswith(lexicon.other_heads):
        return Body("other", None, None, rest)
    if found := function_of(stem, lexicon):
        words, organ = found
        first = max(words, key=lambda word: word.weight)
        full = organ.text == organ.canonical and not any(word.short for word in words)
        return Body("department", first.code, organ.level, first.body, understood=True, full=full, organ=organ.text)
    ending = next((organ for organ in lexicon.ends if rest.endswith(organ.text)), None)
    if ending is None:
        return Body("other", None, None, rest)
    is_township = ending.level == "township"
    own = (stem if is_township else rest).removesuffix(ending.text)
    level = ending.level if is_township else None
    # An organ that tells what it does: 海关.
    does = lexicon.functions.get(rest)
    return Body(
        ending.kind or "other",
        does.code if does else None,
        level,
        own + ending.canonical,
        understood=does is not None,
        full=_is_full(ending),
        organ=ending.text,
    )


def split_zone(rest: str, lexicon: Lexicon) -> tuple[str, str]:
    """The zone that `rest` begins with, as identifiers spell it, and what follows; ("", rest) where none does.

    A zone counts only where what follows it is understood, or is its own committee: 工业园区教育局, 高新区管委会.
    """
    if read_body(rest, lexicon).understood:
        return "", rest
    found = ((rest.find(organ.text), -len(organ.text), organ) for organ in lexicon.zones)
    for at, _, organ in sorted((one for one in found if one[0] >= 0), key=lambda one: one[:2]):
        after = rest[at + len(organ.text) :]
        body = read_body(after, lexicon)
        if body.understood or any(body.key == end.canonical for end in lexicon.ends if not end.level):
            return rest[:at] + organ.canonical, after
    return "", rest


def canonical_zone(zone: str, lexicon: Lexicon) -> str:
    """A zone's name with its ending as identifiers spell it: 高新区 is 高新技术产业开发区."""
    organ = next((organ for organ in lexicon.zones if zone.endswith(organ.text)), None)
    return zone.removesuffix(organ.text) + organ.canonical if organ else zone


def split_generic(name: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """What a name without a place says its place is, and its body: 市教育局 is 市 and 教育局, 教育局 is "" and itself.

    None where the body is not understood: then the name may begin with a place that we do not know.
    """
    for generic in ("", *lexicon.generic):
        rest = name.removeprefix(generic)
        if name.startswith(generic) and rest and read_body(rest, lexicon).understood:
            return generic, rest
    return None


def function_of(text: str, lexicon: Lexicon) -> tuple[list[Function], Organ] | None:
    """The function words and the organ of `text`, if it is nothing but these and connectors.

    A second name in brackets at the end is passed over when it is itself completely understood.
    """
    main, bracket, second = text.partition("(")
    if bracket and ("(" in second or second[-1:] != ")" or not function_of(second[:-1], lexicon)):
        return None
    for organ in lexicon.tails:
        if main.endswith(organ.text):
            words = _words(main[: -len(organ.text)], lexicon)
            if words and (len(words) == 1 or all(word.combines for word in words)):
                return words, organ
    return None


def _is_full(organ: Organ) -> bool:
    """Whether an organ is written out: 人民政府办公室, not 政府办."""
    return len(organ.text) >= len(organ.canonical)


def _words(text: str, lexicon: Lexicon) -> list[Function] | None:
    """`text` cut into function words, longest first; None where that leaves something over."""
    cuts: list[list[Function] | None] = [None] * len(text) + [[]]
    for start in range(len(text) - 1, -1, -1):
        for length in range(min(lexicon.longest, len(text) - start), 0, -1):
            word = lexicon.functions.get(text[start : start + length])
            if word and (after := _words_after(text, start + length, cuts, lexicon)) is not None:
                cuts[start] = [word, *after]
                break
    return cuts[0]


def _words_after(text: str, end: int, cuts: list[list[Function] | None], lexicon: Lexicon) -> list[Function] | None:
    """The cut of what follows a word that ends at `end`, with or without a connector between."""
    if cuts[end] is not None:
        return cuts[end]
    following = (end + len(c) for c in lexicon.connectors if text.startswith(c, end))
    return next((cut for place in following if (cut := cuts[place])), None)


def _without_head(rest: str, lexicon: Lexicon) -> str:
    """`rest` without the government that a body's name may begin with."""
    head = next((head for head in lexicon.heads if rest.startswith(head)), "")
    return rest.removeprefix(head) or rest


def compared_function(rest: str, body: Body, lexicon: Lexicon) -> str | None:
    """The function family of a body, also of a bureau whose name is not understood completely.

    Such a name is cut by jieba's dictionary and our words: its first word must be a function word, its last an organ
    that no government's office is called by, and none of its words one that only counts alone. 教育科学研究局 is
    `education`, 农业综合行政执法局 is nothing. That family is for comparison only: the identifier keeps the name.
    """
    if body.understood or body.kind != "department":
        return body.function_code
    words = cut(_without_head(rest, lexicon), lexicon)
    first = lexicon.functions.get(words[0])
    offices = tuple(organ.canonical for organ in lexicon.whole.values())
    organs = {organ.text for organ in lexicon.tails if not any(name.endswith(organ.canonical) for name in offices)}
    known = (lexicon.functions.get(word) for word in words)
    if first is None or words[-1] not in organs or not all(word.combines for word in known if word):
        return None
    return first.code
