"""What a provider answered, or a client says of a request that failed, given to the customer as it came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.answered import says_refused, steps_of, texts
from golint.checks.data.passing import sends, sent_on
from golint.checks.data.raised import kinds_of
from golint.checks.data.status import failed_by_status, failed_by_word
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, receiver_of, text_of
from golint.facts import Block, Call, Expr, Name, Node
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

REASONS = frozenset({"message", "error", "errors", "detail", "details", "error_description", "gateway_response", "failure_message"})
GOOD = frozenset({"status", "success", "successful", "ok"})

SAID = {"store.error": "the database's error", "refusal.text": "the provider's text for the error"}
SAYING = frozenset(SAID)
_TAKEN = (Call, Name, facts.Attribute, facts.Index)
_ASKING = (Call, facts.Compare, facts.Logic)
LACKING = ("KeyError", "IndexError", "LookupError")


def relayed(flow: Flow, routine: Routine) -> Iterator[Hit]:
    """A provider's refusal, given to the customer as it came: `if answer.status_code != 200: return jsonify(answer.json())`."""
    if flow.money_calls.asks_provider(routine) is False:
        return  # a service of the shop's own has written its texts for customers
    blocks = (block for node in routine.own for block in failing(flow, node, routine))
    told = [part for block in blocks if (part := next(_raw_answers(flow, block, routine), None)) is not None]
    yield from (as_told(flow, part, routine) for part in told)
    for sent, said in _raw_texts(flow, routine):
        if not any(part.span in sent for part in told):
            words = {"error": "the provider's text for the error"}
            yield Hit(said.span, words, provider=flow.provider_at(routine), symbol=flow.symbol(routine))


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
    error = "the error of the request" if _is_error_of_request(flow, part, routine) else "the provider's answer"
    return Hit(part.span, {"error": error}, provider=flow.provider_at(routine), symbol=flow.symbol(routine))


def _raw_answers(flow: Flow, block: Block, routine: Routine) -> Iterator[Expr]:
    for call in facts.walk(block, into_functions=False):
        if isinstance(call, Call) and (parts := tuple(raw_parts(flow, call, routine))):
            sent = tuple(_sent(flow, call, routine))
            yield from (part for part in parts if any(part.span in value.span for value in sent))


def _sent(flow: Flow, call: Call, routine: Routine) -> Iterator[Expr]:
    """What a call sends, itself or by a function of the shop's own that it hands that to: `answer(["error" => $reason], 402)`."""
    if sends(flow, call):
        yield from (argument.value for argument in call.arguments)
        yield from (call.callee,)  # `response.status(500).json(...)`
    else:
        yield from sent_on(flow, call, "", routine)


def raw_parts(flow: Flow, whole: Expr, routine: Routine) -> Iterator[Expr]:
    """What stands in a value as it came from the provider; of what is taken apart, `errors[0].code`, the part that is taken."""
    parts = tuple(facts.walk(whole))
    wholes = {part.base.span for part in parts if isinstance(part, facts.Attribute | facts.Index)}
    for part in parts:
        if isinstance(part, _TAKEN) and part is not whole and part.span not in wholes and _is_raw(flow, part, routine):
            yield part


def _raw_texts(flow: Flow, routine: Routine) -> Iterator[tuple[Span, Expr]]:
    """What an answer says of its errors, in what is sent out, and where that is sent. Nothing else need be asked: it says nothing of them
    where all went well. An error that is made of it is handed back to somebody who may choose."""
    for call in (node for node in routine.own if isinstance(node, Call)):
        values = (argument.value for argument in call.arguments) if "error.make" not in flow.roles.by(call) else ()
        said = [text for value in values for text in texts(flow, value, routine, lambda root: is_answer_of_provider(flow, root, routine))]
        sent = tuple(_sent(flow, call, routine)) if said else ()
        shown = next((text for text in said if any(text.span in value.span for value in sent)), None)
        if shown is not None:
            yield call.span, shown


def _is_raw(flow: Flow, part: Call | Name | facts.Attribute | facts.Index, routine: Routine) -> bool:
    if isinstance(part, facts.Attribute | facts.Index):
        return _is_reason(flow, part, routine)
    if is_answer_of_provider(flow, part, routine) or _is_error_of_request(flow, part, routine):
        return True
    return isinstance(part, Name) and _is_reason_of_provider(flow, part, routine)


