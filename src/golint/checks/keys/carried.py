"""Requests that code in the browser signs with a secret which another of its modules publishes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from golint.checks.keys import routes
from golint.checks.keys.frontend import promises, published_names
from golint.checks.keys.words import meant_by, spoken_of
from golint.facts import Assign, Call, Entry, Expr, Index, Literal, Name, Program, walk
from golint.lazily import compiled
from golint.model import Hit, Severity, Span

if TYPE_CHECKING:
    from golint.linking.reach import Chain
    from golint.view import FileView

_HEADER = compiled(rb"authorization|x-api-key|api-key", re.IGNORECASE)
_IMPORT = compiled(rb"\bimport\b|\brequire\(")
_SECRET = compiled(rb"secret|private|password|server_?key|restricted_?key|_sk\b", re.IGNORECASE)
_LANGUAGES = frozenset({"javascript", "typescript", "jsx", "tsx", "vue", "svelte", "astro"})
_HEADERS = frozenset({"authorization", "x-api-key", "api-key"})
_DEEPEST = 4  # assignments between a header and the import that its value comes from


class _Origin(NamedTuple):
    """The name of a secret where a header is made from it, and where another file publishes it."""

    name: Name
    path: str
    place: Span


def carried_secrets(view: FileView) -> Iterator[Hit]:
    """The first place where a request of this file is signed with such a secret."""
    program = view.program if _may_carry(view) else None
    first = min(_origins(view, program), key=lambda one: one.name.span, default=None) if program else None
    chain = routes.received(view, first.name.span.start) if first else None
    if first is not None and chain is not None:
        yield _hit(view, first, chain)


def _may_carry(view: FileView) -> bool:
    """Whether it is worth to read a file: it is a script, sends such a header, imports something and names a secret."""
    data = view.source.data
    return view.language in _LANGUAGES and all(pattern.search(data) for pattern in (_HEADER, _IMPORT, _SECRET))


def _hit(view: FileView, origin: _Origin, chain: Chain) -> Hit:
    name = origin.name.written
    provider = meant_by(name, view.catalog)
    return Hit(
        origin.name.span,
        {**spoken_of(name.rpartition(".")[2], view.catalog), "masked": name, "way": routes.told(chain)},
        provider=provider.id if provider else None,
        symbol=name,
        severity=Severity.ERROR,
        related=((origin.path, origin.place, "published here"),),
        flow=routes.flow(chain, origin.name.span, "a request is signed with the secret here"),
    )


def _origins(view: FileView, program: Program) -> Iterator[_Origin]:
    given = _assignments(program)
    for value in _headers(program):
        for name in _secrets(view, value, given, _DEEPEST):
            if found := _published(view, program, name, given):
                yield found


def _headers(program: Program) -> Iterator[Expr]:
    """What the headers that prove who is asking are made of."""
    for node in walk(program.body):
        match node:
            case Entry(key=Literal(value=str(key)), value=value) if key.lower() in _HEADERS:
                yield value
            case Assign(targets=(Name(written=written),), value=value) if value and written.rpartition(".")[2].lower() in _HEADERS:
                yield value
            case Assign(targets=(Index(key=Literal(value=str(key))),), value=value) if value and key.lower() in _HEADERS:
                yield value


def _assignments(program: Program) -> dict[str, list[Expr]]:
    table: dict[str, list[Expr]] = {}
    for node in walk(program.body):
        if isinstance(node, Assign) and node.value is not None and len(node.targets) == 1 and isinstance(node.targets[0], Name):
            table.setdefault(node.targets[0].written, []).append(node.value)
    return table


def _secrets(view: FileView, value: Expr, given: dict[str, list[Expr]], depth: int) -> Iterator[Name]:
    """The names in a value, or in what those were given, that promise a secret."""
    called = {id(node.callee) for node in walk(value) if isinstance(node, Call)}
    for node in walk(value):
        if not isinstance(node, Name) or id(node) in called:
            continue
        if promises(view, node.written.rpartition(".")[2]):
            yield node
        elif depth:
            yield from (name for other in given.get(node.written, ()) for name in _secrets(view, other, given, depth - 1))


def _published(view: FileView, program: Program, name: Name, given: dict[str, list[Expr]]) -> _Origin | None:
    """The place in an imported file that publishes what a name holds."""
    values = [name, *(value for value in given.get(name.written, ()) if isinstance(value, Name))]
    for value in values:
        path = _imported(view, program, value.written)
        other = view.sibling(path) if path else None
        for hit in published_names(other, ()) if other else ():
            return _Origin(name, other.source.path, hit.span) if other else None
    return None


def _imported(view: FileView, program: Program, written: str) -> str | None:
    from golint.linking.ecmascript import Specifiers

    local = written.partition(".")[0]
    module = next((one.module for one in program.imports if one.local == local), "")
    return view.project.derived(Specifiers).resolve(view.source.path, module) if module else None
