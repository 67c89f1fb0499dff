from pathlib import Path

import pytest

from load.dictionary import DICTIONARY, EXAMPLES, example, render
from load.scripts import read_scripts

#: The sample reports leave no agency undecided.
EMPTY = {"agency_undecided"}
VIEWS = [script.name for script in read_scripts("views")]


@pytest.fixture(scope="module")
def samples(sample_file: Path) -> Path:
    """A warehouse of the sample reports."""
    return sample_file


def test_dictionary_is_up_to_date(samples: Path) -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == render(samples), "run make docs"


def test_every_view_has_one_example() -> None:
    assert {path.stem for path in EXAMPLES.iterdir()} == set(VIEWS)


@pytest.mark.parametrize("view", VIEWS)
def test_example_shows_the_view(view: str, samples: Path) -> None:
    shown = example(samples, view)
    assert f"FROM {view}\n" in shown
    assert view in EMPTY or shown.count("\n| ") > 2, "an example without rows explains nothing"
