"""What PHP alone needs among values: its names, arrays and operators."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from golint.facts import Binary, Call, Entry, Expr, Index, Literal, Logic, Mapping, Name, Other, Sequence
from golint.frontends.treesitter.expressions import Items, Operation, Ternary
from golint.frontends.treesitter.grammar import ExpressionShape, Reader
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

LEAVING = frozenset({"exit", "die"})
"""Functions from which control does not come back, in lower case."""
_ROOTS = ("\\", "namespace\\")

# -- names --


class Variable(ExpressionShape, frozen=True):
    """`$name`. No import stands for a variable."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        written = reader.text(node).lstrip("$")
        return Name(written, node.span, written)


class Dynamic(ExpressionShape, frozen=True):
    """`${name}` in a text and `${'name'}` are variables; `$$name` is known only at run time."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        inner = node.one(0)
        if inner is not None and inner.kind == "name":
            return Name(reader.text(inner), node.span)
        match reader.maybe(inner):
            case Literal(str(name)):
                return Name(name, node.span)
            case value:
                return Other(() if value is None else (value,), node.span)


class Word(ExpressionShape, frozen=True):
    """The name of a function, a class or a constant. `exit` alone is a call; `new self` is of the class around it."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        text = reader.text(node)
        if text.lower() in ("self", "static"):
            own = reader.names.qualified("").partition(".")[0] or "this"
            return Name(own, node.span, own)
        found = plain(node, reader)
        return Call(found, found.path, (), node.span) if found.path in LEAVING else found


def plain(node: Syntax, reader: Reader) -> Name:
    """A name as it stands, resolved through imports unless it begins at the root."""
    text = reader.text(node)
    if text.lower() in LEAVING:
        return Name(text.lower(), node.span, text)
    root = next((root for root in _ROOTS if text.startswith(root)), "")
    written = text.removeprefix(root).replace("\\", ".")
    return Name(written if root else reader.names.resolve(written), Span(node.start + len(root), node.end), written)


class Truth(ExpressionShape, frozen=True):
    """`true` and `false` in any letter case."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Literal(reader.text(node).lower() == "true", "boolean", node.span)


class Scope(ExpressionShape, frozen=True):
    """`self` and `static` before `::` are the own object, `parent` is what `super()` gives elsewhere."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        if reader.text(node).lower() == "parent":
            return Call(Name("super", node.span), "super", (), node.span)
        return Name("this", node.span, "this")


# -- arrays --


class Array(ExpressionShape, frozen=True):
    """`[...]` and `array(...)`: a mapping where any key is written, else a sequence."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        if any("=>" in child.tokens for child in node.children):
            return Mapping(tuple(self._entries(node, reader)), node.span)
        return Sequence(tuple([value for child in node.children for value in reader.expressions(child.children)]), node.span)

    def _entries(self, node: Syntax, reader: Reader) -> Iterator[Entry]:
        place = 0
        for child in node.children:
            match child.children:
                case [key, value]:
                    name = reader.expression(key)
                    target = Name(str(name.value), name.span, str(name.value)) if isinstance(name, Literal) else name
                    yield Entry(name, reader.named(value, target))
                case [value] if value.kind == "variadic_unpacking":
                    yield Entry(None, reader.expression(value))
                case [value]:
                    yield Entry(Literal(place, "number", Span(value.start, value.start)), reader.expression(value))
                    place += 1
                case _:
                    yield Entry(None, Other(reader.parts(child), child.span))


class Taken(ExpressionShape, frozen=True):
    """`[$a, , $b]`, `list($a)` and `['key' => $a]` as targets."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        if "=>" not in node.tokens:
            return Items(holes=True).expression(node, reader)
        pairs = zip(node.children[::2], node.children[1::2], strict=False)
        return Mapping(tuple([Entry(reader.expression(key), reader.expression(value)) for key, value in pairs]), node.span)


class Element(ExpressionShape, frozen=True):
    """`$list[key]`; the element that `$list[]` would add has no key."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        match reader.expressions(node.children):
            case (base, key):
                return Index(base, key, node.span)
            case parts:
                return Other(parts, node.span)


# -- operators --


class Operated(Operation, frozen=True):
    """Two operands; texts are joined by `+` as elsewhere."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        found = Operation.expression(self, node, reader)
        return replace(found, operator="+") if isinstance(found, Binary) and found.operator == "." else found


class Conditional(Ternary, frozen=True):
    """`a ? b : c`; without the middle it is `or`."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        first, last = node.one(self.condition), node.one(self.otherwise)
        if node.one(self.then) is not None or first is None or last is None:
            return Ternary.expression(self, node, reader)
        return Logic("or", (reader.expression(first), reader.expression(last)), node.span)
