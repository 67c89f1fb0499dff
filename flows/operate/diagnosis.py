"""What `gongkai doctor` says: the shape that all its checks share."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from flows.request import Request


@dataclass(frozen=True)
class Diagnosis:
    """What one check says about one thing.

    Attributes:
        check: what was looked at.
        outcome: `fail` where a night cannot run, `warn` where it can but somebody should look.
        found: what is there.
        advice: what to do; empty where all is well.
    """

    check: str
    outcome: Literal["pass", "warn", "fail"]
    found: str
    advice: str = ""


#: Looks at one thing that a run needs, and may say several things about it.
Check = Callable[[Request], Iterator[Diagnosis]]


def diagnose(request: Request, checks: Sequence[Check]) -> list[Diagnosis]:
    """Run the checks for a run that would be asked for so; one that breaks fails, the others still run."""
    found: list[Diagnosis] = []
    for check in checks:
        try:
            found += check(request)
        except Exception as error:
            cause = f"{type(error).__name__}: {error}"
            found.append(Diagnosis(check.__name__, "fail", cause, "a fault of this check: please report it"))
    return found
