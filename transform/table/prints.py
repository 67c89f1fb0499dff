"""What the lines of a batch print: tokens, the texts among them, and the edition of the form that they show."""

from dataclasses import dataclass

import polars as pl

from transform.forms import Forms
from transform.lines import tokens_of
from transform.numbers import number_words, printed_numbers
from transform.table.labels.editions import printed_editions
from transform.table.labels.gluing import unglued_tokens
from transform.table.labels.known import known_labels, label_tokens
from transform.table.labels.named_values import with_named_values
from transform.table.rows.runs import TOKEN, tokens_in_runs
from transform.table.rows.words import with_words_in_rows

#: One token that is no number, with its label cleaned for comparison.
TEXT = pl.Schema(
    {
        "doc": pl.UInt32,
        "line_no": pl.Int32,
        "place": pl.Int32,
        "token": pl.String,
        "number": pl.String,  # its numbering
        "bare": pl.String,  # the text as labels are compared
    }
)


@dataclass(frozen=True, slots=True)
class Prints:
    """What the documents of a batch print.

    Attributes:
        tokens: `TOKEN`, in reading order.
        texts: `TEXT`, the tokens that are no numbers, in order.
        labels: `LABEL_TOKEN`, each distinct text once.
        editions: `EDITION`, of the documents that print a label of a form.
    """

    tokens: pl.DataFrame
    texts: pl.DataFrame
    labels: pl.DataFrame
    editions: pl.DataFrame


def prints_of(lines: pl.DataFrame, forms: Forms) -> Prints:
    """What lines print, glued cells cut apart.

    Args:
        lines: `transform.lines.LINE`.
        forms: the forms.
    """
    lines = with_named_values(lines, forms)
    tokens = unglued_tokens(tokens_of(lines), forms)
    distinct = tokens.select("said", "token").filter(pl.col("said").is_first_distinct())
    numbers = printed_numbers(distinct.select("token"), number_words())
    labels = label_tokens(distinct.join(numbers, on="token", how="anti"))
    meanings = distinct.join(pl.concat([numbers, labels], how="diagonal"), on="token")
    tokens = with_words_in_rows(tokens, meanings, lines, forms)
    tokens = tokens_in_runs(tokens, meanings.drop("token"))
    texts = tokens.select(*TEXT.names(), "run").filter(pl.col("run").is_null()).drop("run")
    return Prints(tokens.select(TOKEN.names()), texts, labels, printed_editions(texts, known_labels(forms)))
