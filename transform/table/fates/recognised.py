"""The labels of the forms as they were recognised: what is printed, and which label of the form it was taken for."""

from functools import lru_cache

import polars as pl

from transform.among import numbered
from transform.forms import Forms
from transform.table.aligned import Table
from transform.table.labels.known import known_labels

#: The labels of one document, in reading order; `label` is what it was taken for: form, kind and code
#: (`application.row.granted`), several with | between them; `is_exact` whether it is that label as it stands, numbering
#: and brackets aside.
_LABEL = {"line_no": pl.Int32(), "token": pl.String(), "label": pl.String(), "is_exact": pl.Boolean()}
LABELS = pl.List(pl.Struct(_LABEL))
#: The labels of the forms in each document.
REPORT_LABELS = pl.Schema([("doc", pl.UInt32()), ("labels", LABELS)])


def recognised_labels(labels: pl.DataFrame, table: Table, forms: Forms) -> pl.DataFrame:
    """What each label was recognised as.

    Args:
        labels: at, label: as from `transform.table.fates.leftovers.leftovers_and_labels`.
        table: what the batch prints.
        forms: the forms.

    Returns:
        `REPORT_LABELS`; a document without a label has no row.
    """
    if labels.is_empty():
        return REPORT_LABELS.to_frame()
    at, after = labels["at"], (labels["at"] + 1).clip(upper_bound=table.tokens.height - 1)
    around = table.tokens.select(
        nth=(pl.col("run").is_null().cum_sum() - 1).gather(at),
        token=pl.col("token").gather(at),
        run=pl.when(pl.col("doc").gather(after) == pl.col("doc").gather(at)).then(pl.col("run").gather(after)),
    )
    said = table.texts.select(pl.col("doc", "line_no", "bare").gather(around["nth"]))
    read = pl.concat([labels, said, around.drop("nth")], how="horizontal")
    own, near = _codes(forms)
    found = (
        read.join(table.editions.select("doc", "edition"), on="doc", how="left", maintain_order="left")
        .join(own, on=["edition", "bare"], how="left", maintain_order="left")
        .join(near, on=["edition", "label"], how="left", maintain_order="left")
    )
    found = numbered(found, _heads(table, forms), "run").select(
        "doc", "line_no", "token", label=pl.coalesce("own", "near", "head"), is_exact=pl.col("own").is_not_null()
    )
    return found.group_by("doc", maintain_order=True).agg(labels=pl.struct(*_LABEL)).cast(REPORT_LABELS)


@lru_cache(maxsize=4)
def _codes(forms: Forms) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Each label of the forms with what it names: edition, bare, own; and the same as edition, label, near."""
    named = known_labels(forms).select("edition", "bare", code=pl.concat_str("form", "kind", "code", separator="."))
    codes = (
        named.unique()
        .sort("edition", "bare", "code")
        .group_by("edition", "bare", maintain_order=True)
        .agg(own=pl.col("code").str.join("|"))
    )
    return codes, codes.rename({"bare": "label", "own": "near"})


def _heads(table: Table, forms: Forms) -> pl.DataFrame:
    """The rows of the form that runs of values are, for what stands before them: run, head."""
    runs = table.runs.filter(pl.col("row").is_not_null()).select("run", "edition", "row")
    return runs.join(_rows(forms), on=["edition", "row"]).select("run", "head")


@lru_cache(maxsize=4)
def _rows(forms: Forms) -> pl.DataFrame:
    """The rows of the forms with what names them: edition, row, head."""
    head = pl.concat_str("form", pl.lit("row"), "printed_row", separator=".")
    return forms.printed_rows.select("edition", "row", head=head).unique(["edition", "row"])
