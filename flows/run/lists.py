"""The lists that a run is given beside its documents: the crawler's manifest, and the roster."""

from pathlib import Path

import polars as pl

from extract.language import N_
from extract.lists.manifest import MANIFEST_ROW, read_manifest
from extract.lists.roster import read_roster
from flows.request import Request
from transform.agencies import load_lexicon, load_places
from transform.agencies.roster import roster_agencies

_LINE = N_("{path}, line {line}: {problem}")


def manifest_rows(request: Request) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """The manifest's rows as `MANIFEST_ROW`, none where none is given; and its lines that are none, each with why.

    Raises:
        extract.lists.manifest.ManifestError: it cannot be used at all.
    """
    if request.manifest is None:
        return MANIFEST_ROW.to_frame(), ()
    rows, problems = read_manifest(request.manifest, request.paths)
    return rows, _lines(request.manifest, problems)


def roster_rows(request: Request) -> tuple[pl.DataFrame | None, tuple[str, ...]]:
    """The roster's agencies as `roster_agencies`, None where none is given; and its lines that are none, each with why.

    Raises:
        extract.lists.roster.RosterError: it cannot be used at all.
    """
    if request.roster is None:
        return None, ()
    rows, problems = roster_agencies(read_roster(request.roster), load_places(), load_lexicon())
    return rows, _lines(request.roster, problems)


def _lines(path: Path, problems: list[tuple[int, str]]) -> tuple[str, ...]:
    """Lines of a list that are none, each with why."""
    return tuple(_LINE.format(path=path, line=line, problem=problem) for line, problem in problems)
