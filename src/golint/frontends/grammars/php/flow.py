"""What PHP alone needs among statements: what is echoed, refusals behind `or`, assignments."""

from __future__ import annotations

from collections.abc import Iterable

from golint.facts import (
    Argument,
    Assign,
    Block,
    Branch,
    Call,
    Evaluate,
    Expr,
    Logic,
    Name,
    Other,
    Raise,
    Sequence,
    Statement,
)  # fmt: skip
from golint.frontends.grammars.php.values import LEAVING
from golint.frontends.treesitter.expressions import Parts
from golint.frontends.treesitter.grammar import ExpressionShape, Reader, StatementShape
from golint.frontends.treesitter.statements import Assignment, Augmented
from golint.frontends.treesitter.syntax import Syntax
from golint.model import Span

_LOOK_BACK = 40  # bytes of blanks between an opening tag and what it echoes


class Thrown(ExpressionShape, StatementShape, frozen=True):
    """`throw`. Where it is a value, nothing before it may be taken to fail, so only what it throws is kept."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return (Raise(reader.maybe(node.one(0)), node.span),)

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Other(reader.parts(node), node.span)


class Listed(Parts, StatementShape, frozen=True):
    """`a, b` in the head of a loop: each is done."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        return reader.block(node.children)


class Sentence(StatementShape, frozen=True):
    """An expression that is done. What follows `<?=`, or stands alone after `<?`, is echoed; `a or exit` and `a and throw` are branches."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        value = node.one(0)
        if value is None:
            return ()
        opening = reader.data[max(0, node.start - _LOOK_BACK) : node.start].rstrip()
        if opening.endswith(b"<?=") or (opening.endswith(b"<?") and ";" not in node.tokens):
            echo = Name("echo", Span(node.start, node.start))
            return (Evaluate(Call(echo, "echo", (Argument(reader.expression(value)),), value.span), node.span),)
        value = reader.bare(value)
        first, last = value.one("left"), value.one("right")
        word = reader.grammar.logic.get(value.tokens[0]) if value.kind == "binary_expression" and value.tokens else None
        if first is not None and last is not None and word is not None and leaves(last, reader):
            return self._refusal(word, reader.bare(first), last, reader)
        return reader.statements(value)

    def _refusal(self, word: str, first: Syntax, last: Syntax, reader: Reader) -> Iterable[Statement]:
        before, condition = _asked(first, last, reader)
        condition = condition if word == "and" else Logic("not", (condition,), condition.span)
        return (*before, Branch(condition, reader.block([reader.bare(last)]), (), last.span if before else Span(first.start, last.end)))


def _asked(first: Syntax, last: Syntax, reader: Reader) -> tuple[Block, Expr]:
    """What is done first, and the value that is asked; an assigned value is asked by its name."""
    if first.kind == "assignment_expression":
        match tuple(reader.statements(first)):
            case (*before, Assign((Name() as name, *_)) as done):
                return (*before, done), Name(name.path, Span(last.start, last.start))
    return (), reader.expression(first)


def leaves(node: Syntax, reader: Reader) -> bool:
    """Whether a value is none, since control does not come back from it."""
    node = reader.bare(node)
    if node.kind == "throw_expression":
        return True
    name = node.one("function") if node.kind == "function_call_expression" else node
    return name is not None and name.kind == "name" and reader.text(name).lower() in LEAVING


# -- assignments --


class Assigned(Assignment, frozen=True):
    """`target = value`. `$list[] = value` adds to the list; `$a = b ?? throw c` throws where nothing was given."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        target, value = node.one("left"), node.one("right")
        if target is None or value is None:
            return Assignment.statements(self, node, reader)
        if target.kind == "subscript_expression" and len(target.children) == 1:
            added = Sequence((reader.expression(value),), value.span)
            return (Assign((reader.expression(target.children[0]),), added, node.span, "+"),)
        first, last = _alternatives(reader.bare(value), reader)
        if first is None or last is None or not leaves(last, reader):
            return Assignment.statements(self, node, reader)
        return self._checked(node, target, first, last, reader)

    def _checked(self, node: Syntax, target: Syntax, first: Syntax, last: Syntax, reader: Reader) -> Iterable[Statement]:
        name = reader.expression(target)
        asked = Name(name.path, Span(last.start, last.start)) if isinstance(name, Name) else Other((), last.span)
        return (
            Assign((name,), reader.named(first, name), Span(node.start, first.end)),
            Branch(Logic("not", (asked,), asked.span), reader.block([reader.bare(last)]), (), last.span),
        )


def _alternatives(value: Syntax, reader: Reader) -> tuple[Syntax | None, Syntax | None]:
    """A value and what is taken in its place where it is none: `a ?? b`, `a ?: b`, `a || b`."""
    if value.kind == "binary_expression" and value.tokens and reader.grammar.logic.get(value.tokens[0]) == "or":
        return value.one("left"), value.one("right")
    if value.kind == "conditional_expression" and value.one("body") is None:
        return value.one("condition"), value.one("alternative")
    return None, None


class Appended(Augmented, frozen=True):
    """`target .= value` and its like; texts are joined by `+` as elsewhere."""

    def _read(self, node: Syntax, reader: Reader) -> tuple[Expr, str, Expr] | None:
        found = Augmented._read(self, node, reader)
        return found if found is None or found[1] != "." else (found[0], "+", found[2])
