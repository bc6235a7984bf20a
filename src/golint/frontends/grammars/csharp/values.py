"""The values that C# puts together: objects, collections, records, arrays."""

from __future__ import annotations

from collections.abc import Iterator

from golint.facts import Argument, Call, Entry, Expr, Literal, Mapping, Name, Other, Sequence
from golint.frontends.grammars.csharp.expressions import Named, plain
from golint.frontends.treesitter.grammar import ExpressionShape, Reader
from golint.frontends.treesitter.syntax import Selector, Syntax
from golint.model import Span


class Creation(ExpressionShape, frozen=True):
    """`new Type(...) { ... }`: what the braces set are named arguments. One that does no more than fill a collection is what it holds."""

    arguments: Selector = "arguments"
    filling: Selector = "initializer"

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return self.construct(node, node.one("type"), reader)

    def construct(self, node: Syntax, kind: Syntax | None, reader: Reader) -> Expr:
        """A construction of a type that may be written elsewhere."""
        given, filling = reader.arguments(node.one(self.arguments)), node.one(self.filling)
        found = () if filling is None else tuple(filled(filling, reader))
        if not given and len(found) == 1 and found[0].name is None:
            return found[0].value
        callee = Name("new", Span(node.start, node.start + len("new")), "new") if kind is None else Named().expression(kind, reader)
        return Call(callee, callee.path, (*given, *found), node.span)


IMPLICIT = Creation(":argument_list", ":initializer_expression")


def given(value: Syntax, target: Expr, kind: Syntax | None, reader: Reader) -> Expr:
    """The value that a target is given; `new()` constructs the type that the target is declared with."""
    inner = reader.bare(value)
    if inner.kind != "implicit_object_creation_expression" or kind is None or kind.kind == "implicit_type":
        return reader.named(value, target)
    return IMPLICIT.construct(inner, kind, reader)


def filled(node: Syntax, reader: Reader) -> Iterator[Argument]:
    """What braces hold: members by their names, then the entries as one mapping and the items as one sequence."""
    entries, items = list[Entry](), list[Expr]()
    for child in node.children:
        match _pair(child):
            case (left, right) if left.kind == "identifier" and child.kind == "assignment_expression":
                name = Named().expression(left, reader)
                yield Argument(reader.named(right, name), name.written)
            case (left, right):
                entries.append(Entry(reader.expression(left), reader.expression(right)))
            case None if child.kind not in reader.grammar.ignored:
                items.append(reader.expression(child))
    if entries:
        yield Argument(Mapping(tuple(entries), node.span))
    if items:
        yield Argument(Sequence(tuple(items), node.span))


def _pair(node: Syntax) -> tuple[Syntax, Syntax] | None:
    """`Name = value`, `[key] = value` and `{ key, value }`."""
    if node.kind == "assignment_expression":
        left, right = node.one("left"), node.one("right")
        return (left, right) if left is not None and right is not None else None
    return (node.children[0], node.children[1]) if node.kind == "initializer_expression" and len(node.children) == 2 else None


class Filling(ExpressionShape, frozen=True):
    """Braces that are a value: the items of an array, the entries of a collection, or members that are set."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        match list(filled(node, reader)):
            case []:
                return Sequence((), node.span)
            case [Argument(value, None)]:
                return value
            case found:
                return Mapping(tuple([_entry(argument) for argument in found]), node.span)


def _entry(argument: Argument) -> Entry:
    key = None if argument.name is None else Literal(argument.name, "text", argument.value.span)
    return Entry(key, argument.value)


class Unnamed(ExpressionShape, frozen=True):
    """`new { Key = value, other.Name }`."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        entries, key = list[Entry](), None
        for child, after in zip(node.children, node.tokens[2:], strict=False):  # behind each member stands one of = , }
            if after == "=":
                key = child
            else:
                entries.append(self._entry(key, child, reader))
                key = None
        return Mapping(tuple(entries), node.span)

    def _entry(self, key: Syntax | None, value: Syntax, reader: Reader) -> Entry:
        if key is not None:
            name = Named().expression(key, reader)
            return Entry(Literal(name.written, "text", key.span), reader.named(value, name))
        last = plain(reader.text(value)).rpartition(".")[2]
        return Entry(Literal(last, "text", value.span), reader.expression(value))


class Changed(ExpressionShape, frozen=True):
    """`record with { Key = value }`: the record unpacked, and what is other in the copy."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        entries = [Entry(None, reader.expression(origin)) for origin in node.all("*")[:1]]
        for change in node.all(":with_initializer"):
            name, value = change.one(0), change.one(1)
            if name is not None and value is not None:
                entries.append(Entry(Literal(plain(reader.text(name)), "text", name.span), reader.expression(value)))
        return Mapping(tuple(entries), node.span)


class Array(ExpressionShape, frozen=True):
    """`new Type[] { ... }`; one that room is only made for keeps its size."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        filling = node.one(":initializer_expression")
        if filling is not None:
            return Sequence(reader.expressions(filling.children), node.span)
        ranks = [part for kind in node.all("type") for part in kind.walk() if part.kind == "array_rank_specifier"]
        return Other(reader.expressions(size for rank in ranks for size in rank.children), node.span)
