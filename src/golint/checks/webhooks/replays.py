"""A delivery that somebody recorded is genuine for ever, unless its timestamp is compared with the clock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.catalog.messages import kin_of
from golint.catalog.providers import Helper, Webhook
from golint.checks.callers import callees, callers
from golint.checks.webhooks.words import words
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, text_of
from golint.dataflow.requests.money import is_call
from golint.dataflow.words import words_of
from golint.facts import Call, Compare, Expr, Name, Node
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

HOPS = 2
STAMPS = frozenset({"timestamp", "ts", "t", "time"})
LIMITS = frozenset({"tolerance", "skew", "window", "age", "freshness", "fresh", "stale", "expired", "replay", "drift", "leeway", "recent"})
DATES = ("date", "gmdate", "wp_date")
JOINING = frozenset({"format", "sprintf", "join", "concat", "update", "write", "append", "new", "sum"})


def replay_window_unchecked(view: FileView) -> Iterator[Hit]:
    """A signature over a timestamp and the body is verified, and nobody asks how old the timestamp is."""
    flow = view.flow
    if not _proofs(view):
        return
    told: set[Routine] = set()
    for routine, span, what in _verified(view):
        if routine not in told and not _asks_the_clock(flow, routine):
            told.add(routine)
            yield Hit(span, {**words(view, routine), "what": what}, provider=flow.provider_at(routine), symbol=flow.symbol(routine))


def _proofs(view: FileView) -> tuple[Webhook, ...]:
    """How the provider proves what it sends, where a timestamp belongs to the proof: none belongs to a payment that is read back."""
    pack = view.flow.pack
    return tuple(webhook for webhook in pack.webhooks if "{ts}" in webhook.payload) if pack is not None else ()


def _verified(view: FileView) -> Iterator[tuple[Routine, Span, str]]:
    """Where the file verifies such a signature: by its own digest, or by a vendor's helper that leaves the timestamp alone."""
    flow = view.flow
    helpers = _careless(view)
    for routine in flow.module.routines:
        for node in routine.own:
            if isinstance(node, Call):
                name = facts.trail(node)
                if any(is_call(name, helper.call) for helper in helpers) and not _gives_limit(node):
                    yield routine, node.span, f"`{flow.language.names.spelled(name.lstrip('.'))}`"
        digest = next(_digests(flow, routine), None)
        if digest is not None:
            yield routine, digest.span, "This signature check"


def _careless(view: FileView) -> tuple[Helper, ...]:
    """The vendor's helpers of this language that check the signature and no timestamp."""
    language = kin_of(view.language)
    found = (helper for webhook in _proofs(view) for helper in (*webhook.helpers, *webhook.unsafe))
    return tuple(h for h in found if h.language == language and h.verifies and not h.checks_timestamp)


def _gives_limit(call: Call) -> bool:
    """Whether a helper is told how old a timestamp may be: by its name, or as a fourth value."""
    return call.argument(3, "tolerance") is not None or any(a.spread for a in call.arguments)


def _digests(flow: Flow, routine: Routine) -> Iterator[Call]:
    """The digest of a timestamp and a body, in a function that compares it, or in a page that is a webhook as a whole."""
    page = routine.start < 0
    if page and all(handler.routine != routine for handler in flow.webhooks):
        return
    for here in (routine,) if page else callees(flow, routine, 1):
        made = [n for n in (here.own if page else here.calls) if isinstance(n, Call) and "hmac.digest" in flow.roles.by(n)]
        if made and any(_joins_stamp(n) for part in {here, routine} for n in part.nodes) and _compares(flow, routine):
            yield made[0] if here.path == routine.path else _call_of(flow, routine, here, made[0])


def _compares(flow: Flow, routine: Routine) -> bool:
    """Whether a function compares signatures itself."""
    return any(check.kind in ("compare", "open", "opaque") and check.inner is None for check in flow.prover.summary(routine).checks)


def _call_of(flow: Flow, routine: Routine, callee: Routine, otherwise: Call) -> Call:
    """The call in a function that runs another one."""
    calls = routine.calls
    return next((call for call in calls if flow.judge.callee(call, routine) == callee), otherwise)


def _joins_stamp(node: Node) -> bool:
    """Whether a timestamp is put together with something else, or handed to a digest."""
    match node:
        case facts.Template(parts=parts):
            return len(parts) > 1 and any(map(_is_stamp, parts))
        case facts.Binary(operator="+", left=left, right=right):
            return _is_stamp(left) or _is_stamp(right)
        case Call(arguments=arguments) if last_of(node).lower() in JOINING:
            values = [v for a in arguments for v in (a.value.items if isinstance(a.value, facts.Sequence) else (a.value,))]
            return any(map(_is_stamp, values))
    return False


def _is_stamp(expr: Expr) -> bool:
    if isinstance(expr, Call) and not name_of(expr):
        inner = [a.value for a in expr.arguments] + ([expr.receiver] if expr.receiver is not None else [])
        return any(_is_stamp(value) for value in inner) or (expr.receiver is None and bool(words_of(expr.path.rpartition(".")[0]) & STAMPS))
    return bool(words_of(name_of(expr)) & STAMPS) and not words_of(name_of(expr)) & {"type", "zone", "limit", "out"}


def _asks_the_clock(flow: Flow, routine: Routine) -> bool:
    """Whether the function, or one that it runs, looks at the time, or one that runs it does and knows the timestamp."""
    if any(_looks(flow, here) for here in callees(flow, routine, HOPS)):
        return True
    around = [place for _, place in callers(flow, routine)]
    beyond = [place for one in around for _, place in callers(flow, one)]
    return any(_looks(flow, here) and any(map(_names_stamp, here.nodes)) for here in (*around, *beyond))


def _names_stamp(node: Node) -> bool:
    return isinstance(node, Name | facts.Index | facts.Attribute) and _is_stamp(node)


def _looks(flow: Flow, routine: Routine) -> bool:
    for node in routine.nodes:
        match node:
            case Call(path=path) | Name(path=path) if "time.now" in flow.roles.by(node) or flow.roles.leads(path, "time.now"):
                if not _is_date_for_people(node):
                    return True
            case Name(written=written) if words_of(written) & LIMITS and "ignoring" not in words_of(written):
                return True
            case Compare(operator="<" | "<=" | ">" | ">=", left=left, right=right) if _is_stamp(left) or _is_stamp(right):
                return True
    return False


def _is_date_for_people(clock: Call | Name) -> bool:
    """`date("Y-m-d H:i:s")` of a line in a log, and the name in it: nobody compares that with a timestamp."""
    return clock.path in DATES and not (isinstance(clock, Call) and text_of(clock.argument(0)) in ("", "U"))
