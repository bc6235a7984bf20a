"""What of an answer is an error as it came, and what was written for customers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.audience import asks_audience, asks_environment, is_for_developers
from golint.checks.data.errors import framework_exceptions
from golint.checks.data.errors.catching import TRACES
from golint.checks.data.errors.made import built, held_by
from golint.checks.data.errors.quoted import asks_for_text
from golint.checks.data.errors.raised import is_written
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, spelled, text_of
from golint.dataflow.values.fields import Field
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

# What SDKs write for customers, and what is a code of the shop's or the provider's catalogue.
FOR_CUSTOMERS = (
    "getUserMessage", "getCode", "getStatusCode", "getDeclineCode", "getErrorCode", "getHttpStatusCode", "userMessage",
    "user_message", "code", "status_code", "http_status", "decline_code", "public_message", "error_code", "messages", "message_dict",
    "param", "status", "detail", "type", "usermessage", "publicmessage", "friendlymessage", "friendly_message", "displaymessage",
    "display_message", "customermessage", "customer_message", "safemessage", "safe_message",
)  # fmt: skip
CODED = frozenset({"code", "error_code", "decline_code", "status", "status_code", "param", "type"})
WORDING = ("_", "__", "Phrase", "gettext", "get", "getattr", "render", "jsonify", "format", "dict", "join")
ADDRESSING = ("URL", "quote", "quote_plus", "urlencode")  # what is told in an address
SERIALIZING = ("serialize", "serializeError")  # of a library: whole, with its trace
FOR_CUSTOMERS_KINDS = (
    "CardError", "ValidationError", "ZodError", "HttpException", "HttpExceptionInterface", "AppError", "ApiError", "CustomError",
)  # fmt: skip
OF_SENDERS = ("messages", "detail")
OF_TEXTS = frozenset({"join", "toString", "trim", "slice", "substring"})
SAYING = frozenset({"message", "messages", "reason", "description", "error", "errors", "data", "body"})
NEAR = 400  # bytes: in the same handler


def own_arms(flow: Flow, handler: facts.Handler, routine: Routine) -> Iterator[Span]:
    """The arms for errors whose text was written for customers: `if (error instanceof OutOfStock)`, `case error when OutOfStock`."""
    for node in facts.walk(handler.body, into_functions=False):
        if isinstance(node, facts.Branch) and node.then:
            told = asks_environment(node.condition) or asks_audience(node.condition)
            told = told or asks_for_text(flow, node.condition, handler.name, routine)
            if told or _names_such(flow, (node.condition,), handler, routine):
                yield Span(node.then[0].span.start, node.then[-1].span.end)
        elif isinstance(node, facts.Switch) and spelled(node.subject).partition(".")[0] == handler.name:
            own = (case.body for case in node.cases if case.body and _names_such(flow, case.patterns, handler, routine))
            yield from (Span(body[0].span.start, body[-1].span.end) for body in own)


def _names_such(flow: Flow, asked: tuple[Expr, ...], handler: facts.Handler, routine: Routine) -> bool:
    """Whether a kind of error that is written for customers is asked for."""
    parts = (part for one in asked for part in facts.walk(one) if isinstance(part, Name | facts.Literal))
    return any(is_for_customers(flow, part, handler.name, routine) for part in parts)


def is_for_customers(flow: Flow, kind: Name | facts.Literal, caught: str, routine: Routine) -> bool:
    """Whether a kind of error that a condition asks for, by its class or its name, says what was written for customers."""
    if isinstance(kind, facts.Literal):
        return text_of(kind).endswith(FOR_CUSTOMERS_KINDS)
    if kind.written.partition(".")[0] == caught:
        return False
    if last_of(kind).endswith(FOR_CUSTOMERS_KINDS) or is_written(kind):
        return True
    return isinstance(flow.resolver.definition(kind, routine), ClassPlace)


def shown_parts(flow: Flow, handler: facts.Handler, answer: Expr | None, value: Expr, routine: Routine) -> Iterator[Expr]:
    """The values inside one that is sent, the `answer` itself or a variable's; what a log, a mask or a function of the shop's own makes of
    an error is another matter."""
    stack, opened, elsewhere = [value], set[Span](), tuple(own_arms(flow, handler, routine))
    while stack:
        part = stack.pop()
        yield part
        if isinstance(part, facts.Compare) or is_for_developers(part) or _words_by_kind(flow, part, handler, routine):
            continue
        if isinstance(part, Name) and "." not in part.written and part.span not in opened:
            opened.add(part.span)  # what is put into a dictionary may be made of that dictionary
            put = (field.value for field in flow.fields.of(part, routine).known if _is_near(field, value, routine))
            stack.extend(one for one in put if not any(one.span in arm for arm in elsewhere))
        if isinstance(part, facts.Index):
            if text_of(part.key).lower() in CODED:
                continue  # a code is no text
            stack.append(part.base)  # a text that is looked up by an error is the shop's own
            continue
        if not isinstance(part, Call) or part is answer or _writes_down(flow, part, routine):
            stack.extend(facts.operands(part) if (shown := _shown(part, handler.name)) is None else shown)
            stack.extend(built(part) if isinstance(part, Call) else ())
        elif last_of(part) not in FOR_CUSTOMERS:
            stack += (part.callee, *held_by(flow, part, handler.name, routine))


def error_in(flow: Flow, part: Expr, handler: facts.Handler, routine: Routine) -> Expr | None:
    """The error that a part of an answer is, or that the handler itself has put into the variable that it is."""
    if is_raw(part, handler.name):
        return part
    values = _held(flow, part, handler, routine) if isinstance(part, Name) else ()
    inner = (one for value in values for one in shown_parts(flow, handler, None, value, routine))
    return next((raw for one in inner if (raw := error_in(flow, one, handler, routine)) is not None), None)


def _shown(part: Expr, error: str) -> tuple[Expr, ...] | None:
    """What a value shows that only asks for another one, `!message`, `message ? "failed" : "paid"`, or keeps a part of what it is made
    with to itself; None where it does not."""
    match part:
        case facts.Choice(then=then, otherwise=otherwise):
            return then, otherwise
        case facts.Logic(operator="not"):
            return ()
        case facts.Logic(operator="and", operands=(*_, last)):
            return (last,)
    return framework_exceptions.shown(part, error)


def _writes_down(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call only writes down what it is given."""
    if flow.roles.by(call) & {"text.same", "json.encode", "json.decode"} or last_of(call) in (*WORDING, *ADDRESSING):
        return True
    return last_of(call) in SERIALIZING and flow.resolver.callee(call, routine) is None


