"""What counts as evidence in small files of each language and tool, and what looks like it and is none."""

from __future__ import annotations

import pytest

from golint.catalog import Catalog
from golint.checks import operations
from golint.model import Observation
from golint.project import Project
from golint.sources import SourceFile
from golint.view import FileView


def observed(known: Catalog, path: str, text: str, kind: str = "evidence") -> list[Observation]:
    project = Project.of({path: text.encode()})
    return [one for one in operations.observe(FileView(SourceFile(path, text.encode()), known, project)) if one.kind == kind]


def keys(known: Catalog, path: str, text: str, kind: str = "evidence") -> set[str]:
    return {one.key for one in observed(known, path, text, kind)}


def shown(known: Catalog, path: str, text: str, key: str) -> list[tuple[int, str, str]]:
    """Line, words and provider of what shows a topic."""
    found = [one for one in observed(known, path, text) if one.key == key]
    return [(one.location.region.start_line, one.values["what"], one.values["provider"]) for one in found]


# -- tests --

DECLINES = {
    "pytest": (
        "tests/test_pay.py",
        "import stripe\n\ndef test_declined_card(client):\n    assert client.pay() == 'no'\n",
        3,
        "the test `test_declined_card`",
    ),
    "unittest": (
        "payments/tests.py",
        "class PayTests(TestCase):\n    def test_pago_rechazado(self):\n        self.assertFalse(pay())\n",
        2,
        "the test `test_pago_rechazado`",
    ),
    "jest": (
        "src/pay.test.ts",
        (
            'describe("stripe payments", () => {\n  it("shows a declined card", async () => {\n'
            "    expect(await pay()).toBe(false);\n  });\n});\n"
        ),
        2,
        'the test "stripe payments shows a declined card"',
    ),
    "each": (
        "src/pay.test.js",
        'test.each([[1]])("declined card %s", (n) => {\n  expect(pay(n)).toBe(false);\n});\n',
        1,
        'the test "declined card %s"',
    ),
    "playwright": (
        "e2e/checkout.spec.ts",
        (
            'import { test } from "@playwright/test";\ntest.describe("pay", () => {\n  test("tarjeta rechazada", async ({ page }) => {\n'
            "    await page.click();\n  });\n});\n"
        ),
        3,
        'the test "pay tarjeta rechazada"',
    ),
    "node:test": (
        "test/pay.test.mjs",
        'import test from "node:test";\ntest("declined card", () => {\n  check(pay());\n});\n',
        2,
        'the test "declined card"',
    ),
    "phpunit": (
        "tests/PaymentTest.php",
        (
            "<?php\nclass PaymentTest extends TestCase {\n  public function testDeclinedCard() {\n"
            "    $this->assertFalse($this->pay());\n  }\n}\n"
        ),
        3,
        "the test `testDeclinedCard`",
    ),
    "phpunit @test": (
        "tests/PaymentTest.php",
        "<?php\nclass PaymentTest extends TestCase {\n  /** @test */\n  public function card_is_declined() {\n    $this->pay();\n  }\n}\n",
        4,
        "the test `card_is_declined`",
    ),
    "pest": (
        "tests/Feature/PayTest.php",
        "<?php\nit('refuses a declined card', function () {\n    expect(pay())->toBeFalse();\n});\n",
        2,
        'the test "refuses a declined card"',
    ),
    "rspec": (
        "spec/payments_spec.rb",
        (
            'RSpec.describe Payments do\n  context "with a declined card" do\n    it "says no" do\n'
            "      expect(pay).to be_nil\n    end\n  end\nend\n"
        ),
        3,
        'the test "Payments with a declined card says no"',
    ),
    "minitest": (
        "test/pay_test.rb",
        "class PayTest < Minitest::Test\n  def test_declined_card\n    assert pay\n  end\nend\n",
        2,
        "the test `test_declined_card`",
    ),
    "rails": (
        "test/pay_test.rb",
        'class PayTest < ActiveSupport::TestCase\n  test "declined card" do\n    assert pay\n  end\nend\n',
        2,
        'the test "PayTest declined card"',
    ),
    "go": (
        "pay/pay_test.go",
        "package pay\n\nfunc TestDeclinedCard(t *testing.T) {\n\tcheck(t, Pay())\n}\n",
        3,
        "the test `TestDeclinedCard`",
    ),
    "go t.Run": (
        "pay/pay_test.go",
        'package pay\n\nfunc TestPay(t *testing.T) {\n\tt.Run("declined card", func(t *testing.T) {\n\t\tcheck(t, Pay())\n\t})\n}\n',
        4,
        'the test "TestPay declined card"',
    ),
    "junit": (
        "src/test/java/shop/PaymentTest.java",
        "class PaymentTest {\n  @Test\n  void declinedCard() {\n    assertFalse(pay());\n  }\n}\n",
        3,
        "the test `declinedCard`",
    ),
    "kotlin": (
        "src/test/kotlin/shop/PaymentTest.kt",
        "class PaymentTest {\n  @Test\n  fun `card is declined`() {\n    assertFalse(pay())\n  }\n}\n",
        3,
        'the test "PaymentTest card is declined"',
    ),
    "xunit": (
        "Shop.Tests/PaymentTests.cs",
        "public class PaymentTests {\n  [Fact]\n  public async Task DeclinedCard() {\n    Assert.False(await Pay());\n  }\n}\n",
        3,
        "the test `DeclinedCard`",
    ),
    "gherkin": (
        "features/pay.feature",
        "Feature: Payments\n\n  Scenario: The card is declined\n    When I pay by card\n    Then I see an error\n",
        3,
        'the test "Payments The card is declined"',
    ),
    "bruno": (
        "api/pay.bru",
        'meta {\n  name: Declined card\n}\n\ntests {\n  test("no", function() {\n    expect(1);\n  });\n}\n',
        2,
        'the test "Declined card"',
    ),
}


@pytest.mark.parametrize(("path", "text", "line", "what"), DECLINES.values(), ids=DECLINES.keys())
def test_a_declined_payment_in_each_framework(known: Catalog, path: str, text: str, line: int, what: str) -> None:
    assert [(at, words) for at, words, _ in shown(known, path, text, "test:decline")] == [(line, what)]


