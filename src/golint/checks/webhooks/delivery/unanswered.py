"""Ways through a webhook on which nobody answers: in Express the sender waits in vain, to Flask and Django it is an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from golint import facts
from golint.facts import Block, Call, Expr, Name, Node, Statement
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow, Handler
    from golint.dataflow.modules import Routine

WAITS, FAILS = "is never answered: the request hangs until it is given up", "gets no answer, which the framework makes an error"
_NEXT = "next"


class Way(Struct, frozen=True):
    """One way on which nothing was answered up to `span`, and the last condition on it with what that was; `arms` met on it."""

    span: Span
    asked: Expr | None
    taken: bool
    arms: tuple[Way, ...] = ()


def unanswered(flow: Flow, handler: Handler) -> tuple[str, tuple[Way, ...]]:
    """What becomes of requests that are not answered, and the ways on which a door leaves them so that answers on others; none where
    something else may answer."""
    routine = handler.routine
    if not handler.registered or routine.start < 0:
        return "", ()
    if name := _waiting(flow, routine):
        return WAITS, tuple(_Search(flow, name).ways(routine.function.body))
    if _must_return(flow) and any(value is not None for value in routine.given_back):
        return FAILS, tuple(_Search(flow, "").ways(routine.function.body))
    return "", ()


def _waiting(flow: Flow, routine: Routine) -> str:
    """The name of the answer that a door sends itself: `res`; "" where it leaves that to the framework, `@Res({ passthrough: true })`."""
    for parameter in routine.function.parameters:
        told = any(isinstance(mark, Call) and mark.arguments for mark in parameter.decorators)
        if parameter.name in flow.language.waiting_names and not told:
            named = any(_names(node, parameter.name) for node in routine.nodes)
            return parameter.name if named else ""  # what is sent elsewhere
    return ""


def _must_return(flow: Flow) -> bool:
    imported = {item.path.partition(".")[0] for item in flow.module.program.imports}
    return not imported.isdisjoint(flow.language.returning) and imported.isdisjoint(flow.language.returning_besides)


def _names(node: Node, name: str) -> bool:
    return isinstance(node, Name) and node.written.partition(".")[0] in (name, _NEXT)


class _Search:
    """Walks a body along all ways on which `name`, the answer, is not spoken of; "" where answers are given back."""

    def __init__(self, flow: Flow, name: str) -> None:
        self._flow = flow
        self._name = name
        self._found: list[Way] = []

    def ways(self, body: Block) -> Iterator[Way]:
        """The ways on which it is not up to where they leave the function."""
        end = self._through(body, Way(Span(0, 0), None, True))
        yield from self._found
        if end is not None:
            yield from (way for way in _apart(end) if way.asked is not None)

    def _through(self, block: Block, way: Way | None) -> Way | None:
        """The way as it goes on behind a block, None where none does."""
        for statement in block:
            if way is None:
                return None
            way = self._past(statement, way)
        return way

    def _past(self, statement: Statement, way: Way) -> Way | None:
        match statement:
            case facts.Function() | facts.Class():
                return way
            case facts.Return(value=value, span=span):
                if value is None:
                    self._found.append(Way(span, way.asked, way.taken))
                return None  # who hands something back may be answered for
            case facts.Raise() | facts.Loop():
                return None
            case facts.Branch(condition=condition, then=then, otherwise=otherwise) if not self._answers(condition):
                ends = [self._through(arm, Way(condition.span, condition, taken)) for arm, taken in ((then, True), (otherwise, False))]
                return _met(ends, way)
            case facts.Switch(subject=subject, cases=cases) if not self._answers(subject):
                missed = Way(subject.span, facts.Compare("==", subject, facts.Sequence((), subject.span), subject.span), False)
                ends = [self._through(case.body, way if case.patterns else missed) for case in cases if not case.falls]
                return _met(ends if any(not case.patterns for case in cases) else [*ends, missed], way)
            case facts.Attempt(body=body, otherwise=otherwise, final=final):
                return self._through((*body, *otherwise, *final), way)
            case facts.Within(items=items, body=body):
                return self._through((*items, *body), way)
            case facts.Jump():
                return way
            case facts.Evaluate(value=Call() as call) if (closure := self._run_there(call)) is not None:
                inner = _Search(self._flow, self._name)
                end = inner._through(closure.function.body, way)
                return next(iter(inner._found), end)  # what returns there goes on here
        return None if self._answers(statement) else way

    def _run_there(self, call: Call) -> facts.Lambda | None:
        """The closure that a call runs where nothing else of it speaks of the answer: `await db.transaction(async () => { ... })`."""
        closures = [n for n in facts.walk(call, into_functions=False) if isinstance(n, facts.Lambda) and self._answers(n)]
        if len(closures) != 1 or not self._flow.judge.runs_closures:
            return None
        spoken = (n for n in facts.walk(call) if isinstance(n, Name) and _names(n, self._name))
        return closures[0] if all(name.span in closures[0].span for name in spoken) else None

    def _answers(self, node: Node) -> bool:
        """Whether an answer is spoken of, or the function left for good."""
        calls = (n for n in facts.walk(node) if isinstance(n, Call))
        if isinstance(node, facts.Evaluate) and any(self._flow.judge.aborts(call) or self._flow.judge.answers(call) for call in calls):
            return True
        return bool(self._name) and any(_names(inner, self._name) for inner in facts.walk(node))


def _apart(way: Way) -> Iterator[Way]:
    """A way, and those that met on it."""
    yield way
    for arm in way.arms:
        yield from _apart(arm)


def _met(ends: list[Way | None], before: Way) -> Way | None:
    """The way behind several arms: the only one that goes on, or what was known before them, with all arms that go on."""
    left = [end for end in ends if end is not None]
    if not left:
        return None
    return left[0] if len(left) == 1 else replace(before, arms=(*before.arms, *left))
