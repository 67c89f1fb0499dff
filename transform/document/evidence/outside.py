"""What stands outside a document: the names it is stored under, its page's address, and the years and hosts in them."""

import re
from datetime import date
from urllib.parse import unquote, urlsplit

from transform.dates import YEAR
from transform.lexicon import any_of, words_by

#: A government's host in a name: crawlers store `http://www.xx.gov.cn/a/1.html` as `www.xx.gov.cn_a_1.txt`.
_HOST = re.compile(r"(?<![A-Za-z0-9.-])((?:[a-z0-9-]+\.)+gov\.cn)(?![A-Za-z0-9-])", re.IGNORECASE)
#: A day or month in a name: t20230117, 20220119085933, 202301, 2024_1_29, 2024-01-29. Not inside longer numbers.
_DAY = re.compile(r"(?<!\d)(20[12]\d)(0[1-9]|1[0-2])(?:(0[1-9]|[12]\d|3[01])(?:\d{6,9})?)?(?!\d)")
_PARTED = re.compile(r"(?<!\d)(20[12]\d)[-_/](0?[1-9]|1[0-2])[-_/](0?[1-9]|[12]\d|3[01])(?!\d)")
_NAMED_YEAR = re.compile(rf"(?<!\d)({YEAR})年")
_PLAIN = re.compile(r"(?:^|[/\\!])(20[12]\d)(?=\.[A-Za-z]+$|$)")


def host_of(uri: str | None) -> str | None:
    """The host of a URL, or the government's host that a file's name begins with; None for anything else."""
    if not uri:
        return None
    if re.match(r"[a-z]+://", uri):
        try:
            return urlsplit(uri).hostname
        except ValueError:
            return None
    found = _HOST.findall(uri)
    return found[-1].lower() if found else None


def is_address(uri: str | None) -> bool:
    """Whether a name is a URL."""
    return bool(uri and re.match(r"[a-z]+://", uri))


def path_dates(name: str) -> list[tuple[str, date]]:
    """The days that a name tells, each as it stands there; a month is its first day."""
    path = urlsplit(name).path if is_address(name) else name
    found = [(match[0], match.groups()) for pattern in (_DAY, _PARTED) for match in pattern.finditer(path)]
    days = []
    for text, (year, month, day) in found:
        try:
            days.append((text, date(int(year), int(month), int(day or 1))))
        except ValueError:
            continue
    return days


def path_years(name: str) -> list[tuple[str, int]]:
    """The report years that a name tells in words (`2021年`) or as all of its last part (`教育局/2021.txt`)."""
    path = unquote(urlsplit(name).path if is_address(name) else name)
    named = [(match[0], match[1]) for match in _NAMED_YEAR.finditer(path)]
    plain = [(match[1], match[1]) for match in _PLAIN.finditer(path)]
    return [(text, int(year)) for text, year in named + plain if year.isascii()]


def path_names(uri: str | None) -> list[str]:
    """What the folders, the archive and the file of a name are called: together, then each from the last.

    Years, the words of a title and all that is not Chinese are left out: of 宁夏/盐池县/教育局/2021.txt stay
    宁夏盐池县教育局, 盐池县教育局, 教育局, 盐池县, 宁夏.
    """
    path = unquote(urlsplit(uri).path if is_address(uri) and uri else uri or "")
    words = words_by("role", "document.csv")
    title = rf"(?:{YEAR})?年?度?的?{any_of(words['title_subject'])}.*|{YEAR}年?度?"
    parts = [re.sub(title, "", part) for part in re.split(r"[/\\!]+", path)]
    # 教育局年报.txt, 教育局/定稿.txt: what the file is stands behind whose it is.
    tail = rf"的?{any_of(words['title_kind'] + words['file_tail'])}$"
    category = rf"{any_of(words['path_category'])}+"
    pieces = [re.sub(tail, "", piece) for part in parts for piece in re.findall(r"[\u3400-\u9fff]{2,}", part)]
    pieces = [piece for piece in pieces if len(piece) > 1 and not _is_category(piece, category, words["path_sort"])]
    chains = [_joined(pieces[at:], tuple(words["not_generic"])) for at in range(len(pieces))]
    return list(dict.fromkeys([*chains, *reversed(pieces)]))


def _is_category(piece: str, category: str, sorts: list[str]) -> bool:
    """Whether a folder is called after what lies in it (县直部门, 乡镇街道), so after nobody."""
    return any(sort in piece for sort in sorts) and re.fullmatch(category, piece) is not None


def _joined(pieces: list[str], words: tuple[str, ...]) -> str:
    """A chain of folders as one name; what kind of place it is stands once: 某县/县教育局."""
    name = ""
    for piece in pieces:
        is_twice = name[-1:] == piece[0] and not piece.startswith(words)
        name += piece[1:] if is_twice else piece
    return name
