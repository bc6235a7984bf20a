"""The facts of a provider's pack in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from golint.catalog.pack_facts import Fact, Raw

Told = Iterator[str]  # the first line of a fact, then those below it; "" for what the pack does not say

_NEEDS = {
    "required": "an idempotency key is needed",
    "asked": "opens a payment, and an idempotency key is asked for",
    "advised": "an idempotency key is advised",
    "none": "takes no idempotency key",
}
_PARSING = {
    "forbidden": "the body is verified before it is parsed",
    "required": "the body has to be parsed first",
    "harmless": "parsing first does no harm",
}
_MODES = {
    "hmac": "an HMAC", "hash": "a hash with a secret in its text", "rsa": "an RSA signature", "ed25519": "an Ed25519 signature",
    "static-token": "a secret that is sent along", "refetch": "the object is read back", "post-back": "what came is sent back for a yes",
    "ip-allowlist": "the sender's address alone", "none": "nothing",
}  # fmt: skip
_UNITS = {"s": "in seconds", "ms": "in milliseconds"}
_ENVIRONMENTS = {"any": "live and test alike", "shared": "sandbox and production alike"}


def describe(fact: Fact) -> list[str]:
    """A fact in words: its first line, then what belongs below it."""
    lines = [line for line in _TELLERS[fact.kind](fact.table) if line]
    return [*lines, *_values(fact.table, "note")]


def _key(table: Raw) -> Told:
    shape = f"{table['prefix']}..." if "prefix" in table else "no prefix"
    near = f", found only near {_joined(table['context'])}" if "context" in table else ""
    browser = ", may stand in a browser" if table.get("frontend_ok") else ""
    yield f"{table['name']}: {shape}, {table['role']}, {_environment(table['env'])}{near}{browser}"


def _env_var(table: Raw) -> Told:
    yield f"{_joined(table['pattern'])}: {table['role']}{', ' + table['env'] if 'env' in table else ''}"


def _setting(table: Raw) -> Told:
    yield f"{_joined(table['pattern'])}: chooses the {table['selects']}"


def _host(table: Raw) -> Told:
    match = {"suffix": ", after a prefix of the merchant's own", "regex": ", as a pattern"}.get(table.get("match", ""), "")
    yield f"{_joined(table['value'])}: {table['role']}, {_environment(table['env'])}{match}"


def _marker(table: Raw) -> Told:
    yield f"{table['kind']}: {_joined(table['value'])}"


def _sdk(table: Raw) -> Told:
    yield f"{table['package']} ({table['lang']})"
    yield _named("imported as", table.get("imports"))
    yield _named("client made by", table.get("constructors"))
    yield _named("sandbox chosen by", table.get("env_flag"))


def _money(table: Raw) -> Told:
    yield f"{table.get('lang', 'REST')}, {_NEEDS[table['need']]}"
    yield from _many(table.get("call", table.get("rest", ())))
    yield _named("copied to", table.get("copied"))
    yield _named("refused where it comes again", table.get("unique"))


def _idempotency(table: Raw) -> Told:
    yield {
        "yes": "supported",
        "no": "not supported",
        "unknown": "not known whether it is supported",
        "docs-conflict": "the sources contradict each other",
    }[table["supported"]]
    yield _named("by way of", table.get("transports"))
    yield _named("header", table.get("headers"))
    yield _named("field of the body", table.get("body_fields"))
    yield _named("unique by itself", table.get("natural_keys"))
    yield from _values(table, "max_len", "at most {} characters")
    yield from _values(table, "kept", "kept for {}")
    yield from _values(table, "conflict", "on a conflict: {}")
    for language, sdk in table.get("sdk", {}).items():
        yield f"{language}: {_sdk_key(sdk)}"


def _sdk_key(sdk: Raw) -> str:
    """How one language's library takes the key."""
    if sdk.get("can_pass") is False:
        return "the library cannot pass one"
    given = _joined((*_many(sdk.get("kwargs", ())), *_many(sdk.get("option_keys", ()))))
    own = "the library makes one for its own retries" if sdk.get("auto") else ""
    return "; ".join(filter(None, (given, own)))


