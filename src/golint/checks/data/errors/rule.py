"""What a customer is told when a payment fails."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.audience import asks_environment, goes_back, leads_to_staff
from golint.checks.data.errors.answered_for import answered_for
from golint.checks.data.errors.catching import may_catch, may_send
from golint.checks.data.errors.caught import tellable
from golint.checks.data.errors.dumped import dumped, dumping
from golint.checks.data.errors.facing import awaiting, facing, is_for_staff, is_within, unseen
from golint.checks.data.errors.given_back import given_back
from golint.checks.data.errors.last_resort import answers_uncaught, error_taken, serves_payments
from golint.checks.data.errors.made import makes
from golint.checks.data.errors.pages import put_on_page
from golint.checks.data.errors.passing import failed_with, handed, is_whole, put_in, put_on_show, sends, sent_on
from golint.checks.data.errors.paying import is_about_paying, tries_to_pay
from golint.checks.data.errors.raised import is_the_shops, retells
from golint.checks.data.errors.raw import error_in, is_for_customers, is_raw, own_arms, shown_parts
from golint.checks.data.errors.refused_to_callers import refused_to_callers
from golint.checks.data.errors.relayed import relayed, said_outright
from golint.checks.data.errors.relayed_through import relayed_through
from golint.checks.data.errors.remembered import remembered
from golint.checks.data.errors.resolving import resolves
from golint.checks.data.errors.unasked import unasked
from golint.dataflow.modules import Routine
from golint.dataflow.names import text_of
from golint.facts import Call, Expr, Name
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

TOLD = frozenset({"message", "stack", "response"})  # what any error has, or any of a failed request
ADMINISTERED = frozenset({"refund", "void", "cancel"})  # Magento runs them for the shop's own people
CHECKED_OUT = frozenset({"initiatePayment", "updatePayment", "authorizePayment", "createAccountHolder", "savePaymentMethod"})  # Medusa's
RETURNING = frozenset({"python", "php"})  # where what a door gives back is the answer, whoever has made it
HOPS = 2  # `failed(text)` gives back `answer({"message": text}, 500)`


def raw_error_exposed(view: FileView) -> Iterator[Hit]:
    """An exception's own text, or a provider's answer as it came, in what the customer sees."""
    flow = view.flow
    may_ask = flow.traces.may_play("http.request", "http.write")
    errors = tuple(tellable(flow)) if may_catch(view) else ()
    doors = tuple(facing(flow)) if may_ask or may_send(view) else ()  # what is given back need be sent by nothing
    apart = frozenset(unseen(flow)) if errors or doors or may_ask else frozenset[Routine]()
    seen: set[Span] = set()
    for node, routine in errors:
        if not is_within(flow, routine, apart) and not is_for_staff(routine):
            about = is_about_paying(flow, routine) or serves_payments(view, routine)
            told = tuple(_told(flow, node, routine)) or (tuple(_told_by_own(flow, node, routine)) if about else ())
            for hit in told or (_passed_on(view, node, routine) if about else ()):
                if hit.span not in seen and (about or tries_to_pay(view, node, routine)):
                    seen.add(hit.span)
                    yield hit
    for door in doors:
        if door not in apart and is_about_paying(flow, door) and not is_for_staff(door):
            for routine in (door, *awaiting(flow, door)):
                refused = tuple(relayed(flow, routine)) or tuple(relayed_through(flow, routine))
                for hit in refused or unasked(flow, door, routine):
                    if hit.span not in seen:
                        seen.add(hit.span)
                        yield hit
                yield from said_outright(flow, routine)
                yield from remembered(flow, routine)
    for routine in dumping(view):
        if routine not in apart and is_about_paying(flow, routine) and not is_for_staff(routine):
            yield from (hit for hit in dumped(flow, routine) if not any(told in hit.span for told in seen))
    for routine in _behind_doors(flow, doors, apart) if may_ask else ():
        for hit in refused_to_callers(view, routine):
            if hit.span not in seen:
                seen.add(hit.span)
                yield hit


def _behind_doors(flow: Flow, doors: Collection[Routine], apart: Collection[Routine]) -> Iterator[Routine]:
    """The functions about payments that are no doors themselves, without those that only doors ask whose answers no customer sees."""
    for routine in flow.module.routines:
        if routine not in doors and not is_within(flow, routine, apart) and is_about_paying(flow, routine) and not is_for_staff(routine):
            yield routine


def _told(flow: Flow, handler: facts.Handler, routine: Routine) -> Iterator[Hit]:
    ours = is_the_shops(flow, handler, routine)
    sent = [node for node in facts.walk(handler.body) if isinstance(node, Call) and sends(flow, node)]
    theirs = any(map(leads_to_staff, sent))  # what is kept for the page that is shown next, is for one of theirs
    for answer in _answers(flow, handler, routine):
        if leads_to_staff(answer) or (theirs and not any(answer is node for node in sent)) or _goes_back_to_staff(flow, answer, routine):
            continue
        told = ((part, error_in(flow, part, handler, routine)) for part in shown_parts(flow, handler, answer, answer, routine))
        raws = ((part, raw) for part, raw in told if raw is not None and (not ours or retells(flow, handler, routine, raw)))
        part, raw = next(raws, (answer, None))
        if raw is not None:
            words = {"error": f"`{handler.name}`" if isinstance(raw, Name) else "the traceback"}
            yield Hit(part.span, words, provider=flow.provider_at(routine), symbol=flow.symbol(routine))
            return


def _goes_back_to_staff(flow: Flow, answer: Expr, routine: Routine) -> bool:
    """Whether an answer leads back, in a function that otherwise leads on to a page of the shop's own people: they came from one."""
    return goes_back(answer) and any(leads_to_staff(call) for call in routine.calls if sends(flow, call))


