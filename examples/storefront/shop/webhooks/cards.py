"""Stripe's webhook."""

import logging

import stripe
from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shop import tasks
from shop.models import Order, Refund

logger = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def stripe_webhook(request):
    logger.info("Stripe sends %s", request.body)
    try:
        event = stripe.Webhook.construct_event(request.body, request.headers.get("Stripe-Signature", ""), settings.STRIPE_WEBHOOK_SECRET)
    except (ValueError, stripe.SignatureVerificationError):
        return HttpResponse(status=400)
    data = event["data"]["object"].to_dict()
    if event["type"] == "charge.refunded":
        order = Order.objects.filter(payment_id=data["payment_intent"]).first()
        if order is not None:
            Refund.objects.update_or_create(
                order=order, refund_id=data["id"], defaults={"amount": data["amount_refunded"], "status": "succeeded"}
            )
    elif event["livemode"] is settings.PAYMENTS_LIVE:
        tasks.work_off.delay("stripe", event["type"], data)
    return HttpResponse(status=200)
