"""Look-ups that fail where nothing is found, by an error that they throw or give back, and doors that answer with that error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.reached import is_of_event
from golint.checks.webhooks.ways import EVENT, Given
from golint.dataflow.modules import Routine
from golint.dataflow.names import path_of
from golint.dataflow.tags import Tags
from golint.facts import Call, Name
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 3
_CATCHING_MISSING = frozenset({"Exception", "BaseException", "ObjectDoesNotExist", "DoesNotExist", "NoResultFound", "Http404"})
_MISSING = compiled(r"(?i)no_?rows|not_?found|no_?documents|does_?not_?exist|redis\.Nil")
_WRITES = compiled(r"(?i)\s*(?:update|insert|delete|with)\b")


def failed_lookups(flow: Flow, routine: Routine) -> Iterator[Span]:
    """The refusals of a door with which an event about a record that is not there is answered: `if err != nil { http.Error(...) }`."""
    if knows_missing(routine):
        return
    for node in routine.own:
        match node:
            case facts.Branch(
                condition=facts.Compare(operator="!=", left=Name(written=name, span=span), right=facts.Literal(kind="null")), then=then
            ):
                refusal = next((s.span for s in then if _refuses(flow, s)), None)
                given = [binding.value for binding in flow.module.reaching(routine, name, span.start) if binding.value is not None]
                looked = (c for value in given for c in facts.walk(value) if isinstance(c, Call))
                if refusal is not None and any(_may_miss(flow, call, routine, {}, HOPS) for call in looked):
                    yield refusal


def uncaught_lookups(flow: Flow, routine: Routine, given: Given) -> Iterator[Span]:
    """`objects.get(...)` with a value of the event, and nothing that catches its failure."""
    caught = [
        (n.body[0].span.start, n.body[-1].span.end)
        for n in routine.own
        if isinstance(n, facts.Attempt) and n.body and any(_catches_missing(h) for h in n.handlers)
    ]
    for node in routine.own:
        if not isinstance(node, Call) or not _must_find(flow, node):
            continue
        if any(start <= node.span.start < end for start, end in caught):
            continue
        if flow.asked_with(node, routine) & EVENT or (given and is_of_event(flow, node, routine, given)):
            yield node.span


def knows_missing(routine: Routine) -> bool:
    """Whether a function tells a record that is not there from other failures: `errors.Is(err, sql.ErrNoRows)`."""
    return any(isinstance(n, Name | Call) and _MISSING.search(n.path) for n in routine.nodes)


def _refuses(flow: Flow, statement: facts.Statement) -> bool:
    value = statement.value if isinstance(statement, facts.Evaluate | facts.Return) else None
    return value is not None and flow.judge.refuses(value)


def _may_miss(flow: Flow, call: Call, routine: Routine, given: Mapping[str, Tags], hops: int) -> bool:
    """Whether a call looks for a record that the event names, itself or in a function that it runs, and fails where there is none."""
    if "store.must_find" in flow.roles.by(call):
        asked = flow.origins.inputs(call, routine, given)
        return bool(asked & EVENT) and not any(_WRITES.match(flow.texts.of(a.value, routine)) for a in call.arguments)
    callee = flow.judge.callee(call, routine) if hops else None
    if callee is None or callee == routine or knows_missing(callee):
        return False
    bound = flow.judge.bound(call, callee, routine, given)
    inner = callee.calls
    return any(_may_miss(flow, node, callee, bound, hops - 1) for node in inner)


def _must_find(flow: Flow, call: Call) -> bool:
    """Whether a look-up fails where nothing is found, by itself or since a record is demanded of it: `find(id).orElseThrow()`."""
    roles, before = flow.roles.by(call), call.receiver
    demanded = "value.demand" in roles and isinstance(before, Call) and "store.read" in flow.roles.by(before)
    return "store.must_find" in roles or demanded


def _catches_missing(handler: facts.Handler) -> bool:
    names = {path_of(kind).rpartition(".")[2] for kind in handler.types}
    return not names or bool(names & _CATCHING_MISSING)
