"""`gongkai prove`: the evidence sheet of a number, as a person and a court get it."""

import hashlib
import json
import re
import shlex
import subprocess
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest
from selectolax.lexbor import LexborHTMLParser

import gongkai as library
from gongkai.proving.commands import digest_command, line_command
from tests.flows.command import gongkai
from tests.flows.samples import changed
from tests.flows.sheets import ABSENT, INFERRED, MISSING, REPAIRED, REPORTED, proved, told

GOLDEN = Path(__file__).parent / "sheets" / "other_total.txt"


def test_the_sheet_of_a_repaired_number(sample_file: Path, tmp_path: Path) -> None:
    """To write it anew: look at what this test says differs, then `told(markup)` into the file."""
    markup = proved(sample_file, tmp_path / "sheet.html", REPAIRED)
    assert told(markup) == GOLDEN.read_text(encoding="utf-8")
    assert markup == proved(sample_file, tmp_path / "again.html", REPAIRED), "the same warehouse, the same bytes"


def test_the_page_asks_for_nothing_and_runs_nothing(sample_file: Path, tmp_path: Path) -> None:
    markup = proved(sample_file, tmp_path / "sheet.html", REPAIRED)
    tree = LexborHTMLParser(markup)
    assert not tree.css("script, link, img, iframe, object, base, form, [src], [style], [srcset]")
    assert {node.attributes["href"] for node in tree.css("[href]")} == set()
    (css,) = [node.text() for node in tree.css("style")]
    assert not re.search(r"url\(|@import|@font-face", css)
    (policy,) = [node.attributes["content"] for node in tree.css("meta[http-equiv]")]
    assert policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


@pytest.mark.parametrize(("language", "has", "lacks"), [("zh", "照印", "reported"), ("en", "reported", "照印")])
def test_one_language_alone(language: str, has: str, lacks: str, sample_file: Path, tmp_path: Path) -> None:
    said = told(proved(sample_file, tmp_path / "sheet.html", REPORTED, "--lang", language))
    assert has in said
    assert lacks not in said


def test_a_reported_number_stands_on_its_line_and_made_no_sum(sample_file: Path, tmp_path: Path) -> None:
    markup = proved(sample_file, tmp_path / "sheet.html", REPORTED)
    said = told(markup)
    assert "139 计数 count 照印 reported" in said
    assert "本数由此得出" not in said
    assert "本数未经计算，只供核对。 No arithmetic made this number" in said
    (line,) = [row for row in LexborHTMLParser(markup).css(".crop tr") if row.css_first(".this")]
    assert re.sub(r"\s", "", line.text()).startswith("47一、本年新收政府信息公开申请数量→→→139→12")
    assert "自然人→法人或其他组织" in said, "the printed heads are there too"


def test_an_inferred_number_shows_the_sum_that_made_it(sample_file: Path, tmp_path: Path) -> None:
    said = told(proved(sample_file, tmp_path / "sheet.html", INFERRED))
    assert "0 计数 count 推得 inferred" in said
    assert "Printed 此处未印任何内容 nothing is printed here" in said
    (used,) = [line for line in said.splitlines() if "本数由此得出 made this number" in line]
    assert used.startswith("新收与上年结转之和等于办理总计与结转下年度之和 Received and")
    assert "四、结转下年度继续办理 0 推得" in used


def test_a_missing_number_has_a_sheet_that_says_why(sample_file: Path, tmp_path: Path) -> None:
    said = told(proved(sample_file, tmp_path / "sheet.html", MISSING))
    assert "不明 not known 不明 missing" in said
    assert "It is not 0." in said
    assert "原因 Why 该行未印任何数，或文件中没有该行 the row prints no number, or is not in the document" in said
    assert "无从核对（有数不明） unknown: a number is missing" in said
    assert "本数由此得出" not in said
    assert "，总计：不明。" in said, "the citation says so too"
    absent = told(proved(sample_file, tmp_path / "absent.html", ABSENT))
    assert "文件中没有本表。 This form is not in the document." in absent


