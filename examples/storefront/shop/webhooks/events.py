"""What each kind of event means to the shop. Kinds that are not listed mean nothing to it."""

import logging

from django.db import transaction

from shop import orders
from shop.models import Refund, StallSale

logger = logging.getLogger(__name__)


def checkout_paid(data):
    attributes = data["attributes"]
    for payment in attributes["payments"]:
        paid = payment["attributes"]
        if paid["status"] == "paid":
            orders.settle(attributes["reference_number"], payment["id"], paid["amount"], paid["currency"])


def payment_failed(data):
    orders.fail(data["attributes"].get("external_reference_number") or "")


def link_paid(data):
    attributes = data["attributes"]
    for payment in attributes["payments"]:
        paid = payment["data"]["attributes"]
        orders.settle(attributes["remarks"], payment["data"]["id"], paid["amount"], paid["currency"])


@transaction.atomic
def refund_changed(data):
    refund = Refund.objects.select_for_update().filter(refund_id=data["id"]).first()
    if refund is None or refund.status == "succeeded":
        return
    refund.status = data["attributes"]["status"]
    refund.save(update_fields=["status"])


@transaction.atomic
def qr_paid(data):
    sale = StallSale.objects.select_for_update().filter(code_id=data["id"]).first()
    if sale is None or sale.paid or data["attributes"]["amount"] != sale.amount:
        return
    sale.paid = True
    sale.save(update_fields=["paid"])


def card_paid(data):
    orders.settle(data["metadata"].get("reference", ""), data["id"], data["amount_received"], data["currency"])


def card_failed(data):
    orders.fail(data["metadata"].get("reference", ""))


HANDLERS = {
    ("paymongo", "checkout_session.payment.paid"): checkout_paid,
    ("paymongo", "payment.failed"): payment_failed,
    ("paymongo", "link.payment.paid"): link_paid,
    ("paymongo", "payment.refund.updated"): refund_changed,
    ("paymongo", "qr.paid"): qr_paid,
    ("stripe", "payment_intent.succeeded"): card_paid,
    ("stripe", "payment_intent.payment_failed"): card_failed,
}


def handle(provider, kind, data):
    handler = HANDLERS.get((provider, kind))
    if handler is None:
        logger.info("nothing to do for %s %s", provider, kind)
        return
    handler(data)
