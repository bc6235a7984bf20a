"""Who runs a function of the shop: what a test hands to it is not what happens in production."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding

Findings = Callable[..., list[Finding]]

CLIENT = """
import requests


def ask(path, **options):
    return requests.post("https://api.paystack.co" + path, headers=HEADERS, **options)
"""
CALLED = """
from shop.client import ask


def pay(order):
    return ask("/transaction/initialize", json={{"amount": order.total}}{limit})
"""


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ({"shop/pay.py": ""}, ["shop/client.py"]),
        ({"shop/pay.py": ", timeout=10"}, []),
        ({"shop/pay.py": "", "tests/test_pay.py": ", timeout=1"}, ["shop/client.py"]),
        ({"shop/pay.py": ", timeout=10", "tests/test_pay.py": ""}, []),
    ],
)
def test_a_limit_is_given_by_the_shop_and_not_by_its_tests(findings: Findings, limits: dict[str, str], told: list[str]) -> None:
    files = {"shop/client.py": CLIENT, **{path: CALLED.format(limit=limit) for path, limit in limits.items()}}
    assert [one.location.path for one in findings(files, "no-timeout")] == told
