"""Several reports in one document, and everything that only looks so."""

import hashlib

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from bench.corpora import corpora
from bench.scoring import documents_of
from bench.synthetic import SyntheticReport
from bench.synthetic.generate import Settings, make_report
from extract.layout import GRIDS, MERGED
from transform.batch import read_batch
from transform.document.parts.grids import with_own_grids
from transform.document.parts.split import report_id, report_ids, split_parts, surely_own
from transform.forms import load_forms

FORMS = load_forms()
SETTINGS = Settings(11, layouts=("tab", "pipe", "lines", "lines_pipe", "spaces"), prose="seen")
TITLE = "合成县{}{}年政府信息公开工作年度报告"
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def parts(text: str) -> pl.DataFrame:
    """The parts of one document."""
    return split_parts(_documents({"source_uri": ["a.txt"], "sha256": ["ab"], "text": [text]}), FORMS)


def _documents(columns: dict[str, list[str]]) -> pl.DataFrame:
    """Documents without grids."""
    return pl.DataFrame(columns).with_columns(pl.lit(None, GRIDS).alias("grids"), pl.lit(None, MERGED).alias("merged"))


def titled(agency: str, year: int) -> str:
    return TITLE.format(agency, year)


def body(told: int, headings: tuple[str, ...] = HEADINGS) -> str:
    """A report's sections, whose sentences have the numbers that `told` makes."""
    return "\n".join(
        f"{heading}\n合成文本第{place}段，全年登记样品{told * 10 + place}件，另存样品{told + place}件。"
        for place, heading in enumerate(headings, 1)
    )


def on_one_line(title: str, told: int) -> str:
    """A page whose lines a crawler put behind each other."""
    return f"首页 > 政务公开 > 正文 {title} {body(told)} {'合成文本的填充句。' * 120}".replace("\n", " ")


