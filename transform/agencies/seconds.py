"""A second body in a name: one that the first bears beside its own, or another that makes nobody of the two speak."""

from transform.agencies.bodies import read_body
from transform.agencies.divisions import Places
from transform.agencies.lexicon import Lexicon
from transform.agencies.places import Place, find_place
from transform.lexicon import words_by

#: The longest name of a county, in characters.
_COUNTY = 12


def first_of_two(rest: str, place: Place, places: Places, lexicon: Lexicon) -> str:
    """A body's name without the second one that it bears in brackets: 卫生健康局(某县中医药管理局).

    Both must be understood, and the second be of the same place where it names one.
    """
    main, bracket, second = _with_plate_in_brackets(rest).partition("(")
    if not bracket or "(" in second or second[-1:] != ")" or not read_body(main, lexicon).understood:
        return rest
    generic = next((word for word in lexicon.generic if second.startswith(word)), "")
    # A party's body beside a bureau is one with it (市委教育工委).
    if second[:-1] in lexicon.second or second.removeprefix(generic).startswith(lexicon.other_heads):
        return main
    other = find_place(second, places)
    if other.end and other.division != place.division:
        return rest
    # 人民政府办公室(县外事办公室): of the same place, whichever it is.
    second = second[other.end :] if other.end else second.removeprefix(generic)
    return main if len(second) > 1 and read_body(second[:-1], lexicon).understood else rest


def names_two(rest: str, printed: str, place: Place, places: Places, lexicon: Lexicon) -> bool:
    """Whether two bodies stand in a name behind its place, or a place that does not lie there: neither speaks.

    Args:
        rest: what stands behind the place.
        printed: the place as printed.
        place: what it is.
        places: the index of all places.
        lexicon: the words of names.
    """
    return (
        _names_bureaus(rest, printed, lexicon)
        or _is_elsewhere(rest, place, places, lexicon)
        or _begins_anew(rest, place, places, lexicon)
        or _is_of_unknown_county(rest, lexicon)
    )


def _names_bureaus(rest: str, place: str, lexicon: Lexicon) -> bool:
    """Whether two bureaus stand behind a place, the second with or without it (教育局 某县民政局): neither speaks."""
    bureaus = tuple(words_by("role", "document.csv")["bureau"])
    cuts = [at for at in range(1, len(rest)) if rest.endswith(bureaus, 0, at)]
    return any(
        read_body(rest[:at], lexicon).understood and read_body(other, lexicon).understood
        for at in cuts
        for other in (rest[at:].removeprefix(place), rest[at:].removeprefix(place[-1:]))
        if other
    )


def _is_elsewhere(rest: str, place: Place, places: Places, lexicon: Lexicon) -> bool:
    """Whether the whole name of a division elsewhere stands behind the place, and its body: 成都市 旌阳区教育局."""
    second, own = find_place(rest, places), place.division
    if own is None or second.division is None or second.short or second.zone or second.division.lies_in(own):
        return False
    return len(rest) > second.end and read_body(rest[second.end :], lexicon).understood


def _is_of_unknown_county(rest: str, lexicon: Lexicon) -> bool:
    """Whether a county that we do not know stands before a bureau: 某省合成县教育局 is not the province's."""
    ends = words_by("role", "document.csv")["county_only"]
    return any(
        char in ends and read_body(rest[at + 1 :], lexicon).understood and at + 1 < len(rest)
        for at, char in enumerate(rest[:_COUNTY])
        if at
    )


def _begins_anew(rest: str, place: Place, places: Places, lexicon: Lexicon) -> bool:
    """Whether a second name with its place stands behind a body: 水利局 某县河长制办公室, 人社局 某市人社局某分局.

    Its place is the first one's or one above it: that of a branch (某市公安局某区分局) stands behind its body, too.
    """
    own, ends = place.division, tuple(organ.text for organ in lexicon.ends)
    for at in range(1, len(rest) - 2):
        if own is None or not rest.endswith(ends, 0, at):
            continue
        between = next((word for word in lexicon.connectors if rest.startswith(word, at)), "")
        second = rest[at + len(between) :]
        where = find_place(second, places)
        body, over = second[where.end :], where.division
        is_above = over is not None and not where.short and (over == own or own.lies_in(over))
        if is_above and body not in ends and (body.endswith(ends) or body in lexicon.whole):
            return True
    return False


def _with_plate_in_brackets(rest: str) -> str:
    """A name with the second one that it bears on a plate in brackets: (挂某县国资局牌子), 审批局加挂某县政务局."""
    words = words_by("role", "document.csv")
    for plate in words["plate"]:
        main, found, second = rest.partition(plate)
        if found:
            second = second.removesuffix(")")
            end = next((end for end in words["plate_end"] if second.endswith(end)), "")
            return f"{main.removesuffix('(')}({second.removesuffix(end)})"
    return rest
