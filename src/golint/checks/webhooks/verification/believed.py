"""Events that are taken as they came where what proves the sender is not there: `if (secret) { event = verified(body) } else { event =
JSON.parse(body) }`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from golint import facts
from golint.checks.webhooks.delivery.conditions import plainly
from golint.checks.webhooks.delivery.presence import is_there
from golint.checks.webhooks.verification.unset import is_required
from golint.checks.webhooks.ways import leaves_for_good, within
from golint.dataflow.modules import Routine
from golint.dataflow.names import spelled
from golint.dataflow.proof.verdicts import Check, Summary
from golint.dataflow.tags import BODY
from golint.dataflow.words import words_of
from golint.facts import Block, Branch, Call, Expr, Index, Logic, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

CHECKING = frozenset({"helper", "compare"})
CHECKED = frozenset({"verify", "verifies", "verification", "validate", "validates", "validation", "enforce"})  # `if ($this->verifies)`
LEFT_OUT = frozenset({"skip", "skips", "disable", "disabled", "bypass", "no", "without", "ignore"})


class Believed(NamedTuple):
    """The condition under which an event is verified, that check, and where it is taken as it came."""

    asked: Expr
    check: Check
    taken: Span


def believed(flow: Flow, routine: Routine, proof: Summary) -> Iterator[Believed]:
    """Where a function takes an event, or gives it back, that it has verified only if a secret or a header is there. What is looked at in
    another way besides may be read back; where the file asks for the secret elsewhere, it may refuse to go on without."""
    checks = proof.checks if all(check.kind in CHECKING for check in proof.checks) else ()
    for branch, sure, taking in _parted(flow, routine) if checks else ():
        check = next((one for one in checks if within(one.span, sure)), None)
        taken = _taken(flow, routine, sure, taking, check.span) if check is not None else None
        if check is not None and taken is not None and not is_required(flow, branch, [branch]):
            yield Believed(branch.condition, check, taken)


def _parted(flow: Flow, routine: Routine) -> Iterator[tuple[Branch, Block, Block]]:
    """The branches that ask whether what proves the sender is there, what is done where it is, and what where it is not."""
    for block in facts.blocks(routine.function.body):
        for at, statement in enumerate(block):
            if not isinstance(statement, Branch) or (there := _is_asked(flow, statement.condition, routine)) is None:
                continue
            otherwise = statement.otherwise or (block[at + 1 :] if facts.leaves(statement.then) else ())
            if otherwise:
                yield (statement, statement.then, otherwise) if there else (statement, otherwise, statement.then)


def _is_asked(flow: Flow, condition: Expr, routine: Routine) -> bool | None:
    """Whether a condition holds where what proves the sender is there, or where the shop says that it is to be checked."""
    told = is_there(flow, condition, routine)
    if told is not None:
        return told
    match plainly(flow, condition):
        case Logic(operator="not", operands=(operand,)):
            asked = _is_asked(flow, operand, routine)
            return None if asked is None else not asked
        case Name(written=written) if (said := words_of(written.rpartition(".")[2])) & CHECKED:
            return not said & LEFT_OUT
    return None


def _taken(flow: Flow, routine: Routine, sure: Block, taking: Block, check: Span) -> Span | None:
    """Where what was sent is kept by the name of what was verified, or is given back in its place."""
    kept = {name for node in facts.walk(sure) if isinstance(node, facts.Assign) for name in _named(node.targets)}
    given = any(isinstance(node, facts.Return) and node.value is not None for node in facts.walk(sure))
    handed, leaves = _handed(routine, check), leaves_for_good(flow, taking)
    for statement in _plainly_run(taking):
        match statement:
            case facts.Return(value=value):
                taken = value if given else None
            case facts.Assign(targets=targets, value=value) if value is not None and kept & set(_named(targets)):
                taken = value if not leaves else None
            case facts.Assign(targets=(Name(written=name),), value=Call() as read) if _mentions(read, handed):
                handed, taken = handed | {name}, None  # `$data = json_decode($payload)`
            case _:
                taken = _read_into(flow, statement, kept) if not leaves else None
        if taken is not None and _was_sent(flow, taken, routine, handed):
            return taken.span
    return None


def _mentions(value: Expr, names: set[str]) -> bool:
    return any(isinstance(node, Name) and node.written in names for node in facts.walk(value))


def _plainly_run(block: Block) -> Iterator[facts.Statement]:
    """The statements of a block that nothing else is asked for."""
    for statement in block:
        yield statement
        if isinstance(statement, facts.Attempt):
            yield from statement.body


def _read_into(flow: Flow, statement: facts.Statement, kept: set[str]) -> Call | None:
    """A parser that fills what it is handed: `json.Unmarshal(body, &event)`."""
    reading = (node for node in facts.walk((statement,)) if isinstance(node, Call) and "json.decode" in flow.roles.by(node))
    return next((call for call in reading if any(kept & set(_named((a.value,))) for a in call.arguments[1:])), None)


def _named(targets: tuple[Expr, ...]) -> Iterator[str]:
    yield from (node.written for target in targets for node in facts.walk(target) if isinstance(node, Name))


def _handed(routine: Routine, check: Span) -> set[str]:
    """The parameters that a check is handed."""
    own = {parameter.name for parameter in routine.function.parameters}
    calls = (call for call in routine.calls if call.span == check)
    return own & {spelled(a.value) for call in calls for a in call.arguments if isinstance(a.value, Name)}


def _was_sent(flow: Flow, value: Expr, routine: Routine, handed: set[str]) -> bool:
    """Whether a value is made from what was sent, or from what the check is handed."""
    nodes = [node for node in facts.walk(value) if isinstance(node, Name | Index | Call)]
    if _mentions(value, handed):
        return isinstance(value, Call)  # read by somebody
    return any(flow.origin(node, routine) & BODY for node in nodes)
