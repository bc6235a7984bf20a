"""Which provider a file, and which a door in it, is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.dataflow import Flow

Ask = Callable[..., Flow]


@pytest.mark.parametrize(
    ("text", "provider"),
    [
        ("multipaga = HyperSwitch()\nowngateway = HyperSwitch()\n", "hyperswitch"),
        ("multipaga = 1\nowngateway = 2\n", "hyperswitch"),
        ("multipaga = 1\nmultipaga.pay()\nmultipaga.refund()\nowngateway = 2\n", "multipaga"),
        ("multipaga = 1\n", "multipaga"),
        ("owngateway = 2\nstripe = 3\n", "owngateway"),
        ("stripe = 2\npaypal = 3\nstripe.pay()\n", "stripe"),
        ("orders = 1\n", None),
        ("METHODS = ['mercadopago', 'safetypay', 'mercado_pago']\ntonder.pay()\n", "tonder"),
        ("post('https://api.mercadopago.com')\nmercadopago.pay()\ntonder.pay()\n", "mercadopago"),
        ("mercadopago.pay()\n", "mercadopago"),
    ],
)
def test_a_file_is_about_one_provider(ask: Ask, text: str, provider: str | None) -> None:
    assert ask(text).provider == provider


DOORS = """
@router.post("/hooks/{route}")
def {name}(request: Request, event: {event}):
    body = request.json()
    orders.update(body)
    return {{}}
"""


@pytest.mark.parametrize(
    ("route", "name", "event", "provider"),
    [
        ("migo", "take", "Event", "migo"),
        ("links", "migo_webhook", "Event", "migo"),
        ("links", "take_webhook", "MigoEvent", "migo"),
        ("maya", "webhook", "Event", "maya"),
    ],
)
def test_an_ordinary_name_counts_where_code_joins_it_with_payments(ask: Ask, route: str, name: str, event: str, provider: str) -> None:
    flow = ask(DOORS.format(route=route, name=name, event=event))
    assert [(flow.provider_of(handler), handler.symbol) for handler in flow.webhooks] == [(provider, name)]


@pytest.mark.parametrize(
    "text",
    [
        'FRIENDS = ["Maya", "Amigo"]\n',
        "maya = Person()\nconmigo_payment(maya)\n",
        'mail("payments-maya@shop.example")\n',
        "import maya\nmaya.when('tomorrow')\n",
    ],
)
def test_an_ordinary_name_alone_is_none(ask: Ask, text: str) -> None:
    assert ask(text).provider is None


def test_a_door_is_about_the_provider_that_it_names(ask: Ask) -> None:
    flow = ask(
        DOORS.format(route="stripe", name="stripe_webhook", event="Event")
        + DOORS.format(route="paymongo", name="paymongo_webhook", event="Event")
        + DOORS.format(route="mercado-pago", name="webhook", event="Event")
        + "stripe.pay()\n"
    )
    assert [flow.provider_of(handler) for handler in flow.webhooks] == ["stripe", "paymongo", "mercadopago"]
