"""A provider says no by an error: somebody on the way to the customer must expect it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callers
from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import called, last_of, path_of
from golint.dataflow.requests.money import Money
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Hit, Severity, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

HOPS = 4
UNTOLD = "The customer sees a broken page, and nobody knows whether money moved"
UNREAD = "and of a decline its result alone speaks, which nobody reads"
TAKEN_FOR_DONE = "The shop goes on as if the money had moved"
CALLBACKS = ("callback", "cb", "done")
CATCHING = (".catch", ".onErrorResume", ".onFailure", ".exceptionally", ".fail", ".otherwise")
SETTLING = "allSettled"  # it never throws: what went wrong is in its answer
ASKED = frozenset({"ok", "error", "err", "errno", "success", "successful", "fail", "failed", "failure", "exception"})
ASKED_OF_HTTP = ASKED | {"status", "code"}
# What moves money, whether or not its provider knows a key against repetitions ...
MOVING = frozenset({"charge", "capture", "refund", "payout", "withdrawal", "sale", "transfer", "credit", "confirm", "pay"})
# ... on the routes of one that knows none, too ...
MOVING_ROUTES = frozenset({"payment", "transaction", "process"})
# ... and what opens a payment only, for the customer to make.
PREPARING = frozenset({
    "link", "session", "method", "token", "source", "plan", "checkout", "invoice", "preference", "subscription", "snap",
})  # fmt: skip
# What only makes a request: it fails where that is sent.
MADE = ("HttpRequestMessage", "RestRequest", "http.NewRequest", "http.NewRequestWithContext")
SENT = ("Send", "SendAsync", "Execute", "ExecuteAsync", "ExecutePostAsync")
# Clients that never throw: what went wrong is in their answer.
PLAIN = ("curl_init", "curl_exec", "wp_remote_post", "wp_remote_request", "wp_safe_remote_post", "file_get_contents")


def unhandled_api_error(view: FileView) -> Iterator[Hit]:
    """A money call behind a door of the shop, and nothing on the way expects its failure."""
    flow = view.flow
    told: set[Routine] = set()
    for money in flow.money:
        if not _moves(money) or money.routine in told or _is_told(flow, money) or money.call.path in PLAIN:
            continue
        dropped = ((call, what) for call in _asking(flow, money) if (what := _dropped(view, money, call)))
        if (found := next(dropped, None)) is not None:
            yield _hit(view, money, *found)
        elif _is_unread(view.flow, money):
            told.add(money.routine)
            yield _hit(view, money, money.call, UNREAD, TAKEN_FOR_DONE)
        elif not flow.language.errors and (door := _open_door(view, money)):
            told.add(money.routine)
            yield _hit(view, money, money.call, f"and nothing on the way from `{door}` catches that")


def _moves(money: Money) -> bool:
    """Whether a call moves money, and does not only open a payment: one that may not be repeated does, and so do others by their name."""
    if money.entry.need == "required":
        return True
    words = words_of(facts.trail(money.call) if money.sdk else money.entry.call.partition(" ")[2])
    by_route = MOVING_ROUTES if money.entry.need == "none" and not money.sdk else frozenset[str]()
    return bool(words & (MOVING | by_route)) and not (words | words_of(money.routine.function.name)) & PREPARING


def _is_told(flow: Flow, money: Money) -> bool:
    """Whether a callback is told of the error: one that is written there, has a name, or was handed over by who called."""
    return any(_is_function(flow, argument.value, money.routine) for argument in money.call.arguments)


def _is_function(flow: Flow, value: Expr, routine: Routine) -> bool:
    if isinstance(value, Name) and value.written in CALLBACKS:
        return True
    held = flow.texts.value_of(value, routine) if isinstance(value, Name) else None
    told = held[0] if held is not None else value
    return isinstance(told, facts.Lambda) or (isinstance(value, Name) and isinstance(flow.resolver.definition(value, routine), Routine))


def _hit(view: FileView, money: Money, call: Call, what: str, cost: str = UNTOLD) -> Hit:
    return Hit(
        call.callee.span,
        {"call": called(call), "provider": money.provider.name, "what": what, "cost": cost},
        provider=money.provider.id,
        symbol=view.flow.symbol(money.routine),
        severity=Severity.NOTE if money.entry.weak else None,
    )


# -- errors that are thrown away at once --


def _asking(flow: Flow, money: Money) -> Iterator[Call]:
    """The calls that ask a provider: the money call itself, or those by which the request is sent that it only makes."""
    if not money.call.path.endswith(MADE):
        yield money.call
    yield from (call for call in _sending(money) if "http.send" in flow.roles.by(call))


def _dropped(view: FileView, money: Money, asked: Call) -> str:
    """Why the error of a call reaches nobody at all, "" where it may reach somebody."""
    values = view.flow.language.errors
    for node in money.routine.own:
        match node:
            case facts.Evaluate(value=Call(span=span) as call) if span == asked.span:
                if values:
                    return "and this statement throws its error away"
                return "and nothing waits for its outcome" if _floats(view, call) else ""
            case facts.Assign(value=Call(span=span), targets=(facts.Sequence(items=(*_, last)), *_)) if values and span == asked.span:
                return "and `_` throws its error away" if isinstance(last, Name) and last.written == "_" else ""
    return ""


def _floats(view: FileView, call: Call) -> bool:
    """Whether a statement starts a call and does not wait for it, in a language that would have it awaited."""
    start = view.source.data.rfind(b"\n", 0, call.span.start) + 1
    before = view.source.data[start : call.span.start]
    return view.flow.language.awaits and not before.strip() and not before.rstrip().endswith((b"=>", b"return", b"await"))


# -- results that say what others raise --


def _is_unread(flow: Flow, money: Money) -> bool:
    """Whether nobody looks at what a library's call answers that raises nothing where a card is declined."""
    if not money.entry.answers or not money.sdk or money.routine.start < 0:
        return False
    for node in money.routine.own:
        match node:
            case facts.Evaluate(value=Call(span=span)) if span == money.call.span:
                return True
            case facts.Assign(targets=(Name(written=kept, span=place),), value=Call(span=span)) if span == money.call.span:
                return "." not in kept and not any(_reads(other, kept, place) for other in money.routine.nodes)
    return False