def failing(flow: Flow, node: Node, routine: Routine) -> Iterator[Block]:
    """The arm of a branch that runs where an HTTP answer was not a good one, or what is done where it lacks a part that is asked for."""
    match node:
        case facts.Attempt(body=body, handlers=handlers) if _takes_part(flow, body, routine):
            yield from (handler.body for handler in handlers if any(last_of(kind) in LACKING for kind in kinds_of(handler)))
        case facts.Branch(condition=facts.Compare(operator="==", left=left, right=facts.Literal(value=False)), then=then):
            yield from (then,) if _is_field_of_answer(flow, left, routine) or _is_sent(flow, left, routine) else ()
        case facts.Branch(condition=facts.Compare() as asked, then=then, otherwise=otherwise) if (bad := failed_by_word(asked)) is not None:
            yield then if bad else otherwise
        case facts.Branch(condition=facts.Logic(operator="not", operands=(one,)), then=then) if name_of(one) in ("ok", "is_success"):
            yield then
        case facts.Branch(condition=condition, then=then) if any(_is_field_of_answer(flow, one, routine) for one in _missed(condition)):
            yield from (then,) if _refuses(flow, then) or _says_failed(flow, condition, routine) else ()
        case facts.Branch(condition=condition, then=then, otherwise=otherwise):
            failed = _says_failed(flow, condition, routine)
            if failed is None and any(_is_field_of_answer(flow, one, routine) for one in _there(condition)):
                failed = False if _refuses(flow, otherwise) else None
            yield from (then,) if failed else (otherwise,) if failed is False else ()


def _takes_part(flow: Flow, block: Block, routine: Routine) -> bool:
    """Whether a block asks an answer for a part that may be missing: `data["data"]["attributes"]`."""
    taken = (node for node in facts.walk(block, into_functions=False) if isinstance(node, facts.Index))
    return any(_is_field_of_answer(flow, one, routine) for one in taken)


def _missed(condition: Expr) -> Iterator[Expr]:
    """What is not there where a condition holds: `!made.init_point`, `!answer.status || !answer.data`."""
    for one in condition.operands if isinstance(condition, facts.Logic) and condition.operator == "or" else (condition,):
        if isinstance(one, facts.Logic) and one.operator == "not":
            yield one.operands[0]


def _there(condition: Expr) -> Iterator[Expr]:
    """What is there where a condition holds: `made.init_point`, `answer.status && answer.data`."""
    told = condition.operands if isinstance(condition, facts.Logic) and condition.operator == "and" else (condition,)
    yield from (one for one in told if isinstance(one, Name | facts.Index))


def _says_failed(flow: Flow, condition: Expr, routine: Routine) -> bool | None:
    """Whether a condition says that a request went badly, or well; None where it says neither."""
    match condition:
        case facts.Logic(operator="not", operands=(one,)):
            said = _says_failed(flow, one, routine)
            return None if said is None else not said
        case facts.Logic(operator=operator, operands=operands):
            told = {_says_failed(flow, operand, routine) for operand in operands}
            return True if True in told else False if told == {False} or (operator == "and" and False in told) else None
        case facts.Compare():
            return failed_by_status(flow, condition, routine)
        case Name(written=written) if written.endswith(".error") and is_answer_of_provider(flow, _owner(condition), routine):
            return True
        case Name() if (held := flow.texts.value_of(condition, routine)) is not None and isinstance(held[0], _ASKING):
            return _says_failed(flow, held[0], held[1])  # `$error = curl_error($handle); if ($error)`
        case facts.Call() if flow.roles.by(condition) & {"outcome.failed.answer", "outcome.good.answer"}:
            return "outcome.failed.answer" in flow.roles.by(condition)
        case Name() | facts.Index() if says_refused(condition, lambda root: is_answer_of_provider(flow, root, routine)):
            return True
        case Name() | facts.Index() if _says_good(flow, condition, routine):
            return False
        case facts.Call(arguments=(first, *_)) if flow.roles.by(condition) & {"value.present", "value.empty"}:
            if says_refused(first.value, lambda root: is_answer_of_provider(flow, root, routine)):
                return "value.present" in flow.roles.by(condition)
            about = isinstance(first.value, facts.Index) and "http.request" in flow.origin(first.value, routine)
            return "value.empty" in flow.roles.by(condition) if about else None
    return None


def _says_good(flow: Flow, expr: Expr, routine: Routine) -> bool:
    """Whether an expression is the part of an answer that says how it went: `$answer["status"]`."""
    root, steps = steps_of(expr)
    return root is not None and len(steps) == 1 and steps[0] in GOOD and is_answer_of_provider(flow, root, routine)


def _refuses(flow: Flow, block: Block) -> bool:
    answers = (
        n.value if isinstance(n, facts.Return) else n for n in facts.walk(block, into_functions=False) if isinstance(n, facts.Return | Call)
    )
    return any(answer is not None and flow.judge.refuses(answer) for answer in answers)


