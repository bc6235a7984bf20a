"""Branches, loops and functions of Kotlin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from golint.facts import (
    Assign,
    Block,
    Branch,
    Case,
    Evaluate,
    Expr,
    Function,
    Jump,
    Logic,
    Loop,
    Name,
    Other,
    Parameter,
    Sequence,
    Statement,
    Switch,
)
from golint.frontends.grammars._jvm import CONSTRUCTOR, assigned, returned
from golint.frontends.grammars.kotlin.values import JUMPS
from golint.frontends.treesitter.definitions import FunctionExpression, FunctionStatement, Routine
from golint.frontends.treesitter.expressions import Inner
from golint.frontends.treesitter.grammar import Reader, StatementShape
from golint.frontends.treesitter.syntax import Selector, Syntax
from golint.frontends.treesitter.tree import MAX_DEPTH, TOO_DEEP
from golint.model import Span

TYPES = ("user_type", "nullable_type", "non_nullable_type", "function_type", "parenthesized_type")


def declared(node: Syntax, reader: Reader) -> str:
    """The type that stands in a declaration, whether it may be null or not."""
    return reader.annotation(next((child for child in node.children if child.kind in TYPES), None)).rstrip("? ")


def plain(node: Syntax) -> list[Syntax]:
    """The children without a field that are no marks."""
    return [child for child in node.children if child.field is None and child.kind not in ("label", "annotation", "modifiers")]


# -- branches --


class When(StatementShape, frozen=True):
    """`when`: a switch over its subject, else a chain of conditions."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        subject, entries = node.one(":when_subject"), node.all(":when_entry")
        if subject is None:
            return self._chain(node, entries, reader)
        before, asked = self._subject(subject, reader)
        return (*before, Switch(asked, tuple([self._case(entry, reader) for entry in entries]), node.span))

    def _subject(self, node: Syntax, reader: Reader) -> tuple[Block, Expr]:
        """What is asked about, which may be a new name."""
        if "=" not in node.tokens or len(node.children) < 2:
            return (), reader.maybe(node.one(0)) or Other((), node.span)
        holder, value = node.children[0], node.children[-1]
        target = reader.expression(holder)
        return assigned(target, value, Span(holder.start, value.end), declared(holder, reader), reader), target

    def _case(self, node: Syntax, reader: Reader) -> Case:
        patterns = [self._pattern(condition, reader) for condition in node.all("condition")]
        return Case(tuple(patterns), reader.block(plain(node)), node.span)

    def _pattern(self, node: Syntax, reader: Reader) -> Expr:
        if node.kind not in ("range_test", "type_test"):
            return reader.expression(node)
        parts = reader.parts(node)
        return parts[0] if len(parts) == 1 and node.tokens[:1] in (["in"], ["is"]) else Other(parts, node.span)

    def _chain(self, node: Syntax, entries: list[Syntax], reader: Reader) -> Block:
        """The conditions, each in the else of the one before; very many stand side by side, so that facts stay shallow."""
        rest: Block = ()
        for place, entry in reversed(list(enumerate(entries))):
            body, asked = reader.block(plain(entry)), reader.expressions(entry.all("condition"))
            if not asked:
                rest = body
                continue
            condition = asked[0] if len(asked) == 1 else Logic("or", asked, Span(asked[0].span.start, asked[-1].span.end))
            nested, beside = (rest, ()) if place < MAX_DEPTH else ((), rest)
            rest = (Branch(condition, body, nested, Span(entry.start, node.end)), *beside)
        return rest


class For(StatementShape, frozen=True):
    """`for (name in source)`."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        match plain(node):
            case [targets, source, *body]:
                return (Loop((reader.expression(targets),), reader.expression(source), reader.block(body), (), node.span),)
        return (Evaluate(Other(reader.parts(node), node.span), node.span),)


class While(StatementShape, frozen=True):
    """`while` and `do`."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return (Loop((), reader.maybe(node.one("condition")), reader.block(plain(node)), (), node.span),)


class Labelled(Inner, StatementShape, frozen=True):
    """`break@label`, or a value with a label."""

    def wrapped(self, node: Syntax) -> Syntax | None:
        return node.children[-1] if node.children else None

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        word = reader.text(node).partition("@")[0]
        return (Jump(word, node.span),) if word in JUMPS else reader.statements(node.children[-1])


# -- functions --


