"""The imports of a module, wherever in it they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import libcst as cst

from golint.facts import Import
from golint.frontends.python.paths import alias, dotted
from golint.frontends.python.spans import Spans


def imports(module: cst.Module, spans: Spans) -> list[Import]:
    """Imports anywhere in the file bind for the whole file: conditional and local ones are resolved alike."""
    return sorted(_imports(module, spans), key=lambda found: found.span)


def _imports(module: cst.Module, spans: Spans) -> Iterator[Import]:
    for node in _statements(module.body):
        match node:
            case cst.Import():
                yield from _modules(node, spans)
            case cst.ImportFrom():
                yield from _members(node, spans)


def _modules(node: cst.Import, spans: Spans) -> Iterator[Import]:
    """`import a.b` binds `a`; `import a.b as c` binds the whole path."""
    for name in node.names:
        path, local = dotted(name.name) or "", alias(name.asname)
        first = path.partition(".")[0]
        yield Import(local or first, path if local else first, spans.inner[name])


def _members(node: cst.ImportFrom, spans: Spans) -> Iterator[Import]:
    module, level = dotted(node.module) or "", len(node.relative)
    if isinstance(node.names, cst.ImportStar):
        yield Import("*", module, spans.inner[node.names], level, star=True)
        return
    for name in node.names:
        member = dotted(name.name) or ""
        yield Import(alias(name.asname) or member, f"{module}.{member}" if module else member, spans.inner[name], level)


def _statements(body: Iterable[cst.CSTNode]) -> Iterator[cst.CSTNode]:
    """Every statement at any depth. LibCST's own `children` runs a visitor for each node, which costs more than the parse."""
    for node in body:
        if isinstance(node, cst.SimpleStatementLine | cst.SimpleStatementSuite):
            yield from node.body
            continue
        yield node
        for name in ("cases", "body", "handlers", "orelse", "finalbody"):
            yield from _statements(_lines(getattr(node, name, None)))


def _lines(inner: object) -> Iterable[cst.CSTNode]:
    match inner:
        case cst.IndentedBlock(body=lines):
            return lines
        case cst.CSTNode():
            return (inner,)
        case list() | tuple():
            return inner
    return ()
