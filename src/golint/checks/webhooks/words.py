"""The words that the rules about webhooks put into messages and helps, as the provider's pack gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.catalog.providers import Provider, Webhook
from golint.catalog.rules import provider_values
from golint.model import Role

if TYPE_CHECKING:
    from golint.view import FileView


def words(view: FileView) -> dict[str, str]:
    """What is known of the provider that the file is about; general words where it names none.

    They are provider, env (what holds the secret), place (where the proof stands), proof (how its webhooks are proved) and vendor (a
    sentence on its own helper, or "").
    """
    provider = view.flow.pack
    found = provider_values(provider, view.language, "webhooks")
    helper = found.get("helper", "")
    return {
        "provider": "the payment provider",
        "env": "PAYMENT_WEBHOOK_SECRET",
        **found,
        **_keyed_with_the_api_key(provider, view.language),
        "place": f"header `{found['header']}`" if "header" in found else "signature header",
        "proof": _proof(provider) if provider else "the signature that the provider sends with each webhook",
        "vendor": f" `{helper.removeprefix('<client>.')}` does that." if helper else "",
    }


def _keyed_with_the_api_key(provider: Provider | None, language: str) -> dict[str, str]:
    """The variable of the secret API key, where the provider has no secret of its own for webhooks."""
    if provider is None or Role.WEBHOOK in {*(env.role for env in provider.env_vars), *(key.role for key in provider.keys)}:
        return {}
    return {"env": provider_values(provider, language, "keys")["env"]}


def _proof(provider: Provider) -> str:
    webhook = next((w for w in provider.webhooks if w.mode != "none"), None)
    return _PROOFS.get(webhook.mode, _signature)(provider, webhook) if webhook else _refetch(provider)


def _signature(provider: Provider, webhook: Webhook) -> str:
    kind = {"hmac": "HMAC", "hash": "hash", "rsa": "RSA signature", "ed25519": "Ed25519 signature"}.get(webhook.mode, "signature")
    known = webhook.algorithm and webhook.mode in ("hmac", "hash") and webhook.algorithm.isalnum()
    name = f"{kind}-{webhook.algorithm.upper()}" if known and kind == "HMAC" else f"{webhook.algorithm.upper()} {kind}" if known else kind
    return f"the {name} of {_signed(webhook)}{_place(webhook)}"


def _signed(webhook: Webhook) -> str:
    if "{raw}" not in webhook.payload:
        return "the signed fields" if webhook.payload else "what was sent"
    return "the timestamp and the raw body" if "{ts}" in webhook.payload else "the raw body"


def _place(webhook: Webhook) -> str:
    if webhook.headers:
        return f" against the header `{webhook.headers[0]}`"
    return " against the one in the body" if webhook.where == "body" else ""


def _token(provider: Provider, webhook: Webhook) -> str:
    where = f"in the header `{webhook.headers[0]}`" if webhook.headers else f"that {provider.name} sends"
    return f"the secret token {where}"


def _refetch(provider: Provider, webhook: Webhook | None = None) -> str:
    return f"the payment itself, read back from {provider.name} by its id"


def _address(provider: Provider, webhook: Webhook) -> str:
    return f"the sender's address against those that {provider.name} publishes"


_PROOFS = {"static-token": _token, "refetch": _refetch, "ip-allowlist": _address}