def _answers(flow: Flow, handler: facts.Handler, routine: Routine) -> Iterator[Expr]:
    """What the handler sends out: responses, refusals, and returned data of a function that answers requests."""
    answers = any(h.routine == routine for h in flow.handlers) or answers_uncaught(flow, routine) or resolves(flow, routine)
    # Where errors are given back, so is what is no answer yet.
    is_door = not flow.language.errors and answers
    own = tuple(own_arms(flow, handler, routine))
    for node in facts.walk(handler.body, into_functions=False):
        if any(node.span in arm for arm in own if isinstance(node, Call | facts.Return | facts.Assign)):
            continue
        match node:
            case Call() if sends(flow, node):
                if answers or "error.make" not in flow.roles.by(node):
                    yield node  # else whoever gets the error back may choose what to tell
            case facts.Raise(value=Call() as made) if (text := _text_shown(flow, made, routine)) is not None:
                yield text
            case Call():
                yield from sent_on(flow, node, handler.name, routine)
                yield from _sent_whole(flow, node, handler.name, routine)
            case facts.Assign(targets=(Name() as target,), value=value) if value is not None and "response.body" in flow.roles.by(target):
                yield value
            case facts.Assign() if (value := put_on_show(flow, node) or put_on_page(flow, node, routine)) is not None:
                yield value
            case facts.Assign(targets=(Name(written=kept),), value=value) if value is not None and "." not in kept:
                if _is_raw_within(flow, value, handler, routine) and _is_shown_behind(flow, kept, value, handler, routine):
                    yield value
            case facts.Assign(targets=(facts.Index(base=Name(written=kept), key=facts.Literal() as key),), value=value) if (
                value is not None
            ):
                if _is_raw_within(flow, value, handler, routine) and _is_shown_behind(flow, kept, value, handler, routine, text_of(key)):
                    yield value
            case facts.Return(value=facts.Mapping() | facts.Sequence() | facts.Template() as value) if is_door:
                yield value
            case facts.Return(value=Call() as value) if is_door and (_writes_answer(flow, value) or makes(flow, value, routine)):
                yield value
            case facts.Return(value=Call() as value) if is_door and flow.language.ambient and not value.arguments:
                yield value  # `return $e->getMessage();`: what an action gives back is shown
            case facts.Return(value=Call() as value) if is_door and flow.kin in RETURNING:
                yield from put_in(flow, value, handler.name, routine, HOPS)
            case facts.Return() if is_door and (value := failed_with(node)) is not None:
                yield value
            case facts.Return(value=Name() | facts.Binary(operator="+") as value) if is_door and flow.language.typed:
                yield value


