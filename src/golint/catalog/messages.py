"""Messages and helps with their `{placeholders}` filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from golint.catalog.providers import Provider
from golint.lazily import compiled
from golint.model import Role

_KIN = {
    "jsx": "javascript", "typescript": "javascript", "tsx": "javascript", "vue": "javascript", "svelte": "javascript",
    "astro": "javascript", "html": "javascript", "notebook": "python",
    "kotlin": "java",
}  # fmt: skip


def kin_of(language: str) -> str:
    """The language whose tables and helps serve another one too: JavaScript for TypeScript, itself for most."""
    return _KIN.get(language, language)


_PLACEHOLDER = compiled(r"\{([a-z_]+)\}")
PLAIN = {
    "provider": "the payment provider",
    "what": "value",
    "operator": "this operator",
    "header": "signature header",
    "algorithm": "the provider's digest",
    "helper": "the provider's own helper",
    "env": "PAYMENT_SECRET",
    "event_id": "the id of the event",
    "field": "livemode",
    "left": "expected",
    "place": "signature header",
    "proof": "the signature that the provider sends with each webhook",
    "right": "received",
    "rotate": "with the provider that issued it",
    "vendor": "",
}
"""What is printed where a value is not known, so that a sentence never shows a brace."""


def fill(template: str, values: Mapping[str, str], *, strict: bool = False) -> str:
    """The template with its `{placeholders}` filled. A missing value raises KeyError when `strict`; else plain words stand in for it."""

    def word(match: re.Match[str]) -> str:
        name = match[1]
        if name in values:
            return values[name]
        if strict:
            raise KeyError(name)
        return PLAIN.get(name, name.replace("_", " "))

    return _PLACEHOLDER.sub(word, template)


def provider_values(provider: Provider | None, language: str, family: str) -> dict[str, str]:
    """What a provider's pack has to say for the placeholders of messages and helps: provider, header, algorithm, env, helper."""
    if provider is None:
        return {}
    told = list(_facts(provider, kin_of(language), Role.WEBHOOK if family == "webhooks" else Role.SECRET))
    return dict(reversed(told))  # of several proofs the first is the one that a merchant has


def _facts(provider: Provider, language: str, role: Role) -> Iterator[tuple[str, str]]:
    yield "provider", provider.name
    stem = re.sub(r"[^A-Z0-9]+", "_", provider.id.upper())
    names = (env.regex for env in provider.env_vars if env.role is role and re.fullmatch(r"[A-Z][A-Z0-9_]*", env.regex))
    yield "env", next(names, f"{stem}_WEBHOOK_SECRET" if role is Role.WEBHOOK else f"{stem}_SECRET_KEY")
    for webhook in provider.webhooks:
        if webhook.headers:
            yield "header", webhook.headers[0]
        if webhook.algorithm:
            yield "algorithm", webhook.algorithm
        for helper in webhook.helpers:
            if helper.language in (language, "*") and helper.verifies and helper.timing_safe:
                yield "helper", helper.call
                return
