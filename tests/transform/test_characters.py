"""What each character of a text is compared as."""

import unicodedata

import pytest

from transform.characters import _UNCHANGED, LETTER, codes_of, compared_text


@pytest.mark.parametrize(("first", "last", "kind"), _UNCHANGED)
def test_characters_that_are_themselves(first: int, last: int, kind: int) -> None:
    """Unicode agrees that none of these ranges folds, and about what is a letter of it."""
    for code in range(first, last + 1):
        if unicodedata.category(chr(code)) != "Cs":  # half a character, which no text has
            assert unicodedata.normalize("NFKC", chr(code)).lower() == chr(code)
            assert (unicodedata.category(chr(code))[0] == "L") is (kind == LETTER)


def test_full_width_forms_and_numbers_fold() -> None:
    """A full-width letter is the letter, any digit is one, and ideographs are themselves."""
    compared = compared_text(codes_of("Ａ７開"))
    assert compared.codes.tolist() == [ord("a"), ord("0"), ord("開")]
