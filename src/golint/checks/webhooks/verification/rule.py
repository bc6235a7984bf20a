"""Is the sender of a webhook verified, and on every path?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from golint import facts
from golint.catalog.roles import Roles
from golint.checks.callers import callees, is_run_by_door
from golint.checks.webhooks.spelling import called, door, short
from golint.checks.webhooks.verification.always import always_passed, too_late
from golint.checks.webhooks.verification.apart import of_other_kinds
from golint.checks.webhooks.verification.arms import other_arm, parts
from golint.checks.webhooks.verification.believed import believed
from golint.checks.webhooks.verification.both_absent import both_absent, may_be_absent
from golint.checks.webhooks.verification.dropped import kept_unproved
from golint.checks.webhooks.verification.empty_keys import empty_keys
from golint.checks.webhooks.verification.forwarded import believed_forwarded
from golint.checks.webhooks.verification.guards import is_guard, may_hold_guard, takes_events
from golint.checks.webhooks.verification.let_in import let_in, may_let_in
from golint.checks.webhooks.verification.noted import noted
from golint.checks.webhooks.verification.picked_doors import is_picked
from golint.checks.webhooks.verification.spared import asks_presence, spared
from golint.checks.webhooks.verification.stages import stage_of, stage_past, stage_without, weighed
from golint.checks.webhooks.verification.unset import unset
from golint.checks.webhooks.verification.unstopped import ANSWERED, LOGGED, answered_only, unstopped
from golint.checks.webhooks.ways import within
from golint.checks.webhooks.words import words
from golint.dataflow.comparisons import compared, only_logs
from golint.dataflow.doors.handlers import hook_words
from golint.dataflow.modules import Routine
from golint.dataflow.names import text_of
from golint.dataflow.proof.effects import is_queued
from golint.dataflow.proof.verdicts import Check, Effect, Summary
from golint.dataflow.tags import BODY, HELD, REQUEST
from golint.dataflow.vocabulary import HOOK_WORDS, OTHER_SENDERS, PAYMENT_WORDS, SECRET_WORDS, SIGNATURES
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Expr, Name
from golint.model import Hit, Severity, Span

if TYPE_CHECKING:
    from golint.catalog.providers import Provider
    from golint.dataflow import Flow, Handler
    from golint.view import FileView

_Related = tuple[str | None, Span, str]

HOPS = 3  # a door that an older one hands on to, a method for all doors, and what makes the event
_SKIPPED = "it is skipped when this condition says so"
STRONG = frozenset({"compare", "helper", "token", "form"})
# Within other words, `WhatsAppHooks`, nobody else is called so.
PLAIN_SENDERS = frozenset(name for name in OTHER_SENDERS if len(name) > len("sns")) - {"resend"}
NOW = "Anyone who knows the URL can post an event and reach"
APART = "Another kind of events is read back, this one is not: anyone who knows the URL can post it and reach"
UNSEEN = "It hands the event to what is picked while the shop runs, and golint cannot follow that: see that it checks the sender first"
LATER = "So far it only logs what it is told; whatever is added to it will believe anyone who knows the URL"
SIGNED = HOOK_WORDS | {"signature"}
AGREED = frozenset({"capture", "confirm"})
# What turns a check on or off is called so.
SWITCHES = frozenset({
    "verify", "verification", "verifying", "validate", "validation", "skip", "bypass", "disable", "disabled", "enforce", "env",
    "environment", "debug", "dev", "development", "test", "testing", "local", "localhost", "production", "prod", "live", "sandbox",
})  # fmt: skip
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
ROUTING = frozenset({
    "path", "path_info", "full_path", "url", "url_rule", "endpoint", "method", "resolver_match", "originalUrl", "baseUrl", "pathname",
})  # fmt: skip


def missing_signature_verification(view: FileView) -> Iterator[Hit]:
    """A webhook handler that has effects and that nothing verifies on the way."""
    flow = view.flow
    for handler in flow.webhooks:
        proof = flow.proof(handler)
        if proof.checks and (others := tuple(of_other_kinds(flow, handler, proof))):
            yield _read_back_apart(view, handler, others[0])
        if proof.checks or _signs_nothing(view) or flow.hands_on(handler) or is_run_by_door(flow, handler):
            continue
        if _passes_guard(flow, handler):
            continue  # who comes past a check without a comparison is told of there
        if effects := proof.effects or (*_charged(flow, handler), *kept_unproved(flow, handler.routine)):
            yield _missing(view, flow, handler, proof, effects)
        elif proof.lost:
            yield _unseen(view, handler, proof.lost[0])
        elif (told := next(noted(flow, handler), None)) is not None:
            yield _merely_noted(view, handler, told)


def _unseen(view: FileView, handler: Handler, lost: tuple[str, Span]) -> Hit:
    """What takes the event is picked while the shop runs: it may act on it, and verify it before."""
    return _told(view, handler, UNSEEN, Severity.NOTE, (_unfollowed(lost),))


def _merely_noted(view: FileView, handler: Handler, told: Effect) -> Hit:
    """So far nothing is gained by a forged event; whoever adds what is to be done trusts the door that he finds."""
    return _told(view, handler, LATER, Severity.WARNING, ((None, told.span, "believed here"),))


def _missing(view: FileView, flow: Flow, handler: Handler, proof: Summary, effects: tuple[Effect, ...]) -> Hit:
    named = [effect for effect in effects if effect.role != "unknown"]
    queued = bool(named) and all(is_queued(effect.path) for effect in named) and flow.may_read_back_later()
    unseen = not named or not (handler.registered or is_picked(view, handler)) or proof.lost or queued
    unsure = unseen or flow.unknown_guards(handler) or _asks_unseen(view, handler)
    first = (named or list(effects))[0]
    reached = _reached(flow, handler, first)
    related = ((None, first.span, "acted on here"), *_nodding(flow, handler), *map(_unfollowed, proof.lost[:1]))
    return _told(view, handler, f"{NOW} `{reached}`", Severity.NOTE if unsure else None, related)


def _nodding(flow: Flow, handler: Handler) -> Iterator[_Related]:
    """The check that somebody is still to write, and that says yes meanwhile: `verify(body, signature) { return true; }`."""
    for one in callees(flow, handler.routine, HOPS):
        match one.function.body:
            case (facts.Return(value=facts.Literal(value=True, span=span)),) if flow.judge.guards_by_name(one):
                yield one.path, span, "this check says yes to everybody"


def _read_back_apart(view: FileView, handler: Handler, effect: Effect) -> Hit:
    """What is read back for one kind of events says nothing of the others."""
    sure = handler.registered or is_picked(view, handler)
    consequence = f"{APART} `{_reached(view.flow, handler, effect)}`"
    return _told(view, handler, consequence, Severity.WARNING if sure else Severity.NOTE, ((None, effect.span, "acted on here"),))


def _reached(flow: Flow, handler: Handler, effect: Effect) -> str:
    return flow.language.names.spelled(_without_folders(called(handler.routine, effect))) or "the event"


def _told(view: FileView, handler: Handler, consequence: str, severity: Severity | None, related: tuple[_Related, ...]) -> Hit:
    values = {**words(view, handler), "handler": handler.symbol, "consequence": consequence}
    provider = view.flow.provider_of(handler)
    return Hit(door(view, handler), values, provider=provider, symbol=handler.symbol, severity=severity, related=related)


def _unfollowed(lost: tuple[str, Span]) -> _Related:
    return (*lost, "what is run here cannot be followed")


def _passes_guard(flow: Flow, handler: Handler) -> bool:
    """Whether a door runs a function that is named a check, and that compares something, further down or on some ways alone."""
    run = callees(flow, handler.routine, HOPS)
    return any(flow.judge.guards_by_name(one) and bool(flow.prover.summary(one).checks) for one in run if one != handler.routine)


def _without_folders(path: str) -> str:
    """What an effect is called, without the folders of the file that it was imported from."""
    return short(path) if "/" in path else path.lstrip(".")


def _asks_unseen(view: FileView, handler: Handler) -> bool:
    """Whether what was sent goes to a part of the shop that is named after its provider, and that cannot be followed, where payments are to
    be read back: `$plugin->mollie->status($id)`."""
    flow = view.flow
    pack = flow.pack_of(handler)
    if pack is None or not _is_asked_back(pack):
        return False
    for call in handler.routine.calls:
        owner = facts.trail(call).rpartition(".")[0].rpartition(".")[2]
        unseen = pack.id in words_of(owner) and flow.judge.callee(call, handler.routine) is None
        if unseen and not flow.effects.of(call, handler.routine, {}) and flow.asked_with(call, handler.routine) & REQUEST:
            return True
    return False


def _is_asked_back(pack: Provider) -> bool:
    """Whether a provider leaves it to the merchant to ask what became of a payment."""
    return any(webhook.mode == "refetch" for webhook in pack.webhooks)


def _charged(flow: Flow, handler: Handler) -> Iterator[Effect]:
    """The requests by which what is surely a webhook moves money, with what was sent. A capture takes what a customer agreed to before."""
    if not hook_words(handler) & HOOK_WORDS:
        return
    for money in flow.money_in(handler.routine):
        moves = money.entry.need == "required" and not words_of(money.entry.call) & AGREED
        if moves and flow.asked_with(money.call, handler.routine) & BODY:
            yield Effect(money.call.span, "provider.write", money.call.path)


def _signs_nothing(view: FileView) -> bool:
    """Whether every provider that the file names proves nothing that a merchant could check."""
    modes = {w.mode for p in view.flow.providers for w in view.catalog.providers[p].webhooks}
    return bool(modes) and modes <= {"none"}


def fail_open_verification(view: FileView) -> Iterator[Hit]:
    """A check that exists and can be passed by: skipped, ignored, swallowed, or answered with "fine" when nothing is configured."""
    flow = view.flow
    seen: set[Span] = set()
    for handler in flow.webhooks:
        known = (*_guarded_if_configured(view, handler), *believed_forwarded(view, handler))
        absent = _both_absent(view, handler.routine, flow.proof(handler))
        for hit in (*known, *_bypassed(view, handler), *_never_refused(view, handler.routine), *absent):
            if hit.span not in seen:
                seen.add(hit.span)
                yield hit
    guarding = bool(flow.webhooks) or may_hold_guard(view) or may_let_in(flow, view.source.data)
    routines = flow.module.routines if guarding else ()
    for routine in (one for one in routines if not _is_for_another_sender(flow, one)):
        unrefused = _never_refused(view, routine) if takes_events(flow, routine) or is_guard(flow, routine) else ()
        others = (*_only_logged(view, routine), *_let_in(view, routine), *_unset(view, routine), *_absent_in_guard(view, routine))
        for hit in (*_open_exits(view, routine), *unrefused, *others):
            if hit.span not in seen:
                seen.add(hit.span)
                yield hit
    yield from empty_keys(view)


def _never_refused(view: FileView, routine: Routine) -> Iterator[Hit]:
    """A check whose answer is taken for a yes whatever it is, or that refuses too late, in front of what is done; in a function that others
    run when an event came, or rely on, wherever that is done."""
    flow = view.flow
    for span, reason, check in always_passed(flow, routine):
        if takes_events(flow, routine) or is_guard(flow, routine) or _acts_after(flow, routine, span.start):
            yield _hit(view, routine, (span, reason), replace(check, span=span), None)
    for span, reason, check in too_late(flow, routine):
        if _acts_after(flow, routine, span.end):
            yield _hit(view, routine, (span, reason), replace(check, span=span), None)


def _acts_after(flow: Flow, routine: Routine, place: int) -> bool:
    return any(effect.span.start >= place for effect in flow.prover.summary(routine).all_effects)


def _only_logged(view: FileView, routine: Routine) -> Iterator[Hit]:
    """A check whose refusal stops nothing, wherever it is asked. What is done then may be harmless, or read back: a warning."""
    for check in unstopped(view.flow, routine):
        yield replace(_hit(view, routine, (check.span, LOGGED), check, None), severity=Severity.WARNING)


def _unset(view: FileView, routine: Routine) -> Iterator[Hit]:
    """A check that is made only where a secret is set, in what works for a webhook and that nobody here runs: who does may check himself, a
    warning."""
    for found in unset(view.flow, routine):
        hit = _hit(view, routine, (found.asked.span, _SKIPPED), found.check, found.effect)
        yield replace(hit, severity=Severity.WARNING)


def _absent_in_guard(view: FileView, routine: Routine) -> Iterator[Hit]:
    """The same in what stands in front of webhooks."""
    flow = view.flow
    if may_be_absent(view) and is_guard(flow, routine) and _checks_webhooks(flow, routine) and not _guards_others(flow, routine):
        yield from _both_absent(view, routine, flow.prover.summary(routine, guard=routine in flow.guards))


def _both_absent(view: FileView, routine: Routine, proof: Summary) -> Iterator[Hit]:
    """A check that a request without the header passes as long as the secret is not set: a warning, since it may be set everywhere."""
    checks = {check.span: check for check in proof.checks if check.inner is None}
    for made, setting in both_absent(view.flow, routine) if checks and may_be_absent(view) else ():
        if made.span in checks:
            reason = f"where `{setting}` is not set, a request without the header equals it"
            yield replace(_hit(view, routine, (made.span, reason), checks[made.span], None), severity=Severity.WARNING)


def _let_in(view: FileView, routine: Routine) -> Iterator[Hit]:
    """A middleware for webhooks that hands on what it has refused. Where it only logs that, the door behind it may read the payment back: a
    warning."""
    for check, reason, refused in let_in(view.flow, routine):
        if _checks_webhooks(view.flow, routine) and not view.flow.prover.summary(routine).open_exits:
            hit = _hit(view, routine, (check.span, reason if refused else LOGGED), check, None)
            yield hit if refused else replace(hit, severity=Severity.WARNING)


def _guarded_if_configured(view: FileView, handler: Handler) -> Iterator[Hit]:
    """A constructor that puts the check in front of the door only where a secret is set: `if (config("acme.secret"))
    $this->middleware(Signed::class)`. Without one whoever sends is let in."""
    flow, owner = view.flow, handler.routine.owner
    built = [r for r in flow.module.routines if owner is not None and r.owner is owner and r.function.name in flow.language.constructors]
    for made, node in ((r, n) for r in built for n in r.own if isinstance(n, facts.Branch) and not n.otherwise):
        guards = [n for n in facts.walk(node.then) if isinstance(n, Call) and "route.guard" in flow.roles.by(n)]
        verify = any(
            guard.span.start <= w.expr.span.start < guard.span.end and flow.verifies(w) for guard in guards for w in handler.wrappers
        )
        if verify and asks_presence(flow, node.condition, made):
            values = {**words(view, handler), "reason": _SKIPPED, "handler": handler.symbol}
            yield Hit(node.condition.span, values, provider=flow.provider_of(handler), symbol=handler.symbol)


def _bypassed(view: FileView, handler: Handler) -> Iterator[Hit]:
    flow = view.flow
    proof = flow.proof(handler)
    careless = next((check for check in proof.checks if (check.ignored or check.kind == "open") and _goes_on_after(proof, check)), None)
    if careless is not None:
        within = next((effect for effect in proof.effects if effect.span == careless.span and effect.inner), None)
        way = _CARELESS[careless.ignored] if within is None else "what is called here goes on without it"
        if not _told_at_helper(flow, careless):
            yield from weighed(_hit(view, handler.routine, (careless.span, way), careless, within), stage_past(flow, careless))
        return
    checks = [check for check in proof.checks if check.kind in STRONG]
    after = [e for e in proof.effects if checks and e.span.start > checks[0].span.start]
    after += [e for e in proof.effects if checks and e not in after and other_arm(handler, checks[0].span, e.span) is not None]
    late = [e for e in after if e.role != "unknown" or _is_skipped_by_sender(flow, handler.routine, checks[0].span)]
    if late and not _may_be_read_back(flow, handler, proof):
        round_it = _way_round(handler.routine, flow.roles, checks[0].span, late[0].span)
        hit = _hit(view, handler.routine, round_it, checks[0], late[0])
        yield from weighed(hit, stage_without(flow, handler.routine, checks[0].span))
    elif not late and hook_words(handler) & HOOK_WORDS:
        yield from _believed(view, handler, proof)
        for asked, check in spared(flow, handler.routine, proof):
            yield replace(_hit(view, handler.routine, (asked.span, _SKIPPED), check, None), severity=Severity.WARNING)


def _believed(view: FileView, handler: Handler, proof: Summary) -> Iterator[Hit]:
    """An event that is taken as it came where no secret is set, in a webhook that does nothing yet that is known: a warning."""
    for found in believed(view.flow, handler.routine, proof):
        hit = _hit(view, handler.routine, (found.asked.span, _SKIPPED), found.check, None)
        taken = (None, found.taken, "taken as it came")
        yield replace(hit, severity=Severity.WARNING, related=(*hit.related, taken))


def _may_be_read_back(flow: Flow, handler: Handler, proof: Summary) -> bool:
    """Whether payments are read back for some kinds of events, and the provider may mean it so for all. Where it signs all that it sends,
    what is read back for one kind proves nothing of the others."""
    pack = flow.pack_of(handler)
    return any(check.kind == "read-back" for check in proof.checks) and (pack is None or _is_asked_back(pack))


def _is_skipped_by_sender(flow: Flow, routine: Routine, check: Span) -> bool:
    """Whether a check is made only where a header or a secret is there, `if (secret && signature)`: without one, whoever sends is let in,
    whatever is done then."""
    around = [n for n in routine.own if isinstance(n, facts.Branch) and within(check, n.then)]
    return any(not _refuses_only(n, check) and asks_presence(flow, n.condition, routine) for n in around)


def _goes_on_after(proof: Summary, check: Check) -> bool:
    """Whether something is done that relies on a check, in the helper or after it, and that nothing has proved."""
    return any(effect.span.start >= check.span.start for effect in proof.effects)


_CARELESS = {True: "its answer is thrown away", False: "the function says yes where it cannot compare"}


def _told_at_helper(flow: Flow, check: Check) -> bool:
    """Whether the way past stands in the helper that checks, and is reported there."""
    module = flow.resolver.module(check.inner[0]) if check.inner else None
    helper = module.enclosing(check.inner[1].start) if module and check.inner else None
    return helper is not None and is_guard(flow, helper) and any(_ways_out(flow, helper, flow.prover.summary(helper)))


def _open_exits(view: FileView, routine: Routine) -> Iterator[Hit]:
    """Ways out that let the caller go on although nothing was compared, in a function that compares on other paths."""
    if not is_guard(view.flow, routine):
        return
    proof = view.flow.prover.summary(routine, guard=routine in view.flow.guards)
    between = any(view.flow.judge.lets_through(call, routine) for call in routine.calls)
    strong = [check for check in proof.checks if check.kind in ("compare", "helper") or (between and check.kind == "token")]
    if not strong or (between and not _checks_webhooks(view.flow, routine)) or _guards_others(view.flow, routine):
        return
    for span in _ways_out(view.flow, routine, proof):
        if not _is_elsewhere(view.flow, routine, span):
            way = _way_out(view.flow, routine, strong[0].span, span)
            hit = _hit(view, routine, way, strong[0], None)
            # what stands behind a middleware may still ask the provider; where no condition is known for the way, who knows what it is for
            known = way[0] != span and (way[0].end > strong[0].span.start or _asks_for_checks(view.flow, routine, span))
            unsure = (between and not known and way[1] != ANSWERED) or _is_of_unsigned_kind(view.flow, routine, span)
            yield from weighed(replace(hit, severity=Severity.NOTE) if unsure else hit, stage_of(view.flow, routine, span))


def _checks_webhooks(flow: Flow, routine: Routine) -> bool:
    """Whether a middleware is for webhooks, by its name, its file's or the header that it looks at: others check who is signed in."""
    if words_of(f"{routine.path} {routine.function.name}") & HOOK_WORDS:
        return True
    pack = flow.pack_of(routine)
    headers = {header.lower() for webhook in pack.webhooks for header in webhook.headers} if pack is not None else set[str]()
    literals = (node for here in callees(flow, routine, 2) for node in here.nodes if isinstance(node, facts.Literal))
    told = (text for literal in literals if "/" not in (text := text_of(literal).lower()))  # the path of a webhook is no header
    return any(text in headers or mentions(text, SIGNED) for text in told)


