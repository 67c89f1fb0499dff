"""The prose of a batch: its sentences, the problems that it names and the numbers that it claims."""

from dataclasses import dataclass

import polars as pl

from transform.prose.claims import claims_of
from transform.prose.problems import problems_of
from transform.prose.sentences import sentences_of


@dataclass(frozen=True, slots=True)
class Prose:
    """What the prose of a batch says.

    Attributes:
        sentences: `transform.prose.sentences.SENTENCE`.
        problems: `transform.prose.problems.PROBLEM`.
        claims: `transform.prose.claims.CLAIM`.
    """

    sentences: pl.DataFrame
    problems: pl.DataFrame
    claims: pl.DataFrame


def read_prose(lines: pl.DataFrame, headings: pl.DataFrame) -> Prose:
    """Read the prose of a batch.

    Args:
        lines: `transform.lines.LINE`, in order.
        headings: `transform.prose.sections.HEADING_LINE`.
    """
    sentences = sentences_of(lines, headings)
    return Prose(sentences, problems_of(sentences), claims_of(lines))
