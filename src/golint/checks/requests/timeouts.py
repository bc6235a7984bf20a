"""Requests to a provider that may wait for ever."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.addressees import is_anothers, is_anybodys, is_host_of_another_trade, is_of_another_trade, is_own_site
from golint.checks.callers import MANY, callers, naming
from golint.checks.keys.routes import received
from golint.checks.requests.built import builds_endless, is_configured, sends_endless
from golint.checks.requests.reactive import is_limited, links_after
from golint.dataflow.modules import Routine
from golint.dataflow.names import OWN, called, last_of, name_of, owner_of, path_of, text_of
from golint.dataflow.requests.bases import NAMES as BASES
from golint.dataflow.values.texts import HOLE
from golint.dataflow.vocabulary import PAYMENT_WORDS
from golint.dataflow.words import words_of
from golint.facts import Argument, Call, Expr, Name
from golint.model import Hit, Side, Span

if TYPE_CHECKING:
    from golint.catalog.providers import Provider
    from golint.dataflow import Flow
    from golint.view import FileView

PROVIDING = ("register", "registerAsync")  # Nest's `HttpModule`
MAKERS = frozenset({"useFactory", "useClass", "useExisting"})
HOPS = 3
TELLING = PAYMENT_WORDS - {"card", "gateway", "transfer"}  # social cards, API gateways and files are asked for as well
OPTIONS = frozenset({"option", "opt", "config", "init", "setting", "args", "kwarg", "params"})
VERBS = ("get", "post", "put", "patch", "delete", "request")
OTHERS = "the other side"  # of which no more is known than that it is no provider
PLATFORM = "fetch"  # frameworks hand it to a function under its own name: of some other type it is anything


def no_timeout(view: FileView) -> Iterator[Hit]:
    """A call to a provider that may wait for ever."""
    flow = view.flow
    if view.side is Side.CLIENT or not flow.traces.may_wait:
        return  # a browser gives up when the customer does
    for value in (*_endless(flow), *_kept(flow)):
        yield _hit(view, value.span, path_of(value))
    for call in flow.requests:
        routine = flow.routine_at(call.span.start)
        client = endless_client(flow, call, routine)
        if (
            client
            and not _limited(flow, call, client, routine)
            and not (builds_endless(flow, call, routine) and is_configured(flow, view.project))
            and flow.is_payment_code(routine, TELLING)
            and not _goes_elsewhere(view, call, routine)
            and received(view, call.span.start) is None
        ):
            waits = flow.assembly.runs(call)
            if waits is None:
                yield _hit(view, call.callee.span, _shown(call, client), _whom(flow, list(_asked(flow, call)), routine))
            else:
                yield _hit(view, waits, view.source.text(waits).partition("(")[0], "", ((None, call.callee.span, "made here"),))


def _shown(call: Call, client: str) -> str:
    """The client as the file calls it; one behind a local name by its own."""
    return called(call) if client == call.path else client


def _endless(flow: Flow) -> Iterator[Expr]:
    """The values by which a client is told to wait for ever: `Timeout = Timeout.InfiniteTimeSpan`."""
    limits = flow.language.timeouts
    for node in flow.module.nodes if limits.endless else ():
        given = [(a.name or "", a.value) for a in node.arguments] if isinstance(node, Call) else []
        if isinstance(node, facts.Assign) and node.value is not None:
            given = [(name_of(target), node.value) for target in node.targets]
        for name, value in given:
            if (
                name in limits.keywords
                and path_of(value) in limits.endless
                and flow.is_payment_code(flow.routine_at(value.span.start), TELLING)
            ):
                yield value


def _kept(flow: Flow) -> Iterator[Name]:
    """Where a client that all share and that waits for ever is kept or handed on: `&Gateway{client: http.DefaultClient}`. What stands
    in for one that was not given, `if client == nil { client = http.DefaultClient }`, may never be used."""
    limits = flow.language.timeouts
    found = [node for node in flow.module.nodes if isinstance(node, Name) and limits.common.of(node.path)] if limits.common.table else []
    if not found or any(limits.deadlines.of(call.path) for call in flow.module.calls):
        return
    for node in found:
        routine = flow.routine_at(node.span.start)
        asked = (one for one in routine.own if isinstance(one, facts.Branch | facts.Compare))
        told = (f"{last_of(node)}.{keyword}" for keyword in limits.keywords)  # one may be told a limit for all
        if any(node.span in one.span for one in asked) or flow.resolver.files.mentioned(told, flow.module.path):
            continue
        if flow.is_payment_code(routine, TELLING):
            yield node


def _hit(view: FileView, at: Span, client: str, host: str = "", related: tuple[tuple[None, Span, str], ...] = ()) -> Hit:
    flow = view.flow
    routine = flow.routine_at(at.start)
    provider = _provider_at(view, host) if host else view.catalog.providers.get(flow.provider_at(routine) or "")
    values = {"client": client, "provider": provider.name if provider else OTHERS if host else "the provider"}
    return Hit(at, values, provider=provider.id if provider else None, symbol=flow.symbol(routine), related=related)


def endless_client(flow: Flow, call: Call, routine: Routine) -> str:
    """The client's function that a call runs, by its path or behind a local name; "" for other calls and for clients with a limit."""
    limits, clients = flow.language.timeouts.none, flow.language.timeouts.clients
    if _switches_off(flow, call) or clients.of(call.path) or builds_endless(flow, call, routine) or sends_endless(flow, call):
        return called(call)
    owner = owner_of(call)
    if isinstance(call.callee, Name) and owner is None:
        if _is_handed(flow, call.callee, routine):
            return ""
        held = flow.texts.value_of(call.callee, routine)
        if held is not None and isinstance(held[0], Name) and limits.of(held[0].path):
            return held[0].path
    if owner is not None and last_of(call) in VERBS:
        made = flow.texts.maker(owner, routine)
        if made in flow.language.timeouts.sessions:
            return "" if _is_mounted(flow, owner, routine) else f"{made}.{last_of(call)}"
        if clients.of(made):
            return ""  # told where the client is made
        if _is_injected_as_it_is(flow, owner, routine):
            return called(call)
    endless = limits.of(call.path) and not flow.language.timeouts.limited.of(call.path) and "session" not in call.path.lower()
    return called(call) if endless and not _is_told_for_all(flow, call) else ""


