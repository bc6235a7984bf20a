"""Where a client's amount is told that a door hands to a function which charges it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding

Findings = Callable[..., list[Finding]]
Line = tuple[str, str]

SERVICE = """
import stripe


class Payments:
    @staticmethod
    def start(order):
        return stripe.PaymentIntent.create(amount=order["amount"], currency="eur", idempotency_key=order["cart"])

    @staticmethod
    def start_sum(amount, cart):
        return stripe.PaymentIntent.create(amount=amount, currency="eur", idempotency_key=cart)

    @staticmethod
    def begin(order):
        return Payments.start(order)
"""
DOOR = """
from flask import Flask, jsonify, request

from shop.payments import Payments

app = Flask(__name__)


@app.post("/pay/{name}")
def pay_{name}():
    {body}
"""
CHARGE = 'stripe.PaymentIntent.create(amount=order["amount"], currency="eur", idempotency_key=order["cart"])'
WHOLE = "return jsonify(secret=Payments.start(request.get_json()).client_secret)"
TAKEN_OUT = ("shop/payments.py", 'order["amount"]')
PLACES: list[tuple[str, str, Line, list[Line]]] = [
    ("the whole body", WHOLE, TAKEN_OUT, [("shop/pay.py", "request.get_json()")]),
    (
        "by one between",
        "return jsonify(secret=Payments.begin(request.get_json()).client_secret)",
        TAKEN_OUT,
        [("shop/pay.py", "request.get_json()")],
    ),
    (
        "the amount itself",
        'body = request.get_json()\n    return jsonify(secret=Payments.start_sum(body["amount"], body["cart"]).client_secret)',
        ("shop/pay.py", 'body["amount"]'),
        [("shop/payments.py", 'stripe.PaymentIntent.create(amount=amount, currency="eur", idempotency_key=cart)')],
    ),
    (
        "the amount in an object of the door's",
        'body = request.get_json()\n    return jsonify(key=Payments.start({"amount": body["amount"], "cart": body["cart"]}).client_secret)',
        ("shop/pay.py", 'body["amount"]'),
        [("shop/payments.py", CHARGE)],
    ),
]


def told(files: dict[str, str], found: list[Finding]) -> list[tuple[Line, list[Line]]]:
    """Each finding's text with its file, and those beside it."""
    texts = {path: text.encode() for path, text in files.items()}

    def line(path: str, start: int, end: int) -> Line:
        return path, texts[path][start:end].decode()

    return [
        (
            line(one.location.path, one.location.span.start, one.location.span.end),
            [line(r.location.path, r.location.span.start, r.location.span.end) for r in one.related],
        )
        for one in found
    ]


@pytest.mark.parametrize(("body", "place", "beside"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES])
def test_it_stands_where_the_amount_is_taken_out(findings: Findings, body: str, place: Line, beside: list[Line]) -> None:
    files = {"shop/pay.py": DOOR.format(name="now", body=body), "shop/payments.py": SERVICE}
    assert told(files, findings(files, "client-controlled-amount")) == [(place, beside)]


def test_several_doors_make_one_finding(findings: Findings) -> None:
    files = {f"shop/{name}.py": DOOR.format(name=name, body=WHOLE) for name in ("now", "later")} | {"shop/payments.py": SERVICE}
    doors = [("shop/later.py", "request.get_json()"), ("shop/now.py", "request.get_json()")]
    assert told(files, findings(files, "client-controlled-amount")) == [(TAKEN_OUT, doors)]


def test_a_door_with_a_price_of_the_shops_is_silent(findings: Findings) -> None:
    body = 'order = Order.query.get(request.get_json()["order"])\n    return jsonify(secret=Payments.start(order).client_secret)'
    files = {"shop/pay.py": DOOR.format(name="now", body=body), "shop/payments.py": SERVICE}
    assert findings(files, "client-controlled-amount") == []


def test_what_the_rule_does_not_look_at_is_told_at_the_door(findings: Findings) -> None:
    door = DOOR.replace("shop.payments", "tests.payments").format(name="now", body=WHOLE)
    files = {"shop/pay.py": door, "tests/payments.py": SERVICE}
    place = ("shop/pay.py", "request.get_json()")
    assert told(files, findings(files, "client-controlled-amount")) == [(place, [("tests/payments.py", CHARGE)])]


