"""Labels that narrow columns break, also around their values: `4.保护第三` / `0 3 0 0 3 0 6` / `方合法权益`.

So does the text of a PDF page. A run whose label says nothing by itself has the label that the texts before it make run
together, or those and the texts behind it, where that is a row's to the letter.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import polars as pl

from transform.forms import Forms
from transform.numbers import number_words
from transform.table.labels.known import known_labels, label_tokens, row_heads
from transform.table.rows.runs import first_tokens

#: A label has at most so many pieces before its values, and so many behind them.
_BEFORE, _BEHIND = 14, 8
_NOT_TEXT = re.compile(r"[\W_]+")
#: A row's own numbering; before it, in the same piece, may stand a piece of its group's label.
_NUMBERING = re.compile(r"[0-9]{1,2}[.、．]|[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、")
#: What is left of it behind its first bracket, where it is broken there.
_BROKEN_NUMBERING = re.compile(r"^\s*[0-9一二三四五六七八九十]{1,3}[)）.、．]")
#: A row's number and nothing else, also as Markdown escapes it.
_MARK = re.compile(r"^\s*([0-9])\s*\\?[.、．]\s*$")
_LABELS = ("number", "bare")


def with_labels_of_pieces(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Runs, those whose label is in pieces with that label's `number` and `bare`.

    Args:
        runs: as `transform.table.rows.alignment.aligned_runs` takes them.
        tokens: `transform.table.rows.runs.TOKEN`.
        forms: the forms.
    """
    own, shared = _whole_labels(forms)
    whole = pl.col("bare").is_in(own) | (pl.col("bare").is_in(shared) & _NUMBERED)
    asked = runs.filter(pl.col("edition").is_not_null() & pl.col("head").is_not_null() & pl.col("grid").is_null())
    asked = asked.filter(~whole.fill_null(value=False)).select("run", "values", "doc", "head", "before")
    asked = _with_fitting_pieces(asked, tokens, forms)
    if asked.is_empty():
        return runs
    found = _labels_of(asked, tokens, forms)
    met = runs.join(found, on="run", how="left", maintain_order="left")
    is_found = pl.col("whole").is_not_null()
    return met.with_columns(
        pl.when(is_found).then(f"whole_{name}").otherwise(name).alias(name) for name in _LABELS
    ).drop("whole", *(f"whole_{name}" for name in _LABELS))


_NUMBERED = pl.col("number").is_not_null()


@lru_cache(maxsize=4)
def _whole_labels(forms: Forms) -> tuple[pl.Series, pl.Series]:
    """The labels that are whole by themselves, and those of rows that other labels are, too (总计): each one list."""
    others = known_labels(forms).filter(pl.col("kind") != "row").select("bare")
    shared = row_heads(forms).select("bare").unique().join(others.unique(), on="bare", how="semi")
    own = known_labels(forms).join(shared, on="bare", how="anti")["bare"].unique()
    return own.implode(), shared["bare"].implode()


