"""A library's classes by the name of a module that mixes the library in: `Billing::Refund` of `module Billing; include Acme; end`."""

from __future__ import annotations

from collections.abc import Iterator

from golint import facts
from golint.dataflow.calls.resolve import Definition, Resolver
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import path_of
from golint.facts import Call, Name
from golint.linking.families import family_of


def lent(call: Call, routine: Routine, resolver: Resolver) -> Iterator[str]:
    """The paths of a call by what the module that it begins with takes in and does not define itself."""
    trail = facts.trail(call)
    head, _, rest = trail.partition(".")
    if family_of(routine.path).mixing is None or "." not in rest or not head[:1].isupper():
        return
    found = _meant(head, call, routine, resolver)
    if isinstance(found, ClassPlace) and _meant(trail.rpartition(".")[0], call, routine, resolver) is None:
        yield from (f"{path_of(base)}.{rest}" for base in found.definition.bases)


def _meant(name: str, call: Call, routine: Routine, resolver: Resolver) -> Definition | None:
    return resolver.definition(Name(name, call.callee.span, name), routine)
