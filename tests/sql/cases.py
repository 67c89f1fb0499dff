"""Builds the warehouse of a case folder: input rows from `<table>.csv`, defaults for everything not given.

`report.csv` may have a column `fill`: `0` fills every cell of the report's form with a reported 0, `missing`
with missing cells; rows of the fact files then stand in place of those.
"""

from functools import cache
from pathlib import Path
from tempfile import gettempdir

import duckdb
import polars as pl

from load.building.definition import define
from load.building.kept import refresh_kept
from load.building.schema import create_tables
from load.scripts import read_scripts
from transform.forms import load_forms

Row = dict[str, str | None]
FACTS = {"disclosure": "fact_disclosure", "application": "fact_application", "dispute": "fact_dispute"}
DEFAULTS: dict[str, Row] = {
    "report": {"agency_id": "a", "report_year": "2021", "is_revision": "false", "is_current": "true",
               "source_uri": "in.txt", "sha256": "0" * 64, "ingested_at": "2026-04-01 00:00:00+00",
               "parser_version": "1"},
    "dim_agency": {"agency_id": "a", "name": "甲局", "name_year": "2021", "kind": "department",
                   "level": "county"},
    "report_section": {"section": "overview"},
    "fact_claim": {"agency_id": "a", "report_year": "2021", "claim_no": "1", "unit": "count", "line_no": "1"},
    "fact": {"agency_id": "a", "report_year": "2021", "unit": "count"},
}  # fmt: skip


def read_rows(path: Path) -> list[Row]:
    """All rows of a CSV file as text; an empty field is NULL."""
    return pl.read_csv(path, infer_schema=False).to_dicts() if path.exists() else []


def empty_warehouse() -> duckdb.DuckDBPyConnection:
    """In memory, with its views; on one thread, a quarter cheaper where there are few rows."""
    connection = duckdb.connect(config={"threads": "1", "temp_directory": f"{gettempdir()}/gongkai-sql"})
    create_tables(connection)
    define(connection, load_forms())
    return connection


@cache
def reads_kept(name: str) -> bool:
    """Whether a view or check reads a kept table, itself or through others."""
    scripts = {script.name: script for script in read_scripts("views", "macros", "checks")}
    depends = scripts[name].depends if name in scripts else ()
    return any(it.startswith("kept_") or reads_kept(it) for it in depends)


def fill_case(connection: duckdb.DuckDBPyConnection, tables: dict[str, list[Row]], *, refreshed: bool = True) -> None:
    """Insert the rows of a case with their defaults; `refreshed`: and work out the kept tables, which takes longer."""
    reports = [with_report_id({**DEFAULTS["report"], **row}) for row in tables.get("report", [])]
    for row in reports:
        row.setdefault("edition", "2019" if int(row["report_year"] or 0) < 2021 else "2021")
    agencies = tables.get("dim_agency") or [{"agency_id": a} for a in {row["agency_id"] for row in reports}]
    insert(connection, "dim_agency", [{**DEFAULTS["dim_agency"], **row} for row in agencies])
    sections = [with_report_id({"agency_id": "a", "report_year": "2021", **row})
                for row in tables.get("report_section", [])]  # fmt: skip
    insert(connection, "report_section", [{k: row[k] for k in ("report_id", "section")} for row in sections])
    for form, table in FACTS.items():
        given = [fact_row(row) for row in tables.get(table, [])]
        named = {(row["report_id"], row["row_code"], row["column_code"]) for row in given}
        filled = [row for report in reports for row in filled_form(report, form)
                  if (row["report_id"], row["row_code"], row["column_code"]) not in named]  # fmt: skip
        insert(connection, table, given + filled)
    for table in (
        "report_text", "report_sentence", "common_phrase", "text_reuse", "held_document", "rejected_document",
        "manifest_row", "ingest_run", "agency_alias", "roster_agency",
    ):  # fmt: skip
        insert(connection, table, tables.get(table, []))
    claims = [with_report_id({**DEFAULTS["fact_claim"], **row}) for row in tables.get("fact_claim", [])]
    insert(connection, "fact_claim", [{**row, "printed": row.get("printed") or row.get("value")} for row in claims])
    hints = [with_report_id({"source_uri": "in.txt", **row}) for row in tables.get("report_evidence", [])]
    keys = ("agency_id", "report_year")
    insert(connection, "report_evidence", [{k: v for k, v in row.items() if k not in keys} for row in hints])
    names = {(row["sha256"], row["source_uri"]) for row in reports}
    insert(connection, "document_name", [{"sha256": sha256, "source_uri": uri} for sha256, uri in sorted(names)])
    insert(connection, "report", [{k: v for k, v in row.items() if k != "fill"} for row in reports])
    if refreshed:
        refresh_all(connection)


def refresh_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Work out the kept tables of every report anew: tests change facts behind their back."""
    connection.execute("UPDATE refreshed_report SET parser_version = ''")
    refresh_kept(connection)


def filled_form(report: Row, form: str) -> list[Row]:
    """Every cell of a form, if the report asks for it."""
    if report.get("fill") is None:
        return []
    cells = load_forms().cells.filter(pl.col("form") == form, pl.col("edition") == report["edition"])
    value = None if report["fill"] == "missing" else report["fill"]
    keys = {name: report[name] for name in ("report_id", "agency_id", "report_year")}
    return [
        fact_row({**keys, "row_code": row, "column_code": column, "value": value})
        for row, column in cells.select("row_code", "column_code").iter_rows()
    ]


def fact_row(row: Row) -> Row:
    """A fact with its state: reported where there is a value, else missing."""
    full = with_report_id({**DEFAULTS["fact"], **row})
    known = full.get("value") is not None
    full.setdefault("state", "reported" if known else "missing")
    full.setdefault("line_no", "1" if known else None)
    full.setdefault("reason", None if known else "not_printed")
    full.setdefault("raw_text", full.get("value"))
    return full


def with_report_id(row: Row) -> Row:
    """The row with `<agency>-<year>` as its report's id, unless it has one."""
    return {**row, "report_id": row.get("report_id") or f"{row['agency_id']}-{row['report_year']}"}


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    """Insert rows of text, cast to the table's types."""
    if rows:
        names = sorted({name for row in rows for name in row})
        frame = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String))
        connection.register("case_rows", frame)
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM case_rows")
        connection.unregister("case_rows")
