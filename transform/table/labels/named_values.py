"""Values that stand beside the name of their column: `自然人5件、商业企业0件、… 总计5件`, or `自然人: 5` line by line.

Texts for screen readers, lists and what programs make of a table say so. Where a line, or one line after the other,
names every column of a set in the form's order, each with one number, the names go and the row is like any other.
"""

from functools import lru_cache
from typing import NamedTuple

import polars as pl

from transform.forms import Forms
from transform.lexicon import any_of
from transform.lines import CUT
from transform.numbers import number_words
from transform.table.labels.known import known_labels

#: Sets of fewer columns are named in sentences, too.
_FEWEST = 5
#: What may stand between a name and its number, and between a number and the next name.
_IS, _NEXT = r"[\s:：=\"'”’]{0,4}", r"[\s，,、；;|]{0,4}"
#: What may stand around a name and its number on a line of their own; a name of the label before them.
_AROUND, _KEY = r"[\s\"'“”‘’*•·,，;；。{}\-]*", r"^[\s\-{\"']*\p{Han}{1,6}[\"']?\s*[:：]\s*[\"'](.+?)[\"']?[\s,，]*$"


class _Set(NamedTuple):
    """The columns of a set as patterns: each one's names, and all of them in a line."""

    names: tuple[str, ...]
    line: str


def with_named_values(lines: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Lines whose values are named by their columns, without the names.

    Args:
        lines: `transform.lines.LINE`.
        forms: the forms.
    """
    sets = _sets(forms)
    first = "|".join(one.names[0] for one in sets)
    named = lines["line"].str.contains(rf"(?:{first}){_IS}[0-9]")
    if not named.any():
        return lines
    docs = lines.filter(named)["doc"].unique()
    numbered = lines.with_row_index("at")
    theirs = numbered.filter(pl.col("doc").is_in(docs.implode()))
    said = theirs
    for one in sets:
        said = _lines_below(_whole_lines(said, one), one)
    changed = said.filter(said["line"] != theirs["line"]).select("at", "line")
    return numbered.update(changed, on="at").drop("at") if not changed.is_empty() else lines


@lru_cache(maxsize=4)
def _sets(forms: Forms) -> tuple[_Set, ...]:
    """The sets of so many columns that no sentence names them all."""
    labels = known_labels(forms).filter(pl.col("kind") == "column").group_by("form", "code").agg("bare")
    order = forms.columns.with_columns(at=pl.int_range(pl.len()).over("edition", "form", "columns"))
    columns = order.join(labels, left_on=["form", "column_code"], right_on=["form", "code"]).sort("at")
    unit = f"{any_of(number_words()['count'])}?"
    found: dict[tuple[str, ...], _Set] = {}
    for _, group in columns.group_by("edition", "form", "columns", maintain_order=True):
        names = tuple(any_of(sorted(set(bare))) for bare in group["bare"].to_list())
        if len(names) >= _FEWEST:
            found[names] = _Set(names, _NEXT.join(f"{name}{_IS}([0-9]{{1,12}}){unit}" for name in names))
    return tuple(found.values())


def _whole_lines(lines: pl.DataFrame, one: _Set) -> pl.DataFrame:
    """Lines that name all columns of a set: the label before them, and the values as cells."""
    line = pl.col("line")
    values = "\t".join(f"${{{at}}}" for at in range(2, len(one.names) + 2))
    alone = line.str.replace(rf"^(.*?)[\s:：，,\-—]*{one.line}[\s。；;，,]*$", f"${{1}}\t{values}")
    cells = line
    for name in one.names:
        cells = cells.str.replace_all(rf"{name}{_IS}([0-9]{{1,12}})", "${1}")
    said = pl.when(line.str.contains(CUT)).then(cells).otherwise(alone)
    return lines.with_columns(pl.when(line.str.contains(one.line)).then(said).otherwise(line).alias("line"))


def _lines_below(lines: pl.DataFrame, one: _Set) -> pl.DataFrame:
    """Lines of one name and value each, one below the other for all columns of a set: the values alone."""
    line, unit = pl.col("line"), f"{any_of(number_words()['count'])}?"
    kinds = [line.str.contains(rf"^{_AROUND}{name}{_IS}[0-9]{{1,12}}{unit}{_AROUND}$") for name in one.names]
    marked = lines.with_columns(nth=pl.coalesce(*(pl.when(kind).then(at) for at, kind in enumerate(kinds))))
    size = len(one.names)
    follows = pl.all_horizontal(
        *((pl.col("nth").shift(-step) == step) & (pl.col("doc").shift(-step) == pl.col("doc")) for step in range(size))
    )
    marked = marked.with_columns(begins=follows.fill_null(value=False))
    within = pl.any_horizontal(*(pl.col("begins").shift(step, fill_value=False) for step in range(size)))
    value = line.str.extract(rf"([0-9]{{1,12}}){unit}{_AROUND}$", 1)
    key = pl.col("begins").shift(-1, fill_value=False) & line.str.contains(_KEY)
    said = pl.when(within).then(value).when(key).then(line.str.extract(_KEY, 1)).otherwise(line)
    return marked.with_columns(said.alias("line")).drop("nth", "begins")
