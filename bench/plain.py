"""`python -m bench.plain FOLDER FILE`: the script that an analyst writes in a weekend, to which `make bench` compares.

Reads a folder's texts and pages one after the other on one core, finds agency, year and the numbers of the three tables
with regular expressions, and writes a row a cell into a DuckDB file: agency, year, table, row, column, value.

It is written to be fast, and finds nearly every cell of a clean report. It is no reader of reports: a blank becomes a
zero, a value that was lost moves the others one column aside, a label in another print loses its row, a report without
its headings is left out. Nothing of that is noticed, no sum is checked, no number leads back to its line, a report that
comes twice counts twice, and each night reads all anew.
"""

import re
import sys
from collections.abc import Iterator
from html import unescape
from itertools import repeat
from pathlib import Path
from unicodedata import normalize

import duckdb
import polars as pl

#: Reports in one insert.
AT_ONCE = 1000

_TABLE = """
CREATE TABLE cells
    (agency VARCHAR, "year" INTEGER, "table" VARCHAR, "row" VARCHAR, "column" VARCHAR, "value" DOUBLE)
"""
_NAMES = ("agency", "year", "table", "row", "column", "value")
Columns = dict[int, tuple[str, ...]]
_DOCUMENTS: Columns = {2019: ("created", "disclosed", "disclosed_total"), 2021: ("issued", "repealed", "in_force")}
_ITEMS = {2019: ("prior_items", "change", "decisions"), 2021: ("decisions",)}
_FEES = {2019: ("prior_items", "change"), 2021: ("amount",)}
_PROCUREMENT = {2019: ("projects", "amount"), 2021: ()}
_APPLICANTS = ("natural_person", "enterprise", "research", "public_welfare", "legal_service", "other_org", "total")
_RESULTS = ("upheld", "corrected", "other", "pending", "total")
_DISPUTES = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
_DISCLOSURE: dict[str, tuple[str, Columns]] = {
    "规章": ("regulation", _DOCUMENTS),
    "规范性文件": ("normative_document", _DOCUMENTS),
    "行政许可": ("licensing", _ITEMS),
    "其他对外管理服务事项": ("other_service", _ITEMS),
    "行政处罚": ("penalty", _ITEMS),
    "行政强制": ("coercion", _ITEMS),
    "行政事业性收费": ("fee", _FEES),
    "政府集中采购": ("procurement", _PROCUREMENT),
}
_APPLICATION = {
    "本年新收": "new_received",
    "上年结转": "carried_in",
    "予以公开": "granted",
    "部分公开": "partially_granted",
    "属于国家秘密": "denied_state_secret",
    "其他法律行政法规禁止": "denied_prohibited_by_law",
    "三安全一稳定": "denied_security_stability",
    "第三方合法权益": "denied_third_party",
    "三类内部事务": "denied_internal_affairs",
    "四类过程性": "denied_deliberative",
    "行政执法案卷": "denied_enforcement_file",
    "行政查询事项": "denied_administrative_query",
    "不掌握相关政府信息": "unavailable_not_held",
    "没有现成信息": "unavailable_needs_creation",
    "补正后申请内容": "unavailable_unclear",
    "信访举报投诉": "unprocessed_petition",
    "重复申请": "unprocessed_duplicate",
    "公开出版物": "unprocessed_publication",
    "大量反复申请": "unprocessed_excessive",
    "确认或重新出具": "unprocessed_reconfirmation",
    "逾期不补正": "other_uncorrected",
    "逾期未按收费通知": "other_unpaid",
    "其他处理": "other_total",
    "其他": "other_other",
    "总计": "handled_total",
    "结转下年度": "carried_out",
}

