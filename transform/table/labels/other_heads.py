"""Places of rows whose head is not that of the form's column: 上年数, 累计, 受理数, a column of the author's own.

Where such a head stands in a header, only the columns are read whose own label stands there, too; by their count only
where just as many heads are others as columns lack.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

import polars as pl

from transform.forms import Forms
from transform.table.aligned import Table
from transform.table.grids.form_columns import column_labels, printed_parts
from transform.table.grids.parts import runs_of_parts, runs_of_rows
from transform.table.labels.header_blocks import Header, Print, header_of
from transform.table.labels.heads import columns_of, says_other_year, worded_year
from transform.table.labels.known import known_labels, row_heads
from transform.table.labels.order import head_labels
from transform.table.labels.side_by_side import head_by_head
from transform.table.rows.totals import runs_that_add_up

_AT, _SET = ["doc", "line_no"], ["edition", "form", "columns"]
#: The header reaches so many lines up and down from a head that is none.
_NEAR = 40
_PRINTED = ["line_no", "token", "bare", "number", "is_column", "is_header"]
_Row = tuple[int, str, str, str | None, bool | None, bool | None]
_HEADER = pl.Schema(
    {"doc": pl.UInt32, "block": pl.Int32, "edition": pl.String, "form": pl.String, "columns": pl.String}
    | {"foreign": pl.Int32, "lacking": pl.Int32, "unnamed": pl.List(pl.String)}
)


def places_under_other_heads(table: Table, placed: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The places of rows under a header with other heads that may hold no number.

    Args:
        table: what is printed.
        placed: the rows of grids that are read by their header, as `transform.table.grids.geometry.PLACED`.
        forms: the forms.

    Returns:
        doc, row, nth, each once.
    """
    texts = _marked_texts(table, forms)
    headers = _headers(_near_others(texts, table.tokens), forms)
    docs = headers.filter(pl.col("foreign") > 0).select("doc").unique()
    if docs.is_empty():
        return placed.select("doc", "row", "nth").clear()
    runs = table.runs.join(docs, on="doc", how="semi", maintain_order="left")
    # Parts of a wide row in a grid are known as that row, and have no size of their own.
    size = pl.coalesce("size", "row_size")
    rows = pl.concat([runs_of_rows(runs), runs_of_parts(runs, forms)])
    rows = rows.join(_sets_of_rows(forms), on=["edition", "row"]).with_columns(size=size)
    plain = (
        texts.join(docs, on="doc", how="semi").filter("is_column").join(column_labels(forms), on=["edition", "bare"])
    )
    named = plain.select("doc", "block", *_SET).unique().join(headers, on=["doc", "block", *_SET], how="anti")
    above = pl.concat([headers, named], how="diagonal").sort("block")
    headed = rows.sort("run").join_asof(
        above, left_on="run", right_on="block", by=["doc", *_SET], check_sortedness=False
    )
    by_header = placed.filter(pl.col("column").is_not_null()).select("doc", "row", placed=True).unique()
    asked = headed.filter(pl.col("foreign") > 0).join(by_header, on=["doc", "row"], how="left")
    replaced = (pl.col("lacking") == 0) | (pl.col("lacking") == pl.col("foreign"))
    # Where blanks stand for 0, as many values may be one too few and the other head's.
    less = (pl.col("values") < pl.col("size")).any().over("doc", "block", *_SET)
    adds_up = runs_that_add_up(runs.filter(pl.col("row").is_not_null()), table.tokens, forms)
    whole = ~less | pl.col("run").is_in(adds_up.implode())
    # The row's own sums tell which value is the one too many.
    one_more = (pl.col("values") == pl.col("size") + 1) & (pl.col("lacking") == 0) & (pl.col("foreign") == 1)
    counts = ((pl.col("values") == pl.col("size")) & replaced & whole) | one_more
    cells = forms.cells.select("edition", "row", "column_code", nth="place")
    return (
        asked.with_columns(counts=pl.col("placed").fill_null(value=False) | counts)
        .join(cells, on=["edition", "row"])
        .filter(pl.col("nth").is_between("first_place", pl.col("first_place") + pl.col("size") - 1))
        .filter(~pl.col("counts") | pl.col("column_code").is_in("unnamed"))
        .select("doc", "row", "nth")
        .unique(maintain_order=True)
    )


