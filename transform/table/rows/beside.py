"""Rows beside which another run of numbers stands that no label claims: what is theirs is not known for certain.

Digits wrapped in a narrow column leave `1 0 0` and, below it, a `0` under the 1; two lines share one label, or none; or
all labels stand first and all numbers behind them. And where a run stands between the heads and the first label, each
label's numbers may stand above it: then no row is certain whose numbers have a line of their own, down to the next row
that has its label beside it.
"""

from functools import lru_cache

import polars as pl

from transform.forms import Forms
from transform.lexicon import any_of
from transform.lines import CUT
from transform.table.labels.known import clean_label, known_labels, letters_of_heads, row_heads
from transform.table.rows.runs import places_in_runs
from transform.table.rows.standing import UNCERTAIN
from transform.table.rows.totals import runs_that_add_up

#: Why the cells of a row are open.
BESIDE, ORDER = "run_beside", "order_unknown"
#: A label with its group's before it, or in pieces.
_NEAR = 3
#: So many characters of a label's middle are a piece of it.
_INNER = 4
#: A row of values and a piece of a label, in one text.
_HELD = r"^[-—–/0-9]+(?:\s+[-—–/0-9]+){4,}\s+\S*\p{Han}"
#: A piece of a label and a number behind it.
_PIECE = r"^(\p{Han}+[^\p{Han}0-9\s]?)\s+[0-9]{1,4}$"
#: The end of a number whose beginning stands elsewhere; a label with numbers behind it.
_REST, _BEGUN = "^0[0-9]+$", r"\p{Han}.*\s[0-9]{1,12}(?:\s+(?:[0-9]{1,12}|[-—－–/]))*$"
#: So few places has a row without a sum.
_NARROW = 3
#: So many characters begin a label.
_BEGINS = 3
#: So many values are no digits of one number; the end of a label's number, cut off before its point.
_WHOLE, _POINTED = 7, r"^[.．、]\s*\p{Han}"
#: A number far from the beginning of its line.
_BELOW_COLUMNS = r"^\s{16,}[0-9]{1,12}\s*$"
_PAIR = ["doc", "edition", "row", "run", "values", "places", "line_no", "last_line"]


