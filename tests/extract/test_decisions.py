"""Files of decisions: each line by itself, and what is wrong with it in one line."""

import pytest

from extract.decisions.files import decisions_of
from extract.decisions.shape import Decisions

ONE, TWO = "1" * 64, "2" * 64
HEAD = "decision_id,kind,source,row,column,value,who,when,why"
GOOD = f"good,year,{ONE},,,2021,me,,"


def read(*lines: str, head: str = HEAD) -> Decisions:
    return decisions_of({"me.csv": "\n".join([head, *lines]).encode()})


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"x12,colour,{ONE},,,red,me,,", "kind 'colour' is none of"),
        (f"x,year,{ONE},,,2021,me,,", "decision_id 'x' is none"),
        ("x12,year,somewhere.html,,,2021,me,,", "is no sha256"),
        (f"x12,year,{ONE}#part=0,,,2021,me,,", "is no sha256"),
        (f"x12,year,{ONE},,,21,me,,", "'21' is no year"),
        (f"x12,year,{ONE},,,2021,,,", "who is empty"),
        (f"x12,year,{ONE},,,,me,,", "value is empty"),
        (f"x12,year,{ONE},granted,,2021,me,,", "has no row"),
        (f"x12,document,{ONE},,,maybe,me,,", "'maybe' is none of report, no_report, withdrawn, current"),
        (f"x12,cell,{ONE},,total,1,me,,", "row is empty: which cell?"),
        (f"x12,cell,{ONE},予以公开,total,1,me,,", "no code of the forms"),
        (f'x12,cell,{ONE},granted,total,"1,234",me,,', "'1,234' is no number"),
        (f"x12,cell,{ONE},granted,total,１２,me,,", "is no number"),
        (f"x12,cell,{ONE},granted,total,1e3,me,,", "is no number"),
        (f"x12,cell,{ONE},granted,total,=1+1,me,,", "takes for a formula"),
        (f"x12,year,{ONE},,,2021,me,,@SUM(A1)", "why begins with '@'"),
        (f"x12,year,{ONE},,,2021,me,,so\x07", "control character"),
        (f"x12,year,{ONE},,,2021,me,,a\u202eb", "control character or a mark that nobody sees"),
        (f"x12,year,{ONE},,,2021,me,yesterday,", "when 'yesterday' is no time"),
        (f"x12,year,{ONE},,,2021,me", "it has 7 fields, the head 9"),
        (f'x12,agency,{ONE},,,"甲局,me,,', "no line of CSV"),
        (f"x12,year,{ONE},,,2021,me,,{'long' * 600}", "characters long"),
        (f"x12,exception,{ONE},,granted,accepted,me,,", "row is empty: which check and scope?"),
        (f"x12,exception,{ONE},applicants_sum,granted,fine,me,,", "is none of accepted"),
        ("x12,same,,,,攀枝花市东区教育局,me,,", "source is empty: which agency?"),
        ("x12,region,某局,,,51,me,,", "is no code of a division"),
        ("x12,level,某局,,,high,me,,", "is none of national, province"),
        ("x12,function,某局,granted,,culture,me,,", "has no row"),
        ("x12,undo,nothing,,,,me,,", "no decision that is here"),
        ("x12,undo,good,,,2021,me,,", "an undo has no value"),
    ],
)
def test_a_line_that_is_none_is_told_and_takes_no_other_with_it(line: str, told: str) -> None:
    found = read(line, GOOD)
    (problem,) = found.problems
    assert told in problem.text
    assert str(problem).startswith("me.csv, line 2: ")
    assert "\n" not in str(problem)
    assert "good" in found.decisions["decision_id"].to_list()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "names no column"),
        (b"decision_id,kind,source\n", "no column value, who"),
        (b"\xff\xfe\x00", "neither UTF-8 nor GB18030"),
        (f"{HEAD},who\n{GOOD},you\n".encode(), "names who twice"),
    ],
)
def test_a_file_that_is_none(data: bytes, told: str) -> None:
    found = decisions_of({"bad.csv": data, "good.csv": f"{HEAD}\n{GOOD}\n".encode("gb18030")})
    assert [(problem.line, problem.whole) for problem in found.problems] == [(1, True)]
    assert told in found.problems[0].text
    assert found.decisions["decision_id"].to_list() == ["good"]


def test_what_stands_what_is_undone_and_what_contradicts() -> None:
    rows = [
        f"one,cell,{ONE},granted,total,12.0,me,,",
        f"two,cell,{ONE},granted,total,12,you,,",
        f"three,year,{ONE},,,2021,me,2026-03-01T09:30:00+08:00,电话",
        f"four,year,{ONE},,,2022,you,,",
        f"five,year,{TWO},,,2022,you,,",
        f"six,year,{TWO},,,2023,you,,",
        f"seven,document,{ONE},,,report,me,,",
        f"eight,document,{ONE},,,withdrawn,me,,",
        "nine,undo,five,,,,me,,",
    ]
    found = read(*rows)
    assert found.problems == []
    states = dict(found.decisions.select("decision_id", "state").iter_rows())
    assert {name for name, state in states.items() if state == "contradicts"} == {"three", "four"}
    assert {name for name, state in states.items() if state == "undone"} == {"five"}
    assert found.decisions["value"][:2].to_list() == ["12", "12"]
    assert str(found.decisions["decided_at"][2]) == "2026-03-01 01:30:00+00:00"


def test_an_undo_of_an_undo_is_none_and_one_id_is_one_decision() -> None:
    found = read(GOOD, "back,undo,good,,,,me,,", "again,undo,back,,,,me,,")
    assert [problem.text for problem in found.problems] == ["source back is an undo: decide it again instead"]
    assert dict(found.decisions.select("decision_id", "state").rows()) == {"good": "undone", "back": "stands"}
    # The same line in two files is one decision, another one under its id makes both of them none.
    same = decisions_of({name: f"{HEAD}\n{GOOD}\n".encode() for name in ("a.csv", "b.csv")})
    assert (same.decisions.height, same.problems) == (1, [])
    found = read(GOOD, GOOD.replace("2021", "2022"))
    assert found.decisions.is_empty()
    assert [problem.line for problem in found.problems] == [2, 3]
