"""The parts of a Word file that are read, and their XML.

Read with lxml alone: python-docx shows no rows that a cell reaches into, no tracked changes, no list numbers and no
text boxes, loads every picture, and opens no Strict Open XML.
"""

import posixpath
from collections.abc import Iterator

from lxml import etree

from extract.layout import UnreadableError
from extract.office.kinds import Parts, refusal

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = f"{W}val"
#: A report has some ten thousands; each takes some hundred bytes of memory.
MOST_TAGS = 2_000_000
#: The namespaces of Strict Open XML (ISO/IEC 29500-1), and those that everybody else writes.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://strict/relationships"),
)
_MAIN = "word/document.xml"
#: Dropped: what an accepted change leaves no trace of.
_GONE = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))
#: They only hold what is read: an accepted change, a link, a name given to a stretch of text.
_HOLDERS = frozenset(
    f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "dir", "bdo", "fldSimple")
)
_SDT, _RUBY, _ALTERNATIVES = f"{W}sdt", f"{W}ruby", f"{MC}AlternateContent"
_PASSED = _HOLDERS | {_SDT, _RUBY, _ALTERNATIVES}
_PLACEHOLDER = f"{W}sdtPr/{W}showingPlcHdr"


class WordParts:
    """The XML of a Word file's main part, and of those that it names by what they are for."""

    def __init__(self, data: bytes) -> None:
        """Opens the file.

        Raises:
            UnreadableError: `encrypted`, `damaged`, `too_large`, or `unsupported_format`: no Word file.
        """
        if not data.startswith(b"PK\x03\x04"):
            raise refusal(data, "docx")
        self._parts = Parts(data)
        if self._parts.kind != "docx":
            raise refusal(data, "docx")
        main = self._related("").get("officeDocument", _MAIN)
        document = self._xml(main)
        if document is None:
            raise UnreadableError("damaged", "a Word file without its text; fetch it anew")
        self.document = document
        self._targets = self._related(main)
        self._main = main

    def part(self, kind: str) -> etree._Element | None:
        """The part for `numbering`, `styles`, `footnotes`, `endnotes`; None where the file has none."""
        return self._xml(self._targets[kind]) if kind in self._targets else None

    def listed(self, kind: str) -> list[etree._Element]:
        """What stands in such a part, in order; nothing where the file has none."""
        part = self.part(kind)
        return [] if part is None else list(part)

    def picture(self, name: str) -> bytes | None:
        """The bytes of a picture by the name that the main part has for it; None where the file has none.

        Raises:
            UnreadableError: as `extract.office.kinds.Parts.read`.
        """
        target = next((target for known, _, target in self._relations(self._main) if known == name), None)
        return None if target is None else self._parts.read(target)

    def _related(self, name: str) -> dict[str, str]:
        """The parts that a part points to, by the last word of what they are for; the first of each."""
        found: dict[str, str] = {}
        for _, kind, target in self._relations(name):
            found.setdefault(kind, target)
        return found

    def _relations(self, name: str) -> Iterator[tuple[str, str, str]]:
        """What a part points to inside the file: its name for it, what it is for, the part."""
        folder, file = posixpath.split(name)
        relations = self._xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        for relation in relations if relations is not None else ():
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rsplit("/", 1)[-1]
                yield relation.get("Id", ""), kind, posixpath.normpath(posixpath.join("/", folder, target))

    def _xml(self, name: str) -> etree._Element | None:
        data = self._parts.read(name)
        return None if data is None else parse(data, name)


def parse(data: bytes, name: str) -> etree._Element:
    """XML of an office file; no entity is resolved, nothing is fetched, and no nesting is too deep.

    Raises:
        UnreadableError: `damaged`; the format permits no document type, so one with entities is refused as well.
            `too_large`: more than `MOST_TAGS` tags.
    """
    if data.count(b"<") > MOST_TAGS:
        raise UnreadableError("too_large", f"{name} has more than {MOST_TAGS:,} tags")
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("damaged", f"{name} is no XML ({error}); fetch the file anew") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("damaged", f"{name} declares a document type, which no office program writes")
    return root


def inside(element: etree._Element) -> Iterator[etree._Element]:
    """What an element holds once all changes are accepted, in order; what only holds others is passed through.

    Of alternatives (a drawing and its picture for old programs) only the first is read, of a content control that still
    shows its prompt nothing.
    """
    stack = [iter(element)]
    while stack:
        for node in stack[-1]:
            tag = node.tag
            if tag in _GONE:
                continue
            if tag not in _PASSED:
                yield node
            elif (held := _held(node, tag)) is not None:
                stack.append(iter(held))
                break
        else:
            stack.pop()


def _held(node: etree._Element, tag: object) -> etree._Element | None:
    """The element whose children stand for a node; None for nothing."""
    if tag == _SDT:
        return None if node.find(_PLACEHOLDER) is not None else node.find(f"{W}sdtContent")
    if tag == _RUBY:
        return node.find(f"{W}rubyBase")
    if tag == _ALTERNATIVES:
        choice = node.find(f"{MC}Choice")
        return choice if choice is not None else node.find(f"{MC}Fallback")
    return node


def number(element: etree._Element | None, default: int) -> int:
    """The whole number that an element's `w:val` says."""
    value = element.get(VAL, "") if element is not None else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else default


def is_on(element: etree._Element | None) -> bool | None:
    """Whether a property is switched on; None where nothing is said."""
    return None if element is None else element.get(VAL, "true") not in {"0", "false", "off", "none"}
