"""What a provider answered, handed to the customer whole by a door that never asks whether it is a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.errors.passing import sends
from golint.checks.data.errors.relayed import wholes
from golint.checks.data.errors.theirs import is_answer_of_provider
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, receiver_of
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Hit

if TYPE_CHECKING:
    from golint.dataflow import Flow

QUIET = "http.quiet"
ASKED = frozenset({"ok", "error", "errors", "err", "errno", "status", "code", "success", "successful", "failed", "exception"})
RAISING = frozenset({"raise_for_status", "throw", "throwIf", "onError", "ensure_success"})


def unasked(flow: Flow, door: Routine, routine: Routine) -> Iterator[Hit]:
    """`res.json(await response.json())`, by a client that gives a refusal back like any other answer. `routine` is the door, or a function
    in it that takes what is waited for."""
    if flow.money_calls.asks_provider(door) is not True or not _is_quiet(flow, door):
        return
    for answer in _answers(flow, routine):
        part = next((part for part in wholes(flow, answer) if is_answer_of_provider(flow, part, routine)), None)
        if part is not None and not _is_asked(door, part):
            told = {"error": "the provider's answer, refusals too,"}
            yield Hit(part.span, told, provider=flow.provider_at(door), symbol=flow.symbol(door))


def _is_quiet(flow: Flow, door: Routine) -> bool:
    """Whether all clients that a door asks with give refusals back, and nothing in it has them raised."""
    asked = [flow.roles.by(call) for call in door.calls]
    requests = [roles for roles in asked if roles & {"http.request", "http.write"}]
    raised = any(last_of(call) in RAISING for call in door.calls)
    return bool(requests) and all(QUIET in roles for roles in requests) and not raised


def _answers(flow: Flow, routine: Routine) -> Iterator[Expr]:
    """What a function sends out as an answer that all went well."""
    for node in routine.own:
        if isinstance(node, Call) and sends(flow, node) and not flow.judge.refuses(node):
            yield from (argument.value for argument in node.arguments)


def _is_asked(door: Routine, part: Call | Name) -> bool:
    """Whether anything in a door hangs on what came, or on how the request ended."""
    owner = receiver_of(part) if isinstance(part, Call) else None
    names = {name_of(part), name_of(owner)} - {""}
    conditions = (
        node.condition if isinstance(node, facts.Branch | facts.Choice) else node.subject if isinstance(node, facts.Switch) else node
        for node in door.nodes
        if isinstance(node, facts.Branch | facts.Choice | facts.Switch | facts.Compare | facts.Logic)
    )
    asked = (inner for one in conditions for inner in facts.walk(one) if isinstance(inner, Name | Call | facts.Attribute | facts.Index))
    return any(words_of(name_of(inner) or last_of(inner)) & ASKED or names & set(_steps(inner)) for inner in asked)


def _steps(expr: Expr) -> list[str]:
    return expr.written.split(".") if isinstance(expr, Name) else []
