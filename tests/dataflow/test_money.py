"""Which calls move money: by an SDK's call path, and by a route through any HTTP client."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.dataflow import Flow
from golint.dataflow.requests.money import route_fits

Ask = Callable[..., Flow]


@pytest.mark.parametrize(
    ("route", "url", "fits"),
    [
        ("POST /v1/refunds", "https://api.paymongo.com/v1/refunds", True),
        ("POST /v1/refunds", "/v1/refunds", True),
        ("POST /v1/refunds", "/v1/refunds/", True),
        ("POST /v1/refunds", "/v1/refunds?limit=1", True),
        ("POST /v1/refunds", "{}/v1/refunds", True),
        ("POST /v1/refunds", "{}/refunds", True),
        ("POST /v1/refunds", "{}refunds", True),
        ("POST /v1/refunds", "refunds", True),
        ("POST /v1/refunds", "{}/{}", False),
        ("POST /v1/refunds", "{}", False),
        ("POST /v1/refunds", "/v1/refunds/{}", False),
        ("POST /v1/refunds", "/v1/customers", False),
        ("POST /v1/refunds", "/orders/refunds", False),
        ("POST /v1/refunds", "https://api.paymongo.com/refunds", False),
        ("POST /v1/payments/{id}/refund", "/v1/payments/pay_1/refund", True),
        ("POST /v1/payments/{id}/refund", "{}/payments/{}/refund", True),
        ("POST /v1/payments/{id}/refund", "/v1/payments/refund", False),
        ("POST /v2/transactions/{id}/pay|void", "/v2/transactions/{}/void", True),
        ("POST /v71/payments", "https://checkout-test.adyen.com/v69/payments", True),
        ("POST /v71/payments", "https://{}/v{}/payments", True),
        ("POST /v71/payments", "{}/v{}/payments", True),
        ("POST /v71/payments", "https://checkout-test.adyen.com/vouchers/payments", False),
        ("POST /payments", "https://api.gocardless.com/payments", True),
        ("POST /{id}", "/anything", False),
    ],
)
def test_a_route_fits_the_end_of_an_address(route: str, url: str, fits: bool) -> None:
    assert route_fits(route, url) is fits


@pytest.mark.parametrize(
    ("code", "found"),
    [
        # SDKs
        ("import stripe\nstripe.Refund.create(charge='c')", ("stripe", "stripe.Refund.create", True)),
        ("import stripe as s\ns.Refund.create(charge='c')", ("stripe", "stripe.Refund.create", True)),
        ("from stripe import Refund\nRefund.create(charge='c')", ("stripe", "stripe.Refund.create", True)),
        ("import stripe\nc = stripe.StripeClient('k')\nc.refunds.create({})", ("stripe", "<client>.refunds.create", True)),
        ("import razorpay\nclient = razorpay.Client()\nclient.payment.refund('p')", ("razorpay", "<client>.payment.refund", True)),
        ("import mercadopago\nmercadopago.SDK('t').payment().create({})", ("mercadopago", "<client>.payment().create", True)),
        ("import stripe\nstripe.Refund.retrieve('r')", None),
        ("client.refunds.create({})", None),
        # routes
        ("import requests\nrequests.post('https://api.paymongo.com/v1/refunds')", ("paymongo", "POST /v1/refunds", False)),
        ("import httpx\nhttpx.post('https://api.stripe.com/v1/charges')", ("stripe", "POST /v1/charges", False)),
        ("import requests\nrequests.request('POST', 'https://api.stripe.com/v1/charges')", ("stripe", "POST /v1/charges", False)),
        ("import requests\nrequests.get('https://api.stripe.com/v1/charges')", None),
        ("import requests\nrequests.request('GET', 'https://api.stripe.com/v1/charges')", None),
        ("import requests\nrequests.post('https://api.shop.example/v1/charges')", None),
        ("import requests\nsend = requests.post\nsend('https://api.paymongo.com/v1/refunds')", ("paymongo", "POST /v1/refunds", False)),
        ("import requests\nPAYMONGO = get()\nrequests.post(PAYMONGO + '/v1/refunds')", ("paymongo", "POST /v1/refunds", False)),
        ("import requests\nrequests.post(BASE + '/v1/refunds')", None),
    ],
)
def test_money_moves_through_sdks_and_routes(ask: Ask, code: str, found: tuple[str, str, bool] | None) -> None:
    money = ask(code).money
    assert [(one.provider.id, one.entry.call, one.sdk) for one in money] == ([found] if found else [])


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("\\Stripe\\Checkout\\Session::create([]);", ("stripe", "Stripe.Checkout.Session.create")),
        ("use Razorpay\\Api\\Api;\n$api = new Api($id, $key);\n$api->order->create([]);", ("razorpay", "<client>.order.create")),
        ("\\Conekta\\Order::create([]);", ("conekta", "Conekta.Order.create")),
        ("$openpay = Openpay::getInstance($id, $key);\n$openpay->charges->create([]);", ("openpay", "<client>.charges.create")),
        (
            "use MercadoPago\\Client\\Preference\\PreferenceClient;\n$client = new PreferenceClient();\n$client->create([]);",
            ("mercadopago", "<client>.create"),
        ),
        (
            "use KingFlamez\\Rave\\Facades\\Rave as Flutterwave;\nFlutterwave::initializePayment($data);",
            ("flutterwave", "KingFlamez.Rave.Facades.Rave.initializePayment"),
        ),
        ("use Srmklive\\PayPal\\Services\\PayPal;\n$paypal = new PayPal;\n$paypal->createOrder([]);", ("paypal", "<client>.createOrder")),
        ("use Xendit\\Invoice\\InvoiceApi;\n$api = new InvoiceApi();\n$api->createInvoice($asked);", ("xendit", "<client>.createInvoice")),
        ("use App\\Orders;\n$orders = new Orders();\n$orders->create([]);", None),
    ],
)
def test_money_moves_through_the_libraries_of_php(ask: Ask, code: str, found: tuple[str, str] | None) -> None:
    money = ask(f"<?php\n{code}\n", "public/pay.php").money
    assert [(one.provider.id, one.entry.call) for one in money] == ([found] if found else [])


def test_a_host_that_is_written_down_says_whose_route_it_is(ask: Ask) -> None:
    code = "# stripe stripe stripe, and api.paymongo.com\nimport requests\nrequests.post('https://api.paymongo.com/v1/refunds')"
    assert [money.provider.id for money in ask(code).money] == ["paymongo"]


def test_the_provider_that_is_named_most_takes_a_route_of_several(ask: Ask) -> None:
    code = "# paymongo paymongo paymongo, once stripe\nimport requests\nrequests.post(BASE + '/v1/refunds')"
    assert [money.provider.id for money in ask(code).money] == ["paymongo"]


def test_a_client_that_another_file_builds_is_known(ask: Ask) -> None:
    others = {"shop/gateway.py": "from midtransclient import Snap\n\nsnap = Snap(is_production=True)\n"}
    money = ask("from shop.gateway import snap\n\n\ndef pay(order):\n    snap.create_transaction(order)\n", others=others).money
    assert [(one.provider.id, one.routine.function.name) for one in money] == [("midtrans", "pay")]


@pytest.mark.parametrize(
    ("request_", "verb"),
    [
        ("requests.post(url)", "POST"),
        ("requests.get(url)", "GET"),
        ("session.patch(url)", "PATCH"),
        ("requests.request('put', url)", "PUT"),
        ("requests.request(method='DELETE', url=url)", "DELETE"),
        ("urlopen(url)", "GET"),
        ("urlopen(url, body)", "POST"),
        ("requests.request(method, url)", "POST"),
    ],
)
def test_the_method_of_a_request(ask: Ask, request_: str, verb: str) -> None:
    flow = ask(f"import requests\nfrom urllib.request import urlopen\n{request_}")
    assert flow.money_calls.verb(flow.module.calls[0], flow.module.body) == verb


CHARGING = """using Shop.Data;

