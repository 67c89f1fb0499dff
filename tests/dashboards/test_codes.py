"""Every code that a view holds is said in Chinese on the page of data."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from htpy import fragment
from selectolax.lexbor import LexborHTMLParser

from dashboards import source
from dashboards.pages.data.values import said
from extract.language import speaking
from load.scripts import read_scripts
from tests.test_catalogue import CHINESE

#: Columns of what reports print, and of keys.
TEXTS = {"raw_text", "printed", "agency_id", "other_agency_id"}
CODE = "[a-z]+(_[a-z0-9]+)*"


@pytest.fixture(autouse=True)
def shown(generated: Path) -> Iterator[None]:
    source.show(generated)
    with speaking("zh"):
        yield
    source.show(Path("warehouse.duckdb"))


@pytest.mark.parametrize("view", sorted(it.name for it in read_scripts("views")))
def test_every_code_of_a_view_is_said_in_chinese(view: str) -> None:
    asked = source.current().browsed
    columns = asked(f"SELECT column_name FROM (DESCRIBE {view}) WHERE column_type = 'VARCHAR'", 60)["column_name"]
    for column in (it for it in columns if it not in TEXTS):
        codes = f"SELECT DISTINCT {column} AS code FROM {view} WHERE regexp_full_match({column}, '{CODE}')"
        for code in asked(codes, 60)["code"]:
            text = LexborHTMLParser(str(fragment[said(column, code)])).text()
            assert CHINESE.search(text), (column, code)
