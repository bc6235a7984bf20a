"""Answers that are given where one was given before: Rails makes that an error (`AbstractController::DoubleRenderError`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of
from golint.facts import Block, Call, Expr, Statement
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

AGAIN = "An event that was taken is answered once more, which Rails makes an error"
_ASKED = "performed?"


def answered_twice(flow: Flow, routine: Routine) -> Iterator[Span]:
    """The first answer behind another one that accepted the event, and that did not end the function."""
    if flow.language.answers_once and not any(last_of(call) == _ASKED for call in routine.calls):
        yield from list(_Search(flow).found(routine.function.body))[:1]


class _Search:
    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._again: list[Span] = []

    def found(self, body: Block) -> Iterator[Span]:
        """Where a function answers again, in source order."""
        self._through(body, taken=False)
        yield from self._again

    def _through(self, block: Block, *, taken: bool) -> bool | None:
        """Whether the event may have been taken behind a block that began so; None where nobody comes there."""
        now: bool | None = taken
        for statement in block:
            if now is None:
                return None
            now = self._past(statement, taken=now)
        return now

    def _past(self, statement: Statement, *, taken: bool) -> bool | None:
        match statement:
            case facts.Return(value=value):
                self._look(value, taken=taken)
                return None
            case facts.Raise() | facts.Jump():
                return None
            case facts.Evaluate(value=value):
                return self._look(value, taken=taken)
            case facts.Branch(then=then, otherwise=otherwise):
                return _any([self._through(then, taken=taken), self._through(otherwise, taken=taken)])
            case facts.Attempt(body=body, otherwise=otherwise, handlers=handlers):
                return _any([self._through((*body, *otherwise), taken=taken), *(self._through(h.body, taken=taken) for h in handlers)])
            case facts.Switch(cases=cases):
                ends = [self._through(case.body, taken=taken) for case in cases]
                return _any(ends if any(not case.patterns for case in cases) else [*ends, taken])
        return taken

    def _look(self, value: Expr | None, *, taken: bool) -> bool:
        if not isinstance(value, Call) or last_of(value) not in self._flow.language.answers_once or value.path != last_of(value):
            return taken
        if taken:
            self._again.append(value.span)
        return taken or not self._flow.judge.refuses(value)


def _any(ends: list[bool | None]) -> bool | None:
    left = [end for end in ends if end is not None]
    return any(left) if left else None