def _guards_others(flow: Flow, routine: Routine) -> bool:
    """Whether a middleware of Laravel's, `return $next($request)`, stands before doors that have nothing to do with payments, as far as it,
    its file and its headers say: those of a scheduler."""
    called = (call for call in routine.calls if isinstance(call.callee, Name) and call.callee.written == "next" and call.arguments)
    if not any(flow.judge.goes_on(call, routine) for call in called):
        return False
    return not flow.is_payment_code(routine) and not _checks_webhooks(flow, routine)


def _way_out(flow: Flow, routine: Routine, check: Span, out: Span) -> tuple[Span, str]:
    """What lets a request out of a function that checks: the condition that parts `next()` from the check, or the way out itself."""
    let = any(call.span == out and flow.judge.lets_through(call, routine) for call in routine.calls)
    if let and (asked := _left_before(routine, check, out)) is not None:
        return asked.span, _SKIPPED
    if let and (asked := answered_only(flow, routine, check, out)) is not None:
        return asked.span, ANSWERED
    span, reason = _way_round(routine, flow.roles, check, out) if let else (check, "")
    return (span, reason) if span != check else (out, "this way out proves nothing")


def _left_before(routine: Routine, check: Span, out: Span) -> Expr | None:
    """The condition under which a way out is taken before anything is checked: `if (!secret) return next();`."""
    branches = (node for node in routine.own if isinstance(node, facts.Branch) and node.span.end <= check.start)
    asked = [branch.condition for branch in branches if within(out, branch.then) or within(out, branch.otherwise)]
    return asked[-1] if asked else None


