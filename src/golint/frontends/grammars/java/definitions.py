"""Declarations of Java: imports, variables, fields, constructors, classes, records, enums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from golint.facts import (
    Assign,
    Block,
    Class,
    Evaluate,
    Function,
    Import,
    Name,
    Statement,
)
from golint.frontends.grammars._jvm import CONSTRUCTOR, assigned, called
from golint.frontends.treesitter.definitions import ClassStatement, FunctionStatement
from golint.frontends.treesitter.grammar import Reader, StatementShape
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

# -- imports, declarations --


def imports(node: Syntax, text: Callable[[Syntax], str]) -> Iterator[Import]:
    """`import a.b.C` binds C; one of a static member binds the member."""
    named = node.one(0)
    if named is None:
        return
    path = "".join(text(named).split())
    if node.all(":asterisk"):
        yield Import("*", path, node.span, star=True)
    else:
        yield Import(path.rpartition(".")[2], path, node.span)


class Declaration(StatementShape, frozen=True):
    """Variables or fields of one type. Their annotations are done before them."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        decorators, kind = reader.take_decorators(node), declared(node, reader)
        made = [statement for item in node.all("declarator") for statement in introduced(item, kind, reader)]
        reader.decorators.extend(decorators)
        return made


class Opened(StatementShape, frozen=True):
    """What a try opens: a new variable, or one that is there."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        if node.one("name") is None:
            return tuple([Evaluate(value, value.span) for value in reader.expressions(node.all("*"))])
        return introduced(node, declared(node, reader), reader)


def declared(node: Syntax, reader: Reader) -> str:
    """The type of a declaration; `var` is none."""
    kind = reader.annotation(node.one("type"))
    return "" if kind == "var" else kind


def introduced(node: Syntax, kind: str, reader: Reader) -> Block:
    """`name = value`, or a name alone."""
    name = node.one("name")
    return () if name is None else assigned(reader.expression(name), node.one("value"), node.span, kind, reader)


# -- classes --


class Constructor(FunctionStatement, frozen=True):
    """A constructor, whatever its class is called."""

    def _called(self, node: Syntax, _given: Name | None, _reader: Reader) -> tuple[str, str, Span]:
        own = node.one(self.name)
        return CONSTRUCTOR, CONSTRUCTOR, own.span if own is not None else Span(node.start, node.start)


class Definition(ClassStatement, frozen=True):
    """A class, an interface, an enum or an annotation."""

    def read(self, node: Syntax, reader: Reader) -> Class:
        found = ClassStatement.read(self, node, reader)
        holders = [*node.all("interfaces"), *node.all(":extends_interfaces")]
        return replace(found, bases=(*found.bases, *(base for holder in holders for base in reader.parts(holder))))


class Record(Definition, frozen=True):
    """A record: its components are fields that its constructor sets."""

    def read(self, node: Syntax, reader: Reader) -> Class:
        found, components = Definition.read(self, node, reader), node.one("parameters")
        if components is None:
            return found
        with reader.names.inside(found.name):
            made = Constructor(None, ("*",), infers=False).function(components, reader)
        names = [_component(node, item.name, reader) for item in made.parameters]
        fields = [Assign((name,), None, name.span, annotation=item.annotation) for name, item in zip(names, made.parameters, strict=True)]
        given = [Assign((replace(name, path=f"this.{name.path}", written=f"this.{name.path}"),), name, name.span) for name in names]
        compact = {child.span for holder in node.all(self.body) for child in holder.all(":compact_constructor_declaration")}
        return replace(found, body=(*fields, *_constructed(found.body, made, tuple(given), compact)))


def _component(node: Syntax, name: str, reader: Reader) -> Name:
    """A component of a record where it is declared."""
    holder = node.one("parameters") or node
    place = next((part.span for part in holder.walk() if part.kind == "identifier" and reader.text(part) == name), holder.span)
    return Name(name, place, name)


def _constructed(body: Block, made: Function, given: Block, compact: set[Span]) -> Iterator[Statement]:
    """The members of a record with its constructor, which a compact one adds to and a full one replaces."""
    own = [item for item in body if isinstance(item, Function) and item.name == CONSTRUCTOR]
    if compact or not any(len(item.parameters) == len(made.parameters) for item in own):
        checks = next((item.body for item in own if item.span in compact), ())
        yield replace(made, body=(*checks, *given))
    yield from (item for item in body if item.span not in compact)


class Constant(StatementShape, frozen=True):
    """A constant of an enum is built by the enum's constructor; one with a body is a class of its own."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        name, decorators = node.one("name"), reader.take_decorators(node)
        if name is None:
            return
        owner = Name(reader.names.qualified("").split(".")[-2:][0], name.span)
        if node.one("body") is not None:
            yield replace(ClassStatement(":super_interfaces").read(node, reader), bases=(owner,), decorators=())
        call = called(owner, reader.arguments(node.one("arguments")), node.span)
        reader.decorators.extend(decorators)
        yield Assign((reader.expression(name),), call, node.span)
