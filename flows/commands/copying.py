"""`gongkai copy`: a warehouse from one place to another, a file or a lake."""

from pathlib import Path
from typing import Annotated

import typer

from extract.errors import UnusableArgumentsError
from extract.language import _, told
from flows.commands.display import show
from flows.commands.display.progress import steps
from flows.commands.options import DataOption, named_warehouse
from flows.settings import Settings
from gongkai.exports.copies.targets import is_copy
from load.lake.address import Lake, title_of
from load.publishing.copying import copy_warehouse
from load.publishing.layout import Layout
from transform.forms import load_forms


def new_warehouse(text: str | Path) -> Path:
    """What a person named as the place of a warehouse.

    Raises:
        BadParameter: it is none.
    """
    if is_copy(str(text)):
        raise typer.BadParameter(
            told("a database takes tables, not a warehouse: gongkai export --to writes them there")
        )
    if "://" in str(text) and not str(text).startswith("ducklake:"):
        raise typer.BadParameter(told("a warehouse is a file or ducklake:FILE; a lake's files go where --data says"))
    return named_warehouse(text)


def copy_command(
    context: typer.Context,
    source: Annotated[
        Path, typer.Argument(parser=named_warehouse, metavar="FROM", help="The warehouse to read: FILE, ducklake:...")
    ],
    to: Annotated[
        Path, typer.Argument(parser=new_warehouse, metavar="TO", help="The new one: FILE, or ducklake:... for a lake.")
    ],
    data: DataOption = None,
) -> None:
    """Copy a warehouse to a new place, as a file or a lake; it begins there with one version."""
    asked = context.get_parameter_source("data")
    if not isinstance(to, Lake):
        if data and asked and asked.name == "COMMANDLINE":
            raise UnusableArgumentsError(f"--data is where a lake's files go; {to} is a file: ducklake:{to} is a lake")
        data = None
    limits = Settings().load_limits
    with steps() as step:
        copied = copy_warehouse(source, to, load_forms(), limits, data, step)
    where = {"source": title_of(source), "to": title_of(to), "version": copied.version}
    if copied.rows is None:
        show.say(_("{to} is {source}, version {version}", **where))
    else:
        said = _("{to} holds what {source} does, version {version}: {tables} tables, {rows:,} rows")
        show.say(said.format(**where, tables=copied.tables, rows=copied.rows))
    show.say(_("it begins with this version: earlier ones, and gongkai rollback to them, stay with {source}", **where))
    decisions = Layout.of(source).decisions
    if decisions.is_dir() and decisions != Layout.of(to).decisions:
        also = _("what people decided is in it; so that they can go on deciding, copy {folder} beside it, too")
        show.say(also.format(folder=decisions))
