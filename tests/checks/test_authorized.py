"""A payment that a module of Medusa calls authorised though nobody was asked whether it was made."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding, Severity

Findings = Callable[..., list[Finding]]

MODULE = """import { AbstractPaymentProvider, PaymentSessionStatus } from "@medusajs/framework/utils";
import Stripe from "stripe";

export default class CardService extends AbstractPaymentProvider {
  protected stripe_: Stripe;

  async authorizePayment(input) {
BODY
  }

  async capturePayment(input) {
    LATER
    return { data: input.data };
  }
}
"""
YES = "return { status: PaymentSessionStatus.AUTHORIZED, data: input.data };"
ASKED = "const intent = await this.stripe_.paymentIntents.retrieve(input.data.id);"
PAID = 'intent.status === "succeeded"'
TOLD = [
    [YES],
    ['return { status: "captured", data: input.data };'],
    ["if (!input.data.id) {", YES, "}", ASKED, f"if ({PAID}) {{", YES, "}", "return { status: PaymentSessionStatus.PENDING };"],
    ["try {", ASKED, f"if ({PAID}) return {{ status: PaymentSessionStatus.AUTHORIZED }};", "} catch (error) {", YES, "}"],
    [ASKED, f"if ({PAID}) {{", "return { status: PaymentSessionStatus.CAPTURED, data: intent };", "}", YES],
]
NOT_TOLD = [
    [ASKED, f"if ({PAID}) {{", YES, "}", "return { status: PaymentSessionStatus.PENDING };"],
    [ASKED, f"if (!({PAID})) {{", "return { status: PaymentSessionStatus.PENDING };", "}", YES],
    [ASKED, f"if (!({PAID})) throw new Error('unpaid');", YES],
    [ASKED, "switch (intent.status) {", 'case "succeeded":', YES, "default:", "return { status: PaymentSessionStatus.PENDING };", "}"],
    # who is asked cannot be followed, and may refuse
    ["await this.gateway_.capture(input.data.id);", YES],
    ["return { status: await this.getPaymentStatus(input), data: input.data };"],
]
CAPTURES = "await this.stripe_.paymentIntents.capture(input.data.id);"


def module(findings: Findings, body: list[str], capture: str = "", base: str = "AbstractPaymentProvider") -> list[tuple[int, Severity]]:
    text = MODULE.replace("BODY", "\n".join(body)).replace("LATER", capture).replace("AbstractPaymentProvider", base)
    found = findings({"src/modules/card/service.ts": text}, "unverified-return")
    return [(one.location.region.start_line, one.severity) for one in found]


@pytest.mark.parametrize("body", TOLD)
def test_a_payment_is_authorised_by_nobodys_word(findings: Findings, body: list[str]) -> None:
    at = next(at for at, line in enumerate(body) if line == YES or "captured" in line)
    at = len(body) - 1 if body[-1] == YES and ASKED in body else at
    assert module(findings, body) == [(8 + at, Severity.WARNING)]


@pytest.mark.parametrize("body", NOT_TOLD)
def test_what_the_provider_was_asked_is_not_told(findings: Findings, body: list[str]) -> None:
    assert module(findings, body) == []


def test_what_is_charged_later_is_not_told(findings: Findings) -> None:
    assert module(findings, [YES], CAPTURES) == []


def test_another_class_is_not_told(findings: Findings) -> None:
    assert module(findings, [YES], base="Till") == []


def test_what_is_paid_at_the_door_is_not_told(findings: Findings) -> None:
    text = MODULE.replace("BODY", YES).replace("LATER", "").replace('import Stripe from "stripe";', "// payment on delivery")
    assert findings({"src/modules/till/service.ts": text.replace("  protected stripe_: Stripe;\n", "")}, "unverified-return") == []