def _ways_out(flow: Flow, routine: Routine, proof: Summary) -> Iterator[Span]:
    """The ways out of a function that checks which prove nothing: those that say yes, and in one that says nothing those that are taken
    because a secret or a signature is missing. What answers or acts itself does neither there."""
    yield from proof.open_exits
    yield from (one.taken for one in believed(flow, routine, proof))
    if proof.bare_exits and not proof.all_effects and not any(handler.routine == routine for handler in flow.handlers):
        yield from (span for span in proof.bare_exits if _hangs_on_proof(flow, routine, span))


def _hangs_on_proof(flow: Flow, routine: Routine, span: Span) -> bool:
    """Whether a condition around a way out asks about a secret, or about what proves the sender."""
    asked = (part for condition in _around(routine, span) for part in facts.walk(condition) if isinstance(part, Name | Call | facts.Index))
    return any(
        flow.origin(part, routine) & (HELD | {"request.header"})
        or (isinstance(part, Name) and mentions(part.written, SECRET_WORDS | SIGNATURES))
        for part in asked
    )


def _asks_for_checks(flow: Flow, routine: Routine, span: Span) -> bool:
    """Whether a condition around a way out asks for what proves the sender, whether anything is to be checked, `if (!verifyHooks)`, or
    whether the sender says that he is the shop itself."""
    asked = [part for condition in _around(routine, span) for part in facts.walk(condition)]
    switched = any(isinstance(part, Name) and mentions(part.written, SWITCHES) for part in asked)
    here = any(isinstance(part, facts.Literal) and text_of(part) in HERE for part in asked)
    return switched or here or _hangs_on_proof(flow, routine, span)