CULTURE, HEALTH = titled("文化和旅游局", 2021), titled("卫生健康局", 2021)
BEFORE = titled("文化和旅游局", 2020)
ONE = f"{CULTURE}\n{body(1)}"
SIGNED = "合成县文化和旅游局\n2022年1月17日"
SAID = "现公布合成县卫生健康局2020年政府信息公开工作年度报告。"
PERIOD = "本报告所列数据的统计期限自2020年1月1日起至2020年12月31日止。"


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param([ONE, f"{HEALTH}\n{body(2)}"], [CULTURE, HEALTH], id="two agencies"),
        pytest.param([ONE, SIGNED, f"{BEFORE}\n{body(2)}"], [CULTURE, BEFORE], id="two years"),
        pytest.param(
            [ONE, SIGNED, f"合成县卫生健康局\n\n2021年度政府信息公开年度报告\n{body(2)}"],
            [CULTURE, "合成县卫生健康局"],
            id="the name above the title",
        ),
        pytest.param(
            [ONE, SIGNED, f"合成县卫生健康局2021年\n政府信息公开工作年度报告\n{body(2)}"],
            [CULTURE, "合成县卫生健康局2021年"],
            id="a broken title",
        ),
        pytest.param(
            [
                ONE,
                SIGNED,
                f"首页 > 政务公开\n索引号：\nSY-1\n发布日期：\n2022-01-20\n{HEALTH}\n字体：大\n{HEALTH}\n{body(2)}",
            ],
            [CULTURE, "首页 > 政务公开"],
            id="a page's header block",
        ),
        pytest.param(
            ["合成县2021年政府信息公开工作年度报告汇编", "目录", CULTURE, HEALTH, ONE, f"{HEALTH}\n{body(2)}"],
            [CULTURE, HEALTH],
            id="a compilation with its contents",
        ),
        pytest.param(
            [ONE, SIGNED, "相关链接", BEFORE, titled("文化和旅游局", 2019), f"{HEALTH}\n{body(2)}"],
            [CULTURE, HEALTH],
            id="links between",
        ),
        pytest.param(
            [f"2021年政府信息公开工作年度报告\n{body(1)}", f"2021年政府信息公开工作年度报告\n{body(2)}"],
            ["2021年政府信息公开工作年度报告"] * 2,
            id="titles that name nobody, texts that differ",
        ),
        pytest.param(
            [f"{CULTURE}\n{body(1, HEADINGS[:1])}", f"{HEALTH}\n{body(2)}"], [CULTURE, HEALTH], id="the first cut off"
        ),
        pytest.param(
            [on_one_line(CULTURE, 1), on_one_line(HEALTH, 2)],
            [on_one_line(CULTURE, 1), on_one_line(HEALTH, 2)],
            id="pages on one line",
        ),
        pytest.param([body(1), f"{HEALTH}\n{body(2)}"], [HEADINGS[0], HEALTH], id="the first without a title"),
        pytest.param([body(1), body(2)], [HEADINGS[0]] * 2, id="no titles"),
        pytest.param([ONE, SIGNED, body(2)], [CULTURE, HEADINGS[0]], id="the second title lost"),
        pytest.param([ONE, SIGNED, SAID, PERIOD, body(2)], [CULTURE, SAID], id="announced below a signature"),
        pytest.param([body(1), PERIOD, SAID, body(2)], [HEADINGS[0], PERIOD], id="announced, nothing signed"),
        pytest.param([ONE, SIGNED, "【关闭窗口】", PERIOD, body(2)], [CULTURE, PERIOD], id="below a page's foot"),
        pytest.param(
            [ONE, "2022-01-20", "合成县卫生健康局", "分享到：", f"{HEALTH}\n{body(2)}"],
            [CULTURE, "2022-01-20"],
            id="a page's date without a label",
        ),
        pytest.param(
            [f"{CULTURE}\n{PERIOD}\n合成文本，存样品31件。", f"{BEFORE}\n{body(2)}"], [CULTURE, BEFORE], id="prose only"
        ),
    ],
)
def test_each_report_is_a_part(text: list[str], starts: list[str]) -> None:
    whole = "\n\n".join(text)
    found = parts(whole)
    assert [part.split("\n")[0] for part in found["text"]] == starts
    assert found["part"].to_list() == [*range(1, len(starts) + 1)]
    assert found["source_uri"].to_list() == ["a.txt", *(f"a.txt#part={part}" for part in range(2, len(starts) + 1))]
    assert found["read_to"].is_null().all()
    lines = whole.split("\n")
    for first, part in found.select("first_line", "text").iter_rows():
        assert "\n".join(lines[first - 1 :]).startswith(part)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param([CULTURE, "发布日期：2022-01-20", CULTURE, "字体：大", ONE], id="a title repeated in the head"),
        pytest.param([titled("文化和旅游局", 2022), ONE], id="a head that has another year"),
        pytest.param([BEFORE, titled("文化和旅游局", 2019), ONE], id="links above"),
        pytest.param([ONE, "往年报告", BEFORE, titled("文化和旅游局", 2019)], id="links below"),
        pytest.param(["目录", *HEADINGS, ONE], id="a table of contents"),
        pytest.param(["目录", *(f"{it}……{at}" for at, it in enumerate(HEADINGS)), ONE], id="contents with pages"),
        pytest.param([ONE, "附件", ONE], id="the same report attached"),
        pytest.param([body(1), body(1)], id="the same report again, without titles"),
        pytest.param(
            [f"2021年政府信息公开工作年度报告\n{body(1)}"] * 2, id="the same report again under a title of nobody"
        ),
        pytest.param(
            [f"{CULTURE}\n{body(1, HEADINGS[:2])}", BEFORE, body(1, HEADINGS[2:])], id="a title between sections"
        ),
        pytest.param(
            [f"{CULTURE}\n{body(1, HEADINGS[:4])}", CULTURE, body(1, HEADINGS[3:])],
            id="a running title, a heading again",
        ),
        pytest.param(
            [
                CULTURE,
                body(1, ("一、总体情况", "二、主动公开情况", "一、收到和处理政府信息公开申请情况", *HEADINGS[3:])),
            ],
            id="misnumbered",
        ),
        pytest.param(
            [CULTURE, f"现公布{BEFORE}，请予监督。", body(1), "五、存在的问题见上。"], id="named in a sentence"
        ),
        pytest.param([on_one_line(CULTURE, 1)], id="a page on one line"),
        pytest.param([CULTURE, "".join(HEADINGS), body(1)], id="headings as links on one line"),
    ],
)
def test_one_report_stays_one(text: list[str]) -> None:
    whole = "\n\n".join(text)
    assert parts(whole).drop("sha256", "grids", "merged").rows() == [("a.txt", whole, 1, 1, 1, None)]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        pytest.param(
            [on_one_line(CULTURE, 1) + on_one_line(HEALTH, 2)], on_one_line(CULTURE, 1)[:100], id="all on one line"
        ),
        pytest.param([ONE, ONE.replace("样品1", "样品4")], ONE, id="one title, two texts"),
        pytest.param([f"{CULTURE}\n{body(1, HEADINGS[:1])}", body(2)], CULTURE, id="cut off, then without a title"),
        pytest.param([ONE, body(2, HEADINGS[1:])], f"{CULTURE}\n{body(1, HEADINGS[:5])}", id="the first heading lost"),
        pytest.param([ONE, f"{BEFORE}\n合成文本，存样品31件。"], ONE, id="a title and a sentence"),
    ],
)
def test_what_cannot_be_cut_is_read_no_further(text: list[str], own: str) -> None:
    found = parts("\n\n".join(text))
    assert found["part"].to_list() == [1]
    assert found["text"].to_list() == ["\n\n".join(text)]
    read = surely_own(found)["text"].item()
    assert read.startswith(own)
    assert all(number not in read for number in ("样品21件", "样品22件", "样品41件", "样品31件"))
    assert found["read_to"].item() == len(read)