def _is_told_for_all(flow: Flow, call: Call) -> bool:
    """Whether a file of the shop tells a library a limit for all its requests: `axios.defaults.timeout = 5000`."""
    library = facts.trail(call).partition(".")[0]
    return flow.language.awaits and flow.resolver.files.mentioned((f"{library}.defaults.timeout",), flow.module.path)


def _is_injected_as_it_is(flow: Flow, owner: Expr, routine: Routine) -> bool:
    """Whether a client is one that a framework hands in, and no file of the shop's tells its module anything: `imports: [HttpModule]`."""
    injected = flow.language.timeouts.injected
    if not injected or not isinstance(owner, Name) or not owner.written.startswith("this."):
        return False
    module = injected.get(flow.resolver.declared(owner.written, routine))
    if module is None:
        return False
    files = flow.resolver.files
    importing = files.mentioning(module, flow.module.path)
    told = (f"{module}.".lower().encode(), b"timeout")  # by what makes the client, or for each call
    if not importing or any(files.holds(path, told) for path in (flow.module.path, *importing)):
        return False
    return not files.mentioned(("axiosRef.defaults", "axios.defaults"), flow.module.path)


def _is_handed(flow: Flow, callee: Name, routine: Routine) -> bool:
    """Whether what is called like a library is what a function was handed, and so anything: `.then((request) => request(axios))`. One on
    which that function also calls what the library has, `request.post(options, done)`, is the library."""
    here: Routine | None = routine
    while here is not None:
        if any(p.name == callee.written and (p.name != PLATFORM or "=>" in p.annotation) for p in here.function.parameters):
            asked = (call for call in here.calls if path_of(owner_of(call)) == callee.written)
            return not any(last_of(call) in VERBS for call in asked)
        here = flow.module.around(here)
    return False