def _is_field_of_answer(flow: Flow, expr: Expr, routine: Routine) -> bool:
    """`payment.init_point`, `payment["init_point"]`: what a provider's answer holds where all went well, or a variable given that."""
    held = flow.texts.value_of(expr, routine) if isinstance(expr, Name) and "." not in expr.written else None
    if held is not None and held[1] == routine and isinstance(held[0], Name | facts.Index):
        return _is_field_of_answer(flow, held[0], routine)
    match expr:
        case Name(written=written) if "." in written:
            owner = _owner(expr)
            whole = is_answer_of_provider(flow, owner, routine) or _is_data_of_answer(flow, owner, routine)
            return whole or _is_field_of_answer(flow, owner, routine)
        case facts.Index(base=Name() | Call() as whole, key=facts.Literal(value=str())):
            return is_answer_of_provider(flow, whole, routine)
        case facts.Index(base=facts.Index() as whole, key=facts.Literal(value=str())):
            return _is_field_of_answer(flow, whole, routine)
        case Call(arguments=(facts.Argument(value=facts.Literal(value=str())), *_)) if "value.part" in flow.roles.by(expr):
            answer = receiver_of(expr)
            return isinstance(answer, Name) and is_answer_of_provider(flow, answer, routine)
    return False


def _owner(name: Name) -> Name:
    """`data` of `data.error`."""
    return Name(name.path.rpartition(".")[0], name.span, name.written.rpartition(".")[0])


def is_answer_of_provider(flow: Flow, part: Call | Name, routine: Routine) -> bool:
    match part:
        case Call() if _gives_text(flow, part):
            return "http.request" in flow.origin(part, routine)
        case Name(written=written) if written in {parameter.name for parameter in routine.function.parameters[:1]}:
            return "http.request" in flow.origin(part, routine)  # of a promise
        case Name(written=written) if written.endswith((".text", ".content")):
            return "http.request" in flow.origin(part, routine)
        case Name() if (held := flow.texts.value_of(part, routine)) is not None:
            # Something may stand in for it: `json_decode($text, true) ?: []`
            given = held[0].operands if isinstance(held[0], facts.Logic) and held[0].operator == "or" else (held[0],)
            text = any(isinstance(one, Call) and _gives_text(flow, one) for one in given)
            return text and "http.request" in flow.origin(part, routine)
    return False


def _is_reason_of_provider(flow: Flow, part: Name, routine: Routine) -> bool:
    """What a provider says of what went wrong: `answer.message`, and `response.data.message` where axios asks providers, as far as seen."""
    if "." not in part.written or name_of(part).lower() not in REASONS:
        return False
    if is_answer_of_provider(flow, _owner(part), routine):
        return True
    theirs = flow.money_calls.asks_provider(routine) or flow.provider_at(routine)
    return bool(theirs) and _is_data_of_answer(flow, _owner(part), routine)


def _is_reason(flow: Flow, part: facts.Attribute | facts.Index, routine: Routine) -> bool:
    """The same of `$answer["message"]`, and of `response.json()["message"]`."""
    if isinstance(part.base, Call):
        said = text_of(part.key) if isinstance(part, facts.Index) else part.path.removeprefix(".")
        return said.lower() in REASONS and is_answer_of_provider(flow, part.base, routine)
    root, steps = steps_of(part)
    return root is not None and len(steps) == 1 and steps[0] in REASONS and is_answer_of_provider(flow, root, routine)


def _is_data_of_answer(flow: Flow, whole: Expr, routine: Routine) -> bool:
    """`response.data`, as axios gives what came."""
    return isinstance(whole, Name) and name_of(whole) == "data" and "http.request" in flow.origin(whole, routine)


def _is_error_of_request(flow: Flow, part: Expr, routine: Routine) -> bool:
    """What a client says of a request that did not come through: it names the host, and how it is reached."""
    held = flow.texts.value_of(part, routine) if isinstance(part, Name) else None
    made = held[0] if held is not None else part
    if not isinstance(made, Call) or "outcome.text" not in flow.roles.by(made):
        return False
    owner = receiver_of(made)
    return owner is None or _is_sent(flow, owner, routine)


def _is_sent(flow: Flow, owner: Expr, routine: Routine) -> bool:
    """Whether a variable holds what a request gave back: what another function of the shop made of one may have words of its own."""
    held = flow.texts.value_of(owner, routine) if isinstance(owner, Name) else None
    return held is not None and isinstance(held[0], Call) and "http.request" in flow.roles.by(held[0])


def _gives_text(flow: Flow, call: Call) -> bool:
    """Whether a call gives the text of an answer, or what that says: `answer.json().catch(() => null)`."""
    owner = receiver_of(call) if last_of(call) == "catch" else None
    if isinstance(owner, Call):
        return _gives_text(flow, owner)
    return last_of(call) in ("json", "text") or bool(flow.roles.by(call) & {"http.text", "json.decode"})
