"""The command `gongkai prove`."""

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.display import show
from flows.commands.options import WAREHOUSE, WarehouseOption
from gongkai.proving.sheet import gather
from gongkai.proving.words import Language
from gongkai.proving.write import write


def prove_command(  # noqa: PLR0913, PLR0917  (each names one thing of the number)
    agency: Annotated[str, typer.Argument(help="agency_id, the agency's name, or a part of it.")],
    year: Annotated[int, typer.Argument(help="The year reported on.")],
    row: Annotated[str, typer.Argument(help="The row of the form: its code, its Chinese name, or a part of it.")],
    column: Annotated[str, typer.Argument(help="The column likewise.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file, .html or .pdf; replaced if it is there.")],
    warehouse: WarehouseOption = WAREHOUSE,
    lang: Annotated[Language, typer.Option(help="Chinese, English, or both beside each other.")] = "both",
) -> None:
    """Write the evidence sheet of one number, HTML or PDF: print, state, sums, source, how to verify it."""
    sheet = gather(warehouse, agency, year, row, column)
    write(sheet, output, lang)
    show.standing(sheet.about.source_uri, sheet.about.sha256, sheet.about.part)
