"""Declarations of Kotlin: imports, properties, classes with their primary constructors, objects, enums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from golint.facts import (
    Argument,
    Assign,
    Block,
    Call,
    Class,
    Evaluate,
    Expr,
    Function,
    Import,
    Lambda,
    Name,
    Other,
    Parameter,
    Return,
    Statement,
)
from golint.frontends.grammars._jvm import CONSTRUCTOR, assigned, called
from golint.frontends.grammars.kotlin.branches import Accessor, called_by, declared
from golint.frontends.grammars.kotlin.trees import unswallow
from golint.frontends.treesitter.definitions import ClassStatement, Routine
from golint.frontends.treesitter.grammar import ExpressionShape, Reader, StatementShape
from golint.frontends.treesitter.syntax import Selector, Syntax
from golint.model import Span

_NO_VALUE = ("getter", "setter", "property_delegate", "type_constraints")


def imports(node: Syntax, text: Callable[[Syntax], str]) -> Iterator[Import]:
    """`import a.b.C` binds C, `import a.b.C as D` binds D."""
    named, alias = node.one(":qualified_identifier"), node.one(":identifier")
    if named is None:
        return
    path = "".join(text(named).split()).replace("`", "")
    if "*" in node.tokens:
        yield Import("*", path, node.span, star=True)
    else:
        yield Import(text(alias) if alias is not None else path.rpartition(".")[2], path, node.span)


# -- properties --


class Property(StatementShape, frozen=True):
    """`val` and `var`. What reads or writes one is a function of its name; one that is only read so is no more than that."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        holder = node.one(":variable_declaration") or node.one(":multi_variable_declaration")
        if holder is None:
            return (Evaluate(Other(reader.parts(node), node.span), node.span),)
        decorators, accessors = reader.take_decorators(node), list(self._accessors(node, reader.text(holder), reader))
        computed = any(not found.parameters for found in accessors)
        made = (*self._given(node, holder, reader, computed=computed), *accessors)
        reader.decorators.extend(decorators)
        return made

    def _given(self, node: Syntax, holder: Syntax, reader: Reader, *, computed: bool) -> Block:
        """The value that a property begins with; what is `computed` may have none."""
        target, kind, delegate = reader.expression(holder), declared(holder, reader), node.one(":property_delegate")
        value = next((child for child in node.children if child.start >= holder.end and child.kind not in _NO_VALUE), None)
        span = Span(holder.start, max(part.end for part in (holder, value, delegate) if part is not None))
        if delegate is not None:
            return (Assign((target,), _delegated(delegate, reader), span, annotation=kind),)
        return () if value is None and computed else assigned(target, value, span, kind, reader)

    def _accessors(self, node: Syntax, text: str, reader: Reader) -> Iterator[Function]:
        name = text.partition(":")[0].strip()
        for child in node.children:
            if child.kind in ("getter", "setter") and child.one(":function_body") is not None:
                own = name if child.kind == "getter" else f"{name}="
                reader.given = Name(own, child.span, own)
                yield Accessor().function(child, reader)


def _delegated(node: Syntax, reader: Reader) -> Expr | None:
    """What `by` gives a property: of `lazy { value }` the value."""
    match reader.maybe(node.one(0)):
        case Call(path="lazy", arguments=(*_, Argument(Lambda(Function(body=(Return(value),)))))):
            return value
        case found:
            return found


# -- classes --


class Primary(Routine, frozen=True):
    """The constructor in the head of a class."""

    def _called(self, node: Syntax, _given: Name | None, _reader: Reader) -> tuple[str, str, Span]:
        return CONSTRUCTOR, CONSTRUCTOR, Span(node.start, node.start)

    def _parameters(self, node: Syntax, reader: Reader) -> Iterator[tuple[Parameter, Block]]:
        for child in (child for holder in node.all(":class_parameters") for child in holder.all(":class_parameter")):
            marks = child.one(":modifiers")
            default = reader.expression(child.children[-1]) if "=" in child.tokens else None
            spread = "*" if marks is not None and "vararg" in reader.text(marks).split() else ""
            decorators, name = reader.take_decorators(child), called_by(child, reader)
            place = next((step.span for step in child.all(":identifier")), child.span)
            own = Assign((Name(f"this.{name}", place, f"this.{name}"),), Name(name, place, name), child.span)
            yield (
                Parameter(name, default, declared(child, reader), decorators, spread),
                (own,) if "val" in child.tokens or "var" in child.tokens else (),
            )


class KotlinClass(ClassStatement, frozen=True):
    """A class, an interface, an object or an enum. Its head may hold the constructor, fields, and how the base is built."""

    bases: Selector = ":delegation_specifiers"
    body: Selector = ":class_body"

    def read(self, node: Syntax, reader: Reader) -> Class:
        unswallow(node)
        shape = replace(self, body=":enum_class_body") if node.one(":enum_class_body") is not None else self
        found, primary = ClassStatement.read(shape, node, reader), node.one(":primary_constructor")
        built = tuple(_built(base) for base in found.bases if isinstance(base, Call) and base.arguments)
        bases = tuple(base.callee if isinstance(base, Call) else base for base in found.bases)
        body = (*built, *found.body)
        if primary is not None:
            with reader.names.inside(found.name):
                made = Primary(None, (), infers=False).function(primary, reader)
            end = max([primary.end, *(call.span.end for call in built)])
            made = replace(made, body=(*built, *made.body), span=Span(primary.start, end))
            body = (*_fields(made), made, *found.body)
        return replace(found, bases=bases, body=body)


def _built(base: Call) -> Evaluate:
    """How a class builds its base."""
    return Evaluate(replace(base, callee=Name("super", base.callee.span), path="super"), base.span)


def _fields(constructor: Function) -> Iterator[Assign]:
    """The parameters of a constructor that are properties too."""
    kinds = {parameter.name: parameter.annotation for parameter in constructor.parameters}
    for step in constructor.body:
        match step:
            case Assign(value=Name(name) as own):
                yield Assign((own,), None, step.span, annotation=kinds.get(name, ""))


class Anonymous(ExpressionShape, frozen=True):
    """`object : Base() { ... }`: a class before the statement that builds it."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        found = ClassStatement.read(KotlinClass(), node, reader)
        reader.defer(replace(found, bases=tuple(base.callee if isinstance(base, Call) else base for base in found.bases)))
        for base in found.bases:
            return replace(base, span=node.span) if isinstance(base, Call) else called(base, (), node.span)
        return called(Name(found.name, found.name_span), (), node.span)


class EnumEntry(StatementShape, frozen=True):
    """A constant of an enum is built by the enum's constructor; one with a body is a class of its own."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        name, decorators = node.one(":identifier"), reader.take_decorators(node)
        if name is None:
            return
        owner = Name(reader.names.qualified("").split(".")[-2:][0], name.span)
        if node.one(":class_body") is not None:
            yield replace(KotlinClass(name=":identifier").read(node, reader), bases=(owner,), decorators=())
        call = called(owner, reader.arguments(node.one(":value_arguments")), node.span)
        reader.decorators.extend(decorators)
        yield Assign((reader.expression(name),), call, node.span)