NO_TESTS = {
    "skipped by a mark": ("tests/test_pay.py", "@pytest.mark.skip(reason='later')\ndef test_declined_card():\n    assert pay()\n"),
    "expected to fail": ("tests/test_pay.py", "@pytest.mark.xfail\ndef test_declined_card():\n    assert pay()\n"),
    "module is skipped": ("tests/test_pay.py", "pytestmark = pytest.mark.skip\n\ndef test_declined_card():\n    assert pay()\n"),
    "skips itself": ("tests/test_pay.py", "def test_declined_card():\n    pytest.skip('later')\n    assert pay()\n"),
    "empty": ("tests/test_pay.py", "def test_declined_card():\n    pass\n"),
    "a docstring alone": ("tests/test_pay.py", 'def test_declined_card():\n    """The card is declined."""\n'),
    "not written": ("tests/test_pay.py", "def test_declined_card():\n    raise NotImplementedError\n"),
    "commented out": ("tests/test_pay.py", "# def test_declined_card():\n#     assert pay()\n\ndef test_x():\n    assert pay()\n"),
    "a fixture": ("tests/test_pay.py", "@pytest.fixture\ndef test_declined_card():\n    return pay()\n"),
    "a helper": ("tests/test_pay.py", "def declined_card():\n    return pay()\n"),
    "shop's own code": ("shop/pay.py", "def test_declined_card():\n    return pay()\n"),
    "it.skip": ("src/pay.test.js", 'it.skip("declined card", () => {\n  expect(pay());\n});\n'),
    "xit": ("src/pay.test.js", 'xit("declined card", () => {\n  expect(pay());\n});\n'),
    "it.todo": ("src/pay.test.js", 'it.todo("declined card");\n'),
    "describe.skip": ("src/pay.test.js", 'describe.skip("pay", () => {\n  it("declined card", () => {\n    expect(pay());\n  });\n});\n'),
    "option skip": ("test/pay.test.js", 'test("declined card", { skip: true }, () => {\n  expect(pay());\n});\n'),
    "test.fixme": ("e2e/pay.spec.ts", 'test.fixme("declined card", async () => {\n  await pay();\n});\n'),
    "pest skip": ("tests/Feature/PayTest.php", "<?php\nit('declined card', function () {\n    pay();\n})->skip();\n"),
    "markTestSkipped": (
        "tests/PaymentTest.php",
        "<?php\nclass PaymentTest extends TestCase {\n  public function testDeclinedCard() {\n    $this->markTestSkipped('x');\n  }\n}\n",
    ),
    "rspec pending": ("spec/pay_spec.rb", 'RSpec.describe Pay do\n  it "declined card"\n  xit "card declined" do\n    pay\n  end\nend\n'),
    "rspec skip": (
        "spec/pay_spec.rb",
        (
            'RSpec.describe Pay do\n  it "declined card", :skip do\n    pay\n  end\n  it "card declined" do\n'
            '    skip "x"\n    pay\n  end\nend\n'
        ),
    ),
    "t.Skip": ("pay/pay_test.go", 'package pay\n\nfunc TestDeclinedCard(t *testing.T) {\n\tt.Skip("x")\n\tcheck(t, Pay())\n}\n'),
    "@Disabled": (
        "src/test/java/PaymentTest.java",
        ("class PaymentTest {\n  @Test @Disabled\n  void declinedCard() {\n    pay();\n  }\n}\n"),
    ),
    "class @Ignore": (
        "src/test/java/PaymentTest.java",
        ("@Ignore\nclass PaymentTest {\n  @Test\n  void declinedCard() {\n    pay();\n  }\n}\n"),
    ),
    "no annotation": ("src/test/java/PaymentTest.java", "class PaymentTest {\n  void declinedCard() {\n    pay();\n  }\n}\n"),
    "Fact(Skip)": (
        "Shop.Tests/PaymentTests.cs",
        ('public class PaymentTests {\n  [Fact(Skip = "x")]\n  public void DeclinedCard() {\n    Pay();\n  }\n}\n'),
    ),
    "@wip": ("features/pay.feature", "Feature: Payments\n\n  @wip\n  Scenario: The card is declined\n    Then I see an error\n"),
    "no step": ("features/pay.feature", "Feature: Payments\n\n  Scenario: The card is declined\n"),
    "about something else": ("tests/test_door.py", "def test_declined_invitation():\n    assert invite()\n"),
    "a mail": ("tests/test_mailer.py", "import stripe\n\ndef test_mail_payment_failed():\n    assert mail()\n"),
    "what is allowed": ("tests/test_pay.py", "import stripe\n\ndef test_declined_payment_list_without_permission():\n    assert pay()\n"),
}


@pytest.mark.parametrize(("path", "text"), NO_TESTS.values(), ids=NO_TESTS.keys())
def test_what_is_no_test_of_a_declined_payment(known: Catalog, path: str, text: str) -> None:
    assert "test:decline" not in keys(known, path, text)


def python(name: str, body: str = "assert run()", before: str = "") -> tuple[str, str]:
    return "payments/tests/test_flow.py", f"import stripe\n\n{before}def {name}(client):\n    {body}\n"


