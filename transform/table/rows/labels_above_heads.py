"""Parts of a wide row in tables of their own: the label is the caption, and heads stand between it and the values.

`行政复议`, below it `结果维持 结果纠正 其他结果 尚未审结 总计`, below these five values.
"""

from functools import lru_cache

import polars as pl

from transform.forms import Forms
from transform.table.grids.form_columns import printed_parts
from transform.table.labels.known import clean_label, known_labels
from transform.table.rows.runs import first_tokens

#: What a caption has in brackets: 行政诉讼(复议后起诉).
_INSIDE = r"[(（]([^()（）]+)[)）]\s*$"


def with_labels_above_heads(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Runs, those of such a table with its caption for their label.

    Args:
        runs: as `transform.table.rows.alignment.aligned_runs` takes them.
        tokens: `transform.table.rows.runs.TOKEN`.
        forms: the forms.
    """
    parts = _parts(forms)
    last = parts.select("size", bare=pl.col("names").list.last()).unique()
    near = runs.join(last, on="bare", how="inner", maintain_order="left").filter(pl.col("values") <= pl.col("size"))
    if near.is_empty():
        return runs
    at = first_tokens(tokens).gather(near["run"]).cast(pl.Int64)
    asked = near.select("run", "edition", own="doc", at=pl.int_ranges(at - near["size"] - 1, at))
    asked = asked.filter(pl.col("at").list.first() >= 0).explode("at")
    texts = asked.hstack(tokens.select("doc", "token", value="run")[asked["at"]])
    above = (
        texts.group_by("run", "edition", maintain_order=True)
        .agg(
            caption=pl.col("token").first(),
            names=clean_label(pl.col("token"))[1].slice(1),
            is_text=((pl.col("doc") == pl.col("own")) & pl.col("value").is_null()).all(),
        )
        .filter("is_text")
    )
    inside = clean_label(pl.col("caption").str.extract(_INSIDE, 1))[1]
    said = above.with_columns(label=pl.concat_list(clean_label(pl.col("caption"))[1], inside)).explode("label")
    found = said.join(parts, on=["edition", "names", "label"]).unique("run", keep="last", maintain_order=True)
    met = runs.join(found.select("run", "caption", "label"), on="run", how="left", maintain_order="left")
    return met.with_columns(head=pl.coalesce("caption", "head"), bare=pl.coalesce("label", "bare")).select(runs.columns)


@lru_cache(maxsize=4)
def _parts(forms: Forms) -> pl.DataFrame:
    """The parts of wide rows: edition, part, size, names (of its columns), label (bare)."""
    labels = (
        known_labels(forms).filter(pl.col("kind") == "row").select("edition", "form", label="bare", row_code="code")
    )
    apart = printed_parts(forms).filter(pl.col("row_code").is_not_null())
    return apart.join(labels, on=["edition", "form", "row_code"]).select(
        "edition", "names", "label", part="row_code", size="size"
    )
