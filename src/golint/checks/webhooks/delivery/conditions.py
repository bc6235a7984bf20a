"""What conditions in a webhook ask: of what kind or status an event is, whether it carries the shop's mark, whether its record is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.checks.webhooks.counted import none_found
from golint.checks.webhooks.ways import Given
from golint.dataflow.comparisons import compared
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, receiver_of, spelled
from golint.dataflow.tags import BODY
from golint.dataflow.vocabulary import STATE_WORDS
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

KINDS = frozenset({"type", "event", "topic", "kind", "action", "resource"})
OWN_TYPES = frozenset({"checkout", "order", "account", "user", "customer", "product"})  # `checkout_type` tells no events apart
AMONG = frozenset({
    "has", "contains", "supports", "supported", "handles", "handled", "knows", "known", "relevant", "allows", "allowed", "accepts",
    "accepted", "interesting", "subscribed",
})  # fmt: skip
NUMBERING = frozenset({"id", "ids", "key", "data", "status", "state"})
PRESENCE = frozenset({"value.empty", "value.present"})
MARKS = frozenset({"metadata", "notes", "Metadata", "Notes", "getMetadata", "passthrough"})
PROOFS = frozenset({"signature", "sig", "secret", "token", "hmac", "verified", "valid", "header", "hash"})


def asks_of_event(flow: Flow, routine: Routine, given: Given, condition: Expr, taken: bool) -> bool:
    """The negative arm of a question about what the event is about: its kind, or a status that it carries."""
    return asks_kind(flow, condition, taken) or asks_status(flow, condition, taken, routine, given)


def asks_kind(flow: Flow, condition: Expr, taken: bool) -> bool:
    """The negative arm of a question about the event's kind."""
    match compared(condition, flow.roles) or condition:
        case facts.Logic(operator="not", operands=(operand,)):
            return asks_kind(flow, operand, not taken)
        case facts.Logic(operator=operator, operands=operands) if taken == (operator == "and"):
            return all(asks_kind(flow, operand, taken) for operand in operands)
        case facts.Compare(operator=operator, left=left, right=right):
            negative = taken if operator in ("!=", "not in") else not taken if operator in ("==", "in") else False
            judged = (left,) if operator in ("in", "not in") else (left, right)  # a list may call its kinds valid
            if not negative or any(words_of(spelled(side)) & PROOFS for side in judged):
                return False
            return (_tells_apart(left) or _tells_apart(right)) and not _is_method(left)
        case Name() if spelled(condition) == "event":
            return False  # the event itself, which a verifying function did not give
        case Call() as call if _looks_among(call):
            return not taken
        case Name() | facts.Index() | Call():
            return not taken and bool(words_of(spelled(condition)) & KINDS)
    return False


def _tells_apart(side: Expr) -> bool:
    """Whether a value's name is one for kinds of events, and not for those of something that the shop sells or keeps."""
    told = words_of(spelled(side))
    return bool(told & KINDS) and not (told & KINDS == {"type"} and told & OWN_TYPES)


def _looks_among(call: Call) -> bool:
    """Whether a call asks if an event's kind is one of those that the shop knows: `HANDLED.has(event.type)`, `supports(event.type)`."""
    told = words_of(last_of(call))
    return bool(told & AMONG) and not told & PROOFS and any(_is_kind(argument.value) for argument in call.arguments)


def _is_kind(value: Expr) -> bool:
    """Whether a value is what tells events apart, by its own name."""
    named = words_of(spelled(value)) if isinstance(value, Name | facts.Index) else frozenset[str]()
    return _tells_apart(value) and bool(named & (KINDS - {"resource"})) and not named & NUMBERING


def asks_status(flow: Flow, condition: Expr, taken: bool, routine: Routine, given: Given) -> bool:
    """The negative arm of a question about a status that the event carries."""
    match compared(condition, flow.roles) or condition:
        case facts.Logic(operator="not", operands=(operand,)):
            return asks_status(flow, operand, not taken, routine, given)
        case facts.Compare(operator=operator, left=left, right=facts.Literal(value=str()) | facts.Sequence()):
            negative = taken if operator in ("!=", "not in") else not taken if operator in ("==", "in") else False
            named = negative and words_of(spelled(left)) & STATE_WORDS
            return bool(named) and bool(flow.origin(left, routine, given) & {"request.part", "signature.verify"})
    return False


def asks_mark(flow: Flow, condition: Expr, taken: bool, routine: Routine, given: Given) -> bool:
    """What the shop put into a payment's metadata is not there."""
    match condition:
        case facts.Logic(operator="not", operands=(operand,)):
            return asks_mark(flow, operand, not taken, routine, given)
        case facts.Logic(operator=operator, operands=operands):
            asked = (asks_mark(flow, operand, taken, routine, given) for operand in operands)
            return any(asked) if taken == (operator == "or") else all(asked)
        case facts.Compare(operator="is" | "==", left=left, right=facts.Literal(value=None)) if taken:
            return _is_mark(flow, left, routine, given)
        case Name() | facts.Index() | facts.Attribute() | Call():
            return not taken and _is_mark(flow, condition, routine, given)
    return False


