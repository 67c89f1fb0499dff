"""How one agency's report looks: drawn once for each report."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Style:
    """Choices that change the look and not the content.

    Attributes:
        wide: full-width brackets in the tables.
        spaced: a space after the number of a row.
        spaced_numbers: spaces around the numbers of the prose.
        padded: short rows are filled up with empty cells.
        ragged: merged cells leave one empty cell more or less on some rows.
        page_breaks: blank lines inside the tables.
        edged: pipe rows begin with a pipe.
        ruled: a Markdown separator follows the first header row.
        airy: blank lines between lines of one cell.
        broken_heads: header cells stand on two lines.
    """

    wide: bool
    spaced: bool
    spaced_numbers: bool
    padded: bool
    ragged: bool
    page_breaks: int
    edged: bool
    ruled: bool
    airy: bool
    broken_heads: bool


def draw_style(rng: Random) -> Style:
    """A style by chance."""
    return Style(
        wide=rng.random() < 0.5,
        spaced=rng.random() < 0.5,
        spaced_numbers=rng.random() < 0.3,
        padded=rng.random() < 0.6,
        ragged=rng.random() < 0.5,
        page_breaks=rng.choice((0, 0, 1, 2)),
        edged=rng.random() < 0.5,
        ruled=rng.random() < 0.5,
        airy=rng.random() < 0.5,
        broken_heads=rng.random() < 0.3,
    )
