"""Help, usage and wrong usage in the reader's language: what our commands say, and what typer says by itself.

typer writes its own texts in English, those of help as constants, those of errors with the values in them.
"""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError, UsageError
from typer._click.formatting import HelpFormatter

from extract.language import N_, SETTING, _, language_of, told

#: Names in `typer.rich_utils` -> what they say.
_TITLES = {
    "DEFAULT_STRING": N_("[default: {}]"),
    "ENVVAR_STRING": N_("[env var: {}]"),
    "REQUIRED_LONG_STRING": N_("[required]"),
    "ARGUMENTS_PANEL_TITLE": N_("Arguments"),
    "OPTIONS_PANEL_TITLE": N_("Options"),
    "COMMANDS_PANEL_TITLE": N_("Commands"),
    "ERRORS_PANEL_TITLE": N_("Error"),
    "ABORTED_TEXT": N_("Aborted."),
    "RICH_HELP": N_("Try [blue]'{command_path} {help_option}'[/] for help."),
}
#: What stands for options and commands in a line of usage.
METAVARS = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))
#: What its errors say.
ERRORS = (
    N_("Missing command."),
    N_("No such command {name}."),
    N_("No such command {name}. Did you mean {names}?"),
    N_("No such option: {name}"),
    N_("No such option: {name} (Possible options: {names})"),
    N_("No such option: {name} Did you mean {names}?"),
    N_("Missing argument {name}."),
    N_("Missing option {name}."),
    N_("Missing argument {name}. {more}"),
    N_("Missing option {name}. {more}"),
    N_("Choose from:\n\t{names}"),
    N_("Got unexpected extra argument(s) ({names})"),
    N_("Option {name} requires an argument."),
    N_("Option {name} does not take a value."),
    N_("Invalid value: {why}"),
    N_("Invalid value for {name}: {why}"),
    N_("Invalid value for {name} (env var: {variable}): {why}"),
    N_("{value} is not one of {names}."),
    N_("{value} is not a valid int."),
    N_("{value} is not a valid float."),
    N_("{value} is not a valid integer."),
    N_("{value} is not in the range {range}."),
    N_("Show this message and exit."),
)


class _Formatter(HelpFormatter):
    """Begins the line of usage in the reader's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, _("Usage: ") if prefix is None else prefix)


class Context(typer.Context):
    """The call of a command whose help is in the reader's language."""

    formatter_class = _Formatter

    def __init__(self, command: Any, *args: Any, **more: Any) -> None:  # noqa: ANN401 (typer's own click)
        """Translate the command's help, and that of the commands in it."""
        super().__init__(command, *args, **more)
        for part in (command, *getattr(command, "commands", {}).values()):
            part.context_class = Context
            part.help = _(inspect.cleandoc(part.help or ""))
            part.options_metavar = _(part.options_metavar)
            if hasattr(part, "subcommand_metavar"):
                part.subcommand_metavar = _(part.subcommand_metavar)
        for parameter in command.get_params(self):
            parameter.help = _(getattr(parameter, "help", None) or "")

    def make_formatter(self) -> HelpFormatter:
        """What writes the usage, which is the first that is written of help and of errors."""
        from typer import rich_utils  # noqa: PLC0415 (imports all of rich)

        for name, title in _TITLES.items():
            setattr(rich_utils, name, _(title))
        setattr(rich_utils, "Table", _folding())  # noqa: B010 (typer's own)
        setattr(rich_utils, "Columns", _folded)  # noqa: B010
        return super().make_formatter()


@cache
def _folding() -> type:
    """Rich's table, whose texts go on in the next line: Chinese has no blanks, and would be cut off."""
    from rich.table import Table  # noqa: PLC0415 (imports all of rich)

    class Folding(Table):
        def add_row(self, *cells: Any, **more: Any) -> None:  # noqa: ANN401 (rich's own)
            super().add_row(*cells, **more)
            for column in self.columns:
                column.overflow = "fold"

    return Folding


def _folded(items: list[Any]) -> Any:  # noqa: ANN401
    """Rich's columns, likewise."""
    from rich.columns import Columns  # noqa: PLC0415 (imports all of rich)
    from rich.text import Text  # noqa: PLC0415

    for item in items:
        if isinstance(item, Text):
            item.overflow = "fold"
    return Columns(items)


@contextmanager
def told_errors() -> Iterator[None]:
    """Errors of usage say in the reader's language what is wrong."""
    try:
        yield
    except NoArgsIsHelpError:
        raise
    except ClickException as error:
        said = error.format_message()
        if told(said) == said:
            raise
        raise UsageError(told(said), getattr(error, "ctx", None)) from error


def check_language(asked: str | None) -> str | None:
    """The value of `--lang`, where it is a language of ours."""
    if asked and not language_of(asked):
        raise typer.BadParameter(
            _("{value!r} is no language of ours: zh or en ({setting})", value=asked, setting=SETTING)
        )
    return asked
