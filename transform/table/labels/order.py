"""Tables whose heads stand in another order than the form's: there a value's count in its row says nothing.

A head over several columns (法人或其他组织) makes lines of heads out of one row, so only heads of one level are held
against the form's order: 自然人 and 总计; 商业企业 to 其他. Heads may be printed again, for each part of a wide row or
on each page. Where narrow columns break them (商业企 / 业) the line of their beginnings tells their order.
"""

from functools import lru_cache

import polars as pl

from transform.forms import Forms
from transform.table.aligned import Table
from transform.table.grids.form_columns import column_labels
from transform.table.grids.parts import runs_of_parts
from transform.table.labels.known import known_labels
from transform.table.labels.side_by_side import head_by_head

#: Heads stand at most so many lines above the first row below them; some print a cell a line.
FARTHEST = 40
#: The level of heads over the parts of a wide row.
ROW = "row"
_SET = ["edition", "form", "columns"]
#: The shortest beginning of a label that tells which it is, in characters.
_SHORTEST = 2
#: One label (总计) may be another table's.
_FEWEST_HEADS = 2


def disordered_rows(table: Table, forms: Forms) -> pl.DataFrame:
    """The rows of the form, of tables that print its columns in another order: doc, row, each once."""
    rows, heads = _rows_of_sets(forms), _heads(table, forms)
    printed = pl.concat([table.runs.select("doc", "line_no", "edition", "row"), _parts(table, forms)])
    below = printed.filter(pl.col("row").is_not_null()).select("doc", "edition", "row", first="line_no")
    near = heads.sort("line_no").join_asof(
        below.sort("first"),
        left_on="line_no",
        right_on="first",
        by=["doc", "edition"],
        strategy="forward",
        check_sortedness=False,
    )
    near = near.filter(pl.col("first") - pl.col("line_no") <= FARTHEST).join(rows, on=["set", "row"], how="semi")
    near = near.select("doc", "set", "level", "line_no", "place", "at", "size", "is_whole")
    near = near.sort("doc", "set", "level", "line_no", "place")
    columns = near.filter(pl.col("size").is_not_null())
    # A line with all heads is one level.
    lines = columns.group_by("doc", "set", "line_no").agg(pl.col("size").first(), n=pl.col("at").n_unique())
    whole = columns.join(lines.filter(pl.col("n") == pl.col("size")), on=["doc", "set", "line_no"], how="semi")
    by_line = whole.sort("doc", "set", "line_no", "place")
    # 自然人 stands before all other applicants, at whatever level.
    first = columns.filter("is_whole", pl.col("at") < pl.col("size") - 1).sort("doc", "set", "line_no", "place")
    wrong = [
        _falling(first),
        _falling(near.filter("is_whole"), "level"),
        _falling(columns, "level", "line_no"),
        _falling(by_line, "line_no"),
    ]
    return pl.concat(wrong).join(rows, on="set").select("doc", "row").unique(maintain_order=True)


def rows_of_lacking_heads(table: Table, forms: Forms) -> pl.DataFrame:
    """The rows of the form, of documents that print some heads of its columns and others nowhere: doc, row."""
    return _rows_by_heads(table, forms, pl.col("n").is_between(_FEWEST_HEADS, pl.col("size") - 1))


def rows_without_heads(table: Table, forms: Forms) -> pl.DataFrame:
    """The rows of the form, of documents that print no heads of its columns: doc, row."""
    return _rows_by_heads(table, forms, pl.col("n").fill_null(0) < _FEWEST_HEADS)


def _rows_by_heads(table: Table, forms: Forms, asked: pl.Expr) -> pl.DataFrame:
    """The rows of sets of which a document prints heads as asked (`n` of `size`, null for none): doc, row."""
    columns = _heads(table, forms).filter(pl.col("size").is_not_null() & pl.col("is_whole"))
    printed = columns.group_by("doc", "set").agg(pl.col("size").first(), n=pl.col("at").n_unique())
    rows = table.runs.select("doc", "edition", "row").drop_nulls().unique()
    sets = _rows_of_sets(forms).join(_sets(forms).select("set", "edition"), on="set")
    met = rows.join(sets, on=["edition", "row"]).join(printed, on=["doc", "set"], how="left")
    return met.filter(asked).select("doc", "row").unique()


def _falling(heads: pl.DataFrame, *level: str) -> pl.DataFrame:
    """The sets whose heads of one level fall back in the form's order as often as they are printed: doc, set.

    The heads of a level stand together, in reading order.
    """
    key = ["doc", "set", *level]
    same = pl.all_horizontal(pl.col(name) == pl.col(name).shift() for name in key)
    back = heads.with_columns(aside=pl.col("place").diff(), above=pl.col("line_no").shift())
    back = back.filter(same & (pl.col("at").diff() < 0))
    line = ["doc", "set", "line_no"]
    lines = heads.join(back, on="doc", how="semi").group_by(line).agg(alone=pl.len() == 1)
    met = back.join(lines, on=line).join(lines, left_on=["doc", "set", "above"], right_on=line, suffix="_above")
    # What stands on a line above may stand at the right all the same, but where each head has a line of its own.
    beside = (pl.col("aside") < 0) | ((pl.col("aside") == 0) & ~(pl.col("alone") & pl.col("alone_above")))
    above_right = (pl.col("line_no") > pl.col("above")) & beside
    falls = met.filter(~above_right).group_by(key).agg(falls=pl.len())
    printed = heads.join(falls, on=key, how="semi").group_by(*key, "at").agg(times=pl.len())
    times = printed.group_by(key).agg(pl.col("times").max())
    return falls.join(times, on=key).filter(pl.col("falls") >= pl.col("times")).select("doc", "set")


