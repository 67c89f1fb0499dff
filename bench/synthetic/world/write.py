"""The documents as files, with `truth.jsonl` beside them: one line a document."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path

from bench.synthetic.world.plan import Truth, WorldDocument

#: The documents' folder; the truth lies outside it.
DOCUMENTS = "documents"


def write_world(documents: Iterable[WorldDocument], folder: Path) -> Path:
    """Write documents and truth under `folder`; the folder of the documents alone is returned."""
    inbox = folder / DOCUMENTS
    inbox.mkdir(parents=True, exist_ok=True)
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as truths:
        for document in documents:
            path = inbox / document.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(document.text.encode())
            truths.write(json.dumps(_told(document), ensure_ascii=False) + "\n")
    return inbox


def _told(document: WorldDocument) -> dict[str, object]:
    """Everything but the text."""
    shown = {name: getattr(document, name) for name in ("path", "operators", "expect", "reason", "spam")}
    return {**shown, "parts": [_part(part) for part in document.parts]}


def _part(part: Truth) -> dict[str, object]:
    told = {name: _plain(value) for name, value in asdict(part).items() if name not in ("cells", "printed")}
    cells = [[*key, str(value), key in part.printed] for key, value in part.cells.items()]
    return {**told, "cells": cells}


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value, key=str)
    return str(value) if isinstance(value, date | Decimal) else value
