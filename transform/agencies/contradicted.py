"""Names beside a title that the signature contradicts: whom a report is addressed to stands there, too."""

from transform.agencies.evidence import Hint
from transform.agencies.reading import Reading
from transform.agencies.speakers import Reader, can_speak
from transform.lexicon import words_by

_BESIDE, _SIGNED, _TOLD = "line_above", "signature", "manifest"


def without_contradicted(
    hints: list[Hint], reader: Reader, self_kind: str | None
) -> tuple[list[Hint], tuple[Hint, Hint] | None]:
    """The hints, and which two of them leave open who speaks.

    Where no title names the agency, a name on a line beside it and a signature of another body are of equal right:
    the body may report, or be reported to. A manifest that names the signature's says that the other one is.

    Args:
        hints: in order of trust.
        reader: reads them.
        self_kind: what the document calls itself, as `transform.agencies.speakers.decide_speaker` takes it: a name of
            another kind is none of the two.

    Returns:
        The hints, without the name beside the title where the manifest settles it; and the two, where nothing does.
    """
    first = {hint.source: hint for hint in reversed(hints)}
    beside, signed, told = (first.get(source) for source in (_BESIDE, _SIGNED, _TOLD))
    if beside is None or signed is None or hints[0] != beside:
        return hints, None
    names = [reader.name(hint.text) for hint in (beside, signed)]
    if _is_one(*names) or not all(can_speak(name, _SIGNED, self_kind) for name in names):
        return hints, None
    known = [told is not None and _is_one(name, reader.name(told.text)) for name in names]
    if known[1]:
        return [hint for hint in hints if hint != beside], None
    return hints, None if known[0] else (beside, signed)


def _is_one(beside: Reading, signed: Reading) -> bool:
    """Whether two names are one body's: also in short, or signed by an office of it."""
    inner = tuple(beside.name + office for office in words_by("role", "document.csv")["inner_office"])
    if signed.name in inner or beside.name.endswith(signed.name) or signed.name.endswith(beside.name):
        return True
    places = {name.division for name in (beside, signed)} - {None}
    return beside.body.key == signed.body.key and beside.zone == signed.zone and len(places) <= 1
