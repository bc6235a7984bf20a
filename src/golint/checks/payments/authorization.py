"""The Authorization header in the form that the provider's surface takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.keys.routes import received
from golint.dataflow.modules import Routine
from golint.dataflow.names import chained, headers_of, last_of, owner_of
from golint.dataflow.values.fields import Field
from golint.dataflow.values.texts import HOLE
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.catalog.providers import Provider
    from golint.dataflow import Flow
    from golint.view import FileView

SCHEMES = ("Bearer", "Basic", "Token", "Digest")
BY_BASIC = " That is user name and password, joined by a colon, in base64; a single key is the user name, with an empty password."
BASIC = ("HTTPBasicAuth", "BasicAuth")
OURS = frozenset({"app", "site", "cron", "internal", "admin", "session", "jwt"})  # a shop that asks itself shows a secret, too


def wrong_auth_scheme(view: FileView) -> Iterator[Hit]:
    """`Authorization: Bearer ...` towards a provider that takes Basic, and the like."""
    flow = view.flow
    if len(flow.providers) != 1 or not flow.traces.may_ask("http.request", "http.write"):
        return
    provider = view.catalog.providers[flow.providers[0]]
    seen: set[Span] = set()
    for call in flow.requests if provider.auth_schemes else ():
        routine = flow.routine_at(call.span.start)
        url = _url(flow, call, routine)
        if url is None or not _is_theirs(provider, url) or _grants_tokens(provider, url):
            continue
        accepted = _accepted(view, provider, url)
        for value, scheme in _schemes(flow, call, routine):
            if _is_someone_elses(flow, provider, call, url, value) or received(view, call.span.start) is not None:
                continue
            if scheme not in accepted and value.span not in seen:
                seen.add(value.span)
                how = BY_BASIC if "Basic" in accepted else ""
                words = {"scheme": scheme, "wanted": _wanted(accepted), "how": how, "provider": provider.name}
                yield Hit(value.span, words, provider=provider.id, symbol=flow.symbol(flow.routine_at(value.span.start)))


def _url(flow: Flow, call: Call, routine: Routine) -> str | None:
    """The address of a request as far as it is written down; None for a call that is none."""
    if not flow.money_calls.asks(call, routine) & {"http.request", "http.write"}:
        return None
    texts = [flow.texts.of(a.value, routine) for a in call.arguments if a.name in (None, "url")]
    return next((text for text in texts if "/" in text), HOLE)


def _is_theirs(provider: Provider, url: str) -> bool:
    """Whether an address is the provider's, or may be: its host is not written down."""
    host = url.partition("://")[2].partition("/")[0]
    return not host or HOLE in host or provider.answers_at(host)


def _is_someone_elses(flow: Flow, provider: Provider, call: Call, url: str, value: Expr) -> bool:
    """Whether nothing says that a token goes to the provider: the host is not written down, and no name speaks of the provider, or of a
    key that is not the shop's own. A shop's own server takes tokens too."""
    host = url.partition("://")[2].partition("/")[0]
    if host and HOLE not in host:
        return False
    names = " ".join(node.written for part in (call, value) for node in facts.walk(part) if isinstance(node, Name))
    keys = () if words_of(names) & OURS else ("secret", "apikey", "api_key")
    return not any(word in f"{names} {facts.trail(call)}".lower() for word in (*provider.words, *keys))


def _grants_tokens(provider: Provider, url: str) -> bool:
    """Whether an address gives out OAuth tokens, to which a client shows its own id and secret, and the pack says nothing else of it."""
    known = any(route and route in url for route, _ in provider.auth_schemes)
    return not known and any(step.startswith("oauth") for step in url.partition("://")[2].split("/")[1:])


def _accepted(view: FileView, provider: Provider, url: str) -> frozenset[str]:
    """The schemes of the surface that the address belongs to; those of all surfaces where it cannot be told."""
    schemes = [(route, scheme) for route, scheme in provider.auth_schemes if route and route in url]
    if not schemes:
        path = (url.partition("://")[2] or url).partition("/")[2]
        written = path and not path.startswith(HOLE)  # a surface that the pack says nothing of, whichever the file asks besides
        schemes = [(r, scheme) for r, scheme in provider.auth_schemes if not r or (not written and r.encode() in view.source.data)]
    return frozenset(scheme for _, scheme in schemes or provider.auth_schemes)


def _wanted(accepted: frozenset[str]) -> str:
    return " or ".join(sorted((f"`{scheme} ...`" if scheme else "the bare key") for scheme in accepted))


def _schemes(flow: Flow, call: Call, routine: Routine) -> Iterator[tuple[Expr, str]]:
    """The values of this file that say how a request is authorised, and the scheme that they choose."""
    told = (*flow.fields.named(call, routine), *_told_client(flow, call, routine))
    for field in told:
        if field.name == "auth" and field.routine.path == flow.module.path and (scheme := _by_auth(flow, field)):
            yield field.value, scheme
    headers = [(field.value, field.routine) for field in told if field.name == "headers"]
    headers += [(value, routine) for value in (headers_of(call),) if value is not None]
    given = [f for value, place in headers for f in flow.fields.of(value, place).known]
    given += flow.fields.headers_later(call, routine).known
    for link in chained(call):
        given += [field for argument in link.arguments for field in flow.fields.of(argument.value, routine).known]
        yield from ((link.arguments[0].value, scheme) for scheme in _told_by(flow, link) if link.arguments)
    for field in (*given, *flow.fields.deep(owner_of(call), routine)):
        scheme = _scheme(flow, field) if field.name.lower() == "authorization" and field.routine.path == flow.module.path else ""
        if scheme:
            yield field.value, scheme


def _told_by(flow: Flow, link: Call) -> Iterator[str]:
    """The scheme that a call chooses by its name: `Http::withToken($key)`."""
    roles = flow.roles.by(link)
    yield from ("Bearer",) if "auth.bearer" in roles else ("Basic",) if "auth.basic" in roles else ()


def _told_client(flow: Flow, call: Call, routine: Routine) -> tuple[Field, ...]:
    """What the client was told when it was made: `axios.create({ headers })`."""
    owner = owner_of(call)
    held = flow.texts.value_of(owner, routine) if isinstance(owner, Name) else None
    made = held is not None and isinstance(held[0], Call) and "http.client" in flow.roles.by(held[0])
    return flow.fields.named(held[0], held[1]) if made and held is not None and isinstance(held[0], Call) else ()


def _by_auth(flow: Flow, field: Field) -> str:
    """`auth=(key, "")` is Basic, and so is `auth: { username: key }`."""
    value = field.value
    if isinstance(value, Name) and (held := flow.texts.value_of(value, field.routine)):
        value = held[0]
    pair = isinstance(value, facts.Sequence) or (
        isinstance(value, facts.Mapping) and "username" in flow.fields.of(value, field.routine).names
    )
    return "Basic" if pair or (isinstance(value, Call) and last_of(value) in BASIC) else ""


def _scheme(flow: Flow, field: Field) -> str:
    """The scheme that a header's value begins with; "" where none can be seen."""
    text = flow.texts.of(field.value, field.routine).lower()
    return next((scheme for scheme in SCHEMES if text.startswith(scheme.lower() + " ")), "")