def _around(routine: Routine, span: Span) -> Iterator[Expr]:
    """The conditions that lead to a place."""
    branches = (node for node in routine.own if isinstance(node, facts.Branch))
    yield from (branch.condition for branch in branches if within(span, branch.then) or within(span, branch.otherwise))


def _is_of_unsigned_kind(flow: Flow, routine: Routine, span: Span) -> bool:
    """Whether a way out is taken for one kind of notifications, `if (kind == "qr")`, and the provider leaves it to the merchant to ask what
    became of a payment: it signs not all that it sends, and who is told of a kind may do so."""
    pack = flow.pack_of(routine)
    if pack is None or not _is_asked_back(pack):
        return False
    made = (compared(part, flow.roles) for condition in _around(routine, span) for part in facts.walk(condition))
    sides = ((a, b) for one in made if one is not None and one.operator == "==" for a, b in ((one.left, one.right), (one.right, one.left)))
    return any(
        text_of(told) and isinstance(asked, Name) and flow.origin(asked, routine) & (REQUEST | {"parameter"}) for asked, told in sides
    )


def _is_for_another_sender(flow: Flow, routine: Routine) -> bool:
    """Whether a function, its class, its file or its folder is named after somebody else who sends webhooks, and nothing of payments is
    said there: `lib/whatsapp/signature.ts`."""
    owner = routine.owner.name if routine.owner else ""
    named = f"{'/'.join(routine.path.split('/')[-2:])} {owner} {routine.function.name}"
    if words_of(named) & PAYMENT_WORDS or flow.provider_at(routine):
        return False
    return any(sender in named.lower() for sender in PLAIN_SENDERS)


