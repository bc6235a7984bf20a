"""Ruby's methods, closures and classes."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from golint.facts import Block, Call, Class, Evaluate, Expr, Literal, Name, Parameter
from golint.frontends.grammars.ruby.values import returned
from golint.frontends.names import ANONYMOUS
from golint.frontends.treesitter.definitions import ClassStatement, Formal, FunctionExpression, FunctionStatement
from golint.frontends.treesitter.grammar import ExpressionShape, Reader
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

MIXINS = frozenset({"include", "extend", "prepend"})


class Method(FunctionStatement, ExpressionShape, frozen=True):
    """`def`. Its last value is given back, but for a constructor and a setter; as a value it is its own name."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        found = self.function(node, reader)
        reader.defer(found)
        return Literal(found.name, "text", found.name_span)

    def _called(self, node: Syntax, given: Name | None, reader: Reader) -> tuple[str, str, Span]:
        name, path, place = FunctionStatement._called(self, node, given, reader)
        return ("constructor", "constructor", place) if name == "initialize" and node.kind == "method" else (name, path, place)

    def _body(self, node: Syntax, reader: Reader) -> Block:
        body, name = reader.block(node.all(self.body)), node.one("name")
        silent = name is None or name.kind == "setter" or (node.kind == "method" and reader.text(name) == "initialize")
        return body if silent else returned(body)


class Closure(FunctionExpression, frozen=True):
    """A block, or the function that `->` makes of one."""

    def _body(self, node: Syntax, reader: Reader) -> Block:
        body = node.one(self.body)
        if body is not None and body.kind in ("block", "do_block"):
            body = body.one(self.body)
        return returned(reader.body(body))


class Rest(Formal, frozen=True):
    """A parameter that takes what is left, with or without a name."""

    def __call__(self, node: Syntax, place: int, reader: Reader) -> tuple[Parameter, Block]:
        parameter, before = Formal.__call__(self, node, place, reader)
        return replace(parameter, spread=self.spread), before


class Definition(ClassStatement, frozen=True):
    """A class or a module, called by its last name. What it mixes in counts among its bases."""

    def read(self, node: Syntax, reader: Reader) -> Class:
        own = node.one(self.name)
        path = reader.expression(own) if own is not None else None
        written = path.path if isinstance(path, Name) else ANONYMOUS
        bases = [base for holder in node.all(self.bases) for base in reader.parts(holder)]
        qualname = reader.names.qualified(written)
        with reader.names.inside(written):
            body = reader.block(node.all(self.body))
        place = own if own is None else own.one("name") or own
        name_span = Span(node.start, node.start) if place is None else place.span
        return Class(written.rpartition(".")[2], qualname, (*bases, *_mixed_in(body)), (), body, node.span, name_span)


def _mixed_in(body: Block) -> Iterator[Expr]:
    for statement in body:
        match statement:
            case Evaluate(Call(Name(path), _, arguments)) if path in MIXINS:
                yield from (argument.value for argument in arguments if isinstance(argument.value, Name))
