"""One decision added to the folder, once it is clear that it can be meant and that no other says otherwise."""

import getpass
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from extract.decisions.lines import decision_of
from extract.decisions.shape import COUNTS, DECISION, ON_AGENCIES, TWO_AGENCIES, Decisions
from extract.errors import UnusableArgumentsError
from extract.lists.by_hand import LineError
from load.decisions.folder import add_chosen, decisions_in
from transform.agencies import load_lexicon, load_places
from transform.agencies.decided import grouped
from transform.decisions import meant
from transform.forms import load_forms

#: Columns that make a question: of two decisions that share them only one can be right.
_QUESTION = ("kind", "sha256", "part", "row_code", "column_code")
#: Between the name of an act and the number of a decision of it.
_OF_ONE_ACT = "."
_ACT = re.compile(r"\d{8}-[0-9a-f]{8}")


@dataclass(frozen=True)
class Signature:
    """Who decides, and on which grounds.

    Attributes:
        who: the user's name by default.
        why: in words.
        evidence: what it rests on.
    """

    who: str = ""
    why: str = ""
    evidence: str = ""

    def columns(self) -> dict[str, str]:
        """As columns of a file."""
        return {"who": self.who or _user(), "why": self.why, "evidence": self.evidence}


@dataclass(frozen=True)
class Recorded:
    """A decision that stands in the folder now.

    Attributes:
        decision_id: its name.
        file: where it stands.
        is_new: it was not decided so before.
    """

    decision_id: str
    file: str
    is_new: bool


def record(folder: Path, told: Mapping[str, str], signature: Signature) -> Recorded:
    """Add a decision to a folder, unless it stands there.

    Args:
        folder: made where it is not there.
        told: what is decided: columns of `extract.decisions.shape.COLUMNS`.
        signature: who decides, and why.

    Raises:
        UnusableArgumentsError: it is no decision, or another one that stands says otherwise.
        LoadError: the folder cannot be read or written.
    """
    return record_all(folder, [told], signature)[0]


def record_all(folder: Path, decided: Sequence[Mapping[str, str]], signature: Signature) -> list[Recorded]:
    """Add decisions of one person to a folder, all or none; each as `record` does.

    Those of one act have its name and a number: `20260131-0c7f3a91.1`, `.2`; the name alone undoes them all.
    """
    now = datetime.now(UTC)
    act = f"{now:%Y%m%d}-{secrets.token_hex(4)}"
    ids = [act] if len(decided) == 1 else [f"{act}{_OF_ONE_ACT}{number}" for number in range(1, len(decided) + 1)]
    lines = [
        {
            **{"row": "", "column": "", "value": ""},
            **told,
            **signature.columns(),
            "decision_id": name,
            "when": now.isoformat(timespec="seconds"),
        }
        for told, name in zip(decided, ids, strict=True)
    ]
    rows = _looked_at(lines)
    done: list[Recorded | None] = []

    def new(there: Decisions | None) -> list[dict[str, str]]:
        done[:] = [_known(there, row) for row in rows]
        return [line for line, same in zip(lines, done, strict=True) if same is None]

    name = add_chosen(folder, lines[0]["who"], new).name
    return [same or Recorded(line["decision_id"], name, is_new=True) for line, same in zip(lines, done, strict=True)]


def _known(there: Decisions | None, new: Mapping[str, object]) -> Recorded | None:
    """The decision of a folder that says the same already.

    Raises:
        UnusableArgumentsError: one that stands says otherwise.
    """
    if there is None:
        return None
    same = _same(there.decisions, new)
    if same is None and new["kind"] in ON_AGENCIES:
        _against(there.decisions, new)
    return same


def act_of(done: Sequence[Recorded]) -> str:
    """The name that undoes what was recorded at once; empty where all of it was decided before, perhaps by others."""
    new = [one.decision_id for one in done if one.is_new]
    if len(done) == 1 or not new:
        return "".join(new)
    return new[0].rpartition(_OF_ONE_ACT)[0]