def _is_elsewhere(flow: Flow, routine: Routine, span: Span) -> bool:
    """Whether a way out is taken for requests of another kind: another path, another method, a route that is declared to be left alone."""
    parts = [part for condition in _around(routine, span) for part in facts.walk(condition)]
    named = [part for part in parts if isinstance(part, Name)]
    if any(ROUTING & set(name.written.split(".")) for name in named):
        return True
    held = (flow.texts.value_of(name, routine) for name in named)
    asked = (*parts, *(value[0] for value in held if value is not None))
    return any(isinstance(part, Call) and "route.declared" in flow.roles.by(part) for part in asked)


def _hit(view: FileView, routine: Routine, way: tuple[Span, str], check: Check, effect: Effect | None) -> Hit:
    span, reason = way
    told: list[tuple[Check | Effect, str]] = [(check, "the check")] if check.span != span or effect is not None else []
    told += [(effect, "reached without it")] if effect is not None else []
    related = [((*one.inner, words) if one.inner and one.span == span else (None, one.span, words)) for one, words in told]
    symbol = view.flow.known_as(routine)
    flow = view.flow
    handler = next((one for one in flow.webhooks if one.routine == routine), None)
    values = {**words(view, handler or routine), "reason": reason, "handler": symbol}
    provider = flow.provider_of(handler) if handler is not None else flow.provider_at(routine)
    return Hit(span, values, provider=provider, symbol=symbol, related=tuple(related))


