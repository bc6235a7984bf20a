"""The words that the rules about webhooks put into messages and helps, as the provider's pack gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.catalog.providers import Provider, Webhook
from golint.catalog.rules import provider_values
from golint.lazily import compiled
from golint.model import Role

if TYPE_CHECKING:
    from golint.dataflow import Handler, Routine
    from golint.view import FileView


def words(view: FileView, place: Handler | Routine) -> dict[str, str]:
    """What is known of the provider that a door, or a function, is about; general words where it names none.

    They are provider, env (what holds the secret), place (where the proof stands), proof (how its webhooks are proved) and vendor (a
    sentence on its own helper, or "").
    """
    provider = view.flow.pack_of(place)
    found = provider_values(provider, view.language, "webhooks")
    proofs = _proofs(view, provider) if provider is not None else ()
    if proofs and proofs[0].headers:
        found = {**found, "header": "` or `".join(proof.headers[0] for proof in proofs)}
    if proofs and proofs[0].mode == "post-back":
        found = {name: text for name, text in found.items() if name not in ("header", "helper")}  # they are of the signed ones
    helper = found.get("helper", "")
    return {
        "provider": "the payment provider",
        "env": "PAYMENT_WEBHOOK_SECRET",
        **found,
        **_keyed_with_the_api_key(provider, view.language),
        **_named_here(view, provider),
        "place": f"header `{found['header']}`" if "header" in found else "signature header",
        "proof": _proof(provider, proofs) if provider else "the signature that the provider sends with each webhook",
        "vendor": f" `{helper.removeprefix('<client>.')}` does that." if helper else "",
    }


def _keyed_with_the_api_key(provider: Provider | None, language: str) -> dict[str, str]:
    """The variable of the secret API key, where the provider has no secret of its own for webhooks."""
    if provider is None or Role.WEBHOOK in {*(env.role for env in provider.env_vars), *(key.role for key in provider.keys)}:
        return {}
    return {"env": provider_values(provider, language, "keys")["env"]}


def _named_here(view: FileView, provider: Provider | None) -> dict[str, str]:
    """The variable of the webhook's secret as the file names it, where it is one that people are known to take."""
    known = [env.pattern for env in provider.env_vars if env.role is Role.WEBHOOK] if provider is not None else []
    written = _VARIABLE.findall(view.source.data) if known else []
    return next(({"env": name} for one in written if any(env.fullmatch(name := one.decode()) for env in known)), {})


def _proofs(view: FileView, provider: Provider) -> tuple[Webhook, ...]:
    """How the provider proves its webhooks: those whose fields the shop reads. Of proofs that differ in header and algorithm alone it is
    the one whose header it reads, or each of them."""
    told = next((w for w in provider.webhooks if any(field.encode() in view.source.data for field in w.fields)), None)
    if told is not None:
        return (told,)
    asked = next((w for w in provider.webhooks if w.mode != "none"), None)
    if asked is None or not asked.headers:
        return (asked,) if asked else ()
    alike = [w for w in provider.webhooks if w.headers and (w.mode, w.payload, w.where) == (asked.mode, asked.payload, asked.where)]
    files = view.flow.resolver.files
    read = [w for w in alike if w.headers[0].lower().encode() in view.caseless]
    read = read or [w for w in alike if len(alike) > 1 and files.mentioning(w.headers[0], view.source.path)]
    return tuple(read or alike)


def _proof(provider: Provider, proofs: tuple[Webhook, ...]) -> str:
    if not proofs:
        return _refetch(provider)
    first, *others = proofs
    told = _PROOFS.get(first.mode, _signature)(provider, first)
    return told + "".join(f", or its {other.algorithm.upper()}{_place(other)}" for other in others if other.algorithm)


def checked(provider: Provider | None, kind: str, written: str) -> dict[str, str]:
    """How people call what a check of a kind looks at, as {proof}: a handler may look at another proof than the one that its provider is
    known by. `written` is the check in the file: some helpers of vendors ask the provider. Nothing where the two are the same."""
    asked = _MODES.get(kind)
    if provider is None or asked is None:
        return {}
    called = _WORD.findall(written.partition("(")[0])[-1:]
    if kind == "helper" and not _asking(provider).isdisjoint(called):
        return {"proof": f"what {provider.name} says of the payment"}
    webhook = next((w for w in provider.webhooks if w.mode in asked), None)
    return {"proof": _PROOFS.get(webhook.mode, _signature)(provider, webhook) if webhook else _NAMES[kind]}


def _asking(provider: Provider) -> frozenset[str]:
    """The names of the vendor's helpers that ask the provider what became of a payment."""
    helpers = (helper.call for webhook in provider.webhooks if webhook.mode == "refetch" for helper in webhook.helpers)
    return frozenset(name for call in helpers for name in call.rpartition(".")[2].split("|"))


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


def _post_back(provider: Provider, webhook: Webhook) -> str:
    return f"what came, sent back to {provider.name} for a yes"


_PROOFS = {"static-token": _token, "refetch": _refetch, "post-back": _post_back, "ip-allowlist": _address}

_WORD = compiled(r"\w+")
_VARIABLE = compiled(rb"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b")
_SIGNED = frozenset({"hmac", "hash", "rsa", "ed25519"})
_MODES = {
    "compare": _SIGNED | {"static-token"},
    "helper": _SIGNED,
    "token": frozenset({"static-token"}),
    "address": frozenset({"ip-allowlist"}),
}
_NAMES = {"compare": "the signature", "helper": "the signature", "token": "the secret token", "address": "the sender's address"}
