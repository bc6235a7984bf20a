"""Shapes of functions, their parameters, and classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from msgspec import Struct

from golint.facts import (
    Argument,
    Assign,
    Block,
    Class,
    Evaluate,
    Expr,
    Function,
    Lambda,
    Mapping,
    Name,
    Parameter,
    Return,
    Sequence,
    Statement,
    walk,
)
from golint.frontends.names import ANONYMOUS
from golint.frontends.treesitter.grammar import ExpressionShape, Reader, StatementShape
from golint.frontends.treesitter.syntax import Selector, Syntax
from golint.model import Span


class Formal(Struct, frozen=True):
    """A kind of parameter: where its name (or a pattern, or another kind of parameter), its default and its type stand.

    `field` selects a child whose presence makes the parameter a field of the object too. No name at all is a mark that is no parameter.
    """

    name: Selector | None = None
    default: Selector | None = None
    type: Selector | None = None
    spread: str = ""
    field: str = ""

    def __call__(self, node: Syntax, place: int, reader: Reader) -> tuple[Parameter, Block]:
        """The parameter, and the assignments that its body begins with."""
        inner = node if self.name is None else node.one(self.name)
        formal = reader.grammar.parameters.get(inner.kind) if inner is not None and inner is not node else None
        if inner is None:
            return Parameter(f"#{place}"), ()
        parameter, before = _named(inner, place, reader) if formal is None else formal(inner, place, reader)
        default, kind = reader.maybe(node.one(self.default)), reader.annotation(node.one(self.type))
        decorators = (*parameter.decorators, *reader.take_decorators(node))
        spread = self.spread or parameter.spread
        parameter = Parameter(parameter.name, default or parameter.default, kind or parameter.annotation, decorators, spread)
        if not self.field or node.one(self.field) is None:
            return parameter, before
        target, value = Name(f"this.{parameter.name}", node.span), Name(parameter.name, node.span, parameter.name)
        return parameter, (*before, Assign((target,), value, node.span, annotation=parameter.annotation))


def _named(node: Syntax, place: int, reader: Reader) -> tuple[Parameter, Block]:
    """A parameter called by what a node holds. One that is taken apart is called by its place, and the body begins by taking it apart."""
    pattern = reader.expression(node)
    if isinstance(pattern, Name):
        return Parameter(pattern.written), ()
    name = f"#{place}"
    return Parameter(name), (Assign((pattern,), Name(name, pattern.span), pattern.span),)


class Routine(Struct, frozen=True):
    """Where the pieces of a function stand. `parameters` may be a list of them or one alone."""

    name: Selector | None = "name"
    parameters: tuple[Selector, ...] = ("parameters",)
    body: Selector = "body"
    infers: bool = True

    def function(self, node: Syntax, reader: Reader) -> Function:
        """The function of a node; `reader.given` names one that has no name of its own, where the language has it so."""
        given, reader.given = reader.given if self.infers else None, None
        decorators = reader.take_decorators(node)
        name, path, name_span = self._called(node, given, reader)
        read = list(self._parameters(node, reader))
        parameters, before = tuple([parameter for parameter, _ in read]), tuple([step for _, steps in read for step in steps])
        qualname = reader.names.qualified(path or ANONYMOUS)
        with reader.names.inside(path or ANONYMOUS, _bound(parameters, before)):
            body = (*before, *self._body(node, reader))
        return Function(name, qualname, parameters, decorators, body, node.span, name_span, "async" in node.tokens)

    def _called(self, node: Syntax, given: Name | None, reader: Reader) -> tuple[str, str, Span]:
        own = node.one(self.name)
        if own is not None:
            text = reader.text(own)
            return text, text, own.span
        if given is not None:
            return given.written.rpartition(".")[2], given.written, given.span
        return "", "", Span(node.start, node.start)

    def _parameters(self, node: Syntax, reader: Reader) -> Iterator[tuple[Parameter, Block]]:
        kinds = reader.grammar.parameters
        for selector in self.parameters:
            for holder in node.all(selector):
                for place, child in enumerate([holder] if holder.kind in kinds else holder.children):
                    if child.kind in kinds:
                        yield kinds[child.kind](child, place, reader)

    def _body(self, node: Syntax, reader: Reader) -> Block:
        body = node.one(self.body)
        if body is None:
            return ()
        shape = reader.shape(body)
        if isinstance(shape, StatementShape) and not isinstance(shape, ExpressionShape):
            return reader.block([body])
        return _returning(body, reader)


def _returning(body: Syntax, reader: Reader) -> Block:
    """A body that is a value; what is assigned is one, too: `(line) => (sum += line.price)`."""
    inner = reader.bare(body)
    match reader.block([inner if isinstance(reader.shape(inner), StatementShape) else body]):
        case (*before, Evaluate(value, span)):
            return (*before, Return(value, span))
        case (*before, Assign(targets=(Name() as target,)) as assigned):
            return (*before, assigned, Return(target, assigned.span))
        case found:
            return found


def _bound(parameters: tuple[Parameter, ...], before: Block) -> Iterator[str]:
    """The names that a parameter list binds, those inside patterns too."""
    yield from (parameter.name for parameter in parameters)
    for step in before:
        if isinstance(step, Assign) and isinstance(step.targets[0], Mapping | Sequence):
            yield from (part.written for part in walk(step.targets[0]) if isinstance(part, Name))


class FunctionStatement(Routine, StatementShape, frozen=True):
    """A function that is declared."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return (self.function(node, reader),)


class FunctionExpression(Routine, ExpressionShape, frozen=True):
    """A function that is a value."""

    takes_name: ClassVar[bool] = True

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Lambda(self.function(node, reader), node.span)


class ClassStatement(StatementShape, frozen=True):
    """A class that is declared."""

    bases: Selector
    name: Selector = "name"
    body: Selector = "body"

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return (self.read(node, reader),)

    def read(self, node: Syntax, reader: Reader) -> Class:
        given, reader.given = reader.given, None
        decorators, own = reader.take_decorators(node), node.one(self.name)
        name = reader.text(own) if own is not None else given.written if given is not None else ""
        bases = tuple([base for holder in node.all(self.bases) for base in self._bases(holder, reader)])
        qualname = reader.names.qualified(name or ANONYMOUS)
        with reader.names.inside(name or ANONYMOUS):
            body = reader.block(node.all(self.body))
        place = own.span if own is not None else given.span if given is not None else Span(node.start, node.start)
        name = name or ANONYMOUS
        return Class(name, qualname, bases, decorators, body, node.span, place)

    def _bases(self, holder: Syntax, reader: Reader) -> Iterable[Expr]:
        if holder.kind not in reader.grammar.argument_lists:
            return reader.parts(holder)
        arguments: tuple[Argument, ...] = reader.arguments(holder)
        return [argument.value for argument in arguments if argument.name is None]


class ClassExpression(ClassStatement, ExpressionShape, frozen=True):
    """A class that is a value: it is declared before the statement that holds it, and its name stands in its place."""

    takes_name: ClassVar[bool] = True

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        found = self.read(node, reader)
        reader.defer(found)
        return Name(found.name, found.name_span, found.name)