def _reads(node: facts.Node, kept: str, place: Span) -> bool:
    """Whether a variable is used, other than where it is given its value; PHP's `compact` and `extract` are told its name."""
    if isinstance(node, Name):
        return node.written.partition(".")[0] == kept and node.span != place
    return isinstance(node, facts.Literal) and node.value == kept


# -- errors that nothing catches --


def _open_door(view: FileView, money: Money) -> str:
    """The door of the shop from which an error of the call goes through to the customer, "" where something is in the way."""
    flow = view.flow
    sent, routine = tuple(_sending(money)), money.routine
    if _is_asked(flow, money) or any(_is_caught(view, flow.module, call, routine) for call in (money.call, *sent)):
        return ""
    if any(_is_sent_safely(view, call, routine) for call in sent):
        return ""
    door = _door(view, money.routine, HOPS)
    return door if door and not _answers_errors(view) else ""


def _sending(money: Money) -> Iterator[Call]:
    """The calls that are handed a request which is only made here: `await client.SendAsync(request)`."""
    if not money.call.path.endswith(MADE):
        return
    for node in money.routine.own:
        if isinstance(node, facts.Assign) and node.value is not None and node.value.span == money.call.span:
            names = {one.written for target in node.targets for one in facts.walk(target) if isinstance(one, Name)}
            for call in money.routine.calls:
                if any(isinstance(argument.value, Name) and argument.value.written in names for argument in call.arguments):
                    yield call


def _is_sent_safely(view: FileView, call: Call, routine: Routine) -> bool:
    """Whether a request is sent by a function of the shop's own that catches what comes of it, or that golint cannot follow."""
    flow = view.flow
    callee = flow.judge.callee(call, routine)
    if callee is None:
        return "send" in words_of(last_of(call)) and "http.send" not in flow.roles.by(call) and last_of(call) not in SENT
    module = flow.resolver.module(callee.path)
    sending = (one for one in callee.calls if "http.send" in flow.roles.by(one))
    return module is not None and any(_is_caught(view, module, one, callee) for one in sending)


