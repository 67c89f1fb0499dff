"""The progress of a run on the terminal."""

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from rich.console import Console
from rich.progress import (
    BarColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar

from extract.errors import StoreError, UnusableArgumentsError
from extract.language import N_, _
from extract.sources.arguments import find_sources
from extract.sources.source import Source
from flows.commands.display.show import terminal
from flows.request import Request
from flows.run.progress import Progress, silent

#: What the stages of a load (`load.building.stages.SHARES`) do, in words.
_STAGES = {
    "stage": N_("what is new"),
    "copy": N_("a copy of the last version"),
    "views": N_("tables and views"),
    "insert": N_("figures and texts"),
    "settle": N_("agencies and versions"),
    "texts": N_("copied texts"),
    "kept": N_("sums and scores"),
    "checks": N_("checks"),
    "checkpoint": N_("writing the file"),
    "publish": N_("publishing"),
}
#: What the steps of a copy (`load.publishing.copying`) do that are no table's.
_STEPS = {**_STAGES, "compare": N_("comparing the tables")}
#: Piped, one line each so many documents.
_LINE = 10_000
#: The total is brought up to date each so many files.
_FILES = 500


@contextmanager
def progress(request: Request, *, quiet: bool) -> Iterator[Progress]:
    """A bar with the total and the time left on a terminal, plain lines when piped, nothing where `quiet`."""
    console = terminal(err=True)
    if quiet and not console.is_terminal:
        yield silent
        return
    over = Event()
    shown = _Lines(console) if not console.is_terminal else _Bars(console)
    Thread(target=_count, args=(request, shown.found, over), daemon=True).start()
    try:
        with shown:
            yield shown
    finally:
        over.set()


@contextmanager
def steps() -> Iterator[Progress]:
    """A bar of the steps of a copy on a terminal, one line when piped."""
    console = terminal(err=True)
    if not console.is_terminal:
        begun: list[str] = []

        def line(stage: str, _done: int) -> None:
            if not begun:
                console.print(_("copying"))
            begun.append(stage)

        yield line
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f} %"))
    with Bar(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task(_("copying"), total=100)

        def step(stage: str, done: int) -> None:
            named = _(_STEPS[stage]) if stage in _STEPS else stage
            bar.update(task, completed=done, description=_("copying: {stage}", stage=named))

        yield step


class _Bars:
    """Bars of a terminal: documents read, of as many as were found, then the stages of the load."""

    def __init__(self, console: Console) -> None:
        self.bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[done]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self.reading = self.bar.add_task(_("reading documents"), total=None, done="")
        self.loading = self.bar.add_task(_("loading"), total=100, done="", visible=False, start=False)

    def __enter__(self) -> None:
        self.bar.start()

    def __exit__(self, *error: object) -> None:
        self.bar.stop()

    def found(self, total: int | None) -> None:
        """So many documents are to be read, as far as is known."""
        self.bar.update(self.reading, total=total)
        self._count()

    def __call__(self, stage: str, done: int) -> None:
        """As `flows.run.progress.Progress`."""
        if stage == "read":
            self.bar.advance(self.reading, done)
            self._count()
        elif stage == "loading":
            read = self.bar.tasks[self.reading]
            self.bar.update(self.reading, total=read.completed)
            self.bar.stop_task(self.reading)
            self.bar.start_task(self.loading)
            self.bar.update(self.loading, visible=True)
        else:
            description = _("loading: {stage}", stage=_(_STAGES[stage]))
            self.bar.update(self.loading, completed=done, description=description, done=f"{done} %")

    def _count(self) -> None:
        """Say how many documents are read, of how many; a file that holds more than was thought raises the total."""
        read = self.bar.tasks[self.reading]
        if read.total is not None and read.completed > read.total:
            self.bar.update(self.reading, total=read.completed)
        of = "" if read.total is None else f"/{read.total:,.0f}"
        self.bar.update(self.reading, done=f"{read.completed:,.0f}{of}")


class _Lines:
    """Lines where no terminal is: one as reading begins, one each ten thousand documents, one as loading begins.

    What is refused before that is its one line of error, and nothing else.
    """

    def __init__(self, console: Console) -> None:
        self.console = console
        self.read: int | None = None
        self.total: int | None = None

    def __enter__(self) -> None:
        pass

    def __exit__(self, *error: object) -> None:
        pass

    def found(self, total: int | None) -> None:
        """So many documents are to be read, as far as is known."""
        self.total = total

    def __call__(self, stage: str, done: int) -> None:
        """As `flows.run.progress.Progress`."""
        if stage == "loading":
            self.console.print(_("loading"))
        elif stage == "read":
            if self.read is None:
                self.console.print(_("reading documents"))
            before, self.read = self.read or 0, (self.read or 0) + done
            if before // _LINE != self.read // _LINE:
                said = _("read {read:,} of {total:,} documents") if self.total else _("read {read:,} documents")
                self.console.print(said.format(read=self.read, total=max(self.total or 0, self.read)))


def _count(request: Request, found: Callable[[int | None], None], over: Event) -> None:
    """Say how many documents the request's files hold while they are read; None once a file does not tell."""
    with suppress(StoreError, UnusableArgumentsError):  # the run says so
        _count_found(request, found, over)


def _count_found(request: Request, found: Callable[[int | None], None], over: Event) -> None:
    total = 0
    for number, source in enumerate(find_sources(request.paths, skip=request.own_files).sources):
        documents = _documents_in(source)
        if documents is None or over.is_set():
            found(None)
            return
        total += documents
        if number % _FILES == 0:
            found(total)
    found(total or None)


def _documents_in(source: Source) -> int | None:
    """How many documents a file holds, as far as that is told without reading it."""
    if source.kind == "document":
        return 1
    if source.kind != "zip":
        return None
    try:
        with zipfile.ZipFile(source.path) as archive:
            return sum(not member.is_dir() for member in archive.infolist())
    except (OSError, ValueError, zipfile.BadZipFile):
        return 1
