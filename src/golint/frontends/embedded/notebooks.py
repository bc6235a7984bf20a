"""Jupyter notebooks: the code cells, joined in their order, are one program in the language of the kernel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from golint.facts import Program
from golint.frontends.documents.json import scan
from golint.frontends.documents.scan import Entry, Scan
from golint.frontends.embedded.magics import without_magics
from golint.frontends.embedded.places import Places, moved
from golint.frontends.embedded.scripts import Part
from golint.frontends.embedded.texts import line_of, relined
from golint.lazily import compiled
from golint.model import Span

MAX_BYTES = 8_000_000
_UNIT = compiled(rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.?|[^\\]++", re.S)
_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"b": b"\b", b"f": b"\f"}
_KERNEL = (("metadata", "kernelspec", "language"), ("metadata", "language_info", "name"))


class _Cell(Struct):
    """A cell as written: the places of its lines, and whether it holds code."""

    code: bool = False
    lines: list[Span] = field(default_factory=list)


class Text(Struct):
    """The code of a notebook as its kernel reads it, and where it stands in the file."""

    data: bytes
    places: Places


def lower(data: bytes, *, confirmed: bool = False) -> Program:
    """The facts of a notebook; any bytes are accepted; `problem` names what was not read."""
    from golint import frontends

    if len(data) > MAX_BYTES:
        return Program("notebook", (), problem=f"larger than {MAX_BYTES // 1_000_000} MB; not read as code")
    found = scan(data)
    kernel, text = _kernel(found), _joined(data, found)
    if kernel != frontends.PYTHON and kernel not in frontends.TREE_SITTER:
        return Program("notebook", ())
    program = frontends.lower(kernel, "", text.data, confirmed=confirmed)
    assert isinstance(program, Program)  # a programming language makes no other facts
    problem = relined(program.problem, text.data, data, text.places.start) if program.problem else ""
    problem = "; ".join(filter(None, (_fault(data, found), problem)))
    try:
        return replace(moved(program, text.places.span), problem=problem)
    except RecursionError:
        return Program(kernel, (), problem="nested too deeply; not read as code")


def text(data: bytes) -> Text:
    """The code of all cells, the lines that are commands of the notebook blanked."""
    return _joined(data, scan(data))


def parts(data: bytes) -> tuple[Part, ...]:
    """The code cells, each from the beginning of its first line to the end of its last."""
    found = scan(data)
    kernel = _kernel(found)
    return tuple(Part(Span(cell.lines[0].start, cell.lines[-1].end), kernel, server=True) for cell in _cells(found))


def _kernel(found: Scan) -> str:
    """The language of the cells; Python where nothing is said."""
    said = {entry.path: entry.value for entry in found.entries if entry.path in _KERNEL}
    return next((said[path].lower() for path in _KERNEL if said.get(path)), "python")


def _cells(found: Scan) -> Iterator[_Cell]:
    cells: dict[tuple[str | int, ...], _Cell] = {}
    for entry in found.entries:
        if "cells" in entry.path[:3]:
            at = entry.path.index("cells") + 2
            _note(cells.setdefault(entry.path[:at], _Cell()), entry, entry.path[at:])
    return (cell for cell in cells.values() if cell.code and cell.lines)


def _note(cell: _Cell, entry: Entry, rest: tuple[str | int, ...]) -> None:
    match rest:
        case ("cell_type",):
            cell.code = entry.value == "code"
        case ("source" | "input",) | ("source" | "input", int()):
            cell.lines.append(Span(entry.start, entry.end))


def _joined(data: bytes, found: Scan) -> Text:
    joined, places = bytearray(), Places()
    for cell in _cells(found):
        decoded = bytearray()
        for line in cell.lines:
            for unit in _UNIT.finditer(data, line.start, line.end):
                read = _read(unit[0])
                decoded += read
                places.add(len(read), *unit.span())
        joined += without_magics(bytes(decoded)) + b"\n"
        places.add(1, cell.lines[-1].end, cell.lines[-1].end)
    return Text(bytes(joined), places)


def _read(unit: bytes) -> bytes:
    """What an escape stands for, or plain text as it is."""
    if not unit.startswith(b"\\"):
        return unit
    if len(unit) < 6:
        return _ESCAPES.get(unit[1:], unit[1:] or unit)
    text = "".join(chr(int(digits, 16)) for digits in re.findall(r"u(.{4})", unit.decode("ascii")))
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def _fault(data: bytes, found: Scan) -> str:
    return f"line {line_of(data, found.fault.offset)}: {found.fault.message}" if found.fault else ""
