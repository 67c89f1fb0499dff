"""What starting costs: which packages a command and a reader import; each takes a tenth of a second or more."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from flows.cli import COMMANDS, command
from gongkai.queries.frames import run_query
from gongkai.queries.sealed import first_rows
from tests.flows.command import ROOT, gongkai

EXTRAS = {"marimo", "altair", "vl_convert", "xlsxwriter", "htpy", "uvicorn", "starlette", "distributed", "obstore"}
HEAVY = EXTRAS | {"prefect", "pyarrow"}
#: Program -> packages that it must not import.
STARTS = {
    "import flows.cli": HEAVY | {"pydantic", "polars", "duckdb", "numpy", "httpx"},
    "import flows.commands.sql": HEAVY | {"pydantic", "polars", "numpy", "duckdb"},
    "import gongkai.queries.answering": HEAVY | {"polars", "numpy", "typer", "rich"},
    "import flows.commands.ingest": EXTRAS | {"prefect"},
    "import flows.run.isolation": HEAVY
    | {"pydantic", "duckdb", "pypdfium2", "lxml", "python_calamine", "warcio", "typer", "charset_normalizer"},
    "import gongkai": EXTRAS | {"prefect", "pydantic"},
}


def imported(program: str) -> set[str]:
    """The packages that a program imports, in a process of its own."""
    code = f"{program}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    return set(done.stdout.split())


@pytest.mark.parametrize("program", STARTS)
def test_a_start_imports_what_it_needs(program: str) -> None:
    assert not imported(program) & STARTS[program]


def test_the_list_of_commands_says_what_each_says_of_itself() -> None:
    listed = " ".join(gongkai("--help").stdout.replace("│", " ").split())
    for name, told in COMMANDS.items():
        described = inspect.cleandoc(command(name).help).partition("\n\n")[0].replace("\n", " ")
        assert described == told
        assert f"{name} {told}" in listed


def test_a_command_that_is_not_there_is_guessed() -> None:
    assert "Did you mean 'sql'?" in gongkai("slq", code=2).stderr
    assert gongkai("--version").stdout.startswith("gongkai 0.")


def test_a_log_format_that_is_none_is_an_unusable_argument(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_LOG_FORMAT", "xml")
    assert "GONGKAI_LOG_FORMAT" in gongkai("status", code=2).stderr


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1 AS a, -2.50::DECIMAL(5,2) AS b, 1e300 AS c, 3::HUGEINT AS d, 'x' AS a, NULL AS e, true AS f",
        "SELECT DATE '2021-03-31' AS a, TIMESTAMPTZ '2021-03-31 08:00:00+08' AS b, TIME '08:00' AS c, 'é|[b]' AS d",
        "SELECT [1, 2] AS a, {'x': 1.5} AS b, [1.5::DECIMAL(4,1)] AS c, 7::UTINYINT AS d, 1.5::FLOAT AS e",
        "SELECT agency_id, report_year, value, state, raw_text FROM cell ORDER BY ALL LIMIT 50",
        "DESCRIBE report",
        "SELECT report_id FROM report WHERE false",
    ],
)
def test_a_tables_rows_are_those_of_the_frame(sql: str, sample_file: Path) -> None:
    frame, shown = run_query(sample_file, sql), first_rows(sample_file, sql, 1000)
    assert shown.names == frame.columns
    assert shown.numeric == [kind.is_numeric() for kind in frame.dtypes]
    assert [[str(value) for value in row] for row in shown.values] == [
        [str(value) for value in row] for row in frame.iter_rows()
    ]