#: A number that does not number a list's item; 不计其他情形 is no row of its own.
_NUMBER = r"-?\d+(?:\.\d+)?(?!\d*[.、])"
_NUMBERS = re.compile(_NUMBER)
_OF_DISCLOSURE, _OF_APPLICATION = (
    re.compile(f"({'|'.join(labels)})(?!情形)|({_NUMBER})") for labels in (_DISCLOSURE, _APPLICATION)
)
_TITLE = re.compile(r"(.+?)(?:([\d〇零一二三四五六七八九]{4})年度?)?政府信息公开(?:工作)?的?年度报告(?:\((\d{4})年)?")
_YEAR = re.compile(r"(20\d\d)\s*年")
_TABLES = re.compile(r"二、主动公开(.*?)三、收到和处理(.*?)四、政府信息公开行政复议(.*?)五、", re.DOTALL)
_CODE = re.compile(r"<(script|style).*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BLANK = re.compile(r"\s+")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
Row = tuple[str, int, str, str, str, float]


def rows_of(text: str) -> Iterator[Row]:
    """The cells of one report."""
    if "<html" in text:
        text = unescape(_TAG.sub(" ", _CODE.sub("", text)))
    text = normalize("NFKC", text)
    tables = _TABLES.search(text)
    agency, year = _head(text)
    if not tables or not year:
        return
    form = 2021 if year >= 2021 else 2019
    for label, numbers in _runs(_OF_DISCLOSURE, tables[1]).items():
        code, columns = _DISCLOSURE[label]
        yield from _cells(agency, year, "disclosure", code, columns[form], numbers)
    for label, numbers in _runs(_OF_APPLICATION, tables[2]).items():
        yield from _cells(agency, year, "application", _APPLICATION[label], _APPLICANTS, numbers)
    numbers = _NUMBERS.findall(tables[3].rpartition("总计")[2])
    for place, code in enumerate(_DISPUTES):
        yield from _cells(agency, year, "dispute", code, _RESULTS, numbers[place * 5 : place * 5 + 5])


def _head(text: str) -> tuple[str, int]:
    """Agency and year, from the title; the year else from the first one in the text, 0 for none."""
    title = _TITLE.match(_BLANK.sub("", text[:300]))
    year = (title[2] or title[3]) if title else None
    first = None if year else _YEAR.search(text)
    return title[1] if title else "", int((year or (first[1] if first else "0")).translate(_DIGITS))


def _runs(pattern: re.Pattern[str], table: str) -> dict[str, list[str]]:
    """Labels with the numbers that follow them; a label of a heading, which none follows, counts as none."""
    runs: dict[str, list[str]] = {}
    numbers: list[str] = []
    for label, number in pattern.findall(table):
        if number:
            numbers.append(number)
        else:
            numbers = []
            if not runs.get(label):
                runs[label] = numbers
    return {label: numbers for label, numbers in runs.items() if numbers}


def _cells(  # noqa: PLR0913, PLR0917
    agency: str, year: int, table: str, row: str, columns: tuple[str, ...], numbers: list[str]
) -> Iterator[Row]:
    """A row's cells; what is not there is 0."""
    values = map(float, numbers + ["0"] * (len(columns) - len(numbers)))
    return zip(repeat(agency), repeat(year), repeat(table), repeat(row), columns, values)


def main() -> None:
    """Read a folder into a file."""
    folder, file = sys.argv[1:]
    files = sorted(path for path in Path(folder).rglob("*") if path.suffix in (".txt", ".html"))
    with duckdb.connect(file) as connection:
        connection.execute("SET threads = 1")
        connection.execute(_TABLE)
        for start in range(0, len(files), AT_ONCE):
            texts = (path.read_text("utf-8", "replace") for path in files[start : start + AT_ONCE])
            if rows := [row for text in texts for row in rows_of(text)]:
                frame = pl.DataFrame(dict(zip(_NAMES, zip(*rows, strict=True), strict=True)))  # noqa: F841 (in the SQL)
                connection.execute("INSERT INTO cells SELECT * FROM frame")


if __name__ == "__main__":
    main()
