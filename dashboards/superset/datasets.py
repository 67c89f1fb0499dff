"""The queries of `dashboards/queries` as Superset's datasets: each as it stands, and once more for filters.

The second form has the columns that the dashboard filters by (province, level, function, kind of agency) among what the
query groups by; added up over them it gives the query's rows again, which is tested.
"""

import re
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from dashboards.superset.metrics import COUNT, METRICS
from dashboards.superset.words import LANGUAGES, quoted, say, worded, words
from extract.language import Language
from gongkai.exports.described import Described, described

QUERIES = Path(__file__).resolve().parents[1] / "queries"
DIMENSIONS = ("province", "level", "function_code", "kind")
#: Columns of codes, and the kind of `words.csv` that has their words.
CODES = {
    "outcome": "outcome", "applicant": "applicant", "channel": "channel", "section": "section", "form": "form",
    "measure": "measure", "check_code": "check_code", "scope": "scope", "not_scored_because": "not_scored",
    "reason": "refusal",
}  # fmt: skip
#: The threshold that the query itself asks for.
_MIN_TOLD = "(SELECT value FROM metric_threshold WHERE name = 'min_told') AS min_told"


def uuid(*parts: str) -> str:
    """The same for the same thing each time, so that an import replaces what was imported before."""
    return str(uuid5(NAMESPACE_URL, "/".join(("gongkai", *parts))))


def queries() -> dict[str, str]:
    """Name -> SQL of every query."""
    return {path.stem: path.read_text(encoding="utf-8").strip() for path in sorted(QUERIES.glob("*.sql"))}


def filterable(name: str, sql: str) -> str:
    """A query with the columns of `DIMENSIONS` among what it selects and groups by; without order, and without HAVING.

    A query of documents, which have no agency, stays as it is.
    """
    if name == "refused_documents":
        return sql
    selected = sql[sql.index("\nSELECT ") : sql.index("\nFROM ")]
    added = "".join(f"{it}, " for it in DIMENSIONS if not re.search(rf"(SELECT|,)\s+{it}\b", selected))
    sql = re.sub(r"\n(HAVING|ORDER BY) .*", "", sql)
    sql = re.sub(r"^(SELECT|GROUP BY) ", rf"\1 {added}", sql, flags=re.MULTILINE)
    return sql.replace("\nSELECT ", f"\nSELECT {_MIN_TOLD}, ", 1) if name == "refusals_by_province" else sql


def datasets(database: str) -> dict[str, dict[str, Any]]:
    """File name -> dataset, for every query as it stands (its name) and to be filtered (`<name>.filters`).

    Args:
        database: its uuid.
    """
    plain = queries()
    reachable = {f"{name}.filters": filterable(name, sql) for name, sql in plain.items()}
    sqls = {**plain, **{name: sql for name, sql in reachable.items() if sql != plain[name.split(".")[0]]}}
    columns = described(sqls)
    return {name: _dataset(database, name, sql, columns[name]) for name, sql in sqls.items()}


def dataset_of(query: str) -> str:
    """The dataset that charts of a query draw from."""
    return query if query == "refused_documents" else f"{query}.filters"


def _dataset(database: str, name: str, sql: str, columns: list[Described]) -> dict[str, Any]:
    query, _, filtered = name.partition(".")
    meaning = re.match(r"(?:-- .*\n)+", sql)
    return {
        "table_name": f"{query.replace('_', ' ').capitalize()} (to filter)" if filtered else query,
        "main_dttm_col": None,
        "description": re.sub(r"^-- |\n-- ", " ", meaning[0]).strip() if meaning else None,
        "schema": "main",
        "sql": sql,
        "filter_select_enabled": True,
        "cache_timeout": None,
        "uuid": uuid("dataset", name),
        "metrics": _metrics(query) if dataset_of(query) == name else [_metric("count", "COUNT(*)", COUNT, "行 Rows")],
        "columns": [
            *(_column(it, filtered) for it in columns),
            *_worded_columns(query, columns),
            *(_filters() if filtered else []),
        ],
        "version": "1.0.0",
        "database_uuid": database,
    }


def _metrics(query: str) -> list[dict[str, Any]]:
    return [
        _metric(code, sql, form, f"{words('metric', 'zh').get(code, code)} {words('metric', 'en').get(code, code)}")
        for code, (sql, form) in METRICS[query].items()
    ]


def _metric(code: str, sql: str, form: str, label: str) -> dict[str, Any]:
    return {
        "metric_name": code,
        "verbose_name": label,
        "metric_type": None,
        "expression": sql,
        "description": None,
        "d3format": form,
    }


def _column(column: Described, filtered: str = "") -> dict[str, Any]:
    """One that the query gives."""
    code = "row_rate" if filtered and column.name == "rate" else column.name
    own = " ".join(filter(None, (words("meaning", it).get(code) for it in LANGUAGES)))
    return {
        "column_name": column.name,
        "verbose_name": None,
        "is_dttm": False,
        "is_active": True,
        "type": column.kind,
        "groupby": True,
        "filterable": True,
        "expression": None,
        "description": column.meaning or own or None,
    }


def _worked_out(name: str, label: str, sql: str) -> dict[str, Any]:
    """One that Superset works out: words for codes."""
    return {**_column(Described(name, "VARCHAR", "")), "verbose_name": label, "expression": sql}


def _worded_columns(query: str, columns: list[Described]) -> list[dict[str, Any]]:
    """Codes as words, in each language."""
    found = []
    for code in (column.name for column in columns if column.name in CODES):
        kind = kind_of(query, code)
        label = {"ground": "reason"}.get(kind, kind)
        found += [_worked_out(f"{code}_{it}", say("column", label, it), worded(code, kind, it)) for it in LANGUAGES]
    return found


def kind_of(query: str, code: str) -> str:
    """The kind of words that a query's column of codes has."""
    return "ground" if query == "refusal_reasons" and code == "reason" else CODES[code]


def _filters() -> list[dict[str, Any]]:
    """What the dashboard's filters ask."""
    year = _worked_out("year", "年度 Year", "CAST(report_year AS VARCHAR)")
    return [
        year,
        *(_worked_out(f"{name}_{it}", say("column", name, it), sql) for it in LANGUAGES for name, sql in placed(it)),
    ]


def placed(language: Language) -> list[tuple[str, str]]:
    """Where an agency stands, as words; what is undecided says so."""
    national, undecided, government = (
        quoted("place", code, language) for code in ("national", "undecided", "government")
    )
    whose = "CASE WHEN kind = 'government' AND coalesce(level, '') <> 'township' THEN level ELSE 'own' END"
    return [
        ("province", f"COALESCE(province, CASE WHEN level = 'national' THEN {national} ELSE {undecided} END)"),
        ("level", f"COALESCE({worded('level', 'level', language)}, {undecided})"),
        (
            "function",
            f"COALESCE({worded('function_code', 'function', language)}, "
            f"CASE WHEN kind = 'government' THEN {government} ELSE {undecided} END)",
        ),
        ("whose", worded(f"({whose})", "whose", language)),
    ]
