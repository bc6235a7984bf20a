"""What the conditions on a path were, so that one that is asked again has the same answer: `if paid and not genuine(): ... elif paid:`."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from golint import facts
from golint.dataflow.names import last_of
from golint.dataflow.vocabulary import PURE_WORDS
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name

_NEGATED = {"!=": "==", "is not": "is", "not in": "in"}


class Held(Struct, frozen=True):
    """A condition by its text, whether it held, and the names that it speaks of: once one of them changes, nothing is known of it."""

    text: str
    truth: bool
    names: frozenset[str] = frozenset()

    @property
    def opposite(self) -> Held:
        """The same, turned round."""
        return Held(self.text, not self.truth, self.names)

    def speaks_of(self, name: str) -> bool:
        """Whether an assignment to `name` may change it: to the name itself, to what holds it, or to a part of it."""
        return any(f"{one}.".startswith(f"{name}.") or f"{name}.".startswith(f"{one}.") for one in self.names)


Facts = frozenset[Held]


def held(condition: Expr, truth: bool) -> Facts:
    """What is known of a condition that held, or did not; nothing of one that may have another answer when it is asked again."""
    if isinstance(condition, facts.Compare) and condition.operator in _NEGATED:
        operator, truth = _NEGATED[condition.operator], not truth
        condition = facts.Compare(operator, condition.left, condition.right, condition.span)
    names: set[str] = set()
    text = _text(condition, names)
    return frozenset({Held(text, truth, frozenset(names))}) if text and names else frozenset()


def parting(apart: Facts, others: Iterable[Facts]) -> Facts | None:
    """What holds on one path and on none of the others; None where one of them cannot be told from it."""
    beside = list(others)
    telling = frozenset(fact for fact in apart if any(fact.opposite in other for other in beside))
    return telling if all(any(fact.opposite in other for fact in telling) for other in beside) else None


def _text(expr: Expr, names: set[str]) -> str:
    """An expression in words that are the same wherever it stands, "" where a call in it may answer otherwise the next time."""
    match expr:
        case Name(written=written, path=path):
            names.add(written or path)
            return written or path
        case facts.Literal(value=value):
            return repr(value)
        case Call() if not words_of(last_of(expr)) & PURE_WORDS:
            return ""
        case facts.Attribute(path=head):
            pass
        case Call(path=path, arguments=arguments):
            head = " ".join((path, *(argument.name or argument.spread for argument in arguments)))
        case facts.Compare(operator=operator) | facts.Logic(operator=operator) | facts.Binary(operator=operator):
            head = operator
        case facts.Index():
            head = "[]"
        case _:
            return ""
    parts = [_text(part, names) for part in facts.operands(expr)]
    return f"{head}({', '.join(parts)})" if all(parts) else ""
