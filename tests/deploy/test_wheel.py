"""The wheel (`make wheel`) alone: it ingests, answers, serves and shows; extras are asked for in one line."""

import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.deploy.bare import Bare, built_wheel, installed
from tests.flows.command import SAMPLES

HEAVY = {"marimo", "altair", "vl_convert", "xlsxwriter", "weasyprint"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Bare:
    """The wheel without extras, and a warehouse `w.duckdb` that it made of the samples."""
    made = installed(wheel, tmp_path_factory.mktemp("bare"))
    counts = json.loads(made.run("ingest", SAMPLES, "-w", "w.duckdb", "--json").stdout.splitlines()[-1])
    assert (counts["seen"], counts["loaded"], counts["rejected"]) == (24, 23, 1)
    return made


def test_the_wheel_brings_no_package_with_a_name_that_others_use_for_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {
        *("dashboards", "extract", "flows", "gongkai", "load", "transform"),
    }
    shipped = {name.removeprefix("gongkai/_shipped/") for name in names if name.startswith("gongkai/_shipped/")}
    assert {"deploy/automations.yaml", "sql/facts/report.sql", "data/forms/2021/rows.csv"} <= shipped
    assert "data/locale/zh_CN/LC_MESSAGES/gongkai.mo" in shipped


def test_nothing_of_the_checkout_is_imported(bare: Bare) -> None:
    program = "import flows, gongkai, extract.shipped as s; print(flows.__file__, gongkai.__file__, s.shipped('sql'))"
    assert all(path.startswith(str(bare.home)) for path in bare.python(program).split())
    there = f"from importlib.util import find_spec; print([name for name in {sorted(HEAVY)} if find_spec(name)])"
    assert bare.python(there).strip() == "[]", "an extra came along"


def test_what_was_read_is_asked_checked_explained_and_exported(bare: Bare) -> None:
    shown = bare.run("sql", "SELECT count(*) AS n FROM report", "-w", "w.duckdb", "--format", "csv").stdout
    assert shown == "n\n23\n"
    assert "23" in bare.run("sql", "SELECT count(*) AS n FROM report", "-w", "w.duckdb").stdout
    bare.run("check", "-w", "w.duckdb")
    assert "synthetic-sample" in bare.run("explain", "法库", 2020, "-w", "w.duckdb").stdout
    bare.run("prove", "法库", 2020, "新收", "总计", "-o", "sheet.html", "-w", "w.duckdb")
    assert "synthetic-sample-044-2020.txt" in (bare.away / "sheet.html").read_text(encoding="utf-8")
    bare.run("export", "--to", "parquet", "-w", "w.duckdb", "--table", "cell")
    assert bare.run("ingest", SAMPLES, "-w", "w.duckdb", "--json").stdout.count('"unchanged": 24') == 1
    assert json.loads(bare.run("doctor", "-w", "w.duckdb", "--json").stdout)
    assert bare.python("import gongkai; print(gongkai.scorecard(warehouse='w.duckdb').height)").strip() == "23"


def test_serve_has_its_automations(bare: Bare) -> None:
    assert "--cron" in bare.run("serve", "--help").stdout
    assert "PREFECT_API_URL" in bare.run("serve", "inbox", code=2).stderr
    start = "from flows.recorded.nightly import AUTOMATIONS, read_automations; "
    program = start + "print(len(list(read_automations(AUTOMATIONS))))"
    assert bare.python(program).strip() == "3"


def test_what_needs_an_extra_says_which(bare: Bare) -> None:
    told = bare.run("export", "--to", "books", "--format", "xlsx", "-w", "w.duckdb", code=2).stderr
    assert told == "gongkai: xlsxwriter not installed: pip install 'gongkai[excel]'\n"
    assert not (bare.away / "books").exists()
    told = bare.run("prove", "法库", 2020, "新收", "总计", "-o", "sheet.pdf", "-w", "w.duckdb", code=2).stderr
    assert told == "gongkai: weasyprint not installed: pip install 'gongkai[pdf]'\n"
    program = "try:\n import gongkai.charts\nexcept ImportError as error:\n print(error)"
    assert bare.python(program) == "altair not installed: pip install 'gongkai[charts]'\n"


def test_the_dashboard_opens_and_with_its_extra_workbooks_are_written(wheel: Path, bare: Bare, tmp_path: Path) -> None:
    whole = installed(wheel, tmp_path, "excel")
    warehouse = bare.away / "w.duckdb"
    whole.run("export", "--to", "books", "--format", "xlsx", "-w", warehouse, "--table", "dim_agency")
    assert zipfile.is_zipfile(whole.away / "books" / "dim_agency.xlsx")
    with _dashboard(whole, warehouse) as url, httpx.Client(timeout=300, follow_redirects=True) as browser:
        page = browser.get(url)
        assert page.status_code == 200
        assert "gongkai" in page.text
        for address in ("look/page.css", "overview"):
            assert browser.get(httpx.URL(url).join(f"/{address}")).status_code == 200


@contextmanager
def _dashboard(whole: Bare, warehouse: Path) -> Iterator[str]:
    """The dashboard's address while it is open."""
    words = whole.command("dashboard", "-w", warehouse, "--port", 0, "--no-open")
    with subprocess.Popen(
        words, cwd=whole.away, env=whole.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        assert server.stdout
        said = (re.search(r"http://127\.0\.0\.1:\d+/\S*", line) for line in server.stdout)
        found = next((address for address in said if address), None)
        try:
            assert found, "the server ended without an address"
            yield found[0]
        finally:
            server.terminate()
        assert "Traceback" not in server.communicate(timeout=300)[0]