class KotlinRoutine(Routine, frozen=True):
    """A function with its parameters, and a block or a value as its body."""

    parameters: tuple[Selector, ...] = (":function_value_parameters",)
    body: Selector = ":function_body"

    def function(self, node: Syntax, reader: Reader) -> Function:
        found = Routine.function(self, node, reader)
        return replace(found, is_async=any("suspend" in reader.text(marks).split() for marks in node.all(":modifiers")))

    def _called(self, node: Syntax, given: Name | None, reader: Reader) -> tuple[str, str, Span]:
        receiver = node.one(":user_type")
        if self.name is not None and node.one(self.name) is None and receiver is not None and receiver.children:
            own = receiver.children[-1]  # the grammar may take the name for a step of the type that is extended
            return reader.text(own), reader.text(own), own.span
        return Routine._called(self, node, given, reader)

    def _parameters(self, node: Syntax, reader: Reader) -> Iterator[tuple[Parameter, Block]]:
        for holder in (holder for selector in self.parameters for holder in node.all(selector)):
            yield from ((found, ()) for found in formals(holder, reader))

    def _body(self, node: Syntax, reader: Reader) -> Block:
        body = node.one(self.body) or node.one(f":{TOO_DEEP}")
        if body is None:
            return ()
        block = reader.block(body.children)
        return returned(block) if "=" in body.tokens else block


def formals(holder: Syntax, reader: Reader) -> list[Parameter]:
    """The parameters of a list; what marks one stands before it, its default after it."""
    found: list[Parameter] = []
    marks: Syntax | None = None
    for child in holder.children:
        if child.kind == "parameter_modifiers":
            marks = child
        elif child.kind == "parameter":
            decorators = reader.expressions(marks.children) if marks is not None else ()
            spread = "*" if marks is not None and "vararg" in reader.text(marks).split() else ""
            found.append(Parameter(called_by(child, reader), None, declared(child, reader), decorators, spread))
            marks = None
        elif found and child.kind not in reader.grammar.ignored:
            found[-1] = replace(found[-1], default=reader.expression(child))
    return found


def called_by(node: Syntax, reader: Reader) -> str:
    """The name that a declaration gives."""
    name = node.one(":identifier")
    return reader.text(name) if name is not None else ""


class KotlinFunction(KotlinRoutine, FunctionStatement, frozen=True):
    """A function that is declared."""


class KotlinExpression(KotlinRoutine, FunctionExpression, frozen=True):
    """A function without a name."""

    name: Selector | None = None


class Secondary(KotlinFunction, frozen=True):
    """A further constructor; it begins by running another one."""

    def _called(self, node: Syntax, _given: Name | None, _reader: Reader) -> tuple[str, str, Span]:
        return CONSTRUCTOR, CONSTRUCTOR, Span(node.start, node.start)

    def _body(self, node: Syntax, reader: Reader) -> Block:
        return reader.block(child for child in node.children if child.kind in ("constructor_delegation_call", "block"))


class Accessor(KotlinRoutine, frozen=True):
    """What reads or writes a property; the reader is given its name."""

    name: Selector | None = None

    def _parameters(self, node: Syntax, reader: Reader) -> Iterator[tuple[Parameter, Block]]:
        yield from ((Parameter(reader.text(child)), ()) for child in node.all(":identifier"))


class KotlinLambda(FunctionExpression, frozen=True):
    """`{ a, b -> ... }`, which gives its last value back. One without parameters has `it`, where it is used."""

    name: Selector | None = None
    parameters: tuple[Selector, ...] = (":lambda_parameters",)
    body: Selector = "*"

    def _parameters(self, node: Syntax, reader: Reader) -> Iterator[tuple[Parameter, Block]]:
        holder = node.one(":lambda_parameters")
        if holder is None and _uses_it(node, reader):
            yield Parameter("it"), ()
        for place, child in enumerate(holder.children if holder is not None else ()):
            if child.kind == "multi_variable_declaration":
                pattern, name = reader.expression(child), Name(f"#{place}", child.span)
                yield Parameter(name.path), (Assign((pattern,), name, child.span),) if isinstance(pattern, Sequence) else ()
            elif child.kind == "variable_declaration":
                yield Parameter(called_by(child, reader), None, declared(child, reader)), ()

    def _body(self, node: Syntax, reader: Reader) -> Block:
        return returned(reader.block(child for child in node.children if child.kind != "lambda_parameters"))


def _uses_it(node: Syntax, reader: Reader) -> bool:
    """Whether a lambda names `it` outside the lambdas in it."""
    stack = list(node.children)
    while stack:
        child = stack.pop()
        if child.kind == "identifier" and reader.data[child.start : child.end] == b"it":
            return True
        if child.kind in ("string_literal", "string_content") and b"$it" in reader.data[child.start : child.end]:
            return True
        if child.kind != "lambda_literal":
            stack.extend(child.children)
    return False
