"""The Authorization header in the form that the provider's surface takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.fields import Field
from golint.dataflow.modules import Routine
from golint.dataflow.names import headers_of, last_of, owner_of
from golint.dataflow.texts import HOLE
from golint.facts import Argument, Call, Expr, Name
from golint.model import Hit, Span

if TYPE_CHECKING:
    from golint.catalog.providers import Provider
    from golint.dataflow import Flow
    from golint.view import FileView

SCHEMES = ("Bearer", "Basic", "Token", "Digest")
BY_BASIC = " That is user name and password, joined by a colon, in base64; a single key is the user name, with an empty password."
BASIC = ("HTTPBasicAuth", "BasicAuth")


def wrong_auth_scheme(view: FileView) -> Iterator[Hit]:
    """`Authorization: Bearer ...` towards a provider that takes Basic, and the like."""
    flow = view.flow
    if len(flow.providers) != 1:
        return
    provider = view.catalog.providers[flow.providers[0]]
    seen: set[Span] = set()
    for call in flow.module.calls if provider.auth_schemes else ():
        routine = flow.routine_at(call.span.start)
        url = _url(flow, call, routine)
        if url is None or not _is_theirs(provider, url) or _grants_tokens(provider, url):
            continue
        accepted = _accepted(view, provider, url)
        for value, scheme in _schemes(flow, call, routine):
            if scheme not in accepted and value.span not in seen:
                seen.add(value.span)
                how = BY_BASIC if "Basic" in accepted else ""
                words = {"scheme": scheme, "wanted": _wanted(accepted), "how": how, "provider": provider.name}
                yield Hit(value.span, words, provider=provider.id, symbol=flow.symbol(flow.routine_at(value.span.start)))


def _url(flow: Flow, call: Call, routine: Routine) -> str | None:
    """The address of a request as far as it is written down; None for a call that is none."""
    if not flow.roles.by(call) & {"http.request", "http.write"}:
        return None
    texts = [flow.texts.of(a.value, routine) for a in call.arguments if a.name in (None, "url")]
    return next((text for text in texts if "/" in text), HOLE)


def _is_theirs(provider: Provider, url: str) -> bool:
    """Whether an address is the provider's, or may be: its host is not written down."""
    host = url.partition("://")[2].partition("/")[0]
    return not host or HOLE in host or any(known.value in host for known in provider.hosts)


def _grants_tokens(provider: Provider, url: str) -> bool:
    """Whether an address gives out OAuth tokens, to which a client shows its own id and secret, and the pack says nothing else of it."""
    known = any(route and route in url for route, _ in provider.auth_schemes)
    return not known and any(step.startswith("oauth") for step in url.partition("://")[2].split("/")[1:])


def _accepted(view: FileView, provider: Provider, url: str) -> frozenset[str]:
    """The schemes of the surface that the address belongs to; those of all surfaces where it cannot be told."""
    schemes = [(route, scheme) for route, scheme in provider.auth_schemes if route and route in url]
    if not schemes:
        schemes = [(route, scheme) for route, scheme in provider.auth_schemes if not route or route.encode() in view.source.data]
    return frozenset(scheme for _, scheme in schemes or provider.auth_schemes)


def _wanted(accepted: frozenset[str]) -> str:
    return " or ".join(sorted((f"`{scheme} ...`" if scheme else "the bare key") for scheme in accepted))


def _schemes(flow: Flow, call: Call, routine: Routine) -> Iterator[tuple[Expr, str]]:
    """The values of this file that say how a request is authorised, and the scheme that they choose."""
    for argument in call.arguments:
        if argument.name == "auth" and (scheme := _by_auth(flow, argument, routine)):
            yield argument.value, scheme
    headers = (call.argument(None, "headers"), headers_of(call))
    for field in (*(f for value in headers for f in flow.fields.of(value, routine).known), *flow.fields.deep(owner_of(call), routine)):
        scheme = _scheme(flow, field) if field.name.lower() == "authorization" and field.routine.path == flow.module.path else ""
        if scheme:
            yield field.value, scheme


def _by_auth(flow: Flow, argument: Argument, routine: Routine) -> str:
    """`auth=(key, "")` is Basic."""
    value = argument.value
    if isinstance(value, Name) and (held := flow.texts.value_of(value, routine)):
        value = held[0]
    return "Basic" if isinstance(value, facts.Sequence) or (isinstance(value, Call) and last_of(value) in BASIC) else ""


def _scheme(flow: Flow, field: Field) -> str:
    """The scheme that a header's value begins with; "" where none can be seen."""
    text = flow.texts.of(field.value, field.routine).lower()
    return next((scheme for scheme in SCHEMES if text.startswith(scheme.lower() + " ")), "")
