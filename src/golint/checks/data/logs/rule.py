"""What payment code writes to its logs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from golint import facts
from golint.catalog.rules import PAYMENT_WORD
from golint.catalog.words import speaks_of, stand_ins
from golint.checks.data.audience import stands_for_developers
from golint.checks.data.cards.names import is_card_name
from golint.checks.data.cards.rule import is_card_value
from golint.checks.data.errors.failing import failing
from golint.checks.data.logs.carried import carried, events_handed, is_of_event, is_verified_event, is_verified_payload
from golint.checks.data.logs.expected import is_expected
from golint.checks.data.logs.failed_requests import Failure, failures, written_out
from golint.checks.data.logs.handed_bodies import is_handed_body
from golint.checks.data.logs.letting_in import is_issued, may_let_in, takes_password
from golint.checks.data.logs.listed import is_kept_body, is_listed_body
from golint.checks.data.logs.loggers import logs, says_that_it_logs
from golint.checks.data.logs.mail_addresses import is_mail_address
from golint.checks.data.logs.middleware import may_stand_between, stands_before_payments
from golint.checks.data.logs.personal import kinds_told, names_customer
from golint.checks.data.logs.pieces import is_harmless_part, piece
from golint.checks.data.logs.rows import keeps_secret
from golint.checks.data.logs.shown import hides, is_inserted, shown
from golint.checks.data.logs.talkative import talkative
from golint.checks.data.logs.told_secrets import FAILED, bears_token, called, fields_read, is_key, is_keyed, is_secret, keys_read
from golint.checks.data.logs.whole_answers import told_by
from golint.checks.data.logs.whole_requests import tells_provider
from golint.checks.keys.routes import received
from golint.checks.subject import is_trial
from golint.dataflow import builders
from golint.dataflow.doors.handlers import hook_words
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, text_of
from golint.dataflow.tags import BODY as REQUEST_BODY
from golint.dataflow.tags import Tags
from golint.dataflow.vocabulary import AMBIGUOUS, HOOK_WORDS, PAYMENT_WORDS
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.lazily import compiled
from golint.model import Hit, Severity, Side, Span

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.dataflow import Flow
    from golint.view import FileView

BY_HAND = compiled(r"(?:^|/)(?:dev|scripts?|commands?|bin|migrations?|tools?|console|cli|lib/tasks)/")  # what is run there tells a person
CLIENT_SECRET = frozenset({"client", "secret"})
FIXED = ("exc_info", "stack_info", "file", "end", "sep", "title", "stacklevel")
TELLING = (PAYMENT_WORDS | HOOK_WORDS) - AMBIGUOUS - {"transaction"}  # a database has transactions, too
QUIET = frozenset({"debug", "trace", "verbose", "logdebug", "logtrace"})
# A name that says that it logs, by the word as it is written there: a search that begins with plain text is quick.
_LOGGING = tuple(
    rb"%b%b(?![a-z])[\w$]*+[!?]?" % (word, behind)
    for word, behind in (
        *((word, rb"(?<![A-Za-z]%b)(?:gers?|s)?" % word) for word in (b"log", b"debug")),
        *((word, rb"(?:gers?|GERS?|s|S)?") for word in (b"Log", b"LOG", b"Debug", b"DEBUG")),
    )
)
_SHORT = compiled(rb"\b[a-z]{1,6}logs?\(")  # `nlog(`, a shop's own word for it
_LOADED = tuple(compiled(rb"""%b["']""" % name) for name in _LOGGING)  # `const tell = require("./log")`
BODY, HEADERS = "the whole request body", "all request headers"
EVENT = "all that the event carries"
MAIL = "a customer's mail address"
CUSTOMER = "who the customer is, and how to reach him,"
LOGIN = "the whole request body, with the password,"
SECRET = "a secret"
PIECE = "a long piece of a secret"
REPLACING = frozenset({"replace", "replaceAll", "str_replace", "gsub", "sub", "Replace", "ReplaceAll"})
LONG, MOST = 12, 20  # characters: what tells two keys apart is shorter, and the longest prefix that all keys of a provider share is, too
BODIES = 500  # characters: most webhooks are shorter
ANSWER = "the provider's whole answer, with the customer's data,"
TOLD = "the whole request to the provider, with the customer's data,"
TALKED = "each request to the provider and its answer, with the customer's data,"
CONFIRMING = "the whole answer, with the client secret of the payment,"
REQUEST = "the failed request with the key in its headers"
ASKED = "each request to the provider with the key in its headers"
HEADER_PATHS = (
    "request.headers", "request.meta", "req.headers", "request.header", "r.header", "req.header", "httprequest.headers", "self.headers",
)  # fmt: skip