SCENARIOS = {
    "success": python("test_payment_succeeds"),
    "success: capture": python("test_captures_payment"),
    "success: Spanish": python("test_pago_exitoso"),
    "decline: published card": python("test_number", "assert pay('4000000000000002')"),
    "decline: published token": python("test_token", "assert pay('pm_card_chargeDeclined')"),
    "decline: event": python("test_hook", "client.post('/webhook', {'type': 'payment_intent.payment_failed'})"),
    "validation-error": python("test_invalid_amount"),
    "validation-error: Spanish": python("test_monto_invalido"),
    "network-failure": python("test_provider_timeout"),
    "network-failure: mock": python("test_pay", "assert pay()", "@patch('shop.api', side_effect=requests.Timeout)\n"),
    "network-failure: responses": python("test_pay", "responses.add(responses.POST, URL, body=ConnectionError())"),
    "3ds": python("test_3d_secure_card"),
    "3ds: published card": python("test_number", "assert pay('4000002500003155')"),
    "webhook": python("test_webhook", "client.post('/hook', {})"),
    "refund": python("test_refund", "assert refund(client)"),
    "refund: Spanish": python("test_reembolso", "assert reembolsar(client)"),
    "processing": python("test_payment_pending"),
    "card": python("test_creates_an_order", "assert pay('4242 4242 4242 4242')"),
    "spei": python("test_pay_with_spei"),
    "oxxo": python("test_create_payment", "assert pay(method='oxxo')"),
    "mercado-pago": python("test_mercado_pago_payment"),
    "safetypay": python("test_safetypay_payment"),
    "withdrawal-spei": python("test_retiro_por_spei"),
    "withdrawal-card": python("test_payout_to_debit_card"),
    "replay": python("test_webhook_duplicate_event"),
    "replay: twice": python("test_webhook", "client.post('/webhook', EVENT)\n    client.post('/webhook', EVENT)\n    assert count() == 1"),
    "replay: loop": python("test_webhook", "for _ in range(2):\n        client.post('/webhook', EVENT)\n    assert count() == 1"),
}


@pytest.mark.parametrize(("name", "file"), SCENARIOS.items(), ids=SCENARIOS.keys())
def test_each_scenario_is_told_from_names_and_bodies(known: Catalog, name: str, file: tuple[str, str]) -> None:
    assert f"test:{name.partition(':')[0]}" in keys(known, *file)


OTHER_SCENARIOS = {
    "success: a failure": python("test_payment_success_fails_without_key"),
    "success: settings": python("test_set_payment_processor"),
    "refund: a flag": python("test_refunded", "assert not charge.refunded"),
    "refund: refused": python("test_refund_fails_for_open_order", "assert refund(client)"),
    "webhook: a route": python("test_webhook_routes", "assert_routing('/webhook')"),
    "webhook: one's own": python("test_sends_webhook_to_merchant", "client.post('/hook', {})"),
    "replay: two events": python(
        "test_webhook", "client.post('/webhook', PAID)\n    client.post('/webhook', FAILED)\n    assert count() == 2"
    ),
    "replay: changed between": python(
        "test_webhook", "client.post('/webhook', event)\n    event = other()\n    client.post('/webhook', event)"
    ),
    "replay: no webhook": python("test_order", "client.post('/order', BODY)\n    client.post('/order', BODY)"),
    "processing: a processor": python("test_payment_processing_succeeds"),
    "spei: a withdrawal": python("test_retiro_por_spei"),
    "oxxo: a list": python("test_lists_names", "assert names() == ['oxxo', 'spei']"),
    "3ds: none": python("test_supports_non_3ds_cards"),
    "decline: gift card": python("test_gift_card_payment_declined"),
}


@pytest.mark.parametrize(("name", "file"), OTHER_SCENARIOS.items(), ids=OTHER_SCENARIOS.keys())
def test_what_only_sounds_like_a_scenario(known: Catalog, name: str, file: tuple[str, str]) -> None:
    assert f"test:{name.partition(':')[0]}" not in keys(known, *file)


@pytest.mark.parametrize(
    ("path", "text", "provider"),
    [
        ("tests/test_pay.py", "import stripe\n\ndef test_declined_card():\n    assert stripe.pay()\n", "stripe"),
        ("tests/test_stripe.py", "import paypal\n\ndef test_declined_card():\n    assert pay()\n", "stripe"),
        ("tests/test_pay.py", "def test_declined_card():\n    assert pay()\n", ""),
        ("tests/test_pay.py", "import stripe, paypalrestsdk\n\ndef test_declined_card():\n    assert stripe.pay(paypalrestsdk)\n", ""),
        ("tests/test_pay.py", "import stripe\n\ndef test_maya_payment_declined():\n    assert pay()\n\nstripe.api_key = KEY\n", "maya"),
        ("tests/test_pay.py", "import stripe\n\ndef test_declined_card():\n    assert maya_client()\n\nstripe.api_key = KEY\n", "maya"),
        ("tests/test_pay.py", "import stripe\n\ndef test_declined_card():\n    assert pay('Maya')\n\nstripe.api_key = KEY\n", "stripe"),
        ("tests/test_tonder.py", "def test_declined_card_of_mercado_pago():\n    assert pay()\n", "tonder"),
        ("tests/test_pay.py", "import tonder\n\ndef test_declined_card_of_safetypay():\n    assert tonder.pay()\n", "tonder"),
        ("tests/test_pay.py", "import tonder\n\ndef test_declined_card_of_safetypay():\n    assert pay(tonder)\n", "tonder"),
        ("tests/test_pay.py", "def test_declined_card_of_mercado_pago():\n    assert pay()\n", ""),
        ("tests/test_pay.py", "import mercadopago\n\ndef test_declined_card_of_mercado_pago():\n    assert pay()\n", "mercadopago"),
        ("tests/test_pay.py", "def test_declined_card():\n    assert multipaga.pay() and owngateway.pay()\n", "hyperswitch"),
    ],
)
def test_the_provider_is_the_one_that_is_named(known: Catalog, path: str, text: str, provider: str) -> None:
    assert [found for _, _, found in shown(known, path, text, "test:decline")] == [provider]


@pytest.mark.parametrize(
    ("others", "provider"),
    [
        ({"shop/pay.py": "URL = 'https://api.mercadopago.com/v1/payments'\n"}, "mercadopago"),
        ({"shop/pay.py": "client = mercadopago.SDK(settings.TOKEN)\n"}, "mercadopago"),
        ({"shop/pay.py": "METHODS = ['mercadopago']\n"}, ""),
        ({"tests/data.py": "URL = 'https://api.mercadopago.com/v1/payments'\n"}, ""),
    ],
)
def test_a_way_to_pay_is_a_provider_where_the_shop_uses_it(known: Catalog, others: dict[str, str], provider: str) -> None:
    path, text = "tests/test_pay.py", "def test_declined_card_of_mercado_pago():\n    assert pay()\n"
    project = Project.of({name: content.encode() for name, content in {**others, path: text}.items()})
    found = operations.observe(FileView(SourceFile(path, text.encode()), known, project))
    assert {one.values["provider"] for one in found if one.kind == "evidence"} == {provider}