def _writes_answer(flow: Flow, value: Call) -> bool:
    """Whether what a door gives back is a text that a call makes of its arguments; Express sends none that is given back."""
    roles = flow.roles.by(value)
    return "text.same" in roles or ("json.encode" in roles and flow.kin != "javascript")


def _text_shown(flow: Flow, made: Call, routine: Routine) -> Expr | None:
    """The text of an exception that a framework shows to customers, in a function that it runs for them."""
    roles, name = flow.roles.by(made), routine.function.name
    if "error.shown" in roles:
        return made.argument(0) if name not in ADMINISTERED else None
    if "error.shown.kind" in roles:  # `new MedusaError(MedusaError.Types.UNEXPECTED_STATE, text)`
        return made.argument(1) if name in CHECKED_OUT or any(door.routine == routine for door in flow.handlers) else None
    return None


def _is_raw_within(flow: Flow, value: Expr, handler: facts.Handler, routine: Routine) -> bool:
    return any(error_in(flow, part, handler, routine) is not None for part in shown_parts(flow, handler, None, value, routine))


def _is_shown_behind(flow: Flow, kept: str, value: Expr, handler: facts.Handler, routine: Routine, key: str = "") -> bool:
    """Whether a variable is sent behind the handler that has given it a value, or put one into it under a key, and is not left in it:
    `<?= $error ?>`."""
    if facts.leaves(handler.body):
        return False
    module = flow.resolver.module(routine.path) or flow.module
    bound = f"{kept}[{key}]" if key else kept
    behind = (call for call in routine.calls if call.span.start > handler.span.end)
    told = ((call, call) if sends(flow, call) else (None, one) for call in behind for one in _shown_by(flow, call, handler, routine))
    for answer, whole in told:
        for part in shown_parts(flow, handler, answer, whole, routine):
            own = isinstance(part, Name) and part.written == kept
            if own and any(binding.value is value for binding in module.reaching(routine, bound, part.span.start)):
                return True
    return False


def _shown_by(flow: Flow, call: Call, handler: facts.Handler, routine: Routine) -> Iterator[Expr]:
    """What a call sends, itself or by a function of the repository that it hands that to: `$this->leaveWith(false, $message)`."""
    if sends(flow, call):
        yield call
    else:
        yield from sent_on(flow, call, handler.name, routine)


def _sent_whole(flow: Flow, call: Call, error: str, routine: Routine) -> Iterator[Expr]:
    """`failWith(res, error)`: the error, handed to a function of another file that sends what any error says."""
    yield from (value for callee, _, value in _handed_whole(flow, call, error, routine) if callee.path != routine.path)


def _told_by_own(flow: Flow, caught: facts.Handler, routine: Routine) -> Iterator[Hit]:
    """What a function of the same file says of any error that it is handed; told once, there."""
    for call in (node for node in facts.walk(caught.body, into_functions=False) if isinstance(node, Call)):
        for callee, name, _ in _handed_whole(flow, call, caught.name, routine):
            if callee.path == routine.path:
                told = _told(flow, _as_caught(name, callee), callee)
                yield from (hit for hit in told if not _is_another(flow, name, callee, hit.span))


def _passed_on(view: FileView, caught: facts.Handler, routine: Routine) -> Iterator[Hit]:
    """What leaves a function with an error's text in it: what it gives back, or raises."""
    yield from _given_back(view, caught, routine)
    yield from _answered_for(view, caught, routine)


