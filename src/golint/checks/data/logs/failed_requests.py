"""What axios throws holds the request that failed, with the headers that it was sent with, and so does what it hands to those who listen to
its requests: who writes it out whole writes the key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from golint import facts
from golint.checks.data.errors.catching import REJECTED
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, owner_of
from golint.dataflow.values.makers import made_by
from golint.facts import Block, Call, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

LIBRARY = "axios"
KIND = frozenset({"isAxiosError", "AxiosError"})
KEYED = frozenset({"authorization", "x-api-key", "api-key", "apikey", "secret-key", "x-secret-key", "x-auth-token", "access-token"})
WHOLE = ("config", "config.headers", "response.config", "response.config.headers", "toJSON")
"""Steps from the error to what its text would hold, too."""
INSPECTED = ("", "request", "response.request")
"""The same where the whole object is shown, as `console` does; other loggers choose what they write of an error."""
LISTENING = {".interceptors.request.use": ("headers",), ".interceptors.response.use": ("config", "config.headers")}
"""Who is told of each request, and of each answer: the steps from what they are handed to the headers that were sent."""


class Failure(NamedTuple):
    """What an error is called, where, and the steps from it to the headers. `listened`: it is no error, but what is about to be sent, or
    its answer; the first is a plain object, which shows all that it holds."""

    name: str
    span: Span
    steps: tuple[str, ...] = WHOLE
    listened: bool = False

    @property
    def plain(self) -> bool:
        """Whether it shows its headers where it is written out as it is."""
        return self.listened and "headers" in self.steps


def failures(flow: Flow) -> tuple[Failure, ...]:
    """Where requests that carry a key end in an error."""
    if flow.kin != "javascript" or LIBRARY not in {item.path.partition(".")[0] for item in flow.module.program.imports}:
        return ()
    return (*_failures(flow), *_listened(flow))


def _listened(flow: Flow) -> Iterator[Failure]:
    """What the functions are handed that a client runs for each request: `client.interceptors.request.use((config) => ...)`."""
    for call in flow.module.calls:
        way = next((way for way in LISTENING if isinstance(call.callee, Name) and call.callee.written.endswith(way)), "")
        if way and _sends_key(flow, call, way):
            for argument, steps in zip(call.arguments, (LISTENING[way], WHOLE), strict=False):
                if isinstance(argument.value, facts.Lambda) and argument.value.function.parameters:
                    function = argument.value.function
                    yield Failure(function.parameters[0].name, function.span, steps, listened=steps is not WHOLE)


def _sends_key(flow: Flow, call: Call, way: str) -> bool:
    """Whether the client that is listened to is seen to be made with a key."""
    routine, client = flow.routine_at(call.span.start), call.callee
    if not isinstance(client, Name):
        return False
    owner = Name(client.path.removesuffix(way), client.span, client.written.removesuffix(way))
    return any(_carries(flow, one, place) for one, place in made_by(owner, routine, flow.texts) if _makes_client(flow, one))


def _failures(flow: Flow) -> Iterator[Failure]:
    for node in flow.module.nodes:
        match node:
            case facts.Attempt(body=body, handlers=handlers) if any(_is_keyed(flow, call) for call in _passing_on(body)):
                yield from (Failure(handler.name, _place(handler.body, handler.span)) for handler in handlers if handler.name)
            case Call(arguments=(facts.Argument(value=facts.Lambda(function=function)), *_)) if last_of(node) in REJECTED:
                asked = (n for n in facts.walk(node.receiver) if isinstance(n, Call)) if node.receiver is not None else ()
                if function.parameters and any(_is_keyed(flow, call) for call in asked):
                    yield Failure(function.parameters[0].name, _place(function.body, function.span))


def _passing_on(body: Block) -> Iterator[Call]:
    """The calls whose errors leave a block: not those that something inside it catches."""
    inside = [node for node in facts.walk(body) if isinstance(node, facts.Attempt | Call)]
    kept = [node.receiver.span for node in inside if isinstance(node, Call) and node.receiver is not None and last_of(node) in REJECTED]
    tried = (node for node in inside if isinstance(node, facts.Attempt) and node.body and node.handlers)
    kept += (Span(one.body[0].span.start, one.body[-1].span.end) for one in tried if not any(map(_rethrows, one.handlers)))
    yield from (node for node in inside if isinstance(node, Call) and not any(node.span in span for span in kept))


def _rethrows(handler: facts.Handler) -> bool:
    thrown = (node.value for node in facts.walk(handler.body, into_functions=False) if isinstance(node, facts.Raise))
    return any(value is None or (isinstance(value, Name) and value.written == handler.name) for value in thrown)


def _place(body: Block, span: Span) -> Span:
    """Where an error is the library's: all that is done with it, or the arm of `if (axios.isAxiosError(error))`."""
    for node in facts.walk(body, into_functions=False):
        if isinstance(node, facts.Branch) and node.then and not isinstance(node.condition, facts.Logic):
            asked = (part for part in facts.walk(node.condition) if isinstance(part, Name | Call))
            if any(last_of(part) in KIND for part in asked):
                return Span(node.then[0].span.start, node.then[-1].span.end)
    return span