def test_of_several_tests_the_one_that_says_it_best_is_named(known: Catalog) -> None:
    text = "def test_number():\n    assert pay('4000000000000002')\n\ndef test_declined_card():\n    assert pay()\n"
    assert [what for _, what, _ in shown(known, "tests/test_stripe.py", text, "test:decline")] == ["the test `test_declined_card`"]


REPLAY = "from shop import app\n\ndef test_a_replayed_delivery_changes_nothing():\n    assert app.post('/hook', EVENT)\n"


@pytest.mark.parametrize(
    ("path", "text", "others", "is_shown"),
    [
        ("tests/test_webhooks.py", REPLAY, {"shop/webhooks.py": "import stripe\n"}, True),
        ("tests/test_webhooks.py", REPLAY, {"shop/hooks/payments.py": "def take(event):\n    return event\n"}, True),
        (
            "tests/test_webhooks.py",
            REPLAY,
            {"shop/webhooks.py": "import stripe\n", "outgoing/webhook.py": "def send():\n    pass\n", "api/webhooks.py": "x = 1\n"},
            False,  # a platform that sends webhooks itself
        ),
        (
            "tests/webhooks.test.js",
            "it('takes a replayed delivery once', () => { post('/hook', EVENT); });\n",
            {"hooks.js": "paymongo\n"},
            True,
        ),
        ("tests/test_webhooks.py", REPLAY, {"shop/webhooks.py": "import github\n"}, False),
        ("tests/test_webhooks.py", REPLAY, {"tests/webhooks/data.py": "import stripe\n"}, False),
        ("tests/test_webhooks.py", REPLAY.replace("/hook", "/github"), {"shop/webhooks.py": "import stripe\n"}, False),
        ("tests/test_github_webhooks.py", REPLAY, {"shop/webhooks.py": "import stripe\n"}, False),
        ("tests/test_parcels.py", REPLAY, {"shop/webhooks.py": "import stripe\n"}, False),
    ],
)
def test_webhooks_of_a_shop_are_about_payments(known: Catalog, path: str, text: str, others: dict[str, str], is_shown: bool) -> None:
    project = Project.of({name: content.encode() for name, content in {**others, path: text}.items()})
    found = operations.observe(FileView(SourceFile(path, text.encode()), known, project))
    assert ("test:replay" in {one.key for one in found}) == is_shown


# -- methods --


@pytest.mark.parametrize(
    ("path", "text", "methods"),
    [
        ("app.py", "import stripe\nstripe.checkout.Session.create(payment_method_types=['card', 'oxxo'])\n", {"card", "oxxo"}),
        ("pay.js", "const payment = { payment_method: { type: 'spei' } };\n", {"spei"}),
        ("Pay.php", "<?php\n$payment = ['payment_method' => 'credit_card'];\n", {"card"}),
        ("pay.rb", "MERCADO_PAGO_PAYMENT = MercadoPago::SDK.new(key)\n", {"mercado-pago"}),
        ("payments.ts", "export const METHODS = { safetypayCash: 1 };\n", {"safetypay"}),
        ("payout.py", "def payout(clabe):\n    return client.payouts.create(clabe=clabe)\n", {"withdrawal-spei"}),
        ("retiros.py", "def retirar(payment):\n    return payout(type='debit_card')\n", {"withdrawal-card"}),
        ("app.py", "# a payment by oxxo\nimport stripe\n", set()),
        ("app.py", '"""A payment by OXXO."""\nimport stripe\n', set()),
        ("tests/test_app.py", "payment = pay('oxxo')\n", set()),
        ("README.md", "A payment by OXXO.\n", set()),
        ("map.py", "SHOPS_NEARBY = ['oxxo', 'seven']\n", set()),
        (
            "load/pay.js",
            "import http from 'k6/http';\nexport default function () { http.post(URL + '/payment', { method: 'spei' }); }\n",
            set(),
        ),
    ],
)
def test_methods_that_the_code_uses(known: Catalog, path: str, text: str, methods: set[str]) -> None:
    assert keys(known, path, text, "payment-method") == methods


# -- requests --


@pytest.mark.parametrize(
    ("path", "text", "providers"),
    [
        ("src/Pay.tsx", 'import { loadStripe } from "@stripe/stripe-js";\nawait fetch("/api/orders", { method: "POST" });\n', []),
        ("src/Pay.tsx", 'import { loadStripe } from "@stripe/stripe-js";\nawait fetch(`${HERE}/api/orders`, { method: "POST" });\n', []),
        ("web/src/Pay.jsx", 'await fetch("https://api.stripe.com/v1/charges", { method: "POST" });\n', ["stripe"]),
        ("server/pay.js", '// stripe\nawait fetch(`${process.env.STRIPE_URL}/v1/charges`, { method: "POST" });\n', ["stripe"]),
        ("server/pay.js", '// stripe\nawait fetch("https://mail.shop.example/send", { method: "POST" });\n', []),
        ("shop/pay.py", "import requests\n\nrequests.post(settings.PAYMONGO_URL + '/checkout_sessions')\n", ["paymongo"]),
        ("shop/pay.py", "import requests\n\nrequests.get(settings.RATES_URL)\n", []),
        (
            "shop/pay.py",
            (
                "import httpx\n\nclass Paystack:\n    def __init__(self):\n"
                "        self._client = httpx.AsyncClient(base_url='https://api.paystack.co')\n\n"
                "    async def find(self, reference):\n        return await self._client.get(f'/transaction/verify/{reference}')\n"
            ),
            ["paystack"],
        ),
        ("load/pay.js", 'import http from "k6/http";\nexport default function () { http.post(PAYMONGO_URL + "/v1/refunds"); }\n', []),
    ],
)
def test_a_request_to_a_provider(known: Catalog, path: str, text: str, providers: list[str]) -> None:
    found = [one.values["provider"] for one in observed(known, path, text, "subject") if one.key == "request"]
    assert found == providers


