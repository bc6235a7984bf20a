"""What C# writes in a way of its own: imports, names, attributes, calls that hand values out, operators, queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from golint.facts import Argument, Bind, Call, Expr, Import, Index, Literal, Name, Other, Sequence, Statement
from golint.frontends.treesitter.expressions import Invocation, Unary, member
from golint.frontends.treesitter.grammar import ExpressionShape, Reader, StatementShape
from golint.frontends.treesitter.syntax import Selector, Syntax
from golint.lazily import compiled

_TYPE_ARGUMENTS = compiled(r"<[^<>]*>")
_MARKS = compiled(r"\w+::|[@?\s]")


def plain(text: str) -> str:
    """A name without the arguments of its type, the mark that lets a keyword be a name, and the alias that stands for all namespaces."""
    if text.isidentifier():
        return text
    while (shorter := _TYPE_ARGUMENTS.sub("", text)) != text:
        text = shorter
    return _MARKS.sub("", text)


def imports(node: Syntax, text: Callable[[Syntax], str]) -> Iterator[Import]:
    """`using A.B` and `using static A.B` bring in all that it holds; `using X = A.B` binds a name."""
    alias, target = node.one("name"), node.one(-1)
    if target is None:
        return
    if alias is None:
        yield Import("*", plain(text(target)), node.span, star=True)
    else:
        yield Import(text(alias), plain(text(target)), node.span)


# -- names --


class Named(ExpressionShape, frozen=True):
    """A name or a type; what a type is given in angle brackets is left out."""

    def expression(self, node: Syntax, reader: Reader) -> Name:
        written, place = plain(reader.text(node)), node
        while place.kind in ("generic_name", "nullable_type", "alias_qualified_name") and place.children:
            place = place.one("name") or place.children[0]
        return Name(reader.names.resolve(written), place.span, written)


class Truth(ExpressionShape, frozen=True):
    """`true` or `false`."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Literal(reader.text(node) == "true", "boolean", node.span)


class Base(ExpressionShape, frozen=True):
    """`base`, which is `super()` elsewhere."""

    def expression(self, node: Syntax, _reader: Reader) -> Expr:
        return Call(Name("super", node.span, "base"), "super", (), node.span)


class Access(ExpressionShape, frozen=True):
    """`object.name`, `object?.name` and `object?[key]`."""

    object: Selector
    tail: Selector

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        base, tail = node.one(self.object), node.one(self.tail)
        if base is None or tail is None:
            return Other(reader.parts(node), node.span)
        if tail.kind == "element_binding_expression":
            return Index(reader.expression(base), reader.expression(tail), node.span)
        return member(reader.expression(base), plain(reader.text(tail.one("name") or tail)), node.span)


class Bracketed(ExpressionShape, frozen=True):
    """What stands between brackets: one value, or several as a sequence."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        found = reader.expressions(node.children)
        return found[0] if len(found) == 1 else Sequence(found, node.span)


def mentioned(path: str, node: Syntax, reader: Reader) -> Name:
    """What `typeof` and `nameof` give: a thing that is named and not looked at."""
    return Name(f"{path}.class", node.span, reader.text(node))


class TypeOf(ExpressionShape, frozen=True):
    """`typeof(Type)`."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        kind = node.one("type")
        return Other((), node.span) if kind is None else mentioned(Named().expression(kind, reader).path, node, reader)


class Marked(ExpressionShape, frozen=True):
    """An attribute: a name, or a call where it is given something."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        name, listed = node.one("name"), node.one(":attribute_argument_list")
        if name is None:
            return Other(reader.parts(node), node.span)
        callee = Named().expression(name, reader)
        return callee if listed is None else Call(callee, callee.path, reader.arguments(listed), node.span)


# -- calls --


def argument(node: Syntax, reader: Reader) -> Argument:
    """One argument, by its name or by its place."""
    name, value = node.one("name"), reader.maybe(node.one(0))
    return Argument(Other((), node.span) if value is None else value, None if name is None else plain(reader.text(name)))


class Calling(Invocation, frozen=True):
    """A call. What it hands `out` is bound to the call; `nameof` only names its argument."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        found = Invocation.expression(self, node, reader)
        listed = node.one(self.arguments)
        match found:
            case Call(Name(path="nameof"), _, (Argument(Name(path=path)),)):
                return mentioned(path, node, reader)
            case Call(callee, path, arguments) if listed is not None:
                given = [child for child in listed.children if child.kind not in reader.grammar.ignored]
                if len(given) != len(arguments):
                    return found  # a tree too deep to be read to its end
                out = [value.value for child, value in zip(given, arguments, strict=True) if "out" in child.tokens]
                kept = tuple([value for child, value in zip(given, arguments, strict=True) if "out" not in child.tokens])
                return _bound(Call(callee, path, kept, node.span), out)
        return found


def _bound(call: Call, targets: Iterable[Expr]) -> Expr:
    value: Expr = call
    for target in targets:
        if not (isinstance(target, Name) and target.path == "_"):
            value = Bind(target, value, call.span)
    return value


# -- operators --


class Marker(Unary, frozen=True):
    """An operator of one operand; `&value`, `*value` and `value!` are the value."""

    marks: frozenset[str] = frozenset({"&", "*"})

    def wrapped(self, node: Syntax) -> Syntax | None:
        return node.one(self.operand) if node.tokens and node.tokens[0] in self.marks else None

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        inner = self.wrapped(node)
        return Unary.expression(self, node, reader) if inner is None else reader.expression(inner)


# -- queries, preprocessor --


class Query(ExpressionShape, frozen=True):
    """`from x in source where condition select value`: the value first, then what it is made from."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        clauses = [child for child in node.children if child.kind.endswith("_clause")]
        clauses.sort(key=lambda clause: clause.kind not in ("select_clause", "group_clause"))
        return Sequence(reader.expressions(value for clause in clauses for value in self._values(clause)), node.span)

    def _values(self, clause: Syntax) -> list[Syntax]:
        skipped = 1 if clause.kind in ("join_clause", "let_clause") else 0  # the variable that the clause binds
        return [child for child in clause.all("*")[skipped:] if child.kind != "join_into_clause"]


class Conditioned(ExpressionShape, StatementShape, frozen=True):
    """`#if`: every alternative stands where it stands; a condition is none of the program's."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return reader.block(child for child in node.children if child.field != "condition")

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        found = reader.expressions(child for child in node.children if child.field != "condition")
        return found[0] if len(found) == 1 else Other(found, node.span)
