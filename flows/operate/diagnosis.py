"""What `gongkai doctor` finds: the shape that all its checks share."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Outcome = Literal["pass", "warn", "fail"]


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Attributes:
        check: what was looked at.
        outcome: `fail` where a night cannot run, `warn` where it can but somebody should look.
        found: what is there.
        advice: what to do; empty where all is well.
    """

    check: str
    outcome: Outcome
    found: str
    advice: str = ""


@dataclass(frozen=True)
class Subject:
    """What is looked at: a warehouse, and the inboxes that its nights read."""

    warehouse: Path
    paths: Sequence[str] = ()


#: Looks at one thing and may find several.
Check = Callable[[Subject], Iterator[Finding]]


def examine(subject: Subject, checks: Sequence[Check]) -> list[Finding]:
    """Run the checks; one that breaks is a finding itself, the others still run."""
    findings: list[Finding] = []
    for check in checks:
        try:
            findings += check(subject)
        except Exception as error:
            told = f"{type(error).__name__}: {error}"
            findings.append(Finding(check.__name__, "fail", told, "a fault of this check: please report it"))
    return findings
