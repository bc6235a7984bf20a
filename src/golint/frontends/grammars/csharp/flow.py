"""Control flow of C#: values that throw, assignments and declarations, handlers with a filter, generators."""

from __future__ import annotations

from collections.abc import Iterable

from golint.facts import (
    Assign,
    Block,
    Branch,
    Compare,
    Evaluate,
    Expr,
    Handler,
    Literal,
    Logic,
    Name,
    Other,
    Raise,
    Return,
    Statement,
)
from golint.frontends.grammars.csharp.expressions import Named, plain
from golint.frontends.grammars.csharp.patterns import steady
from golint.frontends.grammars.csharp.tangles import untangled
from golint.frontends.grammars.csharp.values import given
from golint.frontends.treesitter.expressions import Operation, Ternary
from golint.frontends.treesitter.grammar import ExpressionShape, Reader, StatementShape
from golint.frontends.treesitter.statements import Assignment, Augmented, Throw
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

# -- values that throw --


class Thrown(Throw, ExpressionShape, frozen=True):
    """`throw`. Where it is a value that nothing else takes care of, what it throws is kept."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Other(reader.parts(node), node.span)


def _throws(node: Syntax | None) -> bool:
    return node is not None and node.kind == "throw_expression"


class Operator(Operation, frozen=True):
    """Two operands and what is between them. `value ?? throw error` is the value, after a check that there is one."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        left, right = node.one(self.left), node.one(self.right)
        if left is not None and right is not None and _throws(right):
            value = steady(reader.expression(left), reader)
            reader.defer(_refusal(value, right, node.span, reader))
            return value
        put_right = untangled(node)
        return _flat(Operation.expression(self, node, reader), right) if put_right is None else reader.expression(put_right)


def _flat(found: Expr, right: Syntax | None) -> Expr:
    """`a ?? b ?? c` groups from the right; it is one question with three answers all the same."""
    match found:
        case Logic(operator, (left, Logic(inner, operands, span)), whole) if operator == inner and right is not None and span == right.span:
            return Logic(operator, (left, *operands), whole)
    return found


class Choosing(Ternary, frozen=True):
    """`condition ? then : otherwise`. Where one of the two throws, the other is the value, after a check of the condition."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        asked, then, otherwise = node.one(self.condition), node.one(self.then), node.one(self.otherwise)
        if asked is None or then is None or otherwise is None or _throws(then) == _throws(otherwise):
            return Ternary.expression(self, node, reader)
        condition = reader.expression(asked)
        thrown, value = (then, otherwise) if _throws(then) else (otherwise, then)
        refused = condition if thrown is then else Logic("not", (condition,), condition.span)
        reader.defer(Branch(refused, reader.block([thrown]), (), node.span))
        return reader.expression(value)


def _refusal(value: Expr, thrown: Syntax, span: Span, reader: Reader) -> Branch:
    missing = Compare("is", value, Literal(None, "null", span), span)
    return Branch(missing, reader.block([thrown]), (), span)


# -- declarations, assignments --


class Assigned(Assignment, frozen=True):
    """`target = value`, and with an operator."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        target, value = node.one(self.target), node.one(self.value)
        if target is None or "=" not in node.tokens:
            return Augmented().statements(node, reader)
        if value is not None and value.kind == node.kind:
            return Assignment.statements(self, node, reader)
        return assigned(reader.expression(target), value, None, node.span, reader)

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Assignment.expression(self, node, reader) if "=" in node.tokens else Augmented().expression(node, reader)


def assigned(target: Expr, value: Syntax | None, kind: Syntax | None, span: Span, reader: Reader) -> Block:
    """`target = value` with the type that the target is declared with; `value ?? throw error` is checked behind it."""
    annotation = "" if kind is None or kind.kind == "implicit_type" else reader.annotation(kind)
    thrown = value.one("right") if value is not None and value.kind == "binary_expression" else None
    left = value.one("left") if value is not None else None
    if value is not None and left is not None and thrown is not None and _throws(thrown) and isinstance(target, Name):
        made = Assign((target,), given(left, target, kind, reader), span, annotation=annotation)
        return (made, _refusal(target, thrown, span, reader))
    found = None if value is None else given(value, target, kind, reader)
    if isinstance(found, Name) and isinstance(target, Name) and found.path == target.path:
        return ()
    return (Assign((target,), found, span, annotation=annotation),)


class Variables(StatementShape, frozen=True):
    """Variables or fields of one type."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        for declarator in node.all(":variable_declarator"):
            target = declarator.one("name") or declarator.one(":tuple_pattern")
            values = [child for child in declarator.all("*") if child.kind not in ("tuple_pattern", "bracketed_argument_list")]
            if target is not None:
                name = reader.expression(target)
                yield from assigned(name, values[-1] if values else None, node.one("type"), declarator.span, reader)


# -- handlers, generators --


def handler(node: Syntax, reader: Reader) -> Handler:
    """A handler. One with a filter throws again what its filter does not want."""
    declared, filters = node.one(":catch_declaration"), node.all(":catch_filter_clause")
    kind, name = (declared.one("type"), declared.one("name")) if declared is not None else (None, None)
    body = reader.body(node.one("body"))
    for wanted in reader.expressions(value for clause in filters for value in clause.children):
        body = (Branch(wanted, body, (Raise(None, wanted.span),), node.span),)
    types = () if kind is None else (Named().expression(kind, reader),)
    return Handler(types, "" if name is None else plain(reader.text(name)), body, node.span)


class Yielded(StatementShape, frozen=True):
    """`yield return value` keeps its value; `yield break` ends the function."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        if "break" in node.tokens:
            return (Return(None, node.span),)
        return (Evaluate(Other(reader.parts(node), node.span), node.span),)