def _way_round(routine: Routine, roles: Roles, check: Span, effect: Span) -> tuple[Span, str]:
    """The outermost condition or exception handler that parts the check from the effect."""
    for node in routine.own:
        match node:
            case facts.Branch(condition=condition, then=then, otherwise=otherwise):
                if any(within(check, arm) and not within(effect, arm) for arm in (then, otherwise)) and not _refuses_only(node, check):
                    return condition.span, _SKIPPED
                if check in condition.span and (past := _beside(condition, check)) is not None:
                    return past.span, "this part of the condition can let events in without it"
                if check in condition.span and only_logs(node, roles):
                    return check, LOGGED
            case facts.Choice(condition=condition) if check in node.span and check not in condition.span:
                return condition.span, _SKIPPED
            case facts.Switch() if parts(node, check, effect):
                return effect, "this kind of event is acted on without it"
            case facts.Attempt(body=body, handlers=handlers) if within(check, body) and not within(effect, body):
                passing = next((h for h in handlers if not facts.leaves(h.body)), None)
                if passing is not None:
                    start = passing.span.start
                    return Span(start, min(passing.span.end, start + len("except"))), "its refusal is swallowed here"
    return check, "not every path passes it"


def _beside(condition: Expr, check: Span) -> Expr | None:
    """The first part of a condition that is asked beside the check, the nearest: `DEBUG` in `(compare_digest(a, b) or DEBUG) and body`."""
    found = None
    for node in facts.walk(condition):
        if isinstance(node, facts.Logic) and check in node.span:
            found = next((one for one in node.operands if check not in one.span), found)
    return found


def _refuses_only(branch: facts.Branch, check: Span) -> bool:
    """Whether the arm without the check leaves, so that nobody comes past it."""
    return facts.leaves(branch.otherwise if within(check, branch.then) else branch.then)
