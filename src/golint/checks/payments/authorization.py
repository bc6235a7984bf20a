"""The Authorization header in the form that the provider's surface takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.origins import text_of
from golint.facts import Expr
from golint.model import Hit, Stage

if TYPE_CHECKING:
    from golint.catalog.providers import Provider
    from golint.view import FileView

SCHEMES = ("Bearer", "Basic", "Token", "Digest")


def wrong_auth_scheme(view: FileView) -> Iterator[Hit]:
    """`Authorization: Basic ...` towards a provider that takes Bearer, and the like."""
    flow = view.flow
    provider = view.catalog.providers.get(flow.provider or "")
    if view.stage is Stage.TEST or provider is None or len(flow.providers) != 1 or not provider.auth_schemes:
        return
    accepted = {scheme for route, scheme in provider.auth_schemes if _used(view, provider, route)}
    if not accepted:
        return
    for node in facts.walk(flow.module.program.body):
        if isinstance(node, facts.Entry) and node.key is not None and text_of(node.key).lower() == "authorization":
            written = _scheme(node.value)
            if written is not None and written not in accepted:
                wanted = " or ".join(sorted(f"`{scheme} <key>`" if scheme else "the bare key" for scheme in accepted))
                yield Hit(node.value.span, {"scheme": written or "no scheme", "wanted": wanted}, provider=provider.id, symbol=flow.routine_at(node.value.span.start).function.qualname)


def _used(view: FileView, provider: Provider, route: str) -> bool:
    """Whether the file talks to this surface: its route occurs, or the provider has only one."""
    routes = {other for other, _ in provider.auth_schemes}
    return not route or len(routes) == 1 or route.encode() in view.source.data


def _scheme(value: Expr) -> str | None:
    """The scheme that a header value begins with, "" for a bare credential, None where it cannot be seen."""
    match value:
        case facts.Template(parts=(first, *_)) | facts.Binary(operator="+" | "%", left=first):
            text = text_of(first)
            return next((scheme for scheme in SCHEMES if text.lower().startswith(scheme.lower() + " ")), None)
        case facts.Call(path=path, callee=facts.Attribute(base=base)) if path.endswith(".format"):
            return _scheme(facts.Template((base,), base.span))
    return None
