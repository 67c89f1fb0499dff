"""What a run did, in one object that the journal, the artifacts and the terminal print."""

from dataclasses import dataclass, field

from load.run import LoadResult

#: A night that sees less than this share of what the last ones saw is an alarm.
FEWEST = 0.5
#: Reasons of documents that are held.
HELD = ("agency_unknown", "year_unknown")


@dataclass(frozen=True)
class Outcome:
    """One run that ended well.

    Attributes:
        run: its name, as `flows.request.Request.run`.
        load: what was loaded, with the counts of documents.
        seconds: from the first path to the publish.
        read_seconds: of them until every batch was read.
        missing: paths that name nothing.
        empty: patterns that match nothing.
        unmet: keys of the manifest's rows that name no document.
        undecided: lines among the decisions that are none, and why.
        untold: lines of the manifest that are none, and why.
        unlisted: lines of the roster that are none, and why.
        gone: decisions that no file has any more; they apply no longer.
        stale: reports that an older reader had read when the run began.
        held: the version that stays published while what nights make is kept beside it; None where they publish.
        before: the version that was there when the run began; None for none.
        asked: documents were asked for; without, decisions, a manifest or a roster alone are applied.
        usual: documents that the last runs over the same paths saw, their median; None where there are too few.
    """

    run: str = ""
    load: LoadResult = field(default_factory=LoadResult)
    seconds: float = 0.0
    read_seconds: float = 0.0
    missing: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    stale: int = 0
    held: str | None = None
    before: str | None = None
    asked: bool = True
    usual: float | None = None

    @property
    def alarm(self) -> str:
        """Why what arrived cannot be right: nothing, or less than half of what other nights saw; else empty."""
        seen = self.load.seen
        if not self.asked:
            return ""
        if not seen:
            return "nothing arrived: no document under the given paths; is the disk mounted?"
        if self.usual and seen < self.usual * FEWEST:
            return f"{seen:,} documents arrived, {self.usual:,.0f} on other nights; is the inbox whole?"
        return ""

    @property
    def waiting(self) -> dict[str, int]:
        """Documents that this run holds, since who or which year stays open: reason -> how many."""
        return {reason: count for reason, count in self.load.reasons.items() if reason in HELD}

    @property
    def remark_on_waiting(self) -> str:
        """How many documents this run holds, and what brings them in; empty where it holds none."""
        if not self.waiting:
            return ""
        told = ", ".join(f"{count:,} {reason}" for reason, count in self.waiting.items())
        return f"documents are held: {told}; a manifest, a better path or gongkai decide brings them in"

    @property
    def remark_on_hold(self) -> str:
        """That readers do not see what this run brought, and how they will; empty where nothing is held."""
        if not self.held:
            return ""
        kept = "this run's version is kept beside it" if self.load.published else "nothing new beside it"
        return f"held: version {self.held} stays published, {kept}; gongkai release publishes the newest"

    @property
    def stages(self) -> dict[str, float]:
        """Seconds by stage."""
        return {"read": self.read_seconds, **self.load.seconds}

    def counts(self) -> dict[str, float]:
        """What `--json` prints; `reread`, `forms_cut`, `forms_absent` and `forms_picture` only where not 0."""
        counts = {**self.load.counts, "seconds": self.seconds}
        if self.load.reread:
            counts["reread"] = self.load.reread
        for form, count in self.load.forms.items():
            name = f"forms_{form.split()[1]}"
            counts[name] = counts.get(name, 0) + count
        return counts

    def remarks(self) -> list[str]:
        """What the run did beside its documents, a line each."""
        lines = []
        if self.load.reread:
            older = f" ({self.stale:,} reports had been read by an older reader)" if self.stale else ""
            lines.append(f"read again: {self.load.reread:,} known documents{older}")
        if self.held:
            lines.append(self.remark_on_hold)
        if self.load.decisions:
            told = ", ".join(f"{count:,} {state}" for state, count in self.load.decisions.items())
            lines.append(f"decisions: {told} (gongkai decide list)")
        if self.gone:
            lines.append(f"decisions that no file has any more apply no longer: {', '.join(self.gone[:5])}")
        if self.load.redefined:
            lines.append("views and kept tables made anew: gongkai's SQL or data have changed")
        return lines
