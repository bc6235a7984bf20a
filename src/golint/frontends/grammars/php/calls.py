"""What PHP alone needs among members and calls."""

from __future__ import annotations

from golint.facts import Argument, Attribute, Call, Expr, Index, Literal, Name, Other
from golint.frontends.grammars.php.values import plain
from golint.frontends.treesitter.expressions import member
from golint.frontends.treesitter.grammar import ExpressionShape, Reader
from golint.frontends.treesitter.syntax import Selector, Syntax
from golint.model import Span


class Access(ExpressionShape, frozen=True):
    """`$object->name`, `Scope::name`, `Scope::$name`. What is called by a value is an element."""

    object: Selector
    name: Selector
    static: bool = False

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        base, name = node.one(self.object), node.one(self.name)
        if base is None or name is None:
            return Other(reader.parts(node), node.span)
        origin, span = reader.expression(base), Span(node.start, name.end)
        step = self._step(node, name, reader)
        return Index(origin, step, span) if not isinstance(step, str) else member(origin, step, span)

    def _step(self, node: Syntax, name: Syntax, reader: Reader) -> str | Expr:
        if name.kind == "name" or (self.static and name.kind == "variable_name" and "{" not in node.tokens):
            text = reader.text(name).lstrip("$")
            return "constructor" if text == "__construct" else text
        value = reader.expression(name)
        return value.value if isinstance(value, Literal) and isinstance(value.value, str) else value


class MethodCall(Access, frozen=True):
    """A call of a member."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return called(Access.expression(self, node, reader), node, reader)


class FunctionCall(ExpressionShape, frozen=True):
    """A call of a function by its name or of a value."""

    function: Selector = "function"

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        function = node.one(self.function)
        if function is None:
            return Other(reader.parts(node), node.span)
        return called(plain(function, reader) if function.kind == "name" else reader.expression(function), node, reader)


def called(callee: Expr, node: Syntax, reader: Reader) -> Expr:
    """The callee with its arguments; with `...` in their place it is not called, but the value itself."""
    given = node.one("arguments")
    if given is not None and given.all(":variadic_placeholder"):
        return callee
    return Call(callee, path_of(callee), reader.arguments(given), node.span)


def path_of(callee: Expr) -> str:
    return callee.path if isinstance(callee, Name | Attribute) else ""


class Creation(ExpressionShape, frozen=True):
    """`new Kind(...)`, also of a class without a name."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        kind = node.one(0)
        if kind is None:
            return Other((), node.span)
        callee = reader.expression(kind)
        given = (kind if kind.kind == "anonymous_class" else node).one(":arguments")
        return Call(callee, path_of(callee), reader.arguments(given), node.span)


class Keyword(ExpressionShape, frozen=True):
    """A word of the language that does what a function does."""

    word: str

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        values = [inner for child in node.children for inner in (child.children if child.kind == "sequence_expression" else [child])]
        name = Span(node.start, node.start + len(self.word))
        written = reader.data[name.start : name.end].decode("utf-8", "replace")
        end = node.start + len(reader.data[node.start : node.end].rstrip(b"; \t\r\n"))
        arguments = tuple([Argument(value) for value in reader.expressions(values)])
        return Call(Name(self.word, name, written), self.word, arguments, Span(node.start, max(end, name.end)))


def argument(node: Syntax, reader: Reader) -> Argument:
    """An argument by place or by name, or several that are unpacked."""
    name, value = node.one("name"), (node.all("*") or [node])[-1]
    if value is node:
        return Argument(Other((), node.span))
    if value.kind == "variadic_unpacking":
        return Argument(reader.expression(value), None, "*")
    return Argument(reader.expression(value), reader.text(name) if name else None)


class Attributed(FunctionCall, frozen=True):
    """An attribute of a definition, with arguments or without."""

    function: Selector = 0

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        name, given = node.one(self.function), node.one("parameters")
        if name is None:
            return Other(reader.parts(node), node.span)
        callee = plain(name, reader)
        return callee if given is None else Call(callee, callee.path, reader.arguments(given), node.span)
