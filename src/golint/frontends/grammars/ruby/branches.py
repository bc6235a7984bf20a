"""Ruby's branches, loops and rescues, and the assignments of what they give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from golint.facts import Assign, Attempt, Block, Branch, Case, Evaluate, Expr, Handler, Logic, Loop, Name, Other, Statement, Switch
from golint.frontends.grammars.ruby.messages import is_raise
from golint.frontends.grammars.ruby.values import Valued, arms_of, assigned, returned
from golint.frontends.treesitter.branches import Arm, Conditional, Repeat, Selection, exhausted
from golint.frontends.treesitter.expressions import Inner, Operation
from golint.frontends.treesitter.grammar import ExpressionShape, Reader, StatementShape
from golint.frontends.treesitter.statements import Assignment, Augmented, Give, Leap
from golint.frontends.treesitter.syntax import Syntax
from golint.frontends.treesitter.tree import MAX_DEPTH
from golint.model import Span


def negated(value: Expr) -> Expr:
    return Logic("not", (value,), value.span)


# -- branches --


class If(Conditional, Valued, frozen=True):
    """`if`, before what it guards or behind it; `refuses` for `unless`."""

    refuses: bool = False

    def branch(self, node: Syntax, otherwise: Block, end: int, reader: Reader) -> Branch:
        found = Conditional.branch(self, node, otherwise, end, reader)
        return replace(found, condition=negated(found.condition)) if self.refuses else found


class Cases(Selection, Valued, frozen=True):
    """`case`; without a subject each arm asks for itself. Very many such arms stand side by side, so that facts stay shallow."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        if node.one(self.subject) is not None:
            found = Selection.statements(self, node, reader)
            raises = "NoMatchingPatternError" if node.kind == "case_match" else ""
            return tuple(exhausted(made, raises) if raises and isinstance(made, Switch) else made for made in found)
        rest: Block = ()
        arms = [reader.grammar.cases[child.kind](child, reader) for child in node.children if child.kind in reader.grammar.cases]
        for place, arm in reversed(list(enumerate(arms))):
            rest = self._asked(arm, node.end, rest if place < MAX_DEPTH else ()) + (rest if place >= MAX_DEPTH else ())
        return rest

    def _asked(self, arm: Case, end: int, rest: Block) -> Block:
        match arm.patterns:
            case ():
                return arm.body
            case (condition,):
                pass
            case patterns:
                condition = Logic("or", patterns, Span(patterns[0].span.start, patterns[-1].span.end))
        return (Branch(condition, arm.body, rest, Span(arm.span.start, end)),)


class PatternArm(Arm, frozen=True):
    """`in`: alternatives stand apart, and a name that takes anything is no pattern."""

    def read(self, node: Syntax, reader: Reader) -> tuple[Expr, ...]:
        return tuple(self._alternatives(node.all("pattern"), reader))

    def _alternatives(self, nodes: Iterable[Syntax], reader: Reader) -> Iterator[Expr]:
        for node in nodes:
            match node.kind:
                case "identifier":
                    continue
                case "alternative_pattern" | "parenthesized_pattern":
                    yield from self._alternatives(node.children, reader)
                case _:
                    yield reader.expression(node)


class Refusal(Inner, frozen=True):
    """`unless` after a pattern."""

    def wrapped(self, _node: Syntax) -> None:
        return None

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return negated(Inner.expression(self, node, reader))


class Until(Repeat, frozen=True):
    """A loop that ends when its condition holds."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        for made in Repeat.statements(self, node, reader):
            source = made.source if isinstance(made, Loop) else None
            yield replace(made, source=negated(source)) if isinstance(made, Loop) and source is not None else made


# -- blocks --


class Body(Valued, frozen=True):
    """Statements with what rescues them: of `begin`, of a method, of a block."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        caught = reader.grammar.handlers
        clauses = [child for child in node.children if child.kind in caught or child.kind in ("else", "ensure")]
        body = reader.block(child for child in node.children if child not in clauses)
        if not clauses:
            return body
        handlers = tuple([caught[clause.kind](clause, reader) for clause in clauses if clause.kind in caught])
        return (Attempt(body, handlers, reader.block(node.all(":else")), reader.block(node.all(":ensure")), node.span),)


