"""Files of decisions to rows: what stands, what is undone, what contradicts, and the lines that are none."""

from collections import Counter, defaultdict
from collections.abc import Mapping

import polars as pl

from extract.decisions.lines import Row, decision_of
from extract.decisions.shape import ADDED, COLUMNS, COUNTS, DECISION, NEEDED, Decisions, Problem
from extract.lists.by_hand import LineError, by_column, fields_of, text_of


def decisions_of(files: Mapping[str, bytes]) -> Decisions:
    """Read files of decisions, each line by itself: one that is wrong takes no other with it.

    Args:
        files: name -> the whole file, CSV in UTF-8 or GB18030 with a head line that names the columns.
    """
    rows: list[Row] = []
    problems: list[Problem] = []
    for name in sorted(files):
        found, wrong = _read(name, files[name])
        rows += found
        problems += wrong
    rows = _once(rows, problems)
    rows = _undoing_something(rows, problems)
    frame = pl.DataFrame(rows, schema=[column for column in DECISION.items() if column[0] != "state"])
    return Decisions(settled(frame), sorted(problems))


def _read(name: str, data: bytes) -> tuple[list[Row], list[Problem]]:
    """The decisions of one file with their lines, and what is wrong in it."""
    text = text_of(data)
    if text is None:
        return [], [Problem(name, 1, None, "the file is neither UTF-8 nor GB18030", whole=True)]
    head, *lines = (line.removesuffix("\r") for line in text.split("\n"))
    try:
        columns = fields_of(head)
    except LineError as error:
        return [], [Problem(name, 1, None, f"the head: {error}", whole=True)]
    if missing := sorted(NEEDED - set(columns)):
        return [], [Problem(name, 1, None, f"the head names no column {', '.join(missing)}", whole=True)]
    if doubled := sorted(column for column, times in Counter(columns).items() if times > 1 and column in COLUMNS):
        return [], [Problem(name, 1, None, f"the head names {', '.join(doubled)} twice", whole=True)]
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=2):
        if not line.strip():
            continue
        told: dict[str, str] = {}
        try:
            told = _told(columns, fields_of(line))
            rows.append({**decision_of(told), "file": name, "line": number})
        except LineError as error:
            problems.append(Problem(name, number, told.get("decision_id") or _first(columns, line), str(error)))
    return rows, problems


def _told(columns: list[str], fields: list[str]) -> dict[str, str]:
    """What a line says, by those columns that are known."""
    return {name: field for name, field in by_column(columns, fields).items() if name in COLUMNS}


def _first(columns: list[str], line: str) -> str | None:
    """The decision that a broken line was, where that stands in front."""
    return line.split(",", 1)[0].strip('" ') or None if columns[0] == "decision_id" else None


def _once(rows: list[Row], problems: list[Problem]) -> list[Row]:
    """Each decision once; of an id that stands for two different ones neither counts."""
    by_id: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        by_id[row["decision_id"]].append(row)
    kept = []
    for decision_id, same in by_id.items():
        said = {tuple(value for name, value in row.items() if name not in {"file", "line"}) for row in same}
        if len(said) == 1:
            kept.append(same[0])
            continue
        text = f"decision_id {decision_id} stands for two different decisions; give one of them another"
        problems += [_problem(row, text) for row in same]
    return kept


def settled(rows: pl.DataFrame) -> pl.DataFrame:
    """Decisions with their state: what an undo takes back is `undone`, and of what is left two contradict each other.

    Args:
        rows: the columns of `DECISION` but for state.

    Returns:
        As `DECISION`, in the same order.
    """
    undone = rows.filter(kind="undo")["source"]
    stands = ~pl.col("decision_id").is_in(undone.implode())
    question = ["kind", "about", "part", "row_code", "column_code", "of_counts"]
    # Whether two agencies are one hangs on all that is said of them: `transform.agencies.decided`.
    standing = rows.filter(stands, ~pl.col("kind").is_in(["undo", *ADDED])).with_columns(
        about=pl.coalesce("sha256", "source"), of_counts=pl.col("value").is_in(COUNTS)
    )
    against = standing.filter(pl.col("value").n_unique().over(question) > 1)["decision_id"]
    told = pl.when(~stands).then(pl.lit("undone")).when(pl.col("decision_id").is_in(against.implode()))
    state = told.then(pl.lit("contradicts")).otherwise(pl.lit("stands"))
    return rows.with_columns(state=state).select(DECISION.names())


def _undoing_something(rows: list[Row], problems: list[Problem]) -> list[Row]:
    """The decisions without undos of undos; these, and undos of what is not here, are noted.

    One of what is not here stays: the file with the decision may be the one that cannot be read just now.
    """
    kinds = {row["decision_id"]: row["kind"] for row in rows}
    undone = {str(row["decision_id"]): kinds.get(row["source"]) for row in rows if row["kind"] == "undo"}
    for row in rows:
        match undone.get(str(row["decision_id"]), "decision"):
            case "undo":
                problems.append(_problem(row, f"source {row['source']} is an undo: decide it again instead"))
            case None:
                problems.append(_problem(row, f"source {row['source']} is no decision that is here"))
    return [row for row in rows if undone.get(str(row["decision_id"])) != "undo"]


def _problem(row: Row, text: str) -> Problem:
    """What is wrong with a decision that reads as one."""
    return Problem(str(row["file"]), int(str(row["line"])), str(row["decision_id"]), text)
