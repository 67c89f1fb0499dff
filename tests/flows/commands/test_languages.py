"""The command in Chinese: help, summaries and errors for people; what programs read is the same in every language."""

import json
import re
from pathlib import Path

import pytest

from extract.language import SETTING
from flows.cli import COMMANDS
from tests.flows.command import SAMPLES, gongkai, gongkai_process

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "zh")


def heads(shown: str) -> list[str]:
    """The heads of the tables on a screen, codes beside their words left out."""
    lines = [line for line in shown.splitlines() if line.startswith("┃")]
    return [cell.strip() for line in lines for cell in line.strip("┃").split("┃") if cell.strip()]


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("command", ["", *COMMANDS, "decide cell"])
def test_help_is_in_chinese(command: str) -> None:
    shown = gongkai(*command.split(), "--help").stdout
    assert "用法：" in shown
    assert "显示本说明并退出" in shown
    assert "[选项]" in shown
    assert "…" not in shown
    told = [
        line for line in shown.splitlines() if re.search(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}", line) and "用法" not in line
    ]
    assert told == []


def test_the_option_is_asked_before_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "en")
    assert "用法：" in gongkai("--help", "--lang", "zh").stdout
    assert "Usage:" in gongkai("--lang=en", "sql", "--help").stdout
    assert "用法：" in gongkai("--lang", "zh_CN", "explain", code=2).stderr
    assert "'fr'" in gongkai("--lang", "fr", "status", code=2).stderr


def test_the_locale_chooses_and_c_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (SETTING, "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "用法：" in gongkai_process("--help").stdout
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert "Usage:" in gongkai_process("--help").stdout


@pytest.mark.usefixtures("chinese")
def test_usage_that_is_wrong_is_said_in_chinese() -> None:
    assert "没有选项：--foo" in gongkai("ingest", "--foo", code=2).stderr
    assert "缺少参数" in gongkai("explain", code=2).stderr
    assert "没有命令 'slq'。是否为 'sql'？" in gongkai("slq", code=2).stderr
    assert "不在范围" in gongkai("dashboard", "--port", "70000", code=2).stderr
    assert "不是有效的整数" in gongkai("explain", "法库", "x", code=2).stderr
    assert "的值无效" in gongkai("--log-format", "xml", "status", code=2).stderr
    assert "不是可用的语言" in gongkai("--lang", "fr", "status", code=2).stderr


@pytest.mark.usefixtures("chinese")
def test_errors_are_said_in_chinese(sample_file: Path, tmp_path: Path) -> None:
    (tmp_path / "no.duckdb").write_text("no database", encoding="utf-8")
    missing = tmp_path / "missing.duckdb"
    for words, code, said in (
        (("status", "-w", tmp_path / "no.duckdb"), 2, "不是 DuckDB 文件；没有任何改动"),
        (("sql", "SELECT 1", "-w", missing), 2, "不存在"),
        (("sql", "DROP TABLE report", "-w", sample_file), 2, "只允许查询"),
        (("sql", "SELECT agncy FROM cell", "-w", sample_file), 2, '所查的表中没有列 "agncy"；相近的有："agency_id"'),
        (("sql", "FROM cel", "-w", sample_file), 2, '没有表 cel。是否为 "cell"？'),
        (("sql", "SELECT agency_id, sum(value) FROM cell", "-w", sample_file), 2, '列 "agency_id" 须写入 GROUP BY'),
        (("sql", "SELECT 1 FROM", "-w", sample_file), 2, "语法错误：查询没有写完"),
        (("rollback", "-w", sample_file), 3, "没有可以回到的以前版本；保留的有：没有其他版本"),
        (("sql", "FROM read_csv('/etc/passwd')", "-w", sample_file), 2, "不可用于查询"),
        (("explain", "法库", "1999", "-w", sample_file), 2, "没有 '法库' 的 1999 年度报告"),
        (("explain", "法库", "2020", "--row", "查无此行", "-w", sample_file), 2, "表中没有行 '查无此行'"),
        (("ingest", tmp_path / "nothing", "-w", tmp_path / "w.duckdb"), 2, "没有这样的文件或文件夹"),
        (("export", "--to", tmp_path, "-w", sample_file), 2, "不是空的"),
        (("decide", "year", "f" * 64, "19", "-w", tmp_path / "w.duckdb", "--who", "王"), 2, "不是年份"),
        (("prove", "法库", "2020", "新收", "总计", "-o", tmp_path / "a.txt", "-w", sample_file), 2, "证据单的文件名"),
    ):
        told = gongkai(*words, code=code).stderr
        assert said in told, told


@pytest.mark.usefixtures("chinese")
def test_summaries_are_in_chinese(sample_file: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    (tmp_path / "in").mkdir()
    for name in ("synthetic-sample-notice.txt", "synthetic-sample-014-2021.txt"):
        (tmp_path / "in" / name).write_bytes((SAMPLES / name).read_bytes())
    done = gongkai("ingest", tmp_path / "in", "-w", warehouse).stdout
    assert heads(done) == ["收到", "入库", "已有", "旧版", "拒收", "用时（秒）"]
    assert "拒收：不是年度报告 not_a_report 1 个" in done
    shown = gongkai("status", tmp_path / "in", "-w", warehouse).stdout
    assert "1 个机关的 1 份报告" in shown
    assert "标题：关于做好" in shown.replace("\n", "")
    for said in (shown, gongkai("doctor", "-w", warehouse).stdout, gongkai("check", "-w", warehouse).stdout):
        assert [head for head in heads(said) if not CHINESE.search(head)] == []
    explained = gongkai("explain", "法库", 2020, "-w", sample_file).stdout
    assert "项勾稽关系相符。" in explained
    assert "4 修复" in explained
    first = gongkai("explain", "法库", 2019, "-w", sample_file).stdout.replace("\n", "")
    assert "无从核对 结转衔接 carry_over" in first
    assert "2018 年度报告中没有相应的数" in first
    assert "value_lost:line: 该行印的数少于列数；该行自身的勾稽关系所允许的各种读法一致" in explained


def test_what_programs_read_is_the_same_in_every_language(
    sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = [
        ("status", "--json", "-w", sample_file),
        ("check", "--json", "-w", sample_file),
        ("explain", "法库", "2020", "--json", "-w", sample_file),
        ("sql", "FROM cell LIMIT 3", "--format", "csv", "-w", sample_file),
        ("sql", "SELECT agency_id, state FROM cell LIMIT 3", "-w", sample_file),
        ("decide", "list", "--json", "-w", sample_file, "--decisions", tmp_path),
    ]
    for words in calls:
        monkeypatch.setenv(SETTING, "en")
        before = gongkai(*words).stdout
        monkeypatch.setenv(SETTING, "zh")
        assert gongkai(*words).stdout == before
    found = json.loads(gongkai("doctor", "--json", "-w", sample_file).stdout)
    assert {one["outcome"] for one in found} <= {"pass", "warn", "fail"}
    assert not any(CHINESE.search(one["found"].replace(str(sample_file), "")) for one in found)
