"""What a run leaves in the Prefect UI: its summary, what was rejected, the checks, and where the result is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact

from flows.operate.pages import known_page
from flows.outcome import Outcome
from flows.request import Request
from gongkai.status import last_rejected
from load.errors import CheckFailed
from load.lake.address import named, title_of
from load.publishing.versions import newest
from load.scripts import read_scripts

#: How many rejected documents are listed; the summary counts them all.
SHOWN_REJECTED = 100


def leave_artifacts(outcome: Outcome, request: Request) -> None:
    """The artifacts of a run that ended well."""
    warehouse = request.warehouse
    _link_page(request)
    create_markdown_artifact(
        summary_markdown(outcome, warehouse), key="summary", description=f"What {named(warehouse)} gained"
    )
    if outcome.load.rejected:
        shown = last_rejected(newest(warehouse), SHOWN_REJECTED)
        create_table_artifact(
            shown.to_dicts(),
            key="rejected-documents",
            description=f"{shown.height} of {outcome.load.rejected} documents newly rejected",
        )
    create_table_artifact(_checks(outcome.load.warnings), key="checks", description="The checks before the publish")
    create_link_artifact(warehouse.absolute().as_uri(), link_text=title_of(warehouse), key="published")


def leave_failure(error: BaseException, request: Request) -> None:
    """The artifacts of a run that published nothing: why, and the rows that a failed check found."""
    warehouse = named(request.warehouse)
    _link_page(request)
    lines = [f"# Nothing was published\n\n{_cell(error)}\n", f"`{warehouse}` is as it was before run `{request.run}`."]
    create_markdown_artifact("\n".join(lines), key="summary", description=f"Why {warehouse} did not change")
    if isinstance(error, CheckFailed):
        rows = [{name: _plain(value) for name, value in row.items()} for row in error.rows]
        create_table_artifact(rows, key="checks", description=f"First rows that the check {error.check} found")


def _link_page(request: Request) -> None:
    """Where the page of the run is, if it has one: a browser opens a file only where it is asked to by hand."""
    if page := known_page(request.warehouse, request.run):
        link, said = (
            page.absolute().as_uri(),
            f"The whole account of run {request.run}, on the machine that ran it: {page}",
        )
        create_link_artifact(link, link_text=page.name, key="page", description=said)


def summary_markdown(outcome: Outcome, warehouse: Path) -> str:
    """A run's counts, rejections by reason, and warnings as Markdown."""
    lines = [f"# {_cell(title_of(warehouse))}", "", f"Run `{outcome.run}`, in {outcome.seconds:,.1f} s:", ""]
    lines += _table(("documents", "count"), outcome.load.counts)
    lines += [f"\n{remark[:1].upper()}{remark[1:]}." for remark in outcome.remarks()]
    if outcome.load.reasons:
        lines += ["", "## Rejected", "", *_table(("reason", "documents"), outcome.load.reasons)]
    if outcome.load.warnings:
        lines += ["", "## Checks that warn", "", *_table(("check", "rows"), outcome.load.warnings)]
    if outcome.missing or outcome.empty:
        lines += ["", "## Arguments that name nothing", ""]
        lines += [f"- {_cell(path)}" for path in (*outcome.missing, *outcome.empty)]
    return "\n".join(lines)


def _checks(warnings: Mapping[str, int]) -> list[dict[str, Any]]:
    """Every check with its outcome; a run that published had no row in any check of severity `fail`."""
    return [
        {
            "check": script.name,
            "severity": script.severity,
            "rows": warnings.get(script.name, 0),
            "outcome": "warn" if script.name in warnings else "pass",
            "meaning": script.meaning,
        }
        for script in sorted(read_scripts("checks"), key=lambda script: (script.name not in warnings, script.name))
    ]


def _table(head: tuple[str, str], rows: Mapping[str, float]) -> list[str]:
    """A Markdown table of two columns."""
    return [f"| {head[0]} | {head[1]} |", "|---|---:|", *(f"| {_cell(name)} | {n:,} |" for name, n in rows.items())]


def _cell(value: object) -> str:
    """A value that can stand in a Markdown table: what documents and paths print is never markup."""
    text = " ".join(str(value).split())
    for sign in ("\\", "|", "<", "`", "[", "*", "_"):
        text = text.replace(sign, f"\\{sign}")
    return text


def _plain(value: object) -> object:
    """A value that JSON has; any other as text."""
    return value if isinstance(value, str | int | float | bool | None) else str(value)