def _with_fitting_pieces(asked: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The runs whose nearest two texts stand side by side in a label: run, values, first (as `first_tokens`)."""
    asked = asked.with_columns(first=first_tokens(tokens).gather(asked["run"]))
    ends = asked["first"] + asked["values"]
    behind = tokens.select("token", doc_behind="doc", is_text=pl.col("run").is_null())
    behind = behind[ends.clip(upper_bound=tokens.height - 1)]
    rows = asked.hstack(behind).with_columns(
        behind=pl.when("is_text", pl.col("doc") == pl.col("doc_behind")).then("token")
    )
    texts = rows.select("before", "head", "behind").unique()
    labels = _printed_labels(forms)
    fits = [_may_be_pieces(before, head, behind, labels) for before, head, behind in texts.iter_rows()]
    return rows.join(
        texts.filter(pl.Series(fits, dtype=pl.Boolean)),
        on=["before", "head", "behind"],
        how="semi",
        nulls_equal=True,
        maintain_order="left",
    ).select("run", "values", "first")


def _may_be_pieces(before: str | None, head: str, behind: str | None, labels: str) -> bool:
    """Whether the text before values and the one next to it, before it or behind them, stand so in a label."""
    if head.strip() in _units():
        return True
    own = _tail(head)
    return (before is not None and any(_solid(begins) + own in labels for begins in _beginnings(before))) or (
        behind is not None and any(_solid(begins) + _letters(behind) in labels for begins in _beginnings(head))
    )


def _labels_of(asked: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The labels that the pieces around runs make: run, whole (as printed), whole_number, whole_bare."""
    said, is_value, docs = tokens["token"], tokens["run"].is_not_null(), tokens["doc"]
    rows = []
    for run, size, at in asked.iter_rows():
        start, end = max(at - _BEFORE, 0), at + size
        own = (docs.slice(start, end + _BEHIND - start) == docs[at]).to_list()
        texts = said.slice(start, end + _BEHIND - start).to_list()
        values = is_value.slice(start, end + _BEHIND - start).to_list()
        plain = [text if mine and not value else None for text, mine, value in zip(texts, own, values, strict=True)]
        before, behind = _until_none(plain[: at - start][::-1]), _until_none(plain[end - start :])
        label = _label_of(before, behind, forms)
        if label is not None:
            rows.append((run, label))
    found = pl.DataFrame(rows, schema={"run": pl.Int32, "whole": pl.String}, orient="row")
    cleaned = label_tokens(found.select(token="whole").unique())
    return found.join(cleaned.select(whole="token", whole_number="number", whole_bare="bare"), on="whole", how="left")


def _until_none(texts: Sequence[str | None]) -> tuple[str, ...]:
    """The texts before the first gap."""
    end = next((at for at, text in enumerate(texts) if text is None), len(texts))
    return tuple(text for text in texts[:end] if text is not None)


@lru_cache(maxsize=1 << 12)
def _label_of(before: tuple[str, ...], behind: tuple[str, ...], forms: Forms) -> str | None:
    """The longest label that the texts `before` make (the nearest one first), or they and those `behind`."""
    if before and (mark := _MARK.match(unicodedata.normalize("NFKC", before[0]))):
        return _label_at_mark(mark.group(1), before[1:], behind, forms)
    found, labels, as_one = None, _solid_labels(forms), _printed_labels(forms)
    # A column of units (件) between a label and its values is none of it.
    is_unit = bool(before) and before[0].strip() in _units()
    before = before[1:] if is_unit else before
    for count in range(1, len(before) + 1):
        if _tail("".join(before[: count - 1][::-1])) not in as_one:
            break
        for begins in _beginnings(before[count - 1]):
            joined = "".join([begins, *before[count - 2 :: -1]] if count > 1 else [begins])
            for more in range(len(behind) + 1):
                label = joined + "".join(behind[:more])
                if (count > 1 or more or is_unit) and _solid(label) in labels:
                    found = label
                    break
    return found


def _label_at_mark(mark: str, above: tuple[str, ...], below: tuple[str, ...], forms: Forms) -> str | None:
    """The label of this number that ends above values, or begins below them, where its number alone stands at them.

    A number sits lower than its label on the page, and so on a line of its own with the values; only one of both fits.
    """
    numbers = _numbers_of_labels(forms)
    joined = [["".join(above[:count][::-1]) for count in range(1, len(above) + 1)]]
    joined.append(["".join(below[:count]) for count in range(1, len(below) + 1)])
    named = [next((text for text in texts if _solid(text) in numbers), None) for texts in joined]
    fitting = [text for text in named if text is not None and mark in numbers[_solid(text)]]
    return f"{mark}.{fitting[0]}" if len(fitting) == 1 else None


@lru_cache(maxsize=4)
def _numbers_of_labels(forms: Forms) -> dict[str, set[str]]:
    """The numbers that a row's label may have, by its letters."""
    found: dict[str, set[str]] = {}
    for bare, number in row_heads(forms).select("bare", "row_number").drop_nulls().iter_rows():
        found.setdefault(bare, set()).add(number)
    return found


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    """What counts are counted in."""
    return frozenset(number_words()["count"])


def _beginnings(piece: str) -> list[str]:
    """A piece of a label, and without what stands before its numbering."""
    numbers = list(_NUMBERING.finditer(piece))
    return [piece] + ([piece[numbers[-1].start() :]] if numbers and numbers[-1].start() else [])


def _solid(text: str) -> str:
    """A label's letters, without its numbering."""
    plain = _NUMBERING.sub("", unicodedata.normalize("NFKC", text).strip(), count=1) if _NUMBERING.match(text) else text
    return _letters(plain)


def _tail(text: str) -> str:
    """The letters of a label's last pieces."""
    return _letters(_BROKEN_NUMBERING.sub("", text))


@lru_cache(maxsize=1 << 12)
def _letters(text: str) -> str:
    """A text's letters and digits."""
    return _NOT_TEXT.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=4)
def _solid_labels(forms: Forms) -> frozenset[str]:
    """The labels of rows, also as printed with what stands in brackets."""
    rows = row_heads(forms)["bare"].unique().to_list()
    printed = forms.rows["label"].to_list() + forms.labels.filter(kind="row")["label"].to_list()
    return frozenset([*rows, *map(_solid, printed)])


@lru_cache(maxsize=4)
def _printed_labels(forms: Forms) -> str:
    """The same as one text."""
    return "\n".join(sorted(_solid_labels(forms)))
