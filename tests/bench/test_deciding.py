"""The simulation of deciding: what is right only grows, and the answers are decisions."""

import json
from pathlib import Path

import pytest

from bench.deciding.simulation import simulate
from bench.deciding.truth import of_cases, of_generated
from bench.synthetic import GARBLES, generate


def test_decisions_from_the_truth_make_more_right(tmp_path: Path) -> None:
    reports = list(generate(8, 1, garbles=("lost_column", "title_lost", "digit_split"), garbles_per_report=2))
    assert {"lost_column", "title_lost", "digit_split"} <= set(GARBLES)
    first, last = simulate(of_generated(reports), tmp_path / "it", [3])
    assert (first.decisions, last.decisions) == (0, 3)
    assert last.right >= first.right + 3
    assert last.open < first.open
    assert last.questions < first.questions


def test_cases_are_answered_from_their_truth_and_nothing_else_is_guessed(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    of_whom = {"place.txt": "太平镇人民政府", "nobody.txt": "我镇"}
    (report,) = generate(1, 1)
    for name, agency in of_whom.items():
        (tmp_path / "docs" / name).write_text(report.text.replace(report.agency_name, agency), "utf-8")
    cells = [
        {"form": form, "row_code": row, "column_code": column, "value": float(value), "printed": True}
        for (form, row, column), value in report.cells.items()
    ]
    cells[0] |= {"value": None, "accept_values": [None, cells[0]["value"]]}
    place = {
        "place": ["陕西省", "咸阳市"],
        "region_code": "610423",
        "accept_region_codes": ["610423", "None"],
        "report_year": report.report_year,
    }
    names = {"agency_name": "太平镇人民政府", "accept_agency_names": ["太平镇", "泾阳县太平镇人民政府"]}
    loaded = {"file": "place.txt", "expect": "load", **names, **place, "cells": cells}
    refused = {"file": "nobody.txt", "expect": "reject", "reason": "names nobody"}
    for truth in (loaded, refused):
        (tmp_path / f"{truth['file']}.truth.json").write_text(json.dumps(truth), "utf-8")
    known = of_cases(tmp_path)
    assert [(one.agency, one.refused) for one in known] == [(None, "names nobody"), ("泾阳县太平镇人民政府", None)]
    first, last = simulate(known, tmp_path / "it", [50])
    assert (first.placed, last.placed) == (0, 1)
    assert (last.decisions, first.right, last.right, last.open) == (1, len(cells), len(cells), 0)
    assert dict(last.untold) == {("agency_unknown", "the document is to be refused: names nobody"): 1}
    with pytest.raises(FileNotFoundError, match="no "):
        of_cases(tmp_path / "docs")
