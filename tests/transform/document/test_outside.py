"""What names and addresses tell: hosts, days, years, what folders are called."""

from datetime import date

import pytest

from transform.document.evidence.outside import host_of, is_address, path_dates, path_names, path_years


@pytest.mark.parametrize(
    ("uri", "host"),
    [
        ("http://www.yangli.gov.cn/a/1.html", "www.yangli.gov.cn"),
        ("https://JYJ.Yangli.gov.cn:8080/", "jyj.yangli.gov.cn"),
        ("/inbox/www.yangli.gov.cn/1.html", "www.yangli.gov.cn"),
        ("www.yangli.gov.cn_a_1.txt", "www.yangli.gov.cn"),
        ("/inbox/yangli.example.com/1.html", None),
        ("/inbox/样例.txt", None),
        ("http://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_host(uri: str | None, host: str | None) -> None:
    assert host_of(uri) == host


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("http://yangli.example/t20230117_1.html", [date(2023, 1, 17)]),
        ("http://yangli.example/202301/a.html", [date(2023, 1, 1)]),
        ("样例_20220119085933.txt", [date(2022, 1, 19)]),
        ("样例_2024-01-29.txt", [date(2024, 1, 29)]),
        ("样例_2024_1_9_a.txt", [date(2024, 1, 9)]),
        ("http://yangli.example/a.html?d=20230117", []),
        ("样例_20231301.txt", []),
        ("样例_99202301179999.txt", []),
        ("样例_2023-02-30.txt", []),
    ],
)
def test_days(name: str, days: list[date]) -> None:
    assert [day for _, day in path_dates(name)] == days


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("样例局2021年年报.txt", [2021]),
        ("样例局/2021.txt", [2021]),
        ("样例.zip!2021", [2021]),
        ("http://yangli.example/%E6%A0%B7%E4%BE%8B2021%E5%B9%B4.html", [2021]),
        ("样例局/2021/1.txt", []),
        ("样例局/12021年.txt", []),
    ],
)
def test_years(name: str, years: list[int]) -> None:
    assert [year for _, year in path_years(name)] == years


def test_folders_are_read_together_and_from_the_last() -> None:
    found = path_names("/inbox/合成县/样例局/2021年政府信息公开工作年度报告.txt")
    assert found[0] == "合成县样例局"
    assert found[-1] == "合成县"
    assert not any("年度" in name for name in found)
    assert path_names(None) == []


def test_an_address_is_a_url() -> None:
    assert is_address("http://yangli.example/1.html")
    assert not is_address("/inbox/1.html")
    assert not is_address(None)