@pytest.mark.parametrize(
    ("path", "text", "refunds"),
    [
        ("shop/pay.py", "import stripe\n\nstripe.Refund.create(payment_intent=order.payment)\n", True),
        ("shop/pay.py", "import requests\n\nrequests.post(settings.PAYMONGO_URL + '/v1/refunds', json=body)\n", True),
        (
            "shop/pay.py",
            "import requests\n# migo\n\ndef migo_client_refund(order):\n    requests.post(f'{URL}/transactions/{order}/dismiss')\n",
            True,
        ),
        ("pay.js", "// stripe\napp.post('/orders/:id/refund', (req, res) => { res.sendStatus(give(req.body.id)); });\n", True),
        ("shop/pay.py", "import stripe\n\nstripe.PaymentIntent.create(amount=order.refunded)\n", False),
        ("shop/hooks.py", "import stripe\n\n@app.post('/webhooks/refunds')\ndef refunded(request):\n    mark(request.json)\n", False),
        ("tests/test_pay.py", "import stripe\n\nstripe.Refund.create(payment_intent=order.payment)\n", False),
    ],
)
def test_where_a_shop_refunds(known: Catalog, path: str, text: str, refunds: bool) -> None:
    assert keys(known, path, text, "scenario") == ({"refund"} if refunds else set())


# -- runbooks --

STEPS = "1. Create a new key in the provider's dashboard.\n2. Store it in the secret manager, deploy, and revoke the old key.\n"

RUNBOOKS = {
    "key-rotation": ("README.md", f"# Shop\n\n## Key rotation\n\n{STEPS}", 3, 'the section "Key rotation"'),
    "key-rotation: setext": (
        "docs/keys.md",
        f"Rotating the API keys\n---------------------\n\n{STEPS}",
        1,
        'the section "Rotating the API keys"',
    ),
    "key-rotation: Spanish": (
        "docs/llaves.md",
        (
            "# Rotación de llaves\n\n"
            "Generar una llave nueva en el panel del proveedor, guardarla, desplegar y revocar la anterior después.\n"
        ),
        1,
        'the section "Rotación de llaves"',
    ),
    "key-rotation: rst": ("docs/keys.rst", f"Shop\n====\n\nKey rotation\n------------\n\n{STEPS}", 4, 'the section "Key rotation"'),
    "key-rotation: asciidoc": ("docs/keys.adoc", f"= Shop\n\n== Key rotation\n\n{STEPS}", 3, 'the section "Key rotation"'),
    "key-rotation: org": ("ops/runbook.org", f"* Shop\n** Key rotation\n{STEPS}", 2, 'the section "Key rotation"'),
    "key-rotation: html": ("wiki/runbook.html", f"<h1>Shop</h1>\n<h2>Key rotation</h2>\n<p>{STEPS}</p>", 2, 'the section "Key rotation"'),
    "key-rotation: below": (
        "docs/runbook.md",
        f"# Runbook\n\n## Keys: rotation\n\n### Steps\n\n{STEPS}",
        3,
        'the section "Keys: rotation"',
    ),
    "payment-failure": (
        "docs/runbook.md",
        (
            "# Runbook\n\n## Payments fail\n\n"
            "Look at the provider's status page first, then at the dashboard, and tell the support team what to "
            "answer.\n"
        ),
        3,
        'the section "Payments fail"',
    ),
    "escalation": (
        "ops/on-call.md",
        (
            "# On-call\n\n## Escalation\n\n"
            "First the engineer on duty, after fifteen minutes the head of engineering, then the account manager.\n"
        ),
        3,
        'the section "Escalation"',
    ),
    "outage": (
        "docs/outage.md",
        (
            "# When Stripe is down\n\n"
            "Switch the checkout to the second provider with the flag `fallback_provider`, and watch the rate of "
            "payments.\n"
        ),
        1,
        'the section "When Stripe is down"',
    ),
    "disaster-recovery": (
        "docs/dr.md",
        (
            "# Disaster recovery\n\n"
            "Restore the database from the newest snapshot, then replay the webhooks of the last day from the "
            "provider.\n"
        ),
        1,
        'the section "Disaster recovery"',
    ),
    "rollback": (
        "README.md",
        (
            "# Shop\n\n## Deployment\n\nPush.\n\n### Rollback\n\n"
            "Run `make release VERSION=previous` and wait until all of the instances answer with the earlier "
            "version.\n"
        ),
        7,
        'the section "Rollback"',
    ),
    "contacts": ("docs/runbook.md", "# Runbook\n\n## Contacts\n\n- Ana, payments: +52 55 1234 5678\n", 3, 'the section "Contacts"'),
    "contacts: mail": (
        "docs/contactos.md",
        ("# Contactos de emergencia\n\nSoporte de pagos: guardia@tienda.mx\n"),
        1,
        'the section "Contactos de emergencia"',
    ),
    "incident": (
        "SECURITY.md",
        ("# Incident response\n\nRevoke the key, look for payments that nobody made, write down what happened and when it did.\n"),
        1,
        'the section "Incident response"',
    ),
    "error-mapping": (
        "docs/errors.md",
        (
            "# Error codes\n\n| Code | What the customer sees |\n| --- | --- |\n"
            "| card_declined | Your bank said no. Please try another card. |\n"
            "| expired_card | Your card has expired. |\n"
        ),
        1,
        'the section "Error codes"',
    ),
}


@pytest.mark.parametrize(("name", "file"), RUNBOOKS.items(), ids=RUNBOOKS.keys())
def test_sections_that_say_what_to_do(known: Catalog, name: str, file: tuple[str, str, int, str]) -> None:
    path, text, line, what = file
    assert [(at, words) for at, words, _ in shown(known, path, text, f"runbook:{name.partition(':')[0]}")] == [(line, what)]
    assert "runbook" in keys(known, path, text)


