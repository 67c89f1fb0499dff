"""What a run tells of itself: its counts at the end, its progress on the way."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field

#: Told of progress: stage, how many more are done.
Progress = Callable[[str, int], None]


@dataclass
class Summary:
    """What a run did; the counts add up: seen = loaded + unchanged + superseded + rejected.

    Attributes:
        run: its name, as `flows.request.Request.run`.
        unmet: keys of the manifest's rows that name no document.
        reread: known documents that were read again, because of `--force` or of a new reader; counted as `unchanged`.
        forms: reports that came in without a whole form: `application cut` (or `absent`, `picture`) -> how many.
        stale: reports that an older reader had read when the run began.
        published: whether the warehouse was replaced.
        redefined: whether its views and kept tables were made anew, by other SQL or data than before.
    """

    run: str = ""
    seen: int = 0
    loaded: int = 0
    unchanged: int = 0
    superseded: int = 0
    rejected: int = 0
    seconds: float = 0.0
    missing: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    unmet: list[str] = field(default_factory=list)
    reasons: dict[str, int] = field(default_factory=dict)
    forms: dict[str, int] = field(default_factory=dict)
    warnings: dict[str, int] = field(default_factory=dict)
    stages: dict[str, float] = field(default_factory=dict)
    reread: int = 0
    stale: int = 0
    published: bool = False
    redefined: bool = False

    def counts(self) -> dict[str, float]:
        """The counts that `--json` prints; `reread`, `forms_cut`, `forms_absent` and `forms_picture` where not 0."""
        names = ("seen", "loaded", "unchanged", "superseded", "rejected", "seconds", *(["reread"] * bool(self.reread)))
        counts = {name: value for name, value in asdict(self).items() if name in names}
        for form, count in self.forms.items():
            name = f"forms_{form.split()[1]}"
            counts[name] = counts.get(name, 0) + count
        return counts

    def remarks(self) -> list[str]:
        """What a run did beside its documents, a line each."""
        lines = []
        if self.reread:
            older = f" ({self.stale:,} reports had been read by an older reader)" if self.stale else ""
            lines.append(f"read again: {self.reread:,} known documents{older}")
        if self.redefined:
            lines.append("views and kept tables made anew: gongkai's SQL or data have changed")
        return lines


def silent(stage: str, done: int) -> None:
    """Progress that nobody watches."""