def asks_record(flow: Flow, condition: Expr, taken: bool, routine: Routine) -> bool:
    """A record was looked for and is not there."""
    if (counted := none_found(condition, taken)) is not None:
        return _is_record(flow, counted, routine)
    match condition:
        case facts.Logic(operator="not", operands=(operand,)) if taken:
            return _is_record(flow, operand, routine) or asks_record(flow, operand, not taken, routine)
        case facts.Compare(operator="is" | "==", left=left, right=facts.Literal(value=None)) if taken:
            return _is_record(flow, left, routine)
        case facts.Compare(operator="is not" | "!=", left=left, right=facts.Literal(value=None)) if not taken:
            return _is_record(flow, left, routine)
        case Name() if not taken:
            return _is_record(flow, condition, routine)
    return False


def is_malformed(flow: Flow, condition: Expr, routine: Routine, given: Given) -> bool:
    """Whether it is asked that the kind is named at all: `if not payload.get("event")`, or that a setting is: `if (!$gateway['type'])`."""
    match condition:
        case facts.Logic(operator="not", operands=(facts.Index(key=facts.Literal()),)):
            return True
        case facts.Logic(operator="not", operands=(Call() as call,)) if compared(call, flow.roles) is not None or _looks_among(call):
            return False  # whether it is one of those that are known: `!in_array($event['type'], KNOWN)`
        case facts.Logic(operator="not", operands=(Name() | facts.Index() | Call() as asked,)):
            return bool(flow.origin(asked, routine, given) & (BODY | {"request.header"}))
    return False


def plainly(flow: Flow, condition: Expr) -> Expr:
    """A condition whose calls that ask for a value's presence are that value: `empty($order)` is `not $order`."""
    match condition:
        case facts.Logic(operator="not", operands=(operand,), span=span):
            inner = plainly(flow, operand)
            if isinstance(inner, facts.Logic) and inner.operator == "not":
                return inner.operands[0]
            return facts.Logic("not", (inner,), span)
        case Call(arguments=(first,), span=span) if "value.empty" in flow.roles.by(condition):
            return facts.Logic("not", (first.value,), span)
        case Call(arguments=(first,)) if "value.present" in flow.roles.by(condition):
            return first.value
        case Call(arguments=(), span=span) if (roles := flow.roles.by(condition)) & PRESENCE and (asked := receiver_of(condition)):
            return facts.Logic("not", (asked,), span) if "value.empty" in roles else asked
    return condition


def _is_mark(flow: Flow, expr: Expr, routine: Routine, given: Given) -> bool:
    """Whether a value is what an event carries of the shop's own, or a part of it."""
    held = flow.texts.value_of(expr, routine) if isinstance(expr, Name) and "." not in expr.written else None
    told = facts.walk(held[0] if held is not None else expr)
    steps = {step for node in told if isinstance(node, Name | facts.Index) for step in (spelled(node), *facts.trail(node).split("."))}
    return not MARKS.isdisjoint(steps) and bool(flow.origin(expr, routine, given) & {"request.part", "signature.verify"})


def _is_record(flow: Flow, expr: Expr, routine: Routine) -> bool:
    if mentions(spelled(expr), PROOFS):
        return False
    if isinstance(expr, Call) and flow.roles.by(expr) & {"store.read", "store.must_find"}:
        return True
    tags = flow.origin(expr, routine) if isinstance(expr, Name) else frozenset[str]()
    if isinstance(expr, Name) and _is_of_the_shop(flow, expr, routine):
        return False
    return "store.read" in tags and "signature.verify" not in tags  # what a verifying function gives is the event


def _is_of_the_shop(flow: Flow, name: Name, routine: Routine) -> bool:
    """Whether a record is picked from a list by a constant, and not by the event: `methods.find(method => method.code === OWN_CODE)`."""
    held = flow.texts.value_of(name, routine)
    picks = held[0].argument(0) if held is not None and isinstance(held[0], Call) else None
    if not isinstance(picks, facts.Lambda):
        return False
    parameters = {parameter.name for parameter in picks.function.parameters}
    constants = {item.local for item in flow.module.program.imports}
    asked = {node.written.partition(".")[0] for node in facts.walk(picks.function.body) if isinstance(node, Name)}
    return bool(asked & constants) and asked <= parameters | constants


def _is_method(expr: Expr) -> bool:
    """`request.content_type` is no kind of event."""
    return spelled(expr).lower().replace("-", "_").endswith(("content_type", "contenttype", "mimetype", "method"))