def sensitive_data_logged(view: FileView) -> Iterator[Hit]:
    """A whole payload, all headers, card data, a key or the expected signature in a log."""
    flow = view.flow
    for level in talkative(view):
        routine, values = flow.routine_at(level.span.start), {"what": TALKED, "fix": FIXES[TALKED]}
        yield Hit(level.span, values, provider=flow.provider_at(routine), symbol=flow.symbol(routine))
    data = view.source.data
    if not (view.holds(_words(view.catalog)) or may_let_in(data) or may_stand_between(data)) or not may_log(view):
        return
    given, events, failed = _given(flow), events_handed(flow), failures(flow)
    answers: set[tuple[Routine, Span]] = set()
    for call in logged(flow):
        routine = flow.routine_at(call.span.start)
        asked = None if says_that_it_logs(routine.function.name) else routine  # who calls such a function is told
        own = given.get(asked, {}) if asked else {}, events.get(asked, frozenset()) if asked else frozenset[str]()
        told = chain(
            _requests(flow, call, failed),
            _sensitive(flow, call, routine, *own),
            _handed_over(flow, call, routine),
            _answered(view, call, routine, answers),
            _asked(view, call, routine),
            _personal(view, call, routine),
        )
        expr, what = next(told, (None, ""))
        if expr is None:
            continue
        if what == BODY and takes_password(view, routine) and not is_trial(view.source.path):
            what = LOGIN
        elif not (_is_asked_for(view, what, routine) or _lets_in(view, call, expr, routine)):
            continue
        if not _is_of_client(flow, expr, what) and received(view, call.span.start) is not None:
            continue
        if what not in (BODY, EVENT, HEADERS) or _speaks_of_payments(view, routine):
            yield Hit(
                expr.span,
                {"what": what, "fix": FIXES[what]},
                provider=flow.provider_at(routine),
                symbol=flow.symbol(routine),
                severity=Severity.NOTE if _is_quiet(call, routine, expr, what) else None,
            )


def _is_quiet(call: Call, routine: Routine, expr: Expr, what: str) -> bool:
    """Whether what is logged is mostly not: below the usual level, by a switch for debugging, or in a short piece."""
    if what == PIECE:
        return _is_short(expr)
    if what in (BODY, EVENT, HEADERS, ANSWER, TOLD, MAIL, CUSTOMER) and last_of(call).lower() in QUIET:
        return True
    return what in (ANSWER, TOLD, SECRET, CUSTOMER) and stands_for_developers(call.span, routine.own)


def may_log(view: FileView) -> bool:
    """Whether a call of a file may log more than a plain text, by its bytes."""
    traces = view.flow.traces
    if traces.may_utter("log.write", "log.file") or any(map(traces.may_utter_in, _LOGGING)):
        return True
    return any(name.search(view.source.data) for name in (*_LOADED, _SHORT))


@lru_cache(maxsize=4)
def _words(catalog: Catalog) -> frozenset[bytes]:
    """The words of payments and webhooks."""
    return stand_ins(catalog)[PAYMENT_WORD] | {b"webhook"}


