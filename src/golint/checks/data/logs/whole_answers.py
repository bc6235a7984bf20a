"""All that a provider answered about a payment, its customer or where money goes, as far as a value is such an answer: `res.data`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.errors.catching import ERRORS
from golint.checks.data.logs.keyed import spelt_of
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, receiver_of, text_of
from golint.dataflow.values.texts import returned
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 2  # a service that gives back what its client did
DEPTH = 8
REQUESTS = frozenset({"http.request", "http.write"})
SAME = frozenset({"json.decode", "json.encode", "text.same", "http.text"})
# What stands between a request and what was answered, and between that and the payment: `response.body`, `answer.data.attributes`.
STEPS = frozenset({
    "data", "body", "content", "text", "json", "attributes", "result", "object", "parsed_response", "parsedresponse", "value", "getbody",
    "getcontents", "readasstringasync", "tostring", "to_s", "to_h", "toarray", "to_dict", "todict", "string", "readall", "newdecoder",
    "collect", "tojson", "__tostring", "readfromjsonasync", "getdata", "getresult", "decode", "toobject", "getrawbody", "orelse", "block",
    "inspect", "raw_response", "rawresponse",
})  # fmt: skip
# What a record is called that names a customer, his card or a bank account, or that a payment can be made with again: as it is answered to
# who makes it, and to who reads it later.
MADE = frozenset({
    "payment", "intent", "paymentintent", "charge", "transaction", "transfer", "transferrecipient", "recipient", "customer", "payout",
    "disbursement", "mandate", "authorize", "sale", "capture", "card", "debit", "beneficiary",
})  # fmt: skip
READ = MADE | {"session", "order", "invoice", "source", "subscription", "status", "verify", "verification", "authorization"}
# What is asked for before somebody pays is answered with an address or a number at most; lists of these are nobody's.
LISTED = frozenset({
    "plan", "product", "price", "webhook", "bank", "balance", "refund", "rate", "fee", "country", "currency", "link", "token",
})  # fmt: skip
OPENING = LISTED | {"initialize", "session", "preference", "snap", "checkout", "url", "modification"}
# Whose payments open with a page: the answer to such a request says where that is.
PAGES = frozenset({"flutterwave", "mollie", "midtrans"})
NAMELESS = frozenset({"url", "base", "host", "endpoint", "api", "uri", "path", "reference", "id", "ref"})


def told_by(flow: Flow, part: Expr, routine: Routine) -> Call | None:
    """The request to a provider whose whole answer a value is, where that tells of a customer; None for anything else."""
    asked = _requests(flow, part, routine, HOPS, DEPTH)
    return next((call for call, place in asked if _is_about_customer(flow, call, place)), None)


def _requests(flow: Flow, value: Expr, routine: Routine, hops: int, depth: int) -> Iterator[tuple[Call, Routine]]:
    """The calls outside the repository of which a value is all that they gave back, each with where it stands."""
    if depth == 0:
        return
    match value:
        case Name(written=written, path=path, span=span):
            yield from _held(flow, value, routine, hops, depth - 1)
            before, _, last = written.rpartition(".")
            if before and last.lower() in STEPS:
                yield from _requests(flow, Name(path.rpartition(".")[0], span, before), routine, hops, depth - 1)
        case facts.Index(base=base, key=key) if text_of(key).lower() in STEPS:
            yield from _requests(flow, base, routine, hops, depth - 1)
        case facts.Attribute(base=base, path=path) if all(step.lower() in STEPS for step in path.split(".") if step):
            yield from _requests(flow, base, routine, hops, depth - 1)
        case facts.Logic(operator="or", operands=(first, *_)):
            yield from _requests(flow, first, routine, hops, depth - 1)
        case Call():
            yield from _made(flow, value, routine, hops, depth - 1)


def _held(flow: Flow, name: Name, routine: Routine, hops: int, depth: int) -> Iterator[tuple[Call, Routine]]:
    """What a variable was given, and what a promise, or a request, hands to the function that waits for it."""
    module = flow.resolver.module(routine.path)
    for binding in module.reaching(routine, name.written, name.span.start) if module is not None else ():
        whole = not binding.element or binding.whole.lower().endswith("err")
        if binding.value is not None and whole and not binding.augments:
            yield from _requests(flow, binding.value, routine, hops, depth)
    call = module.handed.get(routine.start) if module is not None else None
    if module is not None and call is not None:
        place = module.enclosing(call.span.start)
        yield from (one for waited in _waited(call, name, routine) for one in _requests(flow, waited, place, hops, depth))


def _waited(call: Call, name: Name, routine: Routine) -> Iterator[Expr]:
    """What gives a parameter to a function that is handed to a call: `request.then((answer) => ...)`, and where it takes the error first
    the call itself, `ask(options, (error, answer, body) => ...)`."""
    first, *others = (parameter.name for parameter in routine.function.parameters) if routine.function.parameters else ("",)
    if first in ERRORS and name.written in others:
        yield call
    elif name.written == first and last_of(call) == "then" and call.receiver is not None:
        taking = call.argument(0)
        if isinstance(taking, facts.Lambda) and taking.function.span == routine.function.span:
            yield call.receiver


def _made(flow: Flow, call: Call, routine: Routine, hops: int, depth: int) -> Iterator[tuple[Call, Routine]]:
    callee = flow.judge.callee(call, routine)
    if callee is not None:
        for one in returned(callee) if hops and callee != routine else ():
            yield from _requests(flow, one, callee, hops - 1, depth)
        return
    asked = flow.money_calls.asks(call, routine)
    taken = bool(asked & SAME) or last_of(call).lower() in STEPS
    if asked & REQUESTS or not taken:
        yield call, routine
    for inner in (receiver_of(call), call.argument(0)) if taken else ():
        if inner is not None:
            yield from _requests(flow, inner, routine, hops, depth)


def _is_about_customer(flow: Flow, call: Call, routine: Routine) -> bool:
    roles = flow.money_calls.asks(call, routine)
    if roles & REQUESTS or "curl" in call.path:
        return _is_of_route(flow, call, routine)
    trail = facts.trail(call)
    if any(money.call.span == call.span and money.sdk for money in flow.money_in(routine)):
        return _is_told_to_maker(flow, words_of(".".join(trail.split(".")[-2:])), routine)  # a client may be called `checkout`
    if "provider.asked" in roles:
        return True
    if not call.arguments or not flow.judge.asks_provider(call, roles) or not flow.provider_at(routine):
        return False  # handed nothing, it reads a field: `notification.getTransactionStatus()`
    words = words_of(trail)
    return bool(words & READ) and not words & LISTED


def _is_of_route(flow: Flow, call: Call, routine: Routine) -> bool:
    whole = flow.assembly.whole(call) if routine.path == flow.module.path else call
    url = flow.money_calls.url(whole, routine)
    theirs = flow.money_calls.goes_to_provider(whole, routine)
    if theirs is False or (theirs is None and not _is_named_after_provider(flow, call, routine)):
        return False
    words = words_of(url.partition("://")[2].partition("/")[2] or url)
    if flow.money_calls.verb(whole, routine) == "GET":
        return bool(words & READ) and not words & LISTED
    return _is_told_to_maker(flow, words, routine)


def _is_told_to_maker(flow: Flow, words: frozenset[str], routine: Routine) -> bool:
    """Whether who asks for something by these words is answered with more than where its page is."""
    plain = {"payment", "transaction"} if flow.provider_at(routine) in PAGES else set()
    return bool(words & (MADE - plain)) and not words & OPENING


def _is_named_after_provider(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether an address that is not written down is called after the provider that the function is about, `env.ACME_URL`, or, where its
    name says nothing, the function, its class or its file is."""
    about, address = flow.provider_at(routine), call.argument(0)
    if about is None or address is None:
        return False
    own = frozenset[str]().union(*(words_of(name_of(part)) for part, _ in spelt_of(flow, address, routine) if isinstance(part, Name)))
    owner = routine.owner.name if routine.owner else ""
    named = bool(own & {"url", "base", "host", "endpoint"} and own - NAMELESS)
    return words_of(about) <= (own if named else own | words_of(f"{routine.path} {owner} {routine.function.qualname}"))
