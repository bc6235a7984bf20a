"""What holds of every pack: its patterns, hosts, calls and sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from golint import catalog
from golint.catalog import errors, grow, pack_facts, words
from golint.catalog.pack_schema import KINDS
from golint.catalog.providers import Key, Provider
from golint.dataflow.requests.money import is_call
from golint.model import Mode

KNOWN = catalog.load()
PROVIDERS = list(KNOWN.providers.values())
OWN = [provider for provider in PROVIDERS if not provider.inherits]
FORMATS = [(provider, key) for provider in OWN for key in provider.keys]
PACKS = sorted((catalog.rules_folder() / "providers").glob("*.toml"))
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
each = pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.id)


def grown(provider: Provider, key: Key, seed: int) -> str:
    alone = SimpleNamespace(providers={provider.id: replace(provider, keys=(key,))})
    return grow.grow(provider.id, key.role, key.mode, alone, seed)  # type: ignore[arg-type]  # all that it asks of a catalogue


@given(st.sampled_from(FORMATS), st.integers())
def test_the_formats_of_a_provider_never_contradict_each_other(one: tuple[Provider, Key], seed: int) -> None:
    """No live format takes a test key, no test format a live one, no secret format a public key, none the other way round."""
    provider, key = one
    line = f'KEY = "{grown(provider, key, seed)}"\n'.encode()
    readings = [other for other in provider.keys if (m := other.pattern.search(line)) and len(m[0]) == len(line) - 9]
    assert key in readings
    for other in readings:
        assert other.role.is_secret == key.role.is_secret, other.name
        assert Mode.ANY in (other.mode, key.mode) or other.mode is key.mode, other.name


@each
def test_each_host_is_a_host(provider: Provider) -> None:
    for host in provider.hosts:
        match host.match:
            case "exact":
                assert HOST.fullmatch(host.value), host.value
            case "suffix":
                assert HOST.fullmatch(host.value.lstrip(".-")), host.value
            case _:
                re.compile(host.value)
                assert "\\." in host.value, host.value


@each
def test_each_language_has_a_meaning(provider: Provider) -> None:
    helpers = {helper.language for webhook in provider.webhooks for helper in (*webhook.helpers, *webhook.unsafe)}
    for language in helpers | {money.language for money in provider.money} - {""}:
        assert KNOWN.roles(language).table, language


@each
def test_each_money_call_is_found_where_it_is_written(provider: Provider) -> None:
    for money in provider.money:
        if money.language:
            assert is_call(money.call.replace("<client>", "client").replace("()", ""), money.call), money.call
        else:
            assert re.fullmatch(r"(?:POST|PUT|DELETE) (?:/[\w.!-]+|/\{[a-z_]+\})+/?", money.call), money.call


def test_each_provider_of_a_checklist_is_known() -> None:
    named = {provider for checklist in KNOWN.checklists.values() for provider in checklist.providers}
    assert named <= set(KNOWN.providers)


def _tables(kind: str, pack: dict[str, Any]) -> Iterator[dict[str, Any]]:
    found = pack.get(kind, [])
    if kind == "events":
        yield from [{"confidence": pack["events_confidence"]} if "events_confidence" in pack else {}] if found else []
    else:
        yield from [found] if isinstance(found, dict) else found


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_each_fact_has_a_source_or_says_that_it_has_none(path: Path) -> None:
    pack: dict[str, Any] = dict(errors.read(path).raw)
    shared = pack.get("sources", {})
    assert pack["provider"].get("docs") or pack["provider"].get("inherits")
    for kind in KINDS:
        tables = list(_tables(kind, pack))
        assert [t for t in tables if not (t.get("source") or t.get("confidence") == "general" or kind in shared)] == [], kind
        lean = [t for t in tables if not t.get("source") and t.get("confidence") != "general"]
        assert bool(lean) or kind not in shared, f"nothing rests on the sources of {kind}"


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_general_knowledge_of_deliveries_reaches_no_rule(path: Path) -> None:
    delivery: dict[str, Any] = errors.read(path).raw.get("delivery", {})
    general = delivery.get("general", [])
    names = [general] if isinstance(general, str) else general
    known = KNOWN.providers[path.stem].delivery
    assert set(names) <= delivery.keys()
    assert not known.acknowledge_seconds or "ack_timeout_s" not in names
    assert known.retries is None or "retries" not in names


@each
def test_the_facts_of_a_provider_are_those_of_its_packs(provider: Provider) -> None:
    facts = pack_facts.read(KNOWN.folders, provider.id)
    assert tuple(facts) == KINDS
    assert sum(len(_list(fact.table["value"])) for fact in facts["host"]) == len(provider.hosts)
    assert {fact.pack for found in facts.values() for fact in found} <= {provider.id, provider.inherits}
    for fact in (fact for found in facts.values() for fact in found):
        assert fact.sources or fact.confidence == "general", fact


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


WITHIN = {
    "dlocal": ["getRequestedLocaleCode()", "requestedLocale", "THREADLOCAL", "endlocal", "unboundlocalerror", "noUnusedLocals"],
    "stripe": ["table-striped", "pinstripes", ".Striped", "STRIPES"],
    "openpay": ["openPayment", "openpayload", "reopenpay"],
    "tonder": ["tondering"],
    "checkout": ["shop@mycheckout.com", "https://my-checkout.com/pay", "checkout.completed", "./checkout.component"],
}
ALONE = {
    "dlocal": ["dLocal", "DLOCAL_SECRET_KEY", "api.dlocal.com", "dlocalClient", "enableDLocal", "DLocalError", "dlocal2"],
    "stripe": [
        "stripe",
        "myStripeKey",
        "STRIPE_KEY",
        "@stripe/stripe-js",
        "Stripe::Charge",
        "APIStripeClient",
        "djstripe_sync",
        "stripe.js",
    ],
    "paypal": ["import paypalrestsdk", "PayPalHttpClient", "PAYPAL"],
    "openpay": ["openpay.charges", "OpenPayClient", "OPENPAY_ID"],
    "payu": ["PAYU_POS_ID", "OpenPayU_Order", "secure.payu.com"],
    "hyperswitch": ["myhyperswitchclient"],
    "checkout": ["https://api.checkout.com/payments", "Checkout.com", "import com.checkout.CheckoutApi"],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in WITHIN.items() for text in texts])
def test_a_short_name_within_another_word_speaks_of_nobody(name: str, text: str) -> None:
    assert not words.speaks_of(KNOWN.providers[name], text.encode(), text.lower().encode())


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in ALONE.items() for text in texts])
def test_a_name_of_its_own_speaks_of_its_provider(name: str, text: str) -> None:
    data = f"a = 1 # {text} and more\n".encode()
    assert words.speaks_of(KNOWN.providers[name], data, data.lower())
    assert words.mentions(KNOWN.providers[name], data * 3, data.lower() * 3) == 3 * words.mentions(
        KNOWN.providers[name], data, data.lower()
    )


@given(st.sampled_from(PROVIDERS), st.text("abcABC.-_ 1", max_size=12))
def test_a_file_that_speaks_of_a_provider_passes_the_first_look(provider: Provider, text: str) -> None:
    """What the prefilter looks for, plain text, is never missing where a word was found."""
    for word in provider.words:
        data = f"{text}{word}{text}".encode()
        if words.speaks_of(replace(provider, words=(word,)), data, data.lower()):
            assert word.encode() in data.lower()
