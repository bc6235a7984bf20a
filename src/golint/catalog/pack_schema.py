"""What a provider pack may hold: its tables, their keys, and the words that they may be."""

from __future__ import annotations

from collections.abc import Mapping

from golint.catalog.schema import FLAG, NAME, NUMBER, TEXTS, Table, Value, one_of
from golint.model import Mode, Role

_LANGUAGE = one_of("python", "javascript", "php", "ruby", "go", "java", "csharp", "kotlin", "swift", "dart")
_DOTTED = {"->": 'write calls with dots ("client.refunds.create")', "::": 'write calls with dots ("Stripe.Refund.create")'}
_CALL = Value(str, refused=_DOTTED, several=True)
_HOST = Value(str, refused={"/": "write the host name alone, without scheme and path"}, several=True)
_ABOUT = {"source": TEXTS, "confidence": one_of("source", "weak", "general"), "note": NAME}
STATUSES = ("paid", "pending", "action", "failed", "other")
KINDS = (
    "key", "env_var", "setting", "host", "marker", "sdk", "money", "idempotency", "webhook", "signing", "popup", "delivery", "events",
    "statuses", "errors", "auth", "limits",
)  # fmt: skip
"""The tables of facts, in the order in which people read of a provider."""
HELPER_FLAGS = {"verifies": FLAG, "parses": FLAG, "timing_safe": FLAG, "checks_timestamp": FLAG}


def _table(keys: Mapping[str, Value], required: str = "", *, many: bool = False, tables: Mapping[str, Table] | None = None) -> Table:
    return Table({**keys, **_ABOUT}, tables or {}, tuple(required.split()), many)


_HELPER = _table({"lang": _LANGUAGE, "call": _CALL, **HELPER_FLAGS}, "lang call", many=True)
_WEBHOOK = {
    "profile": NAME,
    "mode": one_of("hmac", "hash", "rsa", "ed25519", "static-token", "refetch", "post-back", "ip-allowlist", "none"),
    "where": one_of("header", "body", "form", "query"),
    "headers": TEXTS,
    "fields": TEXTS,
    "header_format": NAME,
    "algorithm": NAME,
    "encoding": one_of("hex", "base64"),
    "payload": NAME,
    "timestamp": NAME,
    "tolerance_s": NUMBER,
    "parse_before_verify": one_of("forbidden", "required", "harmless"),
    "enforced": FLAG,
    "key": NAME,
}
_ADDRESSES = Table({"sandbox": TEXTS, "production": TEXTS, "shared": TEXTS})
_IDEMPOTENCY = {
    "supported": one_of("yes", "no", "docs-conflict", "unknown"),
    "transports": Value(str, frozenset({"header", "body-field", "sdk-option", "natural-key"}), several=True),
    "headers": TEXTS,
    "body_fields": TEXTS,
    "natural_keys": TEXTS,
    "max_len": NUMBER,
    "kept": NAME,
    "conflict": NAME,
}
_SIGNING = {"headers": TEXTS, "algorithm": NAME, "encoding": one_of("hex", "base64"), "payload": NAME, "key": NAME}
_DELIVERY = {
    "ack_timeout_s": NUMBER,
    "ok_status": NAME,
    "retries": NUMBER,
    "schedule": NAME,
    "dedupe": TEXTS,
    "livemode": NAME,
    "paid": NAME,
    "part": NAME,
    "parted": TEXTS,
    "general": Value(str, frozenset({"ack_timeout_s", "ok_status", "retries", "schedule"}), several=True),
}
_SDK_IDEMPOTENCY = _table({"kwargs": TEXTS, "option_keys": TEXTS, "auto": FLAG, "can_pass": FLAG, "apart": FLAG, "placed": TEXTS})
_PROVIDER = {
    "id": NAME,
    "name": NAME,
    "kind": one_of("psp", "orchestrator", "gateway", "wallet"),
    "inherits": NAME,
    "environment_selector": Value(str, frozenset({"key-prefix", "host", "flag", "credential"}), several=True),
    "words": TEXTS,
    "common_name": FLAG,
    "names": TEXTS,
    "method": FLAG,
    "docs": TEXTS,
}
PACK = Table(
    keys={"schema": NUMBER, "events": TEXTS, "events_confidence": _ABOUT["confidence"]},
    required=("provider",),
    tables={
        "provider": _table(_PROVIDER, "id name"),
        "key": _table(
            {"name": NAME, "role": one_of(*Role), "env": one_of(*Mode), "regex": NAME, "prefix": NAME}
            | {"context": TEXTS, "context_chars": NUMBER, "frontend_ok": FLAG, "public_too": FLAG},
            "name role env regex",
            many=True,
        ),
        "env_var": _table({"pattern": TEXTS, "role": one_of(*Role), "env": one_of(*Mode)}, "pattern role", many=True),
        "setting": _table({"pattern": TEXTS, "selects": one_of("environment", "address")}, "pattern selects", many=True),
        "host": _table(
            {"value": _HOST, "role": one_of("api", "checkout", "js", "dashboard")}
            | {"env": one_of("sandbox", "production", "shared"), "match": one_of("exact", "suffix", "regex")},
            "value role env",
            many=True,
        ),
        "marker": _table(
            {"kind": one_of("card", "token", "nonce", "header", "value", "flag", "field"), "value": TEXTS}, "kind value", many=True
        ),
        "sdk": _table(
            {"lang": _LANGUAGE, "package": NAME, "imports": TEXTS, "constructors": _CALL, "env_flag": TEXTS}, "lang package", many=True
        ),
        "money": _table(
            {"lang": _LANGUAGE, "call": _CALL, "rest": TEXTS, "need": one_of("required", "asked", "advised", "none")}
            | {"copied": TEXTS, "lines": TEXTS, "answers": FLAG, "unique": NAME},
            "need",
            many=True,
        ),
        "idempotency": _table(_IDEMPOTENCY, "supported", tables={"sdk": Table(any_name=_SDK_IDEMPOTENCY)}),
        "webhook": _table(_WEBHOOK, "profile mode", many=True, tables={"helper": _HELPER, "unsafe": _HELPER, "addresses": _ADDRESSES}),
        "signing": _table(_SIGNING, "algorithm payload", many=True),
        "popup": _table({"opens": TEXTS, "resumes": TEXTS, "references": TEXTS}, "opens"),
        "delivery": _table(_DELIVERY),
        "statuses": _table(dict.fromkeys(STATUSES, TEXTS)),
        "errors": _table({"codes": TEXTS, "expired": NAME}, "codes"),
        "auth": _table({"route": TEXTS, "header": TEXTS, "scheme": TEXTS}, "scheme", many=True),
        "limits": _table({"rate": NAME}, "rate"),
        "sources": Table(dict.fromkeys(KINDS, TEXTS)),
    },
)