def _switches_off(flow: Flow, call: Call) -> bool:
    """`timeout=None` takes away the limit that a client has of its own."""
    given = call.argument(None, *flow.language.timeouts.keywords)
    return "http.request" in flow.roles.by(call) and isinstance(given, facts.Literal) and given.value is None


def _is_mounted(flow: Flow, owner: Expr, routine: Routine) -> bool:
    """Whether a session has an adapter of the shop's own, or a `request` of its own, which may set the limit."""
    written = path_of(owner)
    for call in flow.module.calls:
        if last_of(call) == "mount" and path_of(owner_of(call)).rpartition(".")[2] in (written.rpartition(".")[2], "session", "s"):
            adapter = call.argument(1)
            made = flow.texts.maker(adapter, flow.routine_at(call.span.start)) if adapter is not None else ""
            if not made.endswith(".HTTPAdapter"):
                return True
    return any(isinstance(n, facts.Assign) and any(path_of(t) == f"{written}.request" for t in n.targets) for n in flow.module.nodes)


def _limited(flow: Flow, call: Call, client: str, routine: Routine) -> bool:
    timeouts = flow.language.timeouts
    if _switches_off(flow, call):
        return False
    if timeouts.deferred.of(call.path) and is_limited(flow, call):
        return True
    if last_of(call) in PROVIDING and (_may_limit_when_made(flow, call, routine) or _limited_by_users(flow)):
        return True
    if any(timeouts.deadlines.of(other.path) for other in flow.module.calls):
        return True  # a context with a deadline limits what is asked with it
    if _names_limit(flow, call, routine) or _is_chained_to_limit(flow, call) or _set_later(flow, call, routine) or _is_raced(flow, call):
        return True
    if not _is_said_nowhere(flow, call) and any(_unpacks_limit(flow, argument, routine) for argument in _options(flow, call, routine)):
        return True
    position = timeouts.positions.get(client)
    return position is not None and call.argument(position) is not None