def test_what_the_sheet_tells_to_do_gives_what_it_says(sample_file: Path, tmp_path: Path) -> None:
    tree = LexborHTMLParser(proved(sample_file, tmp_path / "sheet.html", REPORTED))
    digest, line, of_file, explain = [node.text() for node in tree.css("p code")]
    done = subprocess.run(shlex.split(digest), check=True, capture_output=True, text=True)
    assert done.stdout.split()[0] in tree.css(".source")[0].text()
    (shown,) = gongkai(*shlex.split(line)[1:], "-w", sample_file, "--format", "csv").stdout.splitlines()[1:]
    assert "\t\t\t139\t12" in shown
    assert subprocess.run(shlex.split(of_file), check=True, capture_output=True, text=True).stdout == f"{shown}\n"
    assert "139" in gongkai(*shlex.split(explain)[1:], "-w", sample_file).stdout


@pytest.mark.parametrize(
    "name", ["a b'$(x).txt", "-x.txt", "d/[1].txt", "*.txt", "a#part=2.txt", "换\n行\t'\\n.txt", "全\u3000角!.txt"]
)
@pytest.mark.parametrize("archive", ["", "in.tar.gz!/", "in.zip!/"])
def test_commands_for_names_that_a_shell_may_take_for_something_else(name: str, archive: str, tmp_path: Path) -> None:
    text = "一\n二 2\n三\n"
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    if archive.startswith("in.tar"):
        with tarfile.open(tmp_path / "in.tar.gz", "w:gz") as packed:
            packed.add(tmp_path / name, name)
    elif archive:
        with ZipFile(tmp_path / "in.zip", "w") as made:
            made.writestr(name, text)
            made.writestr("d/1.txt", "another")
    for source in (f"{tmp_path}/{archive}{name}", f"{tmp_path}/{archive}{name}#part=2"):
        digest, line = digest_command(source), line_command(source, "text", "utf-8+controls_removed", 2)
        assert digest
        assert line
        shown = [
            subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True).stdout
            for command in (digest, line)
        ]
        assert shown[0].lstrip("\\").split()[0] == hashlib.sha256(text.encode()).hexdigest()
        assert shown[1] == "二 2\n"


def test_a_zip_that_names_its_files_in_gb18030(tmp_path: Path) -> None:
    name, path = "合成报告.txt", tmp_path / "in.zip"
    with ZipFile(path, "w") as made:
        made.writestr("X" * len(name.encode("gb18030")), "一\n二 2\n")
    path.write_bytes(path.read_bytes().replace(b"X" * len(name.encode("gb18030")), name.encode("gb18030")))
    command = line_command(f"{path}!/{name}", "text", "utf-8", 2)
    assert command
    assert subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True).stdout == "二 2\n"


def test_places_for_which_no_plain_command_is_right() -> None:
    for source in ("http://example.org/a", "pages.jsonl!/3", "a.zip!/b.zip!/c.txt", "page.html.gz", "x.zip!/p.mhtml"):
        assert digest_command(source) is None
        assert line_command(source, "text", "utf-8", 2) is None


@pytest.mark.parametrize(
    ("data", "read_from", "decoded_by", "has_lines"),
    [
        ("一\r\n二 2\r\n", "text", "utf-8", True),
        ("一\n二 2\n", "text", "gb18030", True),
        ("一\f二 2\n", "text", "utf-8+lines_split", False),
        ("一<br>二 2\n", "text", "utf-8+leftovers_removed", False),
        ("<p>一</p><p>二 2</p>", "html", "utf-8+html", False),
    ],
)
def test_a_line_of_the_file_only_where_the_file_has_the_lines_of_the_text(
    data: str, read_from: str, decoded_by: str, has_lines: bool, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data.encode(decoded_by.partition("+")[0]))
    command = line_command(str(path), read_from, decoded_by, 2)
    assert (command is not None) is has_lines
    if command:
        shown = subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True).stdout
        assert shown.strip() == "二 2"


