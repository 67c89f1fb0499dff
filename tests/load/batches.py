"""Makes batch folders out of a few words: documents with whole forms of zeros."""

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from transform.forms import load_forms
from transform.shapes import PARSER_VERSION, TABLES

Row = dict[str, Any]
TEXT = "一\n二\n三"
FORMS = ("disclosure", "application", "dispute")


def document(name: str, *, agency: str = "a", year: int = 2021, content: str | None = None, **given: Any) -> Row:
    """One document, or one part of it (`part`); may be given: published, signed, revision, uri, printed, cells, claims,
    names (its names are asked), decoded_by, read_from, rejected and held (their reasons), forms (the print of each).
    """
    digest = sha256((content or name).encode()).hexdigest()
    part = given.get("part", 1)
    uri = f"in/{name}.txt" + (f"#part={part}" if part > 1 else "")
    return {"uri": uri, "part": part, "agency": agency, "year": year, "sha256": digest, **given}


def write_batch(folder: Path, *documents: Row) -> Path:
    """One batch folder with a Parquet file for every table."""
    folder.mkdir(parents=True)
    for name, table in tables_of(*documents).items():
        table.write_parquet(folder / f"{name}.parquet")
    return folder


def tables_of(*documents: Row) -> dict[str, pl.DataFrame]:
    """The tables of a batch of these documents."""
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for given in documents:
        if "held" in given:
            _add_held(rows, given)
        if "rejected" in given or "held" in given:
            reason = given.get("rejected") or given["held"]
            detail = {"source_uri": given["uri"], "sha256": given["sha256"], "reason": reason}
            rows["rejected"].append(detail)
        else:
            _add_report(rows, given)
    full = {
        name: [{column: row.get(column) for column in schema} for row in rows[name]] for name, schema in TABLES.items()
    }
    return {name: pl.DataFrame(full[name], schema=schema) for name, schema in TABLES.items()}


def _add_held(rows: dict[str, list[Row]], given: Row) -> None:
    names = ("sha256", "part", "reason", "text", "first_line")
    values = (given["sha256"], given["part"], given["held"], given.get("text", TEXT), 1)
    how = {name: given.get(name) for name in ("decoded_by", "read_from")}
    rows["held"].append(
        {"report_id": given["sha256"][:16], "source_uri": given["uri"], **dict(zip(names, values, strict=True)), **how}
    )
    _add_hint(rows, given, None)


def _add_hint(rows: dict[str, list[Row]], given: Row, report_id: str | None) -> None:
    hint = {"about": "agency", "source": "title", "text": given["agency"], "line_no": 1, "verdict": "used"}
    rows["report_evidence"].append({"source_uri": given["uri"], "report_id": report_id, **hint})


def _add_report(rows: dict[str, list[Row]], given: Row) -> None:
    part = given["part"]
    report_id = sha256(f"{given['sha256']}#part={part}".encode()).hexdigest()[:16]
    if part == 1:
        report_id = given["sha256"][:16]
    _add_hint(rows, given, report_id)
    rows["report_form"] += [
        {"report_id": report_id, "form": form, "print": printed}
        for form, printed in {**dict.fromkeys(FORMS, "printed"), **given.get("forms", {})}.items()
    ]
    key = {"agency_id": given["agency"], "report_year": given["year"], "report_id": report_id}
    printed = given.get("printed", f"{given['agency']}局")
    edition = "2019" if given["year"] < 2021 else "2021"
    rows["report"].append(
        {
            **key,
            "agency_name_printed": printed,
            "edition": edition,
            "signed_date": _date(given.get("signed")),
            "published_date": _date(given.get("published")),
            "is_revision": given.get("revision", False),
            "source_uri": given["uri"],
            "part": part,
            "url": given.get("url"),
            "uses_names": given.get("names", False),
            "sha256": given["sha256"],
            "decoded_by": given.get("decoded_by"),
            "read_from": given.get("read_from"),
            "parser_version": given.get("parser", PARSER_VERSION),
        }
    )
    rows["report_text"].append({"report_id": report_id, "text": given.get("text", TEXT), "first_line": 1})
    rows["report_section"].append({"report_id": report_id, "section": "overview", "line_no": 1})
    rows["agency"].append(
        {
            "agency_id": given["agency"],
            "name_printed": printed,
            "name": printed,
            "region_code": "510402",
            "level": given.get("level"),
            "kind": given.get("kind"),
        }
    )
    rows["leftover"] += [{"report_id": report_id, "line_no": 2, "token": "x", "reason": "note"}] * 2
    rows["fact_claim"].append({**key, "topic": "meetings", "value": 2, "unit": "count", "line_no": 1})
    rows["fact_claim"] += [{**key, "unit": "count", "line_no": 1, **claim} for claim in given.get("claims", [])]
    changed = given.get("cells", {})
    for form, row, column, unit in (
        load_forms().cells.filter(edition=edition).select("form", "row_code", "column_code", "unit").iter_rows()
    ):
        value = changed.get((row, column), 0)
        missing = {"state": "missing", "reason": "not_printed"}
        known = {"state": "reported", "value": value, "raw_text": str(value), "line_no": 2}
        cell = {**key, "row_code": row, "column_code": column, "unit": unit}
        rows[f"fact_{form}"].append({**cell, **(missing if value is None else known)})


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
