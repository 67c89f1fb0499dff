from load.dictionary import DICTIONARY, render


def test_dictionary_is_up_to_date() -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == render(), "run python -m load.dictionary"
