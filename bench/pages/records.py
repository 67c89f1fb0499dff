"""Texts that the code writes as records, in English with the values in them, and shows through `told` afterwards.

They are the messages of errors that are raised, what is said of a refused document, and all that modules of `_WHOLE`
say. A record with values is an f-string; its text for the catalogue has their names in braces.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

#: Modules that say nothing but records.
_WHOLE = {
    *("extract/containers/listing.py", "extract/containers/zips.py", "extract/decisions/files.py"),
    *(
        "extract/lists/csvs.py",
        "extract/lists/json_lines.py",
        "extract/lists/json_lists.py",
        "extract/lists/parquet.py",
    ),
    *("extract/lists/rows.py", "extract/signatures.py", "extract/sources/files.py", "transform/decisions.py"),
    *("load/errors.py", "gongkai/explaining/agencies.py", "gongkai/queries/answering.py", "gongkai/queries/limited.py"),
    *("flows/operate/diagnosis.py", "flows/operate/doctor_machine.py", "flows/operate/doctor_warehouse.py"),
    *("flows/outcome.py", "flows/run/isolation.py"),
}
#: What is said of a document is given these names before it is kept, or stands in such calls.
_DETAILS = {
    *("detail", "why", "no_place", "no_year", "nowhere", "nothing", "this", "message", "left"),
    *("_NOTHING_HELD", "_MISSING", "_ADVICE", "_HOLDS_MANY"),
}
#: Functions that write a part of a record.
_PARTS = {"_other_version", "_scanned", "with_pictures", "require_scans"}
_CALLS = {"UnreadableError", "_refused", "refused", "refuse", "Raw", "Decoded", "no_report", "Problem", "decision_of"}

#: What programs read: SQL, Python, names of formats.
_OF_PROGRAMS = re.compile(r"^(SELECT|FROM|USE|CREATE|CHECKPOINT|DETACH|ATTACH|FORMAT|import) |::|^gongkai \w+$|^%")


def records(root: Path, rooms: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each text, and the file that says it."""
    for path in sorted(path for room in rooms for path in (root / room).rglob("*.py")):
        name = path.relative_to(root).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for part in [tree] if name in _WHOLE else _said(tree):
            for text in _texts(part):
                yield text, name


def _said(tree: ast.Module) -> Iterator[ast.AST]:
    """The parts of a module that say records: what is raised, and what is said of a document."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            yield from node.exc.args
        elif isinstance(node, ast.Assign) and {getattr(it, "id", "") for it in node.targets} & _DETAILS:
            yield node.value
        elif isinstance(node, ast.Call) and _called(node) in _CALLS:
            yield from node.args
        elif isinstance(node, ast.Call) and _called(node) == "format" and _is_polars(node):
            yield from node.args[:1]
        elif isinstance(node, ast.FunctionDef) and node.name in _PARTS:
            yield from node.body
        elif isinstance(node, ast.Call) and _called(node) in _PARTS:
            yield from node.args
        elif isinstance(node, ast.keyword) and node.arg in _DETAILS:
            yield node.value


def _called(node: ast.Call) -> str:
    """The name of what is called."""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _is_polars(node: ast.Call) -> bool:
    """Whether a `format` is that of polars."""
    return isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "pl"


def _texts(part: ast.AST) -> Iterator[str]:
    """The texts in a part of the code; docstrings are none, nor what is a single word or code."""
    docstrings = {id(node.value) for node in ast.walk(part) if isinstance(node, ast.Expr)}
    pieces = {id(it) for node in ast.walk(part) if isinstance(node, ast.JoinedStr) for it in node.values}
    for node in ast.walk(part):
        if isinstance(node, ast.JoinedStr):
            text = _with_names(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings | pieces:
            text = _numbered(node.value)
        else:
            continue
        if _is_text(text):
            yield text


def _is_text(text: str) -> bool:
    """Whether it says something: words, and more than one of them."""
    words = re.sub(r"\{\w+\}", " ", text)
    return " " in text.strip() and bool(re.search(r"[a-z]{3,}", words)) and not _OF_PROGRAMS.search(text)


def _with_names(node: ast.JoinedStr) -> str:
    """The text of an f-string, with names for its values."""
    text, used = "", dict[str, str]()
    for part in node.values:
        if isinstance(part, ast.Constant):
            text += str(part.value)
        elif isinstance(part, ast.FormattedValue):
            value = ast.unparse(part.value)
            name = used.get(value) or _name(part.value, len(used) + 1)
            if name in used.values() and used.get(value) != name:
                name = f"{name}{len(used) + 1}"
            used[value] = name
            text += f"{{{name}}}"
    return text


def _name(value: ast.expr, number: int) -> str:
    """The name of a value: of what it is made of, where that has one."""
    match value:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            return name.strip("_").lower()
        case ast.Call(func=ast.Name(id="len"), args=[first, *_]):
            return f"{_name(first, number)}_count"
        case ast.Call(args=[part, *_]) | ast.Call(func=ast.Attribute(value=part)) | ast.Subscript(value=part):
            return _name(part, number)
        case ast.BinOp(left=part) | ast.BoolOp(values=[part, *_]):
            return _name(part, number)
    return f"value{number}"


def _numbered(text: str) -> str:
    """A text of `pl.format`, whose places have no names, with numbers for them."""
    pieces = text.split("{}")
    return "".join(f"{piece}{{value{number}}}" for number, piece in enumerate(pieces[:-1], 1)) + pieces[-1]
