from pathlib import Path

import pytest

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


def test_every_published_folder_has_a_view_and_an_example() -> None:
    for folder in (SQL_FOLDER / "published").iterdir():
        assert {"view.sql", "example.sql"} <= {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("view", VIEWS)
def test_example_shows_the_view(view: str, samples: Path) -> None:
    shown = example(samples, view)
    assert f"FROM {view}\n" in shown
    assert view in EMPTY or shown.count("\n| ") > 2, "an example without rows explains nothing"