def _held(flow: Flow, name: Name, handler: facts.Handler, routine: Routine) -> Iterator[Expr]:
    """What a variable was given in the handler, before this place: `const message = error instanceof Error ? error.message : "..."`; of
    what it says, `told.message` after `const told = error.response.data`, the same."""
    module = flow.resolver.module(routine.path) or flow.module
    head, _, said = name.written.partition(".")
    names = [name.written]
    if words_of(_as_told(said).rpartition(".")[2]) & SAYING and not _is_customers(said):
        names.append(head)
    bindings = (binding for one in names for binding in module.reaching(routine, one, name.span.start))
    asserted = flow.language.errors
    values = (b.value for b in bindings if not (asserted and b.element and _is_of_one_kind(b.value, routine)))
    told = (v for v in values if v is not None and not isinstance(v, facts.Mapping))  # the fields of an object are told of where they stand
    yield from (v for v in told if v.span in handler.span and v.span.end <= name.span.start)


def _is_of_one_kind(value: Expr | None, routine: Routine) -> bool:
    """Whether one kind is asked for of what a function of Go's was handed that may be anything: `refused, ok := reason.(Refused)`."""
    taken = (p for p in routine.function.parameters if p.annotation in ("interface{}", "any"))
    return isinstance(value, Name) and any(p.name == value.written for p in taken)


def _words_by_kind(flow: Flow, part: Expr, handler: facts.Handler, routine: Routine) -> bool:
    """`error instanceof OutOfStock ? error.message : "..."`: the shop has written that text for its customers."""
    asked = facts.walk(part.condition) if isinstance(part, facts.Choice) else ()
    if isinstance(part, facts.Choice) and asks_audience(part.condition):
        return True
    return any(is_for_customers(flow, one, handler.name, routine) for one in asked if isinstance(one, Name | facts.Literal))


def _is_near(field: Field, answer: Expr, routine: Routine) -> bool:
    """Whether a value is put into a mapping shortly before it is sent out: `error.put("error", e.getMessage())`."""
    return field.routine == routine and 0 <= answer.span.start - field.value.span.start < NEAR


def is_raw(part: Expr, name: str) -> bool:
    """`str(e)`, `{e}`, `e.args`, `e.response.text`: not the texts that an SDK makes for customers."""
    match part:
        case Name(written=written) if name:
            return written == name or (written.startswith(f"{name}.") and not _is_customers(written))
        case Call():
            return last_of(part) in TRACES
    return False


def _as_told(path: str) -> str:
    """A path without the method that makes a text of it: `data.messages` of `data.messages.join`."""
    before, _, last = path.rpartition(".")
    return before if last in OF_TEXTS else path


def _is_customers(path: str) -> bool:
    """Whether a path ends in what is for customers; what an answer holds, `error.response.data.messages`, its sender has written."""
    lower = _as_told(path).lower()
    return lower.endswith(FOR_CUSTOMERS) and not ("response." in lower and lower.endswith(OF_SENDERS))
