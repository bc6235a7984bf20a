"""What Go needs beyond its table: imports, types, declarations, functions, and methods that stand apart from their types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from golint.facts import Assign, Block, Class, Expr, Function, Import, Name, Parameter, Sequence, Statement
from golint.frontends.treesitter.definitions import FunctionExpression, FunctionStatement, Routine
from golint.frontends.treesitter.grammar import Reader, StatementShape
from golint.frontends.treesitter.statements import Assignment, Augmented
from golint.frontends.treesitter.syntax import Syntax
from golint.lazily import compiled
from golint.model import Span

# -- imports --

_VERSION = compiled(r"(?:/v\d+|\.v\d+)$")
_MARKS = {".": "*", "_": ""}


def imports(node: Syntax, text: Callable[[Syntax], str]) -> Iterator[Import]:
    """What one line of an import binds: the name in front of the path, else the name that the package most likely has."""
    place, alias = node.one("path"), node.one("name")
    if place is None:
        return
    written = text(place).strip('"`')
    name = package_of(written) if alias is None else _MARKS.get(text(alias), text(alias))
    yield Import(name, written.replace("/", "."), node.span, star=name == "*")


def package_of(path: str) -> str:
    """The name of a package that is imported by a path: its last step, without version and without what says "for Go"."""
    last = _VERSION.sub("", path).rpartition("/")[2]
    return last.removeprefix("go-").removesuffix("-go") or last


# -- types --


def pointed(node: Syntax | None) -> Syntax | None:
    """The type itself: that behind a pointer or in parentheses, and a generic one without what it is made for."""
    while node is not None and node.kind in ("pointer_type", "parenthesized_type", "generic_type"):
        node = node.one("type") or node.one(0)
    return node


def type_of(node: Syntax | None, reader: Reader) -> str:
    """A type as an annotation: pointers are left out, and a type without a name keeps only its word."""
    kind = pointed(node)
    if kind is not None and kind.kind in ("struct_type", "function_type"):
        return {"struct_type": "struct", "function_type": "func"}[kind.kind]
    return " ".join(reader.annotation(kind).replace("*", "").split())


# -- declarations --


class Declared(StatementShape, frozen=True):
    """Names of a `var` or `const`, with a type, with values, or with both; several names share what one call gives."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        names, kind = node.all("name"), type_of(node.one("type"), reader)
        value = _value_of(node.one("value"), names, reader)
        targets = bound(names, reader)
        if value is None or not targets:
            return [Assign((target,), None, target.span, annotation=kind) for target in targets]
        target = targets[0] if len(targets) == 1 else Sequence(targets, Span(names[0].start, names[-1].end))
        return (Assign((target,), value, node.span, annotation=kind),)


class Short(StatementShape, frozen=True):
    """`a, b := value`. The names are new: the value may still mean an import that one of them hides."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        left = node.all("left")
        value = _value_of(node.one("right"), [name for one in left for name in one.children], reader)
        targets = bound(left, reader)
        same = isinstance(value, Name) and [value.written] == [target.written for target in targets if isinstance(target, Name)]
        return () if same else (Assign(targets, value, node.span),)


def bound(nodes: list[Syntax], reader: Reader) -> tuple[Expr, ...]:
    """Names, alone or listed, that are variables from here on."""
    reader.names.hide(reader.text(name) for node in nodes for name in (node, *node.children) if name.kind == "identifier")
    return reader.expressions(nodes)


def _value_of(node: Syntax | None, names: list[Syntax], reader: Reader) -> Expr | None:
    """What names are given; a function takes the name of the only one."""
    if node is None or len(names) != 1:
        return reader.maybe(node)
    return reader.named(node, Name(reader.text(names[0]), names[0].span, reader.text(names[0])))


class Given(Assignment, frozen=True):
    """`=`, and `+=` with its kin."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        plain = node.tokens[:1] == ["="]
        return Assignment.statements(self, node, reader) if plain else Augmented().statements(node, reader)


