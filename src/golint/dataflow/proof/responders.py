"""The status with which a function of the repository's own answers: `$this->responseError("no such order")`, `fail(res, 404)`."""

from __future__ import annotations

from golint.catalog.roles import Roles
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.modules import Routine
from golint.dataflow.names import OWN, last_of
from golint.dataflow.proof.answers import Answers, status_named
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Literal, Name

HOPS = 2
FEW = 8  # the statements of a function that does nothing but answer
TOLD = frozenset({"response.status", "response.send", "response.refuse", "flow.abort"})
# What answers is called so.
ANSWERING = frozenset({
    "response", "respond", "responds", "responder", "responded", "reply", "answer", "error", "fail", "failure", "failed", "abort", "reject",
    "refuse", "bad", "send", "json", "output", "invalid", "not", "deny", "return", "status",
})  # fmt: skip


class Responders:
    """Reads the statuses of one language's own answers."""

    def __init__(self, resolver: Resolver, roles: Roles, answers: Answers) -> None:
        self._resolver = resolver
        self._roles = roles
        self._answers = answers

    def status(self, call: Call, routine: Routine, hops: int = HOPS) -> int | None:
        """The status that a call of such a function answers with, where all of its answers agree on how it went; None for anything else."""
        if not hops or not words_of(last_of(call)) & ANSWERING:
            return None
        callee = self._resolver.callee(call, routine)
        if not isinstance(callee, Routine) or callee == routine or len(callee.function.body) > FEW:
            return None
        answers = [node for node in callee.own if isinstance(node, Call)]
        told = [status for node in answers if (status := self._told(node, callee, call, hops)) is not None]
        return told[0] if told and len({status >= 400 for status in told}) == 1 else None

    def _told(self, answer: Call, callee: Routine, call: Call, hops: int) -> int | None:
        """The status of one of its answers: one that it is handed, or its own."""
        if not self._roles.by(answer) & TOLD:
            return self.status(answer, callee, hops - 1)
        handed = [_handed(argument.value, callee, call) for argument in answer.arguments]
        known = (status_named(value) for value in handed if _is_number(value) and value is not None)
        return next((status for status in known if status is not None), None) or self._answers.status(answer)


def _handed(value: Expr, callee: Routine, call: Call) -> Expr | None:
    """What a parameter is given by a call, or is where that gives nothing; None for what is no parameter."""
    own = [parameter for parameter in callee.function.parameters if parameter.name not in OWN]
    at = next((at for at, parameter in enumerate(own) if isinstance(value, Name) and parameter.name == value.written), None)
    if at is None:
        return None
    given = call.argument(at, own[at].name)
    return given if given is not None else own[at].default


def _is_number(value: Expr | None) -> bool:
    """Whether a value may be a status: a number, or a constant. A text is a message."""
    return isinstance(value, Name) or (isinstance(value, Literal) and value.kind == "number")
