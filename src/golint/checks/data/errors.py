"""What a customer is told when a payment fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of
from golint.dataflow.words import mentions
from golint.facts import Block, Call, Expr, Name, Node
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

# What SDKs write for customers, and what is a code of the shop's or the provider's catalogue.
FOR_CUSTOMERS = (
    "user_message", "code", "status_code", "http_status", "decline_code", "public_message", "error_code", "messages", "message_dict",
    "param", "status", "detail",
)  # fmt: skip
ANSWERS = frozenset({"response.send", "response.refuse", "flow.abort"})
WORDING = ("_", "gettext", "get", "getattr", "render", "jsonify", "format", "dict", "join")
OWN = (
    "ValidationError",
    "Http404",
    "PermissionDenied",
    "DoesNotExist",
    "ObjectDoesNotExist",
    "ValueError",
    "KeyError",
    "TypeError",
    "UserError",
    "NotFound",
)
STAFF = frozenset({"setting", "admin", "config", "configuration", "command", "migration", "wizard"})
TRACES = ("format_exc", "get_traceback", "format_exception")


def raw_error_exposed(view: FileView) -> Iterator[Hit]:
    """An exception's own text, or a provider's answer as it came, in what the customer sees."""
    flow = view.flow
    webhooks = {handler.routine for handler in flow.webhooks}
    for node in facts.walk(flow.module.program.body):
        if isinstance(node, facts.Attempt):
            routine = flow.routine_at(node.span.start)
            if routine not in webhooks and flow.is_payment_code(routine) and not _is_for_staff(routine):
                for handler in node.handlers:
                    yield from _told(flow, handler, routine)
    for door in flow.handlers:
        if door.routine not in webhooks and flow.is_payment_code(door.routine) and not _is_for_staff(door.routine):
            yield from _handed_on(flow, door.routine)


def _handed_on(flow: Flow, routine: Routine) -> Iterator[Hit]:
    """A provider's refusal, given to the customer as it came: `if answer.status_code != 200: return jsonify(answer.json())`."""
    for node in facts.walk(routine.function.body, into_functions=False):
        for block in _failing(node):
            span = next(_raw_answers(flow, block, routine), None)
            if span is not None:
                yield Hit(span, {"error": "the provider's answer"}, provider=flow.provider, symbol=flow.symbol(routine))


def _raw_answers(flow: Flow, block: Block, routine: Routine) -> Iterator[Span]:
    for answer in facts.walk(block, into_functions=False):
        if isinstance(answer, Call) and flow.roles.by(answer) & ANSWERS:
            for part in facts.walk(answer):
                if isinstance(part, Call | Name) and _is_answer_of_provider(flow, part, routine):
                    yield part.span


def _failing(node: Node) -> Iterator[Block]:
    """The arm of a branch that runs where an HTTP answer was not a good one."""
    match node:
        case facts.Branch(condition=facts.Compare(operator="!=" | ">=" | ">", left=left), then=then) if name_of(left) == "status_code":
            yield then
        case facts.Branch(condition=facts.Compare(operator="==", left=left), otherwise=otherwise) if name_of(left) == "status_code":
            yield otherwise
        case facts.Branch(condition=facts.Logic(operator="not", operands=(one,)), then=then) if name_of(one) in ("ok", "is_success"):
            yield then


def _is_answer_of_provider(flow: Flow, part: Call | Name, routine: Routine) -> bool:
    match part:
        case Call() if last_of(part) == "json":
            return "http.request" in flow.origin(part, routine)
        case Name(written=written) if written.endswith((".text", ".content")):
            return "http.request" in flow.origin(part, routine)
    return False


def _is_for_staff(routine: Routine) -> bool:
    """Settings and administration are seen by the shop's own people."""
    owner = routine.owner.name if routine.owner else ""
    return mentions(f"{routine.path} {owner} {routine.function.qualname}", STAFF)


def _told(flow: Flow, handler: facts.Handler, routine: Routine) -> Iterator[Hit]:
    if handler.types and all(_is_the_shops(flow, kind, routine) for kind in _kinds(handler)):
        return
    for answer in _answers(flow, handler, routine):
        part = next((part for part in _parts(flow, answer, routine) if _is_raw(part, handler.name)), None)
        if part is not None:
            words = {"error": f"`{handler.name}`" if isinstance(part, Name) else "the traceback"}
            yield Hit(part.span, words, provider=flow.provider, symbol=flow.symbol(routine))
            return


def _kinds(handler: facts.Handler) -> Iterator[Expr]:
    for kind in handler.types:
        yield from kind.items if isinstance(kind, facts.Sequence) else (kind,)


def _is_the_shops(flow: Flow, kind: Expr, routine: Routine) -> bool:
    """Whether an exception's text was written by this shop: for the customer, or about what the customer sent."""
    return last_of(kind) in OWN or flow.resolver.definition(kind, routine) is not None


def _answers(flow: Flow, handler: facts.Handler, routine: Routine) -> Iterator[Expr]:
    """What the handler sends out: responses, refusals, and returned data of a function that answers requests."""
    is_door = any(h.routine == routine for h in flow.handlers)
    for node in facts.walk(handler.body, into_functions=False):
        match node:
            case Call() if flow.roles.by(node) & ANSWERS or _makes_answer(flow, node, routine):
                yield node
            case facts.Return(value=facts.Mapping() | facts.Sequence() | facts.Template() as value) if is_door:
                yield value
            case facts.Return(value=Call() as value) if is_door and "text.same" in flow.roles.by(value):
                yield value


def _makes_answer(flow: Flow, call: Call, routine: Routine) -> bool:
    """`error_response(str(e))`: a function of the repository that makes the response of what it is given."""
    callee = flow.judge.callee(call, routine)
    returned = (s.value for s in facts.walk(callee.function.body, into_functions=False) if isinstance(s, facts.Return)) if callee else ()
    made = any(isinstance(value, Call) and "response.send" in flow.roles.by(value) for value in returned)
    return made and not any(isinstance(a.value, Name) and "." not in a.value.written for a in call.arguments[:1])


def _parts(flow: Flow, answer: Expr, routine: Routine) -> Iterator[Expr]:
    """The values inside an answer; what a log, a mask or a function of the shop's own makes of an error is another matter."""
    stack = [answer]
    while stack:
        part = stack.pop()
        yield part
        if isinstance(part, facts.Compare):
            continue
        if not isinstance(part, Call) or part is answer or flow.roles.by(part) & {"text.same", "json.encode"} or last_of(part) in WORDING:
            stack.extend(facts.operands(part))
        elif last_of(part) not in FOR_CUSTOMERS:
            stack.append(part.callee)


def _is_raw(part: Expr, name: str) -> bool:
    """`str(e)`, `{e}`, `e.args`, `e.response.text`: not the texts that an SDK makes for customers."""
    match part:
        case Name(written=written) if name:
            return written == name or (written.startswith(f"{name}.") and not written.endswith(FOR_CUSTOMERS))
        case Call():
            return last_of(part) in TRACES
    return False
