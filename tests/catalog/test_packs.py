from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from golint import catalog
from golint.catalog import CatalogError, errors, packs, words
from golint.catalog.providers import Provider
from golint.model import Mode, Role

KNOWN = catalog.load()
PACKS = sorted((catalog.rules_folder() / "providers").glob("*.toml"))
PROVIDERS = list(KNOWN.providers.values())

HEAD = '[provider]\nid = "shop"\nname = "Shop"\n'


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_each_pack_keeps_to_the_schema(path: Path) -> None:
    packs.check(errors.read(path))


def test_each_file_is_one_provider() -> None:
    assert list(KNOWN.providers) == [path.stem for path in PACKS]


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.id)
def test_a_host_has_one_environment(provider: Provider) -> None:
    environments: dict[str, set[str]] = {}
    for host in provider.hosts:
        environments.setdefault(host.value, set()).add(host.environment)
    assert {value: found for value, found in environments.items() if len(found) > 1} == {}


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.id)
def test_calls_are_single_paths(provider: Provider) -> None:
    """Alternatives are expanded, routes begin with a method, and `<client>` has a constructor that makes it."""
    makers = {sdk.language for sdk in provider.sdks if sdk.constructors}
    helpers = [(helper.call, helper.language) for webhook in provider.webhooks for helper in (*webhook.helpers, *webhook.unsafe)]
    for call, language in [*((money.call, money.language) for money in provider.money), *helpers]:
        assert "|" not in call
        assert language or re.match(r"(POST|PUT|DELETE) /", call)
        assert not call.startswith("<client>") or language in makers, call


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.id)
def test_what_is_constructed_in_ruby_is_called_like_its_class(provider: Provider) -> None:
    """`Acme::Client.new` has the path `Acme.Client`: a constructor that is written with `.new` fits nothing."""
    assert not [path for sdk in provider.sdks for path in sdk.constructors if path.endswith(".new")]


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.id)
def test_a_webhook_says_what_its_check_needs(provider: Provider) -> None:
    for webhook in provider.webhooks:
        assert webhook.parse_before_verify in ("forbidden", "required", "harmless")
        if webhook.mode in ("hmac", "hash") and not webhook.weak:
            assert (webhook.algorithm in ("md5", "sha1", "sha256", "sha512"), webhook.encoding != "", webhook.payload != "") == (
                True,
                True,
                True,
            )


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.id)
def test_words_are_lower_case_and_distinct(provider: Provider) -> None:
    assert provider.words
    assert all(word == word.lower() and len(word) >= 4 for word in provider.words)
    assert not {"square", "checkout", "maya", "idempotency-key", "authorization", "signature", "x-signature"} & set(provider.words)
    others = [(one, other.encode()) for one in provider.words for other in provider.words if one != other]
    assert not [(one, text) for one, text in others if words.speaks_of(replace(provider, words=(one,), names=()), text, text)]


