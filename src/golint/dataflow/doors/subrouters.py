"""Routers that stand before a door, `api.use(people)`: one that holds nothing but routes of its own lets every other request by."""

from __future__ import annotations

from golint import facts
from golint.catalog.roles import Roles
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.doors.routes import Wrapper
from golint.dataflow.modules import Module
from golint.dataflow.names import last_of, text_of
from golint.facts import Call, Expr, Name

_MADE = frozenset({"Router"})  # `express.Router()`
_EVERY = frozenset({"all", "param"})  # they run before the routes of others too: `router.all("*", verify)`
_DEPTH = 3


class Subrouters:
    """Tells which wrappers are such routers of the repository."""

    def __init__(self, resolver: Resolver, roles: Roles) -> None:
        self._resolver = resolver
        self._roles = roles

    def only_route(self, wrapper: Wrapper, depth: int = _DEPTH) -> bool:
        """Whether what stands in front of a door is a router before whose routes nothing stands but routers like it."""
        if not isinstance(wrapper.expr, Name) or not depth or (found := self._made(wrapper.expr, wrapper)) is None:
            return False
        module, name = found
        for call in module.calls:
            router, _, method = facts.trail(call).rpartition(".")
            if router == name and (
                method in _EVERY or ("route.middleware" in self._roles.by(call) and not self._lets_by(call, module, depth))
            ):
                return False
        return True

    def _made(self, name: Name, wrapper: Wrapper) -> tuple[Module, str] | None:
        """The file that makes a router, and what it calls it."""
        constant = self._resolver.constant(name.written, wrapper.place)
        place, value = constant if constant is not None else (wrapper.place, name)
        module = self._resolver.module(place.path)
        if module is None or not isinstance(value, Name):
            return None
        made = [binding.value for binding in module.bindings(module.body).get(value.written, ())]
        return (module, value.written) if made and all(isinstance(one, Call) and last_of(one) in _MADE for one in made) else None

    def _lets_by(self, call: Call, module: Module, depth: int) -> bool:
        """Whether a call mounts something at an address of its own, or nothing but routers that let others by."""
        values: list[Expr] = [argument.value for argument in call.arguments]
        if values and text_of(values[0]).strip("/*"):
            return True
        place = module.enclosing(call.span.start)
        return all(isinstance(v, facts.Literal) or self.only_route(Wrapper(v, place), depth - 1) for v in values)
