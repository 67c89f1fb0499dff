"""Writes `assets/`, what Superset imports: `python -m dashboards.superset.bundle`.

The format is that of Superset's own export (`superset export-dashboards`): a folder of YAML, one file a thing.
"""

import shutil
from pathlib import Path
from typing import Any

import yaml

from dashboards.superset.board import charts
from dashboards.superset.charts import Chart, params, title
from dashboards.superset.datasets import dataset_of, datasets, uuid
from dashboards.superset.layout import metadata, position
from dashboards.superset.words import LANGUAGES, say
from extract.language import Language

ASSETS = Path(__file__).with_name("assets")
#: Of the file alone, and locked: no other file, no address, no extension is within reach of a query.
SEALED = {"enable_external_access": False, "lock_configuration": True}


class Writer(yaml.SafeDumper):
    """YAML with texts of several lines, which are SQL, as they are."""


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


Writer.add_representer(str, _text)


def files() -> dict[str, str]:
    """Path in the bundle -> its text."""
    things: dict[str, dict[str, Any]] = {
        "metadata.yaml": {"version": "1.0.0", "type": "assets", "timestamp": "2026-01-01T00:00:00+00:00"},
        "databases/gongkai.yaml": _database(),
    }
    things |= {f"datasets/gongkai/{name}.yaml": it for name, it in datasets(uuid("database")).items()}
    for language in LANGUAGES:
        things |= {f"charts/{chart.code}_{language}.yaml": _chart(chart, language) for chart in charts()}
        things[f"dashboards/gongkai_{language}.yaml"] = _dashboard(language)
    return {
        name: yaml.dump(thing, Dumper=Writer, sort_keys=False, allow_unicode=True, width=120)
        for name, thing in things.items()
    }


def write() -> None:
    """Replace the folder."""
    shutil.rmtree(ASSETS, ignore_errors=True)
    for name, text in files().items():
        path = ASSETS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _database() -> dict[str, Any]:
    """The warehouse; which file it is, the server says (`server/config.py`)."""
    return {
        "database_name": "gongkai",
        "sqlalchemy_uri": "duckdb:////warehouse.duckdb",
        "cache_timeout": 0,
        "expose_in_sqllab": True,
        "allow_run_async": False,
        "allow_ctas": False,
        "allow_cvas": False,
        "allow_dml": False,
        "allow_csv_upload": False,
        "extra": {
            "allows_virtual_table_explore": True,
            "engine_params": {"connect_args": {"read_only": True, "config": SEALED}},
        },
        "uuid": uuid("database"),
        "version": "1.0.0",
    }


def _chart(chart: Chart, language: Language) -> dict[str, Any]:
    given = params(chart, language)
    return {
        "slice_name": title(chart, language),
        "description": None,
        "viz_type": given["viz_type"],
        "params": given,
        "cache_timeout": 0,
        "uuid": uuid("chart", chart.code, language),
        "version": "1.0.0",
        "dataset_uuid": uuid("dataset", dataset_of(chart.query)),
    }


def _dashboard(language: Language) -> dict[str, Any]:
    return {
        "dashboard_title": say("dashboard", "gongkai", language),
        "description": None,
        "css": "",
        "slug": f"gongkai-{language}",
        "published": True,
        "uuid": uuid("dashboard", language),
        "position": position(language),
        "metadata": metadata(language),
        "version": "1.0.0",
    }


if __name__ == "__main__":
    write()
