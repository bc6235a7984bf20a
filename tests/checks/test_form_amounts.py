"""The client's amount is told in a form as in JSON."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding

Findings = Callable[..., list[Finding]]

CURL = """<?php
SENT
$amount = (int) round((float) ($sent['amount'] ?? 0) * 100);
BETWEEN
$form = http_build_query(['mode' => 'payment', NAMED => $amount]);
$handle = curl_init('https://api.stripe.com/v1/checkout/sessions');
curl_setopt_array($handle, [CURLOPT_POSTFIELDS => $form, CURLOPT_HTTPHEADER => ['Authorization: Bearer ' . getenv('STRIPE_SECRET_KEY')]]);
$answer = curl_exec($handle);
"""
BODY = "$sent = json_decode(file_get_contents('php://input'), true);"
HELPER = """<?php
function sent(): array
{
    $told = json_decode(file_get_contents('php://input'), true);
    return is_array($told) ? $told : [];
}
"""
RUBY = """class PaymentsController < ApplicationController
  def create
    amount = params[:amount].to_i
    body = URI.encode_www_form(amount: amount, currency: "eur")
    headers = { "Authorization" => "Bearer #{ENV["STRIPE_SECRET_KEY"]}" }
    render json: HTTParty.post("https://api.stripe.com/v1/payment_intents", body: body, headers: headers)
  end
end
"""


def told(findings: Findings, *, sent: str = BODY, between: str = "", key: str = "'amount'") -> list[str]:
    text = CURL.replace("SENT", sent).replace("BETWEEN", between).replace("NAMED", key)
    found = findings({"pay/start.php": text, "shared.php": HELPER}, "client-controlled-amount")
    return [one.location.line.strip() for one in found]


@pytest.mark.parametrize(
    "case",
    [
        {},
        {"sent": "require_once __DIR__ . '/../shared.php'; $sent = sent();"},
        {"key": "'line_items[0][price_data][unit_amount]'"},
        {"between": "$due = 0; if ($amount > 0) $due = $amount;"},
    ],
)
def test_a_form_charges_the_clients_amount(findings: Findings, case: dict[str, str]) -> None:
    (line,) = told(findings, **case)
    assert line.startswith("$form = ")


@pytest.mark.parametrize(
    "case",
    [
        {"key": "'metadata[amount]'"},
        {"between": "$due = $pdo->query('SELECT price FROM dues')->fetchColumn(); if ($amount < $due) { http_response_code(400); exit; }"},
    ],
)
def test_a_form_with_the_shops_price_is_sound(findings: Findings, case: dict[str, str]) -> None:
    assert told(findings, **case) == []


def test_a_form_in_ruby(findings: Findings) -> None:
    found = findings({"app/controllers/payments_controller.rb": RUBY}, "client-controlled-amount")
    assert [one.location.line.strip() for one in found] == ['body = URI.encode_www_form(amount: amount, currency: "eur")']
