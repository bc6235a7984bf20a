"""What a message says did not fit is what the handler looked at, not what its provider is known by."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding

Findings = Callable[..., list[Finding]]

HOOK = """
from flask import Flask, abort, request

from shop.keys import key
from shop.models import Order
from shop.settings import MIGO_ADDRESSES

app = Flask(__name__)


@app.route("/webhooks/migopayments", methods=["POST"])
def migo_webhook():
    # Migo sends a signature with some.
    {check}
    Order.objects.filter(uid=request.json["uid"]).update(status=request.json["status"])
    return ""
"""
SIGNATURE = """try:
        key.verify(bytes.fromhex(request.headers["X-Signature"]), request.get_data())
    except ValueError:
        abort(401)"""
ADDRESS = """if request.remote_addr not in MIGO_ADDRESSES:
        abort(403)"""


@pytest.mark.parametrize(("check", "named"), [(SIGNATURE, "the signature"), (ADDRESS, "the sender's address")])
def test_the_proof_that_is_checked_is_named(findings: Findings, check: str, named: str) -> None:
    (found,) = findings({"shop/hooks.py": HOOK.replace("{check}", check)}, "verification-failure-not-logged")
    assert found.message.startswith(f"When {named}")