def _may_limit_when_made(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether the options of a module's client come from a function that names a limit or cannot be seen: `useFactory: () => ({ ... })`."""
    told = {field.name: field.value for a in call.arguments for field in flow.fields.of(a.value, routine).known}
    if not told.keys() & MAKERS:
        return False
    made = told.get("useFactory")
    if not isinstance(made, facts.Lambda):
        return True
    inner = Routine(routine.path, made.function.span.start, made.function, routine.owner)
    options = [flow.fields.of(value, inner) for value in inner.given_back if value is not None]
    return not options or any(one.open or one.names & set(flow.language.timeouts.keywords) for one in options)


def _limited_by_users(flow: Flow) -> bool:
    """Whether a file that asks through the client of a module names a limit: it may do so for each call."""
    files = flow.resolver.files
    return any(files.holds(path, (b"timeout",)) for path in files.mentioning("HttpService", flow.module.path))


def _names_limit(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a limit stands among a call's arguments, or in the options that it is given."""
    keywords = flow.language.timeouts.keywords
    if any(argument.name in keywords and not _is_none(argument.value) for argument in call.arguments):
        return True
    lower = {keyword.lower() for keyword in keywords}
    told = (field for argument in _options(flow, call, routine) for field in flow.fields.of(argument.value, routine).known)
    return any(field.name.lower() in lower and not _is_none(field.value) for field in told)


def _is_none(limit: Expr | None) -> bool:
    """Whether what stands where a limit does is none: clients take 0 for as long as it takes."""
    return isinstance(limit, facts.Literal) and (limit.value is None or str(limit.value) == "0")


def _options(flow: Flow, call: Call, routine: Routine) -> Iterator[Argument]:
    """What is unpacked into a call, and the mappings that it is given."""
    for argument in call.arguments:
        held = flow.texts.value_of(argument.value, routine) if isinstance(argument.value, Name) else None
        value = held[0] if held is not None else argument.value
        if argument.spread == "**" or isinstance(value, facts.Mapping) or _is_options(argument.value, routine):
            yield argument


def _is_options(value: Expr, routine: Routine) -> bool:
    """Whether a caller may hand the limit in: a parameter that calls itself options."""
    return (
        isinstance(value, Name)
        and bool(words_of(value.written) & OPTIONS)
        and any(p.name == value.written for p in routine.function.parameters)
    )


def _is_chained_to_limit(flow: Flow, call: Call) -> bool:
    """`agent.post(url).timeout(5000)`, `Http::timeout(5)->post(url)`."""
    keywords = flow.language.timeouts.keywords
    inner: Expr | None = call.receiver
    while isinstance(inner, Call):
        if last_of(inner) in keywords:
            return True
        inner = inner.receiver
    return any(last_of(c) in keywords for c in links_after(flow, call))


def _is_raced(flow: Flow, call: Call) -> bool:
    """`Promise.race([fetch(url), late(5000)])`, `asyncio.wait_for(send(), 5)`: something around the call gives up."""
    around = (c for c in flow.module.calls if call.span in c.span and c.span != call.span and call.span not in c.callee.span)
    return any(flow.language.timeouts.around.of(c.path) for c in around)


def _set_later(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether what a call gives back is told a limit afterwards: `client.timeout = 5`, `request.setTimeout(5000)`,
    `curl_setopt(handle, CURLOPT_TIMEOUT, 5)`."""
    names = {
        mark
        for mark, bindings in flow.module.bindings(routine).items()
        for b in bindings
        if b.value is not None and call.span in b.value.span
    }
    keywords = {keyword.lower() for keyword in flow.language.timeouts.keywords}
    for node in _where_told(flow, names, routine):
        match node:
            case facts.Assign(targets=(Name(written=written), *_), value=value) if not _is_none(value):
                head, _, last = written.rpartition(".")
                if (head in names or head.startswith(tuple(f"{name}." for name in names))) and last.lower() in keywords:
                    return True
            case Call(arguments=arguments) if not (arguments and _is_none(arguments[-1].value)):
                told = {last_of(node).lower(), *(name_of(a.value).lower() for a in arguments)}
                told |= {text_of(a.value).lower() for a in arguments}
                told |= {
                    key.lower()
                    for a in arguments
                    if isinstance(a.value, facts.Mapping)
                    for e in a.value.entries
                    if (key := name_of(e.key) or text_of(e.key)) and not _is_none(e.value)
                }
                first = path_of(owner_of(node)) if owner_of(node) is not None else ""
                holds = first in OWN and any(name.startswith(f"{first}.") for name in names)  # `$this->option(CURLOPT_TIMEOUT, 30)`
                if told & keywords and (first in names or holds or any(path_of(a.value) in names for a in arguments)):
                    return True
    return False


def _where_told(flow: Flow, names: set[str], routine: Routine) -> Iterator[facts.Node]:
    """What may tell one of these names a limit: the routine, and for a field of the own object all of its class."""
    if not names:
        return
    own = [r for r in flow.module.routines if routine.owner is not None and r.owner is routine.owner]
    for place in own if any(name.startswith(("this.", "self.")) for name in names) else (routine,):
        yield from place.nodes


def _is_said_nowhere(flow: Flow, call: Call) -> bool:
    """Whether no file of the shop's writes what it would have to, to limit a call: `CURLOPT_TIMEOUT`."""
    spelt = flow.language.timeouts.spelt.get(call.path)
    return spelt is not None and not flow.resolver.files.mentioned(spelt, flow.module.path)


def _unpacks_limit(flow: Flow, argument: Argument, routine: Routine) -> bool:
    """Whether what is unpacked sets a limit, or cannot be seen and does not come from this function's own callers."""
    unpacked = flow.fields.of(argument.value, routine)
    return unpacked.open and (not _is_own(argument, routine) or _callers_give(flow, routine))


def _callers_give(flow: Flow, routine: Routine, hops: int = HOPS) -> bool:
    """Whether any call of a function, in this file or another, names a limit. A function that nobody calls may be given one; one that only
    hands on what it is given says nothing by itself."""
    if len(naming(flow, routine)) > MANY:
        return True
    calls = list(callers(flow, routine))
    if not calls:
        return hops == HOPS
    return hops == 0 or any(_gives(flow, call, caller, hops) for call, caller in calls)


def _gives(flow: Flow, call: Call, caller: Routine, hops: int) -> bool:
    """Whether a call names a limit, itself or in what its own callers hand on, or hands on what cannot be seen."""
    if _names_limit(flow, call, caller):
        return True
    spread = [argument for argument in call.arguments if argument.spread == "**"]
    if any(not _is_own(argument, caller) or _callers_give(flow, caller, hops - 1) for argument in spread):
        return True
    return caller.path != flow.module.path and any(_is_unseen(flow, argument.value, caller) for argument in call.arguments)


def _is_unseen(flow: Flow, value: Expr, routine: Routine) -> bool:
    """Whether a caller of another file hands on options whose fields it does not show."""
    return isinstance(value, Name) and flow.fields.of(value, routine).open and bool(words_of(name_of(value)) & OPTIONS)


def _is_own(argument: Argument, routine: Routine) -> bool:
    """Whether what is unpacked is the function's own `**kwargs`, or options that it was given."""
    parts = [argument.value]
    if isinstance(argument.value, facts.Mapping):
        parts = [entry.value for entry in argument.value.entries if entry.key is None]
    own = {p.name for p in routine.function.parameters if p.spread or not argument.spread}
    return bool(parts) and all(isinstance(part, Name) and part.written in own for part in parts)


def _goes_elsewhere(view: FileView, call: Call, routine: Routine) -> bool:
    """Whether a request goes to an address that is no provider's, as it is written down or by what it is called, from a function that says
    nothing of payments."""
    flow = view.flow
    asked = list(_asked(flow, call))
    own = any(flow.texts.of(value, routine).startswith("/") for value in asked[:1]) and not _is_told_base(flow, call, routine)
    if own or flow.stays_here(call, routine):
        return True  # the shop's own address
    if asked and is_own_site(flow, asked[0], routine):
        return True
    host = _host(flow, asked, routine)
    if is_host_of_another_trade(host) if host else any(is_of_another_trade(flow, address, routine) for address in asked[:1]):
        return True
    if asked and not host and flow.provider_at(routine) is None and is_anybodys(flow, asked[0], routine):
        return True
    if not host and not flow.parties.run_through and not flow.says_payment(routine, TELLING):
        return True  # a provider is named elsewhere in a long file, and by nothing around the request
    if not host or words_of(routine.function.qualname) & PAYMENT_WORDS:
        return False
    return _provider_at(view, host) is None and not flow.names_provider(host)  # `id.acme.example`, which no table lists


def _is_told_base(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether what a path hangs on is told with it: `http.post("/orders", order, { baseURL: settings.baseUrl })`."""
    fields = (field for argument in call.arguments[1:] for field in flow.fields.of(argument.value, routine).known)
    return any(field.name.lower() in BASES for field in fields)


def _asked(flow: Flow, call: Call) -> Iterator[Expr]:
    """What may be a request's address."""
    yield from (a.value for a in call.arguments if a.name in (None, "url"))
    yield from (link.arguments[0].value for link in links_after(flow, call) if last_of(link).lower() in BASES and link.arguments)


def _host(flow: Flow, asked: Sequence[Expr], routine: Routine) -> str:
    """The host of an address, "" for one that is not written down."""
    texts = (flow.texts.of(value, routine) for value in asked)
    host = next((text.partition("://")[2].partition("/")[0] for text in texts if "://" in text), "")
    return "" if HOLE in host else host


def _whom(flow: Flow, asked: Sequence[Expr], routine: Routine) -> str:
    """The host of an address, or that it is somebody else's; "" where the provider is asked as far as one can tell."""
    host = _host(flow, asked, routine)
    return host or (OTHERS if asked and is_anothers(flow, asked[0], routine) else "")


def _provider_at(view: FileView, host: str) -> Provider | None:
    return next((one for one in view.catalog.providers.values() if one.answers_at(host)), None)
