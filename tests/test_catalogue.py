"""The catalogues hold what the code says today, whole, and the words for codes are those of the form and the views."""

import csv
import gettext
import re
from collections.abc import Iterator

import pytest

from bench.pages.catalogue import catalogue, file_of, renewed
from bench.pages.records import records
from extract.language import FOLDERS, SETTING, language, speaking, told
from extract.shipped import shipped
from gongkai.explaining.prints import meanings
from gongkai.words import OF_SQL, words
from tests.flows.command import ROOT
from transform.forms import load_forms

_PLACES = re.compile(r"\{[^{}]*\}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: Texts of which nothing is left to translate.
NAMES = {"xlsx, xls or ods"}


@pytest.fixture(params=FOLDERS.values())
def folder(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_text_of_today_is_translated_and_no_other(folder: str) -> None:
    kept = {it.id: it for it in catalogue(folder) if it.id}
    assert not catalogue(folder).obsolete
    today = {it.id for it in renewed(folder) if it.id}
    assert today - kept.keys() == set(), "new texts: make catalogue"
    assert kept.keys() - today == set(), "nobody says these any more: make catalogue"
    assert [it.id for it in kept.values() if not it.string or it.fuzzy] == [], "texts that wait for a translator"


def test_a_translation_has_the_places_of_its_text(folder: str) -> None:
    for text, to in ((str(it.id), str(it.string)) for it in catalogue(folder) if it.id):
        assert set(_PLACES.findall(text)) == set(_PLACES.findall(to)), text
        assert CHINESE.search(to) or text in NAMES or not re.search("[a-z]{4}", _PLACES.sub("", text)), text


def test_what_is_loaded_is_what_was_written(folder: str) -> None:
    with file_of(folder).with_suffix(".mo").open("rb") as file:
        loaded = getattr(gettext.GNUTranslations(file), "_catalog")  # noqa: B009 (the library's own)
    written = {it.id: it.string for it in catalogue(folder) if it.id}
    assert {text: to for text, to in loaded.items() if text} == written


def test_no_word_for_a_code_stands_twice(folder: str) -> None:
    with (shipped("data", "locale", folder) / "codes.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["kind"], row["code"]) for row in csv.DictReader(file)]
    assert len(rows) == len(set(rows))


def test_columns_and_outcomes_are_called_as_the_form_calls_them() -> None:
    forms = load_forms()
    with shipped("data", "forms", "2021", "columns.csv").open(encoding="utf-8", newline="") as file:
        labels = {(row["form"], row["column_code"]): row["label"] for row in csv.DictReader(file)}
    assert {code: labels["application", code] for code in words("applicant", "zh")} == words("applicant", "zh")
    assert {code: labels["dispute", code] for code in words("result", "zh")} == words("result", "zh")
    groups = {
        code: label for kind, code, label in forms.labels.select("kind", "code", "label").rows() if kind == "group"
    }
    said = " ".join(groups.values())
    assert [
        it for code, it in words("outcome", "zh").items() if code in {"denied", "unavailable"} and it not in said
    ] == []


def test_a_state_has_one_word_everywhere() -> None:
    with shipped("data", "sheets", "words.csv").open(encoding="utf-8", newline="") as file:
        sheet = {row["word"]: row["zh"] for row in csv.DictReader(file)}
    assert words("state", "zh") == {
        **{"reported": "照印", "repaired": "修复", "inferred": "推得", "missing": "不明"},
        **{"recognised": "识别", "decided": "裁定"},
    }
    assert {code: sheet.get(f"state_{code}", word) for code, word in words("state", "zh").items()} == words(
        "state", "zh"
    )


def test_every_reason_has_words_in_chinese() -> None:
    assert [code for code, meaning in meanings("meaning_zh").items() if not CHINESE.search(meaning or "")] == []


def test_records_of_sql_stand_in_it() -> None:
    for name, texts in OF_SQL.items():
        sql = shipped("sql", *name.split("/")).read_text(encoding="utf-8")
        for text in texts:
            for piece in filter(None, (part.strip(" ;:,") for part in _PLACES.split(text))):
                assert piece in sql, (name, piece)


def samples() -> Iterator[str]:
    """Every record with values, as it is after the values have come."""
    yield from (text for text, _ in records(ROOT, ("extract", "load", "gongkai", "flows")) if _PLACES.search(text))


def test_a_record_is_told_whatever_values_it_has() -> None:
    with speaking("zh"):
        for text in samples():
            said = told(_PLACES.sub(lambda place: f"/tmp/{place[0].strip('{}')}.txt", text))
            assert CHINESE.search(said), text
            assert said.count("/tmp/") >= len(set(_PLACES.findall(text))), said


def test_what_is_no_text_of_ours_stays_as_it_is() -> None:
    with speaking("zh"):
        for text in ("", "Binder Error: no such column", "/data/inbox/2021 report.html", "某市文化局"):
            assert told(text) == text
        assert told("f.csv, line 3: value is empty: what is decided?").endswith("value 为空：裁定了什么？")
        assert told("a very short text; title: none found") == "过短的文字；标题：未找到"
    assert told("value is empty: what is decided?") == "value is empty: what is decided?"


@pytest.mark.parametrize(
    ("settings", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", SETTING: "en"}, "en"),
        ({"LC_ALL": "POSIX", SETTING: "zh"}, "zh"),
        ({SETTING: "zh_CN"}, "zh"),
    ],
)
def test_the_setting_is_asked_before_the_locale(
    settings: dict[str, str], spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (SETTING, "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert language() == spoken
    with speaking("en"):
        assert language() == "en"
