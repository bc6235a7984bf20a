"""What in a program is a provider's answer as it came, the reason in one, or what a client says of a request that did not come through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.errors.answered import Below, steps_of
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, owner_of, receiver_of, text_of
from golint.dataflow.values.texts import returned
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

REASONS = frozenset({"message", "error", "errors", "detail", "details", "error_description", "gateway_response", "failure_message"})
HOPS = 2  # a service that gives back what its client did


def owner_of_field(name: Name) -> Name:
    """`data` of `data.error`."""
    return Name(name.path.rpartition(".")[0], name.span, name.written.rpartition(".")[0])


def is_answer_of_provider(flow: Flow, part: Call | Name, routine: Routine, hops: int = HOPS) -> bool:
    """Whether an expression is what came back, as text or read from it: `answer.text`, `data` after `data = await answer.json()`."""
    match part:
        case Call():
            return _gives_answer(flow, part, routine, hops)
        case Name(written=written) if written in {parameter.name for parameter in routine.function.parameters[:1]}:
            return "http.request" in flow.origin(part, routine)  # of a promise
        case Name(written=written) if written.endswith((".text", ".content")):
            return "http.request" in flow.origin(part, routine)
        case Name() if (held := flow.texts.value_of(part, routine)) is not None:
            calls = (one for one in _choices(held[0]) if isinstance(one, Call))
            return any(_gives_answer(flow, call, held[1], hops) for call in calls)
    return False


def below_answer(flow: Flow, root: Name, steps: list[str], routine: Routine) -> list[str] | None:
    """The steps that are taken below an answer, of those from a variable: all where it holds the answer, and those behind `body` of
    `["code" => $code, "body" => json_decode($text)]`, which a function of the shop's own gives back; None where there is no answer."""
    if is_answer_of_provider(flow, root, routine):
        return steps
    held = flow.texts.value_of(root, routine) if steps else None
    callee = flow.judge.callee(_caught(held[0]), held[1]) if held is not None and isinstance(held[0], Call) else None
    if callee is None or flow.money_calls.asks_provider(callee) is False:
        return None
    fields = (field for value in returned(callee) for field in flow.fields.of(value, callee).known if field.name.lower() == steps[0])
    given = (one for field in fields if field.routine == callee for one in _choices(field.value) if isinstance(one, Call | Name))
    return steps[1:] if any(is_answer_of_provider(flow, one, callee, HOPS - 1) for one in given) else None


def steps_below(flow: Flow, routine: Routine) -> Below:
    """The same for whatever is taken in one function."""
    return lambda root, steps: below_answer(flow, root, steps, routine)


def _choices(value: Expr) -> tuple[Expr, ...]:
    """A value, and what may stand in for it: `json_decode($text, true) ?: []`."""
    return value.operands if isinstance(value, facts.Logic) and value.operator == "or" else (value,)


def _gives_answer(flow: Flow, call: Call, routine: Routine, hops: int) -> bool:
    """Whether a call gives what came back from a request, itself or as a function of the shop's own that ends in it."""
    call = _caught(call)
    if _gives_text(flow, call):
        return "http.request" in flow.origin(call, routine)
    callee = flow.judge.callee(call, routine) if hops else None
    if callee is None or callee == routine or flow.money_calls.asks_provider(callee) is False:
        return False
    given = (value for value in returned(callee) if isinstance(value, Call | Name))
    return any(is_answer_of_provider(flow, value, callee, hops - 1) for value in given)


def _caught(call: Call) -> Call:
    """The call whose failure another one catches: `answer.json().catch(() => null)`."""
    owner = receiver_of(call) if last_of(call) == "catch" else None
    return _caught(owner) if isinstance(owner, Call) else call


