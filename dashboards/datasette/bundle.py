"""Writes `metadata.yaml`, which Datasette reads: `python -m dashboards.datasette.bundle`.

Queries, charts, words and filters are those of Superset's dashboard, from `dashboards/queries`; what is here is how
datasette-dashboards asks for them: one SELECT a chart with its filters as `[[ AND ... ]]`, drawn by Vega-Lite or as
a table.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from dashboards.datasette.charts import display
from dashboards.superset.board import ADDED_UP, TABS, UNFILTERED
from dashboards.superset.bundle import Writer
from dashboards.superset.charts import EVIDENCE, Chart, Table, Trend, title
from dashboards.superset.datasets import CODES, filterable, kind_of, placed, queries
from dashboards.superset.metrics import METRICS, SHARE
from dashboards.superset.words import LANGUAGES, say, worded, words
from extract.language import Language

METADATA = Path(__file__).with_name("metadata.yaml")
#: The name of the copy: `gongkai export --to sqlite:gongkai.sqlite`.
DATABASE = "gongkai"
#: Rows that Datasette shows at most unless it is told otherwise.
ROWS = 1000
FILTERS = ("year", "province", "level", "function")


def text() -> str:
    """The whole file."""
    boards = {f"gongkai-{tab}-{language}": _board(tab, language) for language in LANGUAGES for tab in TABS}
    found = {
        "title": "gongkai 公开",
        "databases": {DATABASE: {"queries": {name: {"sql": sql} for name, sql in queries().items()}}},
        "plugins": {"datasette-dashboards": boards},
    }
    return yaml.dump(found, Dumper=Writer, sort_keys=False, allow_unicode=True, width=120)


def _board(tab: str, language: Language) -> dict[str, Any]:
    charts = [chart for row in TABS[tab] for chart, _ in row]
    chosen = [*FILTERS, *(["whose"] if any(chart.code in ADDED_UP for chart in charts) else [])]
    return {
        "title": f"{say('dashboard', 'gongkai', language)}: {say('tab', tab, language)}",
        "description": _plain(say("note", tab, language)),
        "layout": [_widths(row) for row in TABS[tab]],
        "filters": {name: _filter(name, language) for name in chosen},
        "charts": {
            chart.code: {
                "title": title(chart, language),
                "db": DATABASE,
                "query": query(chart, language),
                **display(chart, language),
            }
            for chart in charts
        },
    }


def _plain(note: str) -> str:
    """A note of Superset's without its marks and links."""
    return re.sub(r"\[.*?\]\(.*?\)|\*\*", "", note).strip()


def _widths(row: list[tuple[Chart, int]]) -> list[str]:
    return [chart.code for chart, width in row for _ in range(width)]


def _filter(name: str, language: Language) -> dict[str, Any]:
    """What can be chosen; of whose numbers are added up one is."""
    found: dict[str, Any] = {"name": say("filter", name, language), "type": "select"}
    if name == "whose":
        choices = list(words("whose", language).values())
        return {**found, "options": choices, "default": choices[0]}
    column = _column(name, language)
    asked = f"SELECT DISTINCT {column} FROM named WHERE {column} IS NOT NULL ORDER BY 1"
    return {**found, "db": DATABASE, "query": f"{_named('coverage_by_year', language)}\n{asked}"}


def _column(name: str, language: Language) -> str:
    return "year" if name == "year" else f"{name}_{language}"


def query(chart: Chart, language: Language) -> str:
    """The SQL of one chart, in SQLite's words: figures of the rows that the filters leave."""
    heads = [f'{sql} AS "{name}"' for name, sql in {**columns(chart, language), **figures(chart, language)}.items()]
    groups = ", ".join(str(number + 1) for number in range(len(columns(chart, language))))
    sort = f"{chart.sort} DESC LIMIT {ROWS}" if isinstance(chart, Table) else groups
    parts = [_named(chart.query, language), f"SELECT {', '.join(heads)}", "FROM named WHERE TRUE"]
    parts += [f"[[ AND {_column(name, language)} = :{name} ]]" for name in _asked(chart)]
    return "\n".join([*parts, f"GROUP BY {groups}", f"ORDER BY {sort}"])


def _asked(chart: Chart) -> list[str]:
    """Filters that a chart hears."""
    if chart.code in UNFILTERED:
        return []
    return [*FILTERS, *(["whose"] if chart.code in ADDED_UP else [])]


def columns(chart: Chart, language: Language) -> dict[str, str]:
    """What a chart groups by: heading -> SQL."""
    if isinstance(chart, Trend):
        found = {name: _column(name, language) for name in (chart.over, chart.series) if name}
    else:
        found = {code: sql.format(language=language) for code, sql in chart.columns.items()}
        if chart.evidence:
            opened = say("evidence", "open", language)
            found["evidence"] = f"'<a href=\"{EVIDENCE}agency?id=' || agency_id || '\">{opened}</a>'"
    return {say("column", code, language): sql for code, sql in found.items()}


def figures(chart: Chart, language: Language) -> dict[str, str]:
    """What a chart adds up, with the reports behind it: heading -> SQL."""
    found = METRICS[chart.query]
    if isinstance(chart, Table):
        return {say("metric", code, language): _shown(*found[code]) for code in chart.figures}
    # Each point tells its own reports, so none needs the least of them.
    codes = dict.fromkeys([*chart.figures, chart.behind.replace("n_least", "n_known")])
    return {say("metric", code, language): found[code][0] for code in codes}


def _shown(sql: str, form: str) -> str:
    """A figure as a table shows it: NULL stays empty."""
    return f"ROUND(100 * ({sql}), 1) || '%'" if form == SHARE else sql


def _named(name: str, language: Language) -> str:
    """A query that can be filtered, as `named`: its years, places and codes as words."""
    sql = filterable(name, queries()[name])
    selected = re.sub(r"^--.*", "", sql.split("\nFROM ")[0], flags=re.MULTILINE)
    codes = [code for code in CODES if re.search(rf"\b{code}\b", selected)]
    made = {f"{code}_{language}": worded(code, kind_of(name, code), language) for code in codes}
    if name != "refused_documents":
        made |= {"year": "CAST(report_year AS TEXT)"}
        made |= {f"{place}_{language}": it for place, it in placed(language)}
    added = "".join(f",\n    {it} AS {new}" for new, it in made.items())
    return f"WITH part AS (\n{sql}\n), named AS (\nSELECT part.*{added}\nFROM part\n)"


def write() -> None:
    """Replace the file."""
    METADATA.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    write()
