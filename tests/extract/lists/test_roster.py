"""The roster: what is a line of it, and what is told of those that are none."""

from pathlib import Path

import pytest

from extract.lists.roster import RosterError, read_roster
from transform.agencies import load_lexicon, load_places
from transform.agencies.roster import roster_agencies

_TEXT = """agency,from,to
盐池县教育局,2019,
盐池县教育局,2019,
640323-finance,2020,2022

盐池县财政局,2022,2020
盐池县财政局,二〇二〇,
,2020,
"盐池县财政局,2020,
盐池县财政局,2020
鼓楼区教育局,2020,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_each_line_by_itself(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(_TEXT.encode(encoding))
    rows, problems = roster_agencies(read_roster(path), load_places(), load_lexicon())
    assert rows.select("agency_id", "name", "first_year", "last_year").rows() == [
        ("640323-education", "盐池县教育局", 2019, None),
        ("640323-finance", None, 2020, 2022),
    ]
    assert [line for line, _ in problems] == [6, 7, 8, 9, 10, 11]
    told = dict(problems)
    assert told[6] == "from 2022 is after to 2020"
    assert told[7] == "from '二〇二〇' is no report year, such as 2021"
    assert told[8] == "agency is empty"
    assert told[9] == "it is no line of CSV (unexpected end of data): each line stands by itself"
    assert told[10] == "it has 2 fields, the head 3"
    assert "says not where it is" in told[11]
    assert "鼓楼区" in told[11]


@pytest.mark.parametrize("text", ["", "agency,from\n", "a;b\n", "agency,from,to,to\n"])
def test_a_file_without_the_head_is_none(text: str, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RosterError, match="the head must name"):
        read_roster(path)
    with pytest.raises(RosterError, match="cannot be read"):
        read_roster(tmp_path / "none.csv")
