"""A library that draws an idempotency key by itself leaves only what the shop itself repeats: a warning."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding, Severity

Findings = Callable[..., list[Finding]]

MERCADO_PAGO = """
package shop;
import com.mercadopago.client.payment.*;
class Cashier {
    Payment charge(Order order) throws Exception {
        PaymentClient client = new PaymentClient();
        return client.create(PaymentCreateRequest.builder().transactionAmount(order.getTotal()).build());
    }
}
"""
ADYEN = """
package shop;
import com.adyen.service.checkout.PaymentsApi;
class Cashier {
    private final PaymentsApi payments;
    PaymentResponse charge(Order order) throws Exception { return payments.payments(new PaymentRequest().amount(order.getTotal())); }
}
"""


@pytest.mark.parametrize(("text", "severity"), [(MERCADO_PAGO, Severity.WARNING), (ADYEN, Severity.ERROR)])
def test_a_drawn_key_covers_the_librarys_own_retries(findings: Findings, text: str, severity: Severity) -> None:
    found = findings({"src/main/java/shop/Cashier.java": text}, "missing-idempotency-key")
    assert [one.severity for one in found] == [severity]