def is_reason(flow: Flow, part: Expr, routine: Routine) -> bool:
    """What a provider says of what went wrong: `answer.message`, `$answer["message"]`, and `response.data.message` where axios asks
    providers, as far as seen."""
    match part:
        case Name(written=written) if "." in written and name_of(part).lower() in REASONS:
            if is_answer_of_provider(flow, owner_of_field(part), routine) or _is_taken(flow, part, routine):
                return True
            theirs = flow.money_calls.asks_provider(routine) or flow.provider_at(routine)
            return bool(theirs) and is_data_of_answer(flow, owner_of_field(part), routine)
        case facts.Index(key=key) if isinstance(made := _taken_apart(part), Call):
            return text_of(key).lower() in REASONS and is_answer_of_provider(flow, made, routine)
        case facts.Attribute(base=Call() as made, path=path):
            return path.removeprefix(".").lower() in REASONS and is_answer_of_provider(flow, made, routine)
        case Call() if last_of(part) == "get" and name_of(part).lower() in REASONS:
            owner = owner_of(part)
            return is_answer_of_provider(flow, owner, routine) if isinstance(owner, Call) else _is_taken(flow, part, routine)
        case facts.Index() | facts.Attribute():
            return _is_taken(flow, part, routine)
        case Call() if last_of(part) == "dig":
            return _is_taken(flow, part, routine)
    return False


def is_said(flow: Flow, part: Expr, routine: Routine) -> bool:
    """Whether a value is what a provider said in its answer, under a name too, or the error of the request."""
    if is_reason(flow, part, routine) or is_error_of_request(flow, part, routine):
        return True
    return isinstance(part, Name) and holds_reason(flow, part, routine)


def _taken_apart(part: Expr) -> Expr:
    """What a part is taken out of, at once: `response.json()` of `response.json()["errors"][0]["detail"]`."""
    while isinstance(part, facts.Index):
        part = part.base
    return part


def _is_taken(flow: Flow, part: Expr, routine: Routine) -> bool:
    root, steps = steps_of(part)
    taken = below_answer(flow, root, steps, routine) if root is not None and steps[-1:] and steps[-1] in REASONS else None
    return taken is not None and len(taken) == 1


def holds_reason(flow: Flow, name: Name, routine: Routine) -> bool:
    """Whether a variable was given the reason: `$reason = $answer["message"] ?? "unknown"`."""
    held = flow.texts.value_of(name, routine) if "." not in name.written else None
    return held is not None and held[1] == routine and any(is_reason(flow, one, routine) for one in _choices(held[0]))


def is_data_of_answer(flow: Flow, whole: Expr, routine: Routine) -> bool:
    """`response.data`, as axios gives what came."""
    return isinstance(whole, Name) and name_of(whole) == "data" and "http.request" in flow.origin(whole, routine)


def is_error_of_request(flow: Flow, part: Expr, routine: Routine) -> bool:
    """What a client says of a request that did not come through: it names the host, and how it is reached."""
    held = flow.texts.value_of(part, routine) if isinstance(part, Name) else None
    made = held[0] if held is not None else part
    if not isinstance(made, Call) or "outcome.text" not in flow.roles.by(made):
        return False
    owner = receiver_of(made)
    return owner is None or is_sent(flow, owner, routine)


def is_error_given_back(flow: Flow, name: Name, routine: Routine) -> bool:
    """The same of what another function gives back among other things: `[$text, $reason] = $this->post($fields)`."""
    for node in routine.own:
        match node:
            case facts.Assign(targets=(facts.Sequence(items=names),), value=Call() as call) if node.span.end <= name.span.start:
                at = next((at for at, one in enumerate(names) if isinstance(one, Name) and one.written == name.written), None)
                callee = flow.judge.callee(call, routine) if at is not None else None
                given = returned(callee) if callee is not None else ()
                told = (one.items[at] for one in given if isinstance(one, facts.Sequence) and at is not None and at < len(one.items))
                if callee is not None and any(is_error_of_request(flow, one, callee) for one in told):
                    return True
    return False


def is_sent(flow: Flow, owner: Expr, routine: Routine) -> bool:
    """Whether a variable holds what a request gave back: what another function of the shop made of one may have words of its own."""
    held = flow.texts.value_of(owner, routine) if isinstance(owner, Name) else None
    return held is not None and isinstance(held[0], Call) and "http.request" in flow.roles.by(held[0])


def _gives_text(flow: Flow, call: Call) -> bool:
    """Whether a call gives the text of an answer, or what that says."""
    return last_of(call) in ("json", "text") or bool(flow.roles.by(call) & {"http.text", "json.decode"})
