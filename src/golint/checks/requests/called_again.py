"""A function that calls itself where a request failed, and counts how often: `return charge(order, attempts - 1)`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import name_of
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

ATTEMPTS = frozenset({"attempt", "attempts", "retry", "retries", "tries", "try", "max_retries", "retry_count"})
REFUSED = frozenset({"401", "unauthorized", "expired"})
OVERLOADED = frozenset({"429", "500", "502", "503", "504", "unavailable", "timeout", "gateway", "many", "5"})
TAKEN = frozenset({"eaddrinuse", "addrinuse"})


def called_again(flow: Flow, handler: facts.Handler, calls: Sequence[Call], routine: Routine) -> Call | None:
    """The call of a handler that runs its own function once more, with one try less or more. Who asks anew with a fresh token has no reason
    to wait, and who takes the next port, since the first was taken, asks nobody anew."""
    counting = (call for call in calls if any(_counts(argument.value) for argument in call.arguments))
    again = next((call for call in counting if flow.judge.callee(call, routine) == routine), None)
    return None if again is not None and _is_no_failure(handler, again) else again


def _counts(value: Expr) -> bool:
    """`attempts - 1`"""
    match value:
        case facts.Binary(operator="+" | "-", left=Name() as counter, right=facts.Literal(value=1)):
            return mentions(counter.written, ATTEMPTS)
    return False


def _is_no_failure(handler: facts.Handler, again: Call) -> bool:
    """Whether a function calls itself only where it was refused for its token, `if (error.status === 401)`, or where its port was taken."""
    branches = (n for n in facts.walk(handler.body, into_functions=False) if isinstance(n, facts.Branch))
    deciding = (branch for branch in branches if again.span in branch.span or _leaves_otherwise(branch))
    asked = frozenset[str]().union(*(_named(part) for branch in deciding for part in facts.walk(branch.condition)))
    return bool(asked & (REFUSED | TAKEN)) and not asked & OVERLOADED


def _leaves_otherwise(branch: facts.Branch) -> bool:
    """`if (error.status !== 401) throw error`"""
    differs = any(isinstance(part, facts.Compare) and part.operator == "!=" for part in facts.walk(branch.condition))
    return differs and any(isinstance(last, facts.Raise | facts.Return) for last in branch.then[-1:])


def _named(part: facts.Node) -> frozenset[str]:
    match part:
        case facts.Literal(value=value):
            return words_of(str(value)) | {str(value)}
        case Name() | facts.Attribute() | Call():
            return words_of(name_of(part))
    return frozenset()