def _is_keyed(flow: Flow, call: Call) -> bool:
    """Whether a request of the library is seen to carry a key, its own or its client's."""
    routine = flow.routine_at(call.span.start)
    clients = tuple(_clients(flow, call, routine))
    if not clients and call.path.partition(".")[0] != LIBRARY:
        return False
    return any(_carries(flow, one, place) for one, place in ((call, routine), *clients))


def _clients(flow: Flow, call: Call, routine: Routine) -> Iterator[tuple[Call, Routine]]:
    """Where the client was made that a request goes through: `axios.create({ headers })`."""
    owner = owner_of(call)
    made = made_by(owner, routine, flow.texts) if owner is not None else ()
    yield from ((one, place) for one, place in made if _makes_client(flow, one))


def _makes_client(flow: Flow, call: Call) -> bool:
    return call.path.startswith(LIBRARY) and "http.client" in flow.roles.by(call)


def _carries(flow: Flow, call: Call, routine: Routine) -> bool:
    told = {field.name.lower(): field for field in flow.fields.named(call, routine)}
    headers = told.get("headers")
    return "auth" in told or (headers is not None and bool(flow.fields.of(headers.value, headers.routine).names & KEYED))


def written_out(flow: Flow, call: Call, value: Expr, among: tuple[Failure, ...]) -> Iterator[tuple[Expr, Failure]]:
    """The parts of what a call logs that are such an error as text, or what of it holds the headers."""
    names = {one.name: one for one in among if value.span in one.span}
    return _written(flow, value, names, inspected=call.path.startswith("console.")) if names else iter(())


def _written(
    flow: Flow, value: Expr, names: dict[str, Failure], *, text: bool = False, inspected: bool = False
) -> Iterator[tuple[Expr, Failure]]:
    """The same, by the names of the errors; in a `text` that is made of it an error is written out by its own name, and so is one that is
    `inspected`: in a larger text only what it says is, and in an object what lies deep is left out."""
    inspected = inspected and isinstance(value, Name | facts.Choice | facts.Logic)
    match value:
        case facts.Template(parts=parts) | facts.Sequence(items=parts):
            inner: tuple[Expr, ...] = parts
        case facts.Binary(left=left, right=right):
            inner = (left, right)
        case facts.Mapping(entries=entries):
            inner = tuple(entry.value for entry in entries)
        case facts.Choice(then=then, otherwise=otherwise):
            inner = (then, otherwise)
        case facts.Logic(operator=operator, operands=operands):
            inner = operands[-1:] if operator in ("and", "not") else operands  # what stands before is only asked
        case Call(arguments=(whole, *more)) if "json.encode" in flow.roles.by(value):
            picked = bool(more) and not isinstance(more[0].value, facts.Literal)  # a function says what is written
            yield from () if picked else _written(flow, whole.value, names, text=True)
            return
        case Call(callee=Name(written=written), arguments=()) | Name(written=written):
            error, _, steps = written.partition(".")
            found = names.get(error)
            if found is None:
                return
            answered = steps == "response" and not text and not found.listened
            seen = inspected and not found.listened and steps in INSPECTED
            if steps in found.steps or (not steps and (text or found.plain)) or answered or seen:
                yield value, found
            return
        case _:
            return
    for part in inner:
        yield from _written(flow, part, names, text=text, inspected=inspected)