def undo(folder: Path, decision_id: str, signature: Signature) -> list[Recorded]:
    """Take a decision back, or all that were made at once: what was read stands again at the next run.

    Args:
        folder: where it stands.
        decision_id: its name, or what the names of decisions of one act begin with.
        signature: who takes it back, and why.

    Raises:
        UnusableArgumentsError: there is no such decision, or it is undone already.
        LoadError: the folder cannot be read or written.
    """
    rows, name = decisions_in(folder).decisions.filter(pl.col("kind") != "undo"), pl.col("decision_id")
    found = rows.filter(name == decision_id)
    if found.is_empty() and _ACT.fullmatch(decision_id):
        found = rows.filter(name.str.contains(rf"^{decision_id}\.\d+$"))
    if found.is_empty():
        raise UnusableArgumentsError(f"there is no decision {decision_id!r}; gongkai decide list shows them")
    if (stands := found.filter(pl.col("state") != "undone")).is_empty():
        raise UnusableArgumentsError(f"{decision_id} is undone already")
    return record_all(folder, [{"kind": "undo", "source": one} for one in stands["decision_id"]], signature)


def _looked_at(lines: Sequence[Mapping[str, str]]) -> list[dict[str, object]]:
    """The decisions as rows, if each is one.

    Raises:
        UnusableArgumentsError: one is none.
    """
    try:
        rows = [decision_of(dict(line)) for line in lines]
    except LineError as error:
        raise UnusableArgumentsError(str(error)) from error
    frame = pl.DataFrame([{**row, "file": "", "line": 1, "state": "stands"} for row in rows], schema=DECISION)
    if problems := meant(Decisions(frame, []), load_forms()).problems:
        raise UnusableArgumentsError(problems[0].text)
    return rows


def _against(there: pl.DataFrame, new: Mapping[str, object]) -> None:
    """Nothing, unless decisions on agencies say otherwise, by whatever chain.

    Raises:
        UnusableArgumentsError: they do.
    """
    added = pl.DataFrame([{**new, "file": "", "line": 1, "state": "stands"}], schema=DECISION)
    before = there.filter(pl.col("kind").is_in(ON_AGENCIES), state="stands")
    found = grouped(pl.concat([before, added]), load_places(), load_lexicon()).against
    if new["decision_id"] not in found:
        return
    others = before.filter(pl.col("decision_id").is_in(sorted(found)))
    which = ", ".join(f"{who} {it}" for who, it in others.select("who", "decision_id").iter_rows())
    raise UnusableArgumentsError(f"other decisions say otherwise of these agencies: {which}; undo one of them first")


def _same(there: pl.DataFrame, new: Mapping[str, object]) -> Recorded | None:
    """The decision that says the same already.

    Raises:
        UnusableArgumentsError: one that stands says otherwise.
    """
    if new["kind"] == "undo":
        return None
    asked = [pl.col(name).eq_missing(pl.lit(new[name])) for name in _QUESTION]
    if new["sha256"] is None:
        asked.append(pl.col("source") == pl.lit(new["source"]))
    if new["kind"] in TWO_AGENCIES:
        asked.append(pl.col("value") == pl.lit(new["value"]))
    of_counts = pl.col("value").is_in(COUNTS) == (new["value"] in COUNTS)
    for found in there.filter(pl.col("state") != "undone", of_counts, *asked).iter_rows(named=True):
        if found["value"] == new["value"]:
            return Recorded(found["decision_id"], found["file"], is_new=False)
        raise UnusableArgumentsError(
            f"{found['who']} decided otherwise: {found['value']} ({found['decision_id']}); "
            f"to change it: gongkai decide undo {found['decision_id']}"
        )
    return None


def _user() -> str:
    """The user's name on this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UnusableArgumentsError("nobody knows who decides: give --who NAME") from error