@lru_cache(maxsize=4)
def _sets_of_rows(forms: Forms) -> pl.DataFrame:
    """The set of columns that each printed row has: edition, row, form, columns, row_size."""
    whole = printed_parts(forms).filter(pl.col("row_code").is_null())
    return whole.select("edition", "row", "form", "columns", row_size="size")


@lru_cache(maxsize=4)
def _kinds(forms: Forms) -> pl.DataFrame:
    """What a label can be: edition, bare, is_column, is_header."""
    kind = pl.col("kind")
    return (
        known_labels(forms)
        .group_by("edition", "bare")
        .agg(is_column=(kind == "column").any(), is_header=(kind == "header").any())
    )


def _marked_texts(table: Table, forms: Forms) -> pl.DataFrame:
    """The texts of documents, in order: `TEXT`, edition, block (the run of values behind), is_column, is_header."""
    blocks = table.tokens.select("run", block=pl.col("run").forward_fill().fill_null(-1) + 1).filter(
        pl.col("run").is_null()
    )
    return (
        head_by_head(table.texts.with_columns(blocks["block"]), head_labels(forms))
        .join(table.editions.select("doc", "edition", "report_year"), on="doc", how="left", maintain_order="left")
        .join(_kinds(forms), on=["edition", "bare"], how="left", maintain_order="left")
        # (七)总计 is a row, 总计 a column.
        .with_columns(is_column=pl.col("is_column") & pl.col("number").is_null())
    )


