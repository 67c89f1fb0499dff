"""Names that another one contradicts.

An addressee, and the place of a title that leaves its body out, by the signature; the government that publishes a page,
by a title that names a body of the place which we do not know.
"""

from transform.agencies.evidence import Hint
from transform.agencies.reading import Reading
from transform.agencies.speakers import Reader, Speaker, can_speak
from transform.lexicon import words_by

#: Sources in which a page names its publisher, too.
_AROUND = frozenset({"header", "head", "breadcrumb", "folder", "compiled", "contact", "prose"})
_GOVERNMENTS = frozenset({"government", "government_office"})
#: The shortest name of a body, in characters.
_LEAST_BODY = 3
_TITLE, _BESIDE, _SIGNED, _TOLD, _HEADER = "title", "line_above", "signature", "manifest", "header"


def without_contradicted(
    hints: list[Hint], reader: Reader, self_kind: str | None
) -> tuple[list[Hint], tuple[Hint, Hint] | None]:
    """The hints, and which two of them leave open who speaks.

    Where no title names the agency, a name on a line beside it and a signature of another body are of equal right:
    the body may report, or be reported to. So are a title of a place alone and a bureau's signature: the place's
    government may report through the bureau, or the title leave the bureau out. A manifest that names one of the two
    says which.

    Args:
        hints: in order of trust.
        reader: reads them.
        self_kind: what the document calls itself, as `transform.agencies.speakers.decide_speaker` takes it: a name of
            another kind is none of the two.

    Returns:
        The hints, without those of the head where the manifest names the signature's; and the two, where nothing does.
    """
    hints = _without_site(hints, reader, self_kind)
    first = {hint.source: hint for hint in reversed(hints)}
    signed, told = first.get(_SIGNED), first.get(_TOLD)
    if signed is None:
        return hints, _beside_header(hints, first.get(_HEADER), reader, self_kind) if told is None else None
    if hints[0].source not in {_TITLE, _BESIDE}:
        return hints, None
    head = hints[0]
    names = [reader.name(hint.text) for hint in (head, signed)]
    if (head.source == _TITLE or not names[0].rest) and not _leaves_out(*names):
        return hints, None
    if _is_one(*names) or not all(
        can_speak(name, source, self_kind) for name, source in zip(names, (head.source, _SIGNED), strict=True)
    ):
        return hints, None
    known = [told is not None and _is_one(name, reader.name(told.text)) for name in names]
    if known[1]:
        # A title of the place names nobody either where the manifest says that its bureau reports.
        return [hint for hint in hints if hint.source not in {_TITLE, _BESIDE} or hint.text != head.text], None
    return hints, None if known[0] else (head, signed)


def _beside_header(
    hints: list[Hint], header: Hint | None, reader: Reader, self_kind: str | None
) -> tuple[Hint, Hint] | None:
    """A bureau above the title and another one in the header block: the first may be the last of a page's menu."""
    if header is None or hints[0].source != _BESIDE:
        return None
    head, other = reader.name(hints[0].text), reader.name(header.text)
    is_sure = can_speak(head, _BESIDE, self_kind) and can_speak(other, _HEADER, self_kind)
    is_two = bool(head.rest) and not _is_in_charge(other) and not _is_one(head, other) and not _is_one(other, head)
    return (hints[0], header) if is_sure and is_two else None


def _is_in_charge(name: Reading) -> bool:
    """Whether a body sees to disclosure for its whole place (政务服务局)."""
    return any(word in name.rest for word in words_by("role", "document.csv")["in_charge"])


def _without_site(hints: list[Hint], reader: Reader, self_kind: str | None) -> list[Hint]:
    """The hints without the site's name above a title that names nobody, where the page's header names a bureau."""
    header = next((hint for hint in hints if hint.source == _HEADER), None)
    if header is None or hints[0].source != _BESIDE:
        return hints
    above, bureau = reader.name(hints[0].text), reader.name(header.text)
    is_site = above.body.kind in _GOVERNMENTS and above.body.level != "township" and bool(above.rest)
    is_bureau = bureau.body.kind == "department" or bureau.body.level == "township"
    is_other = is_bureau and not _is_in_charge(bureau)
    return hints[1:] if is_site and is_other and can_speak(bureau, _HEADER, self_kind) else hints


def unknown_body(title: str | None, speaker: Speaker, reader: Reader) -> tuple[Hint, Hint] | None:
    """A title that names a body of a place which we do not know, and the place's government that its page names.

    Args:
        title: what stands in a title where the agency does, and reads as no name: 某县烈士陵园.
        speaker: who was told by all hints.
        reader: reads names.

    Returns:
        The two that leave open who speaks; None where they do not.
    """
    who = speaker.reading
    if title is None or who is None or speaker.source not in _AROUND or who.body.kind not in _GOVERNMENTS:
        return None
    told = reader.name(title)
    words = words_by("role", "document.csv")
    others = words["title_verb"] + words["not_a_body"]
    is_body = len(told.rest) >= _LEAST_BODY and told.rest.isalpha() and not any(word in told.rest for word in others)
    is_there = told.division is not None and told.division == who.division and not told.place.short
    return (Hint(_TITLE, title), Hint(speaker.source, who.name)) if is_body and is_there else None


def other_body(title: str | None, speaker: Speaker, reader: Reader) -> tuple[Hint, Hint] | None:
    """A title that names a body without its place (林场2022年…), and a government that was told by another source.

    Args:
        title: the name in the title.
        speaker: who was told by all hints.
        reader: reads names.
    """
    who = speaker.reading
    if title is None or who is None or speaker.source == _TITLE:
        return None
    words = words_by("role", "document.csv")
    told, ends = reader.name(title), tuple(words["agency_end"] + words["body_end"])
    is_government = who.body.kind in _GOVERNMENTS and who.body.level != "township"
    is_body = told.rest.endswith(ends) and told.body.kind not in _GOVERNMENTS
    is_other = is_body and not _is_in_charge(told) and not any(word in told.rest for word in words["title_subject"])
    return (Hint(_TITLE, title), Hint(speaker.source, who.name)) if is_government and is_other else None


def _leaves_out(title: Reading, signed: Reading) -> bool:
    """Whether a title names a place alone, and below it another body signs than its government or an office of it.

    A body that is named after the disclosure itself (某县政务公开领导小组) is the government's, and so is one that
    sees to it for the whole place (政务服务局).
    """
    is_other = signed.body.kind not in {"government", "government_office"} or signed.body.level == "township"
    words = words_by("role", "document.csv")
    is_in_charge = any(word in signed.rest for word in words["title_subject"] + words["in_charge"])
    return not title.rest and not title.zone and bool(signed.rest) and is_other and not is_in_charge


def _is_one(head: Reading, signed: Reading) -> bool:
    """Whether two names are one body's: also in short, or signed by an office of it."""
    inner = tuple(head.name + office for office in words_by("role", "document.csv")["inner_office"])
    if signed.name in inner or head.name.endswith(signed.name) or signed.name.endswith(head.name):
        return True
    places = {name.division for name in (head, signed)} - {None}
    return head.body.key == signed.body.key and head.zone == signed.zone and len(places) <= 1