def test_no_word_belongs_to_two_providers() -> None:
    owners: dict[str, list[str]] = {}
    for provider in PROVIDERS:
        for word in provider.words:
            owners.setdefault(word, []).append(provider.id)
    assert {word: found for word, found in owners.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", ["multipaga", "owngateway"])
def test_a_white_label_inherits_all_but_its_hosts_and_variables(name: str) -> None:
    base, heir = KNOWN.providers["hyperswitch"], KNOWN.providers[name]
    assert (heir.inherits, heir.kind, heir.keys, heir.webhooks, heir.money) == (
        "hyperswitch",
        base.kind,
        base.keys,
        base.webhooks,
        base.money,
    )
    assert (heir.delivery, heir.idempotency, heir.events, heir.sdks) == (base.delivery, base.idempotency, base.events, base.sdks)
    assert {host.value for host in heir.hosts}.isdisjoint(host.value for host in base.hosts)
    assert [host.environment for host in heir.hosts] == ["sandbox", "production"]
    assert heir.words == (name,)


def test_facts_that_rules_rest_on() -> None:
    paymongo, migo, stripe = (KNOWN.providers[name] for name in ("paymongo", "migo", "stripe"))
    (webhook,) = paymongo.webhooks
    assert (webhook.headers, webhook.algorithm, webhook.payload, webhook.parse_before_verify) == (
        ("Paymongo-Signature",), "sha256", "{ts}.{raw}", "forbidden",
    )  # fmt: skip
    assert not any(helper.timing_safe for helper in webhook.helpers)
    assert not any(sdk.can_pass for sdk in paymongo.idempotency.sdks)
    assert paymongo.delivery.acknowledge_seconds == 30
    assert (migo.webhooks[0].mode, migo.idempotency.supported, migo.delivery.dedupe) == ("ip-allowlist", "no", ("uid", "status"))
    assert {money.need for money in migo.money} == {"none"}
    assert {"payment_intent.succeeded", "payment_intent.canceled"} <= set(stripe.events)
    assert ("<client>.webhooks.constructEventWithoutVerification", False) in [(h.call, h.verifies) for h in stripe.webhooks[0].unsafe]
    assert {sdk.language for sdk in stripe.idempotency.sdks if sdk.auto} >= {"python", "javascript"}


def test_weak_facts_say_so() -> None:
    tonder, paystack = KNOWN.providers["tonder"], KNOWN.providers["paystack"]
    assert [key.weak for key in tonder.keys] == [True]
    assert [(host.value, host.weak) for host in paystack.hosts if host.role == "js"] == [("js.paystack.co", True)]


BAD_PACKS = {
    "no provider": ("schema = 1\n", 'shop.toml:1: "provider" is missing; add provider = "..."'),
    "no name": ('[provider]\nid = "shop"\n', 'shop.toml:1: "name" is missing in [provider]; add name = "..."'),
    "other id": ('[provider]\nname = "Shop"\nid = "stop"\n', 'shop.toml:3: the id "stop" is not the file\'s name; write id = "shop"'),
    "unknown table": (HEAD + "[[hosts]]\n", 'shop.toml:4: "hosts" is no key of the file; did you mean "host"?'),
    "unknown key": (
        HEAD + '\n[[host]]\nrole = "api"\nenv = "sandbox"\nvalue = "a.example"\n[[host]]\nroll = "api"\n',
        'shop.toml:10: "roll" is no key of [host]; did you mean "role"?',
    ),
    "unknown word": (
        HEAD + '[[host]]\nrole = "api"\nenv = "sandbx"\nvalue = "a.example"\n',
        'shop.toml:6: "env" is "sandbx"; did you mean "sandbox"?',
    ),
    "word far from all": (
        HEAD + '[[host]]\nrole = "api"\nenv = "7"\nvalue = "a.example"\n',
        'shop.toml:6: "env" is "7"; valid are production, sandbox, shared',
    ),
    "scheme in a host": (
        HEAD + '[[host]]\nrole = "api"\nenv = "shared"\nvalue = ["a.example", "https://b.example"]\n',
        'shop.toml:7: "value" is "https://b.example"; write the host name alone, without scheme and path',
    ),
    "one table for many": (HEAD + "[host]\nrole = 'api'\n", 'shop.toml:4: "host" is not a list of tables; write a header [[host]]'),
    "many tables for one": (HEAD + "[[delivery]]\nretries = 3\n", 'shop.toml:4: "delivery" is not a table; write a header [delivery]'),
    "values for tables": ("host = [3]\n" + HEAD, 'shop.toml:1: "host" is not a list of tables; write a header [[host]]'),
    "unknown written out": (
        HEAD + '[delivery]\nack_timeout_s = "unknown"\n',
        "shop.toml:5: \"ack_timeout_s\" is 'unknown', not a whole number; leave the key out where the fact is unknown",
    ),
    "truth as a number": (
        HEAD + "[delivery]\nretries = true\n",
        'shop.toml:5: "retries" is True, not a whole number; write a whole number',
    ),
    "number as text": (
        HEAD + "[[marker]]\nkind = 'card'\nvalue = [4242424242424242]\n",
        'shop.toml:6: "value" is 4242424242424242, not text in quotes or a list of them; write text in quotes or a list of them',
    ),
    "arrow": (
        HEAD + '[[money]]\nlang = "php"\nneed = "required"\ncall = "$client->refunds->create"\n',
        'shop.toml:7: "call" is "$client->refunds->create"; write calls with dots ("client.refunds.create")',
    ),
    "call without language": (
        HEAD + '[[money]]\nneed = "required"\nrest = "POST /a"\n[[money]]\nneed = "required"\ncall = "a.b"\n',
        'shop.toml:7: [[money]] is neither a route nor a call; write either rest = "POST /..." or call = "..." with its lang',
    ),
    "helper in the second webhook": (
        HEAD + '[[webhook]]\nprofile = "a"\nmode = "hmac"\n' * 2 + '[[webhook.helper]]\nlang = "python"\ncal = "a.b"\n',
        'shop.toml:12: "cal" is no key of [webhook.helper]; did you mean "call"?',
    ),
    "sdk of idempotency": (
        HEAD + '[idempotency]\nsupported = "yes"\n[idempotency.sdk.python]\nkwarg = "key"\n',
        'shop.toml:7: "kwarg" is no key of [idempotency.sdk.python]; did you mean "kwargs"?',
    ),
    "broken pattern": (
        HEAD + '[[key]]\nname = "a"\nrole = "secret"\nenv = "live"\nregex = \'a[\'\n',
        (
            'shop.toml:8: "regex" is no regular expression: unterminated character set at position 1; '
            "write a plain regular expression of Python"
        ),
    ),
    "repeat in a repeat": (
        HEAD + '[[key]]\nname = "a"\nrole = "secret"\nenv = "live"\nregex = \'(?:[a-z]+-)+x\'\n',
        'shop.toml:8: "regex" repeats a repeat, which may take very long; write a plain regular expression of Python',
    ),
    "empty match": (
        HEAD + '[[key]]\nname = "a"\nrole = "secret"\nenv = "live"\nregex = \'[a-z]*\'\n',
        'shop.toml:8: "regex" matches the empty text; write a plain regular expression of Python',
    ),
}


@pytest.mark.parametrize(("text", "message"), BAD_PACKS.values(), ids=BAD_PACKS.keys())
def test_a_bad_pack_is_refused_with_place_and_remedy(text: str, message: str) -> None:
    with pytest.raises(CatalogError) as caught:
        packs.check(errors.parse(text, "shop.toml"))
    assert str(caught.value) == message


def test_what_is_no_toml_is_refused_with_its_line() -> None:
    with pytest.raises(CatalogError, match=r"^shop\.toml:2: this is not TOML: .*; see https://toml\.io for the syntax$"):
        errors.parse("schema = 1\n[provider\n", "shop.toml")


def _folder(root: Path, **texts: str) -> Path:
    (root / "providers").mkdir()
    for name, text in texts.items():
        (root / "providers" / f"{name}.toml").write_text(text, "utf-8")
    return root


def test_a_merchant_adds_a_white_label(tmp_path: Path) -> None:
    own = _folder(
        tmp_path,
        mipago='[provider]\nid = "mipago"\nname = "MiPago"\ninherits = "multipaga"\n'
        '[[host]]\nrole = "api"\nenv = "sandbox"\nvalue = "sandbox.mipago.example"\n',
    )
    mipago = catalog.load([own]).providers["mipago"]
    assert mipago.keys == KNOWN.providers["hyperswitch"].keys
    assert [host.value for host in mipago.hosts] == ["sandbox.mipago.example"]
    assert mipago.env_vars == KNOWN.providers["multipaga"].env_vars
    assert mipago.words == ("mipago",)
    assert [item.id for item in catalog.load([own]).items_for("frontend-secret", "mipago")] == ["multipaga-06"]


BAD_FOLDERS = {
    "taken id": ({"stripe": '[provider]\nid = "stripe"\nname = "Stripe"\n'}, r"stripe\.toml:1: there is a provider \"stripe\" already"),
    "no such base": (
        {"shop": '[provider]\nid = "shop"\nname = "Shop"\ninherits = "hyperswich"\n'},
        r"shop\.toml:4: inherits \"hyperswich\", which is no provider; did you mean \"hyperswitch\"\?",
    ),
    "circle": (
        {
            "one": '[provider]\nid = "one"\nname = "One"\ninherits = "two"\n',
            "two": '[provider]\nid = "two"\nname = "Two"\ninherits = "one"\n',
        },
        r"two\.toml:4: inherits \"one\", which inherits this pack",
    ),
    "no utf-8": ({"shop": "a\nb\udcff"}, r"shop\.toml:2: this line is not UTF-8; save the file as UTF-8"),
}


@pytest.mark.parametrize(("texts", "message"), BAD_FOLDERS.values(), ids=BAD_FOLDERS.keys())
def test_a_bad_folder_is_refused(tmp_path: Path, texts: dict[str, str], message: str) -> None:
    (tmp_path / "providers").mkdir()
    for name, text in texts.items():
        (tmp_path / "providers" / f"{name}.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(CatalogError, match=message):
        catalog.load([tmp_path])


def test_an_unsound_pack_of_golints_own_is_named_too(tmp_path: Path) -> None:
    _folder(tmp_path, shop=HEAD + '[[key]]\nname = "a"\nrole = "sekret"\nenv = "live"\nregex = "a"\n')
    with pytest.raises(CatalogError, match=r'shop\.toml:6: "role" is "sekret"; did you mean "secret"\?'):
        packs.load([tmp_path])


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="this is no folder; name a folder"):
        catalog.load([tmp_path / "nowhere"])


def test_test_keys_and_public_keys_are_marked_so() -> None:
    """The words of a prefix and what the pack says of it never disagree."""
    for provider in PROVIDERS:
        for key in provider.keys:
            words = set(re.split(r"[-_$]", key.prefix.lower()))
            assert not (words & {"live", "prod", "prd", "production"} and key.mode is Mode.TEST), (provider.id, key.name)
            assert not (words & {"test", "sandbox", "snd", "sb", "sbox", "development"} and key.mode is not Mode.TEST), (
                provider.id,
                key.name,
            )
            assert not (words & {"pk", "pub", "public", "client"} and key.role.is_secret), (provider.id, key.name)
            assert not (words & {"sk", "prv", "rk", "server", "whsec", "whsk"} and not key.role.is_secret), (provider.id, key.name)
            assert key.frontend_ok is (key.role is Role.PUBLIC), (provider.id, key.name)
