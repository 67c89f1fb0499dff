"""Header blocks of many makers: publisher and date, barred, tabbed, bulleted, one a line, without labels."""

from collections.abc import Callable
from datetime import date
from random import Random

Field = tuple[str, str]

_PUBLISHER = ("发布机构", "发布单位", "信息来源", "来源", "公开机构", "发文机关", "发布机关", "供稿单位")
_DATE = ("发布日期", "发布时间", "公开日期", "成文日期", "发文日期", "生成日期", "日期", "时间")
_OTHER = (
    ("索 引 号", "SYN-{n}/{y}-00{n}"),
    ("文 号", "无"),
    ("信息分类", "政府信息公开年报"),
    ("主 题 词", ""),
    ("时 效", "有效"),
    ("公开方式", "主动公开"),
    ("体 裁", "报告"),
)
_VIEWS = ("浏览次数", "点击数", "阅读次数", "访问量")


def printed_day(day: date, rng: Random) -> str:
    """A date as sites print it, with or without a time."""
    clock = f"{rng.randint(8, 18):02d}:{rng.randint(0, 59):02d}"
    return rng.choice(
        (
            f"{day:%Y-%m-%d}",
            f"{day:%Y-%m-%d} {clock}",
            f"{day:%Y-%m-%d} {clock}:{rng.randint(0, 59):02d}",
            f"{day:%Y/%m/%d}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year}-{day.month}-{day.day}",
            f"{day:%Y.%m.%d}",
        )
    )


def header_block(  # noqa: PLR0913 - fields of one block
    look: str, rng: Random, *, title: str, publisher: str, day: date | None, date_label: str
) -> list[str]:
    """The lines of a block.

    Args:
        look: key of `HEADERS`.
        rng: source of chance.
        title: the report's, "" where it has none.
        publisher: "" for none.
        day: None for none.
        date_label: "" for any.
    """
    fields = [(name, value.format(n=rng.randint(100, 999), y="0000")) for name, value in rng.sample(_OTHER, 3)]
    told = [(rng.choice(_PUBLISHER), publisher)] if publisher else []
    told += [(date_label or rng.choice(_DATE), printed_day(day, rng))] if day else []
    if rng.random() < 0.5:
        told.reverse()
    if title and rng.random() < 0.4:
        fields.insert(1, (rng.choice(("标 题", "信息名称", "名 称")), title))
    return HEADERS[look](fields, told, rng)


def _barred(fields: list[Field], told: list[Field], _: Random) -> list[str]:
    """`发布机构 | X | 发文日期 | 2020-01-09 |`, two fields a row."""
    rows = [fields[:1] + told[:1], told[1:] + fields[1:2], *([one] for one in fields[2:])]
    return [" | ".join(f"{name} | {value}" for name, value in row) + " |" for row in rows if row]


def _tabbed(fields: list[Field], told: list[Field], _: Random) -> list[str]:
    """Label, tab, value, tab, label, tab, value."""
    rows = [told, fields[:2], fields[2:]]
    return ["\t".join(f"{name}\t{value}" for name, value in row) for row in rows if row]


def _bulleted(fields: list[Field], told: list[Field], rng: Random) -> list[str]:
    """`• 信息来源:X`, one a line."""
    listed = [*told, *fields[:1], (rng.choice(_VIEWS), "")]
    return [f"  • {name}:{value}" for name, value in listed]


def _lines(fields: list[Field], told: list[Field], rng: Random) -> list[str]:
    """One field a line."""
    colon = rng.choice((":", "：", "： "))
    return [f"{name}{colon}{value}" for name, value in [*fields[:1], *told, *fields[1:]]]


def _split(fields: list[Field], told: list[Field], _: Random) -> list[str]:
    """A label on one line, its value on the next."""
    return [piece for name, value in [*fields[:1], *told] if value for piece in (f"{name}：", value)]


def _bare(_: list[Field], told: list[Field], rng: Random) -> list[str]:
    """No labels: date and name on lines of their own."""
    return [value for _, value in told] + rng.choice(([], ["字体:大中小"], ["分享到："]))


def _inline(_: list[Field], told: list[Field], rng: Random) -> list[str]:
    """All on one line, wide gaps between, counters and sizes behind."""
    gap, colon = rng.choice(("  ", "    ", "　", "   ")), rng.choice((":", "：", ": "))
    pieces = [f"{name}{colon}{value}" for name, value in told]
    pieces += rng.sample([f"{_VIEWS[rng.randrange(4)]}{colon}{rng.randint(3, 9000)}", "【字体：大 中 小】", "打印"], 2)
    return [gap.join(pieces)]


def _clerk(_: list[Field], told: list[Field], rng: Random) -> list[str]:
    """`作者:本站 | 来源:X | 时间:… 点击数:-`."""
    pieces = [f"作者:{rng.choice(('本站', '管理员', 'admin'))}", *(f"{name}:{value}" for name, value in told)]
    return [" | ".join(pieces) + " 点击数:-"]


def _index(fields: list[Field], told: list[Field], _: Random) -> list[str]:
    """A catalogue's card on two lines."""
    first, second = [*fields[:1], *told[:1]], [*told[1:], *fields[1:2]]
    return ["  ".join(f"{name}：{value}" for name, value in row) for row in (first, second) if row]


#: Every look.
HEADERS: dict[str, Callable[[list[Field], list[Field], Random], list[str]]] = {
    "barred": _barred,
    "tabbed": _tabbed,
    "bulleted": _bulleted,
    "lines": _lines,
    "split": _split,
    "bare": _bare,
    "inline": _inline,
    "clerk": _clerk,
    "index": _index,
}