class Parenthesized(Body, frozen=True):
    """Parentheses around one value, which they do not change, or around statements."""

    def wrapped(self, node: Syntax) -> Syntax | None:
        return node.children[0] if len(node.children) == 1 else None

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        inner = self.wrapped(node)
        return Body.expression(self, node, reader) if inner is None else reader.expression(inner)


class Rescued(Valued, frozen=True):
    """`value rescue another`."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        handler = node.one("handler")
        body, rescue = reader.body(node.one("body")), reader.body(handler)
        place = node.span if handler is None else handler.span
        return (Attempt(body, (Handler((), "", rescue, place),), (), (), node.span),)


# -- what leaves --


class Jumping(Leap, ExpressionShape, frozen=True):
    """`break` and `next`; a value that one carries is worked out first."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        carried = [Evaluate(value, value.span) for value in reader.expressions(node.children)]
        return (*carried, *Leap.statements(self, node, reader))

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Other(reader.parts(node), node.span)


class Giveback(Give, ExpressionShape, frozen=True):
    """`return value`; each arm of a value that is a branch returns."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        value = node.one(self.value)
        block = arms_of(value.children[0] if value is not None and len(value.children) == 1 else None, reader)
        return returned(block) if block else Give.statements(self, node, reader)

    def expression(self, node: Syntax, reader: Reader) -> Expr:
        return Other(reader.parts(node), node.span)


class Junction(Operation, StatementShape, frozen=True):
    """Two operands. `a or raise` and `a and return` as statements are branches."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        way_out = leaving(node, reader)
        if way_out is None:
            value = self.expression(node, reader)
            return (Evaluate(value, node.span),)
        left, word, right = way_out
        condition = reader.expression(left)
        return (Branch(condition if word == "and" else negated(condition), reader.block([right]), (), node.span),)


def leaving(node: Syntax, reader: Reader) -> tuple[Syntax, str, Syntax] | None:
    """The sides of `a or raise` and its like, and the word between them."""
    left, right = node.one("left"), node.one("right")
    word = reader.grammar.logic.get(node.tokens[0]) if node.kind == "binary" and node.tokens else None
    if left is None or right is None or word is None:
        return None
    inner = reader.bare(right)
    leaves = is_raise(inner, reader) or isinstance(reader.shape(inner), Jumping | Giveback)
    return (left, word, inner) if leaves else None


# -- assignments --


class Giving(Assignment, frozen=True):
    """`a = b`. Where b is a branch, each arm of it assigns; `a = b || raise` assigns b, and raises where that is nothing."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        target, value = node.one(self.target), node.one(self.value)
        if target is None or value is None:
            return Assignment.statements(self, node, reader)
        block, way_out = arms_of(value, reader), leaving(reader.bare(value), reader)
        if block is not None:
            return assigned(block, reader.expression(target), "", node.span)
        if way_out is None or target.kind != "identifier":
            return Assignment.statements(self, node, reader)
        left, word, right = way_out
        name = reader.expression(target)
        condition = name if word == "and" else negated(name)
        given = Assign((name,), reader.expression(left), Span(node.start, left.end))
        return (given, Branch(condition, reader.block([right]), (), node.span))


class Updating(Augmented, frozen=True):
    """`a ||= b` and its like, in the same way."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        target, block = node.one(self.target), arms_of(node.one(self.value), reader)
        if target is None or block is None or not node.tokens:
            return Augmented.statements(self, node, reader)
        operator = node.tokens[0].removesuffix("=")
        return assigned(block, reader.expression(target), reader.grammar.logic.get(operator, operator), node.span)


class TakingApart(Valued, frozen=True):
    """`value => pattern`."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        value, pattern = node.one("value"), node.one("pattern")
        if value is None or pattern is None:
            return (Evaluate(Other(reader.parts(node), node.span), node.span),)
        return (Assign((reader.expression(pattern),), reader.expression(value), node.span),)


class Alias(StatementShape, frozen=True):
    """`alias new old`."""

    def statements(self, node: Syntax, reader: Reader) -> Iterable[Statement]:
        name, old = node.one("name"), node.one("alias")
        if name is None or old is None:
            return ()
        return (Assign((self._named(name, reader),), self._named(old, reader), node.span),)

    def _named(self, node: Syntax, reader: Reader) -> Name:
        mark = 1 if node.kind in ("simple_symbol", "global_variable") else 0
        name = reader.text(node)[mark:]
        return Name(name, Span(node.start + mark, node.end), name)