def logged(flow: Flow) -> Iterator[Call]:
    """The calls that log more than a plain text."""
    for call in flow.module.calls:
        if any(not isinstance(a.value, facts.Literal | facts.Lambda) for a in call.arguments) and logs(flow, call):
            yield call


def _is_about_paying(flow: Flow, routine: Routine) -> bool:
    """Whether a function stands in code about payments, is a door for a provider's calls, whose file need not name one, or stands before
    such."""
    return flow.is_payment_code(routine) or _takes_webhooks(flow, routine) or _stands_before_all(flow, routine)


def _is_asked_for(view: FileView, what: str, routine: Routine) -> bool:
    """Whether a function stands where this must not be logged."""
    if what == CONFIRMING or _is_about_paying(view.flow, routine):
        return True
    return what == BODY and stands_before_payments(view, routine)


def _lets_in(view: FileView, call: Call, part: Expr, routine: Routine) -> bool:
    """Whether a value itself is a secret, of whichever part of the shop, or a record whose password the function reads, or the token by
    which it asks for somebody."""
    if is_trial(view.source.path):
        return False
    if is_secret(view.flow, part, routine) or is_issued(view.flow, part, routine):
        return True
    if "password" in keys_read(view.flow, part, routine) or bears_token(view.flow, call, part, routine):
        return True
    return keeps_secret(view.flow, part, routine)


def _takes_webhooks(flow: Flow, routine: Routine) -> bool:
    """Whether a function takes webhooks about payments: a provider's, or those of another part of the shop that has to sign in."""
    if any(door.routine == routine for door in flow.webhooks):
        return True
    doors = (door for door in flow.handlers if door.routine == routine and hook_words(door) & HOOK_WORDS)
    return any(flow.is_about_payments(door) for door in doors)


def _stands_before_all(flow: Flow, routine: Routine) -> bool:
    """Whether a function stands in front of all doors of an app, `app.use((req, res, next) => ...)`, some of which are about payments by
    their addresses."""
    own, texts = False, []
    for call in flow.module.calls if "next" in (p.name for p in routine.function.parameters) else ():
        if flow.roles.by(call) & {"route.middleware", "route.table"} and call.arguments:
            first = call.arguments[0].value
            own = own or (isinstance(first, facts.Lambda) and first.function.span == routine.function.span)
            texts.append(text_of(first))
    return own and bool(words_of(" ".join(texts)) & TELLING)


def _speaks_of_payments(view: FileView, routine: Routine) -> bool:
    """Whether a function's own text, its name or its file's speaks of payments: a file of many trades may name a provider elsewhere."""
    told = view.source.text(routine.function.span) if routine.start >= 0 else view.source.data.decode("utf-8", "replace")
    if _stands_before_all(view.flow, routine) or any(door.routine == routine for door in view.flow.webhooks):
        return True  # a door's address may say it
    data = f"{view.source.path} {told}".encode("utf-8", "surrogateescape")
    lowered = data.lower()
    named = any(speaks_of(provider, data, lowered) for provider in view.candidates)
    if named or words_of(f"{view.source.path} {routine.function.qualname}") & (PAYMENT_WORDS | HOOK_WORDS):
        return True
    return bool(words_of(told) & TELLING) or stands_before_payments(view, routine)


FIXES = {
    BODY: "log the event's type and id alone",
    EVENT: "log the event's type and id alone",
    ANSWER: "log the payment's id and status alone",
    TOLD: "log the order's number and the amount alone",
    TALKED: "set the level to `info`; it names the address, the status and the request's id",
    CONFIRMING: "log the payment's id alone; whoever has its secret can see it and confirm it",
    REQUEST: "log `error.message`, the status and the provider's code; axios keeps the headers that it sent in `error.config`",
    ASKED: "log its method, its address and the status of the answer",
    LOGIN: "log who signed in, by the id alone",
    HEADERS: "log the one header that helps, never Authorization, cookies or the signature",
    "card data": "log the last four digits, or the provider's token",
    "the expected signature": "log that the signature does not fit, and the event's id",
    CUSTOMER: "log the order's number alone",
    MAIL: "log the payment's id alone; the provider's dashboard tells whose it is",
    SECRET: "leave it out; the last four characters tell two keys apart",
    PIECE: "the last four characters tell two keys apart",
}


