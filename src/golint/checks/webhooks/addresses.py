"""Where nothing is signed, the sender's address is the proof."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.callers import callees
from golint.checks.webhooks.spelling import door
from golint.checks.webhooks.words import words
from golint.dataflow.vocabulary import ADDRESS_WORDS
from golint.dataflow.words import words_of
from golint.facts import Call, Name
from golint.lazily import compiled
from golint.model import Hit, Severity

if TYPE_CHECKING:
    from golint.catalog.providers import Provider
    from golint.dataflow import Handler
    from golint.view import FileView

HOPS = 2
LETS_IN = frozenset({"allowlist", "whitelist", "cidr", "trusted"})
BY_SIGNATURE = frozenset({"compare", "helper", "opaque", "open", "form"})
_FENCE = compiled(
    rb"^\s*(?:allow|deny|Require\s+ip|Allow\s+from|whitelist[-_]source[-_]range|ip_?allow)\b[^\n]*\d"
    rb"|<ipSecurity\b|\bipSecurityRestrictions\b|\bip_restriction\b|\bRemote(?:Addr|CIDR)(?:Valve|Filter)\b",
    re.IGNORECASE | re.MULTILINE,
)
_FENCES = (".conf", ".nginx", ".htaccess", ".yml", ".yaml", ".tf", ".hcl", ".cfg", ".toml", ".json", ".config", ".xml", ".bicep")


def webhook_ip_allowlist(view: FileView) -> Iterator[Hit]:
    """A handler of a provider whose webhooks are known by their address alone, and nothing asks for it."""
    flow = view.flow
    if not any(map(_goes_by_address, flow.packs)):
        return
    for handler in flow.webhooks:
        if not all(map(_goes_by_address, flow.packs_of(handler))):
            continue
        proof = flow.proof(handler)
        kinds = {check.kind for check in proof.checks}
        if proof.all_effects and kinds <= BY_SIGNATURE and not _asks_address(view, handler) and not _is_fenced(view):
            yield _hit(view, handler, nothing=not kinds)


def _goes_by_address(pack: Provider) -> bool:
    return bool(pack.webhooks) and all(webhook.mode == "ip-allowlist" for webhook in pack.webhooks)


def _hit(view: FileView, handler: Handler, *, nothing: bool) -> Hit:
    what = "nobody checks it here" if nothing else "only a signature is checked here, which the provider does not always send"
    return Hit(
        door(view, handler),
        {**words(view, handler), "handler": handler.symbol, "what": what},
        provider=view.flow.provider_of(handler),
        symbol=handler.symbol,
        severity=Severity.ERROR if nothing and not view.flow.unknown_guards(handler) else None,
    )


def _asks_address(view: FileView, handler: Handler) -> bool:
    """Whether the handler, or something that it runs or that runs before it, looks at an address or a list of them."""
    for wrapper in handler.before:
        if words_of(facts.trail(wrapper.expr)) & (LETS_IN | ADDRESS_WORDS):
            return True
    reached = (found for routine in (handler.routine, *view.flow.in_front(handler)) for found in callees(view.flow, routine, HOPS))
    for routine in reached:
        for node in routine.nodes:
            told = node.written if isinstance(node, Name) else node.path if isinstance(node, Call | facts.Attribute) else ""
            told = str(node.value) if isinstance(node, facts.Literal) else told
            if words_of(told.partition(" ")[0]) & (LETS_IN | (ADDRESS_WORDS - {"address"})):
                return True
    return False


def _is_fenced(view: FileView) -> bool:
    """Whether the configuration of a proxy or a cloud in the repository, or of the framework, lets some addresses in and others not."""
    if view.flow.resolver.files.mentioned(view.flow.language.address_fences, view.source.path):
        return True
    paths = {path for word in (b"allow", b"whitelist") for path in view.project.mentioning(word, _FENCES)}
    return any(_FENCE.search(view.project.read(path) or b"") for path in sorted(paths))
