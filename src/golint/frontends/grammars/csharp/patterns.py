"""The patterns of C#, and what `is` asks with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from golint.facts import Assign, Bind, Call, Compare, Expr, Literal, Logic, Name, Other, Sequence, walk
from golint.frontends.grammars.csharp.expressions import Named, plain
from golint.frontends.grammars.csharp.tangles import untangled
from golint.frontends.treesitter.expressions import member
from golint.frontends.treesitter.grammar import ExpressionShape, Reader
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

_OPPOSITE = {"is": "is not", "is not": "is", "==": "!=", "in": "not in"}
_SEVERAL = frozenset({"and_pattern", "or_pattern", "subpattern"})


def steady(value: Expr, reader: Reader) -> Expr:
    """A value that may be asked more than once: one that calls something is worked out before, under a name of its own."""
    if not any(isinstance(part, Call) for part in walk(value)):
        return value
    called = f"#{value.span.start}"
    name = Name(called, value.span, called)
    reader.defer(Assign((name,), value, value.span))
    return name


# -- what a pattern asks --


class Test(Struct, frozen=True):
    """One value asked by the patterns of one expression, whose span all the answers have."""

    subject: Expr
    span: Span
    reader: Reader

    def asks(self, pattern: Syntax) -> Expr:
        """Whether the subject fits a pattern."""
        match pattern.kind:
            case "constant_pattern":
                return self._equals(pattern.one(0))
            case "relational_pattern" if (bound := pattern.one(0)) is not None and pattern.tokens:
                return Compare(pattern.tokens[0], self.subject, self.reader.expression(bound), self.span)
            case "negated_pattern" | "parenthesized_pattern" if (inner := pattern.one(0)) is not None:
                return self._negated(self.asks(inner)) if pattern.kind == "negated_pattern" else self.asks(inner)
            case "and_pattern" | "or_pattern":
                return self._joined(pattern)
            case "var_pattern":
                return self._bound(pattern)
            case "declaration_pattern" | "type_pattern" | "recursive_pattern":
                return self._fits(pattern)
            case "discard":
                return Literal(True, "boolean", pattern.span)
        return Other((self.subject, *self.reader.parts(pattern)), self.span)

    def _equals(self, constant: Syntax | None) -> Expr:
        """A plain name is a type, mostly; a dotted one is a value, mostly."""
        if constant is None:
            return Other((self.subject,), self.span)
        value = self.reader.expression(constant)
        same = constant.kind not in ("null_literal", "identifier", "generic_name")
        return Compare("==" if same else "is", self.subject, value, self.span)

    def _negated(self, test: Expr) -> Expr:
        if isinstance(test, Compare) and test.operator in _OPPOSITE:
            return Compare(_OPPOSITE[test.operator], test.left, test.right, test.span)
        return Logic("not", (test,), self.span)

    def _joined(self, pattern: Syntax) -> Expr:
        word = pattern.kind.removesuffix("_pattern")
        tests = [self.asks(side) for side in (pattern.one("left"), pattern.one("right")) if side is not None]
        if word == "or" and all(isinstance(test, Compare) and test.operator in ("==", "in") for test in tests):
            return Compare("in", self.subject, Sequence(tuple(_values(tests)), pattern.span), self.span)
        parts = [part for test in tests for part in (test.operands if isinstance(test, Logic) and test.operator == word else (test,))]
        return Logic(word, tuple(parts), self.span)

    def _bound(self, pattern: Syntax) -> Expr:
        """The subject, bound to the name that a pattern gives it."""
        target = designation(pattern)
        return self.subject if target is None else Bind(self.reader.expression(target), self.subject, self.span)

    def _fits(self, pattern: Syntax) -> Expr:
        kind, subject = pattern.one("type"), self._bound(pattern)
        if kind is not None and kind.kind == "implicit_type":
            return subject
        members = [part for clause in pattern.all(":property_pattern_clause") for part in clause.children]
        tests = [test for part in members for test in self._member(part)]
        tests += [Other(self.reader.parts(clause), clause.span) for clause in pattern.all(":positional_pattern_clause")]
        if kind is not None:
            tests.insert(0, Compare("is", subject, Named().expression(kind, self.reader), self.span))
        elif not tests or isinstance(subject, Bind):
            tests.insert(0, Compare("is not", subject, Literal(None, "null", pattern.span), self.span))
        return tests[0] if len(tests) == 1 else Logic("and", tuple(tests), self.span)

    def _member(self, part: Syntax) -> Iterator[Expr]:
        """`Name: pattern` among the members of a pattern."""
        name, inner = part.one(0), part.one(1)
        if name is not None and inner is not None:
            subject = member(self.subject, plain(self.reader.text(name)), self.span)
            yield Test(subject, self.span, self.reader).asks(inner)


def _values(tests: Iterable[Expr]) -> Iterator[Expr]:
    for test in tests:
        if isinstance(test, Compare):
            yield from test.right.items if isinstance(test.right, Sequence) else (test.right,)


def designation(pattern: Syntax) -> Syntax | None:
    return pattern.one("name") or pattern.one(":parenthesized_variabledesignation")


class Is(ExpressionShape, frozen=True):
    """`value is pattern`."""

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        tamed = untangled(node)
        if tamed is not None:
            return reader.expression(tamed)
        subject, pattern = reader.maybe(node.one("expression")), node.one("pattern")
        if subject is None or pattern is None:
            return Other(reader.parts(node), node.span)
        several = any(part.kind in _SEVERAL for part in pattern.walk())
        return Test(steady(subject, reader) if several else subject, node.span, reader).asks(pattern)