def _given(flow: Flow) -> dict[Routine, dict[str, Tags]]:
    """Where the parameters of the functions that a webhook calls come from."""
    found: dict[Routine, dict[str, Tags]] = {}
    for handler in flow.webhooks:
        for node in handler.routine.nodes:
            callee = flow.judge.callee(node, handler.routine) if isinstance(node, Call) else None
            if isinstance(node, Call) and callee is not None and callee.path == flow.module.path:
                found.setdefault(callee, flow.judge.bound(node, callee, handler.routine, {}))
    return found


def _sensitive(flow: Flow, call: Call, routine: Routine, given: Mapping[str, Tags], events: frozenset[str]) -> Iterator[tuple[Expr, str]]:
    for argument in call.arguments:
        if argument.name in FIXED:
            continue
        for part in _parts(flow, argument.value):
            what = _what(flow, part, routine, given) or (EVENT if is_of_event(part, events) else "")
            if not what and not is_inserted(argument.value, part):
                held = any(keys_read(flow, part, routine)) or bears_token(flow, call, part, routine) or keeps_secret(flow, part, routine)
                what = SECRET if held else ""
            if not what and _confirms(flow, part, routine):
                what = CONFIRMING
            if not what and is_mail_address(flow, part, routine, given, events):
                what = MAIL
            if what and not (what in (BODY, EVENT, HEADERS, CONFIRMING) and hides(flow, argument.value, part, routine)):
                yield part, what


def _handed_over(flow: Flow, call: Call, routine: Routine) -> Iterator[tuple[Expr, str]]:
    """The bodies that doors hand to a function about payments. Who calls it is asked last: that reads other files."""
    silent = not routine.handed or says_that_it_logs(routine.function.name)
    for argument in () if silent or not flow.is_payment_code(routine) else call.arguments:
        for part in _parts(flow, argument.value) if argument.name not in FIXED else ():
            printed = shown(flow, part, routine) is None and not hides(flow, argument.value, part, routine)
            if printed and is_handed_body(flow, part, routine):
                yield part, BODY


def _answered(view: FileView, call: Call, routine: Routine, before: set[tuple[Routine, Span]]) -> Iterator[tuple[Expr, str]]:
    """The whole answers of a provider about a payment or its customer, each once in a function; a browser's log is the customer's own, and
    where one was refused it says why."""
    flow = view.flow
    silent = view.side is Side.CLIENT or last_of(call).lower() in FAILED or BY_HAND.search(view.source.path)
    for argument in () if silent else call.arguments:
        for part in _parts(flow, argument.value) if argument.name not in FIXED else ():
            asked = told_by(flow, part, routine)
            if asked is None or shown(flow, part, routine) == frozenset() or hides(flow, argument.value, part, routine):
                continue
            refused = (block for node in routine.own for block in failing(flow, node, routine))
            if (routine, asked.span) not in before and not any(call.span in statement.span for block in refused for statement in block):
                before.add((routine, asked.span))
                yield part, ANSWER


def _asked(view: FileView, call: Call, routine: Routine) -> Iterator[tuple[Expr, str]]:
    """All that a provider is told about a payment and who makes it."""
    flow = view.flow
    silent = view.side is Side.CLIENT or BY_HAND.search(view.source.path)
    for argument in () if silent else call.arguments:
        for part in _parts(flow, argument.value) if argument.name not in FIXED else ():
            printed = shown(flow, part, routine) != frozenset() and not hides(flow, argument.value, part, routine)
            if printed and tells_provider(flow, part, routine):
                yield part, TOLD