@pytest.mark.parametrize(
    ("path", "text", "provider"),
    [
        ("docs/runbook.md", f"# Runbook\n\n## Key rotation\n\nCatch `stripe.error.CardError` first. {STEPS}", ""),
        ("docs/runbook.md", f"# Runbook\n\n## Key rotation of Stripe\n\nNot as with PayPal. {STEPS}", "stripe"),
        ("docs/runbook.md", f"# Runbook\n\n## Stripe\n\n### Key rotation\n\nNot as with PayPal. {STEPS}", "stripe"),
        ("docs/stripe/runbook.md", f"# Runbook\n\n## Key rotation\n\nNot as with PayPal. {STEPS}", "stripe"),
        ("docs/runbook.md", f"# Runbook\n\n## Key rotation: Stripe, PayPal\n\n{STEPS}", ""),
        ("docs/runbook.md", f"# Tonder\n\n## Key rotation, also of Mercado Pago\n\n{STEPS}", "tonder"),
    ],
)
def test_a_section_is_about_the_provider_of_its_heading(known: Catalog, path: str, text: str, provider: str) -> None:
    assert [found for _, _, found in shown(known, path, text, "runbook:key-rotation")] == [provider]


NO_RUNBOOKS = {
    "nothing below": ("docs/runbook.md", "# Runbook\n\n## Key rotation\n\n## Rollback\n"),
    "a promise": (
        "docs/runbook.md",
        ("# Runbook\n\n## Key rotation\n\nTODO: describe how the keys are rotated in the dashboard of the provider and who does it.\n"),
    ),
    "coming soon": (
        "docs/runbook.md",
        ("# Runbook\n\n## Rollback\n\nComing soon: the steps that lead back to the version before this one, in their order.\n"),
    ),
    "a feature": (
        "README.md",
        ("# Shop\n\n## Features\n\n- rollback of releases\n- key rotation\n- escalation of incidents, contacts, disaster recovery\n"),
    ),
    "a heading of others": (
        "README.md",
        ("# Shop\n\n## Rollback\n\nThe library rolls a transaction back when the block raises, as every database layer does it.\n"),
    ),
    "a changelog": ("CHANGELOG.md", f"# Changes\n\n## Key rotation\n\n{STEPS}"),
    "in a fence": ("docs/a.md", f"# Shop\n\n```\n# Key rotation\n{STEPS}```\n"),
    "nobody to reach": ("docs/runbook.md", "# Runbook\n\n## Contacts\n\nAsk the team that built the payments.\n"),
    "no mapping": (
        "docs/errors.md",
        ("# Error codes\n\nThe API answers with 400, 401 and 500, as is usual for an API that speaks HTTP with its clients.\n"),
    ),
    "log rotation": ("docs/ops/logs.md", f"# Log rotation of key servers\n\n{STEPS}"),
    "vendored": ("node_modules/a/docs/runbook.md", f"# Runbook\n\n## Key rotation\n\n{STEPS}"),
    "a proposal": (
        "openspec/changes/a/proposal.md",
        ("# Change\n\n## Rollback plan\n\nRun `make release VERSION=previous` and wait until all of the instances answer with it.\n"),
    ),
    "plain text": ("notes.txt", f"# Key rotation\n\n{STEPS}"),
}


@pytest.mark.parametrize(("path", "text"), NO_RUNBOOKS.values(), ids=NO_RUNBOOKS.keys())
def test_what_is_no_runbook(known: Catalog, path: str, text: str) -> None:
    assert {key for key in keys(known, path, text) if key.startswith("runbook:")} == set()


# -- metrics --

METRICS = {
    "prometheus": (
        "shop/pay.py",
        ('from prometheus_client import Counter\nPAID = Counter("payments_total", "Payments", ["status"])\n'),
        {"metric:payment-rate"},
        "the metric `payments_total`",
    ),
    "prom-client": (
        "src/pay.ts",
        ('import client from "prom-client";\nconst paid = new client.Counter({\n  name: "payments_failed_total",\n  help: "x",\n});\n'),
        {"metric:payment-rate"},
        "the metric `payments_failed_total`",
    ),
    "client_golang": (
        "pay/m.go",
        (
            'package pay\n\nimport "github.com/prometheus/client_golang/prometheus"\n\n'
            'var D = prometheus.NewHistogram(prometheus.HistogramOpts{\n\tName: "payment_duration_seconds",\n})\n'
        ),
        {"metric:latency"},
        "the metric `payment_duration_seconds`",
    ),
    "statsd": (
        "shop/pay.py",
        'def pay():\n    statsd.increment("payment.failed")\n',
        {"metric:payment-rate"},
        "the metric `payment.failed`",
    ),
    "statsd timing": ("shop/pay.rb", 'statsd.timing("stripe.latency", 3)\n', {"metric:latency"}, "the metric `stripe.latency`"),
    "webhook": (
        "shop/hook.js",
        ('function hook() {\n  statsd.increment("stripe.webhook.received");\n}\n'),
        {"metric:webhook"},
        "the metric `stripe.webhook.received`",
    ),
    "otel": (
        "src/pay.ts",
        ('import { metrics } from "@opentelemetry/api";\nconst c = meter.createCounter("checkout.payments.result");\n'),
        {"metric:payment-rate"},
        "the metric `checkout.payments.result`",
    ),
    "micrometer": (
        "src/main/java/Pay.java",
        (
            "import io.micrometer.core.instrument.Counter;\n"
            'class Pay { Counter c = Counter.builder("payments").tag("status", s).register(r); }\n'
        ),
        {"metric:payment-rate"},
        "the metric `payments`",
    ),
    "cloudwatch": (
        "shop/pay.py",
        ('def pay():\n    cw.put_metric_data(Namespace="shop", MetricData=[{"MetricName": "PaymentFailures", "Value": 1}])\n'),
        {"metric:payment-rate"},
        "the CloudWatch metric `PaymentFailures`",
    ),
    "new relic": (
        "shop/pay.js",
        'newrelic.recordCustomEvent("PaymentResult", { status });\n',
        {"metric:payment-rate"},
        "the New Relic event `PaymentResult`",
    ),
    "sentry": (
        "shop/pay.py",
        'sentry_sdk.metrics.incr("payments.status", 1)\n',
        {"metric:payment-rate"},
        "the Sentry metric `payments.status`",
    ),
    "notifications": (
        "app/pay.rb",
        ('ActiveSupport::Notifications.instrument("payment.failed", id: 1)\n'),
        {"metric:payment-rate"},
        "the event `payment.failed`",
    ),
    "instrumented": (
        "src/otel.ts",
        (
            "import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';\n"
            "start([getNodeAutoInstrumentations()]);\n"
        ),
        {"metric:latency"},
        "the OpenTelemetry instrumentation of HTTP clients",
    ),
    "agent": ("Gemfile", 'source "x"\ngem "scout_apm"\n', {"metric:latency"}, "the gem `scout_apm`, which times outgoing calls"),
}


