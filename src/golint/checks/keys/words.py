"""The words that messages about secrets are made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from golint.checks.keys.causes import public_prefixes
from golint.credentials import DATABASE_PASSWORD, GENERIC, KEY_FILE, LOGIN_KEY, MAILBOX_PASSWORD, SERVICE_CREDENTIAL, SERVICE_ROLE
from golint.credentials.nearby import mentioned
from golint.lazily import compiled
from golint.model import Mode, Precision, Secret, Severity

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.catalog.providers import Provider

_OWN = frozenset({"password", DATABASE_PASSWORD, KEY_FILE, LOGIN_KEY, MAILBOX_PASSWORD, SERVICE_CREDENTIAL})
_ISSUERS = {SERVICE_ROLE: "Supabase"}
_ROTATED = {
    DATABASE_PASSWORD: "in the database",
    KEY_FILE: "by making a new pair",
    LOGIN_KEY: "by making a new one",
    SERVICE_ROLE: "in the Supabase dashboard",
}
_NAMES = {
    DATABASE_PASSWORD: "DATABASE_URL",
    LOGIN_KEY: "JWT_SECRET",
    KEY_FILE: "PRIVATE_KEY",
    MAILBOX_PASSWORD: "SMTP_PASSWORD",
    SERVICE_ROLE: "SUPABASE_SERVICE_ROLE_KEY",
}
_VARIABLE = compiled(r"[A-Z][A-Z0-9_]{3,}\Z")


def described(secret: Secret, catalog: Catalog) -> dict[str, str]:
    """What the pages' messages and helps may say of a secret: provider, kind, masked, env, rotate."""
    return {
        "provider": owner(secret.providers, catalog, secret.kind),
        "kind": kind(secret),
        "masked": secret.masked,
        "env": variable(secret, catalog),
        "rotate": _ROTATED.get(secret.kind) or rotation(secret, catalog),
    }


def spoken_of(name: str, catalog: Catalog) -> dict[str, str]:
    """What they may say of a secret of which only the name of a variable is known: provider, kind, env, rotate."""
    provider = meant_by(name, catalog)
    return {
        "provider": provider.name if provider else "payment",
        "kind": "secret",
        "env": name,
        "rotate": f"with {provider.name}" if provider else "with the provider that issued it",
    }


def meant_by(name: str, catalog: Catalog) -> Provider | None:
    """The provider that a variable's name speaks of."""
    return next((one for one in catalog.providers.values() if mentioned(name, one.words)), None)


def owner(providers: tuple[str, ...], catalog: Catalog, told: str = "") -> str:
    """The providers' names, joined by "or" where golint could not decide. What is of such a kind and no provider's is the shop's."""
    if not providers and told in _OWN:
        return "shop's own"
    names = [catalog.providers[one].name for one in providers if one in catalog.providers]
    return " or ".join(names) or _ISSUERS.get(told, "payment")


def kind(secret: Secret) -> str:
    """The kind of credential in words, with its mode where the text tells it."""
    words = {"random secret": "credential", "password": "password"}.get(secret.kind, secret.kind.split(" (")[0])
    told = secret.mode is not Mode.ANY and secret.mode.value not in words
    return f"{secret.mode.value} {words}" if told else words


def variable(secret: Secret, catalog: Catalog) -> str:
    """The environment variable to move the secret to: its own name where it has the form of one, else the provider's usual one."""
    prefix = next((prefix for prefix in public_prefixes(catalog) if secret.name.startswith(prefix)), "")
    name = secret.name.removeprefix(prefix)
    if _VARIABLE.match(name):
        return name
    if secret.kind in _NAMES:
        return _NAMES[secret.kind]
    stem = re.sub(r"[^A-Z0-9]+", "_", (secret.provider or "payment").upper())
    provider = catalog.providers.get(secret.provider or "")
    plain = (e.pattern.pattern for e in provider.env_vars if e.role is secret.role) if provider else iter(())
    return next(
        (text for text in plain if _VARIABLE.match(text)), f"{stem}_{'WEBHOOK_SECRET' if secret.role.value == 'webhook' else 'SECRET_KEY'}"
    )


def rotation(secret: Secret, catalog: Catalog) -> str:
    """Where to replace the secret: the provider's dashboard where its pack knows one."""
    provider = catalog.providers.get(secret.provider or "")
    if provider is None:
        return f"with the {'service' if secret.kind in _OWN else 'provider'} that issued it"
    host = next((h.value for h in provider.hosts if h.role == "dashboard" and h.match == "exact" and h.environment != "sandbox"), "")
    return f"in the {provider.name} dashboard ({host})" if host else f"with {provider.name}"


def severity(secret: Secret, most: Severity = Severity.ERROR) -> Severity:
    """Error for what moves real money or may; warning for a test key and for a secret told by its name alone."""
    given = Severity.WARNING if secret.mode is Mode.TEST or secret.kind in GENERIC else Severity.ERROR
    return min(given, most, key=lambda one: one.rank)


def precision(secret: Secret) -> Precision | None:
    """Medium for a secret told by its name alone; None where the page's own holds."""
    return Precision.MEDIUM if secret.kind in GENERIC else None