def _webhook(table: Raw) -> Told:
    yield f"{_profile(table)}{_MODES[table['mode']]}"
    scheme = ", ".join(filter(None, (table.get("algorithm"), table.get("encoding"))))
    yield _named("in the " + table.get("where", "request"), table.get("headers") or (scheme and "a field"))
    yield _named("told by", table.get("fields"))
    yield _named("form", table.get("header_format"))
    yield _named("algorithm", scheme)
    yield _named("signed text", table.get("payload"))
    yield _named("keyed with", table.get("key"))
    yield _named("timestamp", _UNITS.get(table.get("timestamp", ""), table.get("timestamp")))
    yield from _values(table, "tolerance_s", "accepted for {} seconds")
    yield _PARSING.get(table.get("parse_before_verify", ""), "")
    if "enforced" in table:
        yield "always sent" if table["enforced"] else "sent only where the merchant asks for it, or never"
    for environment, addresses in table.get("addresses", {}).items():
        yield f"sent from, {environment}: {_joined(addresses)}"
    yield from (_helper(helper, verifies=True) for helper in table.get("helper", ()))
    yield from (_helper(helper, verifies=False) for helper in table.get("unsafe", ()))


def _profile(table: Raw) -> str:
    return "" if table["profile"] == "default" else f"{table['profile']}: "


def _helper(raw: Raw, *, verifies: bool) -> str:
    """What a vendor's function really does."""
    verified = raw.get("verifies", verifies)
    does = ["verifies" if verified else "verifies nothing"]
    does += ["parses"] if raw.get("parses") else []
    does += ["compares with an ordinary operator"] if raw.get("timing_safe") is False else []
    does += [] if not verified else ["checks the timestamp"] if raw.get("checks_timestamp") else ["checks no timestamp"]
    note = f" ({raw['note']})" if "note" in raw else ""
    return f"helper ({raw['lang']}) {_joined(raw['call'])}: {', '.join(does)}{note}"


def _signing(table: Raw) -> Told:
    yield f"requests carry a digest: {', '.join(filter(None, (table['algorithm'], table.get('encoding'))))}"
    yield _named("header", table.get("headers"))
    yield _named("signed text", table["payload"])
    yield _named("keyed with", table.get("key"))


def _popup(table: Raw) -> Told:
    yield f"a page opens payments with the public key, and chooses their amount: {_joined(table['opens'])}"
    yield _named("not where it only goes on with one of the server's", table.get("resumes"))
    yield _named("under any reference", table.get("references"))


def _delivery(table: Raw) -> Told:
    general = _many(table.get("general", ()))
    for name, text in _DELIVERIES.items():
        mark = " (general knowledge, no rule goes by it)" if name in general else ""
        yield from (line + mark for line in _values(table, name, text))


_DELIVERIES = {
    "ack_timeout_s": "answer within {} seconds",
    "ok_status": "taken as received: {}",
    "retries": "sent again {} times",
    "schedule": "sent again: {}",
    "dedupe": "one event is named by {}",
    "livemode": "live events are told from test ones by {}",
    "paid": "how much came in is told by {}",
    "part": "which part of it one of several payments paid is told by {}",
    "parted": "what may be paid by several payments is opened by {}",
}


def _events(table: Raw) -> Told:
    yield _joined(table["names"])


def _statuses(table: Raw) -> Told:
    words = {"paid": "paid", "pending": "pending", "action": "the customer has to act", "failed": "failed", "other": "other"}
    yield "; ".join(f"{word}: {_joined(table[kind])}" for kind, word in words.items() if kind in table)


def _errors(table: Raw) -> Told:
    yield f"the reason stands in {_joined(table['codes'])}"
    yield from _values(table, "expired", "an expired access token: {}")


def _auth(table: Raw) -> Told:
    schemes = " or ".join(scheme or "the bare credential" for scheme in _many(table["scheme"]))
    route = f" for {_joined(table['route'])}" if "route" in table else ""
    yield f"{_joined(table.get('header', 'Authorization'))}: {schemes}{route}"


def _limits(table: Raw) -> Told:
    yield table["rate"]


_TELLERS: dict[str, Callable[[Raw], Told]] = {
    "key": _key, "env_var": _env_var, "setting": _setting, "host": _host, "marker": _marker, "sdk": _sdk, "money": _money,
    "idempotency": _idempotency, "webhook": _webhook, "signing": _signing, "popup": _popup, "delivery": _delivery, "events": _events,
    "statuses": _statuses, "errors": _errors, "auth": _auth, "limits": _limits,
}  # fmt: skip


def _environment(name: str) -> str:
    return _ENVIRONMENTS.get(name, name)


def _named(label: str, value: Any) -> str:
    return f"{label}: {_joined(value)}" if value else ""


def _values(table: Raw, name: str, text: str = "{}") -> list[str]:
    return [text.format(_joined(table[name]))] if name in table else []


def _joined(value: Any) -> str:
    return ", ".join(_many(value))


def _many(value: Any) -> tuple[str, ...]:
    return (str(value),) if isinstance(value, str | int) else tuple(map(str, value))