class Record(StatementShape, frozen=True):
    """A struct is a class: its fields are declared in the body, and what it embeds are its bases. So is an interface: its methods do
    nothing. Other types tell nothing."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        name, kind = node.one("name"), node.one("type")
        if name is None or kind is None or kind.kind not in ("struct_type", "interface_type"):
            return ()
        text = reader.text(name)
        if kind.kind == "interface_type":
            parts = [part.children for part in kind.all(":type_elem")]
            bases = tuple([base for part in parts if len(part) == 1 for base in reader.expressions(part)])
            with reader.names.inside(text):
                methods = tuple([replace(Func().function(each, reader), body=()) for each in kind.all(":method_elem")])
            return (Class(text, reader.names.qualified(text), bases, (), methods, node.span, name.span),) if methods or bases else ()
        fields = [field for holder in kind.children for field in holder.all(":field_declaration")]
        bases = tuple([base for field in fields if not field.all("name") for base in reader.expressions(field.all("type"))])
        body = tuple([each for field in fields for each in _declared(field, reader)])
        return (Class(text, reader.names.qualified(text), bases, (), body, node.span, name.span),)


def _declared(node: Syntax, reader: Reader) -> Iterator[Assign]:
    """The names that share a type in a struct or among named results."""
    for name in node.all("name"):
        target = Name(reader.text(name), name.span, reader.text(name))
        yield Assign((target,), None, Span(name.start, node.end), annotation=type_of(node.one("type"), reader))


# -- functions --


class Signed(Routine, frozen=True):
    """How functions are written: names share a type, one without a name is called by its place, and named results are declared first."""

    def _parameters(self, node: Syntax, reader: Reader) -> Iterator[tuple[Parameter, Block]]:
        for holder in node.all("parameters"):
            for place, formal in enumerate(holder.children):
                kind, spread = type_of(formal.one("type"), reader), "*" if formal.kind == "variadic_parameter_declaration" else ""
                for name in [reader.text(each) for each in formal.all("name")] or [f"#{place}"]:
                    yield Parameter(name, annotation=kind, spread=spread), ()

    def _body(self, node: Syntax, reader: Reader) -> Block:
        named = [formal for holder in node.all("result") if holder.kind == "parameter_list" for formal in holder.children]
        reader.names.hide(reader.text(name) for formal in named for name in formal.all("name"))
        return (*(each for formal in named for each in _declared(formal, reader)), *Routine._body(self, node, reader))


class Func(Signed, FunctionStatement, frozen=True):
    """A function with a name."""


class Closure(Signed, FunctionExpression, frozen=True):
    """A function that is a value."""


class Method(Func, frozen=True):
    """A method, in a class that is called like the type of its receiver; `gathered` puts those of one type together."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        holder = node.one("receiver")
        receiver = holder.one(0) if holder is not None else None
        kind = pointed(receiver.one("type")) if receiver is not None else None
        if receiver is None or kind is None:
            return Func.statements(self, node, reader)
        variable, name = receiver.one("name"), reader.text(kind)
        with reader.names.inside(name, own=reader.text(variable) if variable else ""):
            made = self.function(node, reader)
        return (Class(name, name, (), (), (made,), node.span, kind.span),)


def gathered(body: Block) -> Block:
    """Each class once, its methods with it: where its struct is declared, or where the first of its methods stands."""
    classes: dict[str, list[Class]] = {}
    for statement in body:
        if isinstance(statement, Class):
            classes.setdefault(statement.name, []).append(statement)
    homes = {name: next((each for each in found if not _has_method(each)), found[0]) for name, found in classes.items()}
    return tuple(_whole(homes, classes, body))


def _whole(homes: dict[str, Class], classes: dict[str, list[Class]], body: Block) -> Iterator[Statement]:
    for statement in body:
        if not isinstance(statement, Class):
            yield statement
        elif statement is homes[statement.name]:
            others = [each for each in classes[statement.name] if each is not statement]
            yield replace(statement, body=(*statement.body, *(member for each in others for member in each.body)))


def _has_method(found: Class) -> bool:
    return any(isinstance(member, Function) for member in found.body)
