"""The text that an expression stands for, as far as it is written down: constants are followed, unknown parts become `{}`."""

from __future__ import annotations

from golint import facts
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import last_of, owner_of, path_of
from golint.facts import Call, Expr, Name
from golint.linking.families import family_of

HOLE = "{}"
DEPTH = 6


class Texts:
    """Reads URLs, header names and keys out of expressions."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver

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
            case facts.Binary(operator="/", left=left, right=right):
                return f"{self.of(left, routine, depth - 1)}/{self.of(right, routine, depth - 1).lstrip('/')}"
            case facts.Binary(operator="%", left=left):
                return self.of(left, routine, depth - 1).replace("%s", HOLE).replace("%d", HOLE)
            case Name():
                held = self.value_of(expr, routine)
                return self.of(held[0], held[1], depth - 1) if held else self._property(expr, routine, depth - 1)
            case Call():
                return self._call(expr, routine, depth - 1)
            case facts.Choice(then=then, otherwise=otherwise):
                return self._either((then, otherwise), routine, depth - 1)
            case facts.Logic(operator="or", operands=operands):
                return self._either(operands, routine, depth - 1)
        return HOLE

    def _either(self, choices: tuple[Expr, ...], routine: Routine, depth: int) -> str:
        texts = [self.of(choice, routine, depth) for choice in choices]
        return next((text for text in texts if text != HOLE), HOLE)

    def _property(self, name: Name, routine: Routine, depth: int) -> str:
        """`self.base_url`, where that is a property."""
        found = self.resolver.definition(name, routine) if "." in name.written else None
        return self._either(tuple(returned(found)), found, depth) if isinstance(found, Routine) else HOLE

    def _call(self, call: Call, routine: Routine, depth: int) -> str:
        last, given = last_of(call), [a.value for a in call.arguments if a.name is None and not a.spread]
        match last:
            case "format":
                return self.of(owner_of(call), routine, depth)
            case "strip" | "rstrip" | "removesuffix" | "toString" | "trim":
                return self.of(owner_of(call), routine, depth).rstrip("/")
            case "AuthenticationHeaderValue" if len(given) == 2:
                return f"{self.of(given[0], routine, depth)} {self.of(given[1], routine, depth)}"
            case "str" | "quote" | "Uri" | "URI" | "String" | "encodeURI" | "encodeURIComponent":
                return self.of(given[0], routine, depth) if given else HOLE
            case "URL" if given:
                return "/".join(
                    [*(self.of(base, routine, depth).rstrip("/") for base in given[1:]), self.of(given[0], routine, depth).lstrip("/")]
                )
            case "create" | "parse" | "parse!" if path_of(owner_of(call)).endswith("URI"):  # `URI.create(text)`
                return self.of(given[0], routine, depth) if given else HOLE
            case "urljoin":
                first, *rest = (self.of(value, routine, depth) for value in given)
                return "/".join([first.rstrip("/"), *(text.lstrip("/") for text in rest)])
            case "getenv" | "get" if len(given) == 2:
                return self.of(given[1], routine, depth)
        found = self.resolver.callee(call, routine)
        return self._either(tuple(returned(found)), found, depth) if isinstance(found, Routine) else HOLE

    def maker(self, value: Expr, routine: Routine, depth: int = DEPTH) -> str:
        """The path of the constructor that made a value, `requests.Session` for what a function builds and returns; "" for one of the
        repository's own classes."""
        if depth == 0:
            return ""
        match value:
            case Name():
                held = self.value_of(value, routine)
                return self.maker(held[0], held[1], depth - 1) if held is not None else ""
            case facts.Attribute(base=base):
                return self.maker(base, routine, depth - 1)
            case facts.Logic(operands=operands):
                return next((made for operand in operands if (made := self.maker(operand, routine, depth - 1))), "")
            case Call():
                found = self.resolver.callee(value, routine)
                if found is None:
                    return value.path
                if not isinstance(found, Routine):
                    return ""
                return next((made for v in returned(found) if (made := self.maker(v, found, depth - 1))), "")
        return ""

    def value_of(self, name: Name, routine: Routine) -> tuple[Expr, Routine] | None:
        """The latest value that a name was given before this place: here, in its class, at module level, or in the file it comes from."""
        module = self.resolver.module(routine.path)
        if module is None:
            return None
        for binding in module.reaching(routine, name.written, name.span.start):
            whole = not binding.element or binding.whole.lower().endswith("err") or (binding.whole == "_" and _drops_errors(module))
            if binding.value is not None and whole and not binding.augments and not binding.filled:
                return binding.value, routine
        if name.written.startswith(("self.", "this.", "cls.")):
            found = next(iter(self.resolver.attribute_values(name.written, routine)), None)
            return (found[1], found[0]) if found else None
        if any(p.name == name.written for p in routine.function.parameters):
            return None
        scope = module.around(routine)
        while scope is not None:
            outer = module.bindings(scope).get(name.written, ())
            if outer:
                return (outer[-1].value, scope) if outer[-1].value is not None and not outer[-1].element else None
            if any(p.name == name.written for p in scope.function.parameters):
                return None
            scope = module.around(scope)
        if routine.owner is not None and family_of(routine.path).unqualified:
            own = next(iter(self.resolver.attribute_values(f"this.{name.written}", routine)), None)
            if own is not None:
                return own[1], own[0]
        elsewhere = self.resolver.constant(name.written, routine)
        return (elsewhere[1], elsewhere[0]) if elsewhere else None


def _drops_errors(module: Module) -> bool:
    """Whether what a file throws away beside a result is the error, mostly: `body, _ := json.Marshal(order)`."""
    return module.program.language == "go"


def returned(routine: Routine) -> list[Expr]:
    """What a function gives back; of a result and the error that there was none, the result: `return order, nil`."""
    return [_result(value) for value in routine.given_back if value is not None]


def _result(value: Expr) -> Expr:
    match value:
        case facts.Sequence(items=(first, facts.Literal(kind="null"))):
            return first
    return value
