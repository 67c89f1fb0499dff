"""The language of a page's reader, without a browser."""

import pytest

from dashboards.address import Address, link, read
from dashboards.reader import preferred, reading
from extract.language import language


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-US,en;q=0.9,zh-CN;q=0.8", "en"),
        ("de-DE,de;q=0.9,zh;q=0.5,en;q=0.4", "zh"),
        ("en;q=0.1, zh;q=0.2", "zh"),
        ("fr", None),
        ("", None),
        ("zh;q=much", None),
    ],
)
def test_the_browser_says_what_it_prefers(accepted: str, spoken: str | None) -> None:
    assert preferred(accepted) == spoken


def test_the_address_decides_and_links_keep_it() -> None:
    with reading(read("/league", "lang=zh&year=2022"), "en-US"):
        assert language() == "zh"
        assert link("agency", id="x") == "agency?id=x&lang=zh"
        assert link("agency", id="x", lang="en") == "agency?id=x&lang=en"
    assert link("agency", id="x") == "agency?id=x"


def test_without_an_address_the_browser_decides_then_the_server() -> None:
    with reading(Address(), "zh-CN"):
        assert (language(), link("league")) == ("zh", "league")
    with reading(Address(), "fr"):
        assert language() == "en"
    with reading(Address(values={"lang": "xx"}), "zh"):
        assert language() == "zh"
