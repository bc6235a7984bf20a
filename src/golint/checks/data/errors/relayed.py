"""What a provider answered, or a client says of a request that failed, given to the customer as it came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.errors.answered import texts
from golint.checks.data.errors.failing import failing
from golint.checks.data.errors.given_back import gives_answers, inside
from golint.checks.data.errors.passing import failed_with, put_on_show, sends, sent_on
from golint.checks.data.errors.theirs import (
    is_answer_of_provider,
    is_data_of_answer,
    is_error_of_request,
    is_said,
    is_sent,
    owner_of_field,
    steps_below,
)
from golint.dataflow.modules import Routine
from golint.facts import Block, Call, Expr, Name, Node
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

SAID = {"store.error": "the database's error", "refusal.text": "the provider's text for the error"}
SAYING = frozenset(SAID)
SAME = frozenset({"text.same", "json.encode"})
_TAKEN = (Call, Name, facts.Attribute, facts.Index)


def relayed(flow: Flow, routine: Routine) -> Iterator[Hit]:
    """A provider's refusal, given to the customer as it came: `if answer.status_code != 200: return jsonify(answer.json())`."""
    if flow.money_calls.asks_provider(routine) is False:
        return  # a service of the shop's own has written its texts for customers
    blocks = (block for node in routine.own for block in failing(flow, node, routine))
    told = [part for block in blocks if (part := next(_raw_answers(flow, block, routine), None)) is not None]
    told = list({part.span: part for part in (*told, *_refused_with(flow, routine))}.values())
    yield from (as_told(flow, part, routine) for part in told)
    for sent, said in _raw_texts(flow, routine):
        if not any(part.span in sent for part in told):
            words = {"error": "the provider's text for the error"}
            yield Hit(said.span, words, provider=flow.provider_at(routine), symbol=flow.symbol(routine))


def _refused_with(flow: Flow, routine: Routine) -> Iterator[Expr]:
    """A provider's answer, put as it is into a refusal, whatever was asked before: `res.status(502).json({ details: charge })`."""
    for node in routine.own:
        match node:
            case Call() if flow.judge.refuses(node) or any(_is_failure(argument.value) for argument in node.arguments):
                values = tuple(sent_by(flow, node, routine))
            case facts.Return(value=value) if value is not None and flow.judge.refuses(value) and _answers_with(flow, routine):
                values = (value,)
            case _:
                continue
        put = (part for value in values for part in wholes(flow, value))
        yield from (part for part in put if is_answer_of_provider(flow, part, routine) or _is_data(flow, part, routine))


def _is_data(flow: Flow, part: Call | Name, routine: Routine) -> bool:
    """`response.data`, where `response` is what axios gave back: what another function made of an answer may be the shop's own."""
    return (
        isinstance(part, Name)
        and "." in part.written
        and is_data_of_answer(flow, part, routine)
        and is_sent(flow, owner_of_field(part), routine)
    )


def _is_failure(value: Expr) -> bool:
    """The status of a failure, as a function of the shop's own is handed it: `json({ details: charge }, 502)`."""
    return isinstance(value, facts.Literal) and isinstance(value.value, int) and 400 <= value.value < 600


def wholes(flow: Flow, value: Expr) -> Iterator[Call | Name]:
    """The parts of an answer that are put into it as they are."""
    match value:
        case facts.Mapping(entries=entries):
            for entry in entries:
                yield from wholes(flow, entry.value)
        case facts.Sequence(items=items):
            for item in items:
                yield from wholes(flow, item)
        case Call(arguments=(inner, *_)) if flow.roles.by(value) & SAME:
            yield from wholes(flow, inner.value)
        case Call() | Name():
            yield value


def said_outright(flow: Flow, routine: Routine) -> Iterator[Hit]:
    """What calls say that are asked for nothing else: a database of a statement that failed, which it quotes, `die(mysqli_error($db))`, and
    a provider's library of a refusal, `wc_add_notice($charge->getResponseText())`."""
    for node in routine.own:
        if isinstance(node, Call) and sends(flow, node):
            parts = (part for part in facts.walk(node) if isinstance(part, Call | Name) and not SAYING.isdisjoint(flow.roles.by(part)))
            if (part := next(parts, None)) is not None:
                error = next(words for role, words in SAID.items() if role in flow.roles.by(part))
                yield Hit(part.span, {"error": error}, provider=flow.provider_at(routine), symbol=flow.symbol(routine))


def as_told(flow: Flow, part: Expr, routine: Routine) -> Hit:
    """The report of an answer, or of an error, that the customer is given as it came."""
    error = "the error of the request" if is_error_of_request(flow, part, routine) else "the provider's answer"
    return Hit(part.span, {"error": error}, provider=flow.provider_at(routine), symbol=flow.symbol(routine))