LARAVEL = """<?php
namespace App\\Http\\Controllers;

use App\\Models\\Product;
use App\\Services\\Payments;
use Illuminate\\Http\\Request;

class PayController extends Controller
{
    public function __construct(private Payments $payments) {}

    public function store(Request $request)
    {
        $asked = $request->validate(['amount' => 'required|numeric', 'email' => 'required|email']);
        BODY
        return redirect($this->payments->begin($asked));
    }
}
"""
PAYSTACK = """<?php
namespace App\\Services;

use Illuminate\\Support\\Facades\\Http;

class Payments
{
    public function begin(array $asked): string
    {
        $made = Http::timeout(10)->withToken(config('services.paystack.secret'))->post('https://api.paystack.co/transaction/initialize', [
            'email' => $asked['email'], 'amount' => $asked['amount'] * 100, 'reference' => $asked['reference'],
        ]);
        return $made->json('data.authorization_url');
    }
}
"""


def laravel(findings: Findings, body: str) -> list[tuple[str, int]]:
    files = {
        "app/Http/Controllers/PayController.php": LARAVEL.replace("BODY", body),
        "app/Services/Payments.php": PAYSTACK,
        "routes/web.php": "<?php\nuse App\\Http\\Controllers\\PayController;\nRoute::post('/pay', [PayController::class, 'store']);\n",
    }
    return [(one.location.path, one.location.region.start_line) for one in findings(files, "client-controlled-amount")]


def test_what_laravel_has_validated_is_handed_on(findings: Findings) -> None:
    assert laravel(findings, "") == [("app/Services/Payments.php", 11)]
    assert laravel(findings, "$asked['reference'] = uniqid();") == [("app/Services/Payments.php", 11)]


def test_a_price_that_is_put_into_what_is_handed_on_is_the_shops(findings: Findings) -> None:
    assert laravel(findings, "$asked['amount'] = Product::findOrFail($request->product)->price;") == []


PRICED = ["body.amount = price", "body.setAmount(price)", "Object.assign(body, { amount: price })"]


@pytest.mark.parametrize(("line", "told"), [*((line, 0) for line in PRICED), ("body.currency = 'eur'", 1), ("body.setCurrency('eur')", 1)])
def test_the_door_prices_the_object_itself(findings: Findings, line: str, told: int) -> None:
    files = {
        "door.js": 'const { Product } = require("./models");\nconst { pay } = require("./pay");\nconst app = require("express")();\n'
        '// pays with Stripe\napp.post("/pay", async (req, res) => {\n  const body = req.body;\n'
        "  const { price } = await Product.findById(body.id);\n"
        f"  {line};\n  res.json(await pay(body));\n}});\n",
        "pay.js": 'const stripe = require("stripe")(process.env.STRIPE_KEY);\n'
        'exports.pay = async (order) => stripe.paymentIntents.create({ amount: order.amount, currency: "eur" });\n',
    }
    assert len(findings(files, "client-controlled-amount")) == told


RAILS = """class PaymentsController < ApplicationController
  def create
    intent = Payments.start(payment_params)
    render json: { secret: intent.client_secret }
  end

  private

  def payment_params
    BODY
  end
end
"""
STARTED = """class Payments
  def self.start(asked)
    Stripe::PaymentIntent.create({ amount: asked[:amount], currency: asked[:currency] })
  end
end
"""


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("params.require(:payment).permit(:amount, :currency)", [3]),
        ("{ amount: Product.find(params[:product]).price, currency: 'eur' }", []),
    ],
)
def test_what_a_method_of_the_door_takes_from_the_request_is_handed_on(findings: Findings, body: str, lines: list[int]) -> None:
    files = {"app/controllers/payments_controller.rb": RAILS.replace("BODY", body), "app/services/payments.rb": STARTED}
    assert [one.location.region.start_line for one in findings(files, "client-controlled-amount")] == lines
