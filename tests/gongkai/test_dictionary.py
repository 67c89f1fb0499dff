from pathlib import Path

import pytest

from bench.pages.lineage import LINEAGE, lineage
from gongkai.exports.dictionary import DICTIONARY, example, render
from load.scripts import SQL_FOLDER, read_scripts

#: The sample reports leave no agency undecided.
EMPTY = {"agency_undecided"}
VIEWS = [script.name for script in read_scripts("views")]


@pytest.fixture(scope="module")
def samples(sample_file: Path) -> Path:
    """A warehouse of the sample reports."""
    return sample_file


def test_dictionary_is_up_to_date(samples: Path) -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == render(samples), "run make docs"


def test_lineage_is_up_to_date() -> None:
    assert LINEAGE.read_text(encoding="utf-8") == lineage(), "run make docs"
    assert {line.removeprefix("## ") for line in lineage().splitlines() if line.startswith("## ")} == set(VIEWS)


def test_the_dictionary_says_what_a_view_is_made_from() -> None:
    section = DICTIONARY.read_text(encoding="utf-8").partition("### hierarchy_check\n")[2].partition("\n### ")[0]
    assert "Made from [`every_measure`](#every_measure), [`report`](#report), [`agency_area`](#agency_area)" in section


def test_every_published_folder_has_a_view_and_an_example() -> None:
    for folder in (SQL_FOLDER / "published").iterdir():
        assert {"view.sql", "example.sql"} <= {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("view", VIEWS)
def test_example_shows_the_view(view: str, samples: Path) -> None:
    shown = example(samples, view)
    assert f"FROM {view}\n" in shown
    assert view in EMPTY or shown.count("\n| ") > 2, "an example without rows explains nothing"
