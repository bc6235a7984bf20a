"""Definitions of C#: methods, constructors, properties, types and their primary constructors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from golint.facts import Assign, Block, Call, Class, Evaluate, Expr, Function, Name, Parameter, Statement
from golint.frontends.grammars.csharp.expressions import Named, plain
from golint.frontends.grammars.csharp.flow import assigned
from golint.frontends.grammars.csharp.switches import body_of
from golint.frontends.treesitter.definitions import ClassStatement, FunctionExpression, FunctionStatement
from golint.frontends.treesitter.grammar import Reader, StatementShape
from golint.frontends.treesitter.statements import Assignment
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

# -- functions --


def _is_async(node: Syntax, reader: Reader) -> bool:
    return any(reader.text(modifier) == "async" for modifier in node.all(":modifier"))


def _results(declared: Syntax | None, reader: Reader) -> tuple[str, ...]:
    """The names of the results that a tuple is declared to hold, `Task<(Event told, string error)>`; `Item1` where one has none."""
    found = next((kind for kind in declared.walk() if kind.kind == "tuple_type"), None) if declared is not None else None
    names = [element.one("name") for element in found.all(":tuple_element")] if found is not None else []
    return tuple([f"Item{place}" if name is None else plain(reader.text(name)) for place, name in enumerate(names, 1)])


def parameter(node: Syntax, place: int, reader: Reader) -> tuple[Parameter, Block]:
    """A parameter; its default stands behind its name."""
    name = node.one("name")
    if name is None:
        return Parameter(f"#{place}"), ()
    defaults = reader.expressions(node.children[node.children.index(name) + 1 :])
    annotation, decorators = reader.annotation(node.one("type")), reader.take_decorators(node)
    return Parameter(plain(reader.text(name)), defaults[0] if defaults else None, annotation, decorators), ()


def bare_parameter(node: Syntax, _place: int, reader: Reader) -> tuple[Parameter, Block]:
    """The parameter of a lambda, or the last one of a list, which takes all that is left (`params`)."""
    return Parameter(plain(reader.text(node)), spread="" if node.kind == "implicit_parameter" else "*"), ()


class Method(FunctionStatement, frozen=True):
    """A method, under the given name where it has none of its own. One without a body is told only for what its attributes say."""

    called: str = ""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return (self.function(node, reader),) if node.one(self.body) or node.one(":attribute_list") else ()

    def function(self, node: Syntax, reader: Reader) -> Function:
        results = _results(node.one("returns") or node.one("type"), reader)
        return replace(FunctionStatement.function(self, node, reader), is_async=_is_async(node, reader), results=results)

    def _body(self, node: Syntax, reader: Reader) -> Block:
        return body_of(node.one(self.body), reader)

    def _called(self, node: Syntax, given: Name | None, reader: Reader) -> tuple[str, str, Span]:
        name, _, place = FunctionStatement._called(self, node, given, reader)
        return (self.called or plain(name), self.called or plain(name), place)


class Constructor(Method, frozen=True):
    """A constructor; the one that it passes on to is called first."""

    def _body(self, node: Syntax, reader: Reader) -> Block:
        passed = [call for child in node.all(":constructor_initializer") for call in _passed_on(child, reader)]
        return (*passed, *Method._body(self, node, reader))


def _passed_on(node: Syntax, reader: Reader) -> Iterator[Statement]:
    """`: base(...)`, `: this(...)`, or a base that a primary constructor gives arguments to."""
    for listed in node.all(":argument_list"):
        word = node.one(":this") or node.one(":base")
        path = "this" if word is not None and word.kind == "this" else "super"
        callee = Name(path, Span(node.start, listed.start)) if word is None else Name(path, word.span, word.kind)
        call = Call(callee, path, reader.arguments(listed), Span(node.start, listed.end))
        yield Evaluate(call, call.span)


class Anonymous(FunctionExpression, frozen=True):
    """A lambda or an anonymous method."""

    def function(self, node: Syntax, reader: Reader) -> Function:
        return replace(FunctionExpression.function(self, node, reader), is_async=_is_async(node, reader))

    def _body(self, node: Syntax, reader: Reader) -> Block:
        return body_of(node.one(self.body), reader)


# -- properties --


class Property(StatementShape, frozen=True):
    """A property, an indexer or an event: a field where it only stores, and a function for each accessor that does something.

    What gets the value is called as the property is, what sets it `set_Name`.
    """

    called: str = ""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        own, value = node.one("name"), node.one("value")
        name = Name("", Span(node.start, node.start)) if own is None else Named().expression(own, reader)
        name = replace(name, path=name.written or self.called)
        decorators = reader.take_decorators(node)
        if value is not None and value.kind == "arrow_expression_clause":
            return (_function(name.path, name.span, node.span, node, value, decorators, reader),)
        accessors = [child for holder in node.all("accessors") for child in holder.all(":accessor_declaration")]
        if accessors and all(accessor.one("body") is not None for accessor in accessors):
            return tuple(_accessors(node, accessors, name, decorators, reader))
        stored = assigned(name, value, node.one("type"), node.span, reader)
        marks = [Evaluate(decorator, decorator.span) for decorator in decorators]
        return (*marks, *stored, *_accessors(node, accessors, name, (), reader))


def _accessors(owner: Syntax, nodes: list[Syntax], name: Name, decorators: tuple[Expr, ...], reader: Reader) -> Iterator[Statement]:
    for node in nodes:
        body, word = node.one("body"), node.tokens[0] if node.tokens else ""
        if body is not None and word == "get":
            yield _function(name.path, name.span, Span(owner.start, node.end), owner, body, decorators, reader)
        elif body is not None:
            found = _function(f"{word}_{name.path}", Span(node.start, node.start), node.span, owner, body, (), reader)
            value = Parameter("value", annotation=reader.annotation(owner.one("type")))
            yield replace(found, parameters=(*found.parameters, value))


def _function(name: str, place: Span, span: Span, owner: Syntax, body: Syntax, decorators: tuple[Expr, ...], reader: Reader) -> Function:
    indexes = [child for holder in owner.all("parameters") for child in holder.all(":parameter")]
    formals = tuple([parameter(child, at, reader)[0] for at, child in enumerate(indexes)])
    qualname = reader.names.qualified(name)
    with reader.names.inside(name, ("value", *(formal.name for formal in formals))):
        return Function(name, qualname, formals, decorators, body_of(body, reader), span, place)


# -- types --


class Kind(ClassStatement, frozen=True):
    """A class, a record, a struct or an interface; what its primary constructor takes is also a field that is set in it."""

    def read(self, node: Syntax, reader: Reader) -> Class:
        found = ClassStatement.read(self, node, reader)
        listed = node.one(":parameter_list")
        if listed is None:
            return found
        names = [(name, item) for item, name in self._parameters(listed, reader)]
        fields = [Assign((name,), None, name.span, annotation=item.annotation) for name, item in names]
        return replace(found, body=(*fields, self._constructor(node, listed, found, names, reader), *found.body))

    def _parameters(self, listed: Syntax, reader: Reader) -> Iterator[tuple[Parameter, Name]]:
        for place, child in enumerate(listed.children):
            shape, own = reader.grammar.parameters.get(child.kind), child.one("name") or child
            if shape is not None:
                yield shape(child, place, reader)[0], Named().expression(own, reader)

    def _constructor(self, node: Syntax, listed: Syntax, found: Class, names: list[tuple[Name, Parameter]], reader: Reader) -> Function:
        bases = [base for holder in node.all(":base_list") for base in (*holder.all(":primary_constructor_base_type"), holder)]
        with reader.names.inside(found.name):
            qualname = reader.names.qualified("constructor")
            with reader.names.inside("constructor", (item.name for _, item in names)):
                passed = [call for base in bases for call in _passed_on(base, reader)]
                kept = [
                    Assign((Name(f"this.{item.name}", name.span, f"this.{item.name}"),), name, name.span, annotation=item.annotation)
                    for name, item in names
                ]
        end = max(listed.end, *(call.span.end for call in passed), listed.end)
        place = Span(found.name_span.start, end)
        return Function("constructor", qualname, tuple(item for _, item in names), (), (*passed, *kept), place, found.name_span)

    def _bases(self, holder: Syntax, reader: Reader) -> Iterable[Expr]:
        kinds = [(child.one("type") or child) for child in holder.children if child.kind != "argument_list"]
        return [Named().expression(kind, reader) for kind in kinds]


class Member(Assignment, frozen=True):
    """A member of an enumeration; its attributes are done before it."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        reader.decorators.extend(reader.take_decorators(node))
        return Assignment.statements(self, node, reader)