@pytest.mark.parametrize(("path", "text", "topics", "what"), METRICS.values(), ids=METRICS.keys())
def test_metrics_of_payments(known: Catalog, path: str, text: str, topics: set[str], what: str) -> None:
    found = observed(known, path, text)
    assert {one.key for one in found} == topics
    assert {one.values["what"] for one in found} == {what}


NO_METRICS = {
    "of something else": ("shop/pay.py", 'from prometheus_client import Counter\nC = Counter("logins_total", "Logins", ["status"])\n'),
    "no outcome": ("shop/pay.py", 'from prometheus_client import Counter\nC = Counter("payments_total", "All of them")\n'),
    "commented out": ("shop/pay.py", '# statsd.increment("payment.failed")\n'),
    "in a comment": ("shop/pay.js", '/*\n statsd.increment("payment.failed")\n*/\n'),
    "in a test": ("tests/test_pay.py", 'def test_a():\n    statsd.increment("payment.failed")\n'),
    "a log": ("shop/pay.py", 'log.info("payment.failed")\nstructlog.get_logger().info("payment.status")\n'),
    "a list": ("shop/pay.py", 'from collections import Counter\nC = Counter("payments_status")\n'),
}


@pytest.mark.parametrize(("path", "text"), NO_METRICS.values(), ids=NO_METRICS.keys())
def test_what_is_no_metric_of_payments(known: Catalog, path: str, text: str) -> None:
    assert {key for key in keys(known, path, text) if key.startswith("metric")} == set()


# -- alerts --


def rule(name: str, expr: str) -> str:
    return f"groups:\n  - name: shop\n    rules:\n      - alert: {name}\n        expr: {expr}\n        for: 5m\n"


ALERTS = {
    "prometheus": (
        "ops/alerts.yml",
        rule("PaymentsFail", 'rate(payments_total{status="failed"}[5m]) > 1'),
        {"alert:errors"},
        4,
        "the alert rule `PaymentsFail`",
    ),
    "prometheus 5xx": (
        "ops/alerts.yml",
        rule("Unhappy", 'rate(http_requests_total{status=~"5.."}[5m]) > 1'),
        {"alert:errors"},
        4,
        "the alert rule `Unhappy`",
    ),
    "PrometheusRule": (
        "k8s/rule.yaml",
        "kind: PrometheusRule\nspec:\n  " + rule("WebhookSilence", "absent(webhook_received_total)").replace("\n", "\n  "),
        {"alert:webhook"},
        6,
        "the alert rule `WebhookSilence`",
    ),
    "certificate": (
        "ops/alerts.yml",
        rule("Soon", "probe_ssl_earliest_cert_expiry - time() < 86400 * 14"),
        {"alert:certificate"},
        4,
        "the alert rule `Soon`",
    ),
    "datadog": (
        "infra/main.tf",
        ('resource "datadog_monitor" "payments" {\n  name = "Payment failures"\n  query = "sum:payment.failed{*} > 5"\n}\n'),
        {"alert:errors"},
        1,
        "the alert `payments`",
    ),
    "cloudwatch": (
        "infra/main.tf",
        ('resource "aws_cloudwatch_metric_alarm" "api" {\n  metric_name = "5XXError"\n}\n'),
        {"alert:errors"},
        1,
        "the alert `api`",
    ),
    "google": (
        "infra/main.tf",
        ('resource "google_monitoring_alert_policy" "web" {\n  display_name = "High error rate"\n}\n'),
        {"alert:errors"},
        1,
        "the alert `web`",
    ),
    "new relic": (
        "infra/main.tf",
        ('resource "newrelic_nrql_alert_condition" "hooks" {\n  name = "Webhook deliveries"\n}\n'),
        {"alert:webhook"},
        1,
        "the alert `hooks`",
    ),
    "cloudformation": (
        "infra/stack.yml",
        (
            "Resources:\n  Errors:\n    Type: AWS::CloudWatch::Alarm\n    Properties:\n      MetricName: 5XXError\n"
            "  Other:\n    Type: AWS::S3::Bucket\n"
        ),
        {"alert:errors"},
        2,
        "the CloudWatch alarm `Errors`",
    ),
    "cdk": (
        "infra/stack.ts",
        (
            "import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';\n"
            "new cloudwatch.Alarm(this, 'PaymentErrors', { metric, threshold: 1 });\n"
        ),
        {"alert:errors"},
        2,
        "the CloudWatch alarm `PaymentErrors`",
    ),
    "grafana": (
        "ops/grafana.yml",
        (
            "groups:\n  - rules:\n      - uid: a1\n        title: Error rate of the checkout\n        condition: C\n"
            "        data:\n          - refId: A\n        noDataState: OK\n"
        ),
        {"alert:errors"},
        3,
        "the Grafana alert rule",
    ),
    "datadog json": (
        "ops/monitor.json",
        ('{\n  "name": "Payment failures",\n  "type": "metric alert",\n  "query": "sum:payment.failed{*} > 5"\n}\n'),
        {"alert:errors"},
        3,
        "the Datadog monitor",
    ),
}


@pytest.mark.parametrize(("path", "text", "topics", "line", "what"), ALERTS.values(), ids=ALERTS.keys())
def test_alert_rules(known: Catalog, path: str, text: str, topics: set[str], line: int, what: str) -> None:
    found = [one for one in observed(known, path, text) if one.key.startswith("alert")]
    assert {one.key for one in found} == topics
    assert {(one.location.region.start_line, one.values["what"]) for one in found} == {(line, what)}