def test_keys_of_parts() -> None:
    assert report_id("ab" * 32, 1) == "ab" * 8
    assert report_id("ab" * 32, 2) == hashlib.sha256(f"{'ab' * 32}#part=2".encode()).hexdigest()[:16]
    frame = pl.DataFrame({"sha256": ["ab" * 32] * 3 + ["cd" * 32], "part": [1, 2, 3, 1]})
    assert report_ids(frame).to_list() == [report_id(*row) for row in frame.iter_rows()]
    assert report_ids(frame.head(1)).to_list() == ["ab" * 8]


def test_other_documents_stay_as_and_where_they_are() -> None:
    texts = ["", "某某局的通知", f"{ONE}\n{HEALTH}\n{body(2)}", ONE]
    frame = _documents({"source_uri": ["a", "b", "c", "d"], "sha256": ["1", "2", "3", "4"], "text": texts})
    found = split_parts(frame, FORMS)
    assert found.select("source_uri", "part").rows() == [("a", 1), ("b", 1), ("c", 1), ("c#part=2", 2), ("d", 1)]
    assert found.filter(pl.col("sha256") != "3")["text"].to_list() == [texts[0], texts[1], texts[3]]
    assert split_parts(frame.head(0), FORMS).schema == found.schema


def test_no_generated_report_is_cut() -> None:
    for _, reports in corpora(8, 5):
        documents = documents_of(reports)
        found = split_parts(documents, FORMS)
        assert found.height == documents.height
        assert found["read_to"].is_null().all()


def _with_head(report: SyntheticReport, index: int) -> str:
    return (
        f"索引号：SY{index}\n发布机构：{report.agency_name}\n发布日期：{report.report_year + 1}-04-01\n\n{report.text}"
    )


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.integers(0, 60), min_size=2, max_size=5, unique=True),
    st.booleans(),
    st.sampled_from(["", "\n", "\n\n\n"]),
)
def test_reports_one_behind_the_other_are_cut_into_exactly_these(numbers: list[int], headed: bool, gap: str) -> None:
    reports = [make_report(SETTINGS, number) for number in numbers]
    texts = [_with_head(report, at) if headed else report.text for at, report in enumerate(reports)]
    found = parts(gap.join(texts))
    assert [part.strip() for part in found["text"]] == [text.strip() for text in texts]


def test_a_part_tells_what_the_report_alone_tells() -> None:
    reports = [make_report(SETTINGS, number) for number in (3, 17, 2, 40)]
    alone = documents_of(reports).with_columns(source_uri=pl.lit("a.txt"))
    whole = alone.head(1).with_columns(text=pl.lit("\n".join(report.text for report in reports)))
    found = split_parts(whole, FORMS).with_columns(sha256=alone["sha256"], source_uri=pl.lit("a.txt"))
    read, wanted = read_batch(found), read_batch(alone)
    for name in wanted:
        if name != "report_text":
            assert_frame_equal(read[name], wanted[name])


@given(
    st.lists(st.integers(2, 30), max_size=5, unique=True).map(sorted),
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 12), st.none() | st.integers(1, 3)), max_size=6),
    st.lists(st.integers(1, 30), max_size=6).map(sorted),
)
def test_a_part_has_the_grids_that_reach_into_it(
    cuts: list[int], tables: list[tuple[int, int, int | None]], merged: list[int]
) -> None:
    grids = [
        {"grid": number, "first_line": first, "last_line": first + more, "page": page}
        for number, (first, more, page) in enumerate(sorted(tables, key=lambda table: table[0]))
    ]
    cells = [{"line_no": line, "column": 0, "row_span": 2, "column_span": 1} for line in merged]
    whole = pl.DataFrame(
        {"at": [4, 7], "grids": [grids, None], "merged": [cells, None]},
        schema={"at": pl.UInt32, "grids": GRIDS, "merged": MERGED},
    )
    starts = [1, *cuts]
    rows = [(at, part, first) for at in (4, 7) for part, first in enumerate(starts, 1)]
    shape = {"at": pl.UInt32, "part": pl.Int16, "first_line": pl.Int32}
    found = with_own_grids(pl.DataFrame(rows, schema=shape, orient="row"), whole)
    assert found.select(*shape).rows() == rows
    for (at, _, first), end, *own in zip(
        rows, [*cuts, 100, *cuts, 100], found["grids"].to_list(), found["merged"].to_list(), strict=True
    ):
        reaching = [
            grid for grid in grids if int(grid["first_line"] or 0) < end and int(grid["last_line"] or 0) >= first
        ]
        assert [part or [] for part in own] == (
            [reaching, [cell for cell in cells if first <= cell["line_no"] < end]] if at == 4 else [[], []]
        )
