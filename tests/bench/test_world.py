"""The corpus of the world: the same bytes for a seed, truth that the text bears out, a judge that counts right."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest

from bench.admission import measure, table
from bench.admission_judge import Judged, judge_all
from bench.admission_read import Found, Warehouse
from bench.synthetic.prose import year_in_words
from bench.synthetic.world import Truth, WorldDocument, rows, world
from bench.synthetic.world.generate import draw_plan
from bench.synthetic.world.phrases import phrases
from bench.synthetic.world.tables import own
from bench.synthetic.world.who.bodies import KINDS, body
from bench.synthetic.world.who.places import pools
from bench.synthetic.world.write import write_world

ROWS = tuple(dict.fromkeys(rows()))
MARKS = ("合成", "样例", "虚拟", "假想", "演示")


@cache
def documents() -> list[WorldDocument]:
    return list(world(2 * len(rows()), 3))


def plain(text: str) -> str:
    """Without white space, tags and readings of characters."""
    return re.sub(r"\s|<[^>]+>|&nbsp;|\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǘǚǜńňǹḿ]+\)", "", text)


def part(document: WorldDocument) -> Truth:
    return document.parts[0]


def found(truth: Truth) -> Found:
    """What a perfect reader would find."""
    cells = {key: (Decimal(value), "reported") for key, value in truth.cells.items() if key in truth.printed}
    code = sorted(truth.codes, key=str)[0]
    edition = truth.edition or "2021"
    return Found(truth.agency_name, code, truth.year, edition, truth.signed_date, truth.published_date, cells)


def perfect() -> Warehouse:
    reports = {one.path: {n: found(truth) for n, truth in enumerate(one.parts, 1)} for one in documents() if one.parts}
    refused = {one.path: (one.reason if one.expect == "held" else "no", "") for one in documents() if not one.parts}
    return Warehouse(reports, refused)


def sums(judged: list[Judged]) -> list[str]:
    return list(table(judged))[-1].split(" | ")


def test_a_seed_is_always_the_same_bytes_and_fewer_documents_are_the_beginning_of_more(tmp_path: Path) -> None:
    assert list(world(40, 3)) == documents()[:40]
    assert [one.text for one in world(20, 4)] != [one.text for one in documents()[:20]]
    first, second = (write_world(world(30, 3), tmp_path / name) for name in ("a", "b"))
    files = {path.relative_to(first): path.read_bytes() for path in first.rglob("*") if path.is_file()}
    assert files == {path.relative_to(second): path.read_bytes() for path in second.rglob("*") if path.is_file()}
    assert len(files) == 30
    assert (tmp_path / "a/truth.jsonl").read_bytes() == (tmp_path / "b/truth.jsonl").read_bytes()


def test_every_operator_produces_and_says_what_it_imitates() -> None:
    made = Counter(one.operators[0] for one in documents())
    assert set(made) == {name for _, name, _ in ROWS}
    assert all(imitates.endswith(".") for _, _, imitates in ROWS)
    assert len(ROWS) > 140


def test_no_two_documents_have_one_path_or_one_text() -> None:
    assert len({one.path for one in documents()}) == len({one.text for one in documents()}) == len(documents())


def test_every_document_says_that_it_is_synthetic() -> None:
    for one in documents():
        assert "synthetic" in one.path
        assert re.search("合成(样本|樣本)", plain(one.text)), one.path


def test_made_up_townships_are_recognisable() -> None:
    towns = [truth for one in documents() for truth in one.parts if truth.level == "township"]
    assert len(towns) > 40
    assert all(any(mark in truth.agency_name for mark in MARKS) for truth in towns)


def test_the_printed_cells_stand_in_the_text() -> None:
    for one in documents():
        if "garble_letter_o" in one.operators or len(one.parts) != 1:
            continue
        truth, text = part(one), plain(one.text)
        assert truth.printed <= set(truth.cells)
        missing = [key for key in truth.printed if str(truth.cells[key]) not in text]
        assert not missing, (one.path, one.operators, missing[:3])


def test_a_report_to_load_tells_its_year_in_text_or_path() -> None:
    for one in documents():
        if one.expect == "load" and len(one.parts) == 1:
            year = part(one).year
            print_of = plain(one.text).replace("○", "〇").replace("零", "〇") + one.path
            told = [str(year), str(year + 1), year_in_words(year), year_in_words(year + 1)]
            assert any(way in print_of for way in told), (one.path, one.operators)


def test_a_date_that_is_true_is_printed() -> None:
    for one in documents():
        if len(one.parts) == 1 and (day := part(one).published_date):
            ways = (f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}", f"{day:%Y.%m.%d}", f"{day.year}-{day.month}-{day.day}")
            assert any(way in plain(one.text) for way in (*ways, f"{day.year}年{day.month}月{day.day}日")), one.path


def test_what_is_to_be_held_tells_neither_place_nor_year() -> None:
    places = [one.name for one in pools()["county"]]
    for one in documents():
        if "nobody" in one.operators:
            assert not any(place in one.text for place in places), one.path
        if {"edition_alone", "year_nowhere"} & set(one.operators):
            text = re.sub(r"\d{4}年\d+月\d+日 星期.", "", one.text)
            assert not re.search(r"20[12]\d年|20[12]\d[-/.]|二〇", text), one.path


def test_spam_names_nobody() -> None:
    spoilt = [one for one in documents() if one.spam]
    assert spoilt
    for one in spoilt:
        assert not any(word in name for word in one.spam for truth in one.parts for name in truth.names)


def test_every_kind_of_phrase_has_many_ways_to_be_said() -> None:
    assert not {kind: len(ways) for kind, ways in phrases().items() if len(set(ways)) < 3}
    assert not [row for name in ("phrases", "decoys", "departments") for row in own(name) if None in row]
    assert sum(len(set(ways)) >= 6 for ways in phrases().values()) >= 0.9 * len(phrases())


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_name_counts_as_right(kind: str) -> None:
    for rank in range(30):
        speaker = body(kind, rank, 1, Random(rank))
        assert {speaker.name, speaker.short} <= speaker.names
        plan = draw_plan(kind, rank, 1, Random(rank))
        assert plan.body.kind == kind
        assert plan.signed <= plan.published < date(plan.year.number + 1, 4, 1)


def test_a_perfect_warehouse_is_judged_perfect() -> None:
    judged = list(judge_all(documents(), perfect()))
    assert not [one.wrong for one in judged if one.wrong]
    assert sums(judged)[2:] == ["100.0 %"] * 6 + ["0", "0"]


def test_the_judge_finds_each_kind_of_wrong() -> None:
    load = next(one for one in documents() if one.operators == ("title_names_all",))
    spam = next(one for one in documents() if one.operators == ("spam_for_the_name",))
    truth = part(load)
    right = found(truth)
    wrongs = {
        "agency": replace(right, agency_name="合成局"),
        "year": replace(right, year=truth.year + 1),
        "dates": replace(right, signed_date=date(2001, 1, 1)),
        "edition": replace(right, edition="2019" if truth.edition == "2021" else "2021"),
        "silent": replace(right, cells={key: (value + 1, state) for key, (value, state) in right.cells.items()}),
    }
    for name, wrong in wrongs.items():
        judged = list(judge_all([load], Warehouse({load.path: {1: wrong}}, {})))
        assert any(name in line for line in judged[0].wrong), name
    lost = next(iter(judge_all([load], Warehouse({}, {load.path: ("year_unknown", "")}))))
    assert lost.count.loaded == 0
    made = next(iter(judge_all([spam], Warehouse({spam.path: {1: right}}, {}))))
    assert made.count.refused == 0
    assert made.count.made == {right.agency_name}


def test_the_real_command_runs_on_it(tmp_path: Path) -> None:
    chosen = [one for one in documents() if one.operators[0] in ("title_names_all", "notice", "nobody")][:6]
    judged = measure(chosen, tmp_path)
    assert len(judged) == len(chosen)
    assert (tmp_path / "warehouse.duckdb").exists()