def _heads(table: Table, forms: Forms) -> pl.DataFrame:
    """The heads that documents print, and beginnings of some: doc, line_no, place, what `_labels` says, is_whole."""
    editions = table.editions.select("doc", "edition")
    texts = table.texts.select("doc", "line_no", "place", "token", "number", "bare")
    known = _labels_and_beginnings(forms)
    texts = head_by_head(texts, _pieces(forms)).join(editions, on="doc")
    # (七)总计 is a row, 总计 a column.
    named = texts.join(known, on=["edition", "bare"])
    return named.filter(pl.col("number").is_null() | pl.col("size").is_null()).drop("token", "number", "bare")


@lru_cache(maxsize=4)
def head_labels(forms: Forms) -> pl.Series:
    """The labels of heads, cleaned: of columns, over columns, and over the parts of a wide row."""
    return _labels(forms)["bare"].unique()


@lru_cache(maxsize=4)
def _sets(forms: Forms) -> pl.DataFrame:
    """The sets of columns: `_SET`, set UInt32."""
    return forms.columns.select(_SET).unique(maintain_order=True).with_row_index("set")


@lru_cache(maxsize=4)
def _rows_of_sets(forms: Forms) -> pl.DataFrame:
    """The printed rows that have each set: set, row."""
    rows = forms.rows.join(forms.printed_rows, on=["edition", "form", "printed_row"])
    return rows.join(_sets(forms), on=_SET).select("set", "row").unique()


@lru_cache(maxsize=4)
def _labels(forms: Forms) -> pl.DataFrame:
    """The labels of heads: edition, bare, set, level UInt32, at (in the form's order), size (null: of rows)."""
    order = forms.columns.with_columns(at=pl.int_range(pl.len()).over(_SET), size=pl.len().over(_SET))
    own = column_labels(forms).drop("size").join(order.rename({"column_code": "code"}), on=[*_SET, "code"])
    # A head over several columns stands where the first of them does.
    over = order.drop_nulls("under").group_by(*_SET, code="under").agg(pl.col("at").min(), pl.col("size").first())
    heads = known_labels(forms).filter(pl.col("kind") == "header").join(over, on=["edition", "form", "code"])
    named = pl.concat(
        [own, heads.with_columns(under=pl.lit(None, pl.String)), _part_heads(forms)], how="diagonal_relaxed"
    )
    return (
        named.with_columns(level=pl.struct("under", is_part=pl.col("size").is_null()).rank("dense"))
        .join(_sets(forms), on=_SET)
        .select("edition", "bare", "set", "level", "at", "size")
        .unique()
    )


@lru_cache(maxsize=4)
def _beginnings(forms: Forms) -> pl.DataFrame:
    """The beginnings of one column's label that are no label themselves: as `_labels`."""
    columns = _labels(forms).filter(pl.col("size").is_not_null())
    cut = columns.with_columns(length=pl.int_ranges(_SHORTEST, pl.col("bare").str.len_chars())).explode("length")
    pieces = cut.drop_nulls("length").with_columns(pl.col("bare").str.head(pl.col("length"))).drop("length").unique()
    one = pl.col("at").n_unique().over("edition", "set", "bare") == 1
    return pieces.filter(one).join(known_labels(forms), on=["edition", "bare"], how="anti")


@lru_cache(maxsize=4)
def _labels_and_beginnings(forms: Forms) -> pl.DataFrame:
    """The labels of heads and the beginnings of some: as `_labels`, is_whole."""
    return pl.concat([_labels(forms).with_columns(is_whole=True), _beginnings(forms).with_columns(is_whole=False)])


@lru_cache(maxsize=4)
def _pieces(forms: Forms) -> pl.Series:
    """The different ones of these, cleaned."""
    return _labels_and_beginnings(forms)["bare"].unique()


def _part_heads(forms: Forms) -> pl.DataFrame:
    """Labels of rows that stand side by side in one printed row, and of their groups: `_SET`, bare, under, at."""
    rows = forms.rows.with_columns(at=pl.int_range(pl.len()).over("edition", "form", "printed_row"))
    wide = rows.filter(pl.len().over("edition", "form", "printed_row") > 1)
    known = known_labels(forms)
    alone = pl.len().over("edition", "form", "parent") == 1
    own = wide.select(*_SET, "at", code="row_code", under=pl.when(alone).then(pl.lit(ROW)).otherwise("parent"))
    groups = wide.group_by(*_SET, code="parent").agg(pl.col("at").min()).with_columns(under=pl.lit(ROW))
    found = [
        known.filter(pl.col("kind") == kind).join(heads, on=["edition", "form", "code"])
        for kind, heads in (("row", own), ("group", groups))
    ]
    return pl.concat(found, how="diagonal_relaxed").select(*_SET, "bare", "under", pl.col("at").cast(pl.Int64))


def _parts(table: Table, forms: Forms) -> pl.DataFrame:
    """Parts of wide rows that are printed one by one: doc, line_no, edition, row."""
    return runs_of_parts(table.runs, forms).select("doc", "line_no", "edition", "row")