def test_what_does_not_exist_is_one_line_that_says_what_does(sample_file: Path, tmp_path: Path) -> None:
    to = tmp_path / "sheet.html"
    for number, message in {
        ("无此机关名称", 2020, "新收", "总计"): "no report of 2020 by an agency whose id or name is like",
        ("法库", 1999, "新收", "总计"): r"no report of 1999 by '法库': .* has 2019, 2020, 2021, 2022",
        ("法库", 2020, "新建", "总计"): r"no row '新建'; it has .*new_received",
        ("法库", 2020, "新收", "维持"): r"no column '维持'; it has natural_person 自然人",
        ("法库", 2020, "不予公开", "总计"): "fit 8 cells, name one",
        ("法库", 2020, "other_unpaid", "total"): r"no row 'other_unpaid'; it has",
    }.items():
        done = gongkai("prove", *number, "-o", to, "-w", sample_file, code=2)
        assert re.search(message, done.stderr)
        assert len(done.stderr.splitlines()) == 1
    for name in ("sheet.txt", "no/sheet.html"):
        assert (
            len(gongkai("prove", *REPORTED, "-o", tmp_path / name, "-w", sample_file, code=2).stderr.splitlines()) == 1
        )
    (tmp_path / "folder.html").mkdir()
    assert (
        "cannot be written"
        in gongkai("prove", *REPORTED, "-o", tmp_path / "folder.html", "-w", sample_file, code=2).stderr
    )
    assert not to.exists()


def test_python_gives_the_same(sample_file: Path, tmp_path: Path) -> None:
    markup = proved(sample_file, tmp_path / "a.html", REPORTED)
    made = library.prove("法库", 2020, "新收", "自然人", tmp_path / "b.html", warehouse=sample_file)
    assert made.read_text(encoding="utf-8") == markup
    shown = json.loads(gongkai("explain", "法库", 2020, "--row", "新收", "--json", "-w", sample_file).stdout)
    assert shown == {"reports": [library.explain("法库", 2020, row="新收", warehouse=sample_file)], "refused": []}


def test_a_decided_number_shows_who_decided_it_beside_its_print_and_what_was_read(
    sample_file: Path, tmp_path: Path
) -> None:
    number = ("210124-development_reform", 2020, "new_received", "natural_person")
    agency, year, row, column = number
    whose = f"agency_id = '{agency}' AND report_year = {year} AND row_code = '{row}' AND column_code = '{column}'"
    file = changed(
        sample_file,
        tmp_path / "w.duckdb",
        "INSERT INTO decision BY NAME SELECT 'one' AS decision_id, 'cell' AS kind, sha256 AS source, sha256, part, "
        f"report_id, '{row}' AS row_code, '{column}' AS column_code, '140' AS value, '王<b>' AS who, "
        "TIMESTAMPTZ '2026-03-01 00:00:00+00' AS decided_at, '电话核实' AS why, 'me.csv' AS file, 'stands' AS given, "
        f"'applies' AS state, now() AS told_at FROM report WHERE agency_id = '{agency}' AND report_year = {year}",
        "INSERT INTO decided_cell BY NAME SELECT agency_id, report_year, report_id, 'application' AS form, row_code, "
        "column_code, 140 AS value, 'one' AS decision_id, value AS value_read, state AS state_read "
        f"FROM fact_application WHERE {whose}",
        f"UPDATE fact_application SET value = 140, state = 'decided', reason = 'decided' WHERE {whose}",
    )
    said = told(proved(file, tmp_path / "sheet.html", number))
    assert "140 计数 count 裁定 decided" in said
    assert re.sub(r"\s+", " ", said).count("识读结果 What was read 139 照印 reported") == 1
    for words in ("裁定人 Decided by 王<b>", "裁定日期 Decided on 2026-03-01", "裁定理由 For the reason 电话核实"):
        assert words in re.sub(r"\s+", " ", said)
    shown = gongkai("explain", agency, year, "--row", row, "--column", column, "-w", file).stdout
    assert "王<b> decided on 2026-03-01: cell" in shown
    assert "is 140 (read: reported 139)" in shown
