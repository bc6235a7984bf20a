"""Go's values: names, types where values stand, calls, literals of built types, lists of values, operators, slices."""

from __future__ import annotations

from golint.facts import Argument, Call, Entry, Expr, Index, Literal, Mapping, Name, Other, Sequence
from golint.frontends.grammars.go.definitions import pointed, type_of
from golint.frontends.literals import evaluate
from golint.frontends.treesitter.atoms import Identifier
from golint.frontends.treesitter.expressions import Invocation, Unary
from golint.frontends.treesitter.grammar import ExpressionShape, Reader
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

# -- names, texts, types, calls --


class Variable(ExpressionShape, frozen=True):
    """A plain name. What a method calls its own object is `this`."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Name("this", node.span, "this") if reader.names.is_own(reader.text(node)) else Identifier().expression(node, reader)


class Kind(ExpressionShape, frozen=True):
    """A type where a value may stand: in a conversion, in `make`, in a switch over types."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Name(type_of(node, reader), node.span, " ".join(reader.text(node).split()))


class Raw(ExpressionShape, frozen=True):
    """A text between backticks."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Literal(evaluate(reader.text(node).strip("`"), "r", reader.grammar.escapes), "text", node.span)


class Applied(Invocation, frozen=True):
    """A call; `new(T)` builds a T."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        match Invocation.expression(self, node, reader):
            case Call(Name("new"), _, (argument,), span) if isinstance(argument.value, Name):
                return Call(argument.value, argument.value.path, (), span)
            case found:
                return found


# -- literals --


class Composite(ExpressionShape, frozen=True):
    """`T{...}`: a list, a mapping, or an object that is built with its fields as named arguments."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        kind, body = pointed(node.one("type")), node.one("body")
        if kind is None or body is None or body.kind != "literal_value":
            return Other(reader.parts(node), node.span)
        return _built(kind, body, node, reader)


_LISTS = frozenset({"slice_type", "array_type", "implicit_length_array_type"})


def _built(kind: Syntax | None, body: Syntax, node: Syntax, reader: Reader) -> Expr:
    """The value of a literal of a type; the type is None where neither the literal nor the one around it says it."""
    inner = pointed(kind.one("element") or kind.one("value")) if kind and kind.kind in _LISTS | {"map_type"} else None
    match _form(kind, body):
        case "list":
            return Sequence(tuple([_value(each.one("value") or each, inner, None, reader) for each in body.children]), node.span)
        case "map":
            words = kind is None or kind.kind != "map_type"
            return Mapping(tuple([_entry(each, inner, words, reader) for each in body.children]), node.span)
    inside = kind is not None and node.start <= kind.start and kind.end <= node.end
    path = type_of(kind, reader)
    callee = reader.expression(kind) if kind is not None and inside else Name(path, Span(node.start, node.start))
    return Call(callee, path, tuple([_argument(each, reader) for each in body.children]), node.span)


def _form(kind: Syntax | None, body: Syntax) -> str:
    """What a literal makes. Keys that are words name the fields of an object, any other key makes a named type a map."""
    keyed = [each for each in body.children if each.kind == "keyed_element"]
    match kind.kind if kind else "":
        case "map_type":
            return "map"
        case word if word in _LISTS:
            return "list"
        case "struct_type" | "":
            return "map" if keyed else "list"
    return "object" if all(_is_word(each.one("key")) for each in keyed) else "map"


def _is_word(key: Syntax | None) -> bool:
    return key is not None and [child.kind for child in key.children] == ["identifier"]


def _entry(node: Syntax, kind: Syntax | None, words: bool, reader: Reader) -> Entry:
    """A key and its value; where `words` name fields, one is a text."""
    key, value = node.one("key"), node.one("value")
    if key is None or value is None:
        return Entry(None, _value(node, kind, None, reader))
    name = Literal(reader.text(key), "text", key.span) if words and _is_word(key) else _value(key, None, None, reader)
    written = name.value if isinstance(name, Literal) and isinstance(name.value, str) else ""
    return Entry(name, _value(value, kind, Name(written, key.span, written) if written else None, reader))


def _argument(node: Syntax, reader: Reader) -> Argument:
    key, value = node.one("key"), node.one("value")
    if key is None or value is None:
        return Argument(_value(node, None, None, reader))
    name = reader.text(key)
    return Argument(_value(value, None, Name(name, key.span, name), reader), name)


def _value(node: Syntax, kind: Syntax | None, target: Name | None, reader: Reader) -> Expr:
    """An element of a literal: one that leaves out its type has that of all elements; a function takes its key's name."""
    inner = node.one(0) if node.kind == "literal_element" else node
    if inner is None:
        return Other((), node.span)
    if inner.kind == "literal_value":
        return _built(kind, inner, inner, reader)
    return reader.expression(inner) if target is None else reader.named(inner, target)


# -- lists, operators, slices --


class Values(ExpressionShape, frozen=True):
    """Values beside each other; one alone is itself."""

    def wrapped(self, node: Syntax) -> Syntax | None:
        return node.children[0] if len(node.children) == 1 else None

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        values = reader.expressions(node.children)
        return values[0] if len(values) == 1 else Sequence(values, node.span)


class Prefixed(Unary, frozen=True):
    """An operator in front of a value; taking and following a pointer change nothing."""

    def wrapped(self, node: Syntax) -> Syntax | None:
        return node.one(self.operand) if node.tokens[:1] in (["&"], ["*"]) else None

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        inner = self.wrapped(node)
        return Unary.expression(self, node, reader) if inner is None else reader.expression(inner)


class Slice(ExpressionShape, frozen=True):
    """`base[start:end]`; without bounds it is the base."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        base = node.one("operand")
        if base is None:
            return Other(reader.parts(node), node.span)
        value, bounds = reader.expression(base), [child for child in node.children if child is not base]
        if not bounds:
            return value
        return Index(value, Other(reader.expressions(bounds), Span(base.end, node.end)), node.span)
