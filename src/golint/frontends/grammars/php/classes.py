"""What PHP alone needs among definitions: declared types, parameters, methods, classes, imports."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from golint.facts import Assign, Block, Class, Function, Import, Name, Parameter, Statement
from golint.frontends.treesitter.definitions import ClassExpression, ClassStatement, FunctionStatement
from golint.frontends.treesitter.grammar import Reader, StatementShape
from golint.frontends.treesitter.syntax import Selector, Syntax
from golint.lazily import compiled
from golint.model import Span

TextOf = Callable[[Syntax], str]
_TYPE = compiled(r"(\\?)([^\W\d]\w*(?:\\\w+)*)")
_NAMES = frozenset({"name", "qualified_name"})


def declared(node: Syntax | None, reader: Reader) -> str:
    """A declared type, the names in it dotted and resolved through imports; that it may be null is left out."""
    if node is None:
        return ""

    def resolved(found: re.Match[str]) -> str:
        path = found[2].replace("\\", ".")
        return path if found[1] else reader.names.resolve(path)

    return _TYPE.sub(resolved, reader.text(node).lstrip("? "))


# -- functions --


def parameter(node: Syntax, place: int, reader: Reader) -> tuple[Parameter, Block]:
    """A parameter. One that is promoted is a field of the object too."""
    default, kind = reader.maybe(node.one("default_value")), declared(node.one("type"), reader)
    decorators, named = reader.take_decorators(node), reader.maybe(node.one("name"))
    if not isinstance(named, Name):
        return Parameter(f"#{place}"), ()
    found = Parameter(named.written, default, kind, decorators, "*" if node.kind == "variadic_parameter" else "")
    if node.kind != "property_promotion_parameter":
        return found, ()
    target = Name(f"this.{named.path}", named.span, f"this.{named.path}")
    return found, (Assign((target,), named, named.span, annotation=kind),)


class Method(FunctionStatement, frozen=True):
    """A method, and before a constructor the fields that it declares. One without a body is left to the classes that have it."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        if node.one(self.body) is None:
            return ()
        return (*self._promoted(node, reader), self.function(node, reader))

    def function(self, node: Syntax, reader: Reader) -> Function:
        return replace(FunctionStatement.function(self, node, reader), returns=declared(node.one("return_type"), reader))

    def _promoted(self, node: Syntax, reader: Reader) -> Iterator[Statement]:
        for holder in node.all("parameters"):
            for child in holder.all(":property_promotion_parameter"):
                for named in reader.expressions(child.all("name")):
                    yield Assign((named,), None, named.span, annotation=declared(child.one("type"), reader))

    def _called(self, node: Syntax, given: Name | None, reader: Reader) -> tuple[str, str, Span]:
        name, path, span = FunctionStatement._called(self, node, given, reader)
        return ("constructor", "constructor", span) if name.lower() == "__construct" else (name, path, span)


# -- classes --


class ClassLike(ClassStatement, frozen=True):
    """A class, trait, enum or interface. The traits that it uses stand before what it extends, as methods are looked up."""

    bases: Selector = ":base_clause"

    def read(self, node: Syntax, reader: Reader) -> Class:
        found = ClassStatement.read(self, node, reader)
        used = [use for body in node.all(self.body) for use in body.all(":use_declaration")]
        traits = reader.expressions([child for use in used for child in use.children if child.kind in _NAMES])
        interfaces = tuple([name for clause in node.all(":class_interface_clause") for name in reader.expressions(clause.children)])
        return replace(found, bases=(*traits, *found.bases, *interfaces))


class Unnamed(ClassLike, ClassExpression, frozen=True):
    """A class without a name."""


class Fields(StatementShape, frozen=True):
    """Fields of one declaration with their type; what is done when one is read or written comes after."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        kind, hooks = declared(node.one("type"), reader), reader.block(node.all(":property_hook_list"))
        reader.decorators.extend(reader.take_decorators(node))
        return (*[self._field(child, kind, reader) for child in node.all(":property_element")], *hooks)

    def _field(self, node: Syntax, kind: str, reader: Reader) -> Statement:
        name, value = reader.expressions(node.all("name")), node.one("default_value")
        given = reader.named(value, name[0]) if value is not None and name else None
        return Assign(name, given, node.span, annotation=kind)


# -- imports --


def imports(node: Syntax, text: TextOf) -> Iterator[Import]:
    """What `use` binds, and the files that are run here by a path that is constant but for the folder of this file."""
    if node.kind == "namespace_use_declaration":
        yield from _used(node, text)
    elif (path := _included(node.one(0), text)) is not None:
        yield Import("*", path, node.span, star=True, module=path)


def _used(node: Syntax, text: TextOf) -> Iterator[Import]:
    prefix, group = node.one(":namespace_name"), node.one("body")
    start = _dotted(text(prefix)) + "." if prefix is not None and group is not None else ""
    for clause in (group or node).all(":namespace_use_clause"):
        for name in clause.all(0):
            path, alias = start + _dotted(text(name)), clause.one("alias")
            yield Import(text(alias) if alias else path.rpartition(".")[2], path, clause.span)


def _dotted(text: str) -> str:
    return text.replace("\\", ".").strip(".")


def _included(node: Syntax | None, text: TextOf) -> str | None:
    """The path of an included file, from the folder of this one."""
    while node is not None and node.kind == "parenthesized_expression":
        node = node.one(0)
    if node is None:
        return None
    folder, path = "", _constant(node, text)
    if node.kind == "binary_expression" and node.tokens == ["."]:
        left, right = node.one("left"), node.one("right")
        folder, path = (_folder(left, text) if left else None) or "", _constant(right, text) if right else None
        path = path if folder else None
    if not path or (path.startswith("/") and not folder) or "://" in path:
        return None
    found = posixpath.normpath(f"{folder}/{path}" if folder else path)
    return found if found.startswith("..") else f"./{found}"


def _constant(node: Syntax, text: TextOf) -> str | None:
    if node.kind not in ("string", "encapsed_string") or any(child.kind != "string_content" for child in node.children):
        return None
    return text(node)[1:-1]


def _folder(node: Syntax, text: TextOf) -> str | None:
    """`__DIR__`, `dirname(__FILE__)`, `dirname(__DIR__)`, `plugin_dir_path(__FILE__)`."""
    match re.sub(r"\s", "", text(node)).lower():
        case "__dir__" | "dirname(__file__)" | "plugin_dir_path(__file__)":
            return "."
        case "dirname(__dir__)" | "dirname(dirname(__file__))" | "dirname(__file__,2)":
            return ".."
    return None
