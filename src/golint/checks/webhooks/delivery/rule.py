"""Providers send events that nobody asked for, and events about records of another shop: both must be taken calmly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from golint import facts
from golint.checks.webhooks.acknowledgement import answered_before
from golint.checks.webhooks.closures import gives_back, run_there, runs_later
from golint.checks.webhooks.delivery.answered_twice import AGAIN, answered_twice
from golint.checks.webhooks.delivery.closed_kinds import fits_no_schema, refusing_before
from golint.checks.webhooks.delivery.conditions import asks_kind, asks_mark, asks_of_event, asks_record, asks_status, is_malformed, plainly
from golint.checks.webhooks.delivery.forms import TOKEN, asking_for_token
from golint.checks.webhooks.delivery.kinds_refused import refused_kinds
from golint.checks.webhooks.delivery.lookups import failed_lookups, uncaught_lookups
from golint.checks.webhooks.delivery.presence import lacks_secret
from golint.checks.webhooks.delivery.repeated import asks_repeated, refused_conflicts
from golint.checks.webhooks.delivery.unanswered import WAITS, unanswered
from golint.checks.webhooks.delivery.unfound import unfound
from golint.checks.webhooks.reached import Place, Reached, is_asked_first, is_of_event, reached, told_beyond
from golint.checks.webhooks.ways import Given, catching, leaves_for_good
from golint.checks.webhooks.words import words
from golint.dataflow.comparisons import compared
from golint.dataflow.modules import Routine
from golint.dataflow.names import path_of, spelled
from golint.dataflow.vocabulary import PAYMENT_WORDS
from golint.dataflow.words import mentions
from golint.facts import Block, Call, Expr, Name
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow, Handler
    from golint.view import FileView

ABORTING = frozenset({"flow.abort_if", "flow.abort_unless"})
REFUSED = "is answered with an error"
OF_NOTHING = frozenset({"NoMethodError", "AttributeError", "TypeError", "NullPointerException", "NullReferenceException"})
"""The error that it is to use a record which is not there."""
REPEATED = "An event that was worked off before"
UNKNOWN = f"An event about a record that is not there {REFUSED}"


def unknown_event_rejected(view: FileView) -> Iterator[Hit]:
    """An event of an unknown kind, or about an unknown record, is answered with 4xx or 5xx, or not at all."""
    flow = view.flow
    for handler in flow.webhooks:
        seen: set[Span] = set()
        for part in _own(flow, handler):
            for span, reason in _rejections(flow, part, handler):
                if span not in seen:
                    seen.add(span)
                    yield Hit(span, {**words(view, handler), "reason": reason}, provider=flow.provider_of(handler), symbol=handler.symbol)
        for path, span in asking_for_token(flow, handler):
            values = {**words(view, handler), "reason": TOKEN}
            yield Hit(span, values, provider=flow.provider_of(handler), symbol=handler.symbol, path=path)
        for door, place, reason in _elsewhere(flow, handler):
            (path, span), related = told_beyond(flow, handler, place, door, "this becomes the answer")
            values = {**words(view, handler), "reason": reason}
            yield Hit(span, values, provider=flow.provider_of(handler), symbol=handler.symbol, related=related, path=path)


def _elsewhere(flow: Flow, handler: Handler) -> Iterator[tuple[Span, Place, str]]:
    """The errors that come out of functions of other files, each with the call of the handler that leads there, and why it is one."""
    for place in () if flow.language.errors else reached(flow, handler, partial(_answers_badly, flow)):
        routine, path, part = place.routine, place.routine.path, _Part(place.routine, place.given)
        leaving = (n for n in routine.own if isinstance(n, facts.Return | facts.Raise | facts.Evaluate))
        passed_by = {n.span for n in leaving if _is_passed_by(flow, n, place)}
        there = _is_found_before(flow, handler.routine, place.door)
        for span, reason in _rejections(flow, part, handler, place):
            if span not in passed_by and not (there and reason == UNKNOWN):
                yield place.door, (path, span), reason


def _is_found_before(flow: Flow, routine: Routine, call: Span) -> bool:
    """Whether a handler has asked for a record before a call, `if (!order)`: what comes so far is about one that is there."""
    for node in routine.nodes:
        if not isinstance(node, facts.Branch) or node.span.start >= call.start:
            continue
        match condition := plainly(flow, node.condition):
            case facts.Logic(operator="not", operands=(Name(written=written),)) if "." not in written and mentions(written, PAYMENT_WORDS):
                return True
        if any(asks_record(flow, condition, taken, routine) for taken in (True, False)):
            return True
    return False


def _is_passed_by(flow: Flow, leaving: facts.Return | facts.Raise | facts.Evaluate, place: Reached) -> bool:
    """Whether a statement refuses somebody who may not ask, or gives something back to a caller that does not answer with it."""
    if isinstance(leaving, facts.Return) and not place.returned:
        return True
    return leaving.value is not None and flow.judge.status_of(leaving.value) in (401, 403)


class _Part(Struct, frozen=True):
    """A function that runs for a handler, where what it is given comes from, whether the sender sees its errors, that of using what is
    not there, and what it gives back, and whether it runs only once it is known who asks."""

    routine: Routine
    given: Given
    raises: bool = True
    breaks: bool = True
    answers: bool = True
    late: bool = True


def _own(flow: Flow, handler: Handler) -> Iterator[_Part]:
    """The handler, the functions of the same file that it calls, and the closures that either has run there."""
    whole = _Part(handler.routine, {})
    yield from (whole, *_closures(flow, whole))
    for node in handler.routine.calls:
        for callee, call in flow.judge.run_by(node, handler.routine):
            if callee.path == handler.routine.path and callee != handler.routine and not runs_later(flow, node, handler.routine):
                seen = _is_seen(flow, handler.routine, node.span), _is_seen(flow, handler.routine, node.span, OF_NOTHING)
                late = not is_asked_first(flow, node, handler.routine)
                part = _Part(callee, flow.judge.bound(call, callee, handler.routine, {}), *seen, late=late)
                yield from (part, *_closures(flow, part))


def _closures(flow: Flow, part: _Part) -> Iterator[_Part]:
    for closure, call in run_there(flow, part.routine):
        routine = part.routine
        seen = part.raises and _is_seen(flow, routine, call.span), part.breaks and _is_seen(flow, routine, call.span, OF_NOTHING)
        yield _Part(closure, part.given, *seen, part.answers and gives_back(routine, call), part.late)


def _rejections(flow: Flow, part: _Part, handler: Handler, place: Reached | None = None) -> Iterator[tuple[Span, str]]:
    routine, given, refused = part.routine, part.given, part.raises
    proved = flow.prover.summary(routine)
    verified = min((check.span.start for check in proved.checks), default=-1)
    asks = partial(asks_of_event, flow, routine, given)
    exits = [(REFUSED, *way) for way in _refusals(flow, routine, routine.function.body, (None, True), asks, refused=refused)]
    if routine == handler.routine:
        becoming, ways = unanswered(flow, handler)
        exits += [(becoming, way.span, way.asked, way.taken) for way in ways]
    for becoming, exit_span, asked, taken in exits:
        if asked is None or any(arm[0].span.start <= exit_span.start < arm[-1].span.end for arm in proved.refused):
            continue  # whatever was asked, or of a sender who was found out
        if not part.answers and any(node.span == exit_span for node in routine.own if isinstance(node, facts.Return)):
            continue
        condition = plainly(flow, asked)
        if place is not None and not is_of_event(flow, condition, routine, given):
            continue  # what others call, too, may ask about something else
        unknown = asks_kind(flow, condition, taken) and not is_malformed(flow, condition, routine, given)
        if unknown or fits_no_schema(flow, condition, routine):
            yield exit_span, f"An event of a kind that is not handled {becoming}"
        elif asks_status(flow, condition, taken, routine, given):
            yield exit_span, f"An event about a status that is not handled {becoming}"
        elif becoming == WAITS and lacks_secret(flow, condition, taken, routine):
            yield exit_span, f"An event that comes while the secret is not set {becoming}"
        elif exit_span.start <= verified:
            continue  # nobody is known to ask
        elif asks_record(flow, condition, taken, routine):
            yield exit_span, f"An event about a record that is not there {becoming}"
        elif asks_repeated(flow, condition, taken, routine, given):
            yield exit_span, f"{REPEATED} {becoming}"
        elif asks_mark(flow, condition, taken, routine, given):
            yield exit_span, f"An event without the metadata of this shop, as those of another one or of the dashboard are, {becoming}"
    if routine == handler.routine:
        yield from ((span, f"An event of a kind that is not handled {REFUSED}") for span in refusing_before(flow, handler))
        yield from ((span, AGAIN) for span in answered_twice(flow, routine))
    if flow.language.errors:
        yield from ((span, f"An event of a kind that is not handled {REFUSED}") for span in refused_kinds(flow, routine, given))
    if refused and part.answers:
        yield from ((span, f"{REPEATED} {REFUSED}") for span in refused_conflicts(flow, routine))
    if refused and part.late:
        for span in failed_lookups(flow, routine, given) if flow.language.errors else uncaught_lookups(flow, routine, given):
            yield span, UNKNOWN
    if part.breaks and part.late:
        yield from ((span, UNKNOWN) for span in _unfound(flow, routine, given))


def _unfound(flow: Flow, routine: Routine, given: Given) -> Iterator[Span]:
    """Where a record that is not there becomes an error which the sender sees."""
    for span in unfound(flow, routine, given, flow.resolver.files.read(routine.path)):
        if not answered_before(flow, routine, span) and _is_seen(flow, routine, span, OF_NOTHING):
            yield span


def _is_seen(flow: Flow, routine: Routine, place: Span, raised: frozenset[str] = frozenset()) -> bool:
    """Whether an error becomes the answer of the function: nothing around its place catches it, or what does refuses. Where it is known
    what is `raised`, only the arm that takes that counts."""
    for attempt in catching(facts.walk(routine.function.body), place):
        known = (h for h in attempt.handlers if raised & {path_of(kind).rpartition(".")[2] for kind in h.types})
        arms = (first,) if (first := next(known, None)) is not None else attempt.handlers
        if not any(_answers_badly(flow, arm.body, routine) for arm in arms):
            return False
    return True


Asked = tuple[Expr | None, bool]
"""The innermost condition that leads to a place, and whether it held."""


Asks = Callable[[Expr, bool], bool]
"""Whether one outcome of a condition says that an event is of another kind, or of another status."""


def _refusals(
    flow: Flow, routine: Routine, block: Block, asked: Asked, asks: Asks, *, refused: bool, among: frozenset[str] = frozenset()
) -> Iterator[tuple[Span, Expr | None, bool]]:
    """Exits of 400 and above with what was asked on the way. An error without a status is one where it is `refused`: nothing catches it, or
    what does refuses too. What is `among` those that the shop knows meets no default by being unknown."""
    inside, refuses = partial(_refusals, flow, routine, asks=asks, refused=refused), flow.judge.refuses
    for statement in block:
        match statement:
            case facts.Return(value=value, span=span) if value is not None and refuses(value, routine):
                yield span, *asked
            case facts.Raise(value=value, span=span) if value is not None and _is_refusal(flow, value, refused):
                yield span, *asked
            case facts.Evaluate(value=Call() as value, span=span) if "flow.abort" in flow.roles.by(value) or refuses(value, routine):
                yield span, *asked
            case facts.Evaluate(value=Call(arguments=(first, _, *_)) as value, span=span) if (roles := flow.roles.by(value)) & ABORTING:
                if refused and flow.judge.status_of(value) not in (401, 403):
                    yield span, first.value, "flow.abort_if" in roles
            case facts.Branch(condition=inner, then=then, otherwise=otherwise):
                yield from inside(then, (inner, True), among=among | _sorted_out(flow, inner, True))
                yield from inside(otherwise, (inner, False), among=among | _sorted_out(flow, inner, False))
                if not otherwise and leaves_for_good(flow, then):
                    among |= _sorted_out(flow, inner, False)
                    asked = (inner, False) if asks(plainly(flow, inner), False) else asked
            case facts.Switch(subject=subject, cases=cases):
                for case in cases:
                    known = case.patterns or spelled(subject) in among
                    missed = None if known else facts.Compare("==", subject, facts.Sequence((), subject.span), subject.span)
                    yield from inside(case.body, (missed, False), among=among)
            case facts.Attempt():
                yield from _within_attempt(flow, routine, statement, asked, asks, refused=refused, among=among)
            case facts.Loop(body=body) | facts.Within(body=body):
                yield from inside(body, asked, among=among)


def _sorted_out(flow: Flow, condition: Expr, taken: bool) -> frozenset[str]:
    """What one outcome of a condition says to be one of several: `KNOWN.has(event.type)`, `if event.type not in KNOWN: return`."""
    match compared(condition, flow.roles) or condition:
        case facts.Logic(operator="not", operands=(operand,)):
            return _sorted_out(flow, operand, not taken)
        case facts.Logic(operator=operator, operands=operands) if taken == (operator == "and"):
            return frozenset[str]().union(*(_sorted_out(flow, operand, taken) for operand in operands))
        case facts.Compare(operator="in" | "not in" as operator, left=left) if taken == (operator == "in"):
            return frozenset({spelled(left)}) - {""}
        case Call(arguments=arguments) if taken:
            return frozenset(spelled(argument.value) for argument in arguments) - {""}
    return frozenset()


def _within_attempt(
    flow: Flow, routine: Routine, attempt: facts.Attempt, asked: Asked, asks: Asks, *, refused: bool, among: frozenset[str]
) -> Iterator[tuple[Span, Expr | None, bool]]:
    passed_on = any(_answers_badly(flow, h.body, routine) for h in attempt.handlers) if attempt.handlers else refused
    yield from _refusals(flow, routine, (*attempt.body, *attempt.otherwise), asked, asks, refused=passed_on, among=among)
    for caught in attempt.handlers:
        if any(mentions(path_of(kind), frozenset({"exist", "found", "lookup"})) for kind in caught.types):
            missed = facts.Logic("not", (_looked_up(flow, attempt.body),), caught.span)
            yield from _refusals(flow, routine, caught.body, (missed, True), asks, refused=refused, among=among)


def _is_refusal(flow: Flow, value: Expr, refused: bool) -> bool:
    """Whether an error becomes an answer of 400 and above: by its status, its name, or since nothing catches it."""
    status = flow.judge.status_of(value) or _status_by_name(path_of(value))
    return status >= 400 if status else refused and flow.language.raises_plainly


def _answers_badly(flow: Flow, block: Block, routine: Routine) -> bool:
    nodes = facts.walk(block, into_functions=False)
    return any(isinstance(n, facts.Raise) or (isinstance(n, Call) and _says_no(flow, n, routine)) for n in nodes)


def _says_no(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call answers with an error, or lets the framework answer with one: `next(error)`."""
    return flow.judge.refuses(call, routine) or (bool(call.arguments) and "error.pass" in flow.roles.by(call))


def _looked_up(flow: Flow, body: Block) -> Expr:
    """The look-up whose failure a handler catches."""
    found = (n for n in facts.walk(body) if isinstance(n, Call) and flow.roles.by(n) & {"store.read", "store.must_find"})
    return next(found, facts.Literal(None, "null", Span(0, 0)))


def _status_by_name(path: str) -> int:
    return 404 if path.rpartition(".")[2] in ("Http404", "NotFound", "HTTPNotFound", "DoesNotExist") else 0
