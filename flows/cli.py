"""The command line: which commands there are; each is imported when it is called, since some need much."""

import os
import sys
from importlib import import_module
from itertools import pairwise
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup
from typer.main import get_command

from extract.errors import UnusableArgumentsError
from extract.language import SETTING, language_of, told
from flows.commands.display.usage import Context, check_language, told_errors
from flows.operate.logs import complain, set_up_logs
from load.errors import LoadError, WarehouseError

UNUSABLE, NOT_LOADED = 2, 3

#: Where a command's module is not named after it.
_MODULES = {"decide": "decide.group", "hold": "rollback", "release": "rollback", "copy": "copying"}

#: Name -> what the list of commands says of it: the first sentence of `NAME_command` in `flows.commands.NAME`.
COMMANDS = {
    "ingest": "Read reports into the warehouse; what it knows already is left alone.",
    "rollback": "Bring back an earlier published version, in one step; the next run reads again what it lacks.",
    "hold": "Keep the version that is published now; nights go on beside it, until `release`.",
    "release": "Publish the newest version that nights kept beside the held one, and let them publish again.",
    "serve": "Register and run the nightly schedule against a Prefect server (PREFECT_API_URL).",
    "status": "Show the last runs, the published versions, the backlog, and what was rejected and why.",
    "doctor": "Look at everything a night needs; exit 1 if something would keep it from running.",
    "explain": "Show where each number came from: file, line, printed text, what was done to it and why.",
    "prove": "Write the evidence sheet of one number, HTML or PDF: print, state, sums, source, how to verify it.",
    "decide": "Decide once what no reader can know: whose, which year, which report counts, how a cell reads.",
    "upgrade": "Bring an older warehouse to this version, from the texts that it stores; its history stays.",
    "sql": "Run one read-only query and print a table.",
    "check": "Run the data checks on a warehouse and show offending rows.",
    "copy": "Copy a warehouse to a new place, as a file or a lake; it begins there with one version.",
    "diff": "Show what changed between two warehouses: reports, facts, identities, metrics; summary first.",
    "export": "Write tidy tables with a data dictionary and a Frictionless datapackage.json, or a copy in a database.",
    "dashboard": "Show the warehouse in the browser: read-only, offline, following each new publish. Ctrl-C ends it.",
}
#: A query may begin with a comment, which looks like an option.
_CONTEXT = {"sql": {"ignore_unknown_options": True}}


class Commands(TyperGroup):
    """The commands; one is imported once it is known which."""

    context_class = Context

    def make_context(self, *args: Any, **more: Any) -> Any:  # noqa: ANN401
        """As typer's; what is wrong with the options is said in the reader's language."""
        with told_errors():
            return super().make_context(*args, **more)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        """As typer's, likewise."""
        with told_errors():
            return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:  # noqa: ANN401 (typer's own click)
        """The command that is called, whole."""
        name, found, rest = super().resolve_command(ctx, args)
        if name:
            found = command(name)
            found.context_class = Context
        return name, found, rest


app = typer.Typer(
    cls=Commands,
    name="gongkai",
    help="公开: from raw reports on open government information to numbers you can trust.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for _name, _help in COMMANDS.items():
    app.command(_name, help=_help)(lambda: None)


def command(name: str) -> Any:  # noqa: ANN401 (typer's own click)
    """A command with its arguments and options, or a group of commands."""
    module = import_module(f"flows.commands.{_MODULES.get(name, name)}")
    if hasattr(module, "group"):
        return get_command(module.group)
    single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    function = getattr(module, f"{name}_command")
    single.command(name, context_settings=_CONTEXT.get(name))(function)
    return get_command(single)


def _version(asked: bool) -> None:
    """Print the version and end."""
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 (nobody else asks)

        typer.echo(f"gongkai {version('gongkai')}")
        raise typer.Exit


@app.callback()
def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,  # noqa: ARG001
    log_format: Annotated[
        Literal["text", "json"], typer.Option(envvar="GONGKAI_LOG_FORMAT", help="Of the log on stderr.")
    ] = "text",
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"] | None,
        typer.Option(envvar="GONGKAI_LOG_LEVEL", help="The least that is logged."),
    ] = None,
    lang: Annotated[  # noqa: ARG001
        str | None,
        typer.Option(
            metavar="<zh|en>",
            envvar=SETTING,
            callback=check_language,
            help="Of what is shown; the locale's by default.",
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """`main` reads `--debug` and `--lang` itself: they also decide what an error in the options looks like."""
    # In the environment, so that the settings of every part, also of worker processes, say the same.
    for name, value in (("GONGKAI_LOG_FORMAT", log_format), ("GONGKAI_LOG_LEVEL", log_level)):
        if value:
            os.environ[name] = value
    set_up_logs(log_format, log_level)


def main() -> None:
    """The command: every error is one line on stderr and the contract's exit code."""
    debug = "--debug" in sys.argv[1:]
    _set_language(sys.argv[1:])
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if debug:
            raise
        complain(told(str(error)) or type(error).__name__)
        unusable = isinstance(error, UnusableArgumentsError | WarehouseError) and not isinstance(error, LoadError)
        sys.exit(UNUSABLE if unusable else NOT_LOADED)


def _set_language(words: list[str]) -> None:
    """Put what stands behind a `--lang` before the command into the environment, as for worker processes."""
    for word, following in pairwise([*words, ""]):
        name, _, value = word.partition("=")
        if name == "--lang":
            asked = value or following
            if language_of(asked):
                os.environ[SETTING] = asked
        elif word in COMMANDS:
            return
