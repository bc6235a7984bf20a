"""Requests that stay on the machine that they are made on: a developer's tunnel or tool, and no provider."""

from __future__ import annotations

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.requests.bases import Bases
from golint.dataflow.values.texts import DEPTH, Texts
from golint.facts import Call, Expr, Literal, Name


class Nearby:
    """Tells it by addresses that are written down in the file, and names of the own machine. A setting's default is none, nor is what
    another file says: what it is set to in a shop is not known."""

    def __init__(self, texts: Texts, bases: Bases, names: frozenset[str]) -> None:
        self._texts = texts
        self._bases = bases
        self._names = names

    def stays(self, call: Call, routine: Routine) -> bool:
        """Whether a request goes to the own machine, by its address, or by that of its client."""
        told = (self._beginning(argument.value, routine) for argument in call.arguments)
        address = next((text for text in told if "://" in text), "")
        if address:
            return self._is_near(address)
        bases = self._bases.of(call, routine)
        return bool(bases) and all(self._is_near(self._beginning(base.value, base.routine)) for base in bases)

    def _beginning(self, value: Expr, routine: Routine, depth: int = DEPTH) -> str:
        """The text that an address begins with, "" where that is not written down."""
        match value:
            case Literal(value=str() as text):
                return text
            case facts.Template(parts=(first, *_)) | facts.Binary(operator="+", left=first) if depth:
                return self._beginning(first, routine, depth - 1)
            case Name(written=written) if depth and self._is_given_once(written, routine):
                held = self._texts.value_of(value, routine)
                return self._beginning(held[0], held[1], depth - 1) if held is not None else ""
        return ""

    def _is_given_once(self, written: str, routine: Routine) -> bool:
        """Whether a name of this file, or a field, has the one value everywhere: `if DEBUG: url = ...` gives it another."""
        if "." in written:
            return len(list(self._texts.resolver.attribute_values(written, routine))) == 1
        module = self._texts.resolver.module(routine.path)
        scope: Routine | None = routine
        while module is not None and scope is not None:
            if bound := module.bindings(scope).get(written):
                return len(bound) == 1
            scope = module.around(scope)
        return False

    def _is_near(self, address: str) -> bool:
        host = address.partition("://")[2].partition("/")[0].rpartition("@")[2].lower()
        return (host if host in self._names else host.rpartition(":")[0] or host) in self._names
