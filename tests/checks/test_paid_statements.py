"""Statements of SQL by which a page of success says that an order is paid, as scripts put them together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding

Findings = Callable[..., list[Finding]]

SCRIPT = """<?php
require 'db.php';
// the customer is back from Stripe
$id = $_GET['order_id'];
mysqli_query($conn, "STATEMENT");
header('Location: thanks.php');
"""
PAID = [
    "UPDATE transaksi SET status = 'lunas' WHERE id = '$id'",
    "UPDATE pedidos SET estado='PAGADO' WHERE id = $id",
    "INSERT INTO payments (order_id, payment_status) VALUES ('$id', 'completed')",
    "INSERT INTO `pembayaran` (`id_order`, `status`) VALUES ('$id', 'Lunas')",
    "INSERT INTO orders (number, status, total) VALUES ('$id', 'paid', '$sum')",
]
NOT_PAID = [
    "UPDATE transaksi SET dilihat = 1 WHERE id = '$id' AND status = 'lunas'",
    "UPDATE pedidos SET estado = 'pendiente' WHERE id = $id",
    "INSERT INTO payments (order_id, payment_status) VALUES ('$id', 'pending')",
    "INSERT INTO tasks (number, status) VALUES ('$id', 'completed')",
    "INSERT INTO visits (number, page) VALUES ('$id', 'paid')",
]


@pytest.mark.parametrize("statement", PAID)
def test_a_page_of_success_says_so(findings: Findings, statement: str) -> None:
    found = findings({"payment_success.php": SCRIPT.replace("STATEMENT", statement)}, "unverified-return")
    assert [one.location.region.start_line for one in found] == [5]


@pytest.mark.parametrize("statement", NOT_PAID)
def test_what_is_not_paid_or_only_looked_for_is_left_alone(findings: Findings, statement: str) -> None:
    assert findings({"payment_success.php": SCRIPT.replace("STATEMENT", statement)}, "unverified-return") == []