def _answered_for(view: FileView, caught: facts.Handler, routine: Routine) -> Iterator[Hit]:
    """An exception of the shop's own that is made with the text of another one, where what answers for it sends that."""
    flow = view.flow
    for made, answering in () if is_the_shops(flow, caught, routine) else answered_for(flow, caught, routine):
        home = view if answering.path == routine.path else view.sibling(answering.path)
        taken = _as_caught(error_taken(answering), answering)
        sent = next(_told(home.flow, taken, answering), None) if home is not None else None
        part = next((one for one in facts.walk(made) if isinstance(one, Name | Call) and is_raw(one, caught.name)), None)
        if sent is not None and part is not None:
            place = None if answering.path == routine.path else answering.path
            words, related = {"error": f"`{caught.name}`"}, ((place, sent.span, "sent here"),)
            yield Hit(part.span, words, provider=flow.provider_at(routine), symbol=flow.symbol(routine), related=related)


def _given_back(view: FileView, caught: facts.Handler, routine: Routine) -> Iterator[Hit]:
    """What a function gives back of an error to a door that sends it; told where it is given back."""
    flow = view.flow
    if is_the_shops(flow, caught, routine):
        return
    own = tuple(own_arms(flow, caught, routine))
    for value, sent in given_back(view, caught, routine, lambda part: _is_raw_within(flow, part, caught, routine)):
        if any(value.span in arm for arm in own):
            continue
        place = None if sent.path == routine.path else sent.path
        values = {"error": f"`{caught.name}`"}
        related = ((place, sent.span, "sent here"),) if place is not None or value.span not in sent.span else ()
        yield Hit(value.span, values, provider=flow.provider_at(routine), symbol=flow.symbol(routine), related=related)
        return


def _handed_whole(flow: Flow, call: Call, error: str, routine: Routine) -> Iterator[tuple[Routine, str, Expr]]:
    """The function that a call hands a whole error to, the parameter that takes it, and the error, where that is sent whatever it says."""
    callee = flow.judge.callee(call, routine)
    if callee is None or callee == routine:
        return
    for name, value in handed(call, callee):
        if is_whole(value, error) and _sends_any(flow, name, callee):
            yield callee, name, value


def _is_another(flow: Flow, name: str, routine: Routine, place: Span) -> bool:
    """Whether a name was given another error by then than the one that was handed over: `if err := encode(value); err != nil`."""
    module = flow.resolver.module(routine.path)
    return module is not None and bool(module.reaching(routine, name, place.start))


def _as_caught(name: str, routine: Routine) -> facts.Handler:
    """A function that is handed an error, as if it had caught that."""
    return facts.Handler((), name, routine.function.body, routine.function.span)


def _sends_any(flow: Flow, name: str, routine: Routine) -> bool:
    """Whether a function sends what the error says that it is handed, and looks at nothing that tells one error from another: what it lets
    through after that, it has chosen."""
    caught = _as_caught(name, routine)
    asked = [n.condition for n in routine.nodes if isinstance(n, facts.Branch | facts.Choice)]
    steps = {n.written.partition(".")[2] for c in asked for n in facts.walk(c) if isinstance(n, Name) and n.written.startswith(f"{name}.")}
    if any(step.partition(".")[0] not in TOLD for step in steps) or any(_turns_away(flow, c, name, routine) for c in asked):
        return False
    own = tuple(own_arms(flow, caught, routine))
    apart = (call for call in routine.calls if not any(call.span in arm for arm in own))
    calls = (call for call in apart if not _is_another(flow, name, routine, call.span))
    answers = (answer for call in calls for answer in ((call,) if sends(flow, call) else sent_on(flow, call, name, routine)))
    return any(error_in(flow, part, caught, routine) for answer in answers for part in shown_parts(flow, caught, answer, answer, routine))


def _turns_away(flow: Flow, condition: Expr, name: str, routine: Routine) -> bool:
    """`if (!(error instanceof PaymentError)) return ...`, `if (production) return ...`: only what was written for customers comes further,
    or nothing does where they are."""
    refused = [n for n in facts.walk(condition) if isinstance(n, facts.Logic) and n.operator == "not"]
    kinds = (n for one in refused for n in facts.walk(one) if isinstance(n, Name | facts.Literal))
    return asks_environment(condition) or any(is_for_customers(flow, kind, name, routine) for kind in kinds)
