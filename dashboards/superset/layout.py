"""Where the charts stand, and the filters above them, as Superset keeps them (`position` and `metadata`)."""

from typing import Any

from dashboards.superset.board import ADDED_UP, TABS, UNFILTERED, charts
from dashboards.superset.charts import title
from dashboards.superset.datasets import dataset_of, uuid
from dashboards.superset.words import say, words
from extract.language import Language
from gongkai.palette import STATES

#: The dataset that knows every report, and so what can be chosen.
_CHOICES = dataset_of("coverage_by_year")
_HEIGHT = 50
_PALE = "#b4bcc5"


def position(language: Language) -> dict[str, Any]:
    """Tabs, in each a note and rows of charts."""
    places: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["TABS-all"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": [], "parents": ["ROOT_ID"]},
        "HEADER_ID": {
            "type": "HEADER", "id": "HEADER_ID", "meta": {"text": say("dashboard", "gongkai", language)},
        },
    }  # fmt: skip
    tabs = [_tab(places, code, language) for code in TABS]
    places["TABS-all"] = {"type": "TABS", "id": "TABS-all", "children": tabs, "parents": ["ROOT_ID"], "meta": {}}
    return places


def _tab(places: dict[str, Any], code: str, language: Language) -> str:
    name, above = f"TAB-{code}", ["ROOT_ID", "TABS-all"]
    rows = [_row(places, f"ROW-{code}-note", [*above, name], [_note(code, language)])]
    for number, row in enumerate(TABS[code]):
        parts = [
            {
                "type": "CHART",
                "id": f"CHART-{chart.code}",
                "meta": {
                    "width": width,
                    "height": _HEIGHT,
                    "chartId": chart_number(chart.code),
                    "sliceName": title(chart, language),
                    "uuid": uuid("chart", chart.code, language),
                },
            }
            for chart, width in row
        ]
        rows.append(_row(places, f"ROW-{code}-{number}", [*above, name], parts))
    text = say("tab", code, language)
    places[name] = {"type": "TAB", "id": name, "children": rows, "parents": above, "meta": {"text": text}}
    return name


def _note(code: str, language: Language) -> dict[str, Any]:
    meta = {"width": 12, "height": 9, "code": say("note", code, language)}
    return {"type": "MARKDOWN", "id": f"MARKDOWN-{code}", "meta": meta}


def _row(places: dict[str, Any], name: str, above: list[str], parts: list[dict[str, Any]]) -> str:
    for part in parts:
        places[part["id"]] = {**part, "children": [], "parents": [*above, name]}
    meta = {"background": "BACKGROUND_TRANSPARENT"}
    children = [part["id"] for part in parts]
    places[name] = {"type": "ROW", "id": name, "children": children, "parents": above, "meta": meta}
    return name


def chart_number(code: str) -> int:
    """A chart's number within the dashboard, by which filters leave it out."""
    return [chart.code for chart in charts()].index(code) + 1


def metadata(language: Language) -> dict[str, Any]:
    """Filters and colours."""
    filters = [_filter("year", "year", language)]
    filters += [_filter(name, f"{name}_{language}", language) for name in ("province", "level", "function")]
    return {
        "native_filter_configuration": [*filters, _whose(language)],
        "cross_filters_enabled": False,
        "chart_configuration": {},
        "color_scheme": "supersetColors",
        "label_colors": _colours(language),
        "refresh_frequency": 0,
        "expanded_slices": {},
        "timed_refresh_immune_slices": [],
        "default_filters": "{}",
    }


def _filter(code: str, column: str, language: Language) -> dict[str, Any]:
    """One that takes several values."""
    return {
        "id": f"NATIVE_FILTER-{code}",
        "name": say("filter", code, language),
        "filterType": "filter_select",
        "type": "NATIVE_FILTER",
        "description": "",
        "targets": [{"datasetUuid": uuid("dataset", _CHOICES), "column": {"name": column}}],
        "controlValues": {
            "enableEmptyFilter": False,
            "defaultToFirstItem": False,
            "multiSelect": True,
            "searchAllOptions": False,
            "inverseSelection": False,
            "sortAscending": code != "year",
        },
        "defaultDataMask": {"extraFormData": {}, "filterState": {}},
        "cascadeParentIds": [],
        "scope": {"rootPath": ["ROOT_ID"], "excluded": [chart_number(it) for it in UNFILTERED]},
        "chartsInScope": [],
        "tabsInScope": [],
    }


def _whose(language: Language) -> dict[str, Any]:
    """One kind of agency at a time: a government's report holds those of the agencies in its area."""
    column, own = f"whose_{language}", say("whose", "own", language)
    chosen = _filter("whose", column, language)
    chosen["controlValues"] |= {"enableEmptyFilter": True, "multiSelect": False}
    chosen["defaultDataMask"] = {
        "extraFormData": {"filters": [{"col": column, "op": "IN", "val": [own]}]},
        "filterState": {"value": [own], "label": own, "validateMessage": False},
    }
    others = [chart_number(chart.code) for chart in charts() if chart.code not in ADDED_UP]
    return chosen | {"scope": {"rootPath": ["ROOT_ID"], "excluded": others}}


def _colours(language: Language) -> dict[str, str]:
    """States as everywhere; what stands behind a share is pale."""
    states = {words("metric", language)[code]: colour for code, colour in STATES.items()}
    behind = ("n_reports", "n_known", "n_least")
    return {**states, **{say("metric", code, language): _PALE for code in behind}}