NO_ALERTS = {
    "of disks": ("ops/alerts.yml", rule("DiskFails", "node_disk_errors_total > 1")),
    "recorded": ("ops/alerts.yml", "groups:\n  - rules:\n      - record: payment_errors\n        expr: rate(payments_failed[5m])\n"),
    "commented out": ("ops/alerts.yml", "groups:\n  - rules:\n      # - alert: PaymentsFail\n      #   expr: rate(payments_failed[5m])\n"),
    "of a processor": ("infra/main.tf", 'resource "aws_cloudwatch_metric_alarm" "cpu" {\n  metric_name = "CPUUtilization"\n}\n'),
    "a service": ("infra/main.tf", 'resource "pagerduty_service" "payments" {\n  name = "Payment errors"\n}\n'),
    "documentation": ("docs/alerts.yml", rule("PaymentsFail", "rate(payments_failed[5m])")),
}


@pytest.mark.parametrize(("path", "text"), NO_ALERTS.values(), ids=NO_ALERTS.keys())
def test_what_is_no_alert_of_this_kind(known: Catalog, path: str, text: str) -> None:
    assert {key for key in keys(known, path, text) if key.startswith("alert")} == set()


# -- load tests, circuit breakers, rate limiters --

TOOLS = {
    "k6": ("load/pay.js", 'import http from "k6/http";\nexport default function () { http.get("https://a.example"); }\n', "load-test", 1),
    "locust": (
        "load/locustfile.py",
        ("from locust import HttpUser, task\n\nclass Shopper(HttpUser):\n    @task\n    def pay(self): self.client.post('/pay')\n"),
        "load-test",
        3,
    ),
    "jmeter": (
        "load/pay.jmx",
        ('<?xml version="1.0"?>\n<jmeterTestPlan version="1.2">\n<ThreadGroup/>\n</jmeterTestPlan>\n'),
        "load-test",
        2,
    ),
    "gatling": (
        "src/gatling/PaySimulation.scala",
        ("import io.gatling.core.Predef._\nclass PaySimulation extends Simulation {\n  setUp(scn)\n}\n"),
        "load-test",
        2,
    ),
    "artillery": (
        "load/pay.yml",
        ("config:\n  target: https://a.example\n  phases:\n    - arrivalRate: 5\nscenarios:\n  - flow: []\n"),
        "load-test",
        1,
    ),
    "hey": ("Makefile", "load:\n\they -n 1000 -c 50 https://staging.shop.example/checkout\n", "load-test", 2),
    "pybreaker": ("shop/pay.py", "import pybreaker\nimport stripe\nbreaker = pybreaker.CircuitBreaker(fail_max=5)\n", "circuit-breaker", 3),
    "opossum": (
        "src/stripe.js",
        ("const CircuitBreaker = require('opossum');\nconst b = new CircuitBreaker(charge);\n"),
        "circuit-breaker",
        2,
    ),
    "resilience4j": (
        "src/main/java/PaymentClient.java",
        ('class PaymentClient {\n  @CircuitBreaker(name = "psp")\n  void pay() {}\n}\n'),
        "circuit-breaker",
        2,
    ),
    "polly": (
        "Payments.cs",
        ("class Payments {\n  object P = Policy.Handle<Exception>().CircuitBreakerAsync(5, T);\n}\n"),
        "circuit-breaker",
        2,
    ),
    "gobreaker": (
        "pay/payment.go",
        ('package pay\n\nimport "github.com/sony/gobreaker"\n\nvar cb = gobreaker.NewCircuitBreaker(s)\n'),
        "circuit-breaker",
        5,
    ),
    "stoplight": ("app/payment.rb", "Stoplight('stripe') { charge }\n", "circuit-breaker", 1),
    "nginx": ("nginx.conf", "server {\n  location /webhook {\n    limit_req zone=hooks;\n  }\n}\n", "rate-limiter", 3),
    "waf": ("infra/main.tf", 'resource "aws_wafv2_web_acl" "a" {\n  rate_based_statement {\n    limit = 100\n  }\n}\n', "rate-limiter", 2),
    "express": (
        "server.js",
        ("const rateLimit = require('express-rate-limit');\nconst limiter = rateLimit({ max: 5 });\n"),
        "rate-limiter",
        2,
    ),
    "flask": ("app.py", 'from flask_limiter import Limiter\n\n@limiter.limit("5/minute")\ndef hook(): pass\n', "rate-limiter", 3),
    "laravel": ("routes/api.php", "<?php\nRoute::post('/webhook', X::class)->middleware('throttle:60,1');\n", "rate-limiter", 2),
    "rack attack": (
        "config/initializers/rack_attack.rb",
        ('Rack::Attack.throttle("hooks", limit: 5, period: 1) { |r| r.ip }\n'),
        "rate-limiter",
        1,
    ),
}


@pytest.mark.parametrize(("path", "text", "key", "line"), TOOLS.values(), ids=TOOLS.keys())
def test_tools(known: Catalog, path: str, text: str, key: str, line: int) -> None:
    assert [(one.key, one.location.region.start_line) for one in observed(known, path, text)] == [(key, line)]


NO_TOOLS = {
    "a word": ("docs/load.md", "We use k6/http, Locust and JMeter.\n"),
    "no task": ("load/locustfile.py", "from locust import HttpUser\n\nclass Shopper(HttpUser):\n    pass\n"),
    "benchmark": ("tests/test_speed.py", "def test_pay(benchmark):\n    benchmark(pay)\n"),
    "not about payments": ("mail/client.py", "import pybreaker\nbreaker = pybreaker.CircuitBreaker()\n"),
    "imported alone": ("shop/pay.py", "import pybreaker\nimport stripe\n"),
    "commented out": ("nginx.conf", "server {\n  # limit_req zone=hooks;\n}\n"),
    "artillery without phases": ("conf.yml", "config:\n  target: a\n# arrivalRate\n"),
}


@pytest.mark.parametrize(("path", "text"), NO_TOOLS.values(), ids=NO_TOOLS.keys())
def test_what_is_no_tool(known: Catalog, path: str, text: str) -> None:
    assert {key for key in keys(known, path, text) if not key.startswith("test")} == set()
