"""The words of the evidence sheet, in Chinese, in English, or in both beside each other."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import polars as pl
from htpy import Element, span

from extract.shipped import shipped
from gongkai.explaining.prints import in_words, meanings

#: Which languages a sheet is written in.
Language = Literal["both", "zh", "en"]
SHEETS = shipped("data", "sheets")
#: Languages -> the name of their column among the reasons.
_REASONS = {"zh": "meaning_zh", "en": "meaning"}


class Words:
    """Words by their keys in `data/sheets/words.csv`, and in further tables of a page's own.

    Attributes:
        languages: codes of the languages, as HTML names them.
    """

    def __init__(self, language: Language, *more: Path) -> None:
        """Read the words of one language, or of both; `more` are tables with the columns `word`, `zh`, `en`."""
        self.languages = ("zh", "en") if language == "both" else (language,)
        tables = pl.concat(pl.read_csv(path, infer_schema=False) for path in (SHEETS / "words.csv", *more))
        self._words: Mapping[str, dict[str, str]] = {row["word"]: row for row in tables.iter_rows(named=True)}
        self._reasons = {code: meanings(_REASONS[code]) for code in self.languages}

    def __call__(self, key: str, **values: object) -> list[Element]:
        """A text in each language, with values in its places; a key without words stands for itself."""
        texts = {code: self.text(key, code, **values) for code in self.languages}
        told = {text: code for code, text in reversed(texts.items())}
        return [span(class_=code, lang=code)[text] for code, text in texts.items() if told[text] == code]

    def text(self, key: str, language: str, **values: object) -> str:
        """A text in one language."""
        return self._words.get(key, {}).get(language, key).format(**values)

    def plain(self, key: str) -> str:
        """A short word in each language, as plain text."""
        return " ".join(dict.fromkeys(self.text(key, code) for code in self.languages))

    def reason(self, reason: str) -> list[Element]:
        """A reason of a cell in words."""
        return [span(class_=code, lang=code)[in_words(reason, self._reasons[code])] for code in self.languages]
