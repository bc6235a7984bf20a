"""Variables that a call fills: `json.Unmarshal(body, &event)`, `rows.Scan(&id)`, `builder.Append(text)`; and those that are filled one
element after the other: `sent[name] = value`.

Which calls do so, and where among their arguments the variables stand, say the roles `fill.first`, `fill.second`, `fill.last` and
`fill.all`; `fill.receiver` adds to what the method is called on. A function of the repository fills a parameter where it hands it on to
such a call.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from golint.catalog.roles import Roles
from golint.dataflow.bindings import Binding, element_name, reaching
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import owner_of
from golint.facts import Call, Expr, Name

_PLACES = {"fill.first": slice(0, 1), "fill.second": slice(1, 2), "fill.last": slice(-1, None), "fill.all": slice(None)}
FILLING = frozenset({*_PLACES, "fill.receiver"})


class Fills:
    """The variables that calls fill, routine by routine, as bindings whose value is the call."""

    def __init__(self, resolver: Resolver, roles: Roles) -> None:
        self._resolver = resolver
        self._roles = roles
        self._known = any(map(roles.plays, FILLING))
        self._found: dict[Routine, Mapping[str, Sequence[Binding]]] = {}

    def reaching(self, module: Module, routine: Routine, written: str, at: int) -> list[Binding]:
        """The assignments to a name, and the calls that fill it, that may hold at an offset."""
        filled = self._put_into(module, routine, written)
        if not filled or module.element_at(written, at) is not None:
            return module.reaching(routine, written, at)
        return reaching(self.bindings(module, routine, written), module.arm_of(routine, at), at)

    def bindings(self, module: Module, routine: Routine, written: str) -> Sequence[Binding]:
        """The assignments to a name in a routine, and the calls that fill it, oldest first."""
        assigned, filled = module.bindings(routine).get(written, ()), self._put_into(module, routine, written)
        return sorted((*assigned, *filled), key=lambda binding: binding.start) if filled else assigned

    def _put_into(self, module: Module, routine: Routine, written: str) -> Sequence[Binding]:
        """What a routine puts into a variable beside what it assigns to it: by a call, or one element after the other."""
        elements = module.bindings(routine).get(element_name(written), ())
        return (*self.of(routine).get(written, ()), *elements)

    def of(self, routine: Routine) -> Mapping[str, Sequence[Binding]]:
        """The names that calls in a routine fill."""
        if not self._known:
            return {}
        if routine not in self._found:
            self._found[routine] = {}  # a function that hands its parameter to itself
            self._found[routine] = self._read(routine)
        return self._found[routine]

    def _read(self, routine: Routine) -> Mapping[str, Sequence[Binding]]:
        module = self._resolver.module(routine.path)
        table: dict[str, list[Binding]] = {}
        for node in routine.own if module is not None else ():
            if isinstance(node, Call):
                for name in self._filled_by(node, routine):
                    start = node.span.start
                    assert module is not None
                    table.setdefault(name.written, []).append(
                        Binding(node, start, module.arm_of(routine, start), augments=_adds_to(node, name), filled=True)
                    )
        return table

    def _filled_by(self, call: Call, routine: Routine) -> Iterator[Name]:
        plain = [argument.value for argument in call.arguments if argument.name is None and not argument.spread]
        adds = "fill.receiver" in self._roles.by(call)
        if not adds and not any(isinstance(value, Name) for value in plain):
            return
        callee = self._resolver.callee(call, routine)
        if isinstance(callee, Routine):
            yield from (value for name, value in handed(call, callee) if isinstance(value, Name) and name in self.of(callee))
            return
        for role in self._roles.by(call) & FILLING:
            places = [owner_of(call)] if role == "fill.receiver" else plain[_PLACES[role]]
            yield from (value for value in places if isinstance(value, Name))


def handed(call: Call, callee: Routine) -> Iterator[tuple[str, Expr]]:
    """The callee's parameters with what a call hands to them by place."""
    plain = (argument.value for argument in call.arguments if argument.name is None and not argument.spread)
    yield from zip((p.name for p in callee.function.parameters if not p.spread), plain, strict=False)


def _adds_to(call: Call, name: Name) -> bool:
    """Whether a variable keeps what it held before: it is what the method is called on."""
    owner = owner_of(call)
    return isinstance(owner, Name) and owner.written == name.written
