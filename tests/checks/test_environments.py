"""Sandbox where production is meant, and the choices between the two that are right."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint import catalog
from golint.checks.environments.hosts import hosts, within
from golint.checks.environments.mentions import mentions
from golint.checks.environments.words import names_route, side_of
from golint.facts import Program
from golint.frontends import lower
from golint.model import Finding, Severity, Span
from golint.sources import SourceFile

Key = Callable[..., str]
Findings = Callable[..., list[Finding]]
RULE = "sandbox-url-in-production"
CATALOG = catalog.load()


def lines(found: list[Finding]) -> list[int]:
    return [one.location.region.start_line for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "BASE = 'https://api.hyperswitch.io' if settings.LIVE else 'https://sandbox.hyperswitch.io'\n",
        "if env == 'sandbox':\n    base = 'https://sandbox.hyperswitch.io'\n",
        "def base(env):\n    if env == 'production':\n        return LIVE\n    return 'https://sandbox.hyperswitch.io'\n",
        "SANDBOX_URL = 'https://sandbox.hyperswitch.io'\n",
        "base = os.getenv('HYPERSWITCH_URL', 'https://sandbox.hyperswitch.io')\n",
        "base = settings.get('url') or 'https://sandbox.hyperswitch.io'\n",
        "def connect(env='sandbox', url='https://sandbox.hyperswitch.io'):\n    pass\n",
        "class SandboxConfig:\n    base = 'https://sandbox.hyperswitch.io'\n",
        "HOSTS = {'live': 'https://api.hyperswitch.io', 'sandbox': 'https://sandbox.hyperswitch.io'}\n",
        "if 'sandbox.hyperswitch.io' in url:\n    warn()\n",
        "# https://sandbox.hyperswitch.io\n",
        "def f():\n    '''See https://sandbox.hyperswitch.io.'''\n",
        "ALLOWED_HOSTS = ['sandbox.hyperswitch.io']\n",
        "match env:\n    case 'sandbox':\n        base = 'https://sandbox.hyperswitch.io'\n",
    ],
)
def test_a_sandbox_that_is_wanted(findings: Findings, text: str) -> None:
    assert findings({"shop/gateway.py": text}, RULE) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('let base = sandbox ? "https://sandbox.hyperswitch.io" : live\n', []),
        ('let base = kind == "card" || mode == "sandbox" ? "https://sandbox.hyperswitch.io" : live\n', []),
        ('let base = isCard ? "https://sandbox.hyperswitch.io" : live\n', [1]),
        (f'let words = [{"word, " * 50_000}"https://sandbox.hyperswitch.io"]\n', [1]),
        (f'{"word? " * 50_000}\nlet base = "https://sandbox.hyperswitch.io"\n', [2]),
    ],
    ids=["by a switch", "by one of two comparisons", "by something else", "far into a long line", "below a long line"],
)
def test_texts_of_a_language_without_a_front_end(findings: Findings, text: str, wanted: list[int]) -> None:
    assert lines(findings({"shop/Gateway.swift": text}, RULE)) == wanted


@pytest.mark.parametrize(
    "path",
    ["tests/test_gateway.py", "shop/settings/development.py", "config/staging.yml", "docs/setup.md", "examples/pay.py", "config/app.yml"],
)
def test_files_in_which_the_sandbox_belongs_or_nobody_can_tell(findings: Findings, path: str) -> None:
    assert findings({path: "base: 'https://sandbox.hyperswitch.io'\n"}, RULE) == []


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("shop/gateway.py", "import requests\n\nBASE = 'https://sandbox.hyperswitch.io'\n", 3),
        ("server/gateway.js", "const base = 'https://sandbox.hyperswitch.io';\n", 1),
        ("app/Gateway.php", "<?php\n$base = 'https://sandbox.hyperswitch.io';\n", 2),
        ("shop/pay.html", "<p>\n<form action='https://sandbox.hyperswitch.io/pay'>\n<script>\nlet a = 1\n</script>\n", 2),
        ("shop/pay.html", "<p>\n<script>\nlet base = 'https://sandbox.hyperswitch.io'\n</script>\n", 3),
        ("shop/Pay.vue", "<script setup lang='ts'>\nconst base: string = 'https://sandbox.hyperswitch.io'\n</script>\n", 2),
        ("shop/pay.ipynb", '{"cells": [{"cell_type": "code", "source": [\n"base = \\"https://sandbox.hyperswitch.io\\""]}]}', 2),
        ("config/production.json", '{"hyperswitch": {"url": "https://sandbox.hyperswitch.io"}}\n', 1),
        (".env.production", "MIGO_URL=https://sb-mw.migopayments.com\n", 1),
    ],
)
def test_a_sandbox_that_nothing_keeps_out_of_production(findings: Findings, path: str, text: str, line: int) -> None:
    (found,) = findings({path: text}, RULE)
    assert found.location.region.start_line == line
    assert found.severity is (Severity.ERROR if "production" in path else Severity.WARNING)
    assert "sandbox of" in found.message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("URLS = {'sandbox': 'https://api.hyperswitch.io', 'live': 'https://api.hyperswitch.io'}\n", 1),
        ("if settings.PRODUCTION:\n    base = 'https://sandbox.hyperswitch.io'\nelse:\n    base = 'https://api.hyperswitch.io'\n", 2),
        ("base = 'https://api.hyperswitch.io' if sandbox else 'https://sandbox.hyperswitch.io'\n", 1),
        ("if live:\n    key = conf.STRIPE_TEST_SECRET_KEY\nelse:\n    key = conf.STRIPE_LIVE_SECRET_KEY\n", 2),
        (
            "B = 'https://sandbox.hyperswitch.io'\nif env == 'live':\n    u = A\nelif env == 'sandbox':\n    u = B\nelse:\n    u = B\n",
            7,
        ),
        ("A = 'https://api.hyperswitch.io'\nB = 'https://sandbox.hyperswitch.io'\nu = {'live': A, 'test': B}.get(mode, B)\n", 3),
    ],
)
def test_choices_that_come_out_wrong(findings: Findings, text: str, line: int) -> None:
    assert lines(findings({"shop/hosts.py": text}, RULE)) == [line]


@pytest.mark.parametrize(
    "text",
    [
        "if not settings.PRODUCTION:\n    base = 'https://sandbox.hyperswitch.io'\nelse:\n    base = 'https://api.hyperswitch.io'\n",
        "base = 'https://api.hyperswitch.io' if env != 'sandbox' else 'https://sandbox.hyperswitch.io'\n",
        "if live:\n    key = conf.STRIPE_LIVE_SECRET_KEY\nelse:\n    key = conf.STRIPE_TEST_SECRET_KEY\n",
        "URLS = {'sandbox': 'https://sandbox.hyperswitch.io', 'live': 'https://api.hyperswitch.io'}\nu = URLS.get(mode, URLS['live'])\n",
    ],
)
def test_choices_that_are_right(findings: Findings, text: str) -> None:
    assert findings({"shop/hosts.py": text}, RULE) == []


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        ("pay.py", "import stripe\ns = stripe.checkout.Session.create(success_url='http://localhost:8000/ok')\n", [2]),
        ("pay.py", "import stripe\nd = 'http://127.0.0.1/'\ns = f(success_url=d + 'ok', cancel_url=d)\n", [2]),
        ("pay.py", "import stripe\ndef a():\n    d = 'http://localhost/'\ndef b(d):\n    f(success_url=d)\n", []),
        ("pay.py", "import stripe\nd = os.getenv('D', 'http://localhost/')\nf(success_url=d)\n", []),
        ("pay.py", "import stripe\nif settings.DEBUG:\n    f(success_url='http://localhost/')\n", []),
        ("pay.py", "import stripe\nf(redis_url='http://localhost/')\n", []),
        ("pay.py", "f(success_url='http://localhost/')\n", []),
        ("pay.js", "stripe.create({ success_url: `http://localhost:${PORT}/ok`,\n cancel_url: 'http://localhost/no' })\n", [1]),
        ("pay.js", "stripe.create({ success_url: process.env.BASE || 'http://localhost/' })\n", []),
        ("pay.js", "const u = process.env.NODE_ENV === 'test' ? 'http://localhost/' : BASE; stripe(u)\n", []),
        ("pay.php", '<?php // paymongo\n$success_url = "https://ab12.ngrok-free.app/ok?id=" . $id;\n', [2]),
        (
            "pay.rb",
            "# paymongo\n{ attributes: { cancel_url: 'http://localhost:3000/no',\n  success_url: 'http://localhost:3000/ok' } }\n",
            [2],
        ),
        ("Pay.cs", 'var stripe = 1;\nSuccessUrl = $"http://localhost:5041/ok?id={{CHECKOUT}}",\n', [2]),
        (".env.production", "STRIPE_SUCCESS_URL=http://localhost:3000/ok\n", [1]),
        (".env", "STRIPE_SUCCESS_URL=http://localhost:3000/ok\n", []),
    ],
)
def test_where_customers_are_sent(findings: Findings, path: str, text: str, wanted: list[int]) -> None:
    assert lines(findings({path: text}, RULE)) == wanted


@pytest.mark.parametrize(
    ("condition", "side"),
    [
        ("env == 'production'", "production"),
        ("isProduction", "production"),
        ("not live", "sandbox"),
        ("env !== 'sandbox'", "production"),
        ("testMode", "sandbox"),
        ("!isLive", "sandbox"),
        ("settings.DEBUG", "sandbox"),
        ("strpos($key, 'pk_test') !== false", "sandbox"),
        ("false === strpos($key, 'pk_test')", "production"),
        ("key.indexOf('sandbox') != -1", "sandbox"),
        ("key.indexOf('sandbox') == -1", "production"),
        ("$live === false", "sandbox"),
        ("os.environ.get('TESTING') is not None", "sandbox"),
        ("live or test", ""),
        ("amount > 0", ""),
        ("delivery", ""),
        ("latest", ""),
    ],
)
def test_what_a_condition_says(condition: str, side: str) -> None:
    assert side_of(condition) == side


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("success_url",), True),
        (("successUrl",), True),
        (("CancelUrl",), True),
        (("redirect", "success"), True),
        (("PAYMENT_WEBHOOK_URL",), True),
        (("notification_url",), True),
        (("redirect_uri",), False),
        (("success",), False),
        (("image_url",), False),
        (("api_base_url",), False),
        ((), False),
    ],
)
def test_names_of_return_addresses(names: tuple[str, ...], expected: bool) -> None:
    assert names_route(names) is expected


def test_hosts_end_where_names_end() -> None:
    text = (
        b"https://api.hyperswitch.io/v1 api.hyperswitch.io.evil.example notapi.hyperswitch.io API.hyperswitch.IO, sandbox.hyperswitch.io."
    )
    found = hosts(CATALOG).find(text)
    assert [text[one.span.start : one.span.end].lower() for one in found] == [
        b"api.hyperswitch.io",
        b"api.hyperswitch.io",
        b"sandbox.hyperswitch.io",
    ]
    assert [one.environment for one in found] == ["production", "production", "sandbox"]
    assert [one.span.start for one in within(found, Span(0, 40))] == [8]


@given(st.binary(max_size=60), st.sampled_from([b"api.hyperswitch.io", b"sandbox.hyperswitch.io"]))
def test_a_host_between_blanks_is_always_found(around: bytes, host: bytes) -> None:
    text = around + b" " + host + b" " + around
    assert any(text[one.span.start : one.span.end] == host for one in hosts(CATALOG).find(text))


def test_deep_expressions_are_walked_without_recursion() -> None:
    text = "x = f(" + "g(" * 400 + "'https://sandbox.hyperswitch.io'" + ")" * 401 + "\n"
    program = lower("python", "a.py", text.encode())
    assert isinstance(program, Program)
    assert [
        m.around.names[0] for m in mentions(program, SourceFile("a.py", text.encode())) if m.node.span.end - m.node.span.start > 20
    ] == ["x"]


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        ("shop/charge.py", "import stripe\nstripe.Charge.create(source='tok_visa')\n", [2]),
        ("shop/charge.php", "<?php\n$card = ['number' => '4343434343434345'];\n", [2]),
        ("server/charge.js", "const card = { number: '4242 4242 4242 4242' };\n", [1]),
        ("web/form.jsx", "const a = <input placeholder='4242 4242 4242 4242' />;\n", []),
        ("shop/charge.py", "TEST_CARDS = ['4242424242424242']\n", []),
        ("shop/charge.py", "if source == 'tok_visa':\n    raise ValueError\n", []),
        ("tests/test_charge.py", "create(source='tok_visa')\n", []),
        ("seeds/cards.rb", "card = '4242424242424242'\n", []),
        ("README.md", "Pay with '4242424242424242'.\n", []),
        ("bin/buy.rb", "require 'capybara/dsl'\nfill_in 'card', with: '4242424242424242'\n", []),
        ("bin/buy.rb", "require 'stripe'\nfill_in 'card', with: '4242424242424242'\n", [2]),
        ("tools/buy.ts", "import { chromium } from 'playwright'\nawait page.fill('#card', '4242424242424242')\n", []),
        ("tools/buy.py", "from selenium import webdriver\nfield.send_keys('4242424242424242')\n", []),
    ],
)
def test_published_cards(findings: Findings, path: str, text: str, wanted: list[int]) -> None:
    assert lines(findings({path: text}, "test-card-in-production")) == wanted


def test_a_test_key_is_wrong_in_production_alone(findings: Findings, key: Key) -> None:
    text = f"STRIPE_KEY={key('stripe', 'public', 'test')}\n"
    assert lines(findings({".env.production": text}, "test-key-in-production")) == [1]
    for path in (".env", ".env.staging", ".env.example", "tests/production.env"):
        assert findings({path: text}, "test-key-in-production") == []


@pytest.mark.parametrize(
    ("first", "second", "faults"), [("live", "test", 1), ("test", "live", 1), ("live", "live", 0), ("test", "test", 0)]
)
def test_both_keys_of_a_profile_have_one_mode(findings: Findings, key: Key, first: str, second: str, faults: int) -> None:
    text = f"STRIPE_SECRET_KEY={key('stripe', 'secret', first)}\nSTRIPE_PUBLISHABLE_KEY={key('stripe', 'public', second)}\n"
    found = findings({".env": text}, "mixed-modes")
    assert lines(found) == [1] * faults


def test_a_file_with_both_profiles_is_no_mix(findings: Findings, key: Key) -> None:
    text = "".join(
        f"[{mode}]\nstripe_secret = {key('stripe', 'secret', mode)}\nstripe_public = {key('stripe', 'public', mode)}\n"
        for mode in ("live", "test")
    )
    assert findings({"payments.ini": text}, "mixed-modes") == []


def test_one_value_in_sandbox_and_production(findings: Findings, key: Key) -> None:
    text = f"stripe:\n  webhook_secret: {key('stripe', 'webhook', 'any')}\n"
    (found,) = findings({"config/production.yml": text, "config/staging.yml": text}, "shared-key-across-environments", "duplicated-key")
    assert (found.rule, found.location.path) == ("shared-key-across-environments", "config/production.yml")
    assert [place.location.path for place in found.related] == ["config/staging.yml"]


def test_a_setting_that_production_lacks(findings: Findings) -> None:
    files = {
        ".env.staging": "PAYMONGO_TEST_KEY=\nPAYMONGO_WEBHOOK_SECRET=\nOTHER=\n",
        ".env.production": "PAYMONGO_LIVE_KEY=\n",
        "api/.env.staging": "PAYMONGO_ACCOUNT=\n",
    }
    (found,) = findings(files, "environment-parity")
    assert (found.location.path, found.location.region.start_line) == (".env.staging", 2)
    assert ".env.production" in found.message


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        ("shop/pay.js", "const stripe = require('stripe')(process.env.STRIPE_TEST_SECRET_KEY)\n", [1]),
        ("shop/pay.ts", "const key: string = process.env.PAYSTACK_TEST_SECRET_KEY!\n", [1]),
        ("shop/pay.js", "const headers = { Authorization: `Bearer ${process.env.PAYSTACK_TEST_SECRET_KEY}` }\n", [1]),
        ("shop/pay.js", "const PAYSTACK_TEST_KEY = process.env.PAYSTACK_TEST_KEY\nsend(url, { key: PAYSTACK_TEST_KEY })\n", [2]),
        ("shop/pay.js", "const mp = new MercadoPagoConfig({ accessToken: process.env.MP_ACCESS_TOKEN_SANDBOX })\n", [1]),
        ("shop/pay.jsx", "const mp = new MercadoPago(import.meta.env.VITE_MERCADOPAGO_PUBLIC_KEY_TEST)\n", [1]),
        ("shop/pay.py", "import os, stripe\nstripe.api_key = os.environ['STRIPE_TEST_SECRET_KEY']\n", [2]),
        ("shop/pay.py", "stripe.api_key = settings.STRIPE_TEST_SECRET_KEY\n", [1]),
        ("shop/pay.rb", "Stripe.api_key = ENV.fetch('STRIPE_TEST_SECRET_KEY')\n", [1]),
        ("shop/pay.php", "<?php\n\\Stripe\\Stripe::setApiKey(getenv('STRIPE_TEST_SECRET_KEY'));\n", [2]),
        (
            "shop/pay.js",
            "const open = process.env.STRIPE_TEST_PUBLIC_KEY\nconst key = process.env.STRIPE_TEST_SECRET_KEY\nuse(open, key)\n",
            [2],
        ),
        (
            "shop/pay.js",
            "const { stripe_test_key } = require('./settings')\nMercadoPago.configure({ access_token: stripe_test_key })\n",
            [2],
        ),
        ("shop/pay.js", "const stripe = connect(settings.stripeSandboxKey)\n", [1]),
        ("shop/pay.js", "const stripe = connect(settings.stripeSandboxKey, settings.stripeKey)\n", []),
        ("shop/pay.js", "show('stripe_test_secret_key')\n", []),
        ("shop/pay.js", "if (!process.env.STRIPE_TEST_SECRET_KEY) throw new Error('missing')\n", []),
        ("shop/pay.js", "const key = process.env.STRIPE_TEST_SECRET_KEY || process.env.STRIPE_SECRET_KEY\n", []),
        ("shop/pay.js", "const key = live ? process.env.STRIPE_LIVE_SECRET_KEY : process.env.STRIPE_TEST_SECRET_KEY\n", []),
        (
            "shop/pay.js",
            "function key() {\n  if (isProduction()) return null\n  let k = process.env.STRIPE_TEST_SECRET_KEY\n  return k\n}\n",
            [],
        ),
        ("shop/pay.js", "module.exports = { sandbox: { key: process.env.STRIPE_TEST_SECRET_KEY } }\n", []),
        ("shop/pay.js", "const adapter = createTestAdapter({ key: process.env.STRIPE_TEST_SECRET_KEY })\n", []),
        ("shop/pay.js", "const STRIPE_TEST_SECRET_KEY = process.env.STRIPE_TEST_SECRET_KEY\n", []),
        ("shop/pay.js", "const key = process.env.STRIPE_TEST_SECRET_KEY\nconst own = process.env.STRIPE_SECRET_KEY\n", []),
        ("shop/pay.js", "const stripe = connect(process.env.MAILER_TEST_SECRET_KEY)\n", []),
        ("shop/pay.js", "const clock = stripe.pick(process.env.STRIPE_TEST_CLOCK_ID)\n", []),
        ("shop/try-test.js", "const stripe = require('stripe')(process.env.STRIPE_TEST_SECRET_KEY)\n", []),
        ("scripts/fill.js", "const stripe = require('stripe')(process.env.STRIPE_TEST_SECRET_KEY)\n", []),
    ],
)
def test_a_key_that_is_known_by_the_name_of_the_sandbox_alone(findings: Findings, path: str, text: str, wanted: list[int]) -> None:
    assert lines(findings({path: text}, RULE)) == wanted


PAYPAL = "https://api-m.sandbox.paypal.com"


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        ("shop/pay.js", f"const SANDBOX_URL = '{PAYPAL}'\nexports.pay = (order) => post(`${{SANDBOX_URL}}/v2/orders`, order)\n", [1]),
        (
            "shop/pay.php",
            f"<?php\nclass Pay {{\n  const SANDBOX = '{PAYPAL}';\n  function go() {{ post(self::SANDBOX . '/v2/orders'); }}\n}}\n",
            [3],
        ),
        (
            "shop/Pay.java",
            f'class Pay {{\n  String SANDBOX_URL = "{PAYPAL}";\n  void go() {{ post(SANDBOX_URL + "/v2/orders"); }}\n}}\n',
            [2],
        ),
        ("shop/pay.js", f"let base = '{PAYPAL}'\nif (shop.open) base = process.env.PAYPAL_URL\npost(base)\n", [1]),
        (
            "shop/pay.js",
            f"let base = '{PAYPAL}'\nif (process.env.NODE_ENV === 'production') base = process.env.PAYPAL_URL\npost(base)\n",
            [],
        ),
        ("shop/pay.js", f"const SANDBOX_URL = '{PAYPAL}'\nexports.base = () => (isSandbox() ? SANDBOX_URL : process.env.PAYPAL_URL)\n", []),
        ("shop/pay.js", f"const SANDBOX_URL = '{PAYPAL}'\nif (shop.testing) post(SANDBOX_URL)\nlog(SANDBOX_URL)\n", []),
        ("shop/pay.js", f"const SANDBOX_URL = '{PAYPAL}'\nmodule.exports = {{ SANDBOX_URL }}\n", []),
        ("shop/pay.js", f"const HOSTS = {{ sandbox: '{PAYPAL}' }}\nexports.base = (name) => HOSTS[name] + HOSTS.sandbox\n", []),
        ("shop/pay.js", f"const SANDBOX_URL = '{PAYPAL}'\nfunction useSandbox(client) {{\n  client.setBase(SANDBOX_URL)\n}}\n", []),
        ("shop/pay.py", f"SANDBOX_URL = '{PAYPAL}'\ndef pay(order, base=SANDBOX_URL):\n    post(base, order)\n", []),
        ("shop/pay.py", f"import os\nSANDBOX_URL = '{PAYPAL}'\nbase = os.getenv('PAYPAL_URL', SANDBOX_URL)\n", []),
        ("shop/pay.py", f"SANDBOX_URL = '{PAYPAL}'\nLIVE_URL = 'https://api-m.paypal.com'\nbase = pick(SANDBOX_URL, LIVE_URL)\n", []),
    ],
)
def test_an_address_under_a_name_of_its_own(findings: Findings, path: str, text: str, wanted: list[int]) -> None:
    assert lines(findings({path: text}, RULE)) == wanted
