"""What golint does not know of a provider, and what it therefore leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from golint.catalog.pack_facts import Fact

Facts = Sequence[Fact]


class Gap(NamedTuple):
    """One thing that is not known: the kind of facts that it belongs to, what it is, and what golint does without it."""

    kind: str
    what: str
    so: str


def gaps(facts: Mapping[str, Facts]) -> Iterator[Gap]:
    """What the pack leaves open, in the order of the kinds."""
    for kind, found in facts.items():
        yield from (Gap(kind, *one) for one in (_OPEN[kind](found) if found else (_NOTHING[kind],)))


Open = Iterator[tuple[str, str]]

_BY_NAME = "they are found by the names of what holds them alone"
_NOTHING = {
    "key": ("what its keys look like", _BY_NAME),
    "env_var": ("the names of its variables", "names that hold the provider's own are all that tells them"),
    "setting": ("which variables choose its environment", "hosts, keys and words such as sandbox are all that tells it"),
    "host": ("its hosts", "sandbox-url-in-production and hardcoded-base-url leave it alone"),
    "marker": ("the cards and tokens that it publishes for tests", "test-card-in-production leaves its test data alone"),
    "sdk": ("a library of its own", "requests to its hosts are all that is seen of it"),
    "money": ("which calls move money", "missing-idempotency-key and unhandled-api-error leave its calls alone"),
    "idempotency": ("whether it takes idempotency keys", "missing-idempotency-key stays silent"),
    "webhook": ("how its webhooks are proved", "any comparison with a secret is taken for the proof"),
    "signing": ("whether requests have to be signed", "nobody asks for it"),
    "popup": ("whether a page can open a payment itself", "the amount is believed to be the one that the server asked for"),
    "delivery": ("how its webhooks are delivered", "repeats are told by any identifier, and no time limit is named"),
    "events": ("the names of its events", "none is listed here"),
    "statuses": ("the states of its payments", "unhandled-payment-status stays silent"),
    "errors": ("which field of an answer says what went wrong", "error-code-ignored and token-refresh stay silent"),
    "auth": ("how requests carry the credential", "wrong-auth-scheme stays silent"),
    "limits": ("how many requests it takes", "nobody asks for it"),
}


def _keys(found: Facts) -> Open:
    roles = {fact.table["role"] for fact in found}
    if not roles & {"secret", "restricted"}:
        yield "what its secret keys look like", _BY_NAME
    if "webhook" not in roles:
        yield "what its webhook secrets look like, where it has any", _BY_NAME


def _hosts(found: Facts) -> Open:
    api = {fact.table["env"] for fact in found if fact.table["role"] == "api"}
    for environment in ("sandbox", "production"):
        if not api & {environment, "shared"}:
            yield f"its {environment} host", f"a URL of its {environment} is not told"
    if not any(fact.table["role"] == "js" for fact in found):
        yield "the host of a script for the browser", "a page is told by other signs to use it"


def _idempotency(found: Facts) -> Open:
    table = found[0].table
    if table["supported"] in ("unknown", "docs-conflict"):
        yield _NOTHING["idempotency"]
    if table["supported"] == "yes":
        yield from _missing(found, "max_len", "how long a key may be", "no key is called too long")
        yield from _missing(found, "kept", "for how long a key is kept", "a repeat is never called too late")


def _money(found: Facts) -> Open:
    if all("rest" not in fact.table for fact in found):
        yield "the routes that move money", "requests without its library are left alone"
    if all("call" not in fact.table for fact in found):
        yield "the calls of a library that move money", "requests to its routes are all that is seen"


def _webhook(found: Facts) -> Open:
    signed = [fact.table for fact in found if fact.table["mode"] in ("hmac", "hash", "rsa", "ed25519")]
    for table in signed:
        of = "" if table["profile"] == "default" else f" of {table['profile']}"
        if "algorithm" not in table:
            yield f"the algorithm of a signature{of}", "a check of any algorithm is believed"
        if "timestamp" in table and "tolerance_s" not in table:
            yield f"how old a signature{of} may be", "any limit that the merchant sets is believed"
    if not any("helper" in table for table in signed) and signed:
        yield "a library's function that verifies", "the merchant's own check is all that is looked for"
    if all("addresses" not in fact.table for fact in found):
        yield "the addresses that its webhooks come from", "any list of addresses is believed"


def _delivery(found: Facts) -> Open:
    yield from _missing(found, "ack_timeout_s", "the time allowed for an answer", "blocking-webhook names no limit of the provider's")
    yield from _missing(found, "ok_status", "which answers it takes for received", "any answer counts")
    if not any(name in found[0].table for name in ("retries", "schedule")):
        yield "how often it sends an event again", "no-event-deduplication names no number"
    yield from _missing(found, "dedupe", "what names an event", "no-event-deduplication goes by any identifier")
    yield from _missing(found, "livemode", "what tells live events from test ones", "livemode-not-checked stays silent")


def _statuses(found: Facts) -> Open:
    yield from _missing(found, "failed", "the states of a failed payment", "unhandled-payment-status stays silent")


def _errors(found: Facts) -> Open:
    yield from _missing(found, "expired", "the code of an expired access token", "token-refresh stays silent")


def _auth(found: Facts) -> Open:
    if all("header" in fact.table for fact in found):
        yield "a scheme of the Authorization header", "wrong-auth-scheme stays silent"


def _missing(found: Facts, name: str, what: str, so: str) -> Open:
    if not any(name in fact.table and name not in fact.table.get("general", ()) for fact in found):
        yield what, so


def _whole(_found: Facts) -> Open:
    return iter(())


_OPEN: dict[str, Callable[[Facts], Open]] = {
    "key": _keys, "env_var": _whole, "setting": _whole, "host": _hosts, "marker": _whole, "sdk": _whole, "money": _money,
    "idempotency": _idempotency, "webhook": _webhook, "signing": _whole, "popup": _whole, "delivery": _delivery, "events": _whole,
    "statuses": _statuses, "errors": _errors, "auth": _auth, "limits": _whole,
}  # fmt: skip