def _personal(view: FileView, call: Call, routine: Routine) -> Iterator[tuple[Expr, str]]:
    """What tells of a customer, in one value or in several that a door logs at once."""
    flow, kinds, first = view.flow, set[int](), None
    silent = view.side is Side.CLIENT or BY_HAND.search(view.source.path) or not _is_about_paying(flow, routine)
    for argument in () if silent else call.arguments:
        for part in _parts(flow, argument.value) if argument.name not in FIXED else ():
            told = set(kinds_told(flow, part, routine))
            if told and not hides(flow, argument.value, part, routine):
                first = first or part
                kinds |= told
    if first is not None and names_customer(kinds):
        yield first, CUSTOMER


def _requests(flow: Flow, call: Call, failed: tuple[Failure, ...]) -> Iterator[tuple[Expr, str]]:
    """The requests that failed, or that a client's listener sees, where they are written out with their headers."""
    for argument in call.arguments if failed else ():
        yield from ((part, ASKED if of.listened else REQUEST) for part, of in written_out(flow, call, argument.value, failed))


def _parts(flow: Flow, value: Expr) -> Iterator[Expr]:
    """The values that end up in the message one by one."""
    match value:
        case facts.Template(parts=parts) | facts.Sequence(items=parts):
            for part in parts:
                yield from _parts(flow, part)
        case facts.Binary(left=left, right=right):
            yield from _parts(flow, left)
            yield from _parts(flow, right)
        case facts.Mapping(entries=entries):
            for entry in entries:
                yield from _parts(flow, entry.value)
        case facts.Choice(then=then, otherwise=otherwise):
            for part in (then, otherwise):
                yield from _parts(flow, part)
        case Call() if _cuts_out(flow, value):
            return
        case Call() if "text.dump" in flow.roles.by(value):
            yield value
            yield from (part for argument in value.arguments[:1] for part in _parts(flow, argument.value))
        case Call() | facts.Index() if (written := _begun(flow, value)) is not None:
            yield from _parts(flow, written)
        case Call() if piece(value) is not None:
            yield value
        case Call() if (pairs := builders.pairs(value)) is not None:
            for pair in pairs:
                yield from _parts(flow, pair.value)
        case Call() if last_of(value) == "format" or flow.roles.by(value) & {"json.encode", "text.same"}:
            whole = [a.value for a in value.arguments]
            if whole and last_of(value) not in ("encode", "decode", "strip", "lower"):
                for item in whole:
                    yield from _parts(flow, item)
            else:
                yield value
        case facts.Literal():
            return
        case _:
            yield value


def _cuts_out(flow: Flow, call: Call) -> bool:
    """Whether a text is told without the secret that is a part of it: `signed.replace(this.secret, "[secret]")`."""
    pattern = call.argument(0) if last_of(call) in REPLACING and len(call.arguments) > 1 else None
    return pattern is not None and is_key(called(flow, pattern))


def _asks_type(flow: Flow, part: Expr, routine: Routine) -> bool:
    """`typeof req.body`"""
    return isinstance(part, facts.Other) and flow.resolver.files.read(routine.path)[part.span.start :].startswith(b"typeof")


def _begun(flow: Flow, value: Expr) -> Expr | None:
    """What is written out and cut off only where few bodies are as long: `json.dumps(body)[:1000]`."""
    cut = piece(value)
    return cut[0] if cut is not None and cut[1] >= BODIES and isinstance(cut[0], Call) and "json.encode" in flow.roles.by(cut[0]) else None


