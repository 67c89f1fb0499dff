"""Host names to places."""

import pytest

from transform.agencies import load_places
from transform.agencies.hosts import host_places


@pytest.mark.parametrize(
    ("host", "codes", "has_body"),
    [
        ("www.guyang.gov.cn", ["150222"], False),
        ("jyj.panzhihua.gov.cn", ["510400"], True),
        ("guyang.nmg.gov.cn", ["150222"], False),
        ("www.shaanxi.gov.cn", ["610000"], False),
        ("www.shanxi.gov.cn", ["140000"], False),
        ("www.luan.gov.cn", ["341500"], False),
        ("www.lvliang.gov.cn", ["141100"], False),
        ("www.lyuliang.gov.cn", ["141100"], False),
        ("www.yueqing.gov.cn", ["330382"], False),
        ("www.xiaxian.gov.cn", ["140828"], False),
        ("gulou.gov.cn", ["320106", "320302", "350102", "410204"], False),
        ("jyj.gulou.nanjing.gov.cn", ["320106"], True),
        ("tj.nxyc.gov.cn", [], False),
        ("www.gov.cn", [], False),
        ("", [], False),
    ],
)
def test_host_places(host: str, codes: list[str], has_body: bool) -> None:
    divisions, before = host_places(host, load_places())
    assert ([division.region_code for division in divisions], before) == (codes, has_body)