def rows_beside_runs(runs: pl.DataFrame, tokens: pl.DataFrame, lines: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows that a run without a label makes uncertain: `UNCERTAIN`.

    Args:
        runs: as from `transform.table.rows.standing.standing`.
        tokens: `transform.table.rows.runs.TOKEN`.
        lines: as from `transform.lines.lines_of`.
        forms: the forms.
    """
    broken = _of_broken_numbers(runs, tokens, forms)
    broken = pl.concat([broken, _around_whole_rows(runs, forms), _at_numbers_of_labels(runs, tokens)])
    unclaimed = _unclaimed(runs, tokens, forms)
    if unclaimed.is_empty():
        return broken
    theirs = (
        runs.filter(pl.col("doc").is_in(unclaimed["doc"].unique().implode()))
        .join(unclaimed.select("run", "goes_on", "far"), on="run", how="left", maintain_order="left")
        .with_columns(unclaimed=~pl.col("goes_on"), aligned=pl.col("row").is_not_null())
        .with_columns(pl.col("unclaimed", "goes_on", "far").fill_null(value=False))
    )
    return pl.concat([_beside(theirs, tokens, lines, forms), _in_unknown_order(theirs, tokens, forms), broken])


def _around_whole_rows(runs: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows next to as many values as they have that are no row: labels in pieces that were shared out wrongly.

    A row with a whole label, or with the beginning of one beside its values, is none of these, unless its label stands
    above its values where most stand beside them.
    """
    free = pl.col("row").is_null() & pl.col("matched").is_null() & pl.col("grid").is_null()
    alone = free & (pl.col("values") >= _WHOLE) & (pl.col("next_line") != pl.col("last_line")).fill_null(value=True)
    if not runs.select(alone.any()).item():
        return UNCERTAIN.to_frame()
    labels = row_heads(forms).select("edition", "row", begins=pl.col("bare").str.head(_BEGINS)).unique()
    begun = runs.filter("tied").select("run", "edition", "row", "bare").join(labels, on=["edition", "row"])
    begun = begun.filter(pl.col("bare").str.contains(pl.col("begins"), literal=True))
    apart = ~pl.col("tied") & _most_are_lines(pl.col("row").is_not_null())
    likely = (pl.col("matched").is_in(["fragment", "position"]) | apart) & pl.col("grid").is_null()
    loose = pl.col("row").is_not_null() & likely & ~pl.col("run").is_in(begun["run"].unique().implode())
    met = runs.with_columns(alone=alone, loose=loose)
    near = [
        pl.col("alone").shift(step)
        & (pl.col("doc") == pl.col("doc").shift(step))
        & (pl.col("values").shift(step) == pl.col("places"))
        for step in (1, -1)
    ]
    return met.filter(pl.col("loose") & pl.any_horizontal(near)).select("doc", "row", why=pl.lit(ORDER))


def _at_numbers_of_labels(runs: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The rows of which the first value is a label's number, which goes on below with its point (`3 | 0` / `.属于`)."""
    points = tokens.select(at=pl.int_range(pl.len(), dtype=pl.UInt32), doc="doc", token="token", run="run")
    points = points.filter(pl.col("run").is_null() & pl.col("token").str.contains(_POINTED))
    if points.is_empty():
        return UNCERTAIN.to_frame()
    theirs = runs.filter(pl.col("doc").is_in(points["doc"].unique().implode())).select("doc", "row", "last", "grid")
    met = points.select("doc", "at").join_asof(
        theirs.with_columns(at=pl.col("last")), on="at", by="doc", check_sortedness=False
    )
    near = pl.col("row").is_not_null() & pl.col("grid").is_null() & (pl.col("at") - pl.col("last") <= _NEAR)
    return met.filter(near).select("doc", "row", why=pl.lit(ORDER)).unique()


def _of_broken_numbers(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows that do not add up and have a rest of a number (`07` below `13`), or a number at the end of their label.

    That is a label with numbers behind it that are no whole row: `3.其他 5 — —`, and the others below.
    """
    rows = pl.col("row").is_not_null() & pl.col("grid").is_null()
    begun = rows & pl.col("head").str.contains(_BEGUN).fill_null(value=False)
    long = tokens.select("run", "token").filter(pl.col("run").is_not_null() & (pl.col("token").str.len_bytes() > 1))
    rests = long.filter(pl.col("token").str.contains(_REST))["run"].unique()
    ended = rows & pl.col("last").is_in(_before_rests(tokens, forms).implode())
    # (A row of fewer values is read by its sums: `00` may be two of them.)
    down = rows & (pl.col("last_line") > pl.col("line_no")) & (pl.col("values") == pl.col("places"))
    below = _below_beginnings(runs.with_columns(rows=rows), forms)
    found = runs.filter(
        begun | ended | (down & pl.col("run").is_in(rests.implode())) | pl.col("run").is_in(below.implode())
    )
    # Behind a text with a row's values in it these may be the label's: that they add up is no answer.
    other = runs.filter(rows & (pl.col("matched") != "label") & pl.col("at").is_in(_behind_rows(tokens).implode()))
    if found.is_empty() and other.is_empty():
        return UNCERTAIN.to_frame()
    sure = runs_that_add_up(found, tokens, forms)
    open_rows = found.filter(~pl.col("run").is_in(sure.implode()))
    return pl.concat([open_rows, other]).select("doc", "row", why=pl.lit(BESIDE))


def _below_beginnings(runs: pl.DataFrame, forms: Forms) -> pl.Series:
    """The rows directly below a few numbers that stand beside the beginning of a label: their `run`."""
    names = ("doc", "row", "matched", "bare", "values", "last", "last_line", "next_line", "tied")
    above = {name: pl.col(name).shift() for name in names}
    is_near = (above["doc"] == pl.col("doc")) & (pl.col("at") - above["last"] - 1).is_between(1, _NEAR)
    is_beside = above["tied"] & above["next_line"].ne_missing(above["last_line"])
    is_open = above["row"].is_null() & above["matched"].is_null() & (above["values"] < pl.col("places"))
    found = runs.with_columns(piece=above["bare"], below=is_open & is_near & is_beside).filter("rows", "below")
    if found.is_empty():
        return found["run"]
    met = found.filter(pl.col("piece") != "").join(row_heads(forms).select(label="bare").unique(), how="cross")
    return met.filter(pl.col("label").str.starts_with(pl.col("piece")), pl.col("label") != pl.col("piece"))["run"]


@lru_cache(maxsize=4)
def _column_heads(forms: Forms) -> pl.DataFrame:
    """The labels of columns and of the heads over them: edition, bare, is_head (true)."""
    heads = known_labels(forms).filter(pl.col("kind").is_in(["column", "header"]))
    return heads.select("edition", "bare").unique().with_columns(is_head=pl.lit(value=True))


@lru_cache(maxsize=4)
def _heads_in_a_row(forms: Forms) -> str:
    """A pattern for labels of columns, one behind the other, and nothing else."""
    return f"^{any_of(_column_heads(forms)['bare'])}{{2,}}$"


def _behind_rows(tokens: pl.DataFrame) -> pl.Series:
    """The places in `TOKEN` of the next values behind a text that holds a row of values, which may be their label's."""
    held = tokens.filter(pl.col("run").is_null() & pl.col("token").str.contains(_HELD))["doc"].unique()
    if held.is_empty():
        return pl.Series("at", dtype=pl.UInt32)
    at = pl.int_range(pl.len(), dtype=pl.UInt32)
    theirs = tokens.select("doc", "run", "token", "starts", at=at).filter(pl.col("doc").is_in(held.implode()))
    holds = pl.col("run").is_null() & pl.col("token").str.contains(_HELD)
    text, value = (pl.when(it).then("at").forward_fill() for it in (holds, pl.col("run").is_not_null()))
    marked = theirs.with_columns(text=text.over("doc"), value=value.over("doc"))
    before = pl.col("value").shift().over("doc")
    since = pl.col("text").is_not_null() & (before.is_null() | (pl.col("text") > before))
    return marked.filter(pl.col("starts") & since)["at"]


def _before_rests(tokens: pl.DataFrame, forms: Forms) -> pl.Series:
    """The places in `TOKEN` of the last values before the end of a label with a number behind it (`版物 9`)."""
    said, at = pl.when(pl.col("run").is_null()).then("token"), pl.int_range(pl.len(), dtype=pl.UInt32)
    pieces = tokens.select(said.str.contains(_PIECE)).to_series()
    if not pieces.any():
        return pl.Series("before", dtype=pl.UInt32)
    before = pl.when(pl.col("run").is_not_null()).then(at).forward_fill()
    ends = tokens.select(said=said, at=at, before=before).filter(pieces)
    ends = ends.filter(pl.col("at") - pl.col("before") <= _NEAR)
    heads = ends.with_columns(bare=clean_label(pl.col("said").str.extract(_PIECE, 1))[1])
    return heads.filter(pl.col("bare").is_in(_pieces_of_labels(heads["bare"], forms).implode()))["before"]


def _unclaimed(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The runs with a number, or beside one, that are no row, and have lines of their own under no label.

    Adds goes_on Boolean: they stand behind a piece of a row's label, which the line before may begin; far: below it.
    """
    # What stands before a label on its line numbers the line.
    others = runs.filter(
        pl.col("row").is_null()
        & pl.col("matched").is_null()
        & pl.col("edition").is_not_null()
        & (pl.col("next_line") != pl.col("last_line")).fill_null(value=True)
    )
    if others.is_empty():
        return others
    under = others.join(_column_heads(forms), on=["edition", "bare"], how="left", maintain_order="left")
    # Heads with a space between are one text.
    in_pieces = pl.col("bare").str.contains(letters_of_heads(forms)) & ~pl.col("bare").is_in(
        row_heads(forms)["bare"].unique().implode()
    )
    is_head = pl.any_horizontal(
        pl.col("is_head"), pl.col("bare").str.contains(_heads_in_a_row(forms)), in_pieces
    ).fill_null(value=False)
    alone = pl.col("head").is_null() | (is_head & pl.col("number").is_null())
    pieces = _pieces_of_labels(under.filter(~alone.fill_null(value=False))["bare"], forms)
    goes_on = (pl.col("bare").is_in(pieces.implode()) & pl.col("is_head").is_null()).fill_null(value=False)
    bare = under.with_columns(goes_on=goes_on, far=pl.col("head_line") != pl.col("line_no")).filter(
        alone.fill_null(value=False) | pl.col("goes_on")
    )
    said = places_in_runs(tokens, bare).filter(pl.col("print") != "dash")["run"].unique()
    # Dashes are a row's blanks where numbers without a label follow them.
    block = (pl.col("at") != pl.col("last").shift() + 1).fill_null(value=True).cum_sum()
    return bare.filter(pl.col("run").is_in(said.implode()).any().over(block))


def _pieces_of_labels(prints: pl.Series, forms: Forms) -> pl.Series:
    """The prints that are the end of a row's label, or a longer part behind its beginning, and not all of it."""
    labels = row_heads(forms)["bare"].unique()
    pieces = pl.DataFrame({"bare": prints.drop_nulls().unique()}).filter(pl.col("bare") != "")
    met = pieces.join(pl.DataFrame({"label": labels}), how="cross")
    label, bare = pl.col("label"), pl.col("bare")
    inner = (bare.str.len_chars() >= _INNER) & label.str.contains(bare, literal=True) & ~label.str.starts_with(bare)
    ends = met.filter(label.str.ends_with(bare) | inner)["bare"].unique()
    return ends.filter(~ends.is_in(labels.implode()))


def _beside(runs: pl.DataFrame, tokens: pl.DataFrame, lines: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows directly above an unclaimed run, or directly below one and with their label beside them.

    In a grid a row goes on below its label, never above it, where a row stands above.
    """
    before, behind = (pl.col("doc") == pl.col("doc").shift(step) for step in (1, -1))
    between = pl.col("at").shift(-1) - pl.col("last") - 1
    near = pl.col("goes_on").shift(-1) & between.is_between(1, _NEAR)
    continued = (pl.col("unclaimed").shift(-1) & (between == 0)) | near
    # A label's last piece some pieces on, or above the number: only where the row lacks one.
    loosely = near & (pl.col("far").shift(-1) | (between > 1))
    above = pl.col("aligned") & behind & continued
    below = before & pl.col("unclaimed").shift() & pl.col("tied") & (pl.col("next_line").shift() == pl.col("line_no"))
    own = pl.col("grid").is_null() | ~above.shift(2, fill_value=False)
    rows = runs.with_columns(
        above=pl.when(above).then(pl.col("run").shift(-1)),
        below=pl.when(below & own).then(pl.col("run").shift()),
        loosely=loosely.fill_null(value=False),
        ends=near.fill_null(value=False),
    ).filter("aligned")
    pairs = pl.concat(
        [rows.drop_nulls(name).select(*_PAIR, "loosely", "ends", other=name) for name in ("above", "below")]
    )
    # Numbers with a line of their own each are as good as one.
    down = pl.col("last_line") - pl.col("line_no") == pl.col("values") - 1
    others = runs.select(other="run", down=down, other_line="line_no", other_last="last_line", rests="values")
    met = pairs.join(others, on="other", how="left", maintain_order="left")
    if met["loosely"].any():
        # A total that is broken as its one addend is adds up all the same: `21` and `21` above `4` and `4`.
        sure = runs_that_add_up(met.filter("loosely"), tokens, forms)
        met = met.filter(~(pl.col("loosely") & pl.col("run").is_in(sure.implode()) & (pl.col("rests") == 1)))
    single = met.filter(pl.col("down") & ~pl.col("loosely"))
    near_ones = _beside_one(single, tokens, lines, forms) if not single.is_empty() else single
    others = met.filter(~pl.col("down") | pl.col("loosely"))
    return pl.concat([others, near_ones]).select("doc", "row", why=pl.lit(BESIDE))


def _beside_one(pairs: pl.DataFrame, tokens: pl.DataFrame, lines: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows beside one number that may be theirs: a cell of a line, without a blank line between, or at their label.

    The number of a page stands alone on its line. A row that adds up lacks no digit.
    """
    at = pairs.select("doc", line_no="other_line").unique()
    cut = lines.join(at, on=["doc", "line_no"], how="semi").filter(pl.col("line").str.contains(CUT))
    cells = cut.select("doc", other_line="line_no", is_cell=True)
    # Below the columns of a page's text a number goes on, or is a page's: who knows?
    below = lines.join(at, on=["doc", "line_no"], how="semi").filter(pl.col("line").str.contains(_BELOW_COLUMNS))
    below = below.select("doc", other_line="line_no", is_below=True)
    gap = pl.max_horizontal(pl.col("other_line") - pl.col("last_line"), pl.col("line_no") - pl.col("other_last"))
    adds_up = pl.col("run").is_in(runs_that_add_up(pairs, tokens, forms).implode())
    met = pairs
    for others in (cells, below):
        met = met.join(others, on=["doc", "other_line"], how="left", maintain_order="left")
    near = (gap <= 1) | pl.col("ends") | pl.col("is_below").fill_null(value=False)
    return met.filter(pl.col("is_cell").fill_null(value=False) | (near & ~adds_up)).select(pairs.columns)


def _most_are_lines(aligned: pl.Expr) -> pl.Expr:
    """Whether most rows of the document have their label beside their values."""
    return (2 * (aligned & pl.col("tied")).sum() > aligned.sum()).over("doc")


def _behind_blank_rows(rows: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.Series:
    """The loose rows behind the label of another without a number, which may be that one's: their `run`.

    Only where most rows are lines.
    """
    before = pl.when(pl.col("doc") == pl.col("doc").shift()).then(pl.col("last").shift()).fill_null(0)
    asked = rows.with_columns(lines=_most_are_lines(pl.col("aligned")), before=before).filter("loose", "lines")
    asked = asked.filter(pl.col("at") - pl.col("before") > _NEAR - 1).select("run", "at", "before")
    if asked.is_empty():
        return asked["run"]
    between = asked.select("run", nth=pl.int_ranges(pl.col("before") + 1, pl.col("at") - 1)).explode("nth")
    texts = between.with_columns(token=tokens["token"].gather(between["nth"]))
    heads = texts.select("token").unique().with_columns(bare=clean_label(pl.col("token"))[1])
    heads = heads.filter(pl.col("bare").is_in(row_heads(forms)["bare"].unique().implode()))
    return texts.join(heads, on="token", how="semi")["run"].unique()


def _in_unknown_order(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows of a form whose numbers have a line of their own, behind a run that stands before such a label."""
    rows = runs.join(_column_heads(forms), on=["edition", "bare"], how="left", maintain_order="left").join(
        forms.printed_rows.select("edition", "row", "form"), on=["edition", "row"], how="left", maintain_order="left"
    )
    # A row that the heads before it tell has no label to stand above.
    by_heads = (pl.col("matched") == "section") | (
        (pl.col("matched") == "label") & pl.col("is_head") & pl.col("number").is_null()
    )
    rows = rows.with_columns(loose=pl.col("aligned") & ~pl.col("tied") & ~by_heads.fill_null(value=False))
    blank = _behind_blank_rows(rows, tokens, forms)
    between = pl.col("at").shift(-1) - pl.col("last") - 1
    leads = (
        (pl.col("doc") == pl.col("doc").shift(-1))
        & pl.col("unclaimed")
        & pl.col("loose").shift(-1)
        & between.is_between(1, pl.when(pl.col("matched").shift(-1) == "position").then(2 * _NEAR).otherwise(_NEAR))
        # (Blanks may lack; a lone number may be a page's.)
        & ((pl.col("values") > 1) | (pl.col("places").shift(-1) <= _NARROW))
    )
    rows = rows.with_columns(
        leads=leads.fill_null(value=False), after=pl.col("form").shift(-1), begins=pl.col("run").is_in(blank.implode())
    )
    ends = pl.col("aligned") & pl.col("tied")
    open_form = (
        pl.when("leads")
        .then("after")
        .when("begins")
        .then("form")
        .when(ends)
        .then(pl.lit(""))
        .forward_fill()
        .over("doc")
        .alias("open_form")
    )
    asked = rows.with_columns(open_form)
    return asked.filter(pl.col("loose") & (pl.col("form") == pl.col("open_form"))).select(
        "doc", "row", why=pl.lit(ORDER)
    )