def _what(flow: Flow, part: Expr, routine: Routine, given: Mapping[str, Tags]) -> str:
    if isinstance(part, facts.Compare | facts.Logic) or (isinstance(part, Call) and flow.roles.by(part) & {"redact", "value.measure"}):
        return ""
    if (isinstance(part, Call) and is_harmless_part(part)) or _asks_type(flow, part, routine):
        return ""
    if isinstance(part, Call) and "text.dump" in flow.roles.by(part):
        dumped = part.argument(0)
        if dumped is not None and is_kept_body(flow, dumped, routine):
            return BODY
        if flow.webhooks:
            return BODY if flow.origin(dumped, routine, given) & REQUEST_BODY else ""
        return BODY if dumped is not None and _what(flow, dumped, routine, given) == BODY else ""
    cut = piece(part)
    if cut is not None and (isinstance(part, Call) or is_secret(flow, cut[0], routine)):
        return PIECE if cut[1] >= LONG and is_secret(flow, cut[0], routine) else ""
    tags = flow.origin(part, routine, given)
    if isinstance(part, facts.Index) and isinstance(part.key, facts.Other) and not tags & {"request.body.raw", "request.body.parsed"}:
        return ""  # a few characters of it
    if is_card_value(part):
        return "card data"
    if is_expected(flow, part, routine, tags):
        return "the expected signature"
    if "hmac.digest" in tags:
        return ""
    if _holds_headers(flow, part, routine):
        return HEADERS
    fields = shown(flow, part, routine)
    if fields is not None:
        return _of_fields(fields, webhook=any(door.routine == routine for door in flow.webhooks) and "request.body.parsed" in tags)
    if tags & {"request.body.raw", "request.body.parsed"} and not tags & {"signature.verify", "provider.read"}:
        return "" if _is_answer(flow, part, routine) else BODY
    if is_verified_event(flow, part, routine) or is_verified_payload(flow, part, routine):
        return BODY
    if is_listed_body(flow, part, routine) or is_kept_body(flow, part, routine):
        return BODY
    if carried(flow, part, routine):
        return EVENT
    if is_secret(flow, part, routine) or is_keyed(flow, part, routine) or is_issued(flow, part, routine):
        return SECRET
    return ""


def _is_short(part: Expr) -> bool:
    cut = piece(part)
    return cut is not None and cut[1] < MOST


def _holds_headers(flow: Flow, part: Expr, routine: Routine) -> bool:
    """Whether a value is all headers of the request, or a variable that was given them."""
    if isinstance(part, Name) and part.path.lower().endswith(HEADER_PATHS):
        return True
    held = flow.texts.value_of(part, routine) if isinstance(part, Name) else None
    value = held[0] if held is not None else part
    return isinstance(value, Name | Call) and "request.headers" in flow.roles.by(value)


def _of_fields(fields: frozenset[str], *, webhook: bool) -> str:
    """What is logged with an object of the shop's own that shows its fields."""
    if any(is_card_name(name) for name in fields):
        return "card data"
    if any(is_key(name) for name in fields):
        return SECRET
    return BODY if webhook and fields else ""


def _is_answer(flow: Flow, part: Expr, routine: Routine) -> bool:
    """Whether a value is what something outside the repository answers to the body: `client.payments(body)`."""
    held = flow.texts.value_of(part, routine) if isinstance(part, Name) else None
    made = held[0] if held is not None else part
    if not isinstance(made, Call) or "." not in facts.trail(made) or flow.resolver.callee(made, routine) is not None:
        return False
    if words_of(made.path.partition(".")[0]) & set(flow.providers):
        return True  # `\Xendit\Invoice::create($request->all())`
    return flow.language.typed and not flow.roles.by(made)


def _is_of_client(flow: Flow, part: Expr, what: str) -> bool:
    """Whether a payment is confirmed with what is logged, or a part of it: that is no text for a browser's log either."""
    return what == CONFIRMING or (what == SECRET and words_of(called(flow, part)) >= CLIENT_SECRET)


def _confirms(flow: Flow, part: Expr, routine: Routine) -> bool:
    """Whether a value is an answer from which the function takes what a payment is confirmed with: `made.clientSecret`."""
    taken = any(words_of(field) >= CLIENT_SECRET for field in fields_read(flow, part, routine))
    return taken and "http.request" in flow.origin(part, routine)
