"""Cells that lost their separators: `规章000` is a label and three values, `总计 3 0 0 0 0 0 3` one and seven.

Cut only where there is one way to do so: the values stand apart, or the digits are as many as the row has places, or
the row has one place, or only one cut keeps the row's own sums, or the other values of the row follow. The label may
have its group's label before it. Nothing but zeros, more than any number has digits and as many as a row has places,
are that row's.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import polars as pl

from transform.forms import Forms
from transform.lines import text_numbers
from transform.numbers import without_note_numbers
from transform.table.labels.editions import printed_editions
from transform.table.labels.glued_values import CUT, rows_alone, rows_behind_pieces, value_pattern, zeros_of_rows
from transform.table.labels.known import clean_label, known_labels, label_tokens
from transform.table.labels.values_below import below_labels, few_values
from transform.table.rows.readings import RowSum, all_hold, row_sums, ways_to_cut

# Not \d, which is every script's digits. What may be a misread digit is no end of a label (`!23` is 123).
_GLUED = r"^(.*[^0-9\s!?|*#@$%&^~<>=\x{FFFD}])([0-9]{1,15})$"
#: Ends a label, or a cell before the digits.
_ENDS_CELL = "[,，、;；/—–－-]$"
#: A label that is the end of a longer text is at least this long.
_SHORTEST_END = 3
_ZEROS = "00"
#: So many rows that no cut makes add up are no misprints.
_SEVERAL = 2


def unglued_tokens(tokens: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Tokens with glued ones cut into their label and their values.

    Args:
        tokens: as from `transform.lines.tokens_of`.
        forms: the forms.

    Returns:
        The same columns and order, and glued Boolean: whether the token was cut out of a longer one. A row whose
        values spaces keep apart is none: it stands there as printed.
    """
    cuts = _glued_tokens(tokens.select("said", "token").filter(pl.col("said").is_first_distinct()), forms)
    if cuts.is_empty():
        return tokens.with_columns(glued=pl.lit(False))
    cuts = below_labels(tokens, _of_each_document(tokens, cuts, known_labels(forms)), forms).drop("edition")
    parts = pl.coalesce(pl.col("parts"), pl.concat_list("token"))
    return (
        _with_following(tokens, cuts)
        .join(cuts, on=["doc", "token"], how="left", maintain_order="left")
        .with_columns(parts=pl.when((pl.col("follow") == 0) | (pl.col("follow") == pl.col("following"))).then("parts"))
        .with_columns(glued=pl.col("parts").is_not_null() & ~pl.col("whole"), token=parts)
        .with_columns(nth=pl.int_ranges(pl.col("token").list.len(), dtype=pl.Int32))
        .drop("parts", "follow", "following", "whole")
        .explode("token", "nth")
        .with_columns(place=pl.col("place") + pl.col("nth"), said=text_numbers(pl.col("token")))
        .drop("nth")
    )


def _with_following(tokens: pl.DataFrame, cuts: pl.DataFrame) -> pl.DataFrame:
    """Tokens with `following` Int64, how many plain values follow on their line; 0 where no cut asks for it."""
    if (cuts["follow"] == 0).all():
        return tokens.with_columns(following=pl.lit(0, pl.Int64))
    values = f"^{value_pattern()}$"
    at, begins = pl.int_range(pl.len()), pl.any_horizontal(pl.col("doc", "line_no").diff() != 0)
    # The next token of the line that is no plain value, or the next line's first one.
    stops = ~pl.col("token").str.contains(values) | begins
    ends = pl.when(stops).then(at).shift(-1).backward_fill().fill_null(pl.len())
    return tokens.with_columns(following=(ends - at - 1).cast(pl.Int64))


