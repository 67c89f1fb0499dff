"""A scan through the command: refused with advice without the extra, and with it read the next night."""

import re
import sys
from pathlib import Path
from random import Random

import pytest

from bench.synthetic import generate
from bench.synthetic.formats.pdf import by_weasyprint
from bench.synthetic.formats.pdf_styles import printable
from bench.synthetic.formats.pictures import scanned
from extract.scan.extra import has_scans
from tests.flows.command import ingest, rows

(REPORT,) = generate(1, 21, layouts=("html",))
CELLS = "SELECT form, row_code, column_code, value::DOUBLE AS value, state, raw_text FROM cell"


@pytest.mark.skipif(not has_scans(), reason="the extra `scans` is not installed (make setup-scans)")
def test_a_scan_is_refused_without_the_extra_and_read_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox, warehouse = tmp_path / "in", tmp_path / "w.duckdb"
    inbox.mkdir()
    # Without its long paragraphs: each line costs a tenth of a second, twice.
    page = re.sub(r"<p>[^<]{50,}</p>", "", printable(REPORT, "ruled"))
    (printed,) = by_weasyprint([page.replace("210mm 199mm", "210mm 297mm")])
    (inbox / "report.pdf").write_bytes(scanned(printed, "pdf", Random(3)))
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "onnxruntime", None)
        assert ingest(inbox, warehouse=warehouse)["rejected"] == 1
    (refused,) = rows(warehouse, "SELECT reason, detail FROM rejected_document")
    assert refused["reason"] == "needs_scans"
    assert "gongkai[scans]" in str(refused["detail"])
    # Content that was met before counts as such, also where it is read at last.
    assert ingest(inbox, warehouse=warehouse)["unchanged"] == 1
    told = rows(warehouse, "SELECT report_year, read_from, agency_name_printed FROM report")
    assert told == [{"report_year": REPORT.report_year, "read_from": "scan", "agency_name_printed": REPORT.agency_name}]
    assert_recognised(warehouse)


def assert_recognised(warehouse: Path) -> None:
    """All cells are recognised or missing with their print, in every view; what is recognised is right."""
    cells = rows(warehouse, CELLS)
    assert {cell["state"] for cell in cells} <= {"recognised", "missing"}
    known = [cell for cell in cells if cell["value"] is not None]
    assert {cell["state"] for cell in known} == {"recognised"}
    assert all(cell["raw_text"] for cell in cells)
    for cell in known:
        key = (str(cell["form"]), str(cell["row_code"]), str(cell["column_code"]))
        assert cell["value"] == float(REPORT.cells[key]), key
    assert len(known) >= 0.95 * len(cells)
    (counted,) = rows(
        warehouse,
        "SELECT sum(cells)::INT AS cells, sum(recognised)::INT AS recognised, sum(missing)::INT AS missing,"
        " sum(reported + repaired + inferred + decided)::INT AS other FROM completeness",
    )
    assert counted == {
        "cells": len(cells),
        "recognised": len(known),
        "missing": len(cells) - len(known),
        "other": 0,
    }