def _raw_answers(flow: Flow, block: Block, routine: Routine) -> Iterator[Expr]:
    for node in facts.walk(block, into_functions=False):
        match node:
            case Call() if parts := tuple(raw_parts(flow, node, routine)):
                sent = tuple(sent_by(flow, node, routine))
                yield from (part for part in parts if any(part.span in value.span for value in sent))
            case facts.Assign() if (shown := put_on_show(flow, node)) is not None:
                yield from raw_parts(flow, facts.Evaluate(shown, shown.span), routine)
            case facts.Assign(targets=(target,), value=value) if value is not None and (whole := _whole(target)):
                parts = tuple(raw_parts(flow, node, routine))
                yield from parts[:1] if parts and _is_sent_behind(flow, whole, node, routine) else ()
            case facts.Return() if (told := failed_with(node)) is not None and any(door.routine == routine for door in flow.handlers):
                yield from raw_parts(flow, facts.Evaluate(told, told.span), routine)
            case facts.Return(value=value) if value is not None and _answers_with(flow, routine):
                yield from (part for part in inside(flow, value) if isinstance(part, _TAKEN) and is_raw(flow, part, routine))


def _answers_with(flow: Flow, routine: Routine) -> bool:
    """Whether a framework sends what a function gives back."""
    return gives_answers(flow, routine) and any(door.routine == routine for door in flow.handlers)


def _whole(target: Expr) -> str:
    """The variable into a part of which something is put: `$json["error"] = $reason`, `body.error = reason`."""
    held = target.base if isinstance(target, facts.Index) else target
    whole, dot, _ = held.written.partition(".") if isinstance(held, Name) else ("", "", "")
    return whole if dot or held is not target else ""


def _is_sent_behind(flow: Flow, whole: str, put: facts.Assign, routine: Routine) -> bool:
    """Whether what is put into a variable is sent with it: `... echo json_encode($json);`."""
    behind = (node for node in routine.own if isinstance(node, Call) and node.span.start > put.span.end and sends(flow, node))
    values = (argument.value for call in behind for argument in call.arguments)
    return any(isinstance(part, Name) and part.written == whole for value in values for part in facts.walk(value))


def sent_by(flow: Flow, call: Call, routine: Routine) -> Iterator[Expr]:
    """What a call sends, itself or by a function of the shop's own that it hands that to: `answer(["error" => $reason], 402)`."""
    if sends(flow, call):
        yield from (argument.value for argument in call.arguments)
        yield from (call.callee,)  # `response.status(500).json(...)`
    else:
        yield from sent_on(flow, call, "", routine)


def raw_parts(flow: Flow, whole: Node, routine: Routine) -> Iterator[Expr]:
    """What stands in a value as it came from the provider; of what is taken apart, `errors[0].code`, the part that is taken."""
    parts = tuple(facts.walk(whole))
    wholes = {part.base.span for part in parts if isinstance(part, facts.Attribute | facts.Index)}
    for part in parts:
        if isinstance(part, _TAKEN) and part is not whole and part.span not in wholes and is_raw(flow, part, routine):
            yield part


def _raw_texts(flow: Flow, routine: Routine) -> Iterator[tuple[Span, Expr]]:
    """What an answer says of its errors, in what is sent out, and where that is sent. Nothing else need be asked: it says nothing of them
    where all went well. An error that is made of it is handed back to somebody who may choose."""
    below = steps_below(flow, routine)
    for node in routine.own:
        match node:
            case Call() if "error.make" not in flow.roles.by(node):
                said = [text for argument in node.arguments for text in texts(flow, argument.value, routine, below)]
                sent = tuple(sent_by(flow, node, routine)) if said else ()
                said = [text for text in said if any(text.span in value.span for value in sent)]
            case facts.Assign(targets=(target,), value=value) if value is not None and (whole := _whole(target)):
                said = list(texts(flow, value, routine, below))
                said = said if said and _is_sent_behind(flow, whole, node, routine) else []
            case facts.Return(value=value) if value is not None and _answers_with(flow, routine):
                said = list(texts(flow, value, routine, below))
            case _:
                continue
        yield from ((node.span, text) for text in said[:1])


def is_raw(flow: Flow, part: Call | Name | facts.Attribute | facts.Index, routine: Routine) -> bool:
    """Whether a value is what a provider answered, or said in it, or the error of the request."""
    if is_said(flow, part, routine):
        return True
    return isinstance(part, Call | Name) and is_answer_of_provider(flow, part, routine)