def _glued_tokens(distinct: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The distinct tokens that are glued in an edition: `CUT`.

    `follow` Int64 is how many values must follow on the same line for the cut to be right; `whole` Boolean, whether
    spaces keep apart just as many values as the row has; `by_sum`, whether the row's sums alone tell the cut: then
    parts are null where none adds up; `counted`, whether nothing tells it but that there are as many digits as places.
    """
    text = pl.col("text")
    spaced = rf"^(.*?[^0-9\s!|])(?:\s*({value_pattern()}(?:\s+{value_pattern()})+)|\s+({value_pattern()}))$"
    texts = distinct.select("token", text=without_note_numbers(pl.col("token"))).drop_nulls()
    texts = texts.with_columns(text.str.normalize("NFKC").str.strip_chars())
    read = (
        texts.with_columns(apart=text.str.contains(spaced))
        .filter(pl.col("apart") | text.str.contains(_GLUED))
        .select(
            "token",
            head=pl.coalesce(text.str.extract(spaced, 1), text.str.extract(_GLUED, 1)),
            said=pl.coalesce(text.str.extract(spaced, 2), text.str.extract(spaced, 3), text.str.extract(_GLUED, 2)),
            apart="apart",
            clear=text.str.contains(rf"[^0-9\s!|]\s+{value_pattern()}(?:\s+{value_pattern()})*$"),
        )
    )
    alone = [rows_alone(texts, forms), few_values(texts, forms), zeros_of_rows(distinct, forms)]
    behind = rows_behind_pieces(texts, forms)
    if read.is_empty():
        return pl.concat([*alone, behind])
    found = _rows_headed(read.with_columns(bare=clean_label(pl.col("head"))[1]), forms)
    # Behind a comma or a dash the digits are the last cell's alone.
    apart_from_label = pl.col("head").str.contains(_ENDS_CELL) & ~pl.col("apart") & (pl.col("places") > 1)
    found = found.filter(~apart_from_label)
    named = found.select("edition", "token").unique()
    alone.append(behind.join(named, on=["edition", "token"], how="anti", maintain_order="left"))
    sums = row_sums(forms)
    rows = [
        (edition, token, [head, *parts] if parts else None, follow, clear and follow == 0, by_sum, counted)
        for edition, token, head, said, apart, clear, row, places in found.iter_rows()
        for parts, follow, by_sum, counted in _certain_cut(said, places, sums.get((edition, row), []), apart=apart)
    ]
    return pl.concat([pl.DataFrame(rows, schema=CUT, orient="row"), *alone])


@lru_cache(maxsize=4)
def _labels_of_rows(forms: Forms) -> pl.DataFrame:
    """The labels that head a row: edition, row, places, label."""
    rows = known_labels(forms).filter(pl.col("row").is_not_null()).join(forms.printed_rows, on=["edition", "row"])
    return rows.select("edition", "row", "places", label="bare").unique(maintain_order=True)


def _rows_headed(headed: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The row that a text's head names, or ends with behind other labels.

    Returns:
        edition, token, head, said, apart, clear, row, places; rows of one name that differ in width leave it undecided.
    """
    rows, others = _labels_of_rows(forms), known_labels(forms).select("edition", before="bare").unique()
    exact = headed.join(rows, left_on="bare", right_on="label", maintain_order="left_right")
    longer = (
        headed.join(exact.select("token").unique(), on="token", how="anti", maintain_order="left")
        .join(rows.filter(pl.col("label").str.len_chars() >= _SHORTEST_END), how="cross", maintain_order="left_right")
        .filter(pl.col("bare").str.ends_with(pl.col("label")))
        .with_columns(before=pl.col("bare").str.strip_suffix(pl.col("label")).str.replace("[0-9]+$", ""))
        .join(others, on=["edition", "before"], how="semi", maintain_order="left")
    )
    columns = ["edition", "token", "head", "said", "apart", "clear", "row", "places"]
    found = pl.concat([exact.select(columns), longer.select(columns)])
    one = pl.col("places").n_unique().over("edition", "token") == 1
    return found.filter(one).unique(["edition", "token"], keep="first", maintain_order=True)


def _certain_cut(
    said: str, places: int, sums: Sequence[RowSum], *, apart: bool
) -> Iterator[tuple[list[str], int, bool, bool]]:
    """The one way to cut the values, how many must follow, whether the sums or their count alone tell it, if certain.

    Nothing, for a way, where the sums would have to tell and permit none.
    """
    values = said.split()
    if apart and len(values) <= places:
        yield values, places - len(values), False, False
    elif apart:
        return
    elif places == 1:
        yield [said], 0, False, False
    elif len(said) == places:
        # Nothing but cells of their own prints two zeros on end, and a row that adds up has them all.
        told = bool(sums) and (_ZEROS in said or all_hold([int(digit) for digit in said], sums))
        yield list(said), 0, False, not (told or set(said) == {"0"})
    else:
        ways = [cut for cut in ways_to_cut(said, places) if sums and all_hold([int(part) for part in cut], sums)]
        if len(ways) == 1:
            yield ways[0], 0, True, False
        elif len(said) < places:
            yield [said], places - 1, False, False
        elif sums and not ways:
            yield [], 0, True, False


def _of_each_document(tokens: pl.DataFrame, cuts: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """The cuts by the edition that each document prints: doc, edition, token, parts, follow, whole.

    Where several rows cannot be cut so that they add up, their columns are not the form's, and what adds up does by
    chance: no sum tells a cut then.
    """
    found = tokens.join(cuts.select("token").unique(), on="token").select("doc", "token").unique()
    theirs = tokens.join(found.select("doc").unique(), on="doc", how="semi")
    prints = label_tokens(theirs.select("token").unique())
    editions = printed_editions(theirs.join(prints, on="token"), labels)
    cut = (
        found.join(editions.select("doc", "tied", printed="edition"), on="doc", how="left", maintain_order="left")
        .with_columns(pl.col("tied").fill_null(value=True))
        .join(cuts, on="token")
    )
    failed = (pl.col("parts").is_null().sum() >= _SEVERAL).over("doc", "edition")
    # As many digits as places are its values only where blank cells print a 0: 5, nothing and 21 are `521`, too.
    values = pl.col("parts").list.slice(1)
    zeros = (values.list.len() > _SEVERAL) & (values.list.eval(pl.element() == "0").list.all())
    blanks = (pl.col("follow") > 0).any().over("doc", "edition") | ~zeros.any().over("doc", "edition")
    cut = cut.filter(~(pl.col("by_sum") & failed) & ~(pl.col("counted") & blanks) & pl.col("parts").is_not_null())
    # Where the document does not tell its edition, the one that cuts most of it does; else a token is cut as all do.
    most = cut.group_by("doc", "edition").len().sort("len", descending=True)
    settled = most.group_by("doc", maintain_order=True).agg(
        most=pl.when((pl.col("len") == pl.col("len").max()).sum() == 1).then(pl.col("edition").first())
    )
    cut = cut.join(settled, on="doc", how="left", maintain_order="left")
    cuts_as = pl.struct(pl.col("parts").list.join("\t"), "follow")
    agreed = pl.col("tied") & (cuts_as.n_unique() == 1).over("doc", "token")
    told_by = pl.when("tied").then("most").otherwise("printed")
    return (
        cut.filter(agreed | (pl.col("edition") == told_by).fill_null(value=False))
        .select("doc", "edition", "token", "parts", "follow", "whole")
        .unique(["doc", "token"], maintain_order=True)
    )
