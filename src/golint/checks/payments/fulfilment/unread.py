"""Charges over plain HTTP whose answer nobody reads: where a client raises nothing, that alone says that a card was declined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.fulfilment.metadata import Marks
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, owner_of
from golint.dataflow.requests.money import Money
from golint.dataflow.words import words_of
from golint.facts import Assign, Branch, Call, Choice, Expr, Loop, Name, Raise, Return, Switch
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

CURL = "curl_init"
QUIET = frozenset({CURL, "wp_remote_post", "wp_remote_request", "wp_safe_remote_post", "fetch", "node-fetch", "requests.post"})
"""Clients that raise nothing where the provider says no."""
GOING_OUT = frozenset({"refund", "payout", "transfer", "cancel", "void", "disbursement", "withdrawal", "setup", "customer", "subscription"})
OF_TRANSPORT = frozenset({"curl_errno", "curl_error", "is_wp_error"})
"""What asks whether there is an answer at all."""
TAKEN = frozenset({"json", "text", "get", "wp_remote_retrieve_body"})
FORGIVING = frozenset({"php"})
"""Languages in which nothing is raised where a part is asked of nothing."""
KEEPING = frozenset({"store.write", "store.insert", "store.upsert", "log.write", "json.decode", "response.send"})


def charged(flow: Flow, routine: Routine, marks: Marks) -> Money | None:
    """The charge that a function makes through such a client, if it sets a record to paid behind it and nothing depends on the answer."""
    for money in flow.money_in(routine):
        if money.sdk or money.declared or money.entry.need != "required" or money.call.path not in QUIET:
            continue
        if words_of(money.entry.call) & GOING_OUT:
            continue
        sent = flow.assembly.runs(money.call) if money.call.path == CURL else money.call.span
        paid = marks(flow, routine)
        if sent is None or paid is None or paid.start < sent.end:
            continue
        if not _is_heeded(flow, routine, sent) and _stands_behind(routine.function.body, sent, paid):
            return money
    return None


def _is_heeded(flow: Flow, routine: Routine, sent: Span) -> bool:
    """Whether something may depend on what the provider answers: it is asked for, handed to what golint does not know, or given back."""
    answer = frozenset(_holding(routine, sent))
    forgiving = flow.module.program.language in FORGIVING
    for node in routine.nodes:
        match node:
            case Branch(condition=asked) | Choice(condition=asked) | Switch(subject=asked) if _speaks_of(asked, answer, sent):
                return True
            case Loop(source=asked) if asked is not None and _speaks_of(asked, answer, sent):
                return True
            case Return(value=value) | Raise(value=value) if value is not None and _speaks_of(value, answer, sent):
                return True
            case facts.Compare() | facts.Logic() if _speaks_of(node, answer, sent):
                return True
            case Name() | facts.Attribute() | facts.Index() if not forgiving and _is_deep(node, answer):
                return True
            case Call() if node.span != sent and _is_handed(node, answer, sent) and not _only_takes(flow, node, routine):
                return True
    return False


def _is_deep(part: Name | facts.Attribute | facts.Index, answer: frozenset[str]) -> bool:
    """Whether a part of a part is asked of the answer, which raises where a refusal has none: `told.data.id`."""
    steps = (trail.removeprefix(held) for held in answer if f"{(trail := facts.trail(part))}.".startswith(f"{held}."))
    return any(rest.count(".") > 1 or isinstance(part, facts.Index) for rest in steps)


def _holding(routine: Routine, sent: Span) -> Iterator[str]:
    """The variables that hold the answer, or a part of it."""
    found: set[str] = set()
    for node in routine.own:
        match node:
            case Assign(targets=targets, value=value) if value is not None and node.span.end >= sent.end:
                if sent in value.span or _speaks_of(value, frozenset(found), sent):
                    found |= {part.written for target in targets for part in facts.walk(target) if isinstance(part, Name)}
    yield from found


def _speaks_of(value: Expr, answer: frozenset[str], sent: Span) -> bool:
    named = (part.written for part in facts.walk(value) if isinstance(part, Name))
    return sent in value.span or any(f"{name}.".startswith(f"{held}.") for name in named for held in answer)


def _is_handed(call: Call, answer: frozenset[str], sent: Span) -> bool:
    owner = owner_of(call)
    handed = (*(argument.value for argument in call.arguments), *((owner,) if owner is not None else ()))
    return any(_speaks_of(value, answer, sent) for value in handed)


def _only_takes(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call that is handed the answer takes it over or keeps it, and can refuse nothing."""
    if last_of(call) in TAKEN or call.path in OF_TRANSPORT or flow.roles.by(call) & KEEPING:
        return True
    callee = flow.judge.callee(call, routine)
    if callee is None or callee == routine:
        return False
    leaving = any(isinstance(n, Raise | Branch) or (isinstance(n, Call) and "flow.exit" in flow.roles.by(n)) for n in callee.nodes)
    return not leaving


def _stands_behind(block: facts.Block, sent: Span, paid: Span) -> bool:
    """Whether a record is set to paid in the block in which the charge is made, whatever else holds."""
    for statement in block:
        if sent in statement.span and paid in statement.span:
            return any(_stands_behind(one, sent, paid) for one in facts.blocks((statement,)) if one and one[0] is not statement)
    return any(sent in one.span for one in block) and any(paid in one.span and not isinstance(one, Branch | Switch | Loop) for one in block)