public class Tills {
    public Charge Take(Order order) {
        try {
            var service = new ChargeService();
            return service.Create(new ChargeCreateOptions { Amount = order.Total });
        } catch (%s error) { throw; }
    }
}
"""


@pytest.mark.parametrize(
    ("error", "others", "found"),
    [
        ("StripeException", {}, ["stripe"]),
        ("Exception", {}, []),  # nothing names whose class that is
        (
            "StripeException",
            {"Services/ChargeService.cs": "public class ChargeService { public Charge Create(object o) { return null; } }"},
            [],
        ),
    ],
)
def test_a_class_of_the_library_is_known_where_another_file_imports_it(
    ask: Ask, error: str, others: dict[str, str], found: list[str]
) -> None:
    flow = ask(CHARGING % error, "Services/Tills.cs", {"Program.cs": "global using Stripe;\n", **others})
    assert [money.provider.id for money in flow.money] == found


TILL = """
import requests
BASE = 'https://api.midtrans.com/v2'
def ask(method, path, body=None):
    return requests.request(method, f'{BASE}/{path.lstrip("/")}', json=body)
def post(path, body):
    return ask('POST', path, body)
def elsewhere(path, body):
    return requests.post('https://till.shop.example' + path, json=body)
def unsaid(path, body):
    return requests.request(METHODS[path], BASE + path, json=body)
def call(path, body=None, method='POST'):
    return requests.request(method, BASE + path, json=body)
def look(path, body=None, method='GET'):
    return requests.request(method, BASE + path, json=body)
"""


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("ask('POST', '/charge', {})", ["POST /v2/charge"]),
        ("post('/charge', {})", ["POST /v2/charge"]),
        ("post('charge', {})", ["POST /v2/charge"]),
        ("post(f'/{order}/refund', {})", ["POST /v2/{id}/refund"]),
        ("ask('GET', '/charge')", []),
        ("post('/token', {})", []),
        ("post(path, {})", []),
        ("elsewhere('/v2/charge', {})", []),
        ("unsaid('/charge', {})", []),
        ("call('/charge', {})", ["POST /v2/charge"]),
        ("call('/charge', None, 'GET')", []),
        ("call('/charge', method='GET')", []),
        ("call('/charge', None, method)", []),
        ("call('/charge', *told)", []),
        ("call('/charge', **told)", []),
        ("look('/charge', {})", []),
        ("look('/charge', {}, 'POST')", ["POST /v2/charge"]),
    ],
)
def test_a_function_of_the_shop_is_followed_to_the_address_that_it_puts_together(ask: Ask, code: str, found: list[str]) -> None:
    flow = ask(f"from shop.till import ask, call, elsewhere, look, post, unsaid\n{code}", others={"shop/till.py": TILL})
    assert [money.entry.call for money in flow.money_calls.sent_through] == found
    assert flow.money == ()
