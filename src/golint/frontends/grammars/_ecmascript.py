"""What JavaScript and TypeScript share beyond their tables: imports of both module systems, exports, fields, elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from golint.facts import Assign, Class, Entry, Expr, Function, Import, Literal, Mapping, Name, Other, Statement
from golint.frontends.grammars._loading import TextOf, loaded
from golint.frontends.treesitter.definitions import FunctionExpression
from golint.frontends.treesitter.expressions import Parts
from golint.frontends.treesitter.grammar import ExpressionShape, Reader, StatementShape
from golint.frontends.treesitter.statements import Assignment
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

# -- imports --


def imports(node: Syntax, text: TextOf) -> Iterator[Import]:
    """What an import, a re-export or a declaration by `require` binds; a module that is only run binds nothing."""
    if node.kind == "variable_declarator":
        yield from _required(node, text)
    elif node.kind == "import_alias":
        alias, path = node.one(0), node.one(1)
        if alias is not None and path is not None:
            yield Import(text(alias), text(path), node.span)
    elif (source := _source(node)) is not None:
        yield from _members(node, text(source)[1:-1], text)


def _source(node: Syntax) -> Syntax | None:
    return node.one("source") or next((clause.one("source") for clause in node.all(":import_require_clause")), None)


def _members(node: Syntax, module: str, text: TextOf) -> Iterator[Import]:
    found = [child for child in node.walk() if child.kind in _BINDERS]
    if "*" in node.tokens:
        yield Import("*", module, node.span, star=True, module=module)
    elif not found:
        yield Import("", module, node.span, module=module)
    for child in found:
        name, alias = child.one("name"), child.one("alias")
        match child.kind:
            case "import_specifier" | "export_specifier":
                member = text(name) if name else "default"
                yield Import(text(alias) if alias else member, f"{module}.{member}", child.span, module=module)
            case "import_clause":
                yield from (Import(text(first), f"{module}.default", first.span, module=module) for first in child.all(":identifier"))
            case _:
                yield from (Import(text(first), module, child.span, module=module) for first in child.all(":identifier"))


_BINDERS = frozenset({
    "import_specifier", "export_specifier", "import_clause", "namespace_import", "namespace_export", "import_require_clause",
})  # fmt: skip


def _required(node: Syntax, text: TextOf) -> Iterator[Import]:
    """`const a = require("b")`, `const {a: c} = await import("b")`, `const a = require("b").c`."""
    target, found = node.one("name"), loaded(node.one("value"), text)
    if target is None or found is None:
        return
    module, path = found
    if target.kind == "identifier":
        yield Import(text(target), path, node.span, module=module)
    for member in target.children:
        key, value = member.one("key") or member, member.one("value") or member
        if target.kind == "object_pattern" and value.kind in ("identifier", "shorthand_property_identifier_pattern"):
            yield Import(text(value), f"{path}.{text(key)}", member.span, module=module)


class Declarator(Assignment, frozen=True):
    """`name = value` in a declaration. One that does no more than import is told by its imports."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        bound, target = list(_required(node, reader.text)), node.one(self.target)
        if bound and target is not None and len(bound) == max(1, len(target.children)):
            return ()
        return Assignment.statements(self, node, reader)


class Comma(Parts, frozen=True):
    """`(0, library.check)(body)`: how compilers call a function without the object that it stands in. Else the values are kept."""

    def wrapped(self, node: Syntax) -> Syntax | None:
        first, value = node.one(0), node.one(1)
        return value if first is not None and first.kind == "number" else None

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        value = self.wrapped(node)
        return Parts.expression(self, node, reader) if value is None else reader.expression(value)


# -- exports --


class Export(StatementShape, frozen=True):
    """What is exported, done where it stands. The default export and one under another name are assignments to that name."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        if node.one("source") is not None:
            return ()
        declared, value = node.one("declaration"), node.one("value")
        target = Name("default" if "default" in node.tokens else "module.exports", Span(node.start, node.start + len("export")))
        if declared is not None:
            reader.decorators.extend(reader.take_decorators(node))
            made = tuple(reader.statements(declared))
            return (*made, *self._as_default(made, target)) if "default" in node.tokens else made
        if value is None and "=" in node.tokens:
            value = node.one(0)
        if value is not None:
            given = reader.named(value, Name(target.path, target.span, target.path))
            return () if isinstance(given, Name) and given.path == target.path else (Assign((target,), given, node.span),)
        return tuple(self._renamed(node, reader))

    def _as_default(self, made: tuple[Statement, ...], target: Name) -> Iterator[Statement]:
        match made[-1:]:
            case (Function() | Class() as definition,) if definition.name:
                place = definition.name_span
                yield Assign((target,), Name(definition.name, place, definition.name), place)

    def _renamed(self, node: Syntax, reader: Reader) -> Iterator[Statement]:
        for clause in node.all(":export_clause"):
            for member in clause.children:
                name, alias = member.one("name"), member.one("alias")
                if name is not None and alias is not None:
                    yield Assign((Name(reader.text(alias), alias.span, reader.text(alias)),), reader.expression(name), member.span)


# -- classes, elements --


class Field(Assignment, frozen=True):
    """A field of a class; its decorators are done before it."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        reader.decorators.extend(reader.take_decorators(node))
        return Assignment.statements(self, node, reader)


class Element(ExpressionShape, frozen=True):
    """An element of JSX: its name, its attributes as a mapping, and the values among its children."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        tag = node.one("open_tag") or node
        name, attributes = tag.one("name"), tag.all("attribute")
        parts = list(reader.expressions([name] if name else []))
        if attributes:
            parts.append(Mapping(tuple([reader.entry(attribute) for attribute in attributes]), tag.span))
        if tag is not node:
            parts += reader.expressions(node.all("*"))
        return Other(tuple(parts), node.span)


def attribute(node: Syntax, reader: Reader) -> Entry:
    """`name="text"`, `name={value}`, or `name` alone, which is true."""
    name, value = node.one(0), node.one(1)
    key = Literal(reader.text(name) if name else "", "text", name.span if name else node.span)
    target = Name(key.value if isinstance(key.value, str) else "", key.span, str(key.value))
    return Entry(key, Literal(True, "boolean", node.span) if value is None else reader.named(value, target))


def spread_attribute(node: Syntax, reader: Reader) -> Entry:
    """`{...values}`."""
    return Entry(None, reader.maybe(node.one(0)) or Other((), node.span))


def method(node: Syntax, reader: Reader) -> Entry:
    """A method written inside an object."""
    name = node.one("name")
    key = reader.key(name) if name else None
    return Entry(key, FunctionExpression().expression(node, reader))
