"""The text that an expression stands for, as far as it is written down: constants are followed, unknown parts become `{}`."""

from __future__ import annotations

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.origins import reaching
from golint.dataflow.resolve import Resolver
from golint.facts import Expr, Name

HOLE = "{}"
DEPTH = 6


class Texts:
    """Reads URLs, header names and keys out of expressions."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def of(self, expr: Expr | None, routine: Routine, depth: int = DEPTH) -> str:
        """The text with `{}` for each part that is not known."""
        if expr is None or depth == 0:
            return HOLE
        match expr:
            case facts.Literal(value=str() as value):
                return value
            case facts.Template(parts=parts):
                return "".join(self.of(part, routine, depth - 1) for part in parts)
            case facts.Binary(operator="+", left=left, right=right):
                return self.of(left, routine, depth - 1) + self.of(right, routine, depth - 1)
            case facts.Binary(operator="%", left=left):
                return self.of(left, routine, depth - 1)
            case Name():
                held = self.value_of(expr, routine)
                return self.of(held[0], held[1], depth - 1) if held else HOLE
            case facts.Call(path=path, arguments=arguments) if path.rpartition(".")[2] in ("urljoin", "str", "join"):
                return "".join(self.of(argument.value, routine, depth - 1) for argument in arguments)
            case facts.Call(path=path) if path.endswith(".format"):
                return self._formatted(expr, routine, depth)
            case facts.Choice(then=then, otherwise=otherwise):
                one, other = self.of(then, routine, depth - 1), self.of(otherwise, routine, depth - 1)
                return one if one != HOLE else other
        return HOLE

    def _formatted(self, call: facts.Call, routine: Routine, depth: int) -> str:
        match call.callee:
            case facts.Attribute(base=base):
                return self.of(base, routine, depth - 1)
            case Name(path=path, written=written, span=span):
                head = Name(path.removesuffix(".format"), span, written.removesuffix(".format"))
                return self.of(head, routine, depth - 1)
        return HOLE

    def value_of(self, name: Name, routine: Routine) -> tuple[Expr, Routine] | None:
        """The latest value that a name was given before this place: here, in its class, or at module level."""
        module = self._resolver.module(routine.path)
        if module is None:
            return None
        for binding in reaching(module, routine, name.written, name.span.start):
            if binding.value is not None and not binding.element and not binding.augments:
                return binding.value, routine
        if name.written.startswith(("self.", "this.", "cls.")):
            found = next(iter(self._resolver.attribute_values(name.written, routine)), None)
            return (found[1], found[0]) if found else None
        if any(p.name == name.written for p in routine.function.parameters):
            return None
        outer = module.bindings(module.body).get(name.written, ())
        return (outer[-1].value, module.body) if outer and outer[-1].value is not None else None

    def mapping(self, expr: Expr | None, routine: Routine, depth: int = 3) -> facts.Mapping | None:
        """The literal mapping behind an expression, with what was added to it by `name[key] = value` left out."""
        match expr:
            case facts.Mapping():
                return expr
            case facts.Call(path="dict", arguments=arguments):
                entries = tuple(facts.Entry(facts.Literal(a.name, "text", a.value.span), a.value) for a in arguments if a.name)
                return facts.Mapping(entries, expr.span)
            case Name() if depth:
                value = self.value_of(expr, routine)
                return self.mapping(value[0], value[1], depth - 1) if value else None
            case facts.Call() if depth:
                found = self._resolver.callee(expr, routine)
                if isinstance(found, Routine):
                    returned = (s.value for s in facts.walk(found.function.body, into_functions=False) if isinstance(s, facts.Return))
                    return next((m for value in returned if (m := self.mapping(value, found, depth - 1))), None)
        return None

    def keys(self, expr: Expr | None, routine: Routine) -> frozenset[str]:
        """The keys of a mapping, those added to it later by `name[key] = value` counted in; lower-case."""
        found = self.mapping(expr, routine)
        keys = {self.of(entry.key, routine).lower() for entry in found.entries if entry.key is not None} if found else set()
        if isinstance(expr, Name):
            module = self._resolver.module(routine.path)
            marks = module.bindings(routine) if module else {}
            keys |= {mark[len(expr.written) + 1 : -1].lower() for mark in marks if mark.startswith(f"{expr.written}[")}
        return frozenset(keys)

    def is_open(self, expr: Expr | None, routine: Routine) -> bool:
        """Whether a mapping may hold keys that cannot be seen: it is not known, or something is unpacked into it."""
        found = self.mapping(expr, routine)
        return found is None or any(entry.key is None for entry in found.entries)