def _door(view: FileView, routine: Routine, hops: int) -> str:
    """The door that leads to a function with nothing in between that catches."""
    found = _door_at(view, routine, registered=True)
    if found or not hops:
        return found
    calls = list(callers(view.flow, routine))
    for call, place in calls:
        module = view.flow.resolver.module(place.path)
        if module is None or place == routine or _is_caught(view, module, call, place):
            continue
        if found := _door(view, place, hops - 1):
            return found
    return "" if calls else _door_at(view, routine, registered=False)


def _door_at(view: FileView, routine: Routine, *, registered: bool) -> str:
    """What the door is called that a function is, or stands in; of those that are known by their shape alone where none is `registered`."""
    home = view if routine.path == view.source.path else view.sibling(routine.path)
    if home is None or home.program is None:
        return ""
    hooks = {handler.routine for handler in home.flow.webhooks}  # a delivery that fails there comes again
    doors = {handler.routine: handler for handler in home.flow.handlers if handler.registered is registered}
    scope: Routine | None = routine
    while scope is not None:
        if scope in hooks:
            return ""
        if scope in doors:
            wrapped = any(_catches(view, wrapper.expr) for wrapper in doors[scope].before)
            return "" if wrapped else home.flow.called(doors[scope])
        scope = home.flow.module.around(scope)
    return ""


def _is_caught(view: FileView, module: Module, call: Call, routine: Routine) -> bool:
    """Whether something in the file stands around a call that takes its error: a try, `.catch(...)`, a wrapper, a decorator."""
    for node in module.nodes:
        match node:
            case facts.Attempt(body=body, handlers=handlers) if handlers and any(call.span in statement.span for statement in body):
                return True
            case Call(callee=callee) if call.span in callee.span and callee.span != call.callee.span and _catches_before(node):
                return True
            case Call(callee=callee) if call.span in node.span and node.span != call.span and call.span not in callee.span:
                if _catches(view, node) or last_of(node) == SETTLING:
                    return True
    owned = routine.owner.decorators if routine.owner else ()
    return any(_catches(view, decorator) for decorator in (*routine.function.decorators, *owned))


def _catches_before(link: Call) -> bool:
    """Whether a call that follows another one takes its error: `.catch(refuse)`, `.then(go, refuse)`, `.pipe(catchError(refuse))`."""
    if last_of(link) == "then":
        return len(link.arguments) > 1
    piped = (argument.value for argument in link.arguments) if last_of(link) == "pipe" else ()
    return link.path.endswith(CATCHING) or any(isinstance(one, Call) and last_of(one) == "catchError" for one in piped)


def _catches(view: FileView, wrapper: Expr) -> bool:
    """Whether the name of a wrapper says that it catches what is thrown inside."""
    return bool(words_of(path_of(wrapper).rpartition(".")[2]) & set(view.catalog.words["error_handlers"]["wrappers"]))


def _is_asked(flow: Flow, money: Money) -> bool:
    """Whether a decision in the function hangs on how the call ended."""
    words = ASKED if money.sdk else ASKED_OF_HTTP
    for node in money.routine.nodes:
        match node:
            case facts.Branch(condition=asked) | facts.Choice(condition=asked) | facts.Switch(subject=asked) | facts.Compare(left=asked):
                if any(words_of(path_of(part)) & words for part in facts.walk(asked) if isinstance(part, Name | Call | facts.Attribute)):
                    return True
            case Call(path=path) if path.endswith(("raise_for_status", "is_wp_error", "EnsureSuccessStatusCode")) and not money.sdk:
                return True
    return False


def _answers_errors(view: FileView) -> bool:
    """Whether the shop holds a place that answers every error which nothing else caught."""
    return view.flow.resolver.files.mentioned(view.catalog.words["error_handlers"]["texts"], view.source.path)