def _near_others(texts: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The texts of lines without values near those that stand beside a column's head and are no label.

    Their heads have another year in words.
    """
    worded = worded_year(pl.col("token"), pl.col("report_year")).alias("token")
    said = pl.col("is_column") | pl.col("is_header")
    same = pl.all_horizontal(pl.col(name) == pl.col(name).shift() for name in ("doc", "block"))
    next_one = pl.all_horizontal(pl.col(name) == pl.col(name).shift(-1) for name in ("doc", "block"))
    beside = (said.shift() & same).fill_null(value=False) | (said.shift(-1) & next_one).fill_null(value=False)
    other = pl.col("is_column").is_null() & beside & pl.col("edition").is_not_null()
    # A label of the form may say so itself (上一年项目数量).
    year = says_other_year(pl.col("token")) & ~says_other_year(pl.col("bare"))
    at = texts.filter("is_column").with_columns(worded).filter(year)
    found = pl.concat([frame.select("doc", "block", "line_no") for frame in (texts.filter(other), at)])
    if found.is_empty():
        return texts.clear()
    near = found.group_by("doc", "block").agg(
        first=pl.col("line_no").min() - _NEAR, last=pl.col("line_no").max() + _NEAR
    )
    values = tokens.join(near, on="doc", how="semi").filter(pl.col("run").is_not_null()).select(_AT).unique()
    return (
        texts.join(near, on=["doc", "block"], maintain_order="left")
        .filter(pl.col("line_no").is_between("first", "last"))
        .join(values, on=_AT, how="anti", maintain_order="left")
        .with_columns(worded)
    )


def _headers(texts: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """What the heads of some blocks say of each set of columns that they can be of: `_HEADER`."""
    rows = texts.select("doc", "block", "edition", *_PRINTED).iter_rows()
    found = [
        (doc, block, edition, form, columns, header.foreign, header.lacking, header.unnamed)
        for (doc, block, edition), group in groupby(rows, key=itemgetter(0, 1, 2))
        for (form, columns), header in _headers_of(edition, _prints([row[3:] for row in group]), forms)
    ]
    return pl.DataFrame(found, schema=_HEADER, orient="row")


def _prints(rows: Sequence[_Row]) -> tuple[_Row, ...]:
    """The texts of one block, with their lines counted from its first."""
    first = rows[0][0]
    return tuple((row[0] - first, *row[1:]) for row in rows)


@lru_cache(maxsize=1 << 12)
def _headers_of(edition: str, texts: tuple[_Row, ...], forms: Forms) -> list[tuple[tuple[str, str], Header]]:
    """What one block says of the sets whose columns it names, else of those it may name, else of all of its form.

    Reports print the same heads again and again: each different block is looked at once.
    """
    sets = _column_sets(forms).get(edition, {})
    block = [_print(row, sets) for row in texts]
    heads = {bare for _, _, bare, _, _, is_header in texts if is_header}
    named = {key: {text.bare for text in block if text.codes and text.bare in labels} for key, labels in sets.items()}
    # 总计 is a column of several sets.
    exact = [key for key, mine in named.items() if mine and not any(mine < others for others in named.values())]
    asked = exact or [key for key in sets if heads & _headers_of_forms(forms).get((edition, key[0]), set())]
    shared, captions = _shared_labels(forms), _captions(forms)
    said = [
        (key, header_of(block, list(dict.fromkeys(sets[key].values())), sets[key], shared, captions)) for key in asked
    ]
    known = [(key, header) for key, header in said if len(header.unnamed) < len(set(sets[key].values()))]
    return known or said


@lru_cache(maxsize=4)
def _shared_labels(forms: Forms) -> frozenset[str]:
    """The labels of columns that head rows, too."""
    return frozenset(column_labels(forms)["bare"]) & frozenset(row_heads(forms)["bare"])


@lru_cache(maxsize=4)
def _captions(forms: Forms) -> frozenset[str]:
    """What stands beside heads in a form, letters only."""
    captions = forms.labels.filter(kind="caption")["label"].unique()
    return frozenset(captions.str.replace_all(r"[^\p{L}\p{N}]", ""))


def _print(row: _Row, sets: dict[tuple[str, str], dict[str, str]]) -> Print:
    """One text of a block; a column's label that names another year is none, several in one piece are a label."""
    line_no, token, bare, number, is_column, is_header = row
    known = {(label, code) for labels in sets.values() for label, code in labels.items() if label == bare}
    known = known if number is None else set()
    codes = frozenset(code for label, code in known if columns_of(token, bare, {label: code}))
    several = len({label for labels in sets.values() for label in labels if label in token}) > 1
    is_label = several or (is_column is not None and (bool(codes) or not known))
    return Print(line_no, token, bare, number is not None, is_label, bool(is_header), codes)


@lru_cache(maxsize=4)
def _column_sets(forms: Forms) -> dict[str, dict[tuple[str, str], dict[str, str]]]:
    """The sets of columns of each edition, by form and name: their labels, in the form's order, and their codes."""
    order = forms.columns.with_columns(at=pl.int_range(pl.len()).over(_SET)).rename({"column_code": "code"})
    labels = column_labels(forms).join(order, on=[*_SET, "code"]).sort("at", "bare")
    found: dict[str, dict[tuple[str, str], dict[str, str]]] = {}
    for edition, form, columns, bare, code in labels.select(*_SET, "bare", "code").iter_rows():
        found.setdefault(edition, {}).setdefault((form, columns), {})[bare] = code
    return found


@lru_cache(maxsize=4)
def _headers_of_forms(forms: Forms) -> dict[tuple[str, str], set[str]]:
    """The heads over columns of each edition's forms."""
    heads = known_labels(forms).filter(pl.col("kind") == "header").select("edition", "form", "bare")
    found: dict[tuple[str, str], set[str]] = {}
    for edition, form, bare in heads.iter_rows():
        found.setdefault((edition, form), set()).add(bare)
    return found
