"""A file of many trades that names a provider in passing is not about payments as a whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding

Findings = Callable[..., list[Finding]]

ASKS = "import requests\n\n\n{comment}\ndef {name}(host):\n    {text}\n    return requests.post(host, data={{}})\n"
FILLER = "\n\ndef look(site):\n    return site.name\n" * 200  # eight hundred lines of another trade


@pytest.mark.parametrize(
    ("path", "name", "comment", "text", "filler", "is_told"),
    [
        ("shop/site.py", "log_in", "# a Razorpay payment may come later", "pass", FILLER, False),
        ("shop/site.py", "log_in", "# a Razorpay payment may come later", "pass", "", True),
        ("shop/site.py", "log_in", "# razorpay, Razorpay", "pass", FILLER, False),
        ("shop/site.py", "log_in", "", 'host = "razorpay"', FILLER, True),
        ("shop/site.py", "refund", "# Razorpay", "pass", FILLER, True),
        ("shop/social_card.py", "draw", "", "pass", "", False),
        ("shop/gift_card.py", "pay_with", "", "pass", "", True),
    ],
)
def test_what_hangs_without_a_limit(findings: Findings, path: str, name: str, comment: str, text: str, filler: str, is_told: bool) -> None:
    source = ASKS.format(name=name, comment=comment, text=text) + filler
    found = [(one.location.path, one.location.region.start_line) for one in findings({path: source}, "no-timeout")]
    assert found == ([(path, 7)] if is_told else [])


SEVERAL = "import paypal, stripe, requests\n\n\ndef {name}(order):\n    {text}\n    return requests.post(url_of(order), data={{}})\n"


@pytest.mark.parametrize(
    ("name", "text", "provider"),
    [("capture_with_stripe", "pass", "stripe"), ("capture", 'key = settings["stripe"]', "stripe"), ("ask_paytm", "pass", None)],
)
def test_a_request_is_to_the_provider_that_its_function_names(findings: Findings, name: str, text: str, provider: str | None) -> None:
    [found] = findings({"shop/orders.py": SEVERAL.format(name=name, text=text)}, "no-timeout")
    assert found.provider == provider


BOOKS = """import {{ Invoice }} from "xendit-node";

export async function book(invoice) {{
  const base = {address};
  return fetch(`${{base}}/entries`, {{ method: "POST", body: JSON.stringify({{ paid: invoice.amount }}) }});
}}
"""


@pytest.mark.parametrize(
    ("address", "whom"),
    [
        ("process.env.LEDGER_SERVICE_URL", "the other side"),
        ("process.env.TALLY_API_BASE_URL ?? invoice.home", "the other side"),
        ('process.env["TALLY_URL"]', "the other side"),
        ("process.env.XENDIT_API_URL", "Xendit"),
        ("process.env.PAYMENTS_API_URL", "Xendit"),
        ("process.env.SANDBOX_SERVER_URL", "Xendit"),
        ("process.env.XND_API_URL", "Xendit"),
        ("invoice.home", "Xendit"),
    ],
)
def test_a_setting_called_after_somebody_else_is_no_provider(findings: Findings, address: str, whom: str) -> None:
    [found] = findings({"shop/books.js": BOOKS.format(address=address)}, "no-timeout")
    assert f"When {whom} does not answer" in found.message
    assert (found.provider is None) == (whom == "the other side")


TELLS = """{imports}


def {name}(request):
    try:
        pay(request)
    except Exception as e:
        return JsonResponse({{"error": str(e)}})
"""


@pytest.mark.parametrize(
    ("imports", "name", "filler", "providers"),
    [
        ("import stripe, paymongo", "pay_with_paymongo", "", ["paymongo"]),
        ("import stripe, paymongo", "pay", "", [None]),
        ("# stripe", "log_in", "", ["stripe"]),
        ("# stripe", "log_in", FILLER, []),
        ("# stripe, Stripe, stripe", "log_in", FILLER, []),
        ("# stripe, Stripe, stripe", "buy_with_stripe", FILLER, ["stripe"]),
    ],
)
def test_an_error_is_of_the_provider_that_its_function_names(
    findings: Findings, imports: str, name: str, filler: str, providers: list[str | None]
) -> None:
    found = findings({"shop/site.py": TELLS.format(imports=imports, name=name) + filler}, "raw-error-exposed")
    assert [one.provider for one in found] == providers


SIGN_IN = """const TOKENS = "{address}";

export class WompiClient {{
  async authenticate(id) {{
    return fetch(TOKENS, {{ method: "POST", body: new URLSearchParams({{ client_id: id }}) }});
  }}
}}
"""


@pytest.mark.parametrize(
    ("address", "is_told"),
    [
        ("https://id.wompi.sv/connect/token", True),
        ("https://identity.books.example/token", False),
        ("https://identity.example/wompi", False),
    ],
)
def test_a_host_that_is_named_after_a_provider_is_its_own(findings: Findings, address: str, is_told: bool) -> None:
    found = findings({"shop/client.js": SIGN_IN.format(address=address)}, "no-timeout")
    assert [one.location.region.start_line for one in found] == ([5] if is_told else [])
